// What the strategy shows: how a state looks, which positions are folded away, what opens when the screen is asked for something.
import type { ConditionView, PositionState, PleaView, StageView } from "../../api/commands";
import type { Effect, Glyph } from "../../parts/truth";

/** Shape and colour of a state. What cannot be pleaded is no threat, so it carries no colour. */
export function lookOf(state: PositionState): { glyph: Glyph; effect: Effect } {
  if (state === "ready") return { glyph: "tick", effect: "for" };
  if (state === "obstructed") return { glyph: "hexagon", effect: "against" };
  return state === "open" ? { glyph: "question", effect: "open" } : { glyph: "cross", effect: "neutral" };
}

/** It can still be pleaded, now or once something is found out. */
export const alive = (one: PleaView): boolean => one.state !== "unavailable" && one.state !== "absent";

/** What stands first, and what is folded away below it. */
export function split(stage: StageView): { shown: PleaView[]; folded: PleaView[]; unavailable: number; absent: number } {
  const shown = stage.positions.filter(alive);
  const folded = stage.positions.filter((one) => !alive(one));
  const unavailable = folded.filter((one) => one.state === "unavailable").length;
  return { shown, folded, unavailable, absent: folded.length - unavailable };
}

/** The position a link asks for; without one, the position that is pleaded first. */
export function asked(stages: StageView[], at: string): string {
  const all = stages.flatMap((stage) => stage.positions);
  return (all.find((one) => one.id === at || one.code === at) ?? all.find((one) => one.role === "first"))?.id ?? "";
}

/** The articles of a position and of all its conditions, each once, in order. */
export function citesOf(one: PleaView): PleaView["cites"] {
  const found = new Map(one.cites.map((cite) => [cite.cite, cite]));
  const gather = (view: ConditionView): void => {
    for (const cite of view.cites) if (!found.has(cite.cite)) found.set(cite.cite, cite);
    view.parts.forEach(gather);
  };
  gather(one.condition);
  return [...found.values()];
}
