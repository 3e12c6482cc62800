// What the register of evidence computes for itself: what is shown, in what groups, and what comes next while typing.
import type { EvidenceRegister, ExhibitView, PutExhibit } from "../../api/commands";
import { pageRuns } from "../../frame/marks";

export type Filter = { volume: string; kind: string; by: string; open: boolean; words: string };
export const NO_FILTER: Filter = { volume: "", kind: "", by: "", open: false, words: "" };
export type Grouping = "volume" | "element";
export type Group = { id: string; name: string; rows: ExhibitView[] };
export type Entry = Omit<PutExhibit, "case" | "seen">;

/** A quality nobody has looked at. */
export const isOpen = (own: ExhibitView): boolean => [own.authenticity, own.legality, own.relevance].some((quality) => quality.view === "open");

export function shown(rows: readonly ExhibitView[], filter: Filter): ExhibitView[] {
  const words = filter.words.trim().toLowerCase();
  return rows.filter((own) =>
    (!filter.volume || (filter.volume === "-" ? own.volume === "" : own.volume === filter.volume)) && (!filter.kind || own.kind === filter.kind) &&
    (!filter.by || own.by === filter.by) && (!filter.open || isOpen(own)) && (!words || [own.name, own.source, own.proves, own.opinion].some((text) => text.toLowerCase().includes(words))));
}

/** By volume each piece stands once; by element it stands under every element it bears on. */
export function grouped(view: EvidenceRegister, rows: readonly ExhibitView[], by: Grouping, loose: { volume: string; element: string }): Group[] {
  const groups: Group[] = by === "volume"
    ? [...view.volumes.map((volume) => ({ id: volume.label, name: volume.name, rows: rows.filter((own) => own.volume === volume.label) })), { id: "-", name: loose.volume, rows: rows.filter((own) => own.volume === "") }]
    : [...elementsOf(view).map((element) => ({ id: element.node, name: element.name, rows: rows.filter((own) => own.nodes.some((node) => node.node === element.node)) })), { id: "-", name: loose.element, rows: rows.filter((own) => own.nodes.length === 0) }];
  return groups.filter((group) => group.rows.length > 0);
}

/** The elements of the charge, then whatever else evidence was tied to. */
export function elementsOf(view: EvidenceRegister): { node: string; name: string }[] {
  const all: { node: string; name: string }[] = [...view.elements];
  for (const node of view.exhibits.flatMap((own) => own.nodes)) if (!all.some((known) => known.node === node.node)) all.push(node);
  return all;
}

/** After an entry the next one most likely begins on the next page of the same volume. */
export function following(last: Entry): Entry {
  const end = pageRuns(last.pages).at(-1)?.[1];
  return { ...blank(), kind: last.kind, by: last.by, source: last.source, form: last.form, volume: last.volume, pages: end === undefined ? "" : `${end + 1}-`, nodes: [] };
}

export const blank = (): Entry => ({ id: "", name: "", kind: "document", by: "prosecution", source: "", date: "", form: "unsaid", volume: "", pages: "", proves: "", nodes: [] });

export const entryOf = (own: ExhibitView): Entry => ({
  id: own.id, name: own.name, kind: own.kind, by: own.by, source: own.source, date: own.date, form: own.form, volume: own.volume, pages: own.pages, proves: own.proves, nodes: own.nodes.map((node) => node.node),
});

/** What a person types for a run that has only begun: `31-` is page 31 alone. */
export const closed = (pages: string): string => pages.trim().replace(/[-—–－]$/, "");

/** What the typed place overlaps with: the register may take up the same page twice, but rarely means to. */
export function clashes(rows: readonly ExhibitView[], entry: Entry): ExhibitView[] {
  const asked = pageRuns(closed(entry.pages));
  return rows.filter((own) => own.id !== entry.id && own.volume !== "" && own.volume === entry.volume.trim() && pageRuns(own.pages).some(([from, to]) => asked.some(([first, last]) => first <= to && from <= last)));
}
