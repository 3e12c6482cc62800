import { describe, expect, it } from "vitest";
import type { BandView, ChargeCell, ChargeRow, TrapView } from "../../api/commands";
import { asked, bandOf, gravity, lookOf, placed, stateOf } from "./charges";

const band = (id: string): BandView => ({ id, name: id, words: id, range: "", cites: [] });
const cell = (more: Partial<ChargeCell> = {}): ChargeCell => ({ asked: "true", verdict: "not_proved", band: null, at_most: null, missing: [], ...more });
const row = (cells: [ChargeCell, ChargeCell, ChargeCell], more: Partial<ChargeRow> = {}): ChargeRow => ({
  id: "fraud", name: "诈骗罪", short: "诈骗罪", charged: false, place: "main", from: "2025-07-28", law: "", summary: "",
  cells: { alleged: cells[0], proved: cells[1], ours: cells[2] }, elements: [], openings: [], note: "", untranslated: [], otherwise: [], bands: [band("basic"), band("serious"), band("grave")], ...more,
});

describe("the comparison of offences", () => {
  it("never calls what is unknown not made out", () => {
    expect(stateOf(cell())).toBe("not_proved");
    expect(stateOf(cell({ asked: "unknown" }))).toBe("remote");
    expect(stateOf(cell({ asked: "unknown", verdict: "not_made_out" }))).toBe("not_made_out");
    expect(stateOf(cell({ asked: "false", verdict: "not_proved" }))).toBe("aside");
  });

  it("colours by what it does to the client", () => {
    expect(lookOf("made_out")).toEqual({ glyph: "tick", effect: "against" });
    expect(lookOf("not_made_out").effect).toBe("for");
    expect(lookOf("remote").effect).toBe("open");
    expect(lookOf("aside").effect).toBe("neutral");
  });

  it("shows the heaviest band that applies before one that only may", () => {
    const applies = row([cell({ verdict: "made_out", band: band("basic"), at_most: band("grave") }), cell(), cell()]);
    expect(bandOf(applies)).toMatchObject({ band: { id: "basic" }, applies: true });
    const open = row([cell({ at_most: band("serious") }), cell({ at_most: band("grave") }), cell()]);
    expect(bandOf(open)).toMatchObject({ band: { id: "grave" }, applies: false });
    expect(bandOf(row([cell(), cell(), cell()]))).toBeNull();
  });

  it("tells what stands from what is only open", () => {
    const trap = (kind: TrapView["kind"]) => gravity({ kind, stances: [], side: "", offence: "", title: "", text: "", cites: [], facts: [] });
    expect([trap("heavier"), trap("stands"), trap("turn")]).toEqual(["against", "against", "against"]);
    expect([trap("same_maximum"), trap("may_be_heavier"), trap("open")]).toEqual(["open", "open", "open"]);
  });

  it("finds rows by place and by id", () => {
    const rows = [row([cell(), cell(), cell()]), row([cell(), cell(), cell()], { id: "casino", place: "aside" })];
    expect(placed(rows, "aside").map((one) => one.id)).toEqual(["casino"]);
    expect(asked(rows, "casino")).toBe("casino");
    expect(asked(rows, "knowledge")).toBe("");
  });
});
