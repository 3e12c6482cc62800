// Finds a quote among the runs of a page, whatever spaces and line breaks lie between: the same words may be cut differently every time.

/** A part of one run, by UTF-16 positions: `from` inclusive, `to` exclusive. */
export interface Span {
  run: number;
  from: number;
  to: number;
}

interface Letters {
  text: string;
  run: number[];
  from: number[];
  to: number[];
}

/** One letter as it is compared: full width and half width, upper and lower case are the same, spaces are nothing. */
function plain(letter: string): string {
  return letter.normalize("NFKC").toLowerCase().replace(/\s/g, "");
}

function lettersOf(runs: readonly string[]): Letters {
  const all: Letters = { text: "", run: [], from: [], to: [] };
  runs.forEach((text, run) => {
    let at = 0;
    for (const letter of text) {
      for (const unit of plain(letter)) {
        for (let part = 0; part < unit.length; part += 1) {
          all.run.push(run);
          all.from.push(at);
          all.to.push(at + letter.length);
        }
        all.text += unit;
      }
      at += letter.length;
    }
  });
  return all;
}

/** Where the quote stands; empty when the page does not have it. Of several places, the first. */
export function findQuote(runs: readonly string[], quote: string): Span[] {
  const wanted = [...quote].map(plain).join("");
  if (!wanted) return [];
  const letters = lettersOf(runs);
  const start = letters.text.indexOf(wanted);
  if (start >= 0) return spans(letters, start, start + wanted.length);
  return byItsEnds(letters, wanted);
}

/** How long the ends of a quote must be to stand for all of it. */
const END = 8;

/** A long quote whose middle differs (a page number between two pages, a corrected letter): its beginning and its end, at the right distance. */
function byItsEnds(letters: Letters, wanted: string): Span[] {
  if (wanted.length < 3 * END) return [];
  const start = letters.text.indexOf(wanted.slice(0, END));
  if (start < 0) return [];
  const end = letters.text.indexOf(wanted.slice(-END), start + END);
  if (end < 0) return [];
  const there = letters.text.slice(start, end + END);
  const near = Math.abs(there.length - wanted.length) <= wanted.length / 4 && sharedPairs(there, wanted) >= 0.7;
  return near ? spans(letters, start, end + END) : [];
}

/** Which part of the pairs of neighbouring letters of `wanted` also stand in `there`. */
function sharedPairs(there: string, wanted: string): number {
  const pairs = Array.from({ length: wanted.length - 1 }, (_, at) => wanted.slice(at, at + 2));
  return pairs.filter((pair) => there.includes(pair)).length / pairs.length;
}

function spans(letters: Letters, start: number, end: number): Span[] {
  const found: Span[] = [];
  for (let at = start; at < end; at += 1) {
    const last = found.at(-1);
    if (last && last.run === letters.run[at]) last.to = letters.to[at]!;
    else found.push({ run: letters.run[at]!, from: letters.from[at]!, to: letters.to[at]! });
  }
  return found;
}
