// How strong a passphrase looks. A hint, not a gate: the only hard rule is eight characters, and the core enforces it again.
export type Strength = { level: "empty" | "short" | "weak" | "fair" | "strong"; missing: number; bits: number };

export const SHORTEST = 8;
const COMMON = ["password", "12345678", "qwertyui", "11111111", "88888888", "abcd1234", "mingbian", "iloveyou"];

/** Bits a character is worth, by the widest alphabet it belongs to. Han characters are chosen from a few thousand common ones. */
function worth(character: string): number {
  if (/\p{Script=Han}/u.test(character)) return 8;
  if (/[0-9]/.test(character)) return 3.3;
  if (/[a-z]/i.test(character)) return 4;
  return 5;
}

export function strengthOf(passphrase: string): Strength {
  const characters = [...passphrase];
  if (characters.length === 0) return { level: "empty", missing: SHORTEST, bits: 0 };
  // A character that repeats or continues its neighbour (aa, 12, ba) adds almost nothing.
  const bits = characters.reduce((sum, character, n) => {
    const step = n === 0 ? 9 : Math.abs((character.codePointAt(0) ?? 0) - (characters[n - 1]?.codePointAt(0) ?? 0));
    return sum + (step <= 1 ? 0.5 : worth(character));
  }, 0);
  if (characters.length < SHORTEST) return { level: "short", missing: SHORTEST - characters.length, bits };
  const plain = passphrase.toLowerCase();
  if (COMMON.some((known) => plain.includes(known)) || bits < 40) return { level: "weak", missing: 0, bits };
  return { level: bits < 60 ? "fair" : "strong", missing: 0, bits };
}

/** Groups of a recovery sheet, and characters of a group. */
export const GROUPS = 13;
export const GROUP = 5;

/** How many whole groups have been typed so far; `over` when there is more than a sheet holds. */
export function grouped(sheet: string): { full: number; over: boolean } {
  const characters = [...sheet.replace(/[\s\-－—·]/g, "")].length;
  return { full: Math.min(GROUPS, Math.floor(characters / GROUP)), over: characters > GROUPS * GROUP };
}

/** Size in words: 183 MB. */
export function megabytes(bytes: number): string {
  return bytes >= 1 << 30 ? `${(bytes / (1 << 30)).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / (1 << 20)))} MB`;
}

/** Whether the form may be sent; the repeat is compared only once it has been typed. */
export function readyToCreate(name: string, passphrase: string, repeat: string): boolean {
  return name.trim() !== "" && [...passphrase].length >= SHORTEST && passphrase === repeat;
}
