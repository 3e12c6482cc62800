import { describe, expect, it } from "vitest";
import type { PleaView, PositionState, StageView } from "../../api/commands";
import { alive, asked, grouped, lookOf, split } from "./strategy";

const plea = (id: string, state: PositionState, role: PleaView["role"] = ""): PleaView => ({ id, state, role, code: id.toUpperCase(), spoken: true }) as PleaView;
const stage = (positions: PleaView[]): StageView => ({ stage: "conviction", name: "定罪", positions });
const page = (text: string) => ({ kind: "page" as const, text, volume: "", page: "", quote: "", anchor: "" });

describe("the strategy", () => {
  it("puts what can be pleaded before what lacks something and folds the rest", () => {
    const parts = split(stage([plea("a", "open"), plea("b", "ready"), plea("c", "unavailable"), plea("d", "obstructed"), plea("e", "absent")]));
    expect(parts.shown.map((one) => one.id)).toEqual(["b", "d", "a"]);
    expect(parts.folded.map((one) => one.id)).toEqual(["c", "e"]);
    expect([parts.idle, parts.unavailable, parts.absent]).toEqual([0, 1, 1]);
  });

  it("folds away what the file says nothing about, without calling it lost", () => {
    const parts = split(stage([{ ...plea("a", "open"), spoken: false }, plea("b", "open")]));
    expect(parts.shown.map((one) => one.id)).toEqual(["b"]);
    expect([parts.idle, parts.unavailable]).toEqual([1, 0]);
  });

  it("never shows what is unknown as lost", () => {
    expect(lookOf("open")).toEqual({ glyph: "question", effect: "open" });
    expect(lookOf("obstructed").effect).toBe("against");
    expect(lookOf("unavailable").effect).toBe("neutral");
    expect(alive(plea("a", "open"))).toBe(true);
    expect(alive(plea("a", "unavailable"))).toBe(false);
  });

  it("opens what is asked for, by id or number, else what is pleaded first", () => {
    const stages = [stage([plea("d01", "open")]), stage([plea("d04", "ready", "first")])];
    expect(asked(stages, "d01")).toBe("d01");
    expect(asked(stages, "D01")).toBe("d01");
    expect(asked(stages, "nothing")).toBe("d04");
    expect(asked([stage([plea("d01", "open")])], "")).toBe("");
  });

  it("lists pages under what they show", () => {
    const got = grouped([{ shows: "x", source: page("1") }, { shows: "y", source: page("2") }, { shows: "x", source: page("3") }]);
    expect(got.map((one) => [one.shows, one.pages.map((page) => page.text)])).toEqual([["x", ["1", "3"]], ["y", ["2"]]]);
  });
});
