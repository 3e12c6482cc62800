// Fact entry by keyboard, as a paralegal does it; what is locked to her; how tables and failures behave.
import assert from "node:assert/strict";
import { axe } from "./axe.mjs";
import { open, tid } from "./harness.mjs";

const hash = (at = "") => `#/case/demo/facts${at ? `?at=${encodeURIComponent(at)}` : ""}`;
const card = (page, path) => page.locator(`[data-testid="fact-${path}"]`);
const side = (page, path, which) => card(page, path).locator(`[data-side="${which}"]`);

export const tests = {
  "arrow, Y, 2-47, Enter records a fact for the prosecution": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, { vault: "paralegal", hash: hash("stopped_quickly") });
    await card(page, "stopped_quickly").locator(tid("source-input")).first().waitFor();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("y");
    await page.keyboard.type("2-47");
    await page.keyboard.press("Enter");
    const row = side(page, "stopped_quickly", "alleged");
    await row.getByText("证据卷二第47页").waitFor();
    assert.equal(await row.locator(tid("answer-yes")).getAttribute("aria-pressed"), "true");
    await row.getByText("待审").waitFor();
    assert.match(await card(page, "stopped_quickly").locator(tid("card-save")).innerText(), /^已保存 \d\d:\d\d:\d\d$/);
    await page.keyboard.press("ArrowDown");
    await card(page, "contrary_evidence").getByText("由律师填写").first().waitFor();
    assert.deepEqual(faults, []);
    await close();
  },

  "arrows walk past a list and never change its answer": async (chrome, origin) => {
    const { page, close } = await open(chrome, origin, { hash: hash("role_in_company") });
    const list = side(page, "role_in_company", "alleged").locator(tid("answer-choice"));
    await list.focus();
    const before = await list.inputValue();
    await page.keyboard.press("ArrowUp");
    await card(page, "server_count").locator(tid("answer-value")).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await list.waitFor();
    assert.equal(await list.inputValue(), before);
    await close();
  },

  "Chinese through an input method: its Enter chooses a candidate, and half a word is never saved": async (chrome, origin) => {
    const { page, close } = await open(chrome, origin, { hash: hash("price_reason") });
    const box = side(page, "price_reason", "alleged").locator(tid("answer-text"));
    await box.focus();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Input.imeSetComposition", { text: "shi'chang", selectionStart: 9, selectionEnd: 9 });
    await page.waitForTimeout(700);
    assert.equal(await card(page, "price_reason").locator(tid("card-save")).innerText(), "草稿");
    await cdp.send("Input.insertText", { text: "市场价" });
    await card(page, "price_reason").locator(tid("card-save")).filter({ hasText: "已保存" }).waitFor();
    assert.equal(await box.inputValue(), "市场价");
    await close();
  },

  "an amount is echoed, an unreadable one stays a draft with the reason": async (chrome, origin) => {
    const { page, close } = await open(chrome, origin, { hash: hash("gains_total") });
    const box = side(page, "gains_total", "alleged").locator(tid("answer-value"));
    await box.fill("12.5万");
    await card(page, "gains_total").getByText("125,000.00 元").waitFor();
    await box.fill("若干");
    await card(page, "gains_total").locator(tid("card-save")).filter({ hasText: "能读懂的写法" }).waitFor();
    assert.equal(await box.inputValue(), "若干");
    await close();
  },

  "尚不清楚 asks why; a finding waits for its reason": async (chrome, origin) => {
    const { page, close } = await open(chrome, origin, { hash: hash("continued_after") });
    const ours = side(page, "continued_after", "ours");
    await ours.locator(tid("answer-unclear")).click();
    await ours.locator(tid("unclear-why")).fill("停机工单尚未调取");
    await card(page, "continued_after").locator(tid("card-save")).filter({ hasText: "已保存" }).waitFor();
    const finding = side(page, "continued_after", "finding");
    await finding.locator(tid("status-input")).selectOption("disputed");
    await card(page, "continued_after").getByText("写明理由后保存").waitFor();
    await finding.locator(tid("reason-input")).fill("工单与登录日志不一致");
    await card(page, "continued_after").locator(tid("card-save")).filter({ hasText: "已保存" }).waitFor();
    await close();
  },

  "a paralegal reads findings and judge cards behind a lock, and sees why an entry came back": async (chrome, origin) => {
    const { page, close } = await open(chrome, origin, { vault: "paralegal", hash: hash("cannot_verify") });
    await card(page, "cannot_verify").getByText("请补充另外两名被害人笔录的页码").waitFor();
    assert.equal(await side(page, "cannot_verify", "finding").locator("button, input, select").count(), 0);
    await close();
  },

  "a row is added, opened and removed with a reason": async (chrome, origin) => {
    const { page, close } = await open(chrome, origin, { hash: hash("objects") });
    await page.click(tid("add-row-objects"));
    await page.fill(tid("row-name"), "丁客户（张某）");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "被帮助对象：丁客户（张某）" }).waitFor();
    assert.equal(await page.locator('[data-testid^="row-objects-"]').count(), 4);
    await page.click(tid("remove-row"));
    assert.equal(await page.locator(tid("remove-confirm")).isDisabled(), true);
    await page.fill(tid("remove-reason"), "与丙客户是同一团伙");
    await page.click(tid("remove-confirm"));
    await page.waitForFunction(() => document.querySelectorAll('[data-testid^="row-objects-"]').length === 3);
    await card(page, "objects#complete").waitFor();
    await close();
  },

  "no open card is taller than the space it has, and nothing overflows sideways": async (chrome, origin) => {
    for (const at of ["gave_servers", "confessed_knowing", "gains_total", "contrary_evidence", "objects/r2/convictable"]) {
      const { page, close } = await open(chrome, origin, { hash: hash(at) });
      await card(page, at).locator("[data-side]").first().waitFor();
      const box = await card(page, at).boundingBox();
      assert.ok(box.height <= 0.57 * 800, `${at} is ${box.height} px tall`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
      await close();
    }
  },

  "axe finds nothing serious, light and dark": async (chrome, origin) => {
    for (const scheme of ["light", "dark"]) for (const at of ["confessed_knowing", "objects/r2/convictable", "gains_total", "contrary_evidence"]) {
      const { page, faults, close } = await open(chrome, origin, { scheme, hash: hash(at) });
      await card(page, at).locator("[data-side]").first().waitFor();
      assert.deepEqual(await axe(page), [], `${scheme} ${at}`);
      assert.deepEqual(faults, []);
      await close();
    }
  },
};
