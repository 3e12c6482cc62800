// The preview: which blocks share a page, what is still to be filled in, what lies behind a paragraph.
import type { BlockView, DocumentView } from "../../api/commands";

/** Puts blocks on pages by their measured heights. A heading never stays alone at the foot; a block taller than a page gets its own. */
export function paginate(heights: number[], room: number, heading: (block: number) => boolean): number[][] {
  const pages: number[][] = [];
  let page: number[] = [];
  let used = 0;
  heights.forEach((height, block) => {
    if (page.length && used + height > room) {
      let carried: number[] = [];
      while (page.length > 1 && heading(page[page.length - 1] ?? -1)) carried = [page.pop() as number, ...carried];
      pages.push(page);
      page = carried;
      used = carried.reduce((sum, one) => sum + (heights[one] ?? 0), 0);
    }
    page.push(block);
    used += height;
  });
  if (page.length) pages.push(page);
  return pages;
}

/** What is dealt to pages: a block, or one row of a table, so that a long table runs over. */
export type Part = { block: number; row: number };

export function partsOf(blocks: BlockView[]): Part[] {
  return blocks.flatMap((one, block) => (one.kind === "table" && one.rows.length > 1 ? one.rows.map((_, row) => ({ block, row })) : [{ block, row: 0 }]));
}

/** A page as blocks again: rows of the same table side by side are one table. */
export function pieces(page: number[], parts: Part[]): { block: number; from: number; to: number }[] {
  const found: { block: number; from: number; to: number }[] = [];
  for (const part of page.map((n) => parts[n]).filter((one) => one !== undefined)) {
    const last = found.at(-1);
    if (last?.block === part.block) last.to = part.row + 1;
    else found.push({ block: part.block, from: part.row, to: part.row + 1 });
  }
  return found;
}

/** A plain line of a table or signature, its blanks apart. */
export function parts(text: string): { text: string; missing: boolean }[] {
  return text.split(/(【待补[^】]*】)/).filter(Boolean).map((part) => ({ text: part, missing: part.startsWith("【待补") }));
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

/** Export waits for what must be dealt with first. */
export function mayExport(view: DocumentView): boolean {
  return view.preflight.every((check) => check.level !== "stop") && view.kinds.some((kind) => kind.id === view.document && kind.allowed);
}

/** A column of a table that holds amounts or counts is set to the right. */
export function isNumeric(rows: string[][], column: number): boolean {
  const cells = rows.map((row) => row[column] ?? "").filter(Boolean);
  return cells.length > 0 && cells.every((cell) => /^[\d,.]+ ?(元|万元|%|个|台|张)?$/.test(cell));
}

/** A checksum as people compare it: the first and the last eight characters. */
export function shortHash(hash: string): string {
  return hash.length > 20 ? `${hash.slice(0, 8)}…${hash.slice(-8)}` : hash;
}
