import { describe, expect, it } from "vitest";
import type { CaseRow } from "../../api/commands";
import { chosen, complete, turn } from "./cases";

const row = (name: string, more: Partial<CaseRow>): CaseRow => ({ id: name, name, accused: [], charge: "", stage: "investigation", stage_name: "", pending: 0, returned: 0, result: "", updated_at: "2026-07-01", demo: false, next_deadline: null, custody_day: null, ...more });
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

describe("a new case", () => {
  it("needs all four fields", () => {
    const whole = { name: "王某案", accused: "王某", charge: "x", stage: "investigation" };
    expect(complete(whole)).toBe(true);
    for (const field of Object.keys(whole)) expect(complete({ ...whole, [field]: " " })).toBe(false);
  });
});
