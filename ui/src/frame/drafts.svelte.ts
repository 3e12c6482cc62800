// What is being typed and not yet saved. Every batch of keys goes into the vault, so that lock, crash and power cut lose at most a quarter of a second.
import { call } from "../api/call";
import type { Failure } from "../api/commands";

/** A draft as it is kept: what to call it, where it belongs, and what was typed. */
export type Typed = { label: string; tab: string; at: string; value: unknown };
export type Found = Typed & { key: string; when: string };

/** How long after the last key a draft is written (milliseconds). */
export const PAUSE_MS = 250;

const open = new Set<Drafts>();

/** Writes every waiting draft now; resolves when all of them are in the vault. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...open].map((drafts) => drafts.flush()));
}

export class Drafts {
  /** Drafts of earlier times whose text has been neither saved nor given up, oldest first. */
  found = $state<Found[]>([]);
  /** Why the last draft could not be kept, or nothing. */
  failure = $state<Failure | null>(null);
  #held = new Map<string, Typed>();
  #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  #chain: Promise<void> = Promise.resolve();

  /** `caseId` is empty for what belongs to no case yet. */
  constructor(readonly caseId: string) {}

  /** Reads what is there; only then is anything of earlier times known. */
  static async read(caseId: string): Promise<Drafts> {
    const drafts = new Drafts(caseId);
    open.add(drafts);
    // A case opens even where its drafts cannot be read; that is said, and they stay where they are.
    await drafts.reload().catch((thrown: Failure) => (drafts.failure = thrown));
    return drafts;
  }

  async reload(): Promise<void> {
    const { drafts } = await call("drafts", { case: this.caseId });
    this.found = drafts.map(({ key, body, at }) => ({ key, when: at.slice(-5), ...understood(body) }));
    for (const { key, when: _, ...typed } of this.found) this.#held.set(key, typed);
  }

  /** What is held under a key: typed in this session or found; null when there is nothing. */
  held<T>(key: string): T | null {
    const typed = this.#held.get(key);
    return typed ? (typed.value as T) : null;
  }

  /** Keys that begin so. */
  keys(prefix: string): string[] {
    return [...this.#held.keys()].filter((key) => key.startsWith(prefix));
  }

  /** When a found draft was typed, or nothing. */
  when(key: string): string {
    return this.found.find((one) => one.key === key)?.when ?? "";
  }

  keep(key: string, typed: Typed): void {
    if (JSON.stringify(this.#held.get(key)?.value) === JSON.stringify(typed.value)) return;
    this.#held.set(key, typed);
    clearTimeout(this.#waiting.get(key));
    this.#waiting.set(key, setTimeout(() => void this.flush(key), PAUSE_MS));
  }

  /** Writes what waits under `key` (all of it without one) now. */
  flush(key?: string): Promise<void> {
    const due = key === undefined ? [...this.#waiting.keys()] : this.#waiting.has(key) ? [key] : [];
    for (const one of due) {
      clearTimeout(this.#waiting.get(one));
      this.#waiting.delete(one);
      const typed = this.#held.get(one);
      if (typed) this.#then(() => call("keep_draft", { case: this.caseId, key: one, body: JSON.stringify(typed) }));
    }
    return this.#chain;
  }

  /** Saved, or given up on purpose. */
  drop(key: string): void {
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.found = this.found.filter((one) => one.key !== key);
    if (this.#held.delete(key)) this.#then(() => call("drop_draft", { case: this.caseId, key }));
  }

  /** The case is left: what waits is written, nothing is forgotten. */
  async close(): Promise<void> {
    await this.flush();
    open.delete(this);
  }

  #then(write: () => Promise<unknown>): void {
    this.#chain = this.#chain.then(write).then(() => void (this.failure = null)).catch((thrown: Failure) => {
      // Locked: the vault is shut, and what was typed before has been written by `flushDrafts`.
      if (thrown.code !== "locked") this.failure = thrown;
    });
  }
}

/** A body that does not read is shown as the text it is: nothing is dropped in silence. */
function understood(body: string): Typed {
  try {
    const typed = JSON.parse(body) as Partial<Typed>;
    if (typed && typeof typed === "object" && "value" in typed) return { label: typed.label ?? "", tab: typed.tab ?? "", at: typed.at ?? "", value: typed.value };
  } catch { /* below */ }
  return { label: "", tab: "", at: "", value: body };
}

/** The words of a draft, for the list of those whose place is gone. */
export function wordsOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join("；");
  if (value && typeof value === "object") return Object.entries(value).filter(([key]) => key !== "kind" && key !== "anchor").map(([, one]) => wordsOf(one)).filter(Boolean).join("；");
  return typeof value === "number" ? String(value) : "";
}

type Place<T> = {
  drafts: () => Drafts | null | undefined; key: () => string; label: () => string; tab?: string; at?: () => string;
  /** What is typed now. */ value: () => T; /** Puts a draft back into its boxes. */ take: (value: T) => void; /** Whether there is anything worth keeping. */ dirty: (value: T) => boolean;
};

/** Keeps the boxes of a form, and puts them back when there is a draft. To be called while a component is made. */
export function remember<T>(place: Place<T>): { readonly when: string; done: () => void; giveUp: () => void } {
  let when = $state("");
  let taken = "";
  const blank = JSON.stringify(place.value());
  $effect(() => {
    const [drafts, key] = [place.drafts(), place.key()];
    if (!drafts || taken === key) return;
    taken = key;
    const held = drafts.held<T>(key);
    if (held === null) return;
    when = drafts.when(key);
    place.take(held);
  });
  $effect(() => {
    const value = $state.snapshot(place.value()) as T;
    const [drafts, key] = [place.drafts(), place.key()];
    if (!drafts || taken !== key) return;
    if (place.dirty(value)) drafts.keep(key, { label: place.label(), tab: place.tab ?? "", at: place.at?.() ?? "", value });
    else if (drafts.held(key) !== null) drafts.drop(key);
  });
  const done = () => { when = ""; place.drafts()?.drop(place.key()); };
  return { get when() { return when; }, done, giveUp: () => { done(); place.take(JSON.parse(blank) as T); } };
}

if (typeof window !== "undefined") {
  const now = () => void flushDrafts();
  window.addEventListener("blur", now);
  window.addEventListener("pagehide", now);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") now(); });
}
