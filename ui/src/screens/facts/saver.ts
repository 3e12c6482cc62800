// Continuous saving: a change is written after a pause, one at a time, and never in the middle of a composition.
export const IDLE_MS = 400;

export class Saver {
  #waiting = new Map<string, ReturnType<typeof setTimeout> | null>();
  #chain: Promise<void> = Promise.resolve();
  #held = false;

  constructor(private readonly write: (key: string) => Promise<void>, private readonly idle = IDLE_MS) {}

  /** A change was made under `key`; the pause starts again. */
  touch(key: string): void {
    this.#clear(key);
    this.#waiting.set(key, this.#held ? null : setTimeout(() => void this.flush(key), this.idle));
  }

  /** While an input method is composing nothing is written: the letters are not the text yet. */
  hold(): void {
    this.#held = true;
    for (const [key, timer] of this.#waiting) {
      if (timer) clearTimeout(timer);
      this.#waiting.set(key, null);
    }
  }

  release(): void {
    this.#held = false;
    for (const key of [...this.#waiting.keys()]) this.touch(key);
  }

  /** Writes what waits under `key` (all of it without one) now; resolves when it has been written. */
  flush(key?: string): Promise<void> {
    const due = key === undefined ? [...this.#waiting.keys()] : this.#waiting.has(key) ? [key] : [];
    for (const one of due) {
      this.#clear(one);
      this.#chain = this.#chain.then(() => this.write(one)).catch(() => undefined);
    }
    return this.#chain;
  }

  #clear(key: string): void {
    const timer = this.#waiting.get(key);
    if (timer) clearTimeout(timer);
    this.#waiting.delete(key);
  }
}
