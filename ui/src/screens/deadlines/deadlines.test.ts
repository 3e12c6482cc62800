import { describe, expect, it } from "vitest";
import type { EventChoice, PeriodView } from "../../api/commands";
import { blank, choices, lifted, nearness, ready, sorted, untouched } from "./deadlines";

const period = (key: string, shape: PeriodView["shape"], state: PeriodView["state"]): PeriodView => ({
  key, item: "D-01", name: key, who: "", shape, shape_name: "", state, state_name: "", start: "", ends: [], closed: "", late: false, sure: "", notes: [], cites: [], file_by: "", file_days: 0, file_unknown: false, warn: "none", lead: "", completion: null, can_complete: false, why_not: "",
});

describe("cards of a stage", () => {
  it("puts custody first and folds duties and what ended", () => {
    const cards = sorted([period("a", "procedure", "running"), period("b", "custody", "passed"), period("c", "duty", "passed"), period("d", "custody", "done"), period("e", "procedure", "passed")]);
    expect(cards.open.map((one) => one.key)).toEqual(["b", "a"]);
    expect(cards.ended.map((one) => one.key)).toEqual(["d", "e"]);
    expect(cards.duties.map((one) => one.key)).toEqual(["c"]);
  });
});

describe("the present stage", () => {
  it("also holds what began before and still runs", () => {
    const phases = lifted([
      { id: "a", name: "", place: "past", events: [], periods: [period("bail", "measure", "running"), period("old", "procedure", "done")] },
      { id: "b", name: "", place: "current", events: [], periods: [period("review", "procedure", "running")] },
      { id: "c", name: "", place: "ahead", events: [], periods: [] },
    ]);
    expect(phases.map((phase) => phase.periods.map((one) => one.key))).toEqual([["old"], ["review", "bail"], []]);
  });
});

describe("an event", () => {
  it("is tried out once it has a kind and a day", () => {
    expect(ready(blank())).toBe(false);
    expect(ready({ ...blank(), kind: "detained" })).toBe(false);
    expect(ready({ ...blank(), kind: "detained", on: "20260305" })).toBe(true);
    expect(ready({ ...blank(), kind: "indicted", served_on: "2026-03-05" })).toBe(true);
  });
  it("offers the kinds of the stage first", () => {
    const kind = (id: string, fits: boolean): EventChoice => ({ id, name: id, document: "", served: false, grant: "", fits });
    expect(choices([kind("a", false), kind("b", true)])).toEqual({ here: [kind("b", true)], other: [kind("a", false)] });
  });
});

describe("nearness", () => {
  it("warns before the end and never of what is over", () => {
    expect([nearness(30, "running"), nearness(10, "running"), nearness(3, "running"), nearness(-1, "passed"), nearness(-1, "doubt"), nearness(-5, "done")]).toEqual(["neutral", "open", "against", "against", "against", "neutral"]);
  });
  it("knows a case without events", () => {
    expect(untouched([{ id: "x", name: "", place: "current", events: [], periods: [] }])).toBe(true);
  });
});
