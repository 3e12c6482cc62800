// The list of a thousand cases: found by any part of a name or number, filtered, and only what is in sight is drawn.
import assert from "node:assert/strict";
import { axe } from "./axe.mjs";
import { open, tid } from "./harness.mjs";

const row = (n) => ({ id: `c${n}`, name: `第${n}号帮信案`, accused: [`王${n}某`], charge: "帮助信息网络犯罪活动罪", stage: "investigation", stage_name: "侦查", pending: n % 5, returned: 0, result: "", updated_at: "2026-07-01 10:00", demo: false, mine: n % 2 === 0, next_deadline: null, later: [], custody_day: n % 10 ? null : n, conflict_stops: 0, conflict_warns: 0 });
const recorded = {
  vault_state: { exists: true, unlocked: true, users: [], user: { id: "u", name: "周律师", role: "lawyer" }, version: "0", vault: "v", wait: 0, sheet: "", device: "file", cost: "" },
  settings: { theme: "light", language: "zh" },
  case_list: { cases: Array.from({ length: 1000 }, (_, n) => row(n)), stages: [{ id: "investigation", name: "侦查" }], charges: [], neglected: [], neglect_days: 14 },
  index_slice: { left: 0 },
  search: { groups: [{ kind: "person", name: "人员", count: 1, hits: [{ case: "c500", case_name: "第500号帮信案", place: "人员", pieces: [{ text: "仇小川 · 1380013", found: false }, { text: "8000", found: true }], open: { tab: "people", at: "", actor: "", volume: "", page: 0 } }] }], counted_all: true, state: { pages: 0, indexed: 0, failed: 0, unread: 0, behind: 0 } },
};

export const tests = {
  "a thousand cases: what is in sight is drawn, the rest is there": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, { hash: "#/cases", recorded });
    await page.locator("tbody tr.row").first().waitFor();
    const drawn = () => page.locator("tbody tr.row").count();
    assert.ok((await drawn()) < 40, `${await drawn()} rows drawn`);
    await page.locator("main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
    await page.locator("tbody tr.row").last().waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll("tbody tr.row")].at(-1)?.getAttribute("aria-rowindex") === "1001");
    assert.ok((await drawn()) < 40);
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(faults, []);
    await close();
  },

  "a number finds its case and says which; filters count what they keep": async (chrome, origin) => {
    const { page, faults, close } = await open(chrome, origin, { hash: "#/cases", recorded });
    await page.locator(tid("case-search")).fill("8000");
    await page.locator(tid("why-c500")).waitFor();
    assert.equal(await page.locator(tid("why-c500")).innerText(), "13800138000");
    await page.locator(tid("case-search")).fill("");
    await page.locator(tid("keep-custody")).click();
    await page.waitForFunction(() => document.querySelector('[data-testid="case-count"]').textContent.startsWith("100 /"));
    assert.match(await page.locator(tid("keep-review")).innerText(), /800/);
    assert.equal(await page.locator(tid("keep-week")).isDisabled(), true);
    assert.deepEqual(faults, []);
    await close();
  },
};
