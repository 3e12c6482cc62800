import { formatRoute, parseRoute, type Route, type Tab } from "./route";

let route = $state<Route>(parseRoute(location.hash));
// Our own moves come back as an event, too: they must not look like another one.
window.addEventListener("hashchange", () => {
  const next = parseRoute(location.hash);
  if (formatRoute(next) !== formatRoute(route)) route = next;
});

export function here(): Route {
  return route;
}

export function go(next: Route): void {
  location.hash = formatRoute(next);
  route = next;
}

export const goCases = (at = "") => go({ screen: "cases", at });
export const goCalendar = () => go({ screen: "calendar" });
export const goPeople = () => go({ screen: "people" });
export const goRules = (at = "") => go({ screen: "rules", at });
export const goSettings = () => go({ screen: "settings" });
export const goCase = (id: string, tab: Tab = "overview", at = "", actor = "") => go({ screen: "case", id, tab, at, actor });
