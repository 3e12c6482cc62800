import { formatRoute, parseRoute, type Route, type Tab } from "./route";

let route = $state<Route>(parseRoute(location.hash));
window.addEventListener("hashchange", () => (route = parseRoute(location.hash)));

export function here(): Route {
  return route;
}

export function go(next: Route): void {
  location.hash = formatRoute(next);
  route = next;
}

export const goCases = () => go({ screen: "cases" });
export const goRules = (at = "") => go({ screen: "rules", at });
export const goSettings = () => go({ screen: "settings" });
export const goCase = (id: string, tab: Tab = "overview", at = "", actor = "") => go({ screen: "case", id, tab, at, actor });
