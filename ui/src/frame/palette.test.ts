import { describe, expect, it } from "vitest";
import { search, type Hit } from "./palette";

const hit = (kind: Hit["kind"], name: string, more = ""): Hit => ({ kind, name, more, hash: `#/${name}` });
const all = [hit("fact", "是否接到过告知"), hit("case", "曾某跑分案"), hit("screen", "概览"), hit("screen", "审核"), hit("fact", "概括明知的依据")];

describe("the palette", () => {
  it("offers screens and cases before anything is typed, no facts", () => expect(search(all, "").map((one) => one.kind)).toEqual(["screen", "screen", "case"]));
  it("finds by initials", () => expect(search(all, "pf").map((one) => one.name)).toEqual(["曾某跑分案"]));
  it("puts what begins as typed first, screens before facts", () => expect(search(all, "概").map((one) => one.name)).toEqual(["概览", "概括明知的依据"]));
  it("keeps to its length", () => expect(search(all, "", 2)).toHaveLength(2));
});
