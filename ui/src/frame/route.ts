// Where the reader is, as a hash: #/cases, #/people, #/calendar, #/rules, #/settings, #/case/<id>/<tab>?at=<path>&actor=<party>.
export const TABS = ["overview", "facts", "file", "evidence", "statements", "people", "matrix", "charges", "strategy", "whatif", "sentence", "charts", "deadlines", "documents", "review", "matter"] as const;
/** A view of a case: a tab, or the search, which has none. */
export type Tab = (typeof TABS)[number] | "search";
export type Route = { screen: "cases"; at: string } | { screen: "calendar" } | { screen: "people" } | { screen: "settings" } | { screen: "rules"; at: string } | { screen: "case"; id: string; tab: Tab; at: string; actor: string };

export const isTab = (word: string | undefined): word is Tab => word === "search" || TABS.some((tab) => tab === word);

export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [screen, id, tab] = path.split("/");
  if (screen === "calendar") return { screen: "calendar" };
  if (screen === "people") return { screen: "people" };
  if (screen === "settings") return { screen: "settings" };
  if (screen === "rules") return { screen: "rules", at: new URLSearchParams(query).get("at") ?? "" };
  if (screen === "case" && id) {
    const asked = new URLSearchParams(query);
    return { screen: "case", id: decodeURIComponent(id), tab: isTab(tab) ? tab : "overview", at: asked.get("at") ?? "", actor: asked.get("actor") ?? "" };
  }
  return { screen: "cases", at: new URLSearchParams(query).get("at") ?? "" };
}

export function formatRoute(route: Route): string {
  if ((route.screen === "rules" || route.screen === "cases") && route.at) return `#/${route.screen}?${new URLSearchParams({ at: route.at }).toString()}`;
  if (route.screen !== "case") return `#/${route.screen}`;
  const asked = new URLSearchParams();
  if (route.at) asked.set("at", route.at);
  if (route.actor) asked.set("actor", route.actor);
  const query = asked.toString();
  return `#/case/${encodeURIComponent(route.id)}/${route.tab}${query ? `?${query}` : ""}`;
}
