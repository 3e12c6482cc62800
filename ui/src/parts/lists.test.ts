// A list that is keyed by what it says, and not by what it is, stops its whole screen the day two entries say the same.
import { describe, expect, it } from "vitest";

const sources = import.meta.glob<string>("../**/*.svelte", { query: "?raw", import: "default", eager: true });
const SAYS = /\{#each [^}]* \((?:\w+\.)*(?:cite|text|node|heading|label|name|title|shows|line|flag|note|warning)\)\}/g;

describe("keyed lists", () => {
  it("are keyed by identity, never by words or by an article that two entries may share", () => {
    expect(Object.keys(sources).length).toBeGreaterThan(60);
    const found = Object.entries(sources).flatMap(([file, text]) => (text.match(SAYS) ?? []).map((each) => `${file} ${each}`));
    expect(found).toEqual([]);
  });
});
