// The file over what the program answers: a volume read by page, its map, what we say of the evidence on a page; light and dark, both sizes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axe } from "./axe.mjs";
import { open, tid } from "./harness.mjs";

const recorded = JSON.parse(readFileSync(new URL("recorded.json", import.meta.url), "utf8"));
const bytes = readFileSync(new URL("../src/api/fake/sample.pdf", import.meta.url)).toString("base64");
const views = { ...recorded, bytes };
const id = recorded.file_view.volumes[0].id;
const at = (hash, more = {}) => ({ hash: `#/case/demo/file${hash}`, recorded: views, now: "2026-11-23T09:30:00+08:00", ...more });
const title = (page, text) => page.locator(tid("page-title")).filter({ hasText: text }).waitFor();

const seen = (options) => async (chrome, origin) => {
  const { page, faults, close } = await open(chrome, origin, at(`?at=${id}/4`, options));
  await title(page, "证据卷二 第46页（PDF 4）");
  await page.locator(`${tid("page-sheet")}[data-page="4"]`).waitFor();
  assert.match(await page.locator(tid("file-state")).textContent(), /11 \/ 12 页已索引；1 页失败/);
  await page.click(tid("tab-exhibits"));
  const said = await page.locator('[data-testid^="on-page-"]').textContent();
  for (const words of ["王某讯问笔录", "没有同步录音录像", "不能单独作为认定明知的依据"]) assert.ok(said.includes(words), said);
  assert.ok(!said.includes("待律师确定"), "a lawyer set it");
  assert.deepEqual(await axe(page), []);
  await page.click(tid("tab-comments"));
  await page.getByText("会见时请他看这一页").waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(faults, []);
  await close();
};

export const tests = {
  "a page, its evidence and its remarks (light)": seen({}),
  "a page, its evidence and its remarks (dark, 1366)": seen({ scheme: "dark", viewport: { width: 1366, height: 768 } }),

  "the two numbers of an A3 sheet are shown, and either leads there": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, at(`?at=${id}/1`));
    await title(page, "第10页（PDF 1）");
    for (const typed of ["2-93", "92", "证据卷二第92页"]) {
      await page.fill(tid("page-jump"), typed);
      await page.keyboard.press("Enter");
      await title(page, "第92-93页（PDF 10）");
      await page.fill(tid("page-jump"), "10");
      await page.keyboard.press("Enter");
      await title(page, "第10页（PDF 1）");
    }
    await page.fill(tid("page-jump"), "文书1-3");
    await page.keyboard.press("Enter");
    await page.getByText("卷宗里没有卷号为 文书1 的卷").waitFor();
    assert.deepEqual(faults, []);
    await close();
  },

  "the page map: ranges, two numbers a page, how far it reaches": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, at(`?at=manage/${id}`, { recorded: { ...views, check_page_map: { problem: "", flags: recorded.file_view.volumes[0].flags } } }));
    await page.locator(tid("page-map")).waitFor();
    assert.equal(await page.locator(tid("map-per-3")).inputValue(), "2");
    await page.getByText("到 97").waitFor();
    await page.selectOption(tid("map-per-3"), "1");
    await page.getByText("到 93").waitFor();
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(faults, []);
    await close();
  },
};
