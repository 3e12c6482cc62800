// The pages of an original, whatever it is: a PDF, a picture, or the text of a Word file. The viewer knows only this.
import type { PDFPageProxy, RenderTask } from "pdfjs-dist";
import { OpenFault, openPdf, type Pdf } from "./document";
import { engine } from "./engine";
import { Feed, type Reader } from "./feed";
import { Kept } from "./kept";
import { pageHash } from "./reader";

/** The kinds of original the viewer shows. */
export type Kind = "pdf" | "image" | "text";
export type Size = { width: number; height: number };
/** Quarter turns clockwise, added to how the page lies in the file. */
export type Turn = 0 | 90 | 180 | 270;

export interface Sheets {
  readonly kind: Kind;
  readonly pages: number;
  /** Says which picture is on the screen: it is not given back. */
  show(canvas: HTMLCanvasElement | null): void;
  /** The page's size at 100 %, in CSS pixels. */
  size(n: number, turn: Turn): Promise<Size>;
  /** The page drawn `scale` times as large; from the cache at once, or else when it is drawn. Cancelled work rejects. */
  picture(n: number, scale: number, turn: Turn): { ready: HTMLCanvasElement | null; drawn: Promise<HTMLCanvasElement>; cancel(): void };
  /** Lays the page's words over it, in `layer`; the runs of text in order. */
  words(n: number, turn: Turn, layer: HTMLElement): Promise<HTMLElement[]>;
  /** The words of a page that has no picture. */
  text(n: number): Promise<string>;
  /** The fingerprint of the page's picture; empty where there is none. */
  hash(n: number): Promise<string>;
  close(): Promise<void>;
}

/** CSS pixels of one point. */
const CSS_PER_POINT = 96 / 72;
/** Dots of all pages kept drawn: about 160 MB. */
const KEPT_DOTS = 40_000_000;
/** Dots of one page: above this, zooming enlarges the picture. */
const PAGE_DOTS = 16_000_000;

const free = (canvas: HTMLCanvasElement) => { canvas.width = canvas.height = 0; };
const key = (n: number, scale: number, turn: Turn) => `${n}@${scale.toFixed(3)}@${turn}`;

/** What there is to open: the bytes of a PDF or a picture, or the words of a file that is nothing else. */
export interface Source {
  kind: Kind;
  pages: number;
  length: number;
  read: Reader;
  text: (n: number) => Promise<string>;
}

/** Opens an original for reading. Throws an `OpenFault`. */
export async function openSheets({ kind, pages, length, read, text }: Source): Promise<Sheets> {
  if (kind === "text") return new TextSheets(pages, text);
  if (kind === "image") return ImageSheet.open(read, length);
  return new PdfSheets(await openPdf(read, length));
}

class PdfSheets implements Sheets {
  readonly kind = "pdf";
  #kept = new Kept<HTMLCanvasElement>(KEPT_DOTS, free);
  #last: PDFPageProxy | undefined;
  #drawing = new Map<string, { drawn: Promise<HTMLCanvasElement>; cancel: () => void; users: number }>();

  constructor(private readonly pdf: Pdf) {}

  get pages(): number {
    return this.pdf.pages;
  }

  #viewport(page: PDFPageProxy, scale: number, turn: Turn) {
    return page.getViewport({ scale: scale * CSS_PER_POINT, rotation: (page.rotate + turn) % 360 });
  }

  async size(n: number, turn: Turn): Promise<Size> {
    const { width, height } = this.#viewport(await this.pdf.page(n), 1, turn);
    return { width, height };
  }

  picture(n: number, scale: number, turn: Turn) {
    const name = key(n, scale, turn);
    const ready = this.#kept.get(name) ?? null;
    if (ready) return { ready, drawn: Promise.resolve(ready), cancel: () => undefined };
    let work = this.#drawing.get(name);
    if (!work) this.#drawing.set(name, (work = this.#draw(name, n, scale, turn)));
    work.users += 1;
    const mine = work;
    let waiting = true;
    const cancel = () => {
      if (!waiting) return;
      waiting = false;
      mine.users -= 1;
      if (!mine.users) mine.cancel();
    };
    return { ready: null, drawn: mine.drawn.finally(() => (waiting = false)), cancel };
  }

  #draw(name: string, n: number, scale: number, turn: Turn) {
    let task: RenderTask | undefined;
    let off = false;
    const draw = async () => {
      const page = await this.pdf.page(n);
      const full = this.#viewport(page, scale, turn);
      const viewport = full.clone({ scale: full.scale * Math.min(1, Math.sqrt(PAGE_DOTS / (full.width * full.height))) });
      if (off) throw new Error("cancelled");
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(viewport.width));
      canvas.height = Math.max(1, Math.round(viewport.height));
      try {
        task = page.render({ canvas, viewport, annotationMode: 1, background: "#ffffff" });
        await this.pdf.wait(task.promise);
      } catch (why) {
        free(canvas);
        throw why;
      } finally {
        this.#leave(page);
      }
      this.#kept.put(name, canvas, canvas.width * canvas.height);
      return canvas;
    };
    const drawn = draw().finally(() => this.#drawing.delete(name));
    drawn.catch(() => undefined);
    return { drawn, cancel: () => { off = true; task?.cancel(); }, users: 0 };
  }

  /** What pdf.js decoded for a page is given back when another one has been drawn: zooming the same page stays quick. */
  #leave(page: PDFPageProxy): void {
    if (this.#last && this.#last !== page) this.#last.cleanup();
    this.#last = page;
  }

  async words(n: number, turn: Turn, layer: HTMLElement): Promise<HTMLElement[]> {
    const { TextLayer } = await engine();
    const page = await this.pdf.page(n);
    const content = await this.pdf.wait(page.getTextContent());
    const words = new TextLayer({ textContentSource: content, container: layer, viewport: this.#viewport(page, 1, turn) });
    await this.pdf.wait(words.render());
    return words.textDivs;
  }

  show(canvas: HTMLCanvasElement | null): void {
    this.#kept.shown = canvas;
  }

  async text(): Promise<string> {
    return "";
  }

  hash(n: number): Promise<string> {
    return pageHash(this.pdf, n);
  }

  async close(): Promise<void> {
    for (const work of this.#drawing.values()) work.cancel();
    this.#kept.clear();
    await this.pdf.close();
  }
}

/** A photo or a single scanned page. */
class ImageSheet implements Sheets {
  readonly kind = "image";
  readonly pages = 1;

  private constructor(private readonly bitmap: ImageBitmap) {}

  static async open(read: Reader, length: number): Promise<ImageSheet> {
    const bytes = await new Feed(read, () => undefined).whole(0, length).catch((why: unknown) => { throw new OpenFault("unreadable", why); });
    try {
      return new ImageSheet(await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>])));
    } catch (why) {
      throw new OpenFault("damaged", why);
    }
  }

  /** A picture has no size on paper: it counts as wide as an A4 page. */
  #unit(turn: Turn): { width: number; height: number; scale: number } {
    const [across, down] = turn % 180 ? [this.bitmap.height, this.bitmap.width] : [this.bitmap.width, this.bitmap.height];
    const scale = 794 / across;
    return { width: 794, height: down * scale, scale };
  }

  async size(_: number, turn: Turn): Promise<Size> {
    const { width, height } = this.#unit(turn);
    return { width, height };
  }

  picture(_: number, scale: number, turn: Turn) {
    const { width, height, scale: unit } = this.#unit(turn);
    const canvas = document.createElement("canvas");
    const fit = Math.min(scale, Math.sqrt(PAGE_DOTS / (width * height)), 1 / unit > scale ? scale : 1 / unit);
    canvas.width = Math.max(1, Math.round(width * fit));
    canvas.height = Math.max(1, Math.round(height * fit));
    const context = canvas.getContext("2d");
    if (context) {
      context.imageSmoothingQuality = "high";
      context.translate(canvas.width / 2, canvas.height / 2);
      context.rotate((turn * Math.PI) / 180);
      const [across, down] = turn % 180 ? [canvas.height, canvas.width] : [canvas.width, canvas.height];
      context.drawImage(this.bitmap, -across / 2, -down / 2, across, down);
    }
    return { ready: canvas, drawn: Promise.resolve(canvas), cancel: () => undefined };
  }

  async words(): Promise<HTMLElement[]> {
    return [];
  }

  show(): void {}

  async text(): Promise<string> {
    return "";
  }

  async hash(): Promise<string> {
    return imageHash(this.bitmap);
  }

  async close(): Promise<void> {
    this.bitmap.close();
  }
}

/** The fingerprint of a picture. */
export async function imageHash(bitmap: ImageBitmap): Promise<string> {
  const { differenceHash } = await import("./hash");
  const canvas = document.createElement("canvas");
  canvas.width = 288;
  canvas.height = Math.max(8, Math.round((288 * bitmap.height) / bitmap.width));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return "";
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const hash = differenceHash(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height);
  free(canvas);
  return hash;
}

/** The text of a Word file, in the pages it was divided into. */
class TextSheets implements Sheets {
  readonly kind = "text";

  constructor(readonly pages: number, private readonly words_: (n: number) => Promise<string>) {}

  async size(): Promise<Size> {
    return { width: 794, height: 1123 };
  }

  picture(): never {
    throw new Error("text has no picture");
  }

  async words(): Promise<HTMLElement[]> {
    return [];
  }

  show(): void {}

  text(n: number): Promise<string> {
    return this.words_(n);
  }

  async hash(): Promise<string> {
    return "";
  }

  async close(): Promise<void> {}
}
