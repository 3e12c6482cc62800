import { describe, expect, it } from "vitest";
import type { Answer, FactCard, FormView, PositionView, Side } from "../../api/commands";
import { answerWords, cellSays, draftOf, hanNumber, holds, idle, inputOf, lacking, moved, readSource, rowOf, stopsOf, withCard, withSource } from "./facts";

const words = { yes: "是", no: "否", unclear: "尚不清楚", empty: "未填" };
const position = (side: Side, answer: Answer = { kind: "empty" }): PositionView => ({ side, answer, sources: [], note: "", status: "", reason: "", by: "", at: "", review: { state: "", by: "", at: "", reason: "" } });
const card = (path: string, over: Partial<FactCard> = {}): FactCard => ({
  path, id: path, question: path, type: "bool", options: [], unit: "", help: "", proof: "", find: [], factors: [], cites: [], matters: true, lawyer_only: false, disputed: false, returned: false,
  positions: [position("alleged"), position("ours"), position("finding")], used_in: [], ...over,
});
const form = (): FormView => ({
  head: {} as FormView["head"], actor: "a", groups: [], group: "g", facts: [card("f1"), card("f2", { matters: false })],
  tables: [{ id: "objects", name: "被帮助对象", text: "", columns: [], matters: true, complete: card("objects#complete"),
    rows: [{ id: "r1", name: "甲", sides: ["alleged"], cells: [card("objects/r1/crime"), card("objects/r1/to")], review: position("ours").review }] }],
});

describe("sources as people type them", () => {
  it.each(["2-47", "2－47", "２－４７", "2—47", " 2 - 47 ", "2.47"])("reads %o as volume and page", (typed) => {
    expect(readSource(typed)).toEqual({ ok: true, source: { kind: "page", text: "证据卷二第47页", quote: "", anchor: "" } });
  });
  it("writes volumes beyond ten as people say them", () => {
    expect([10, 11, 20, 47].map(hanNumber)).toEqual(["十", "十一", "二十", "四十七"]);
    expect(readSource("12-3")).toMatchObject({ source: { text: "证据卷十二第3页" } });
  });
  it.each([["47", "volume"], ["2-", "page"]] as const)("says what %o still lacks", (typed, problem) => expect(readSource(typed)).toEqual({ ok: false, problem }));
  it.each([["当事人陈述", "client"], ["陈述", "client"], ["暂无证据", "none"], ["无", "none"], ["证据卷二第47页", "page"], ["会见笔录 2026年7月2日", "other"]] as const)("takes %s as %s", (typed, kind) => {
    expect(readSource(typed)).toMatchObject({ ok: true, source: { kind } });
  });
  it("does not take a year and month for a volume and page", () => expect(readSource("2024-07")).toMatchObject({ source: { kind: "other" } }));

  it("lets 暂无证据 and evidence exclude each other, and keeps a quote when a page is named again", () => {
    const page = { kind: "page" as const, text: "证据卷二第47页", quote: "原话", anchor: "" };
    const none = { kind: "none" as const, text: "暂无证据", quote: "", anchor: "" };
    expect(withSource([page], none)).toEqual([none]);
    expect(withSource([none], page)).toEqual([page]);
    expect(withSource([page], { ...page, quote: "" })).toEqual([page]);
    expect(withSource([page], { ...page, quote: "另一句" })).toEqual([page, { ...page, quote: "另一句" }]);
    expect(withSource([{ ...page, quote: "" }], page)).toEqual([page]);
    const framed = { ...page, quote: "", anchor: "a" };
    expect(withSource([{ ...page, quote: "" }], framed)).toEqual([framed]);
    expect(withSource([framed], { ...framed, anchor: "b" })).toEqual([framed, { ...framed, anchor: "b" }]);
    expect(withSource([framed], framed)).toEqual([framed]);
  });
});

describe("drafts", () => {
  it("round-trips every kind of answer without what the machine added", () => {
    expect(inputOf({ kind: "typed", text: "1.2万", echo: "12,000.00 元" })).toEqual({ kind: "typed", text: "1.2万" });
    expect(inputOf({ kind: "choice", id: "x", name: "甲" })).toEqual({ kind: "choice", id: "x" });
    expect(inputOf({ kind: "ref", row: "r1", name: "甲" })).toEqual({ kind: "ref", row: "r1" });
    expect(inputOf({ kind: "empty" })).toEqual({ kind: "clear" });
  });
  it("keeps a finding as a draft until it has a status and a reason, and a judge's answer until it has a reason", () => {
    const draft = draftOf(position("finding", { kind: "yes" }));
    expect(lacking(card("f"), "finding", draft)).toBe("status");
    expect(lacking(card("f"), "finding", { ...draft, status: "proved" })).toBe("reason");
    expect(lacking(card("f"), "finding", { ...draft, status: "proved", reason: "两份笔录一致" })).toBe("");
    expect(lacking(card("j", { type: "judge" }), "ours", draft)).toBe("reason");
    expect(lacking(card("f"), "alleged", draft)).toBe("");
    expect(lacking(card("f"), "finding", draftOf(position("finding")))).toBe("");
    const cited = { ...draftOf(position("ours")), sources: [{ kind: "page" as const, text: "证据卷二第47页", quote: "", anchor: "" }] };
    expect(lacking(card("f"), "ours", cited)).toBe("answer");
    expect(lacking(card("f", { positions: [position("ours", { kind: "yes" })] }), "ours", cited)).toBe("");
  });
  it("shows a value as it was understood and a choice by its name, never by its id", () => {
    expect(answerWords({ kind: "typed", text: "1.2万", echo: "12,000.00 元" }, words)).toBe("12,000.00 元");
    expect(answerWords({ kind: "choice", id: "fraud", name: "诈骗" }, words)).toBe("诈骗");
  });
});

describe("walking", () => {
  it("goes through cards, rows and the completeness question; an open row is followed by its cells", () => {
    const ids = (row: string) => stopsOf(form(), row, () => true).map((stop) => stop.id);
    expect(ids("")).toEqual(["f1", "f2", "objects/r1", "objects#complete"]);
    expect(ids("objects/r1")).toEqual(["f1", "f2", "objects/r1", "objects/r1/crime", "objects/r1/to", "objects#complete"]);
  });
  it("leaves out what no longer matters when asked, and stops at both ends", () => {
    const stops = stopsOf(form(), "", (one) => one.matters);
    expect(moved(stops, "f1", 1)).toBe("objects/r1");
    expect(moved(stops, "f1", -1)).toBe("f1");
    expect(moved(stops, "objects#complete", 1)).toBe("objects#complete");
    expect(moved(stops, "gone", 1)).toBe("f1");
  });
  it("finds a fact, a cell, a row, a table", () => {
    expect(["f1", "objects/r1/to", "objects/r1", "objects", "objects#complete", "nothing"].map((path) => holds(form(), path))).toEqual([true, true, true, true, true, false]);
    expect(rowOf(form(), "objects/r1/to")).toBe("objects/r1");
  });
  it("replaces one card wherever it stands", () => {
    const next = withCard(form(), card("objects/r1/to", { disputed: true }));
    expect(next.tables[0]?.rows[0]?.cells[1]?.disputed).toBe(true);
    expect(next.facts[0]?.disputed).toBe(false);
  });
  it("shows one entry in a cell where both sides agree and two where they differ", () => {
    const both = (ours: Answer) => card("c", { positions: [position("alleged", { kind: "yes" }), position("ours", ours), position("finding")] });
    expect(cellSays(both({ kind: "yes" })).map((one) => one.side)).toEqual(["alleged"]);
    expect(cellSays(both({ kind: "no" })).map((one) => one.side)).toEqual(["alleged", "ours"]);
    expect(cellSays(card("c"))).toEqual([]);
  });
});

describe("idle", () => {
  const card = (matters: boolean, kind: "empty" | "yes") => ({ matters, positions: [{ answer: { kind } }] }) as unknown as Parameters<typeof idle>[0];
  it("never says of an answered question that its answer changes nothing", () => {
    expect(idle(card(false, "empty"))).toBe(true);
    expect(idle(card(false, "yes"))).toBe(false);
    expect(idle(card(true, "empty"))).toBe(false);
  });
});
