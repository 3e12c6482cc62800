import { describe, expect, it } from "vitest";
import type { RuleEntry, RuleKind, RulePackView, RuleProvision, RuleRow } from "../../api/commands";
import { asked, before, checkOf, chosen, lines, newest } from "./rules";

const entry = (id: string, more: Partial<RuleEntry> = {}): RuleEntry => ({ id, name: id, short: id, code: "", versions: [{ file: `${id}.toml`, from: "", law: "" }], nodes: 3, examples: 1, untranslated: 0, readings: 0, ...more });
const kinds: RuleKind[] = [
  { kind: "offence", rules: [entry("fraud", { name: "诈骗罪", untranslated: 2, versions: [{ file: "a", from: "2011-04-08", law: "" }, { file: "b", from: "2016-12-20", law: "" }] })] },
  { kind: "defence", rules: [entry("surrender", { name: "自首", code: "D12", readings: 1 })] },
];
const row = (node: string, cites: string[], more: Partial<RuleRow> = {}): RuleRow => ({ node, name: node, depth: 0, place: "part", words: "", again: false, readings: false, note: "", untranslated: "", factors: [], cites, uncited: "", examples: [], ...more });
const provision = (cite: string): RuleProvision => ({ cite, text: cite, title: cite.split("/")[0] ?? "", digest: "", verified: "full_text", published: "", effective: "", note: "", about: "" });
const pack = (rows: RuleRow[]) => ({ rows, provisions: Object.fromEntries(rows.flatMap((one) => one.cites).map((cite) => [cite, provision(cite)])) }) as unknown as RulePackView;

describe("the browser of rules", () => {
  it("finds by name, pinyin and code, and by what is open", () => {
    const ids = (query: string, only: "" | "untranslated" | "readings" = "") => chosen(kinds, query, only).flatMap((kind) => kind.rules.map((rules) => rules.id));
    expect(ids("")).toEqual(["fraud", "surrender"]);
    expect(ids("zpz")).toEqual(["fraud"]);
    expect(ids("d12")).toEqual(["surrender"]);
    expect(ids("", "untranslated")).toEqual(["fraud"]);
    expect(ids("", "readings")).toEqual(["surrender"]);
    expect(chosen(kinds, "无此罪", "")).toEqual([]);
  });

  it("opens what is asked for, any version of it, else the first newest", () => {
    expect(asked(kinds, "a")).toBe("a");
    expect(asked(kinds, "gone.toml")).toBe("b");
    expect(newest(entry("x", { versions: [] }))).toBe("");
    const versions = kinds[0]!.rules[0]!.versions;
    expect(before(versions, "b")?.file).toBe("a");
    expect(before(versions, "a")).toBeNull();
  });

  it("tells every article in full once", () => {
    const told = lines(pack([row("root", ["刑法/1"]), row("part", ["刑法/1", "刑法/2"]), row("again", ["刑法/3"], { again: true })]), "");
    expect(told.map((line) => line.fresh)).toEqual([["刑法/1"], ["刑法/2"], []]);
    expect(told.map((line) => line.told)).toEqual([[], ["刑法/1"], ["刑法/3"]]);
    expect(told.map((line) => line.about)).toEqual([["刑法/1"], [], []]);
  });

  it("leaves only marked rules, which keep their place", () => {
    const left = lines(pack([row("a", []), row("b", [], { untranslated: "价值判断" }), row("b", [], { untranslated: "价值判断", again: true })]), "untranslated");
    expect(left.map((line) => [line.row.node, line.at])).toEqual([["b", 1]]);
  });

  it("shows a disputed rule together with its readings", () => {
    const rows = [row("root", []), row("open", [], { depth: 1, readings: true }), row("wide", [], { depth: 2, readings: true }), row("below", [], { depth: 3 }), row("narrow", [], { depth: 2, again: true }), row("but", [], { depth: 2, place: "exception" }), row("next", [], { depth: 1 }), row("under", [], { depth: 2 })];
    expect(lines(pack(rows), "readings").map((line) => line.row.node)).toEqual(["open", "wide", "below", "narrow"]);
  });

  it("shows the result of an example at the rule it speaks of", () => {
    const check = { node: "s1", name: "", expected: "true", found: "false", ok: false };
    const tests = { tests: [{ id: "one", name: "", ok: false, checks: [check] }], passed: 0 };
    expect(checkOf(tests, 0, "s1")).toEqual(check);
    expect(checkOf(tests, 0, "s2")).toBeNull();
    expect(checkOf(null, 0, "s1")).toBeNull();
  });
});
