import { describe, expect, it } from "vitest";
import { effectOf, kindBy, todayTyped } from "./tasks";

describe("a task made from a question", () => {
  it("is of the kind of its first way of finding out", () => {
    expect(kindBy(["interview", "file"])).toBe("meeting");
    expect(kindBy(["调取", "会见"])).toBe("evidence");
    expect(kindBy(["file"])).toBe("reading");
    expect(kindBy([])).toBe("");
    expect(kindBy(["律师判断"])).toBe("");
  });
});

describe("a warning", () => {
  it("has a colour by its step", () => expect((["none", "soon", "urgent"] as const).map(effectOf)).toEqual(["neutral", "open", "against"]));
});

describe("today", () => {
  it("is typed without a time zone", () => expect(todayTyped(new Date(2026, 0, 5, 23, 59))).toBe("20260105"));
});
