// The preview: which pages are in sight, what is drawn on them, what lies behind a paragraph, which documents are offered.
import type { BlockView, DocumentKind, DocumentView, StretchView } from "../../api/commands";
import { finds } from "../../text/pinyin";

/** Space between two sheets on the screen, in pixels. */
export const GAP = 20;

/** Pages in sight, from 1, with one more on either side. Sheets stand below each other with a gap. */
export function inSight(top: number, room: number, height: number, count: number): { from: number; to: number } {
  const step = height + GAP;
  if (!count || step <= GAP) return { from: 1, to: 0 };
  const from = Math.max(1, Math.floor(top / step));
  const to = Math.min(count, Math.ceil((top + room) / step) + 1);
  return { from: Math.min(from, count), to };
}

/** The pages that are still to be fetched. */
export function wanting(from: number, to: number, has: (page: number) => boolean): { from: number; to: number } | null {
  const lacking = Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n).filter((page) => !has(page));
  const [first, last] = [lacking[0], lacking.at(-1)];
  return first === undefined || last === undefined ? null : { from: first, to: last };
}

/** "Noto Serif SC Bold" is a family and a weight. */
export function faceOf(name: string): { family: string; weight: number } {
  const found = /^(.*?)\s*(Regular|Bold)?$/.exec(name);
  return { family: found?.[1] ?? name, weight: found?.[2] === "Bold" ? 700 : 400 };
}

/** Where each character of a stretch stands: what an SVG text takes. A character outside the basic plane is one character of two units. */
export function xs(stretch: Pick<StretchView, "x" | "at" | "text">): string {
  const chars = [...stretch.text];
  return stretch.at.flatMap((at, n) => ((chars[n]?.length ?? 1) > 1 ? [stretch.x + at, stretch.x + at] : [stretch.x + at])).join(" ");
}

/** The colour of a line or a ground. */
export function tint(name: string): string {
  if (name === "missing") return "#f7efd9";
  if (name === "missing-line") return "#ba9945";
  return grey(Number(name.replace("grey", "")));
}

/** 0 is black, 100 is white. */
export function grey(share: number): string {
  const level = Math.round((Math.min(100, Math.max(0, share)) * 255) / 100);
  return `rgb(${level} ${level} ${level})`;
}

/** The rules, facts and articles behind a block, each once. */
export function sourceOf(block: BlockView): { nodes: string[]; paths: string[]; cites: string[] } {
  const once = (all: string[]) => [...new Set(all.filter(Boolean))];
  return { nodes: once([block.node]), paths: once(block.paths), cites: once(block.spans.map((span) => span.cite)) };
}

export function hasSource(block: BlockView): boolean {
  const { nodes, paths, cites } = sourceOf(block);
  return nodes.length + paths.length + cites.length > 0;
}

/** A block as one plain text. */
export function plain(block: BlockView): string {
  return block.number + (block.spans.map((span) => span.text).join("") || block.rows.map((row) => row.join("　")).join("\n"));
}

/** What an export becomes: final only where nothing stops it, and only a lawyer's. */
export function becomes(view: DocumentView): "final" | "draft" | "none" {
  if (!view.kinds.some((kind) => kind.id === view.document && kind.allowed)) return "none";
  return view.draft || view.preflight.some((check) => check.level === "stop") ? "draft" : "final";
}

/** The kinds that answer a search, in their groups; a group without any is left out. */
export function grouped(kinds: DocumentKind[], query: string): { group: DocumentKind["group"]; kinds: DocumentKind[] }[] {
  const wanted = kinds.filter((kind) => !query.trim() || finds(query, kind.name) || kind.about.includes(query.trim()));
  return (["stage", "internal", "other"] as const).map((group) => ({ group, kinds: wanted.filter((kind) => kind.group === group) })).filter((one) => one.kinds.length > 0);
}

/** A checksum as people compare it: the first and the last eight characters. */
export function shortHash(hash: string): string {
  return hash.length > 20 ? `${hash.slice(0, 8)}…${hash.slice(-8)}` : hash;
}
