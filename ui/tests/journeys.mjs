// What people do, mostly by keyboard. Each journey gets a fresh page over the recorded views.
const text = (page, selector) => page.locator(selector).innerText();

export const journeys = [
  {
    name: "a new vault, by keyboard alone, and a first case of four fields",
    vault: "new",
    async run(page, { tid, assert }) {
      await page.focus(tid("create-vault-name"));
      await page.keyboard.insertText("周律师");
      await page.keyboard.press("Tab");
      await page.keyboard.insertText("那年冬天在云南看见骆驼");
      await page.keyboard.press("Tab");
      await page.keyboard.insertText("那年冬天在云南看见");
      assert.equal(await page.isDisabled(tid("create-vault-submit")), true);
      await page.keyboard.insertText("骆驼");
      await page.keyboard.press("Enter");
      // The recovery sheet comes first: shown once, and two of its groups typed again.
      await page.waitForSelector(tid("sheet-groups"));
      await page.click(tid("sheet-written"));
      assert.equal(await page.locator(tid("sheet-groups")).count(), 0);
      await page.fill(tid("sheet-group-0"), "zzzzz");
      await page.fill(tid("sheet-group-1"), "e8j5c");
      await page.click(tid("sheet-confirm"));
      assert.match(await text(page, "[role=alert]"), /第4组/);
      await page.fill(tid("sheet-group-0"), "wz3pd");
      await page.click(tid("sheet-confirm"));
      await page.click(tid("new-case"));
      await page.focus(tid("case-name"));
      await page.keyboard.insertText("赵某域名案");
      await page.focus(tid("case-accused"));
      await page.keyboard.insertText("赵某");
      await page.keyboard.press("Enter");
      await page.waitForSelector(tid("case-title"));
      assert.equal(await text(page, tid("case-title")), "赵某域名案");
    },
  },
  {
    name: "a wrong passphrase says so and a right one opens",
    vault: "locked",
    async run(page, { tid, assert }) {
      await page.fill(tid("unlock-passphrase"), "不对");
      await page.keyboard.press("Enter");
      assert.match(await text(page, "[role=alert]"), /口令不对/);
      assert.equal(await page.inputValue(tid("unlock-passphrase")), "");
      await page.fill(tid("unlock-passphrase"), "损坏");
      await page.keyboard.press("Enter");
      await page.waitForSelector("text=保险库文件无法读取");
      await page.fill(tid("unlock-passphrase"), "纸墨印章四字");
      await page.keyboard.press("Enter");
      await page.waitForSelector(tid("case-search"));
    },
  },
  {
    name: "Enter that chooses a candidate does not submit",
    vault: "locked",
    async run(page, { tid, assert }) {
      await page.fill(tid("unlock-passphrase"), "纸墨印章四字");
      await page.locator(tid("unlock-passphrase")).evaluate((field) => {
        field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
        field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
      });
      await page.waitForTimeout(250);
      assert.equal(await page.isVisible(tid("unlock-passphrase")), true);
    },
  },
  {
    name: "cases are found by initials and surname readings",
    async run(page, { tid, assert }) {
      for (const [query, expected] of [["zengm", "曾某等三人跑分案"], ["fwq", "某云科技公司服务器出租案"], ["shanm", "曾某等三人跑分案"]]) {
        await page.fill(tid("case-search"), query);
        assert.match(await text(page, "tbody"), new RegExp(expected), query);
        await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
      }
      await page.fill(tid("case-search"), "没有这案");
      await page.waitForSelector("text=没有找到这样的案件");
    },
  },
  {
    name: "review by keys: accept, return with a reason, undo, redo",
    hash: "#/case/demo/review",
    async run(page, { tid, assert }) {
      await page.waitForSelector(tid("review-answer"));
      const question = () => text(page, "article h1");
      const first = await question();
      await page.keyboard.press("j");
      const second = await question();
      assert.notEqual(first, second);
      await page.keyboard.press("k");
      await page.keyboard.press("a");
      await page.waitForFunction((was) => document.querySelector("article h1")?.textContent !== was, first);
      assert.equal(await question(), second);
      await page.keyboard.press("r");
      await page.keyboard.press("Control+Enter");
      await page.waitForSelector("text=退回须写明理由");
      await page.keyboard.insertText("请补充送达回证的页码");
      await page.keyboard.press("Control+Enter");
      await page.waitForFunction((was) => document.querySelector("article h1")?.textContent !== was, second);
      await page.keyboard.press("Control+z");
      await page.waitForFunction(() => document.querySelector('[data-testid="notice"]')?.textContent?.startsWith("已撤销"));
      await page.keyboard.press("Control+y");
      await page.waitForFunction(() => document.querySelector('[data-testid="notice"]')?.textContent?.startsWith("已恢复"));
    },
  },
  {
    name: "a paralegal sees the queue and cannot decide",
    vault: "paralegal", hash: "#/case/demo/review",
    async run(page, { tid, assert }) {
      await page.waitForSelector(tid("review-answer"));
      const before = await text(page, "article h1");
      await page.keyboard.press("a");
      await page.waitForTimeout(200);
      assert.equal(await text(page, "article h1"), before);
      assert.equal(await page.locator(tid("review-accept")).count(), 0);
    },
  },
  {
    name: "a paragraph leads to its rule and facts; export tells what was written",
    hash: "#/case/demo/documents",
    async run(page, { tid, assert, violations }) {
      await page.focus(tid("paper"));
      for (let n = 0; n < 40 && !(await page.locator(tid("source-rule")).count()); n += 1) {
        await page.keyboard.press("ArrowDown");
        await page.waitForTimeout(40);
      }
      await page.waitForSelector(tid("source-rule"));
      const chosen = await page.locator("button.mark.shown").first().getAttribute("data-testid");
      assert.deepEqual(await violations(page), []);
      assert.ok((await page.locator("article").count()) >= 2, "the preview has pages");
      await page.focus(tid("paper"));
      await page.keyboard.press("F2");
      await page.waitForSelector(`${tid("words")}:not([disabled])`);
      await page.fill(tid("words"), "辩护人另行说明的一段话。");
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press("Control+Enter");
      await page.waitForSelector("text=辩护人另行说明的一段话。");
      for (const tool of ["checks", "sections", "wordings", "versions", "redacted", "hearing"]) {
        await page.click(tid(`tool-${tool}`));
        await page.waitForTimeout(400);
        assert.deepEqual(await violations(page), [], tool);
      }
      await page.click(tid("tool-hearing"));
      await page.click(tid(chosen));
      await page.click(tid("export-pdf"));
      await page.waitForFunction(() => document.querySelector('[data-testid="notice"]')?.textContent?.includes("已导出"));
      await page.click(tid("source-rule"));
      await page.waitForFunction(() => location.hash.includes("/matrix"));
    },
  },
  {
    name: "the whole day by keyboard: vault, demonstration, a fact, the matrix, a document",
    vault: "new",
    async run(page, { tid, assert }) {
      const reach = async (id) => {
        for (let n = 0; n < 80; n += 1) {
          if (await page.evaluate((wanted) => document.activeElement?.getAttribute("data-testid") === wanted, id)) return;
          await page.keyboard.press("Tab");
        }
        assert.fail(`Tab never reached ${id}`);
      };
      await reach("create-vault-name");
      await page.keyboard.insertText("周律师");
      for (let n = 0; n < 2; n += 1) {
        await page.keyboard.press("Tab");
        await page.keyboard.insertText("那年冬天在云南看见骆驼");
      }
      await page.keyboard.press("Enter");
      await page.waitForSelector(tid("sheet-later"));
      await reach("sheet-later");
      await page.keyboard.press("Enter");
      await page.waitForSelector(tid("demo-case"));
      await reach("demo-case");
      await page.keyboard.press("Enter");
      await page.waitForSelector(tid("result-track"));
      await page.keyboard.press("Alt+2");
      await page.waitForSelector(tid("answer-yes"));
      await page.waitForTimeout(200);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("y");
      await page.keyboard.type("2-47");
      await page.keyboard.press("Enter");
      await page.waitForSelector("text=证据卷二第47页");
      await page.keyboard.press("Alt+7");
      await page.waitForSelector("[role=grid]");
      await page.keyboard.press("1");
      await page.waitForSelector(`${tid("stance-1")}[aria-pressed=true]`);
      await page.focus(tid("tab-matrix"));
      for (let n = 0; n < 12 && !page.url().includes("/documents"); n += 1) {
        await page.keyboard.press("ArrowRight");
        await page.waitForTimeout(60);
      }
      await page.waitForSelector("article");
      await reach("export-pdf");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.querySelector('[data-testid="notice"]')?.textContent?.includes("已导出"));
    },
  },
  {
    name: "what a document lacks is filled in on the file cover; a unit is added and assessed on its own",
    hash: "#/case/demo/documents",
    async run(page, { tid, assert, violations }) {
      await page.click(tid("tool-checks"));
      await page.click(tid("to-matter"));
      await page.waitForSelector(tid("matter-firm"));
      assert.equal(await page.isDisabled(tid("matter-save")), true);
      await page.fill(tid("matter-firm"), "某律师事务所");
      await page.fill(tid("matter-lawyers"), "周某，陈某");
      await page.keyboard.press("Enter");
      await page.waitForSelector("text=已保存案件信息");
      assert.equal(await page.inputValue(tid("matter-lawyers")), "周某、陈某");
      await page.click(tid("party-add"));
      await page.fill(tid("party-name"), "某数据公司");
      await page.selectOption(tid("party-kind"), "unit");
      assert.deepEqual(await violations(page), []);
      await page.click(tid("party-save"));
      await page.waitForSelector("text=已保存某数据公司");
      await page.selectOption(tid("actor-switch"), { label: "某数据公司" });
      await page.click(tid("tab-overview"));
      await page.waitForSelector(tid("result-track"));
      await page.click(tid("tab-matter"));
      await page.waitForSelector(tid("matter-firm"));
      assert.equal(await page.inputValue(tid("matter-firm")), "某律师事务所");
    },
  },
  {
    name: "tabs by arrow keys and Alt, palette by pinyin, key sheet, source panel",
    hash: "#/case/demo/overview",
    async run(page, { tid, assert, violations }) {
      await page.waitForSelector(tid("result-track"));
      await page.focus(tid("tab-overview"));
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction(() => location.hash.includes("/facts"));
      await page.keyboard.press("Alt+7");
      await page.waitForFunction(() => location.hash.includes("/matrix"));
      await page.keyboard.press("Alt+1");
      await page.waitForSelector(tid("result-track"));
      await page.keyboard.press("Control+\\");
      await page.waitForSelector(tid("source-panel"));
      await page.keyboard.press("?");
      await page.waitForSelector(".mb-dialog dl dt");
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press("Escape");
      await page.waitForSelector(".mb-dialog dl dt", { state: "detached" });
      await page.keyboard.press("Control+k");
      await page.waitForSelector(tid("palette"));
      await page.keyboard.insertText("gzzh");
      await page.waitForSelector("#palette-0");
      assert.match(await text(page, "#palette-0"), /告知之后/);
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => location.hash.includes("/facts?at=continued_after"));
    },
  },
  {
    name: "a user is added, the passphrase changed, the theme and the language chosen",
    hash: "#/settings",
    async run(page, { tid, assert }) {
      await page.click(tid("add-user"));
      await page.fill(tid("user-name"), "林助理");
      await page.fill(tid("user-passphrase"), "山前有一条很长的河");
      await page.click(tid("user-submit"));
      await page.waitForSelector("text=已添加林助理");
      await page.fill(tid("passphrase-old"), "纸墨印章四字");
      await page.fill(tid("passphrase-new"), "山后还有一条更长的河");
      await page.fill(tid("passphrase-repeat"), "山后还有一条更长的河");
      await page.keyboard.press("Enter");
      await page.waitForSelector("text=口令已更换");
      await page.click(tid("theme-dark"));
      await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(22, 24, 27)");
      await page.click(tid("language-en"));
      await page.waitForSelector("h1:text('Settings')");
      await page.click(tid("language-zh"));
    },
  },
  {
    name: "at 1366 × 768 with 125 % text nothing overflows sideways",
    hash: "#/case/demo/overview", viewport: { width: 1093, height: 614 },
    async run(page, { tid, assert }) {
      for (const tab of ["overview", "facts", "matrix", "review", "documents", "matter"]) {
        await page.click(tid(`tab-${tab}`));
        await page.waitForTimeout(250);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), tab);
      }
    },
  },
];
