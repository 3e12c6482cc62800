// What Ctrl+K finds, best first: what can be done, where one can go, and everything that is written.
import type { HitGroup, HitView } from "../api/commands";
import { hashOf, placeKey } from "../screens/search/search";
import { finds, spell } from "../text/pinyin";

export type Kind = "verb" | "screen" | "case" | "fact";
export type Hit = { kind: Kind; name: string; more: string; hash: string; act?: () => void };
/** A line of the list: a name, or words that were found with what is around them. */
export type Line = { key: string; name: string; more: string; pieces: HitView["pieces"]; hash: string; act?: () => void };
export type Section = { id: string; name: string; lines: Line[] };

const ORDER: readonly Kind[] = ["screen", "verb", "case", "fact"];

/** Screens, then verbs, cases and questions; inside a kind those that begin as typed come first. At most `most` of each. */
export function search(all: Hit[], query: string, most = 12): Hit[] {
  const begins = (hit: Hit) => (query && spell(hit.name).text.startsWith(query.toLowerCase()) ? 0 : 1);
  const short = query.trim() === "" ? all.filter((hit) => hit.kind !== "fact") : all;
  return short
    .filter((hit) => finds(query, `${hit.name} ${hit.more}`))
    .sort((a, b) => begins(a) - begins(b) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
    .slice(0, most);
}

const line = (hit: Hit): Line => ({ key: `${hit.kind}:${hit.hash}:${hit.name}`, name: hit.name, more: hit.more, pieces: [], hash: hit.hash, ...(hit.act ? { act: hit.act } : {}) });

/** Names first, in the order of `search`, then what is written: in this case before the others, each place once. */
export function sections(named: Hit[], here: HitGroup[], everywhere: HitGroup[], words: string, names: Record<Kind, string>): Section[] {
  const first: Section[] = [];
  for (const hit of named) {
    const known = first.find((section) => section.id === hit.kind);
    if (known) known.lines.push(line(hit));
    else first.push({ id: hit.kind, name: names[hit.kind], lines: [line(hit)] });
  }
  const taken = new Set(first.flatMap((section) => section.lines.map((one) => one.hash)));
  const seen = new Set<string>();
  const written = new Map<string, Section>();
  for (const { group, inCase } of [...here.map((group) => ({ group, inCase: true })), ...everywhere.map((group) => ({ group, inCase: false }))]) {
    const section = written.get(group.kind) ?? { id: `in-${group.kind}`, name: group.name, lines: [] };
    for (const hit of group.hits) {
      const [key, hash] = [placeKey(hit), hashOf(hit, words)];
      // The cover of a case that is listed by its name already.
      if (seen.has(key) || (group.kind === "case" && [...taken].some((one) => one.startsWith(`#/case/${encodeURIComponent(hit.case)}/`)))) continue;
      seen.add(key);
      section.lines.push({ key, name: "", more: inCase ? hit.place : `${hit.case_name} · ${hit.place}`, pieces: hit.pieces, hash });
    }
    if (section.lines.length) written.set(group.kind, section);
  }
  return [...first, ...written.values()];
}
