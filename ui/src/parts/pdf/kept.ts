// Keeps what was drawn lately, up to a weight; the longest unused goes first and is given back.

export class Kept<T> {
  #held = new Map<string, { value: T; weight: number }>();
  #weight = 0;
  /** In use: never given back to make room. */
  shown: T | null = null;

  constructor(private readonly most: number, private readonly giveBack: (value: T) => void) {}

  get(key: string): T | undefined {
    const one = this.#held.get(key);
    if (!one) return undefined;
    this.#held.delete(key);
    this.#held.set(key, one);
    return one.value;
  }

  put(key: string, value: T, weight: number): void {
    this.drop(key);
    this.#held.set(key, { value, weight });
    this.#weight += weight;
    for (const [old] of this.#held) {
      if (this.#weight <= this.most) break;
      if (old !== key && this.#held.get(old)?.value !== this.shown) this.drop(old);
    }
  }

  drop(key: string): void {
    const one = this.#held.get(key);
    if (!one) return;
    this.#held.delete(key);
    this.#weight -= one.weight;
    this.giveBack(one.value);
  }

  clear(): void {
    for (const key of [...this.#held.keys()]) this.drop(key);
  }

  get weight(): number {
    return this.#weight;
  }
}
