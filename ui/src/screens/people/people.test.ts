import { describe, expect, it } from "vitest";
import type { MatchView, PeopleView, PersonRow } from "../../api/commands";
import { decisions, stopped } from "../cases/cases";
import { blank, byRole, draftOf, open, personOf, problem, several } from "./people";

const match = (level: MatchView["level"], more: Partial<MatchView> = {}): MatchView => ({
  own: "p0001", own_name: "单小雨", case: "c1", case_name: "旧案", closed: false, person: "a1", name: "善晓雨", role_name: "被害人", level, ground: "", why: "", rule: false, reasons: [], certain: false, linked: false, verdicts: [], decision: null, ...more,
});
const said = (stands: boolean) => ({ verdict: "not_same", verdict_name: "", reason: "", by: "", at: "", stands });
const person = (id: string, role: string, matches: MatchView[] = []): PersonRow => ({ id, party: "", name: id, aliases: [], role, role_name: role, unit: false, ids: [], phones: [], accounts: [], employer: "", note: "", faults: [], matches });
const view = (people: PersonRow[]): PeopleView => ({ people, roles: [{ id: "client", name: "当事人" }, { id: "victim", name: "被害人" }], second_client: "", rule: "", rule_basis: "", stops: 0, warns: 0, unread: 0, decides: true, revision: 1 });

describe("a line that means several", () => {
  it("is parted by 、 and its like, never by the spaces within a number", () => {
    expect(several("6222 0000 0000、wx_gu，； 139")).toEqual(["6222 0000 0000", "wx_gu", "139"]);
    expect(several(" ")).toEqual([]);
  });

  it("comes back as it was", () => {
    const typed = { ...blank("victim"), name: "单小雨", phones: "13800000001、13800000002" };
    expect(draftOf(personOf(typed))).toEqual(typed);
  });
});

describe("what is wrong with a number", () => {
  const faults = [{ field: "ids", at: 1, text: "应为 X", hint: false }, { field: "accounts", at: 0, text: "请核对", hint: true }];
  it("is said beside its field, with its place where there are several", () => {
    expect(problem(faults, "ids", 2, (n) => `第${n}个：`)).toBe("第2个：应为 X");
    expect(problem(faults, "ids", 1, (n) => `第${n}个：`)).toBe("应为 X");
    expect(problem(faults, "phones", 1, String)).toBe("");
  });

  it("is a fault or a hint, never both", () => {
    expect(problem(faults, "accounts", 1, String)).toBe("");
    expect(problem(faults, "accounts", 1, String, true)).toBe("请核对");
  });
});

describe("what is open", () => {
  it("is what stops before what asks, without what is decided or only to know", () => {
    const people = [person("p1", "victim", [match("warn"), match("note")]), person("p2", "client", [match("stop"), match("warn", { decision: said(true) }), match("warn", { decision: said(false) })])];
    expect(open(view(people)).map((one) => one.level)).toEqual(["stop", "warn", "warn"]);
  });

  it("stands under the roles there are, in their order", () => {
    const groups = byRole(view([person("b", "victim"), person("a", "client"), person("c", "victim")]));
    expect(groups.map((group) => [group.role.id, group.people.map((one) => one.id)])).toEqual([["client", ["a"]], ["victim", ["b", "c"]]]);
  });
});

describe("a case about to be made", () => {
  const found = { faults: [], matches: [match("stop", { own: "a1" }), match("warn", { own: "a1", person: "p2" })], more: 0, unread: 0, compared: 9, rule: "", rule_basis: "" };
  const decided = (verdict: string) => ({ "a1|c1|a1": { own: "a1", case: "c1", person: "a1", verdict, reason: "号码不同" } });
  it("is stopped until a lawyer finds that it is not so; refusing lifts nothing", () => {
    expect(stopped(null, {})).toBe(false);
    expect(stopped(found, {})).toBe(true);
    expect(stopped(found, decided("refused"))).toBe(true);
    expect(stopped(found, decided("not_same"))).toBe(false);
  });

  it("takes along only decisions on those who are still found", () => {
    const gone = { "a1|c9|a1": { own: "a1", case: "c9", person: "a1", verdict: "not_same", reason: "" } };
    expect(decisions(found, { ...decided("not_same"), ...gone })).toHaveLength(1);
  });
});
