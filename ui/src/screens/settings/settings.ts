import { strengthOf } from "../vault/vault";

/** What stands in the way of a new passphrase; empty when nothing does. */
export type Obstacle = "" | "incomplete" | "short" | "mismatch" | "same";

export function obstacle(old: string, next: string, repeat: string): Obstacle {
  if (!old || !next || !repeat) return "incomplete";
  if (strengthOf(next).level === "short") return "short";
  if (next !== repeat) return "mismatch";
  return old === next ? "same" : "";
}

/** Groups a checksum in fours, to be read aloud. */
export function grouped(hash: string): string {
  return hash.replace(/(.{4})(?=.)/g, "$1 ");
}
