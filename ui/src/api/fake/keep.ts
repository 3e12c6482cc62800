// Drafts, recycle bins, changes, the log, comments and the archive checklist of the recorded vault.
import type { ArchiveLine, Commands, NoteRow, RemarkOn, ThreadView } from "../commands";
import { headOf } from "./heads";
import { apply, matter, me, nextId, now, put, refuse, requireLawyer, world, type Matter } from "./world";

type Mine = "keep_draft" | "drop_draft" | "drafts" | "bin" | "put_back" | "case_bin" | "bin_case" | "restore_case" | "destroy_case" | "changes" | "undo_to" | "take_back" | "states" | "log" | "remarks" | "put_remark" | "settle_remark" | "remove_remark" | "ask_in_meeting" | "archive" | "waive_archive" | "notes" | "set_note" | "remove_note";
type Handlers = { [Name in Mine]: (request: Commands[Name]["request"]) => Commands[Name]["view"] };

const drafts = new Map<string, { body: string; at: string }>();
const binned: { one: Matter; at: string; who: string }[] = [];
const destroyed: { mark: string; at: string; who: string }[] = [];
const threads = new Map<string, ThreadView[]>();
const notes = new Map<string, NoteRow[]>();
const waived = new Map<string, { reason: string; by: string }>();

const named = (id: string) => `${me().id} ${id}`;
const of = (one: Matter) => threads.get(one.id) ?? [];

function saved(one: Matter, what: string) {
  one.revision += 1;
  one.saved_at = now();
  one.log.unshift({ at: one.saved_at, who: me().name, what });
  return { revision: one.revision, saved_at: one.saved_at, what, path: "", card: null, can_undo: one.journal.length > 0, can_redo: one.undone.length > 0, undo_what: one.journal.at(-1)?.what ?? "" };
}

/** What was cleared and not answered again: the last change of its key took it out. */
function cleared(one: Matter) {
  return one.journal.map((change, row) => ({ change, row: row + 1 })).filter(({ change }) => !change.after && change.before && !one.positions.has(change.key));
}

const bins = () => ({ cases: binned.map(({ one, at, who }) => ({ id: one.id, name: one.name, accused: one.parties.map((party) => party.name), at, who })), destroyed });

function stepBack(one: Matter): string {
  const change = one.journal.pop() ?? refuse("invalid", "没有可以撤销的操作。", "");
  one.undone.push(change);
  apply(one, change, "before");
  return change.what;
}

const aboutOf = (on: RemarkOn) => (on.kind === "fact" ? on.path : on.kind === "page" ? `${on.volume} 第${on.page}页` : on.kind === "item" ? on.key : "全案");

export const keep: Handlers = {
  keep_draft: ({ case: id, key, body }) => {
    const at = now();
    drafts.set(named(`${id} ${key}`), { body, at });
    return { at: at.slice(11, 19) };
  },
  drop_draft: ({ case: id, key }) => {
    drafts.delete(named(`${id} ${key}`));
    return { at: now().slice(11, 19) };
  },
  drafts: ({ case: id }) => ({
    drafts: [...drafts].filter(([key]) => key.startsWith(named(`${id} `))).map(([key, held]) => ({ key: key.slice(named(`${id} `).length), body: held.body, at: `${held.at.slice(0, 10)} ${held.at.slice(11, 16)}` })),
  }),
  bin: (request) => {
    const one = matter(request.case);
    return { rows: cleared(one).map(({ change, row }) => ({ former: { kind: "position" as const, row }, kind_name: "事实", name: change.what.replace(/^录入“|”$/g, ""), words: "", at: change.at, who: change.who, what: "清空", may: change.side !== "finding" || me().role === "lawyer" })).reverse() };
  },
  put_back: ({ case: id, former }) => {
    const one = matter(id);
    for (const { row } of former) {
      const change = one.journal[row - 1] ?? refuse("not_found", "没有找到这一次改动。", "");
      put(one, change.actor, change.path, change.side, change.before ?? change.after, change.what);
    }
    return saved(one, `恢复${former.length}项`);
  },
  case_bin: () => bins(),
  bin_case: (request) => {
    requireLawyer("移入回收站");
    const one = matter(request.case);
    world.matters = world.matters.filter((held) => held !== one);
    binned.unshift({ one, at: now(), who: me().name });
    return bins();
  },
  restore_case: (request) => {
    const at = binned.findIndex(({ one }) => one.id === request.case);
    const held = binned[at] ?? refuse("not_found", "回收站里没有这个案件，请刷新后再看。", "");
    binned.splice(at, 1);
    world.matters.unshift(held.one);
    return bins();
  },
  destroy_case: (request) => {
    requireLawyer("销毁");
    const at = binned.findIndex(({ one }) => one.id === request.case);
    if (binned[at]?.one.name !== request.name.trim()) refuse("invalid", "输入的案名与要销毁的案件不一致，没有销毁。", "");
    binned.splice(at, 1);
    destroyed.unshift({ mark: request.case.slice(0, 8), at: now(), who: me().name });
    return bins();
  },
  changes: (request) => {
    const one = matter(request.case);
    const rows = one.journal.map((change, n) => ({ seq: n + 2, at: change.at, who: change.who, what: change.what, steps: one.journal.length - n, single: true })).reverse();
    return { rows: [...rows, { seq: 1, at: "2026-07-01 09:00:00", who: "周律师", what: "新建案件", steps: 0, single: false }], redo: one.undone.map((change) => change.what).reverse() };
  },
  undo_to: ({ case: id, steps }) => {
    const one = matter(id);
    for (let n = 0; n < steps; n += 1) stepBack(one);
    return saved(one, `已撤销${steps}步`);
  },
  take_back: () => refuse("invalid", "演示数据只保留本次打开以来的改动。", "请在程序里打开案件。"),
  states: ({ case: id, kind, key }) => {
    const one = matter(id);
    const party = one.parties.find((held) => held.id === key);
    const fields = kind === "party" ? [{ label: "名称", value: party?.name ?? "", before: null }, { label: "身份", value: party?.role ?? "", before: null }] : [{ label: "名称", value: one.name, before: null }, { label: "诉讼阶段", value: headOf(one).stage_name, before: null }];
    return { name: kind === "party" ? (party?.name ?? "") : one.name, rows: [{ former: { kind, row: 1 }, at: one.saved_at, who: "周律师", what: "新建案件", fields, current: true, may: true }] };
  },
  log: ({ case: id, who, kind, limit }) => {
    const one = matter(id);
    const all = one.log.map((row, n) => ({ seq: one.log.length - n, at: `${row.at.slice(0, 10)} ${row.at.slice(11, 19)}`, who: row.who, kind: /采纳|退回/.test(row.what) ? "审核" : "事实", what: row.what, hash: "9d1f04c2e77ab3" }));
    const rows = all.filter((row) => (!who || row.who === who) && (!kind || (kind === "review") === (row.kind === "审核")));
    return { rows: rows.slice(0, limit), fitting: rows.length, total: all.length, people: [...new Set(all.map((row) => row.who))], kinds: [{ id: "record", name: "事实" }, { id: "review", name: "审核" }], broken_at: null, broken_why: "", head: "9d1f04c2e77ab3".repeat(4) };
  },
  remarks: (request) => {
    const all = of(matter(request.case));
    return { threads: all, open: all.filter((thread) => !thread.settled_by).length };
  },
  put_remark: ({ case: id, id: own, reply_to, on, text }) => {
    const one = matter(id);
    if (!text.trim()) refuse("invalid", "请写明批注的内容。", "");
    const remark = { id: nextId("c"), who: me().name, at: now(), text: text.trim(), mine: true };
    const all = of(one);
    if (own) {
      const found = all.flatMap((thread) => thread.remarks).find((held) => held.id === own);
      if (found) found.text = text.trim();
    } else if (reply_to) all.find((thread) => thread.id === reply_to)?.remarks.push(remark);
    else threads.set(id, [{ id: remark.id, on, about: aboutOf(on), remarks: [remark], settled_by: "", task: "", task_text: "", task_done: false }, ...all]);
    return saved(one, "添加批注");
  },
  settle_remark: ({ case: id, id: own, settled }) => {
    const one = matter(id);
    const thread = of(one).find((held) => held.id === own) ?? refuse("not_found", "没有找到这条批注。", "");
    thread.settled_by = settled ? me().name : "";
    return saved(one, settled ? "了结批注" : "重新打开批注");
  },
  remove_remark: ({ case: id, id: own }) => {
    const one = matter(id);
    threads.set(id, of(one).filter((thread) => thread.id !== own).map((thread) => ({ ...thread, remarks: thread.remarks.filter((held) => held.id !== own) })));
    return saved(one, "移除批注");
  },
  ask_in_meeting: ({ case: id, id: own }) => {
    const one = matter(id);
    const thread = of(one).find((held) => held.id === own) ?? refuse("not_found", "没有找到这条批注。", "");
    Object.assign(thread, { task: nextId("t"), task_text: thread.remarks[0]?.text ?? "" });
    return saved(one, "批注列入会见提纲");
  },
  archive: (request) => {
    const one = matter(request.case);
    const line = (id: string, name: string, done: boolean, tab: string, found: string): ArchiveLine => {
      const held = done ? undefined : waived.get(`${one.id} ${id}`);
      return { id, name, note: "", state: done ? "done" : held ? "waived" : "missing", found: [found], tab, reason: held?.reason ?? "", by: held?.by ?? "" };
    };
    const open = of(one).filter((thread) => !thread.settled_by);
    const lines = [
      line("mandate", "委托手续", one.cover.firm !== "", "matter", one.cover.firm ? "已填写" : "律师事务所未填"), line("meetings", "会见笔录", false, "statements", "还没有"),
      line("review", "待审事实清零", false, "review", "总收入（控方）"), line("comments", "批注全部了结", !open.length, "review", open.length ? (open[0]?.remarks[0]?.text ?? "") : "全部了结"), line("closed", "诉讼阶段记为已结", one.stage === "closed", "matter", `现为${headOf(one).stage_name}`),
    ];
    return { lines, missing: lines.filter((one) => one.state === "missing").length, may: me().role === "lawyer", revision: one.revision };
  },
  notes: (request) => ({ rows: notes.get(request.case) ?? [] }),
  set_note: ({ case: id, id: own, title, text }) => {
    const known = notes.get(id) ?? [];
    const row = { id: own || nextId("n"), title, text, by: `${me().name} ${now()}` };
    notes.set(id, [row, ...known.filter((note) => note.id !== own)]);
    return saved(matter(id), "写办案笔记");
  },
  remove_note: ({ case: id, id: own }) => {
    notes.set(id, (notes.get(id) ?? []).filter((note) => note.id !== own));
    return saved(matter(id), "删除办案笔记");
  },
  waive_archive: ({ case: id, id: own, reason }) => {
    requireLawyer("标为不适用");
    if (reason) waived.set(`${id} ${own}`, { reason, by: me().name });
    else waived.delete(`${id} ${own}`);
    saved(matter(id), "归档清单");
    return keep.archive({ case: id });
  },
};
