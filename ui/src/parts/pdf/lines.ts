// The words of a page in reading order, as lines. Chinese has no spaces between words: those a producer put there to justify a line go away.

/** A run of text and where it stands on the upright page: the start of its baseline, its width and its height, in points. */
export interface Run {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** The producer ends a line here. */
  ends: boolean;
  /** It stands neither level nor upright: a watermark, a stamp. */
  tilted: boolean;
}

interface Line {
  runs: Run[];
  y: number;
  height: number;
  left: number;
  right: number;
}

const HAN = /[\u2e80-\u303f\u31c0-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}“”‘’—…·]/u;
/** A gap this wide (in heights of the letters) separates columns of a table; it stays as one space. */
const COLUMN_GAP = 1.5;

/** The page's text: one line of text per printed line; watermarks and stamps that stand askew come last. */
export function joinLines(runs: Run[]): string {
  const level = inOrder(linesOf(runs.filter((run) => !run.tilted))).map(lineText);
  const askew = runs.filter((run) => run.tilted).map((run) => run.text).join("");
  return [...level, withoutFakeSpaces(askew)].map((line) => line.trim()).filter(Boolean).join("\n");
}

function linesOf(runs: Run[]): Line[] {
  const lines: Line[] = [];
  let open: Line | undefined;
  for (const run of runs) {
    if (!run.text && !run.ends) continue;
    if (run.text) {
      const same = open && Math.abs(run.y - open.y) < 0.5 * Math.max(run.height || open.height, 1);
      if (!open || (!same && run.text.trim())) lines.push((open = { runs: [], y: run.y, height: run.height, left: run.x, right: run.x + run.width }));
      open.runs.push(run);
      open.height = Math.max(open.height, run.height);
      open.left = Math.min(open.left, run.x);
      open.right = Math.max(open.right, run.x + run.width);
    }
  }
  return lines;
}

/** From top to bottom; but where lines stand side by side (columns), the producer's order is the better guess. */
function inOrder(lines: Line[]): Line[] {
  const beside = lines.some((one, at) => lines.slice(at + 1, at + 200).some((other) => Math.abs(one.y - other.y) < 0.5 * Math.min(one.height, other.height) && (other.left >= one.right || one.left >= other.right)));
  return beside ? lines : lines.map((line, at) => ({ line, at })).sort((a, b) => a.line.y - b.line.y || a.at - b.at).map(({ line }) => line);
}

function lineText(line: Line): string {
  const runs = line.runs.slice().sort((a, b) => a.x - b.x);
  let text = "";
  let right = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    const gap = run.x - right;
    if (text && gap > 0.25 * line.height && !/\s$/.test(text)) text += gap > COLUMN_GAP * line.height ? "\u2003" : " ";
    text += run.text.trim() ? run.text : run.width > COLUMN_GAP * line.height ? "\u2003" : " ";
    right = run.x + run.width;
  }
  return withoutFakeSpaces(text);
}

/** Takes away spaces that stand between two Chinese characters or signs; a column's gap (an em space) stays as one space. */
export function withoutFakeSpaces(text: string): string {
  const letters = [...text];
  let out = "";
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at]!;
    if (!/\s/.test(letter)) {
      out += letter;
      continue;
    }
    let to = at;
    while (to + 1 < letters.length && /\s/.test(letters[to + 1]!)) to += 1;
    const gap = letters.slice(at, to + 1).includes("\u2003");
    const between = HAN.test(letters[at - 1] ?? "") && HAN.test(letters[to + 1] ?? "");
    if (gap || !between) out += " ";
    at = to;
  }
  return out;
}
