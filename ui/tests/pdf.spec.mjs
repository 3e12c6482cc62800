// Pages of the file beside the work: opened from a cite, turned by keyboard, words found, marked and selected.
import assert from "node:assert/strict";
import { axe } from "./axe.mjs";
import { open, tid } from "./harness.mjs";

const hash = (at) => `#/case/demo/facts?at=${encodeURIComponent(at)}`;
const title = (page, text) => page.locator(tid("page-title")).filter({ hasText: text }).waitFor();
const drawn = (page, n) => page.locator(`${tid("page-sheet")}[data-page="${n}"]`).waitFor();

/** Opens the page that the prosecution or the defence cites for a fact. */
async function cited(chrome, origin, options = {}) {
  const opened = await open(chrome, origin, { hash: hash("last_act"), ...options });
  await opened.page.locator('[data-testid="fact-last_act"] [data-side="ours"] .chip').click();
  await opened.page.locator(`${tid("page-words")} span`).first().waitFor();
  return opened;
}

/** Whether something is really drawn: paper alone is white. */
const ink = (page) => page.evaluate(() => {
  const canvas = document.querySelector('[data-testid="page-sheet"] canvas');
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) dark += data[at] < 128 ? 1 : 0;
  return dark / (data.length / 4);
});

export const tests = {
  "a cite opens its page with the quoted words marked; nothing leaves the machine": async (chrome, origin) => {
    const { page, faults, close } = await cited(chrome, origin);
    await title(page, "证据卷二 第77页（PDF 7）");
    await drawn(page, 7);
    assert.ok((await ink(page)) > 0.005, "the page is blank");
    await page.locator(tid("page-mark")).first().waitFor();
    const marked = await page.evaluate(() => {
      const mark = document.querySelector('[data-testid="page-mark"]').getBoundingClientRect();
      const run = [...document.querySelectorAll('[data-testid="page-words"] span')].find((one) => one.textContent.includes("停机断网")).getBoundingClientRect();
      return mark.top >= run.top - 4 && mark.bottom <= run.bottom + 4 && mark.left >= run.left - 4 && mark.right <= run.right + 4;
    });
    assert.ok(marked, "the mark does not lie on the words");
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(faults, []);
    await close();
  },

  "pages turn by keyboard, the jump box takes 2-90 and 47, and says why not": async (chrome, origin) => {
    const { page, faults, close } = await cited(chrome, origin);
    await page.locator(tid("page-scroll")).focus();
    await page.keyboard.press("]");
    await title(page, "第78页（PDF 8）");
    await drawn(page, 8);
    await page.keyboard.press("[");
    await page.keyboard.press("[");
    await title(page, "第76页（PDF 6）");
    await page.keyboard.press("End");
    await title(page, "第118页（PDF 12）");
    await page.keyboard.press("g");
    await page.keyboard.type("2-90");
    await page.keyboard.press("Enter");
    await title(page, "第90页（PDF 9）");
    await page.fill(tid("page-jump"), "47");
    await page.press(tid("page-jump"), "Enter");
    await title(page, "第47页（PDF 5）");
    await page.fill(tid("page-jump"), "2-999");
    await page.press(tid("page-jump"), "Enter");
    await page.getByText("本卷没有印刷页码“999”").waitFor();
    await drawn(page, 5);
    assert.deepEqual(faults, []);
    await close();
  },

  "zoom and turning keep the words over the picture": async (chrome, origin) => {
    const { page, faults, close } = await cited(chrome, origin);
    const share = () => page.evaluate(() => {
      const sheet = document.querySelector('[data-testid="page-sheet"]').getBoundingClientRect();
      const run = [...document.querySelectorAll('[data-testid="page-words"] span')].find((one) => one.textContent.includes("停机断网"))?.getBoundingClientRect();
      return run ? [(run.left - sheet.left) / sheet.width, (run.top - sheet.top) / sheet.height, run.width / sheet.width] : null;
    });
    const before = await share();
    await page.click(tid("page-larger"));
    await page.click(tid("page-larger"));
    const after = await share();
    for (const at of [0, 1, 2]) assert.ok(Math.abs(before[at] - after[at]) < 0.01, `${before} became ${after}`);
    await page.click(tid("page-turn"));
    await page.waitForFunction(() => document.querySelector('[data-testid="page-words"]').dataset.mainRotation === "90");
    await page.waitForFunction(() => document.querySelector('[data-testid="page-words"] span'));
    const turned = await share();
    assert.ok(Math.abs(turned[1] - before[0]) < 0.02, `turned: ${turned}, was ${before}`);
    assert.deepEqual(faults, []);
    await close();
  },

  "words are selected with the pointer, line by line": async (chrome, origin) => {
    const { page, faults, close } = await cited(chrome, origin);
    const lines = page.locator(`${tid("page-words")} span`);
    const box = (text) => lines.filter({ hasText: text }).first().boundingBox();
    const [from, to] = [await box("我负责机房"), await box("不接触客户")];
    await page.mouse.move(from.x + 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + to.width - 2, to.y + to.height / 2, { steps: 8 });
    await page.mouse.up();
    const selected = await page.evaluate(() => document.getSelection().toString().replace(/\s/g, ""));
    assert.match(selected, /我负责机房的运行维护.*不接触客户的业务内/);
    assert.deepEqual(faults, []);
    await close();
  },

  "selected words become a cite with one key; opened again they are marked": async (chrome, origin) => {
    const { page, faults, close } = await cited(chrome, origin);
    const ours = page.locator('[data-testid="fact-last_act"] [data-side="ours"]');
    await page.locator(tid("page-scroll")).focus();
    await page.keyboard.press("]");
    await page.locator(`${tid("page-words")} span`).filter({ hasText: "停机以后" }).first().click({ clickCount: 3 });
    await page.locator(tid("page-cite")).filter({ hasText: "引用到我方" }).waitFor();
    await page.keyboard.press("c");
    await ours.locator(".chip").nth(1).waitFor();
    assert.match(await ours.locator(".chip").nth(1).innerText(), /^证据卷二第78页\s*有摘录$/);
    await page.locator('[data-testid="fact-last_act"] [data-testid="card-save"]').filter({ hasText: "已保存" }).waitFor();
    await page.waitForTimeout(700);
    await title(page, "第78页（PDF 8）");
    await page.locator(tid("page-scroll")).focus();
    await page.keyboard.press("Home");
    await title(page, "第10页（PDF 1）");
    await ours.locator(".chip").nth(1).click();
    await title(page, "第78页（PDF 8）");
    await page.locator(tid("page-mark")).first().waitFor();
    assert.match(await ours.locator(tid("quote-input")).inputValue(), /^答：停机以后/);
    assert.deepEqual(faults, []);
    await close();
  },

  "marked words go to another fact, found by pinyin, and wait there for an answer": async (chrome, origin) => {
    const { page, faults, close } = await cited(chrome, origin);
    await page.locator(`${tid("page-words")} span`).filter({ hasText: "停机断网" }).first().click({ clickCount: 3 });
    await page.locator(tid("page-pick")).waitFor();
    await page.keyboard.press("Control+Shift+F");
    await page.click(tid("pick-side-ours"));
    await page.keyboard.type("csrq");
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press("Enter");
    const fact = page.locator(tid("fact-born"));
    await fact.locator('[data-side="ours"]').getByText("证据卷二第77页").waitFor();
    await fact.locator(tid("card-save")).filter({ hasText: "选定答案后" }).waitFor();
    await fact.locator(`[data-side="ours"] ${tid("answer-value")}`).fill("19910409");
    await page.keyboard.press("Enter");
    await fact.locator(tid("card-save")).filter({ hasText: "已保存" }).waitFor();
    await fact.locator('[data-side="ours"]').getByText("证据卷二第77页").waitFor();
    await title(page, "第77页（PDF 7）");
    assert.deepEqual(faults, []);
    await close();
  },

  "a photo and a Word file are shown in the same frame; what does not open says why": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, { hash: hash("uses_network") });
    const cite = (fact, side) => page.locator(`[data-testid="fact-${fact}"] [data-side="${side}"] .chip`).first();
    await cite("uses_network", "alleged").click();
    await title(page, "证据卷五 第2页（图片）");
    await drawn(page, 1);
    assert.ok((await ink(page)) > 0.05, "the photo is blank");
    await page.getByText("本页没有文字层").waitFor();
    const sheet = await page.locator(tid("page-sheet")).boundingBox();
    await page.mouse.move(sheet.x + 60, sheet.y + 60);
    await page.mouse.down();
    await page.mouse.move(sheet.x + 260, sheet.y + 120, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.press("c");
    await page.locator('[data-testid="fact-uses_network"] [data-testid="card-save"]').filter({ hasText: "已保存" }).waitFor();
    assert.deepEqual(await axe(page), []);

    await page.goto(`${origin}/${hash("price_high")}`);
    await cite("price_high", "ours").click();
    await title(page, "证据卷七 第5页（文档第1页）");
    await page.locator(`${tid("page-words")} p`).filter({ hasText: "7月18日停机断网" }).waitFor();
    assert.deepEqual(await axe(page), []);

    await page.goto(`${origin}/${hash("warned")}`);
    await cite("warned", "alleged").click();
    await page.getByText("这份 PDF 设了打开密码").waitFor();
    await page.goto(`${origin}/${hash("first_act")}`);
    await cite("first_act", "alleged").click();
    await page.getByText("这份文件已经损坏").waitFor();
    assert.deepEqual(faults, []);
    await close();
  },

  "a page of a volume that is not in the file says so and leads to the file": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, { hash: hash("cannot_verify") });
    await page.locator('[data-testid="fact-cannot_verify"] [data-side="ours"] .chip').click();
    await page.getByText("卷宗里还没有证据卷").waitFor();
    assert.deepEqual(faults, []);
    await close();
  },
};
