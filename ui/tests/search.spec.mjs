// Finding things: Ctrl+F in the case, Ctrl+K anywhere, keys alone, the page beside, and what could not be looked into.
import assert from "node:assert/strict";
import { axe } from "./axe.mjs";
import { open, tid } from "./harness.mjs";

export const tests = {
  "Ctrl+F searches the case as one types; a page opens beside, a fact in its place": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, { hash: "#/case/demo/overview" });
    await page.locator(tid("case-title")).waitFor();
    await page.keyboard.press("Control+f");
    const words = page.locator(tid("search-words"));
    await words.waitFor();
    await page.keyboard.insertText("服务器");
    await page.locator(tid("hit")).first().waitFor();
    assert.match(await page.locator(tid("search-coverage")).innerText(), /12 页卷宗中 10 页可检索。2 页未能识别文字，这些页上的内容不会出现在结果里/);
    assert.deepEqual(await axe(page), []);
    await page.locator(tid("only-page")).click();
    await page.waitForFunction(() => [...document.querySelectorAll('[data-testid="hit"]')].every((hit) => hit.textContent.includes("证据卷二")));
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator('[data-testid="hit"][aria-selected="true"]').getAttribute("id"), "hit-1");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.locator(tid("viewer")).waitFor();
    assert.equal(await page.locator(tid("hit")).first().isVisible(), true, "the hits stay");
    await words.fill("");
    await words.pressSequentially("告知");
    await page.waitForFunction(() => document.querySelector('[data-testid="hit"]')?.textContent.includes("告知"));
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.hash.includes("/facts?at="));
    await page.goBack();
    await words.waitFor();
    assert.equal(await words.inputValue(), "告知", "the way back leads to the hits");
    assert.deepEqual(faults, []);
    await close();
  },

  "nothing found teaches, one character is enough, the input method is left alone": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, { hash: "#/case/demo/search" });
    const words = page.locator(tid("search-words"));
    await words.waitFor();
    assert.match(await page.locator(".empty").innerText(), /逐字检索/);
    await words.fill("嘉");
    await page.waitForFunction(() => document.querySelector(".empty h2")?.textContent === "没有找到");
    await words.fill("租");
    await page.locator(tid("hit")).first().waitFor();
    const hash = await page.evaluate(() => location.hash);
    await words.dispatchEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true });
    assert.equal(await page.evaluate(() => location.hash), hash);
    assert.deepEqual(faults, []);
    await close();
  },

  "Ctrl+K does things and finds words in every case; a page leads into its case with the page beside": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, { hash: "#/cases" });
    await page.locator(tid("case-search")).waitFor();
    await page.keyboard.press("Control+k");
    await page.locator(tid("palette")).waitFor();
    await page.keyboard.insertText("三台");
    await page.locator("#palette-hits mark").first().waitFor();
    assert.match(await page.locator(tid("palette-missing")).innerText(), /2 页卷宗未能检索/);
    assert.deepEqual(await axe(page), []);
    const lines = await page.locator("#palette-hits [role=option]").allInnerTexts();
    const target = lines.findIndex((line) => line.includes("证据卷二 第90页"));
    for (let n = 0; n < target; n += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator(tid("viewer")).waitFor();
    await page.waitForFunction(() => location.hash.includes("/search?at="));
    assert.equal(await page.locator(tid("search-words")).inputValue(), "三台");
    await page.keyboard.press("Control+k");
    await page.keyboard.insertText("xjaj");
    await page.locator("#palette-0").waitFor();
    assert.match(await page.locator("#palette-0").innerText(), /新建案件/);
    await page.keyboard.press("Enter");
    await page.locator(tid("case-name")).waitFor();
    assert.deepEqual(faults, []);
    await close();
  },
};
