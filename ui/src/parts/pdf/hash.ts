// A fingerprint of a page's picture: for 8 rows of 9 grey fields, whether each field is brighter than the next. Two scans of one page differ in
// a few of the 64 bits; two pages differ in many.

export const COLUMNS = 9;
export const ROWS = 8;

/** The fingerprint, as 16 hexadecimal digits, of a picture given as red, green, blue and opacity of each dot. */
export function differenceHash(dots: Uint8ClampedArray, width: number, height: number): string {
  const fields = greyFields(dots, width, height);
  let hash = 0n;
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column + 1 < COLUMNS; column += 1) {
      const at = row * COLUMNS + column;
      hash = (hash << 1n) | (fields[at]! > fields[at + 1]! ? 1n : 0n);
    }
  }
  return hash.toString(16).padStart(16, "0");
}

/** Mean brightness of each field, in whole numbers, so that every machine gets the same. */
function greyFields(dots: Uint8ClampedArray, width: number, height: number): number[] {
  const sums = new Array<number>(COLUMNS * ROWS).fill(0);
  const counts = new Array<number>(COLUMNS * ROWS).fill(0);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * ROWS) / height);
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const field = row * COLUMNS + Math.floor((x * COLUMNS) / width);
      sums[field]! += 299 * dots[at]! + 587 * dots[at + 1]! + 114 * dots[at + 2]!;
      counts[field]! += 1;
    }
  }
  return sums.map((sum, field) => Math.round(sum / Math.max(counts[field]!, 1)));
}

/** In how many of the 64 bits two fingerprints differ. */
export function hashDistance(a: string, b: string): number {
  let differing = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; differing; differing >>= 1n) count += Number(differing & 1n);
  return count;
}
