import { describe, expect, it } from "vitest";
import type { LeafView, MatrixView, StepView } from "../../api/commands";
import { counted, linesOf, meaningIn, meaningOf, neighbour, openAll, pathTo, startNode, startTab, stepOfFact } from "./matrix";

const leaf = (path: string): LeafView => ({ path, question: path, said: [], rows: [], value: "", threshold: "" });
const step = (node: string, over: Partial<StepView> = {}): StepView => ({
  id: node, node, name: node, truth: "true", mark: "plain", shape: "rule", why: "", cites: [], note: "", untranslated: "", connective: "", parts: [], exceptions: [], leaf: null, opening: false, settled: true, ...over,
});
// An offence of two elements; knowledge is presumed unless there is contrary evidence; that evidence itself has an exception.
const tree = () => step("offence", {
  truth: "unknown", settled: false, connective: "all",
  parts: [
    step("subject", { parts: [step("adult", { shape: "fact", leaf: leaf("adult") })], connective: "all" }),
    step("knowledge", {
      truth: "unknown", settled: false, connective: "any",
      parts: [step("confession", { truth: "false", shape: "fact", leaf: leaf("confessed") }),
        step("presumed", { truth: "unknown", settled: false, shape: "presumption", exceptions: [step("contrary", { truth: "unknown", settled: false, shape: "exception", leaf: leaf("contrary"), exceptions: [step("forged", { truth: "false", leaf: leaf("forged") })] })] })],
    }),
  ],
});
const nodes = (byHand = {}, failing = false) => linesOf(tree(), "element", byHand, failing).map((line) => line.step.node);

describe("the tree", () => {
  it("is collapsed where settled and open where it matters", () => {
    expect(nodes()).toEqual(["offence", "subject", "knowledge", "confession", "presumed", "contrary", "forged"]);
    expect(nodes({ "0.1": false })).toEqual(["offence", "subject", "knowledge"]);
    expect(nodes({ "0.0": true })).toContain("adult");
  });
  it("shows only what explains why it is not made out", () => {
    expect(nodes({}, true)).toEqual(["offence", "knowledge", "confession", "presumed", "contrary"]);
  });
  it("asks of a `none` which of its parts do hold", () => {
    const none = step("none", { truth: "false", connective: "none", parts: [step("a", { truth: "false" }), step("b", { truth: "true" })] });
    expect(linesOf(none, "element", {}, true).map((line) => line.step.node)).toEqual(["none", "b"]);
  });
  it("turns the meaning at every exception, so that colour always says what it does to the client", () => {
    const meaning = Object.fromEntries(linesOf(tree(), "element", {}, false).map((line) => [line.step.node, line.meaning]));
    expect(meaning).toMatchObject({ offence: "element", presumed: "element", contrary: "defence", forged: "element" });
    expect(meaningIn(tree(), "contrary")).toBe("defence");
    expect(meaningIn(tree(), "presumed")).toBe("element");
    expect(linesOf(tree(), "defence", {}, false)[0]?.meaning).toBe("defence");
  });
  it("can be opened and closed as a whole", () => {
    const lines = linesOf(tree(), "element", {}, false);
    expect(linesOf(tree(), "element", openAll(lines, false), false)).toHaveLength(1);
    expect(linesOf(tree(), "element", openAll(lines, true), false).map((line) => line.step.node)).toContain("adult");
  });
  it("knows the path from the root and the step of a fact", () => {
    expect(pathTo(tree(), "contrary").map((one) => one.node)).toEqual(["offence", "knowledge", "presumed", "contrary"]);
    expect(pathTo(tree(), "nothing")).toEqual([]);
    expect(stepOfFact(tree(), "confessed")?.node).toBe("confession");
  });
});

describe("the matrix", () => {
  const rows = [{ node: "a" }, { node: "b" }];
  it("moves by arrows and stays inside", () => {
    expect(neighbour(rows, { node: "a", stance: "alleged" }, "arrowdown")).toEqual({ node: "b", stance: "alleged" });
    expect(neighbour(rows, { node: "b", stance: "ours" }, "arrowdown")).toEqual({ node: "b", stance: "ours" });
    expect(neighbour(rows, { node: "b", stance: "alleged" }, "arrowright")).toEqual({ node: "b", stance: "proved" });
    expect(neighbour(rows, { node: "a", stance: "alleged" }, "arrowleft")).toEqual({ node: "a", stance: "alleged" });
  });
  it("reads exceptions and rebuttals as the client's", () => {
    expect((["rule", "presumption", "exception", "rebuttal"] as const).map((shape) => meaningOf({ shape }))).toEqual(["element", "element", "defence", "defence"]);
  });
  it("does not call an open row not counted", () => expect((["true", "false", "unknown"] as const).map(counted)).toEqual(["counted", "not_counted", "not_sure"]));

  it("opens on the node or the fact it was sent to, on a defence if it is there, else on the first element that is open", () => {
    const list = ["offence", "subject", "adult", "knowledge", "confession"].map((node) => ({ node }));
    const view = { rows: list, tree: tree(), defences: [{ id: "surrender", tree: step("came_in", { leaf: leaf("came_in_fact") }) }] } as unknown as MatrixView;
    expect(["", "subject", "confessed", "gone"].map((at) => startNode(view, at))).toEqual(["knowledge", "subject", "confession", "knowledge"]);
    expect(["", "subject", "confessed", "surrender", "came_in_fact", "gone"].map((at) => startTab(view, at))).toEqual(["tree", "tree", "tree", "defences", "defences", "tree"]);
  });
});
