// Pictures of every screen for docs/screens, at the smallest size we promise.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { browser, open, serve, tid } from "./harness.mjs";

const target = fileURLToPath(new URL("../../docs/screens/", import.meta.url));
mkdirSync(target, { recursive: true });

const PICTURES = [
  { file: "01-vault-create", vault: "new" },
  { file: "02-vault-unlock", vault: "locked" },
  { file: "03-cases", ready: tid("case-search") },
  { file: "04-cases-empty", vault: "empty", ready: tid("demo-case") },
  { file: "05-case-new", click: [tid("new-case")] },
  { file: "06-overview", hash: "#/case/demo/overview", ready: tid("result-track") },
  { file: "07-facts", hash: "#/case/demo/facts" },
  { file: "08-facts-table", hash: "#/case/demo/facts?at=objects" },
  { file: "09-matrix", hash: "#/case/demo/matrix" },
  { file: "10-matrix-knowledge", hash: "#/case/demo/matrix?at=presumed_knowledge" },
  { file: "11-review", hash: "#/case/demo/review", ready: tid("review-answer") },
  { file: "12-documents", hash: "#/case/demo/documents", click: [`article ${tid("source-7")}`] },
  { file: "17-matter", hash: "#/case/demo/matter", ready: tid("matter-name") },
  { file: "13-settings", hash: "#/settings" },
  { file: "14-palette", hash: "#/case/demo/overview", ready: tid("result-track"), keys: ["Control+k"], type: "gz" },
  { file: "15-overview-dark", hash: "#/case/demo/overview", scheme: "dark", ready: tid("result-track") },
  { file: "16-matrix-dark", hash: "#/case/demo/matrix", scheme: "dark" },
];

const server = await serve();
const chrome = await browser();
for (const { file, ready = "main", click = [], keys = [], type = "", ...options } of PICTURES) {
  const { page, close } = await open(chrome, server.origin, options);
  await page.waitForSelector(ready);
  await page.waitForTimeout(300);
  for (const selector of click) await page.click(selector);
  for (const key of keys) await page.keyboard.press(key);
  if (type) await page.keyboard.insertText(type);
  await page.mouse.move(2, 790);
  await page.waitForTimeout(350);
  await page.screenshot({ path: `${target}${file}.png` });
  console.log(file);
  await close();
}
await chrome.close();
server.close();
