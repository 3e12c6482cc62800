// pdf.js and its threads, loaded when the first document is opened. Reading for the index has a thread of its own, so that it never holds up
// the page somebody looks at.
import type { PDFWorker } from "pdfjs-dist";
import { ready } from "./faces";

export type Engine = typeof import("pdfjs-dist");
/** Who waits for the document: a reader in front of it, or the index behind. */
export type Lane = "view" | "index";

let loaded: Promise<Engine> | undefined;

export function engine(): Promise<Engine> {
  return (loaded ??= (import("pdfjs-dist/legacy/build/pdf.mjs") as Promise<Engine>).then(async (pdfjs) => {
    // Words lie over the picture in the faces we ship: whatever the machine has, Chinese and digits keep their widths.
    pdfjs.TextLayer.fontFamilyMap.set("sans-serif", '"Noto Sans SC", sans-serif').set("serif", '"Noto Serif SC", serif');
    await ready();
    return pdfjs;
  }));
}

/** Where the build keeps what pdf.js reads (`pdf-assets.ts`). */
export const assets = () => new URL("pdf/", document.baseURI).href;

type Thread = { port: Worker; worker: PDFWorker; broken: Promise<never>; users: number; timer: ReturnType<typeof setTimeout> | undefined };
const threads = new Map<Lane, Promise<Thread>>();
/** How long an idle thread is kept for the next document (milliseconds). */
const IDLE_MS = 5000;

async function start(): Promise<Thread> {
  const { PDFWorker, VerbosityLevel } = await engine();
  const port = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "pdf" });
  let fail: (why: Error) => void;
  const broken = new Promise<never>((_, reject) => (fail = reject));
  broken.catch(() => undefined);
  await new Promise<void>((ready, failed) => {
    port.addEventListener("message", function first(event: MessageEvent) {
      if (event.data !== "loaded") return;
      port.removeEventListener("message", first);
      ready();
    });
    // A module that does not load says nothing more than that.
    port.addEventListener("error", (event) => { const why = new Error(event.message || "the PDF thread did not start"); failed(why); fail(why); });
  });
  return { port, worker: PDFWorker.create({ port, verbosity: VerbosityLevel.ERRORS }), broken, users: 0, timer: undefined };
}

/** Takes the thread of a lane; call `leave` when the document is closed. */
export async function enter(lane: Lane): Promise<{ worker: PDFWorker; broken: Promise<never>; leave: () => void }> {
  let thread = threads.get(lane);
  if (!thread) threads.set(lane, (thread = start()));
  const mine = await thread.catch((why: unknown) => { threads.delete(lane); throw why; });
  clearTimeout(mine.timer);
  mine.users += 1;
  let here = true;
  const leave = () => {
    if (!here) return;
    here = false;
    mine.users -= 1;
    if (!mine.users) mine.timer = setTimeout(() => stop(lane, mine), IDLE_MS);
  };
  return { worker: mine.worker, broken: mine.broken, leave };
}

function stop(lane: Lane, thread: Thread): void {
  if (thread.users) return;
  threads.delete(lane);
  thread.worker.destroy();
  thread.port.terminate();
}
