import { describe, expect, it } from "vitest";
import { effectOf, look } from "./truth";

describe("shape and colour", () => {
  it("gives an element and a defence made out the same shape and opposite colours", () => {
    const element = look("true", "plain", "element");
    const defence = look("true", "plain", "defence");
    expect(element.glyph).toBe(defence.glyph);
    expect([element.effect, defence.effect]).toEqual(["against", "for"]);
  });

  it("never shows what is not proved as for or against", () => {
    expect(effectOf("unknown", "element")).toBe("open");
    expect(effectOf("unknown", "defence")).toBe("open");
  });

  it("does not colour a defence that fails as if it were against the client", () => {
    expect(effectOf("false", "defence")).toBe("neutral");
  });

  it("shows a presumption that stands, an exception that fires and what nobody pleaded by their own shapes and words", () => {
    expect(look("true", "stands", "element")).toEqual({ glyph: "diamond", word: "stands", effect: "against" });
    expect(look("false", "defeated", "element")).toEqual({ glyph: "hexagon", word: "defeated", effect: "for" });
    expect(look("unknown", "not_pleaded", "element")).toEqual({ glyph: "question", word: "not_pleaded", effect: "neutral" });
  });
});
