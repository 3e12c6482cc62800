// Reads pieces of an original, a few at a time, the newest wish first: the page somebody turned to comes before the pages they left behind.

/** Reads the bytes `from` (inclusive) to `to` (exclusive) of one original. */
export type Reader = (from: number, to: number) => Promise<Uint8Array>;

/** The unit in which originals are kept and read. */
export const PIECE = 1024 * 1024;
const AT_ONCE = 3;

type Wish = { from: number; to: number; done: (bytes: Uint8Array) => void };

export class Feed {
  #waiting: Wish[] = [];
  #running = 0;
  #closed = false;

  /** `failed` hears of a piece that could not be read, twice in a row; nothing more is read then. */
  constructor(private readonly read: Reader, private readonly failed: (why: unknown) => void) {}

  ask(from: number, to: number, done: (bytes: Uint8Array) => void): void {
    this.#waiting.push({ from, to, done });
    this.#next();
  }

  close(): void {
    this.#closed = true;
    this.#waiting = [];
  }

  #next(): void {
    while (!this.#closed && this.#running < AT_ONCE) {
      const wish = this.#waiting.pop();
      if (!wish) return;
      this.#running += 1;
      void this.#grant(wish).finally(() => { this.#running -= 1; this.#next(); });
    }
  }

  async #grant(wish: Wish): Promise<void> {
    try {
      const bytes = await this.whole(wish.from, wish.to);
      if (!this.#closed) wish.done(bytes);
    } catch (why) {
      if (this.#closed) return;
      this.close();
      this.failed(why);
    }
  }

  /** A range of any length, piece by piece. */
  async whole(from: number, to: number): Promise<Uint8Array> {
    if (to - from <= PIECE) return this.#piece(from, to);
    const bytes = new Uint8Array(to - from);
    for (let at = from; at < to; at += PIECE) bytes.set(await this.#piece(at, Math.min(at + PIECE, to)), at - from);
    return bytes;
  }

  async #piece(from: number, to: number): Promise<Uint8Array> {
    const bytes = await this.read(from, to).catch(() => this.read(from, to));
    if (bytes.byteLength !== to - from) throw new Error("a piece of the original is missing");
    return bytes;
  }
}
