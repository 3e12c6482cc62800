// Shape says the truth; colour says what it does to the client.
import type { Mark, Truth } from "../api/commands";

export type Glyph = "tick" | "cross" | "question" | "diamond" | "hexagon";
export type Effect = "for" | "against" | "open" | "neutral";
/** What a truth stands for: an element made out is against the client, a defence or exception made out is for the client. */
export type Meaning = "element" | "defence" | "neutral";
export type WordKey = Truth | Exclude<Mark, "plain">;
export type Look = { glyph: Glyph; word: WordKey; effect: Effect };

export function effectOf(truth: Truth, meaning: Meaning): Effect {
  if (meaning === "neutral") return "neutral";
  if (truth === "unknown") return "open";
  if (meaning === "element") return truth === "true" ? "against" : "for";
  return truth === "true" ? "for" : "neutral";
}

export function look(truth: Truth, mark: Mark, meaning: Meaning): Look {
  const effect = effectOf(truth, meaning);
  if (mark === "stands") return { glyph: "diamond", word: "stands", effect };
  if (mark === "defeated") return { glyph: "hexagon", word: "defeated", effect };
  if (mark === "not_pleaded") return { glyph: "question", word: mark, effect: "neutral" };
  const glyph = truth === "true" ? "tick" : truth === "false" ? "cross" : "question";
  return { glyph, word: truth, effect };
}
