import { describe, expect, it } from "vitest";
import { grouped, obstacle } from "./settings";

describe("changing the passphrase", () => {
  it.each([
    ["", "新的口令一共八个字", "新的口令一共八个字", "incomplete"],
    ["旧", "太短", "太短", "short"],
    ["旧", "新的口令一共八个字", "新的口令一共九个字", "mismatch"],
    ["同一句口令八个字", "同一句口令八个字", "同一句口令八个字", "same"],
    ["旧", "新的口令一共八个字", "新的口令一共八个字", ""],
  ])("%s → %s, %s: %s", (old, next, repeat, expected) => expect(obstacle(old, next, repeat)).toBe(expected));
});

describe("a checksum", () => {
  it("is read in fours", () => expect(grouped("9d1f04c2e7")).toBe("9d1f 04c2 e7"));
});
