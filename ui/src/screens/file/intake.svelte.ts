// Files on their way into a case: what the shell says of each, then opening it once to count its pages, then the volume.
import { call, leaveFiles, pickFiles, readBytes, stopFiles, watchFiles, type FileNote, type TakenView } from "../../api/call";
import type { Failure, Saved } from "../../api/commands";
import { OpenFault } from "../../parts/pdf/document";
import { t } from "../../text/index.svelte";
import { indexer } from "./indexer.svelte";

type Told = Exclude<FileNote, { kind: "over" | "away" | "finished" } | { kind: "file" }>;
export type Coming = { id: number; name: string; bytes: number; taken: number; state: "waiting" | "taking" | "opening" | "filed" | "known" | "refused" | "stopped"; words: string };

/** How many pages an original has; throws an `OpenFault` when it does not open. Pictures and Word files are counted by the core. */
export async function countPages(caseId: string, media: string, original: string, bytes: number): Promise<number> {
  if (media !== "pdf") return 1;
  const { openPdf } = await import("../../parts/pdf/document");
  const pdf = await openPdf((from, to) => readBytes(caseId, original, from, to), bytes, "index");
  try {
    if (pdf.pages < 1) throw new OpenFault("damaged");
    await pdf.page(1);
    return pdf.pages;
  } finally {
    void pdf.close();
  }
}

export class Intake {
  files = $state<Coming[]>([]);
  over = $state(false);
  running = $state(false);
  part = $state("evidence");
  /** The volume that the next file takes the place of; empty when files become volumes of their own. */
  instead = $state("");
  #filing = Promise.resolve();

  constructor(readonly caseId: string, private readonly changed: (saved: Saved | null) => void, private readonly seen: () => number) {}

  watch(): () => void {
    void watchFiles(this.caseId, (note) => this.hear(note)).catch(() => undefined);
    return () => void leaveFiles().catch(() => undefined);
  }

  pick(): Promise<void> {
    return pickFiles(this.caseId);
  }

  stop(): void {
    void stopFiles();
  }

  hear(note: FileNote): void {
    if (note.kind === "over" || note.kind === "away") this.over = note.kind === "over";
    else if (note.kind === "finished") this.running = false;
    else if (note.kind === "file") {
      this.running = true;
      this.files = [...this.files.filter((file) => file.id !== note.id), { id: note.id, name: note.name, bytes: note.bytes, taken: 0, state: "waiting", words: "" }];
    } else this.#of(note as Told);
  }

  #of(note: Told): void {
    const file = this.files.find((known) => known.id === note.id);
    if (!file) return;
    if (note.kind === "progress") Object.assign(file, { state: "taking", taken: note.taken });
    if (note.kind === "stopped") file.state = "stopped";
    if (note.kind === "refused") Object.assign(file, { state: "refused", words: note.message });
    if (note.kind === "taken" && note.file.known) Object.assign(file, { state: "known", taken: file.bytes, words: note.file.known });
    else if (note.kind === "taken") {
      Object.assign(file, { state: "opening", taken: file.bytes, words: note.file.warning });
      // One after another, so that volumes are numbered in the order of the files.
      this.#filing = this.#filing.then(() => this.#file(file, note.file));
    }
  }

  async #file(file: Coming, taken: TakenView): Promise<void> {
    const refusal = await this.add(taken.media, taken.original, taken.bytes, this.part);
    if (refusal) {
      Object.assign(file, { state: "refused", words: `“${taken.file}”${refusal}` });
      await this.discard(taken.original);
    } else file.state = "filed";
  }

  /** Makes a volume of what was taken in, or puts it in place of the one chosen; returns why not. */
  async add(media: string, original: string, bytes: number, part: string): Promise<string> {
    try {
      const pages = await countPages(this.caseId, media, original, bytes);
      const volume = this.instead;
      if (volume) this.changed(await call("replace_volume", { case: this.caseId, volume, original, pages, seen: this.seen() }));
      else this.changed(await call("add_volume", { case: this.caseId, original, pages, part, label: "", title: "" }));
      this.instead = "";
      indexer.wake();
      return "";
    } catch (why) {
      if (why instanceof OpenFault) return t.file.intake.faults[why.kind];
      // What the reader of PDFs throws is no sentence for people.
      return "code" in (why as Failure) ? (why as Failure).message : t.file.intake.faults.damaged;
    }
  }

  async discard(original: string): Promise<void> {
    await call("discard_staged", { case: this.caseId, original }).catch(() => undefined);
    this.changed(null);
  }
}
