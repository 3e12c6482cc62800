// Serves the build with the product's content policy and drives Debian's chromium over it. No test framework: small enough to read.
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const dist = fileURLToPath(new URL("../dist-fake/", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/** The policy of the window, with nothing added but the right to be framed by no one. */
export const POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'", "style-src 'self'", "img-src 'self' blob:", "font-src 'self'",
  "connect-src 'self' ipc: http://ipc.localhost",
  "base-uri 'none'", "form-action 'none'", "frame-src 'none'",
].join("; ");

export async function serve() {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://x").pathname).replace(/^\/+/, "") || "index.html";
    const file = join(dist, path);
    if (path === "favicon.ico") return response.writeHead(204).end();
    if (!file.startsWith(dist) || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-security-policy": POLICY });
    return createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

export function browser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--font-render-hinting=none"] });
}

/** Runs in the page: stands where Tauri does and answers with views recorded from the program; what was not recorded is refused. */
function standIn(recorded) {
  globalThis.isTauri = true;
  globalThis.__TAURI_INTERNALS__ = {
    transformCallback: () => 0,
    invoke: async (command, { name, request, from, to }) => {
      globalThis.asked = (globalThis.asked ?? 0) + 1;
      if (command === "bytes") return Uint8Array.from(atob(recorded.bytes), (letter) => letter.charCodeAt(0)).slice(from, to).buffer;
      if (command === "engine") return { ready: false, words: "本机没有安装文字识别" };
      if (command !== "call") return null;
      const view = recorded[`${name}:${request.group ?? request.document}`] ?? recorded[name];
      if (!view) throw { code: "not_found", message: `没有录下 ${name}`, hint: "" };
      return structuredClone(view);
    },
  };
}

/** A page that remembers every fault of its own: broken policy, exceptions, requests that leave the machine. */
export async function open(chrome, origin, { scheme = "light", vault = "", hash = "", viewport = { width: 1280, height: 800 }, now = "2026-07-18T14:40:00+08:00", recorded = null } = {}) {
  const context = await chrome.newContext({ viewport, colorScheme: scheme, locale: "zh-CN", timezoneId: "Asia/Shanghai", reducedMotion: "reduce", bypassCSP: false });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(now));
  if (recorded) await page.addInitScript(standIn, recorded);
  const faults = [];
  page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") faults.push(message.text()); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(origin) && !request.url().startsWith("blob:") && !request.url().startsWith("data:")) faults.push(`left the machine: ${request.url()}`); });
  await page.goto(`${origin}/${vault ? `?vault=${vault}` : ""}${hash}`);
  await page.waitForSelector("main");
  await page.evaluate(() => document.fonts.ready);
  return { page, faults, close: () => context.close() };
}

/** Whether a screen that has what it needs stops asking for more. */
export async function atRest(page) {
  const asked = () => page.evaluate(() => globalThis.asked ?? 0);
  await page.waitForTimeout(200);
  const before = await asked();
  await page.waitForTimeout(300);
  return (await asked()) - before <= 2;
}

export const tid = (id) => `[data-testid="${id}"]`;
