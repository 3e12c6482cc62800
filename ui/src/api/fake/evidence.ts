// The register of evidence and the statements of the recorded vault, kept while the page lives. The law is shortened; the product reads it from its rules.
import type { CellView, CiteChip, Commands, EvidenceRegister, ExhibitView, PropositionView, Saved, StatementsView, StatementView, VolumeRef } from "../commands";
import { marksOn, pageRuns } from "../../frame/marks";
import { headOf } from "./heads";
import { matter, me, nextId, now, refuse, requireLawyer, type Matter } from "./world";

type Names = "evidence" | "exhibit_marks" | "put_exhibit" | "judge_exhibit" | "check_exhibit" | "exclude_exhibit" | "settle_exhibit" | "remove_exhibit" | "list_statements" | "statements" | "put_statement" | "remove_statement" | "put_proposition" | "remove_proposition" | "put_assertion" | "record_assertion";
type Answers = { [Name in Names]: (request: Commands[Name]["request"]) => Commands[Name]["view"] };
type Kept = { exhibits: ExhibitView[]; statements: StatementView[]; propositions: PropositionView[]; cells: CellView[]; people: { id: string; name: string; role_name: string }[] };

const chip = (cite: string, text: string, verified: CiteChip["verified"] = "full_text"): CiteChip => ({ cite, text, verified });
const KINDS = ["物证", "书证", "证人证言", "被害人陈述", "供述和辩解", "鉴定意见", "勘验、检查等笔录", "视听资料、电子数据"];
const IDS = ["object", "document", "witness", "victim", "accused", "expert", "inspection", "electronic"];
const POINTS: EvidenceRegister["checklists"][number]["points"] = [
  { id: "sealed", name: "以封存状态移送", quality: "legality", question: "是否以封存状态移送？", look: "封存前后照片、封条。", failed: "属于列明的瑕疵：不能补正又不能作出合理解释的，不得作为定案的根据。", effect: "flaw", locked: false, cites: [chip("法释〔2021〕1号/113", "刑诉解释第一百一十三条")] },
  { id: "seize_first", name: "扣押优先", quality: "legality", question: "能够扣押原始存储介质的，是否已扣押？", look: "扣押决定。", failed: "条文未核实，不参与判断。", effect: "weak", locked: true, cites: [chip("法发〔2016〕22号/1", "2016电子数据规定全文要点", "unverified")] },
];
const LAW = {
  kinds: IDS.map((id, at) => ({ id, name: KINDS[at] ?? "", short: KINDS[at] ?? "", cites: [chip("刑诉法/50", "刑诉法第五十条")] })),
  checklists: [{ id: "electronic_data", name: "电子数据审查清单", note: "", kinds: ["electronic"], points: POINTS, cites: [] }],
  grounds: [{ id: "threat", name: "以暴力或者严重损害合法权益相威胁取得的供述", kinds: ["accused"], show: ["以暴力，或者以严重损害本人及其近亲属合法权益等相威胁", "且使被告人遭受难以忍受的痛苦而违背意愿作出供述"], unless: [], note: "", result: "应当排除", cites: [chip("法释〔2021〕1号/123", "刑诉解释第一百二十三条")] }],
  steps: [{ id: "clues", name: "提供什么", text: "提供涉嫌非法取证的人员、时间、地点、方式、内容等线索或者材料。", cites: [chip("刑诉法/58", "刑诉法第五十八条")] }],
};
const SAYS = { affirms: "一致", differs: "不同", denies: "否认", silent: "未提及" };
const STATE = { planned: "拟申请", applied: "已申请", granted: "已排除", refused: "未予排除", dropped: "不申请" };
const QUALITIES = ["authenticity", "legality", "relevance"] as const;
const all = new Map<string, Kept>();

function kept(one: Matter): Kept {
  const found = all.get(one.id) ?? { exhibits: [], statements: [], propositions: [], cells: [], people: one.parties.map((party) => ({ id: party.id, name: party.name, role_name: party.client ? "当事人" : "同案人" })) };
  all.set(one.id, found);
  return found;
}
function done(one: Matter, what: string, path = ""): Saved {
  one.revision += 1;
  one.saved_at = now();
  one.log.unshift({ at: now(), who: me().name, what });
  return { revision: one.revision, saved_at: one.saved_at, what, path, card: null, can_undo: one.journal.length > 0, can_redo: false, undo_what: "" };
}
const numeral = (label: string) => "零一二三四五六七八九"[Number(label)] ?? label;
const place = (volume: string, pages: string) => (volume ? `证据卷${numeral(volume)}${pages ? `第${pages}页` : ""}` : "");
const exhibitOf = (one: Matter, id: string) => kept(one).exhibits.find((own) => own.id === id) ?? refuse("not_found", "找不到这项证据。");
function check(pages: string) {
  if (pages && !pageRuns(pages).length) refuse("invalid", "没有读懂页码，请写“12”“12-18”或者“12-18、30”，起页不大于止页。");
}
function volumes(own: Kept): VolumeRef[] {
  const labels = [...new Set([...own.exhibits, ...own.statements].map((one) => one.volume).filter(Boolean))].sort();
  return labels.map((label) => ({ label, name: `证据卷${numeral(label)}`, title: "", kept: false }));
}
function objections(own: ExhibitView): string[] {
  const names = { authenticity: "真实性", legality: "合法性", relevance: "关联性" };
  return [...QUALITIES.filter((name) => own[name].view === "objected").map((name) => `${names[name]}有异议`), ...own.exclusions.filter((one) => ["planned", "applied", "granted"].includes(one.state)).map((one) => (one.state === "planned" ? "拟申请排除" : one.state === "applied" ? "已申请排除" : "已被排除"))];
}
function finished(one: Matter): ExhibitView[] {
  const rows = [...kept(one).exhibits].sort((a, b) => (a.volume || "~").localeCompare(b.volume || "~") || (pageRuns(a.pages)[0]?.[0] ?? 0) - (pageRuns(b.pages)[0]?.[0] ?? 0));
  return rows.map((own, at) => ({
    ...own, no: at + 1, objections: objections(own), proposed: QUALITIES.some((name) => own[name].view !== "open" && !own[name].settled) || (own.opinion !== "" && !own.opinion_settled) || own.exclusions.some((held) => !held.settled),
    checks_total: own.kind === "electronic" ? 1 : 0, checks_done: own.checks.filter((held) => held.state !== "open").length,
    failed: own.checks.filter((held) => held.state === "failed").flatMap((held) => POINTS.filter((point) => point.id === held.point).map(({ id, name, failed, effect, cites }) => ({ point: id, name, failed, effect, cites }))),
  }));
}
const open = { view: "open" as const, reason: "", settled: false };

export const evidence: Answers = {
  evidence: (request) => {
    const one = matter(request.case);
    const rows = finished(one);
    return { head: headOf(one), actor: request.actor, exhibits: rows, volumes: volumes(kept(one)), elements: [{ node: "assisting_cybercrime/knowledge", name: "明知", depth: 0 }], ...LAW, challenged: [], uncovered: [], unlisted_statements: kept(one).statements.filter((own) => own.volume && !own.exhibit).length };
  },
  exhibit_marks: (request) => ({ exhibits: finished(matter(request.case)).filter((own) => own.volume).map(({ id, no, name, volume, pages, objections: against }) => ({ id, no, name, volume, runs: pageRuns(pages), objections: against })) }),
  put_exhibit: ({ case: id, id: own, nodes, seen: _, ...entry }) => {
    const one = matter(id);
    if (!entry.name.trim()) refuse("invalid", "请填写证据名称。");
    check(entry.pages);
    const list = kept(one).exhibits;
    const before = list.find((known) => known.id === own);
    const next: ExhibitView = {
      ...(before ?? { authenticity: open, legality: open, relevance: open, opinion: "", opinion_settled: false, checks: [], checks_done: 0, checks_total: 0, failed: [], exclusions: [], objections: [], proposed: false, cited: [] }), ...entry,
      id: before?.id ?? nextId("e"), no: 0, kind_name: KINDS[IDS.indexOf(entry.kind)] ?? "", place: place(entry.volume, entry.pages), nodes: nodes.map((node) => ({ node, name: "明知", depth: 0 })), by_who: me().name, at: now(),
    };
    kept(one).exhibits = before ? list.map((known) => (known.id === own ? next : known)) : [...list, next];
    return done(one, "登记证据", next.id);
  },
  judge_exhibit: (request) => {
    const one = matter(request.case);
    const own = exhibitOf(one, request.id);
    const lawyer = me().role === "lawyer";
    for (const name of QUALITIES) {
      const asked = request[name];
      if (asked.view === own[name].view && asked.reason === own[name].reason) { if (lawyer) own[name] = { ...own[name], settled: own[name].view !== "open" }; continue; }
      if (own[name].settled) requireLawyer("律师审定过的意见");
      if (asked.view === "objected" && !asked.reason.trim()) refuse("invalid", "有异议的，须写明理由。");
      own[name] = { ...asked, settled: lawyer && asked.view !== "open" };
    }
    own.opinion = request.opinion;
    own.opinion_settled = lawyer && request.opinion !== "";
    return done(one, "三性与质证意见", own.id);
  },
  check_exhibit: (request) => {
    const own = exhibitOf(matter(request.case), request.id);
    own.checks = [...own.checks.filter((held) => held.point !== request.point), { point: request.point, state: request.state, note: request.note }];
    return done(matter(request.case), "审查清单", own.id);
  },
  exclude_exhibit: (request) => {
    const own = exhibitOf(matter(request.case), request.id);
    const state = request.state;
    if (state && state !== "planned") requireLawyer("是否申请、是否排除");
    const rest = own.exclusions.filter((held) => held.ground !== request.ground);
    const ground = LAW.grounds.find((known) => known.id === request.ground);
    own.exclusions = state ? [...rest, { ground: request.ground, name: ground?.name ?? "", clues: request.clues, state, state_name: STATE[state], settled: me().role === "lawyer", cites: ground?.cites ?? [] }] : rest;
    return done(matter(request.case), "排除事由", own.id);
  },
  settle_exhibit: (request) => {
    requireLawyer("证据意见的审定");
    const own = exhibitOf(matter(request.case), request.id);
    for (const name of QUALITIES) own[name] = { ...own[name], settled: own[name].view !== "open" };
    own.opinion_settled = own.opinion !== "";
    own.exclusions = own.exclusions.map((held) => ({ ...held, settled: true }));
    return done(matter(request.case), "审定证据意见", own.id);
  },
  remove_exhibit: (request) => {
    const own = kept(matter(request.case));
    own.exhibits = own.exhibits.filter((held) => held.id !== request.id);
    return done(matter(request.case), "移除证据");
  },
  list_statements: (request) => {
    const one = matter(request.case);
    for (const own of kept(one).statements.filter((held) => held.volume && !held.exhibit)) {
      evidence.put_exhibit({ case: one.id, id: "", name: own.title, kind: "accused", by: "prosecution", source: own.taken_by, date: own.from, form: "unsaid", volume: own.volume, pages: own.pages, proves: "", nodes: [], seen: request.seen });
    }
    return done(one, "将笔录列入证据");
  },
  statements: (request): StatementsView => {
    const one = matter(request.case);
    const own = kept(one);
    const marks = evidence.exhibit_marks({ case: one.id }).exhibits;
    const statements = own.statements.map((held) => ({ ...held, exhibit: marksOn(marks, held.volume, held.pages)[0]?.id ?? "" })).sort((a, b) => a.from.localeCompare(b.from));
    return {
      head: headOf(one), actor: request.actor, statements, propositions: own.propositions, cells: own.cells, contradictions: [], volumes: volumes(own),
      people: own.people.map((person) => { const theirs = own.statements.filter((held) => held.person === person.id); return { ...person, statements: theirs.length, next: Math.max(0, ...theirs.map((held) => held.number)) + 1, accused: person.role_name !== "证人" }; }),
      roles: [{ id: "client", name: "当事人" }, { id: "witness", name: "证人" }, { id: "victim", name: "被害人" }], facts: [{ path: "confessed_knowledge", title: "当事人是否供认，当时知道对方利用网络实施犯罪？", group: "明知", yes_no: true }],
    };
  },
  put_statement: ({ case: id, id: own, name, person, role, seen: _, ...entry }) => {
    const one = matter(id);
    const here = kept(one);
    check(entry.pages);
    if (!person && !name.trim()) refuse("invalid", "请填写陈述人姓名。");
    const who = here.people.find((known) => known.id === person || known.name === name) ?? { id: nextId("p"), name, role_name: role === "victim" ? "被害人" : "证人" };
    if (!here.people.includes(who)) here.people.push(who);
    const kind_name = { interrogation: "讯问", interview: "询问", written: "亲笔供词", hearing: "庭审", meeting: "会见" }[entry.kind];
    const next: StatementView = { ...entry, id: own || nextId("s"), person: who.id, person_name: who.name, role_name: who.role_name, kind_name, title: `${who.name}第${entry.number}次${kind_name}笔录`, time: [entry.from, entry.to].filter(Boolean).join("—"), at_pages: place(entry.volume, entry.pages), exhibit: "", flags: [] };
    here.statements = [...here.statements.filter((held) => held.id !== own), next];
    return done(one, "登记笔录", next.id);
  },
  remove_statement: (request) => {
    const own = kept(matter(request.case));
    own.statements = own.statements.filter((held) => held.id !== request.id);
    own.cells = own.cells.filter((held) => held.statement !== request.id);
    return done(matter(request.case), "移除笔录");
  },
  put_proposition: (request) => {
    const own = kept(matter(request.case));
    if (!request.text.trim()) refuse("invalid", "请填写比对事项。");
    const next: PropositionView = { id: request.id || nextId("p"), text: request.text, order: own.propositions.length + 1, fact: request.fact, fact_title: request.fact ? "当事人是否供认，当时知道对方利用网络实施犯罪？" : "", negates: request.negates };
    own.propositions = request.id ? own.propositions.map((held) => (held.id === request.id ? next : held)) : [...own.propositions, next];
    return done(matter(request.case), "添加比对事项", next.id);
  },
  remove_proposition: (request) => {
    const own = kept(matter(request.case));
    own.propositions = own.propositions.filter((held) => held.id !== request.id);
    own.cells = own.cells.filter((held) => held.proposition !== request.id);
    return done(matter(request.case), "移除比对事项");
  },
  put_assertion: (request) => {
    const own = kept(matter(request.case));
    const rest = own.cells.filter((held) => held.proposition !== request.proposition || held.statement !== request.statement);
    const statement = own.statements.find((held) => held.id === request.statement);
    const page = request.page || (statement?.pages ?? "");
    const source = request.says === "silent" || !statement?.volume ? null : { kind: "page" as const, text: place(statement.volume, page), volume: statement.volume, page, quote: request.quote, anchor: "" };
    own.cells = request.says ? [...rest, { proposition: request.proposition, statement: request.statement, says: request.says, says_name: SAYS[request.says], quote: request.says === "silent" ? "" : request.quote, source, note: request.note, on_fact: "" }] : rest;
    return done(matter(request.case), "比对笔录");
  },
  record_assertion: (request) => {
    const cell = kept(matter(request.case)).cells.find((held) => held.proposition === request.proposition && held.statement === request.statement);
    if (!cell?.source) refuse("invalid", "这一格没有卷页，请先填写页码和原话。");
    else cell.on_fact = request.side === "ours" ? "我方" : "指控";
    return done(matter(request.case), "笔录记入事实");
  },
};
