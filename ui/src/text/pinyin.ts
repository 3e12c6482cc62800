// Search as Chinese users type it: characters, full pinyin or initials, with every reading of surnames that have several (曾 zeng, ceng).
import { pinyin } from "pinyin-pro";

export type Spelled = { text: string; letters: string[][] };

const remembered = new Map<string, Spelled>();

/** The readings of each character, plain letters; a character that is not Chinese stands for itself. */
export function spell(text: string): Spelled {
  const known = remembered.get(text);
  if (known) return known;
  const letters = [...text.toLowerCase()].map((one) =>
    /\p{Script=Han}/u.test(one) ? [...new Set(pinyin(one, { multiple: true, toneType: "none", type: "array" }).map((reading) => reading.replace(/ü/g, "v")))] : [one],
  );
  const spelled = { text: text.toLowerCase(), letters };
  remembered.set(text, spelled);
  return spelled;
}

/** Whether a part of a reading may stand for its character: all of it, its initial, or, at the end of what was typed, any beginning. */
function stands(reading: string, taken: number, isLast: boolean): boolean {
  return isLast || taken === reading.length || taken === 1 || (taken === 2 && /^[zcs]h/.test(reading));
}

/** Whether `query` spells the characters from `start` on. */
function spells(letters: string[][], start: number, query: string): boolean {
  if (query === "") return true;
  const readings = letters[start];
  if (!readings) return false;
  return readings.some((reading) => {
    for (let taken = Math.min(reading.length, query.length); taken > 0; taken -= 1) {
      if (stands(reading, taken, taken === query.length) && reading.startsWith(query.slice(0, taken)) && spells(letters, start + 1, query.slice(taken))) return true;
    }
    return false;
  });
}

/** True when every word of the query is found: as written, in full pinyin or by initials. An empty query finds everything. */
export function finds(query: string, text: string): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const { text: plain, letters } = spell(text);
  return words.every((word) => plain.includes(word) || (/^[a-z]+$/.test(word) && letters.some((_, start) => spells(letters, start, word))));
}

/** A key by which names sort as people expect: surnames by their surname reading (曾 under Z). */
export function sortKey(text: string): string {
  return pinyin(text, { toneType: "num", type: "array", surname: "head", nonZh: "consecutive" }).join(" ");
}
