// What Ctrl+K finds, best first.
import { finds, spell } from "../text/pinyin";

export type Hit = { kind: "case" | "screen" | "fact"; name: string; more: string; hash: string };

/** Screens, then cases, then facts; inside a kind those that begin as typed come first. At most `most`. */
export function search(all: Hit[], query: string, most = 12): Hit[] {
  const order = ["screen", "case", "fact"];
  const begins = (hit: Hit) => (query && spell(hit.name).text.startsWith(query.toLowerCase()) ? 0 : 1);
  const short = query.trim() === "" ? all.filter((hit) => hit.kind !== "fact") : all;
  return short
    .filter((hit) => finds(query, `${hit.name} ${hit.more}`))
    .sort((a, b) => begins(a) - begins(b) || order.indexOf(a.kind) - order.indexOf(b.kind))
    .slice(0, most);
}
