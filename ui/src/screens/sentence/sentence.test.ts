import { describe, expect, it } from "vitest";
import type { ExitView, FactorView, PlanView } from "../../api/commands";
import { exitEffect, firstExit, pagesOf, place, scaleOf, shownPlan, ticksOf, tiersOf } from "./sentence";

const exit = (id: string, truth: ExitView["truth"]) => ({ id, truth }) as ExitView;
const plan = (id: string, claimed: boolean, months = true) => ({ id, claimed, shown: { months, high_at: 12000 }, possible: { high_at: 13000 } }) as PlanView;
const factor = (id: string, tier: FactorView["tier"], truth: FactorView["truth"], texts: string[] = []) =>
  ({ id, tier, truth, facts: [{ path: id, question: "", truth, sources: texts.map((text) => ({ kind: "page", text, volume: "", page: "", quote: "" })) }] }) as unknown as FactorView;

describe("exits", () => {
  it("begins with the one asked for, then an open one, then an undecided one", () => {
    const exits = [exit("a", "false"), exit("b", "unknown"), exit("c", "true")];
    expect(firstExit(exits, "a")).toBe("a");
    expect(firstExit(exits, "")).toBe("c");
    expect(firstExit(exits.slice(0, 2), "")).toBe("b");
    expect(firstExit([], "")).toBe("");
  });
  it("is never shown as against the client", () => {
    expect(exitEffect(exit("a", "true"))).toBe("for");
    expect(exitEffect(exit("a", "false"))).toBe("neutral");
    expect(exitEffect(exit("a", "unknown"))).toBe("open");
  });
});

describe("the scale", () => {
  it("is the statutory maximum in months, or beyond the base in shares", () => {
    expect(scaleOf({ plans: [plan("A", true)], range: [100, 3600] })).toBe(3600);
    expect(scaleOf({ plans: [plan("A", true, false)], range: [100, 3600] })).toBe(13000);
  });
  it("keeps every place on it", () => {
    expect(place(1800, 3600)).toBe(50);
    expect(place(9999, 3600)).toBe(100);
    expect(place(-1, 3600)).toBe(0);
    expect(place(1, 0)).toBe(0);
  });
  it("marks half years, or quarters of the base", () => {
    expect(ticksOf(true, 3600).map((tick) => tick.label)).toEqual(["0", "6", "12", "18", "24", "30", "36"]);
    expect(ticksOf(false, 11000).map((tick) => tick.label)).toEqual(["0%", "25%", "50%", "75%", "100%"]);
  });
});

describe("plans and circumstances", () => {
  it("shows the plan chosen, else the one claimed", () => {
    const plans = [plan("A", false), plan("B", true)];
    expect(shownPlan(plans, "")?.id).toBe("B");
    expect(shownPlan(plans, "A")?.id).toBe("A");
    expect(shownPlan([], "A")).toBeUndefined();
  });
  it("lists what is shown before what is open, and leaves out what is not there", () => {
    const groups = tiersOf([factor("a", "second", "unknown"), factor("b", "second", "true"), factor("c", "first", "false")]);
    expect(groups.map((group) => [group.tier, group.factors.map((one) => one.id)])).toEqual([["second", ["b", "a"]]]);
  });
  it("names every page once", () => {
    expect(pagesOf(factor("a", "first", "true", ["证据卷二第1页", "证据卷二第1页", "证据卷二第3页"]))).toEqual(["证据卷二第1页", "证据卷二第3页"]);
  });
});
