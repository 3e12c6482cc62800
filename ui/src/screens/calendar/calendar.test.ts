import { describe, expect, it } from "vitest";
import { untouched } from "./calendar";

describe("a filter", () => {
  const none = { mine: false, held: false, kind: "" as const, all: false };
  it("that asks for nothing tells an empty office from an empty answer", () => {
    expect(untouched(none)).toBe(true);
    expect(untouched({ ...none, all: true })).toBe(true);
    for (const more of [{ mine: true }, { held: true }, { kind: "task" as const }]) expect(untouched({ ...none, ...more })).toBe(false);
  });
});
