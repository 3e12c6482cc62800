// Fact cards, the form, the review queue: what is stored, as the screens read it.
import type { Answer, FactCard, FormView, PositionView, ReviewItem, Side, TableView } from "../commands";
import { GROUPS, QUESTIONS, TABLES, type Question } from "./questions";
import { headOf } from "./heads";
import { USED_IN } from "./rules";
import { keyOf, me, type Matter, type Row, type Stored } from "./world";

const SIDES: Side[] = ["alleged", "ours", "finding"];
const EMPTY: Answer = { kind: "empty" };

export function position(one: Matter, actor: string, path: string, side: Side): PositionView {
  const held = one.positions.get(keyOf(actor, path, side));
  if (!held) return { side, answer: EMPTY, sources: [], note: "", status: "", reason: "", by: "", at: "", review: { state: "", by: "", at: "", reason: "" } };
  const { answer, sources, note, status, reason, by, at } = held;
  return { side, answer, sources, note, status, reason, by, at, review: { state: held.state, by: held.reviewer, at: held.reviewed_at, reason: held.review_reason } };
}

/** The question behind a path: a fact, a judgment, a cell of a table, or whether a table is complete. */
export function questionOf(path: string, rows: Row[] = []): Question {
  const direct = QUESTIONS.find((question) => question.id === path);
  if (direct) return direct;
  const [tableId = "", complete] = path.split("#");
  if (complete) {
    const table = TABLES.find((one) => one.id === tableId);
    return { id: path, group: table?.group ?? "", type: "bool", question: `“${table?.name ?? ""}”是否已列全？`, help: "未列全时，数量与合计只能作为下限。" };
  }
  const [table, row, column] = path.split("/");
  const owner = TABLES.find((one) => one.id === table);
  const cell = owner?.columns.find((one) => one.id === column);
  const name = rows.find((one) => one.id === row)?.name ?? "";
  return { id: path, group: owner?.group ?? "", type: (cell?.type ?? "text") as FactCard["type"], question: `${name}：${cell?.name ?? ""}`, options: cell?.options ?? [] };
}

export function card(one: Matter, actor: string, path: string): FactCard {
  const question = questionOf(path, one.rows.get(`${actor}|${path.split("/")[0]}`));
  const positions = SIDES.map((side) => position(one, actor, path, side));
  const said = positions.filter((held) => held.side !== "finding" && held.answer.kind !== "empty").map((held) => JSON.stringify(held.answer.kind === "typed" ? held.answer.echo : held.answer));
  return {
    path, id: question.id, question: question.question, type: question.type, options: question.options ?? [], unit: question.unit ?? "", help: question.help ?? "", proof: question.proof ?? "",
    find: question.find ?? [], factors: question.factors ?? [], cites: question.cites ?? [], lawyer_only: question.lawyer_only ?? false, matters: path in USED_IN || path.includes("/"), positions,
    disputed: new Set(said).size > 1, returned: positions.some((held) => held.review.state === "returned"), used_in: USED_IN[path] ?? [],
  };
}

function tables(one: Matter, actor: string, group: string): TableView[] {
  return TABLES.filter((table) => table.group === group).map((table) => ({
    id: table.id, name: table.name, text: table.text, columns: table.columns.map((column) => ({ ...column, type: column.type as FactCard["type"] })), matters: true, complete: card(one, actor, `${table.id}#complete`),
    rows: (one.rows.get(`${actor}|${table.id}`) ?? []).map((row) => {
      const cells = table.columns.map((column) => card(one, actor, `${table.id}/${row.id}/${column.id}`));
      const sides = SIDES.filter((side) => cells.some((cell) => cell.positions.some((held) => held.side === side && held.answer.kind !== "empty")));
      const open = cells.flatMap((cell) => cell.positions).find((held) => held.review.state === "proposed" || held.review.state === "returned");
      return { id: row.id, name: row.name, sides, cells, review: open?.review ?? { state: "accepted", by: "", at: "", reason: "" } };
    }),
  }));
}

export function form(one: Matter, actor: string, asked: string | null, onlyMatters: boolean): FormView {
  const group = asked ?? GROUPS[0]?.id ?? "";
  const cardsOf = (id: string) => QUESTIONS.filter((question) => question.group === id).map((question) => card(one, actor, question.id));
  return {
    head: headOf(one), actor, group,
    groups: GROUPS.map(({ id, name }) => {
      const cards = cardsOf(id);
      const count = (test: (of: FactCard) => boolean) => cards.filter(test).length;
      return { id, name, total: cards.length, empty: count((of) => of.positions.every((held) => held.answer.kind === "empty")), disputed: count((of) => of.disputed), returned: count((of) => of.returned), matters: count((of) => of.matters) };
    }),
    facts: cardsOf(group).filter((of) => !onlyMatters || of.matters), tables: tables(one, actor, group),
  };
}

const WEIGHT: Record<string, string> = {
  continued_after: "会改变“经监管部门告知后仍然实施”，进而可能改变结论", gains_total: "会改变“违法所得一万元以上”", stopped_quickly: "可能构成相反证据", "objects/r2/convictable": "会改变“三个以上对象”的计数",
  price_high: "会改变“交易价格明显异常”", evades: "会改变“逃避监管”", last_act: "决定适用哪一版规则", "income/i1/amount": "会改变“违法所得一万元以上”",
};

/** What waits for the lawyer, what would change the result first; returned ones stay at the end until corrected. */
export function queue(one: Matter, actor: string): ReviewItem[] {
  const order = Object.keys(WEIGHT);
  const rank = (path: string) => (order.includes(path) ? order.indexOf(path) : order.length);
  const open: [string, Stored][] = [...one.positions].filter(([key, held]) => key.startsWith(`${actor}|`) && (held.state === "proposed" || held.state === "returned"));
  const items = open.map(([key, held]): ReviewItem => {
    const [, path = "", side = "ours"] = key.split("|");
    const before = one.journal.findLast((change) => change.key === key)?.before;
    return { path, side: side as Side, actor, question: questionOf(path, one.rows.get(`${actor}|${path.split("/")[0]}`)).question, answer: held.answer, sources: held.sources, by: held.by, at: held.at, effect: WEIGHT[path] ?? "", old: before?.answer ?? EMPTY, state: held.state === "returned" ? "returned" : "proposed", reason: held.review_reason, group: GROUPS.find((group) => group.id === questionOf(path, one.rows.get(`${actor}|${path.split("/")[0]}`)).group)?.name ?? "", comments: 0, also: [] };
  });
  return items.sort((a, b) => Number(a.state === "returned") - Number(b.state === "returned") || rank(a.path) - rank(b.path));
}

export const can = () => ({ find: me().role === "lawyer", review: me().role === "lawyer", sign: me().role === "lawyer" });
