// Reads the pages of the open case behind everything else: words and fingerprints first, then recognition if there is an engine. It asks the
// core what is left, so it goes on where it stopped, whenever that was.
import { call, ocrEngine, readBytes, recognise } from "../../api/call";
import type { IndexJob, PageRead, ReadState } from "../../api/commands";
import type { Pdf } from "../../parts/pdf/document";
import { imageHash } from "../../parts/pdf/sheets";
import { t } from "../../text/index.svelte";

/** Pages read in one step, kept together. */
const STEP = 24;
/** Between two steps, and between two looks when nothing is left (milliseconds). */
const PAUSE = 30;
const LOOK = 5_000;
/** How long somebody who turns pages goes first (milliseconds). */
const YIELD = 700;
const DPI = 300;

class Indexer {
  /** How far the file of the open case has been read; null while nobody knows. */
  state = $state.raw<ReadState | null>(null);
  /** Pages are being read at this moment. */
  busy = $state(false);
  /** Moves whenever pages were kept. */
  kept = $state(0);
  engine = $state.raw<{ ready: boolean; words: string } | null>(null);
  /** The original somebody looks at. */
  first = "";
  #case = "";
  #busyUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Works for this case until another one is opened or `stop` is called. */
  start(caseId: string): void {
    if (this.#case === caseId) return;
    this.#case = caseId;
    this.state = null;
    clearTimeout(this.#timer);
    void this.#round(caseId);
  }

  stop(): void {
    this.#case = "";
    this.busy = false;
    clearTimeout(this.#timer);
  }

  /** Somebody turns pages: that comes first. */
  yieldTo(original: string): void {
    this.first = original;
    this.#busyUntil = performance.now() + YIELD;
  }

  /** There is something new to read. */
  wake(): void {
    if (!this.#case || this.busy) return;
    clearTimeout(this.#timer);
    void this.#round(this.#case);
  }

  async #round(own: string): Promise<void> {
    let next = LOOK;
    try {
      this.engine ??= await ocrEngine();
      const work = await call("index_work", { case: own, ocr: this.engine.ready, first: this.first, most: STEP });
      if (own !== this.#case) return;
      this.state = work.state;
      this.busy = work.job !== null;
      if (work.job) {
        await this.#read(own, work.job);
        next = PAUSE;
      }
    } catch {
      // Locked, or the file went away: the next look finds out. What is missing stays on the screen.
      this.busy = false;
    }
    if (own === this.#case) this.#timer = setTimeout(() => void this.#round(own), next);
  }

  async #read(own: string, job: IndexJob): Promise<void> {
    const { openPdf } = await import("../../parts/pdf/document");
    const bytes = (from: number, to: number) => readBytes(own, job.original, from, to);
    const here = () => own === this.#case;
    if (job.media !== "pdf") return this.#picture(own, job, await bytes(0, job.bytes));
    let pdf: Pdf;
    try {
      pdf = await openPdf(bytes, job.bytes, "index");
    } catch {
      return this.#keep(own, job.original, job.pages.map((page) => ({ page, text: "", hash: "", fault: t.file.intake.faults.damaged })));
    }
    try {
      const { pageHash, pagePng, pageText } = await import("../../parts/pdf/reader");
      let done: PageRead[] = [];
      for (const page of job.pages) {
        await this.#wait();
        if (!here()) return;
        if (job.want === "ocr") {
          const hash = await pageHash(pdf, page).catch(() => "");
          await recognise(own, job.original, page, hash, await pagePng(pdf, page, DPI).catch(() => new Uint8Array()));
          this.kept += 1;
          continue;
        }
        try {
          done.push({ page, text: await pageText(pdf, page), hash: await pageHash(pdf, page), fault: "" });
        } catch (why) {
          done.push({ page, text: "", hash: "", fault: why instanceof Error && why.message ? t.file.no_text.failed : t.file.intake.faults.damaged });
        }
        if (done.length >= 8) { await this.#keep(own, job.original, done); done = []; }
      }
      if (done.length) await this.#keep(own, job.original, done);
    } finally {
      void pdf.close();
    }
  }

  /** A picture is one page; for recognition it is given as PNG. */
  async #picture(own: string, job: IndexJob, bytes: Uint8Array): Promise<void> {
    const bitmap = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>])).catch(() => null);
    if (!bitmap) return this.#keep(own, job.original, [{ page: 1, text: "", hash: "", fault: t.file.intake.faults.damaged }]);
    try {
      const hash = await imageHash(bitmap);
      if (job.want === "text") return await this.#keep(own, job.original, [{ page: 1, text: "", hash, fault: "" }]);
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
      const png = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
      await recognise(own, job.original, 1, hash, png);
      this.kept += 1;
    } finally {
      bitmap.close();
    }
  }

  async #keep(own: string, original: string, pages: PageRead[]): Promise<void> {
    this.state = await call("put_page_text", { case: own, original, pages });
    this.kept += 1;
  }

  async #wait(): Promise<void> {
    while (performance.now() < this.#busyUntil) await new Promise((later) => setTimeout(later, 120));
  }
}

export const indexer = new Indexer();
