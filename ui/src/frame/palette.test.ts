import { describe, expect, it } from "vitest";
import type { HitGroup } from "../api/commands";
import { search, sections, type Hit } from "./palette";

const hit = (kind: Hit["kind"], name: string, more = ""): Hit => ({ kind, name, more, hash: `#/${name}` });
const all = [hit("fact", "是否接到过告知"), hit("case", "曾某跑分案"), hit("screen", "概览"), hit("screen", "审核"), hit("verb", "锁定"), hit("fact", "概括明知的依据")];
const names = { verb: "操作", screen: "页面", case: "案件", fact: "问题" };
const group = (kind: string, ids: string[]): HitGroup => ({
  kind, name: kind, count: ids.length,
  hits: ids.map((id) => ({ case: id, case_name: `${id}案`, place: "事实", pieces: [{ text: "明知", found: true }], open: { tab: "facts", at: "", actor: "", volume: "", page: 0 } })),
});

describe("the palette", () => {
  it("offers screens, verbs and cases before anything is typed, no questions", () => expect(search(all, "").map((one) => one.kind)).toEqual(["screen", "screen", "verb", "case"]));
  it("finds by initials", () => expect(search(all, "pf").map((one) => one.name)).toEqual(["曾某跑分案"]));
  it("finds a verb", () => expect(search(all, "sd").map((one) => one.name)).toEqual(["锁定"]));
  it("puts what begins as typed first, screens before questions", () => expect(search(all, "概").map((one) => one.name)).toEqual(["概览", "概括明知的依据"]));
  it("keeps to its length", () => expect(search(all, "", 2)).toHaveLength(2));

  it("lists names by kind, then what is written, this case first and every place once", () => {
    const made = sections(search(all, "概"), [group("fact", ["a"])], [group("fact", ["b", "a"]), group("page", ["c"])], "明知", names);
    expect(made.map((section) => section.name)).toEqual(["页面", "问题", "fact", "page"]);
    expect(made[2]?.lines.map((one) => one.more)).toEqual(["事实", "b案 · 事实"]);
    const keys = made.flatMap((section) => section.lines.map((one) => one.key));
    expect(new Set(keys).size).toBe(keys.length);
  });
  it("does not list a case twice", () => {
    const named: Hit[] = [{ kind: "case", name: "王某案", more: "", hash: "#/case/a/overview" }];
    expect(sections(named, [], [group("case", ["a", "b"])], "王", names).map((section) => section.lines.length)).toEqual([1, 1]);
  });
});
