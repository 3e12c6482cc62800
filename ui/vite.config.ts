import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { pdfAssets, pdfFlatTree } from "./pdf-assets";

/** What stands in for the program in a plain browser has no place in the product, not even as a file nobody opens. */
const withoutFake = (): Plugin => ({
  name: "without-fake",
  enforce: "pre",
  resolveId: (id) => (/^\.\/fake(\/|$)/.test(id) ? "\0no-fake" : null),
  load: (id) => (id === "\0no-fake" ? "export {};" : null),
});

// `fake` builds the interface with the recorded views, so that it runs in a plain browser; the product never contains them.
export default defineConfig(({ mode }) => ({
  plugins: [svelte(), pdfAssets(), ...(mode === "production" ? [withoutFake()] : [])],
  worker: { format: "es", plugins: () => [pdfFlatTree()] },
  define: { __FAKE__: JSON.stringify(mode !== "production") },
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: { target: "es2022", cssTarget: "safari17.6", assetsInlineLimit: 0, chunkSizeWarningLimit: 2600, modulePreload: { polyfill: false } },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
}));
