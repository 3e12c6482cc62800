import { describe, expect, it } from "vitest";
import { ink, points } from "./charts";

describe("charts on screen", () => {
  it("draws hundredths of a point as points", () => expect(points(76_050)).toBe(760.5));
  it("has an ink for every grey, darker for darker", () => {
    expect([0, 15, 30, 55, 80, 90, 100].map((grey) => ink({ grey }))).toEqual(["g0", "g0", "g1", "g2", "g3", "g4", "g5"]);
  });
});
