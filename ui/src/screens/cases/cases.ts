// Which cases are shown, and in which order.
import type { CaseRow, CheckView, Decided, MatchView, Named } from "../../api/commands";
import { finds, sortKey } from "../../text/pinyin";
import { matchKey } from "../people/people";

export type Column = "name" | "stage" | "next" | "pending" | "updated";
export type Order = { by: Column; down: boolean };

/** A click on a column: the same column turns round; dates and counts begin with the largest. */
export function turn(order: Order, by: Column): Order {
  return order.by === by ? { by, down: !order.down } : { by, down: by === "updated" || by === "pending" };
}

export function chosen(cases: CaseRow[], query: string, order: Order, stages: Named[]): CaseRow[] {
  const rank = (stage: string) => stages.findIndex((known) => known.id === stage);
  const compare: Record<Column, (a: CaseRow, b: CaseRow) => number> = {
    name: (a, b) => sortKey(a.name).localeCompare(sortKey(b.name)),
    stage: (a, b) => rank(a.stage) - rank(b.stage),
    next: (a, b) => (a.next_deadline?.days ?? Infinity) - (b.next_deadline?.days ?? Infinity) || (b.custody_day ?? 0) - (a.custody_day ?? 0),
    pending: (a, b) => a.pending - b.pending || a.returned - b.returned,
    updated: (a, b) => a.updated_at.localeCompare(b.updated_at),
  };
  const found = cases.filter((one) => finds(query, [one.name, ...one.accused].join(" ")));
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
