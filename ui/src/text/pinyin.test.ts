import { describe, expect, it } from "vitest";
import { finds } from "./pinyin";

describe("finding by characters and pinyin", () => {
  const name = "曾某等三人跑分案";
  it.each(["曾", "跑分", "paofen", "pf", "zengmou", "zm", "cengmou", "sanr", "曾 pf"])("finds %s", (query) => expect(finds(query, name)).toBe(true));
  it.each(["王", "pfx", "zengmo曾", "曾 xx", "zenmou", "paofe案"])("does not find %s", (query) => expect(finds(query, name)).toBe(false));

  it.each([["单某", "shan"], ["单某", "dan"], ["解某", "xie"], ["仇某", "qiu"], ["查某", "zha"]])("knows the surname reading of %s: %s", (text, query) => {
    expect(finds(query, text)).toBe(true);
  });

  it("keeps Latin letters and digits as they are", () => {
    expect(finds("usdt", "USDT 收款 2024")).toBe(true);
    expect(finds("2024", "USDT 收款 2024")).toBe(true);
  });

  it("finds everything with nothing", () => expect(finds("  ", name)).toBe(true));
});
