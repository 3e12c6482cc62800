// What the index and the text recognition take from a page: its words, its fingerprint, its picture. All of it waits behind nothing that is
// shown, as the index opens its documents in a lane of its own.
import type { PDFPageProxy } from "pdfjs-dist";
import type { Pdf } from "./document";
import { differenceHash } from "./hash";
import { joinLines } from "./lines";
import { runsOf } from "./runs";

/** Width of the picture a fingerprint is taken from, in dots. */
const HASH_WIDTH = 288;
/** The largest picture made for text recognition, in dots: an A3 page at 300 dpi has 17 million. */
const MAX_DOTS = 36_000_000;

/** The words of page `n` (counted from 1), one line for each printed line; empty for a scanned page. */
export async function pageText(doc: Pdf, n: number): Promise<string> {
  const page = await doc.page(n);
  try {
    const content = await doc.wait(page.getTextContent({ disableNormalization: false }));
    return joinLines(runsOf(content, page.getViewport({ scale: 1 })));
  } finally {
    page.cleanup();
  }
}

/** The fingerprint of page `n`: 16 hexadecimal digits that survive a new scan of the same paper. */
export async function pageHash(doc: Pdf, n: number): Promise<string> {
  const page = await doc.page(n);
  return drawn(doc, page, HASH_WIDTH / page.getViewport({ scale: 1 }).width, (canvas, context) =>
    Promise.resolve(differenceHash(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height)));
}

/** The picture of page `n` as PNG, at about `dpi` dots an inch. */
export async function pagePng(doc: Pdf, n: number, dpi: number): Promise<Uint8Array> {
  const page = await doc.page(n);
  const size = page.getViewport({ scale: 1 });
  const scale = Math.min(dpi / 72, Math.sqrt(MAX_DOTS / (size.width * size.height)));
  return drawn(doc, page, scale, async (canvas) => {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (!blob) throw new Error("the page could not be made into a picture");
    return new Uint8Array(await blob.arrayBuffer());
  });
}

/** Draws a page on a canvas of its own and gives the canvas back to the system, whatever happens. */
async function drawn<T>(doc: Pdf, page: PDFPageProxy, scale: number, use: (canvas: HTMLCanvasElement, context: CanvasRenderingContext2D) => Promise<T>): Promise<T> {
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  try {
    const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
    if (!context) throw new Error("no canvas");
    // As for print: drawing does not wait for the window's frames, which stop while it is hidden.
    await doc.wait(page.render({ canvas, canvasContext: context, viewport, intent: "print", annotationMode: 1 }).promise);
    return await use(canvas, context);
  } finally {
    canvas.width = canvas.height = 0;
    page.cleanup();
  }
}
