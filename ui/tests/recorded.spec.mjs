// Every screen over what the program really answers on the demonstration case (recorded.json, held to `app` by tests/recorded.rs).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axe } from "./axe.mjs";
import { atRest, open } from "./harness.mjs";

const recorded = JSON.parse(readFileSync(new URL("recorded.json", import.meta.url), "utf8"));
const SCREENS = [
  { name: "cases", hash: "#/cases", says: "王某、某云科技公司服务器出租案" },
  { name: "overview", hash: "#/case/demo/overview", says: recorded.overview.sentence_all },
  { name: "facts", hash: "#/case/demo/facts?at=confessed_knowledge", says: "当事人是否供认，当时知道对方利用网络实施犯罪？" },
  { name: "matrix", hash: "#/case/demo/matrix?at=knowledge", says: recorded.matrix.sentences.proved },
  { name: "charges", hash: "#/case/demo/charges?at=fraud", says: recorded.charges.traps[0].title },
  { name: "calendar", hash: "#/calendar", says: recorded.calendar.parts[0].days[0].rows[0].name },
  { name: "tasks", hash: "#/case/demo/deadlines?at=tasks", says: recorded.tasks.proposals[0]?.text ?? "没有待办" },
  { name: "deadlines", hash: "#/case/demo/deadlines", says: recorded.deadlines.custody.total },
  { name: "sentence", hash: "#/case/demo/sentence", says: recorded.sentence.basis },
  { name: "sentence confirmed", hash: "#/case/demo/sentence", says: "拟宣告刑区间", views: { sentence: recorded["sentence:confirmed"] } },
  { name: "charts", hash: "#/case/demo/charts", says: recorded.charts.charts[0].title },
  { name: "strategy", hash: "#/case/demo/strategy?at=no_knowledge", says: recorded.strategy.sentence },
  { name: "presumptions", hash: "#/case/demo/matrix?at=knowledge", says: recorded.matrix.presumptions[0].name, press: "part-presumptions" },
  { name: "ladder", hash: "#/case/demo/matrix?at=knowledge", says: "概括知道对方利用网络实施犯罪", press: "part-ladder" },
  { name: "what if", hash: "#/case/demo/whatif", says: recorded.flips.sets[0].facts[0].question },
  { name: "review", hash: "#/case/demo/review", says: recorded.review_queue.items[0].question },
  { name: "documents", hash: "#/case/demo/documents", says: "案件分析备忘录" },
  { name: "file cover", hash: "#/case/demo/matter", says: "办案机关" },
  { name: "settings", hash: "#/settings", says: "周律师" },
];

const opens = ({ name, hash, says, press, views = {} }, scheme) => async (chrome, origin) => {
  const { page, faults, close } = await open(chrome, origin, { hash, scheme, recorded: { ...recorded, ...views }, now: "2026-11-23T09:30:00+08:00" });
  try {
    if (press) await page.click(`[data-testid="${press}"]`);
    await page.getByText(says).first().waitFor({ timeout: 8000 });
    assert.deepEqual(await axe(page), [], name);
    assert.ok(await atRest(page), "it goes on asking");
    assert.deepEqual(faults, [], name);
  } finally {
    await close();
  }
};

export const tests = Object.fromEntries(["light", "dark"].flatMap((scheme) => SCREENS.map((screen) => [`${screen.name} (${scheme})`, opens(screen, scheme)])));
