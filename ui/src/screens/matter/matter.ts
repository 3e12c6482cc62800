// The file cover as a form: what was read, what is typed, what is sent.
import type { MatterView, UpdateMatter } from "../../api/commands";

export type Cover = { name: string; stage: string; authority: string; docket: string; firm: string; lawyers: string; entrusted_by: string; note: string };

export function coverOf(view: MatterView): Cover {
  return { name: view.head.name, stage: view.head.stage, authority: view.authority, docket: view.docket, firm: view.firm, lawyers: view.lawyers.join("、"), entrusted_by: view.entrusted_by, note: view.note };
}

/** Names written in one line, however they are separated. */
export function names(line: string): string[] {
  return line.split(/[、，,；;\s]+/).filter(Boolean);
}

export function requestOf(id: string, cover: Cover): UpdateMatter {
  return { case: id, ...cover, lawyers: names(cover.lawyers) };
}

export function changed(a: Cover, b: Cover): boolean {
  return (Object.keys(a) as (keyof Cover)[]).some((key) => a[key].trim() !== b[key].trim());
}
