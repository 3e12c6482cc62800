import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { pdfAssets, pdfFlatTree } from "./pdf-assets";

// `fake` builds the interface with the recorded views, so that it runs in a plain browser; the product never contains them.
export default defineConfig(({ mode }) => ({
  plugins: [svelte(), pdfAssets()],
  worker: { format: "es", plugins: () => [pdfFlatTree()] },
  define: { __FAKE__: JSON.stringify(mode !== "production") },
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: { target: "es2022", cssTarget: "safari17.6", assetsInlineLimit: 0, chunkSizeWarningLimit: 2600, modulePreload: { polyfill: false } },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
}));
