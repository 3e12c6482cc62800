// A volume as the viewer needs it, and its two ways of counting: the number printed on a page, and the page of the document.
import type { Kind } from "./sheets";

/** Consecutive pages whose printed numbers run on: page `from` is printed `prefix` + `label`, the next one `label + 1`; with two numbers `per` page, `label + 2`. */
export interface PageRange {
  from: number;
  to: number;
  label: number;
  prefix: string;
  per: number;
}

/** What the map of pages needs to know of a volume. */
export interface PageMap {
  pages: number;
  ranges: readonly PageRange[];
}

/** The number printed on a page of the document, or the two of an A3 sheet (47-48); empty when it has none. */
export function labelOf(map: PageMap, page: number): string {
  const range = map.ranges.find((one) => page >= one.from && page <= one.to);
  if (!range) return "";
  const first = range.label + (page - range.from) * range.per;
  return range.per > 1 ? `${range.prefix}${first}-${range.prefix}${first + range.per - 1}` : `${range.prefix}${first}`;
}

/** The page of the document with that printed number; of a range of pages (47-49) the first. Null when the volume has none. */
export function pageOf(map: PageMap, label: string): number | null {
  const read = /^(\D*?)0*(\d+)(?:-.*)?$/.exec(label.trim());
  if (!read) return null;
  const [, prefix = "", digits = ""] = read;
  const number = Number(digits);
  const range = map.ranges.find((one) => one.prefix === prefix && number >= one.label && number < one.label + (one.to - one.from + 1) * one.per);
  return range ? range.from + Math.floor((number - range.label) / range.per) : null;
}

/** How the viewer shows what an original is. */
export function kindOf(media: "pdf" | "png" | "jpeg" | "docx"): Kind {
  return media === "pdf" ? "pdf" : media === "docx" ? "text" : "image";
}
