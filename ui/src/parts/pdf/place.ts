// Places on a page, independent of zoom: left, top, width and height in ten-thousandths of the page as it is shown upright.
import { withoutFakeSpaces } from "./lines";

export type Place = [number, number, number, number];
/** What somebody marked on a page: its words (none on a scan) and where they stand. */
export type Picked = { quote: string; place: Place };

type Box = { left: number; top: number; right: number; bottom: number };
const WHOLE = 10_000;

/** The smallest place that holds all boxes; null when there is none of any size. */
export function placeOf(boxes: Iterable<Box>, page: Box): Place | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    if (box.right - box.left < 0.5 || box.bottom - box.top < 0.5) continue;
    [left, top, right, bottom] = [Math.min(left, box.left), Math.min(top, box.top), Math.max(right, box.right), Math.max(bottom, box.bottom)];
  }
  if (left >= right) return null;
  const share = (at: number, from: number, to: number) => Math.min(WHOLE, Math.max(0, Math.round(((at - from) / (to - from)) * WHOLE)));
  const [x, y] = [share(left, page.left, page.right), share(top, page.top, page.bottom)];
  return [x, y, share(right, page.left, page.right) - x, share(bottom, page.top, page.bottom) - y];
}

/** The same place when the page is turned clockwise by quarter turns. */
export function turned([x, y, width, height]: Place, turn: number): Place {
  if (turn === 90) return [WHOLE - y - height, x, height, width];
  if (turn === 180) return [WHOLE - x - width, WHOLE - y - height, width, height];
  if (turn === 270) return [y, WHOLE - x - width, height, width];
  return [x, y, width, height];
}

/** Selected words as a quote: one paragraph, without the line breaks and spaces of the print. */
export function quoteOf(selected: string): string {
  return withoutFakeSpaces(selected.replace(/\s*\n\s*/g, " ").trim());
}
