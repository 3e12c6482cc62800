import { describe, expect, it } from "vitest";
import type { AmountBar } from "../../api/commands";
import { axisOf, place, thresholds, ticks } from "./overview";

const cite = { cite: "", text: "", verified: "full_text" as const };
const bar = (low: number, high: number | null, lines: [string, number][]): AmountBar => ({ id: "x", name: "", low: "", high: "", low_fen: low, high_fen: high, note: "", money: true, unit: "", lines: lines.map(([label, fen]) => ({ label, fen, cite })) });

describe("the axis of amounts", () => {
  const bars = [bar(820_000, 820_000, [["一万元", 1_000_000]]), bar(43_860_000, null, [["一万元", 1_000_000], ["五万元", 5_000_000]])];
  const axis = axisOf(bars);

  it("holds every amount and threshold strictly inside", () => {
    for (const fen of [820_000, 43_860_000, 1_000_000, 5_000_000]) {
      expect(place(fen, axis)).toBeGreaterThan(0);
      expect(place(fen, axis)).toBeLessThan(100);
    }
  });

  it("keeps the order of amounts, and the same ratio the same distance", () => {
    expect(place(820_000, axis)).toBeLessThan(place(1_000_000, axis));
    const once = place(10_000_000, axis) - place(1_000_000, axis);
    const again = place(1_000_000, axis) - place(100_000, axis);
    expect(once).toBeCloseTo(again, 0);
  });

  it("names its ticks in 元 and 万", () => expect(ticks({ from: 10_000, to: 10_000_000 }).map((tick) => tick.name)).toEqual(["100元", "1000元", "1万元", "10万元"]));

  it("draws each threshold once, lowest first", () => expect(thresholds(bars).map((line) => line.label)).toEqual(["一万元", "五万元"]));

  it("survives bars without amounts", () => expect(axisOf([]).to).toBeGreaterThan(axisOf([]).from));
});
