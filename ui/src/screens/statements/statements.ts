// What the comparison of statements computes for itself: where a key moves, what a cell holds, what a new statement begins with.
import type { CellView, PutStatement, StatementsView, StatementView } from "../../api/commands";

export type Says = CellView["says"];
export type Place = { row: number; column: number };
export type Entry = Omit<PutStatement, "case" | "seen">;

/** 1 to 4, in the order of the legend. */
export const KEYS: Record<string, Says> = { "1": "affirms", "2": "differs", "3": "denies", "4": "silent" };
export const SHAPE: Record<Says, string> = { affirms: "✓", differs: "≠", denies: "✕", silent: "—" };

export const cellsOf = (view: StatementsView): Map<string, CellView> => new Map(view.cells.map((cell) => [`${cell.proposition}/${cell.statement}`, cell]));

/** Where an arrow leads; it stops at the edges. */
export function moved(at: Place, key: string, rows: number, columns: number): Place {
  const clamp = (n: number, most: number) => Math.max(0, Math.min(n, most - 1));
  if (key === "arrowup") return { ...at, row: clamp(at.row - 1, rows) };
  if (key === "arrowdown") return { ...at, row: clamp(at.row + 1, rows) };
  if (key === "arrowleft") return { ...at, column: clamp(at.column - 1, columns) };
  if (key === "arrowright") return { ...at, column: clamp(at.column + 1, columns) };
  if (key === "home") return { ...at, column: 0 };
  if (key === "end") return { ...at, column: clamp(columns - 1, columns) };
  return at;
}

export const blank = (): Entry => ({ id: "", person: "", name: "", role: "witness", number: 1, kind: "interrogation", from: "", to: "", place: "", taken_by: "", recorded: "unknown", volume: "", pages: "", note: "" });

/** The next statement of the same person: same officers' room and volume, the next number, the page after. */
export function following(last: Entry, person: string): Entry {
  const end = /(\d+)\D*$/.exec(last.pages)?.[1];
  return { ...blank(), person, number: last.number + 1, kind: last.kind, place: last.place, taken_by: last.taken_by, volume: last.volume, pages: end ? `${Number(end) + 1}-` : "" };
}

export const entryOf = (own: StatementView): Entry => ({
  id: own.id, person: own.person, name: "", role: "", number: own.number, kind: own.kind, from: own.from, to: own.to, place: own.place, taken_by: own.taken_by, recorded: own.recorded, volume: own.volume, pages: own.pages, note: own.note,
});

/** The page as typed in a cell: within the statement's own volume the number is enough. */
export function pageOf(cell: CellView | undefined, own: StatementView): string {
  const source = cell?.source;
  if (!source || source.kind !== "page") return "";
  return source.volume === own.volume ? source.page : `${source.volume}-${source.page}`;
}

/** Persons of the columns, each with how many stand side by side: a head above the heads, only where neighbours share it. */
export const shownColumns = (view: StatementsView, person: string): StatementView[] => view.statements.filter((own) => !person || own.person === person);
