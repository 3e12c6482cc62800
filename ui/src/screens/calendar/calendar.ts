// What the reader wants to see of all dates.
import type { Commands } from "../../api/commands";

export type Filter = Commands["calendar"]["request"];
export const KINDS: Filter["kind"][] = ["", "custody", "limit", "task"];

/** Nothing is filtered: an empty list means that there is nothing at all. */
export function untouched(filter: Filter): boolean {
  return !filter.mine && !filter.held && filter.kind === "";
}
