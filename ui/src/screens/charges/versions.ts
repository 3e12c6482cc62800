// Which version is shown, and what a result looks like.
import type { VersionsView, VersionView } from "../../api/commands";
import type { Effect } from "../../parts/truth";

/** The version every screen shows now: the one picked, else the one a lawyer chose, else the newest. */
export function shownNow(view: VersionsView, picked: string | null): string {
  const known = view.versions.find((one) => one.from === picked) ?? view.versions.find((one) => one.chosen);
  return (known ?? view.versions.at(-1))?.from ?? "";
}

/** Being convicted is against the client. */
export function effectOf(verdict: VersionView["results"]["proved"]["verdict"]): Effect {
  if (verdict === "made_out") return "against";
  return verdict === "not_made_out" ? "for" : "open";
}
