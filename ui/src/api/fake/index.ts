// Answers every command from recorded views that remember what was done to them. Development, tests and pictures only; never in the product.
import type { Commands, Exports, Saved, VaultState } from "../commands";
import { card, form, queue, questionOf } from "./cards";
import { documentView, pagesOf, setWords, wordsIn } from "./documents";
import { coverOf, headOf, rowOf } from "./heads";
import { TABLES } from "./questions";
import { readValue } from "./read";
import { ruleCases, ruleDiff, ruleList, rulePack, ruleTests } from "./rulebook";
import { demoMatter, seed } from "./seed";
import { charges } from "./charges";
import { addTask, calendar, officeDates, setOfficeDates, setTask, tasks } from "./dates";
import { deadlines, kindName } from "./deadlines";
import { file } from "./file";
import { search, searchState } from "./search";
import { evidence } from "./evidence";
import { people } from "./people";
import { sentence } from "./sentence";
import { versions } from "./versions";
import { keep } from "./keep";
import { door, keys } from "./keys";
import { strategy } from "./strategy";
import { matrix, overview, provision } from "./views";
import { agenda, flips, focus, scenarios, whatIf } from "./whatif";
import { addUser, apply, CHARGES, emptyMatter, keyOf, matter, me, nextId, now, put, refuse, requireLawyer, STAGES, world, type Matter } from "./world";

type Known = Omit<Commands, keyof Exports> & Exports;
type Handlers = { [Name in keyof Known]: (request: Known[Name]["request"]) => Known[Name]["view"] };

seed(new URLSearchParams(location.search).get("vault") ?? "");

const EDITION = { name: "明辩规则包", date: "2026-11-23", note: "核对日2026-11-23；依据与核实程度见各条文。", fingerprint: "", rule_sets: 50, accepted: "" };

const vault = (): VaultState => ({ exists: world.exists, unlocked: world.user !== null, users: world.users, user: world.user, version: "0.1.0", ...door(world.user !== null) });

function saved(one: Matter, what: string, actor = "", path = ""): Saved {
  return { revision: one.revision, saved_at: one.saved_at, what, path, card: path ? card(one, actor, path) : null, can_undo: one.journal.length > 0, can_redo: one.undone.length > 0, undo_what: one.journal.at(-1)?.what ?? "" };
}

function checkPassphrase(text: string): void {
  if ([...text].length < 8) refuse("invalid", "口令太短。", "请至少使用 8 个字符，最好是一句只有自己知道的话。");
}

function remember(one: Matter): ReturnType<typeof rowOf> {
  world.matters.unshift(one);
  return rowOf(one, "");
}

const VERDICTS = { made_out: "成立", not_made_out: "不成立", not_proved: "未达证明标准" };

const handlers: Handlers = {
  vault_state: () => vault(),
  create_vault: ({ name, passphrase }) => {
    checkPassphrase(passphrase);
    world.exists = true;
    world.user = addUser(name, "lawyer", passphrase);
    return vault();
  },
  unlock: ({ user, passphrase }) => {
    if (passphrase === "损坏") refuse("damaged", "保险库文件已损坏，无法打开。", "请用最近一次备份恢复；原文件没有被改动。");
    if (world.passphrases.get(user) !== passphrase) refuse("wrong_passphrase", "口令不对。", "请检查大小写与输入法后重试；案件内容没有改动。");
    world.user = world.users.find((one) => one.id === user) ?? null;
    return vault();
  },
  lock: () => {
    world.user = null;
    return vault();
  },
  add_user: ({ name, role, passphrase }) => {
    requireLawyer("添加用户");
    checkPassphrase(passphrase);
    addUser(name, role, passphrase);
    return vault();
  },
  change_passphrase: (request) => {
    if (world.passphrases.get(me().id) !== request.old) refuse("wrong_passphrase", "当前口令不对。", "请重新输入当前口令。");
    checkPassphrase(request.new);
    world.passphrases.set(me().id, request.new);
    return vault();
  },
  ...keys(() => vault()),
  ...people,
  case_list: () => ({ cases: world.matters.map((one) => rowOf(one, one.positions.size ? VERDICTS[overview(one, one.parties[0]?.id ?? "").result_all] : "")), stages: STAGES, charges: CHARGES, neglected: [], neglect_days: 14 }),
  ...file,
  ...evidence,
  create_case: ({ name, accused, stage }) => {
    if (!name.trim()) refuse("invalid", "请填写案名。", "");
    return remember(emptyMatter(name.trim(), accused, stage, false));
  },
  create_demo: () => remember(demoMatter()),
  import_case: ({ text }) => {
    const found = /name\s*[=:]\s*"([^"]+)"/.exec(text);
    if (!found) refuse("invalid", "这不是明辩的案件文件。", "请选择由“导出案件”得到的文件，或按文档格式编写的文件。");
    return remember(emptyMatter(found?.[1] ?? "", "", "investigation", false));
  },
  export_case: (request) => ({ file_name: `${matter(request.case).name}.toml`, sha256: "", pages: 0, saved: true }),
  case_head: (request) => headOf(matter(request.case)),
  matter_form: (request) => coverOf(matter(request.case)),
  update_matter: ({ case: id, name, stage, ...cover }) => {
    if (!name.trim()) refuse("invalid", "请填写案名。", "");
    const one = Object.assign(matter(id), { name: name.trim(), stage, cover });
    one.revision += 1;
    return headOf(one);
  },
  set_party: ({ case: id, party, ...said }) => {
    const one = matter(id);
    if (!said.name.trim()) refuse("invalid", "请填写姓名或者名称。", "");
    const known = one.parties.find((held) => held.id === party);
    if (known) Object.assign(known, said);
    else one.parties.push({ id: nextId("p"), ...said });
    one.revision += 1;
    return headOf(one);
  },
  search: ({ query, case: id, kinds, limit }) => search(query, id, kinds, limit),
  search_state: (request) => searchState(request.case),
  index_slice: () => ({ left: 0 }),
  overview: (request) => overview(matter(request.case), request.actor),
  fact_form: (request) => form(matter(request.case), request.actor, request.group, request.only_matters),
  read_value: ({ type, text }) => readValue(type, text),
  record_position: ({ actor, path, side, answer, sources, note, status, reason, ...request }) => {
    const one = matter(request.case);
    const question = questionOf(path, one.rows.get(`${actor}|${path.split("/")[0]}`));
    if (side === "finding" || question.lawyer_only) requireLawyer("研判");
    const read = answer.kind === "typed" ? readValue(question.type, answer.text) : null;
    if (read && !read.ok) refuse("invalid", read.problem, "");
    const held = answer.kind === "typed" ? { ...answer, echo: read?.echo ?? "" } : answer.kind === "choice" ? { ...answer, name: question.options?.find((option) => option.id === answer.id)?.name ?? answer.id } : answer.kind === "ref" ? { ...answer, name: one.rows.get(`${actor}|objects`)?.find((row) => row.id === answer.row)?.name ?? "" } : answer;
    const cited = sources.map((source) => {
      const place = /^(?:证据卷)?([一二三四五六七八九十\d]+)[-第]+(\d+)页?$/.exec(source.text.trim());
      if (source.kind === "page" && !place) refuse("invalid", `读不出页码“${source.text}”。`, "请写成 2-47 或 证据卷二第47页。");
      const volume = place?.[1]?.replace(/^\d$/, (digit) => "零一二三四五六七八九"[Number(digit)] ?? digit) ?? "";
      return { kind: source.kind, text: place ? `证据卷${volume}第${place[2]}页` : source.kind === "client" ? "当事人陈述" : source.kind === "none" ? "无证据" : source.text, volume, page: place?.[2] ?? "", quote: source.quote, anchor: source.anchor };
    });
    const what = `${question.question}（${{ alleged: "控方", ours: "我方", finding: "研判" }[side]}）`;
    const after = held.kind === "clear" ? undefined : { answer: held, sources: cited, note, status, reason, by: me().name, at: now(), state: me().role === "lawyer" ? ("accepted" as const) : ("proposed" as const), reviewer: me().role === "lawyer" ? me().name : "", reviewed_at: "", review_reason: "" };
    put(one, actor, path, side, after, `录入“${what}”`);
    return saved(one, what, actor, path);
  },
  add_row: ({ actor, table, name, ...request }) => {
    const one = matter(request.case);
    const rows = one.rows.get(`${actor}|${table}`) ?? [];
    one.rows.set(`${actor}|${table}`, [...rows, { id: nextId("row"), name }]);
    one.revision += 1;
    one.saved_at = now();
    return saved(one, `增加“${TABLES.find((known) => known.id === table)?.name ?? ""}”一行：${name}`);
  },
  remove_row: ({ actor, table, row, ...request }) => {
    const one = matter(request.case);
    one.rows.set(`${actor}|${table}`, (one.rows.get(`${actor}|${table}`) ?? []).filter((known) => known.id !== row));
    one.revision += 1;
    one.saved_at = now();
    return saved(one, "移除一行");
  },
  deadlines: (request) => deadlines(matter(request.case), request.actor, request.event),
  add_event: ({ actor, event, ...request }) => {
    const one = matter(request.case);
    one.rows.set(`${actor}|events`, [...(one.rows.get(`${actor}|events`) ?? []), { id: nextId("row"), name: kindName(event.kind) }]);
    one.revision += 1;
    one.saved_at = now();
    return saved(one, "添加程序事件");
  },
  calendar: (request) => calendar(request),
  complete_limit: () => refuse("not_found", "找不到这个期限。", ""),
  sign_limit: () => refuse("not_found", "找不到这个期限。", ""),
  reopen_limit: () => refuse("not_found", "找不到这个期限。", ""),
  derived: (request) => ({ actor: request.actor, answers: [] }),
  take_derived: () => refuse("invalid", "这项推算已经改变，请看过新的算式再采用。", ""),
  office_dates: () => officeDates(),
  set_office_dates: (request) => {
    requireLawyer("修改期限提醒");
    return setOfficeDates(request);
  },
  tasks: (request) => tasks(matter(request.case)),
  add_task: (request) => { addTask(matter(request.case), request); return saved(matter(request.case), "添加待办"); },
  change_task: ({ task, text, due, who, ...request }) => { setTask(matter(request.case), task, { text, due, due_words: due, who }); return saved(matter(request.case), "修改待办"); },
  finish_task: ({ task, on, result, ...request }) => {
    if (!result.trim()) refuse("invalid", "请写明办理的结果；没有结果也请写明，例如“当事人不清楚”。", "");
    const known = setTask(matter(request.case), task, { done: on, done_on: on, result, source: `会见笔录（${on}）` });
    return { ...saved(matter(request.case), "办结待办"), path: known?.fact ?? "" };
  },
  reopen_task: ({ task, ...request }) => { setTask(matter(request.case), task, { done: "", done_on: "" }); return saved(matter(request.case), "恢复待办"); },
  drop_task: ({ task, ...request }) => { setTask(matter(request.case), task, null); return saved(matter(request.case), "移除待办"); },
  export_week: () => ({ file_name: "期限周表.pdf", sha256: "", pages: 1, saved: true }),
  export_calendar: () => ({ file_name: "期限日历.ics", sha256: "", pages: 0, saved: true }),
  add_calendar: ({ text }) => {
    requireLawyer("添加日历");
    const year = /year\s*=\s*(\d{4})/.exec(text);
    if (!year) refuse("invalid", "没有写年份。", "");
    return { year: Number(year?.[1]), basis: "", days: "" };
  },
  review: ({ actor, path, side, verdict, reason, ...request }) => {
    requireLawyer("审核");
    const one = matter(request.case);
    const held = one.positions.get(keyOf(actor, path, side)) ?? refuse("not_found", "这一项已不在了。", "请刷新后再审核。");
    if (verdict === "returned" && !reason.trim()) refuse("invalid", "退回须写明理由。", "写一句让助理知道要补什么。");
    const what = `${verdict === "accepted" ? "采纳" : "退回"}“${questionOf(path, one.rows.get(`${actor}|${path.split("/")[0]}`)).question}”`;
    put(one, actor, path, side, { ...held, state: verdict, reviewer: me().name, reviewed_at: now(), review_reason: reason }, what);
    return saved(one, what, actor, path);
  },
  undo: (request) => {
    const one = matter(request.case);
    const change = one.journal.pop() ?? refuse("invalid", "没有可以撤销的操作。", "");
    one.undone.push(change);
    apply(one, change, "before");
    return saved(one, change.what, change.actor, change.path);
  },
  redo: (request) => {
    const one = matter(request.case);
    const change = one.undone.pop() ?? refuse("invalid", "没有可以恢复的操作。", "");
    one.journal.push(change);
    apply(one, change, "after");
    return saved(one, change.what, change.actor, change.path);
  },
  review_queue: (request) => ({ head: headOf(matter(request.case)), items: queue(matter(request.case), request.actor) }),
  fact_history: (request) => {
    const one = matter(request.case);
    const rows = one.journal.filter((change) => change.path === request.path).map((change) => ({ row: one.journal.indexOf(change) + 1, at: change.at, who: change.who, side: change.side, answer: change.after?.answer ?? ({ kind: "empty" } as const), note: change.after?.note ?? "", what: change.what }));
    const first = (["alleged", "ours", "finding"] as const).flatMap((side) => {
      const held = one.positions.get(keyOf(request.actor, request.path, side));
      return held ? [{ row: 0, at: held.at, who: held.by, side, answer: held.answer, note: held.note, what: "录入" }] : [];
    });
    return { rows: [...rows.reverse(), ...first] };
  },
  versions: (request) => versions(matter(request.case), request.actor, request.accepted_only),
  charges: (request) => charges(matter(request.case), request.actor, request.accepted_only),
  sentence: (request) => sentence(matter(request.case), request.actor, request.stance, request.accepted_only, me().role === "lawyer"),
  confirm_start: () => refuse("not_found", "演示数据不计算量刑。", "请在程序里打开案件。"),
  set_local_rules: () => refuse("not_found", "演示数据不计算量刑。", "请在程序里打开案件。"),
  charts: (request) => ({ head: headOf(matter(request.case)), actor: request.actor, charts: [] }),
  strategy: (request) => strategy(matter(request.case), request.actor, request.accepted_only),
  what_if: (request) => whatIf(matter(request.case), request),
  flips: (request) => flips(matter(request.case), request),
  focus: (request) => focus(matter(request.case), request),
  agenda: (request) => agenda(matter(request.case), request.actor),
  scenarios: (request) => scenarios.list(request.case),
  save_scenario: (request) => scenarios.save(request.case, request.scenario),
  remove_scenario: (request) => scenarios.remove(request.case, request.id),
  matrix: (request) => matrix(matter(request.case), request.actor, request.pack, request.accepted_only, request.stance),
  provision: ({ cite }) => provision(cite),
  document: (request) => documentView(matter(request.case), request.actor, request.document, request.accepted_only),
  document_pages: ({ paper, from, to }) => pagesOf(documentView(matter(paper.case), paper.actor, paper.document, paper.accepted_only), from, to),
  words_of: ({ paper, place }) => {
    const words = wordsIn(matter(paper.case), documentView(matter(paper.case), paper.actor, paper.document, paper.accepted_only), place);
    return { words, generated: words, id: "", links: [] };
  },
  set_words: ({ paper, place, words }) => {
    const one = matter(paper.case);
    setWords(one, paper.document, place, words);
    one.revision += 1;
    return saved(one, "改写文书文字");
  },
  drop_words: ({ case: id }) => saved(matter(id), "恢复自动生成的文字"),
  return_words: ({ case: id }) => saved(matter(id), "退回文书改写"),
  accept_words: ({ paper }) => saved(matter(paper.case), "审定文书改写"),
  set_outline: ({ case: id }) => saved(matter(id), "选择文书章节"),
  set_release: ({ case: id }) => saved(matter(id), "同意写入对外文书"),
  document_versions: () => ({ rows: [] }),
  version_pages: () => refuse("not_found", "没有找到这个版本。", ""),
  document_diff: () => refuse("not_found", "没有找到这个版本。", ""),
  redaction: () => ({ words: [{ word: "王五", mask: "王某1", count: 3 }], numbers: 2, suspects: ["赵敏"] }),
  hearing_codes: () => ({ at: "2026-07-18 09:00", codes: [{ code: "A1", what: "当事人是否供认，当时知道对方利用网络实施犯罪？" }] }),
  take_code: ({ case: id }) => saved(matter(id), "录入庭审记录"),
  own_templates: () => ({ rows: [] }),
  put_template: () => ({ rows: [] }),
  set_template: () => ({ rows: [] }),
  export_document: (request) => ({ file_name: `${documentView(matter(request.case), request.actor, request.document, request.accepted_only).title}.pdf`, sha256: "4f0c2be17d55a3f0c81e6d2f9ab27c40e5d1138a6b7f90c2d4e8a1b35c6f9ab2", pages: 3, saved: true }),
  activity: (request) => ({ rows: matter(request.case).log, chain_ok: true, head: "9d1f04c2e77ab3" }),
  rules_state: () => ({ in_force: EDITION, built_in: EDITION }),
  stage_rules: () => refuse("invalid", "这个文件不是规则包，请选择由 mingbian bundle 生成的文件。", "演示数据不更换规则，请在程序里试。"),
  rule_effects: () => refuse("invalid", "这个规则包还没有读入，请重新选择文件。", ""),
  install_rules: () => refuse("invalid", "这个规则包还没有读入，请重新选择文件。", ""),
  uninstall_rules: () => ({ in_force: EDITION, built_in: EDITION }),
  rule_list: () => ruleList(),
  rule_pack: ({ file }) => rulePack(file),
  run_rule_tests: ({ file }) => ruleTests(file),
  rule_diff: ({ from, to }) => ruleDiff(from, to),
  rule_cases: ({ file, node }) => ruleCases(file, node),
  ...keep,
  export_log: (request) => ({ file_name: `${matter(request.case).name}_活动日志.${request.format}`, sha256: "", pages: 0, saved: true }),
  settings: () => ({ ...world.settings }),
  set_settings: (next) => {
    world.settings = { ...next };
    return { ...next };
  },
};

export async function answer<Name extends keyof Known>(name: Name, request: Known[Name]["request"]): Promise<Known[Name]["view"]> {
  // How often something was asked: a screen at rest asks nothing.
  const counted = globalThis as { asked?: number };
  counted.asked = (counted.asked ?? 0) + 1;
  if (name !== "vault_state" && name !== "create_vault" && name !== "unlock" && name !== "lock") me();
  // Both directions pass through JSON, as they do over the real wire.
  return JSON.parse(JSON.stringify(handlers[name](JSON.parse(JSON.stringify(request)))));
}
