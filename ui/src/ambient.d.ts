/** True in every build that carries the recorded views (development, tests, screenshots); false in the product. */
declare const __FAKE__: boolean;

/** The thread in which pdf.js parses; importing it starts it listening. */
declare module "pdfjs-dist/legacy/build/pdf.worker.mjs";
