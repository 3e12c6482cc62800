// What a search shows and where its hits lead.
import type { Address, HitGroup, HitView, SearchState } from "../../api/commands";
import { formatRoute, isTab } from "../../frame/route";
import type { Catalogue } from "../../text/index.svelte";

/** What the view of a search was asked for: words and, perhaps, a page to lay beside them. */
export interface Asked {
  words: string;
  volume: string;
  page: number;
}

const APART = "\u001f";

export function readAsked(at: string): Asked {
  const [words = "", volume = "", page = ""] = at.split(APART);
  return { words, volume, page: Number(page) || 0 };
}

export function writeAsked({ words, volume, page }: Asked): string {
  return volume ? [words, volume, page].join(APART) : words;
}

/** The hits in the order in which arrows meet them. */
export function flat(groups: readonly HitGroup[]): HitView[] {
  return groups.flatMap((group) => group.hits);
}

/** The words of a hit as they stand in its text: what is marked on a page. */
export function marked(hit: HitView): string {
  return hit.pieces.find((piece) => piece.found)?.text ?? "";
}

/** Where a hit leads from anywhere: a page opens beside the search of its case, everything else in its own view. */
export function hashOf(hit: Pick<HitView, "case" | "open">, words: string): string {
  const { tab, at, actor, volume, page } = hit.open;
  if (volume) return formatRoute({ screen: "case", id: hit.case, tab: "search", at: writeAsked({ words, volume, page }), actor });
  return formatRoute({ screen: "case", id: hit.case, tab: isTab(tab) ? tab : "overview", at, actor });
}

/** One hit of one place; the same place can be met twice, in the case and among all cases. */
export function placeKey(hit: { case: string; place: string; open: Address; pieces: { text: string }[] }): string {
  return [hit.case, hit.place, ...Object.values(hit.open), ...hit.pieces.map((piece) => piece.text)].join(APART);
}

/** What could not be looked into, in words; never left out. */
export function coverage({ pages, indexed, failed, unread, behind }: SearchState, inCase: boolean, words: Catalogue["search"]["coverage"]): string {
  const missing = failed + unread;
  if (!inCase) return [missing ? words.missing(missing) : "", behind ? words.behind(behind) : ""].join("");
  if (!pages) return words.none;
  if (!missing) return words.whole(pages);
  return words.part(indexed, pages) + (failed ? words.failed(failed) : "") + (unread ? words.unread(unread) : "") + words.silent;
}
