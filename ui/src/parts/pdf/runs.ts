// The text of a PDF page as runs on the upright page.
import type { PageViewport } from "pdfjs-dist";
import type { TextContent, TextItem } from "pdfjs-dist/types/src/display/api";
import type { Run } from "./lines";

type Six = readonly [number, number, number, number, number, number];

function times(a: Six, b: Six): Six {
  return [a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1], a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3], a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5]];
}

/** The text items alone, without marks of structure. */
export function itemsOf(content: TextContent): TextItem[] {
  return content.items.filter((item): item is TextItem => "str" in item);
}

export function runsOf(content: TextContent, upright: PageViewport): Run[] {
  const turn = upright.transform as unknown as Six;
  return itemsOf(content).map((item) => {
    const [a, b, c, d, x, y] = times(turn, item.transform as unknown as Six);
    return { text: item.str, x, y, width: item.width * upright.scale, height: Math.hypot(c, d), ends: item.hasEOL, tilted: Math.min(Math.abs(a), Math.abs(b)) > 0.05 * Math.hypot(a, b) };
  });
}
