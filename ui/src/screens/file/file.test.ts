import { describe, expect, it } from "vitest";
import { cut, readAt, sizeOf } from "./file";

describe("links to the file", () => {
  it("open a volume at a page, or another view", () => {
    expect(readAt("v0002/14")).toEqual({ mode: "read", volume: "v0002", page: 14 });
    expect(readAt("v0002/x")).toEqual({ mode: "read", volume: "v0002", page: 1 });
    expect(readAt("manage/v0002")).toEqual({ mode: "manage", volume: "v0002", page: 1 });
    expect(readAt("cites").mode).toBe("cites");
    expect(readAt("")).toEqual({ mode: "read", volume: "", page: 1 });
  });
});

describe("uncertain words", () => {
  it("are cut out by characters, not by code units", () => {
    expect(cut("甲𠮷乙丙", [{ from: 1, to: 2 }])).toEqual([{ text: "甲", unsure: false }, { text: "𠮷乙", unsure: true }, { text: "丙", unsure: false }]);
    expect(cut("甲乙", [{ from: 0, to: 0 }, { from: 0, to: 9 }])).toEqual([{ text: "甲", unsure: true }, { text: "乙", unsure: true }]);
    expect(cut("", [{ from: 0, to: 3 }])).toEqual([]);
  });
});

describe("sizes", () => {
  it("are said in words people use", () => {
    expect([sizeOf(10), sizeOf(58813), sizeOf(3_500_000), sizeOf(412_000_000)]).toEqual(["1 KB", "57 KB", "3.3 MB", "393 MB"]);
  });
});
