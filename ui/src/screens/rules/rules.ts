// What the browser of rules shows: which rule sets fit a search, which articles are told where, how examples came out.
import type { RuleCheck, RuleEntry, RuleKind, RulePackView, RuleRow, RuleTestsView, RuleVersion } from "../../api/commands";
import { finds } from "../../text/pinyin";

export type Marked = "" | "untranslated" | "readings";

/** The rule sets that a search and a filter leave, by kind. */
export function chosen(kinds: RuleKind[], query: string, only: Marked): RuleKind[] {
  const fits = (entry: RuleEntry) => (only === "" || entry[only] > 0) && finds(query, `${entry.code} ${entry.name} ${entry.short}`);
  return kinds.map((kind) => ({ ...kind, rules: kind.rules.filter(fits) })).filter((kind) => kind.rules.length > 0);
}

/** The file a rule set opens with: its newest version. */
export const newest = (entry: RuleEntry): string => entry.versions.at(-1)?.file ?? "";

/** The file to show: the one asked for if there is one, else the first rule set's newest. */
export function asked(kinds: RuleKind[], at: string): string {
  const entries = kinds.flatMap((kind) => kind.rules);
  if (entries.some((entry) => entry.versions.some((version) => version.file === at))) return at;
  return entries[0] ? newest(entries[0]) : "";
}

/** The version before a file; null for the first. */
export function before(versions: RuleVersion[], file: string): RuleVersion | null {
  const place = versions.findIndex((version) => version.file === file);
  return place > 0 ? (versions[place - 1] ?? null) : null;
}

export const isMarked = (row: RuleRow, only: Marked): boolean => only === "" || (only === "readings" ? row.readings : row.untranslated !== "");

export type Line = { row: RuleRow; at: number; fresh: string[]; told: string[]; about: string[] };

/** The rules a filter leaves: what is marked; a disputed rule together with its readings. */
function left(rows: RuleRow[], only: Marked): { row: RuleRow; at: number }[] {
  const placed = rows.map((row, at) => ({ row, at }));
  if (only === "") return placed;
  const disputed: number[] = [];
  return placed.filter(({ row }) => {
    while ((disputed.at(-1) ?? -1) >= row.depth) disputed.pop();
    const reading = row.place === "part" && disputed.at(-1) === row.depth - 1;
    const marked = isMarked(row, only) && !row.again;
    if (marked && row.readings && only === "readings") disputed.push(row.depth);
    return marked || reading;
  });
}

/** Every line with the articles told in full beside it, those told further up, and those beside which their instrument is spoken of. */
export function lines(pack: RulePackView, only: Marked): Line[] {
  const told = new Set<string>();
  const titles = new Set<string>();
  const first = (cite: string) => {
    const title = pack.provisions[cite]?.title ?? "";
    const known = titles.has(title);
    titles.add(title);
    return !known;
  };
  return left(pack.rows, only).map(({ row, at }) => {
    const fresh = row.again ? [] : row.cites.filter((cite) => !told.has(cite));
    for (const cite of fresh) told.add(cite);
    return { row, at, fresh, told: row.cites.filter((cite) => !fresh.includes(cite)), about: fresh.filter(first) };
  });
}

/** How an example came out at a rule; null while nothing was run. */
export function checkOf(tests: RuleTestsView | null, example: number, node: string): RuleCheck | null {
  return tests?.tests[example]?.checks.find((check) => check.node === node) ?? null;
}
