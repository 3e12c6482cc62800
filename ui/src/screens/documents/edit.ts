// What the buttons above an edited text do to it: pure, on text and selection.

export interface Text { text: string; from: number; to: number }

/** Makes the selection bold, or plain again. */
export function bold({ text, from, to }: Text): Text {
  const words = text.slice(from, to);
  if (words.startsWith("**") && words.endsWith("**") && words.length > 4) {
    return { text: text.slice(0, from) + words.slice(2, -2) + text.slice(to), from, to: to - 4 };
  }
  if (text.slice(from - 2, from) === "**" && text.slice(to, to + 2) === "**") {
    return { text: text.slice(0, from - 2) + words + text.slice(to + 2), from: from - 2, to: to - 2 };
  }
  return { text: `${text.slice(0, from)}**${words}**${text.slice(to)}`, from: from + 2, to: to + 2 };
}

const MARK = /^(?:- |\d{1,3}\. |#{2,5} )/;

/** Gives every line of the selection a mark, or takes it away where all of them have it. */
export function marked({ text, from, to }: Text, mark: (n: number) => string): Text {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const found = text.indexOf("\n", Math.max(from, to - 1));
  const end = found < 0 ? text.length : found;
  const lines = text.slice(start, end).split("\n");
  const kind = (line: string) => (MARK.exec(line)?.[0] ?? "").replace(/\d+/, "1");
  const all = lines.every((line) => kind(line) === mark(0).replace(/\d+/, "1"));
  const changed = lines.map((line, n) => (all ? "" : mark(n)) + line.replace(MARK, "")).join("\n");
  return { text: text.slice(0, start) + changed + text.slice(end), from: start, to: start + changed.length };
}

export const bullets = (own: Text): Text => marked(own, () => "- ");
export const numbers = (own: Text): Text => marked(own, (n) => `${n + 1}. `);
export const heading = (own: Text, level: number): Text => marked(own, () => `${"#".repeat(level + 1)} `);

/** Puts words where the cursor is. */
export function insert({ text, from, to }: Text, words: string): Text {
  return { text: text.slice(0, from) + words + text.slice(to), from: from + words.length, to: from + words.length };
}

/** Enter at the end of a list item begins the next one; in an empty item it ends the list. Null: an ordinary new line. */
export function enter({ text, from, to }: Text): Text | null {
  if (from !== to) return null;
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const line = text.slice(start, from);
  const item = /^(\s*)(- |(\d{1,3})\. )/.exec(line);
  if (!item) return null;
  if (line.length === item[0].length) return { text: text.slice(0, start) + text.slice(from), from: start, to: start };
  const next = item[3] === undefined ? item[0] : `${item[1]}${Number(item[3]) + 1}. `;
  return insert({ text, from, to }, `\n${next}`);
}
