import { describe, expect, it } from "vitest";
import type { CellView, StatementView } from "../../api/commands";
import { blank, following, KEYS, moved, pageOf } from "./statements";

describe("matrix", () => {
  it("moves with the arrows and stops at the edges", () => {
    expect(moved({ row: 0, column: 0 }, "arrowup", 3, 4)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 0, column: 0 }, "arrowdown", 3, 4)).toEqual({ row: 1, column: 0 });
    expect(moved({ row: 2, column: 3 }, "arrowright", 3, 4)).toEqual({ row: 2, column: 3 });
    expect(moved({ row: 2, column: 0 }, "end", 3, 4)).toEqual({ row: 2, column: 3 });
    expect(moved({ row: 0, column: 0 }, "arrowdown", 0, 0)).toEqual({ row: 0, column: 0 });
  });
  it("sets with 1 to 4 in the order of the legend", () => {
    expect(["1", "2", "3", "4"].map((key) => KEYS[key])).toEqual(["affirms", "differs", "denies", "silent"]);
  });
  it("writes a page of the statement's own volume by its number alone", () => {
    const cell = (volume: string) => ({ source: { kind: "page", volume, page: "47", text: "", quote: "", anchor: "" } }) as CellView;
    const own = { volume: "2" } as StatementView;
    expect(pageOf(cell("2"), own)).toBe("47");
    expect(pageOf(cell("3"), own)).toBe("3-47");
    expect(pageOf(undefined, own)).toBe("");
  });
});

describe("a next statement", () => {
  it("keeps the person, the place and the volume and counts on", () => {
    const next = following({ ...blank(), person: "p1", number: 2, place: "某看守所", volume: "3", pages: "20-31", from: "2026-03-09 9:00" }, "p1");
    expect(next).toMatchObject({ person: "p1", number: 3, place: "某看守所", volume: "3", pages: "32-", from: "" });
  });
});
