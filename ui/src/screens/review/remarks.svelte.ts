// Every comment of the case on the desk, read once for all the places that show some of them.
import { call } from "../../api/call";
import type { RemarkOn, ThreadView } from "../../api/commands";
import type { Desk } from "../../frame/desk.svelte";

let threads = $state.raw<ThreadView[]>([]);
let asked = "";

/** Reads the comments anew when the case has moved; to be called in an `$effect`. */
export function watchRemarks(desk: Desk): void {
  const now = `${desk.id} ${desk.revision}`;
  if (now === asked) return;
  if (!asked.startsWith(`${desk.id} `)) threads = [];
  asked = now;
  call("remarks", { case: desk.id }).then((view) => { if (asked === now) threads = view.threads; }).catch(() => { asked = ""; });
}

export const allThreads = (): ThreadView[] => threads;

export const sameOn = (a: RemarkOn, b: RemarkOn): boolean =>
  a.kind === b.kind && (a.kind === "fact" ? a.path === b.path && (a.actor === b.actor || !a.actor || !b.actor) : a.kind === "page" ? a.volume === b.volume && a.page === b.page : a.kind === "item" ? a.key === b.key : true);

export const threadsOn = (on: RemarkOn): ThreadView[] => threads.filter((thread) => sameOn(thread.on, on));
export const openOn = (on: RemarkOn): number => threadsOn(on).filter((thread) => !thread.settled_by).length;
export const onFact = (actor: string, path: string): RemarkOn => ({ kind: "fact", actor, path, volume: "", page: 0, key: "" });
export const onPage = (volume: string, page: number): RemarkOn => ({ kind: "page", actor: "", path: "", volume, page, key: "" });
export const onItem = (key: string): RemarkOn => ({ kind: "item", actor: "", path: "", volume: "", page: 0, key });
export const onCase = (): RemarkOn => ({ kind: "case", actor: "", path: "", volume: "", page: 0, key: "" });
export const nameOf = (on: RemarkOn): string => `${on.kind}/${on.actor}/${on.path}${on.volume}${on.page || ""}${on.key}`;
