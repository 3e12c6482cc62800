// How a page is looked at: which page, how large, how turned; and the work of getting it onto the screen. The newest wish wins.
import { tick } from "svelte";
import { OpenFault, type OpenFaultKind } from "./document";
import type { Sheets, Size, Turn } from "./sheets";

export type Fit = "width" | "page" | number;

const LEAST = 0.2;
const MOST = 6;
const STEP = 1.2;
/** Room around the sheet, in CSS pixels. */
const MARGIN = 24;

export class Look {
  fit = $state<Fit>("width");
  turn = $state<Turn>(0);
  /** The room the page is shown in. */
  room = $state<Size>({ width: 0, height: 0 });
  /** The page's own size at 100 %, once it is known. */
  size = $state<Size | null>(null);
  /** The page on the screen, with its picture; while another one is being drawn the old one stays. */
  drawn = $state(0);
  picture = $state.raw<HTMLCanvasElement | null>(null);
  fault = $state<OpenFaultKind | null>(null);
  scale: number = $derived.by(() => this.#scale());
  #asked = 0;
  #cancel: () => void = () => undefined;

  constructor(readonly sheets: Sheets) {}

  #scale(): number {
    if (typeof this.fit === "number") return this.fit;
    if (!this.size || !this.room.width) return 1;
    const across = (this.room.width - MARGIN) / this.size.width;
    const down = (this.room.height - MARGIN) / this.size.height;
    return limited(this.fit === "width" ? across : Math.min(across, down));
  }

  zoom(by: 1 | -1, factor = STEP): void {
    this.fit = limited(this.scale * factor ** by);
  }

  rotate(): void {
    this.turn = ((this.turn + 90) % 360) as Turn;
  }

  /** Puts page `n` on the screen; resolves to false when another wish came first. */
  async show(n: number): Promise<boolean> {
    const mine = ++this.#asked;
    this.#cancel();
    this.fault = null;
    try {
      const size = await this.sheets.size(n, this.turn);
      if (mine !== this.#asked) return false;
      this.size = size;
      await tick();
      if (mine !== this.#asked || !this.room.width) return false;
      if (this.sheets.kind !== "text") {
        const work = this.sheets.picture(n, this.#dots(), this.turn);
        this.#cancel = work.cancel;
        if (!work.ready && this.drawn !== n) this.picture = null;
        const canvas = work.ready ?? (await work.drawn);
        if (mine !== this.#asked) return false;
        this.picture = canvas;
        this.sheets.show(canvas);
      }
      this.drawn = n;
      return true;
    } catch (why) {
      if (mine !== this.#asked) return false;
      this.fault = why instanceof OpenFault ? why.kind : "damaged";
      return false;
    }
  }

  /** Draws the neighbours of page `n` while nobody waits. */
  async ahead(n: number): Promise<void> {
    if (this.sheets.kind !== "pdf") return;
    const mine = this.#asked;
    for (const near of [n + 1, n - 1, n + 2]) {
      if (mine !== this.#asked) return;
      if (near < 1 || near > this.sheets.pages) continue;
      const size = await this.sheets.size(near, this.turn).catch(() => null);
      if (!size || mine !== this.#asked) return;
      const work = this.sheets.picture(near, this.#dots(size), this.turn);
      this.#cancel = work.cancel;
      await work.drawn.catch(() => undefined);
    }
  }

  /** Dots on the screen for one CSS pixel of the page at 100 %. */
  #dots(size = this.size): number {
    const scale = typeof this.fit === "number" || !size || !this.size ? this.scale : limited(this.fit === "width" ? (this.room.width - MARGIN) / size.width : Math.min((this.room.width - MARGIN) / size.width, (this.room.height - MARGIN) / size.height));
    return scale * (globalThis.devicePixelRatio || 1);
  }

  leave(): void {
    this.#asked += 1;
    this.#cancel();
    this.picture = null;
    this.sheets.show(null);
  }
}

const limited = (scale: number) => Math.min(MOST, Math.max(LEAST, scale));
