// What pdf.js reads at run time — character maps, the standard fonts, decoders, colour profiles — goes into the build as pdf/…, so that no
// page ever depends on a network; and one change to its worker, without which a volume of thousands of pages would be read whole to open it.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import type { Plugin } from "vite";

const home = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const FOLDERS = { cmaps: "cmaps", standard_fonts: "fonts", wasm: "wasm", iccs: "iccs" };
/** The sandbox for scripts inside PDFs: we run none. */
const LEFT_OUT = /^(quickjs|LICENSE_.*QUICKJS)/;
const TYPES: Record<string, string> = { ".wasm": "application/wasm", ".js": "text/javascript" };

function assets(): Map<string, string> {
  const found = new Map<string, string>();
  for (const [folder, as] of Object.entries(FOLDERS)) {
    for (const name of readdirSync(join(home, folder))) if (!LEFT_OUT.test(name)) found.set(`pdf/${as}/${name}`, join(home, folder, name));
  }
  return found;
}

/** Serves the files in development and copies them into the build. */
export function pdfAssets(): Plugin {
  return {
    name: "pdf-assets",
    configureServer(server) {
      const known = assets();
      server.middlewares.use((request, response, next) => {
        const file = known.get((request.url ?? "").replace(/^\//, "").replace(/\?.*$/, ""));
        if (!file) return next();
        response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
        response.end(readFileSync(file));
      });
    },
    generateBundle() {
      for (const [fileName, file] of assets()) this.emitFile({ type: "asset", fileName, source: readFileSync(file) });
    },
  };
}

const WORKER = "pdfjs-dist/legacy/build/pdf.worker.mjs";
const WHOLE_TREE = `if (currentNode === this.toplevelPagesDict && lastKid instanceof Ref && !pageDictCache.has(lastKid)) {
          pageDictCache.put(lastKid, xref.fetchAsync(lastKid));
        }`;
const FLAT_TREE = `if (currentNode === this.toplevelPagesDict && lastKid instanceof Ref) {
          if (kids.length > 64 && count === kids.length) {
            if (!pageKidsCountCache.has(lastKid)) pageKidsCountCache.put(lastKid, 1);
          } else if (!pageDictCache.has(lastKid)) {
            pageDictCache.put(lastKid, xref.fetchAsync(lastKid));
          }
        }`;

/** In a flat page tree (as many children as pages) the nth child is the nth page: finding it need not fetch the thousands before it. */
export function pdfFlatTree(): Plugin {
  return {
    name: "pdf-flat-tree",
    transform(code, id) {
      if (!id.replace(/\\/g, "/").includes(WORKER)) return null;
      if (code.split(WHOLE_TREE).length !== 2) this.error("pdf.js walks the page tree differently now: see pdf-assets.ts");
      return { code: code.replace(WHOLE_TREE, FLAT_TREE), map: null };
    },
  };
}
