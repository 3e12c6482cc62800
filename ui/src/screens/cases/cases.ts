// Which cases are shown, and in which order.
import type { CaseRow, CheckView, Decided, HitGroup, MatchView, Named } from "../../api/commands";
import { finds, sortKey } from "../../text/pinyin";
import { matchKey } from "../people/people";

export type Column = "name" | "stage" | "next" | "pending" | "updated";
export type Order = { by: Column; down: boolean };

/** A click on a column: the same column turns round; dates and counts begin with the largest. */
export function turn(order: Order, by: Column): Order {
  return order.by === by ? { by, down: !order.down } : { by, down: by === "updated" || by === "pending" };
}

/** The filters everybody uses. */
export const KEEPS = ["all", "mine", "custody", "week", "review"] as const;
export type Keep = (typeof KEEPS)[number];

export function keeps(one: CaseRow, keep: Keep): boolean {
  if (keep === "mine") return one.mine;
  if (keep === "custody") return one.custody_day !== null;
  if (keep === "week") return one.next_deadline !== null && one.next_deadline.days <= 7;
  return keep !== "review" || one.pending > 0;
}

/** Where each case was found by the index: the words under its name. What its name already shows is not said again. */
export function places(groups: readonly HitGroup[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const hit of groups.flatMap((group) => group.hits)) {
    const words = hit.pieces.map((piece) => piece.text).join("").split(" · ");
    const marked = hit.pieces.find((piece) => piece.found)?.text ?? "";
    const why = words.find((word) => word.includes(marked)) ?? "";
    if (!found.get(hit.case)) found.set(hit.case, why === hit.case_name ? "" : why);
  }
  return found;
}

/** Rows of one height, so that a list of a thousand draws only what is seen (pixels). */
export const ROW = 64;
const BEYOND = 8;

/** The rows to draw of `count` when `top` pixels of the list are above the view and the view is `height` pixels high. */
export function drawn(count: number, top: number, height: number): { from: number; to: number } {
  const from = Math.max(0, Math.min(count, Math.floor(top / ROW) - BEYOND));
  return { from, to: Math.min(count, Math.max(from, Math.ceil((top + height) / ROW) + BEYOND)) };
}

const NOWHERE: ReadonlyMap<string, string> = new Map();

export function chosen(cases: CaseRow[], query: string, order: Order, stages: Named[], keep: Keep = "all", indexed: ReadonlyMap<string, string> = NOWHERE): CaseRow[] {
  const rank = (stage: string) => stages.findIndex((known) => known.id === stage);
  const compare: Record<Column, (a: CaseRow, b: CaseRow) => number> = {
    name: (a, b) => sortKey(a.name).localeCompare(sortKey(b.name)),
    stage: (a, b) => rank(a.stage) - rank(b.stage),
    next: (a, b) => (a.next_deadline?.days ?? Infinity) - (b.next_deadline?.days ?? Infinity) || (b.custody_day ?? 0) - (a.custody_day ?? 0),
    pending: (a, b) => a.pending - b.pending || a.returned - b.returned,
    updated: (a, b) => a.updated_at.localeCompare(b.updated_at),
  };
  const found = cases.filter((one) => keeps(one, keep) && (indexed.has(one.id) || finds(query, [one.name, ...one.accused].join(" "))));
  return found.sort((a, b) => compare[order.by](a, b) * (order.down ? -1 : 1) || b.updated_at.localeCompare(a.updated_at));
}

export type NewCase = { name: string; accused: string; charge: string; stage: string };

/** All four fields are filled. */
export function complete(one: NewCase): boolean {
  return [one.name, one.accused, one.charge, one.stage].every((field) => field.trim() !== "");
}

/** Whether something forbids making the case: a stop that no decision lifts. */
export function stopped(found: CheckView | null, decided: Record<string, Decided>): boolean {
  const lifted = (match: MatchView) => ["not_same", "none"].includes(decided[matchKey(match)]?.verdict ?? "");
  return found?.matches.some((match) => match.level === "stop" && !lifted(match)) ?? false;
}

/** The decisions that are still about somebody who was found. */
export function decisions(found: CheckView | null, decided: Record<string, Decided>): Decided[] {
  return (found?.matches ?? []).flatMap((match) => decided[matchKey(match)] ?? []);
}
