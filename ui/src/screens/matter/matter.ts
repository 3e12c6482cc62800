// The file cover as a form: what was read, what is typed, what is sent.
import type { MatterView, UpdateMatter } from "../../api/commands";

export type Cover = {
  name: string; stage: string; authority: string; docket: string; firm: string; contact: string; lawyers: string; licences: string; entrusted_by: string;
  police: string; procuratorate: string; court: string; note: string;
};

export function coverOf(view: MatterView): Cover {
  const { authority, docket, firm, contact, entrusted_by, police, procuratorate, court, note } = view;
  return { name: view.head.name, stage: view.head.stage, lawyers: view.lawyers.join("、"), licences: view.licences.join("、"), authority, docket, firm, contact, entrusted_by, police, procuratorate, court, note };
}

/** Names written in one line, however they are separated. */
export function names(line: string): string[] {
  return line.split(/[、，,；;\s]+/).filter(Boolean);
}

export function requestOf(id: string, cover: Cover): UpdateMatter {
  return { case: id, ...cover, lawyers: names(cover.lawyers), licences: names(cover.licences) };
}

export function changed(a: Cover, b: Cover): boolean {
  return (Object.keys(a) as (keyof Cover)[]).some((key) => a[key].trim() !== b[key].trim());
}
