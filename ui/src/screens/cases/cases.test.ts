import { describe, expect, it } from "vitest";
import type { CaseRow } from "../../api/commands";
import { chosen, complete, drawn, keeps, KEEPS, places, ROW, turn } from "./cases";

const row = (name: string, more: Partial<CaseRow>): CaseRow => ({ id: name, name, accused: [], charge: "", stage: "investigation", stage_name: "", pending: 0, returned: 0, result: "", updated_at: "2026-07-01", demo: false, mine: true, next_deadline: null, later: [], custody_day: null, conflict_stops: 0, conflict_warns: 0, ...more });
const cases = [row("曾某案", { accused: ["曾某"], updated_at: "2026-07-03", stage: "first_instance" }), row("安某案", { accused: ["单某"], pending: 4, updated_at: "2026-07-01" }), row("李某案", { pending: 4, returned: 1, updated_at: "2026-07-02" })];
const stages = [{ id: "investigation", name: "侦查" }, { id: "first_instance", name: "一审" }];
const names = (query: string, by: "name" | "stage" | "pending" | "updated", down: boolean) => chosen(cases, query, { by, down }, stages).map((one) => one.name);

describe("the list of cases", () => {
  it("puts the latest first by default", () => expect(names("", "updated", true)).toEqual(["曾某案", "李某案", "安某案"]));
  it("sorts names by pinyin", () => expect(names("", "name", false)).toEqual(["安某案", "李某案", "曾某案"]));
  it("sorts stages in the order of the procedure, not of the letters", () => expect(names("", "stage", true)[0]).toBe("曾某案"));
  it("breaks equal counts by what was returned", () => expect(names("", "pending", true)[0]).toBe("李某案"));
  it("finds by a person's surname reading", () => expect(names("shan", "updated", true)).toEqual(["安某案"]));
  it("turns a column round and begins counts with the largest", () => {
    expect(turn({ by: "name", down: false }, "name")).toEqual({ by: "name", down: true });
    expect(turn({ by: "name", down: false }, "pending")).toEqual({ by: "pending", down: true });
  });
});

describe("finding a case", () => {
  const held = row("甲案", { custody_day: 12, next_deadline: { name: "审查起诉期限", date: "2026-07-08", days: 7 } as CaseRow["next_deadline"] });
  const other = row("乙案", { mine: false, pending: 2 });
  it("keeps what everybody asks for", () => {
    expect(KEEPS.map((keep) => [held, other].filter((one) => keeps(one, keep)).map((one) => one.name).join())).toEqual(["甲案,乙案", "甲案", "甲案", "甲案", "乙案"]);
  });
  it("takes what the index found beside what the name says", () => {
    const found = new Map([["乙案", "13800138000"]]);
    expect(chosen([held, other], "8000", { by: "name", down: false }, stages, "all", found).map((one) => one.name)).toEqual(["乙案"]);
    expect(chosen([held, other], "8000", { by: "name", down: false }, stages, "mine", found)).toEqual([]);
  });
  it("says what was found, the number or the other name, not the name again", () => {
    const hit = (id: string, text: [string, boolean][]) => ({ case: id, case_name: `${id}案`, place: "人员", pieces: text.map(([text, found]) => ({ text, found })), open: { tab: "people", at: "", actor: "", volume: "", page: 0 } });
    const groups = [{ kind: "person", name: "人员", count: 2, hits: [hit("甲", [["仇小川 · 1380013", false], ["8000", true], [" · 介绍人", false]]), hit("乙", [["乙案", true]])] }];
    expect([...places(groups)]).toEqual([["甲", "13800138000"], ["乙", ""]]);
  });
  it("draws what is seen of a thousand", () => {
    expect(drawn(1000, 0, 640)).toEqual({ from: 0, to: 18 });
    expect(drawn(1000, 500 * ROW, 640)).toEqual({ from: 492, to: 518 });
    expect(drawn(1000, 1000 * ROW, 640)).toEqual({ from: 992, to: 1000 });
    expect(drawn(3, 90_000, 640)).toEqual({ from: 3, to: 3 });
  });
});

describe("a new case", () => {
  it("needs all four fields", () => {
    const whole = { name: "王某案", accused: "王某", charge: "x", stage: "investigation" };
    expect(complete(whole)).toBe(true);
    for (const field of Object.keys(whole)) expect(complete({ ...whole, [field]: " " })).toBe(false);
  });
});
