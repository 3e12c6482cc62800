// What the strategy shows: how a state looks, which positions are folded away, what opens when the screen is asked for something.
import type { EvidenceView, PleaView, PositionState, StageView } from "../../api/commands";
import type { Effect, Glyph } from "../../parts/truth";

/** Shape and colour of a state. What cannot be pleaded is no threat, so it carries no colour. */
export function lookOf(state: PositionState): { glyph: Glyph; effect: Effect } {
  if (state === "ready") return { glyph: "tick", effect: "for" };
  if (state === "obstructed") return { glyph: "hexagon", effect: "against" };
  return state === "open" ? { glyph: "question", effect: "open" } : { glyph: "cross", effect: "neutral" };
}

/** It can still be pleaded, now or once something is found out. */
export const alive = (one: PleaView): boolean => one.state !== "unavailable" && one.state !== "absent";

/** Positions of one place: what stands first, and what is folded away below it, by the reason. */
export type Split = { shown: PleaView[]; folded: PleaView[]; idle: number; unavailable: number; absent: number };

/** What can be pleaded now before what still lacks something; what the file says nothing about or cannot be pleaded is folded away. */
export function split(stage: StageView): Split {
  const open = (one: PleaView) => one.state === "open" && one.spoken;
  const ready = (one: PleaView) => alive(one) && one.state !== "open";
  const shown = [...stage.positions.filter(ready), ...stage.positions.filter(open)];
  const folded = stage.positions.filter((one) => !ready(one) && !open(one));
  const count = (state: PleaView["state"]) => folded.filter((one) => one.state === state).length;
  return { shown, folded, idle: count("open"), unavailable: count("unavailable"), absent: count("absent") };
}

/** The position a link asks for; without one, the position that is pleaded first. */
export function asked(stages: StageView[], at: string): string {
  const all = stages.flatMap((stage) => stage.positions);
  return (all.find((one) => one.id === at || one.code === at) ?? all.find((one) => one.role === "first"))?.id ?? "";
}

/** Pages of the file under what they are cited for, in order. */
export function grouped(evidence: EvidenceView[]): { shows: string; pages: EvidenceView["source"][] }[] {
  const found = new Map<string, EvidenceView["source"][]>();
  for (const { shows, source } of evidence) found.set(shows, [...(found.get(shows) ?? []), source]);
  return [...found].map(([shows, pages]) => ({ shows, pages }));
}
