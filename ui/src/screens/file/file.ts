// What a link to the file says, sizes in words, and the words of a page cut where recognition was unsure.
import type { RunView } from "../../api/commands";

export type At = { mode: "read" | "manage" | "cites" | "import"; volume: string; page: number };

/** `v0002/14` opens a volume at a page of its document; `manage/v0002`, `cites`, `import` open the other views. */
export function readAt(at: string): At {
  const [first = "", second = ""] = at.split("/");
  if (first === "cites" || first === "import") return { mode: first, volume: "", page: 1 };
  if (first === "manage") return { mode: "manage", volume: second, page: 1 };
  const page = Number(second);
  return { mode: "read", volume: first, page: Number.isInteger(page) && page > 0 ? page : 1 };
}

export function sizeOf(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(bytes < 100 * 1024 * 1024 ? 1 : 0)} MB`;
}

export type Piece = { text: string; unsure: boolean };

/** The words of a page in pieces; places are counted in characters, last included. */
export function cut(text: string, unsure: readonly RunView[]): Piece[] {
  const letters = [...text];
  const pieces: Piece[] = [];
  let at = 0;
  for (const run of [...unsure].sort((a, b) => a.from - b.from)) {
    const [from, to] = [Math.max(run.from, at), Math.min(run.to + 1, letters.length)];
    if (from >= to) continue;
    if (from > at) pieces.push({ text: letters.slice(at, from).join(""), unsure: false });
    pieces.push({ text: letters.slice(from, to).join(""), unsure: true });
    at = to;
  }
  if (at < letters.length) pieces.push({ text: letters.slice(at).join(""), unsure: false });
  return pieces;
}
