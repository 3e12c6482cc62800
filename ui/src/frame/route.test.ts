import { describe, expect, it } from "vitest";
import { formatRoute, parseRoute, type Route } from "./route";

describe("routes", () => {
  const routes: Route[] = [
    { screen: "cases", at: "" },
    { screen: "cases", at: "new" },
    { screen: "settings" },
    { screen: "rules", at: "" },
    { screen: "rules", at: "offences/casino/2010-08-31.toml" },
    { screen: "case", id: "a b/c", tab: "facts", at: "income/r1/amount", actor: "王某" },
    { screen: "case", id: "x", tab: "matrix", at: "", actor: "" },
    { screen: "case", id: "x", tab: "search", at: "明知 诈骗", actor: "" },
  ];
  it.each(routes)("reads back what it writes: %o", (route) => expect(parseRoute(formatRoute(route))).toEqual(route));

  it("falls back to the list and to the overview", () => {
    expect(parseRoute("")).toEqual({ screen: "cases", at: "" });
    expect(parseRoute("#/nowhere/1")).toEqual({ screen: "cases", at: "" });
    expect(parseRoute("#/case/1/nonsense")).toMatchObject({ screen: "case", id: "1", tab: "overview" });
  });
});
