// 推演: a supposition changes the result, leaves no trace, and can be taken back; smallest flips are used with one key.
import assert from "node:assert/strict";
import { axe } from "./axe.mjs";
import { open, tid } from "./harness.mjs";

const hash = "#/case/demo/whatif";

export const tests = {
  "a supposition shows before and after, and nothing is saved": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, { hash });
    await page.locator(tid("result-0")).waitFor();
    const before = await page.locator(tid("result-0")).innerText();
    const revision = await page.locator("footer").innerText();
    await page.locator('[data-testid="use-flip-0"]').click();
    await page.waitForFunction((old) => document.querySelector('[data-testid="result-0"]').innerText !== old, before);
    assert.ok(await page.locator('[data-testid^="changed-"]').count());
    assert.equal(await page.locator(tid("plan-0")).locator(".count").innerText(), "1");
    await page.locator('[data-testid^="restore-"]').first().click();
    await page.waitForFunction((old) => document.querySelector('[data-testid="result-0"]').innerText === old, before);
    assert.equal(await page.locator('[data-testid^="changed-"]').count(), 0);
    assert.equal(await page.locator("footer").innerText(), revision);
    assert.deepEqual(faults, []);
    await close();
  },

  "keys are enough: Y on a fact, a second plan beside the first, 1–3 for the stance": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, { hash });
    const fact = page.locator('[data-testid^="suppose-"] [role="group"] button').first();
    await fact.focus();
    await page.keyboard.press("n");
    await page.locator('li.supposed').first().waitFor();
    await page.locator(tid("add-plan")).focus();
    await page.keyboard.press("Enter");
    await page.locator(tid("plan-1")).waitFor();
    assert.equal(await page.locator(tid("plan-1")).getAttribute("aria-pressed"), "true");
    await page.locator(tid("result-1")).waitFor();
    await page.locator(tid("plan-1")).focus();
    await page.keyboard.press("3");
    assert.equal(await page.locator(tid("whatif-stance-3")).getAttribute("aria-pressed"), "true");
    await page.click(tid("drop-plan"));
    await page.waitForFunction(() => !document.querySelector('[data-testid="plan-1"]'));
    assert.deepEqual(faults, []);
    await close();
  },

  "a plan is kept under a name, opened and removed": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, { hash });
    await page.locator('[data-testid="use-flip-0"]').click();
    await page.click(tid("kept-plans"));
    await page.fill(tid("plan-name"), "综合审查不足");
    await page.click(tid("keep-plan"));
    await page.getByText("综合审查不足").first().waitFor();
    await page.getByText("已保存", { exact: true }).first().waitFor();
    assert.equal(await page.locator(".kept li").count(), 1);
    await page.locator(".kept li button").last().click();
    await page.getByText("还没有保存过方案").waitFor();
    assert.deepEqual(faults, []);
    await close();
  },

  "axe finds nothing serious, light and dark": async (chrome, origin) => {
    for (const scheme of ["light", "dark"]) {
      const { page, faults, close } = await open(chrome, origin, { scheme, hash });
      await page.locator('[data-testid="use-flip-0"]').click();
      await page.click(tid("kept-plans"));
      await page.locator(tid("plan-name")).waitFor();
      assert.deepEqual(await axe(page), [], scheme);
      assert.deepEqual(faults, []);
      await close();
    }
  },
};
