// Reading the matrix: from a conclusion to the article and to the page in three steps.
import assert from "node:assert/strict";
import { axe } from "./axe.mjs";
import { open, tid } from "./harness.mjs";

const hash = (at = "") => `#/case/demo/matrix${at ? `?at=${encodeURIComponent(at)}` : ""}`;

export const tests = {
  "keys 1, 2, 3 choose the stance, arrows move, Enter goes to the tree": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, { hash: hash() });
    const stance = (n) => page.locator(tid(`stance-${n}`)).getAttribute("aria-pressed");
    await page.locator(tid("stance-2")).waitFor();
    const [byProved] = [await page.locator(tid("matrix-sentence")).innerText()];
    await page.keyboard.press("1");
    assert.equal(await stance(1), "true");
    assert.notEqual(await page.locator(tid("matrix-sentence")).innerText(), byProved);
    await page.keyboard.press("3");
    assert.equal(await stance(3), "true");
    await page.locator('[role="gridcell"][tabindex="0"]').focus();
    const before = await page.evaluate(() => document.activeElement.dataset.testid);
    await page.keyboard.press("ArrowDown");
    const after = await page.evaluate(() => document.activeElement.dataset.testid);
    assert.notEqual(after, before);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.closest('[data-testid^="tree-node-"]'));
    assert.deepEqual(faults, []);
    await close();
  },

  "node, article, fact and page in three clicks": async (chrome, origin) => {
    const { page, close } = await open(chrome, origin, { hash: hash() });
    const node = page.locator('[data-testid^="tree-node-"]').first();
    await node.locator(".cites button").first().click();
    const panel = page.locator(tid("source-panel"));
    await panel.getByText("刑法第287条之二").first().waitFor();
    await panel.getByText("已核对全文").waitFor();
    await page.locator('[data-testid^="leaf-"]').first().click();
    await page.waitForFunction(() => location.hash.includes("/facts"));
    await page.locator('[data-testid^="fact-"] [data-side="alleged"] [data-testid="answer-yes"]').waitFor();
    assert.ok(await page.getByText("证据卷一第58页").count());
    await page.locator('[data-testid^="used-"]').first().click();
    await page.waitForFunction(() => location.hash.includes("/matrix"));
    await page.locator('[data-testid^="tree-node-"]').first().waitFor();
    await close();
  },

  "the explanation of a failure shows only what fails or is open": async (chrome, origin) => {
    const { page, close } = await open(chrome, origin, { hash: hash("offence") });
    await page.locator(tid("why-not")).waitFor();
    const whole = await page.locator('[data-testid^="tree-node-"]').count();
    await page.click(tid("why-not"));
    const marks = await page.locator('[data-testid^="tree-node-"] .mark .truth').evaluateAll((all) => all.map((one) => one.dataset.truth));
    assert.ok(marks.length < whole, `${marks.length} of ${whole}`);
    assert.ok(!marks.includes("true"));
    await close();
  },

  "the same shape has the opposite colour for an element and a defence": async (chrome, origin) => {
    const { page, close } = await open(chrome, origin, { hash: hash() });
    const element = page.locator("td.against .truth").first();
    const red = await element.evaluate((one) => getComputedStyle(one).color);
    await page.click(tid("part-defences"));
    const defence = page.locator('[data-testid^="defence-"] .truth[data-truth="true"]').first();
    assert.notEqual(await defence.evaluate((one) => getComputedStyle(one).color), red);
    assert.equal((await defence.innerText()).trim(), "成立");
    await close();
  },

  "reviewed only and another version are asked for again": async (chrome, origin) => {
    const { page, close } = await open(chrome, origin, { hash: hash("offence") });
    const cell = page.locator(tid("matrix-cell-offence-ours"));
    const all = await cell.innerText();
    await page.click(tid("accepted-only"));
    await page.waitForFunction((old) => document.querySelector('[data-testid="matrix-cell-offence-ours"]').innerText !== old, all);
    await page.click(tid("pack-2019-11-01"));
    await page.waitForFunction(() => document.querySelector('[data-testid="pack-2019-11-01"]').getAttribute("aria-pressed") === "true");
    await close();
  },

  "two hundred rows are drawn at once": async (chrome, origin) => {
    const { page, close } = await open(chrome, origin, { hash: "#/case/demo/overview" });
    await page.evaluate(() => {
      const parse = JSON.parse;
      JSON.parse = (text) => {
        const got = parse(text);
        if (got?.rows && got.tree) got.rows = Array.from({ length: 200 }, (_, n) => ({ ...got.rows[n % got.rows.length], node: n < got.rows.length ? got.rows[n].node : `copy_${n}` }));
        return got;
      };
    });
    // One paint, however long a busy machine takes for it: all rows are there in the frame after the first of them is. What it costs
    // is printed, not judged.
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    const spent = async () => (await cdp.send("Performance.getMetrics")).metrics.find((one) => one.name === "TaskDuration").value * 1000;
    const times = [];
    for (let round = 0; round < 3; round += 1) {
      const before = await spent();
      await page.evaluate(() => { location.hash = "#/case/demo/matrix"; });
      await page.waitForFunction(() => document.querySelector('main tbody [data-testid^=matrix-cell]') !== null);
      const rows = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(document.querySelectorAll("main tbody tr").length)))));
      assert.equal(rows, 200);
      times.push(Math.round((await spent()) - before));
      await page.evaluate(() => { location.hash = "#/case/demo/overview"; });
      await page.waitForFunction(() => !document.querySelector("main tbody tr[class*=element]"));
    }
    if (process.env.SHOW) console.log(times);
    await close();
  },

  "axe finds nothing serious, light and dark, in every part": async (chrome, origin) => {
    for (const scheme of ["light", "dark"]) {
      const { page, faults, close } = await open(chrome, origin, { scheme, hash: hash() });
      for (const part of ["tree", "presumptions", "defences", "untranslated"]) {
        await page.click(tid(`part-${part}`));
        assert.deepEqual(await axe(page), [], `${scheme} ${part}`);
      }
      assert.deepEqual(faults, []);
      await close();
    }
  },
};
