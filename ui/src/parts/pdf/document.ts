// Opens a PDF through a reader of byte ranges. Nothing in it is executed: no scripts, no forms, no links; it is parsed on a thread of its own.
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { assets, engine, enter, type Lane } from "./engine";
import { Feed, PIECE, type Reader } from "./feed";

/** Why a document does not open: it asks for a password, is broken, is no PDF, or its bytes could not be read. */
export type OpenFaultKind = "encrypted" | "damaged" | "not_pdf" | "unreadable";

export class OpenFault extends Error {
  constructor(readonly kind: OpenFaultKind, cause?: unknown) {
    super(kind, { cause });
    this.name = "OpenFault";
  }
}

/** Files up to this length are read to the end while the reader looks at the first page. */
const SMALL = 24 * PIECE;
/** A larger picture inside a PDF is not decoded: it is an attack or a mistake (an A0 sheet at 300 dpi has 140 million dots). */
const MAX_DOTS = 160_000_000;

export class Pdf {
  #broken: Promise<never>;
  #close: () => Promise<void>;
  #closed = false;

  constructor(readonly proxy: PDFDocumentProxy, broken: Promise<never>, close: () => Promise<void>) {
    this.#broken = broken;
    this.#close = close;
  }

  get pages(): number {
    return this.proxy.numPages;
  }

  /** Page `n`, counted from 1. */
  page(n: number): Promise<PDFPageProxy> {
    return this.wait(this.proxy.getPage(n));
  }

  /** Waits for work on this document, and stops waiting when its bytes stop coming or it is closed. */
  async wait<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined);
    return Promise.race([work, this.#broken]);
  }

  get closed(): boolean {
    return this.#closed;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#close();
  }
}

/** Opens the PDF of `length` bytes behind `read`. Throws an `OpenFault`. */
export async function openPdf(read: Reader, length: number, lane: Lane = "view"): Promise<Pdf> {
  let breakOff: (why: OpenFault) => void = () => undefined;
  const broken = new Promise<never>((_, reject) => (breakOff = reject));
  broken.catch(() => undefined);
  const feed = new Feed(read, (why) => breakOff(new OpenFault("unreadable", why)));
  const head = await feed.whole(0, Math.min(PIECE, length)).catch((why: unknown) => { throw new OpenFault("unreadable", why); });
  if (!looksLikePdf(head)) throw new OpenFault("not_pdf");
  const thread = await enter(lane);
  thread.broken.catch((why: unknown) => breakOff(new OpenFault("unreadable", why)));
  let task: PDFDocumentLoadingTask | undefined;
  const close = async () => {
    breakOff(new OpenFault("unreadable"));
    feed.close();
    await task?.destroy().catch(() => undefined);
    thread.leave();
  };
  try {
    const { getDocument, PDFDataRangeTransport, VerbosityLevel } = await engine();
    class Range extends PDFDataRangeTransport {
      override requestDataRange(from: number, to: number) {
        feed.ask(from, to, (bytes) => this.onDataRange(from, bytes));
      }
      override abort() {
        feed.close();
      }
    }
    const base = assets();
    task = getDocument({
      range: new Range(length, head), worker: thread.worker, rangeChunkSize: PIECE, disableStream: true, disableAutoFetch: length > SMALL,
      cMapUrl: `${base}cmaps/`, standardFontDataUrl: `${base}fonts/`, wasmUrl: `${base}wasm/`, iccUrl: `${base}iccs/`,
      useWorkerFetch: true, enableXfa: false, disableWorkerRendering: true, maxImageSize: MAX_DOTS, verbosity: VerbosityLevel.ERRORS,
    });
    return new Pdf(await Promise.race([task.promise, broken]), broken, close);
  } catch (why) {
    await close();
    throw asFault(why);
  }
}

/** Readers accept the mark of a PDF anywhere in the first kilobyte. */
export function looksLikePdf(head: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(head.subarray(0, 1024)).includes("%PDF-");
}

function asFault(why: unknown): OpenFault {
  if (why instanceof OpenFault) return why;
  return new OpenFault((why as Error).name === "PasswordException" ? "encrypted" : "damaged", why);
}
