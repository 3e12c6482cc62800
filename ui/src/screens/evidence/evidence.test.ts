import { describe, expect, it } from "vitest";
import type { ExhibitView } from "../../api/commands";
import { marksOn, pageRuns } from "../../frame/marks";
import { blank, clashes, closed, following, grouped, NO_FILTER, shown } from "./evidence";

const open = { view: "open" as const, reason: "", settled: false };
const fine = { view: "accepted" as const, reason: "", settled: true };
const exhibit = (id: string, more: Partial<ExhibitView> = {}): ExhibitView => ({
  id, no: 1, name: id, kind: "document", kind_name: "书证", by: "prosecution", source: "", date: "", form: "unsaid", volume: "1", pages: "1-3", place: "", proves: "", nodes: [], authenticity: open, legality: open, relevance: open,
  opinion: "", opinion_settled: false, checks: [], checks_done: 0, checks_total: 0, failed: [], exclusions: [], objections: [], proposed: false, cited: [], by_who: "", at: "", ...more,
});

describe("pages", () => {
  it("are read as the core reads them", () => {
    expect(pageRuns("12—18、30")).toEqual([[12, 18], [30, 30]]);
    expect(pageRuns("18-12")).toEqual([]);
    expect(pageRuns("封面")).toEqual([]);
  });
  it("lead from a cite to the evidence on them", () => {
    const mark = { id: "e1", no: 1, name: "甲", volume: "2", runs: [[12, 18]] as [number, number][], objections: [] };
    expect(marksOn([mark], "2", "18")).toHaveLength(1);
    expect(marksOn([mark], "2", "10-12")).toHaveLength(1);
    expect(marksOn([mark], "2", "19")).toHaveLength(0);
    expect(marksOn([mark], "3", "12")).toHaveLength(0);
  });
});

describe("entry", () => {
  it("goes on in the same volume on the next page", () => {
    const next = following({ ...blank(), kind: "witness", volume: "2", pages: "12-18、30", name: "某证言", source: "某分局", proves: "某事" });
    expect(next).toMatchObject({ volume: "2", pages: "31-", kind: "witness", source: "某分局", name: "", proves: "" });
    expect(following({ ...blank(), volume: "", pages: "" }).pages).toBe("");
  });
  it("takes a run that has only begun for one page", () => {
    expect(closed("31-")).toBe("31");
    expect(closed("31-40")).toBe("31-40");
  });
  it("says which pages are taken up already", () => {
    const rows = [exhibit("a", { volume: "2", pages: "12-18" }), exhibit("b", { volume: "3", pages: "12-18" })];
    expect(clashes(rows, { ...blank(), volume: "2", pages: "18-20" }).map((own) => own.id)).toEqual(["a"]);
    expect(clashes(rows, { ...blank(), id: "a", volume: "2", pages: "18-20" })).toEqual([]);
  });
});

describe("register", () => {
  const rows = [exhibit("a", { authenticity: fine, legality: fine, relevance: fine }), exhibit("b", { volume: "", by: "defence", kind: "electronic", nodes: [{ node: "x/1", name: "甲", depth: 0 }, { node: "x/2", name: "乙", depth: 0 }] })];
  const view = { volumes: [{ label: "1", name: "证据卷一", title: "", kept: true }], elements: [{ node: "x/1", name: "甲", depth: 0 }], exhibits: rows } as never;
  it("is filtered by volume, kind, side and what nobody looked at", () => {
    const ids = (filter: object) => shown(rows, { ...NO_FILTER, ...filter }).map((own) => own.id);
    expect(ids({ volume: "1" })).toEqual(["a"]);
    expect(ids({ volume: "-" })).toEqual(["b"]);
    expect(ids({ kind: "electronic" })).toEqual(["b"]);
    expect(ids({ by: "prosecution" })).toEqual(["a"]);
    expect(ids({ open: true })).toEqual(["b"]);
  });
  it("shows a piece once by volume and under each of its elements", () => {
    const loose = { volume: "未归卷", element: "未归入要件" };
    expect(grouped(view, rows, "volume", loose).map((group) => [group.name, group.rows.length])).toEqual([["证据卷一", 1], ["未归卷", 1]]);
    expect(grouped(view, rows, "element", loose).map((group) => [group.name, group.rows.length])).toEqual([["甲", 1], ["乙", 1], ["未归入要件", 1]]);
  });
});
