import { describe, expect, it } from "vitest";
import type { FlipSet, Supposable } from "../../api/commands";
import { empty, fromTri, grouped, split, suppose, supposed, take, triOf } from "./whatif";

const fact = (path: string, over: Partial<Supposable> = {}): Supposable => ({ path, question: path, group: "明知", type: "bool", options: [], unit: "", now: "", now_answer: "unknown", matters: true, undisputed: false, ...over });

describe("a scenario", () => {
  it("supposes one answer for a path, and takes it back", () => {
    const one = suppose(empty("甲"), "a", { kind: "yes" });
    const two = suppose(suppose(one, "b", { kind: "no" }), "a", { kind: "unclear", why: "" });
    expect(two.overrides.map((own) => own.path)).toEqual(["b", "a"]);
    expect(triOf(supposed(two, "a"))).toBe("unclear");
    expect(suppose(two, "a", null).overrides).toHaveLength(1);
    expect(one.overrides).toHaveLength(1);
  });
  it("takes a whole smallest flip", () => {
    const set = { provable: "in_hand", facts: [{ path: "a", suppose: { path: "a", answer: { kind: "no" } } }, { path: "b", suppose: { path: "b", answer: { kind: "typed", text: "1" } } }] } as unknown as FlipSet;
    expect(take(suppose(empty("甲"), "a", { kind: "yes" }), set).overrides).toEqual([{ path: "a", answer: { kind: "no" } }, { path: "b", answer: { kind: "typed", text: "1" } }]);
  });
  it("knows the three buttons", () => {
    expect((["yes", "no", "unclear"] as const).map((tri) => triOf(fromTri(tri)))).toEqual(["yes", "no", "unclear"]);
    expect([triOf(undefined), triOf({ kind: "choice", id: "x" })]).toEqual(["", ""]);
  });
});

describe("the left column", () => {
  const facts = [fact("a"), fact("b", { undisputed: true }), fact("c", { matters: false, group: "金额" }), fact("d", { matters: false })];
  it("folds what nobody disputes and what no longer matters, but never what is supposed", () => {
    const before = split(facts, empty("甲"));
    expect([before.open, before.agreed, before.idle].map((list) => list.map((one) => one.path))).toEqual([["a"], ["b"], ["c", "d"]]);
    const after = split(facts, suppose(suppose(empty("甲"), "c", { kind: "yes" }), "b", { kind: "no" }));
    expect([after.open, after.agreed, after.idle].map((list) => list.map((one) => one.path))).toEqual([["a", "b", "c"], [], ["d"]]);
  });
  it("groups as the form does", () => expect(grouped(facts).map((group) => [group.name, group.facts.length])).toEqual([["明知", 3], ["金额", 1]]));
});
