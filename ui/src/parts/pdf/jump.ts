// What the jump box takes: a printed page (47), a volume and a printed page (2-47, 补1-3, 文书1-3, 证据卷二第47页), or a page of the file itself (PDF 52).

export type Jump = { kind: "label"; volume: string | null; label: string } | { kind: "pdf"; page: number };

const DIGITS = "零一二三四五六七八九";

/** A volume's label as cites keep it: 二, 十二 and 12 are numbers in Arabic digits; other labels (补1) stay as they are. */
export function volumeLabel(text: string): string {
  const trimmed = text.trim();
  const tens = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(trimmed);
  if (tens) return String((tens[1] ? DIGITS.indexOf(tens[1]) : 1) * 10 + (tens[2] ? DIGITS.indexOf(tens[2]) : 0));
  const one = trimmed.length === 1 ? DIGITS.indexOf(trimmed) : -1;
  return one >= 0 ? String(one) : trimmed.replace(/^0+(?=\d)/, "");
}

/** What stands before the number of a volume's label, and how such a volume is called in words. */
const PARTS = { 补: /补充侦查卷?$|补$/, 文书: /文书卷?$/, 辩方: /辩方(?:材料)?卷?$/, 其他: /其他(?:材料)?卷?$/ } as const;

/** 诉讼文书卷一 → 文书1, 证据卷补1 → 补1, 证据卷二 → 2. */
function namedVolume(words: string, number: string): string {
  const part = Object.entries(PARTS).find(([, name]) => name.test(words))?.[0] ?? "";
  return part && /^补/.test(number) ? number : part + volumeLabel(number);
}

/** Reads the jump box; null when it says nothing that could be a page. Of a range (47-49 of a volume) the first page counts. */
export function parseJump(typed: string): Jump | null {
  const text = typed.normalize("NFKC").replace(/[‐-―−]/g, "-").replace(/\s+/g, "");
  const pdf = /^(?:pdf|p|#)(\d{1,6})$/i.exec(text);
  if (pdf) return { kind: "pdf", page: Number(pdf[1]) };
  const words = /^(.*卷)([^第]{0,6})第(\p{L}{0,6}\d{1,6})(?:-\p{L}{0,6}\d+)?页$/u.exec(text);
  if (words) return { kind: "label", volume: words[2] ? namedVolume(words[1]!, words[2]) : null, label: words[3]! };
  const pair = /^(补|文书|辩方|其他)?([一二三四五六七八九十]{1,3}|\d{1,3})-(\p{L}{0,6}\d{1,6})(?:-\p{L}{0,6}\d+)?$/u.exec(text);
  if (pair) return { kind: "label", volume: (pair[1] ?? "") + volumeLabel(pair[2]!), label: pair[3]! };
  const label = /^第?(\p{L}{0,6}?\d{1,6})页?$/u.exec(text);
  return label ? { kind: "label", volume: null, label: label[1]! } : null;
}
