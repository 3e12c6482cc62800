// Browser tests over the recorded views: every screen opens, the content policy holds, axe finds nothing serious, the keyboard is enough.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import assert from "node:assert/strict";
import { atRest, browser, open, serve, tid } from "./harness.mjs";
import { journeys } from "./journeys.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SCREENS = [
  { name: "vault: create", vault: "new", ready: tid("create-vault-name") },
  { name: "vault: unlock", vault: "locked", ready: tid("unlock-passphrase") },
  { name: "cases", ready: tid("case-search") },
  { name: "cases: empty", vault: "empty", ready: tid("demo-case") },
  { name: "overview", hash: "#/case/demo/overview", ready: tid("result-track") },
  { name: "facts", hash: "#/case/demo/facts", ready: "main h1, main h2, main h3" },
  { name: "matrix", hash: "#/case/demo/matrix", ready: "main table, main [role=grid], main [role=treegrid]" },
  { name: "file cover", hash: "#/case/demo/matter", ready: tid("matter-name") },
  { name: "review", hash: "#/case/demo/review", ready: tid("review-answer") },
  { name: "documents", hash: "#/case/demo/documents", ready: tid("sheet-1") },
  { name: "rules", hash: "#/rules", ready: tid("rules-run") },
  { name: "settings", hash: "#/settings", ready: tid("theme-dark") },
];

/** Serious and critical violations, as short lines. The page's own policy forbids injected scripts, so axe comes in through the debugger. */
async function violations(page) {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.filter((one) => one.impact === "serious" || one.impact === "critical").map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
}

const server = await serve();
const chrome = await browser();
let failed = 0;

// `node tests/run.mjs matrix` runs what has that in its name.
const only = process.argv[2] ?? "";
async function test(name, body) {
  if (!name.includes(only)) return;
  try {
    await body();
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n      ${String(error.message ?? error).split("\n").slice(0, 12).join("\n      ")}`);
  }
}

for (const scheme of ["light", "dark"]) {
  for (const screen of SCREENS) {
    await test(`${screen.name} (${scheme}): opens, keeps the policy, axe`, async () => {
      const { page, faults, close } = await open(chrome, server.origin, { ...screen, scheme });
      try {
        await page.waitForSelector(screen.ready, { timeout: 8000 });
        assert.deepEqual(await violations(page), []);
        assert.ok(await atRest(page), "it goes on asking");
        assert.deepEqual(faults, []);
      } finally {
        await close();
      }
    });
  }
}

await test("the policy really forbids what it forbids", async () => {
  const { page, faults, close } = await open(chrome, server.origin, { hash: "#/settings" });
  await page.evaluate(() => {
    const probe = document.createElement("div");
    probe.setAttribute("style", "color: red");
    document.body.append(probe);
  });
  await page.waitForTimeout(100);
  assert.ok(faults.some((fault) => fault.includes("Content Security Policy")), "an inline style attribute was let through");
  await close();
});

for (const { name, run, ...options } of journeys) {
  await test(name, async () => {
    const { page, faults, close } = await open(chrome, server.origin, options);
    try {
      page.setDefaultTimeout(6000);
      await run(page, { tid, assert, violations });
      assert.deepEqual(faults, []);
    } finally {
      await close();
    }
  });
}

for (const file of readdirSync(new URL(".", import.meta.url)).filter((name) => name.endsWith(".spec.mjs")).sort()) {
  const { tests } = await import(`./${file}`);
  for (const [name, run] of Object.entries(tests)) await test(`${file.replace(".spec.mjs", "")}: ${name}`, () => run(chrome, server.origin));
}

await chrome.close();
server.close();
console.log(failed ? `${failed} failed` : "all passed");
process.exit(failed ? 1 : 0);
