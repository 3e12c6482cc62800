// Documents composed from the same trees, so that a paragraph knows the rule and the facts it rests on.
import type { BlockView, DocumentKind, DocumentView, PagesView, PageSheet, SpanView } from "../commands";
import { plain } from "../../screens/documents/documents";
import { leaves, sentence, step, verdictOf } from "./assess";
import { headOf } from "./heads";
import { STAGES, type Matter } from "./world";

const kind = (id: string, name: string, group: DocumentKind["group"], about: string, why_not = ""): DocumentKind => ({ id, name, outgoing: group !== "internal", about, allowed: group !== "other", why_not, group, own: false });
const KINDS: DocumentKind[] = [
  kind("non_prosecution", "不起诉法律意见书", "stage", "审查起诉阶段提交检察院"),
  kind("bail", "取保候审申请书", "stage", "侦查至审判各阶段"),
  kind("memo", "要件审查备忘录", "internal", "内部工作文书，逐项列明结论与缺口"),
  kind("meeting", "会见提纲", "internal", "由仍有影响的问题生成"),
  kind("defence_speech", "辩护词", "other", "一审、二审", "用于一审阶段，本案现为审查起诉阶段。"),
];
/** Words set by hand, by document and place. */
const WORDS_SET = new Map<string, string>();
const WORDS = { made_out: "成立", not_made_out: "不成立", not_proved: "未达证明标准" } as const;
const NUMBERS = "一二三四五六七八九";

const span = (text: string, cite = "", bold = false): SpanView => ({ text, bold, missing: text.startsWith("【待补"), cite });
const block = (kind: BlockView["kind"], spans: SpanView[], more: Partial<BlockView> = {}): BlockView => ({ kind, level: 0, number: "", spans, head: [], rows: [], node: "", paths: [], place: "", heading: "", wording: "", ...more });

export function documentView(one: Matter, actor: string, id: string, accepted: boolean): DocumentView {
  const kind = KINDS.find((known) => known.id === id) ?? KINDS[0];
  const scope = { one, actor, stance: "proved" as const, accepted };
  const root = step(scope, "offence");
  const who = one.parties.find((party) => party.id === actor)?.name ?? "";
  const pending = [...one.positions.values()].filter((position) => position.state === "proposed").length;
  const stage = STAGES.find((known) => known.id === one.stage)?.name ?? "";
  const blocks: BlockView[] = [block("title", [span(kind?.outgoing ? `关于${who}涉嫌${one.charge}一案的${kind.name}` : `${who}案${kind?.name ?? ""}`)])];
  if (kind?.outgoing) blocks.push(block("paragraph", [span("【待补：受理机关】"), span("：")]));
  blocks.push(
    block("paragraph", [span("【待补：律师事务所】"), span(`接受${who}的委托，指派周律师担任其辩护人。辩护人查阅了案卷材料，会见了${who}，现就本案${stage}阶段提出如下意见。`)]),
    block("heading", [span("结论")], { level: 1, number: "一、" }),
    block("paragraph", [span(`按${accepted ? "已审核" : "全部"}事实评价，`), span(sentence(root)), span(`综合结论：${WORDS[verdictOf(root.truth)]}。`, "", true)], { node: "offence" }),
    block("heading", [span("要件审查")], { level: 1, number: "二、" }),
  );
  root.parts.forEach((part, n) => {
    const under = leaves(part);
    blocks.push(
      block("heading", [span(`${part.name}：${WORDS[verdictOf(part.truth)]}`)], { level: 2, number: `（${NUMBERS[n]}）`, node: part.node }),
      block("paragraph", [span(part.why), ...part.cites.map((cite) => span(`（${cite.text}${cite.verified === "unverified" ? "，未核实" : cite.verified === "one_source" ? "，一源" : ""}）`, cite.cite))], { node: part.node, paths: under.map((leaf) => leaf.leaf?.path ?? "") }),
    );
    under.filter((leaf) => leaf.leaf?.said.length).slice(0, 3).forEach((leaf, k) => {
      const pages = [...new Set(leaf.leaf?.said.flatMap((view) => view.sources.filter((source) => source.kind === "page").map((source) => source.text)))];
      blocks.push(block("item", [span(`${leaf.name}。${leaf.why}`), span(pages.length ? `（${pages.join("，")}）` : "")], { number: `${k + 1}.`, level: 1, node: leaf.node, paths: [leaf.leaf?.path ?? ""] }));
    });
  });
  blocks.push(
    block("heading", [span("违法所得的三种口径")], { level: 1, number: "三、" }),
    block("table", [], { head: ["口径", "数额", "依据", "是否达到一万元"], rows: [["控方：三户全部收入", "438,600.00 元", "证据卷六第3页", "达到"], ["逐户计算（下限）", "8,200.00 元", "证据卷六第5页", "未达到"], ["我方：查实犯罪客户", "8,200.00 元", "证据卷七第20页", "未达到"]], node: "gains", paths: ["gains_total"] }),
    block("paragraph", [span("鉴定意见未区分客户，把尚未查实构成犯罪的乙、丙两客户的收入一并计入，不能作为认定违法所得的依据。")], { node: "gains", paths: ["gains_total", "income/i1/amount"] }),
  );
  if (kind?.outgoing) {
    blocks.push(block("heading", [span("请求")], { level: 1, number: "四、" }), block("paragraph", [span("综上，请依法对"), span(who), span("作出不起诉决定。")]), block("paragraph", [span("此致")]), block("paragraph", [span("【待补：受理机关】")]), block("right", [span("【待补：律师事务所】")]), block("right", [span("律师：＿＿＿＿＿＿")]), block("right", [span("2026年7月18日")]));
  }
  blocks.push(block("note", [span("规则包 2022-03-22；含 2 处未核实的规定，已在文中标明，不作为认定依据。")]));
  let heading = "";
  blocks.forEach((own, n) => {
    own.place = `p${n}`;
    if (own.kind === "heading") heading = own.place;
    own.heading = heading;
    const words = WORDS_SET.get(`${one.id}/${kind?.id}/${own.place}`);
    if (words === undefined) return;
    own.spans = [span(words)];
    own.wording = `w${n}`;
  });
  const edited = blocks.map((own, n) => ({ own, n })).filter((row) => row.own.wording);
  return {
    sheet: [59528, 84189], faces: ["Noto Serif SC Regular"], versions: 0, confidences: [],
    sections: blocks.filter((own) => own.kind === "heading" && own.level === 1).map((own) => ({ name: own.place, title: plain(own), on: true })),
    wordings: edited.map(({ own, n }) => ({ id: own.wording, place: own.place, section: false, block: n, words: plain(own).slice(0, 60), by: "周律师 2026-07-18 14:40", settled: true, changed: false, lost: false, base: "", now: "" })),
    head: headOf(one), kinds: KINDS, document: kind?.id ?? "", title: kind?.name ?? "", draft: pending > 0, blocks, missing: kind?.outgoing ? ["受理机关", "律师事务所"] : [], pages: sheets(blocks).length,
    preflight: [
      ...(pending && !accepted ? [{ level: "warn" as const, text: `用到 ${pending} 项未审核的事实，将以草稿导出`, tab: "review", at: "" }] : []),
      { level: "warn" as const, text: "“会议纪要2022第1条”未核实，仅作提示", tab: "matrix", at: "" }, { level: "warn" as const, text: "“告知后是否仍提供同一帮助”有一处来源为当事人陈述，没有页码", tab: "facts", at: "" },
    ],
  };
}

/** What stands in a place, for the editor. */
export function wordsIn(one: Matter, view: DocumentView, place: string): string {
  const own = view.blocks.find((block) => block.place === place);
  return WORDS_SET.get(`${one.id}/${view.document}/${place}`) ?? (own ? plain({ ...own, number: "" }) : "");
}

export function setWords(one: Matter, document: string, place: string, words: string): void {
  WORDS_SET.set(`${one.id}/${document}/${place}`, words);
}

const [EM, LEFT, TOP, LINE, ROOM, ACROSS] = [1600, 7900, 10500, 2900, 22, 27];

/** A plain setting: as many characters a line as fit, as many lines a page. The program's own is exact. */
function sheets(blocks: BlockView[]): PageSheet[] {
  const pages: PageSheet[] = [];
  let line = ROOM;
  blocks.forEach((own, block) => {
    const lines = plain(own).split("\n").flatMap((text) => text.match(new RegExp(`.{1,${ACROSS}}`, "gu")) ?? [""]);
    for (const text of lines) {
      if (line >= ROOM) {
        pages.push({ number: pages.length + 1, strokes: [], stretches: [], spots: [] });
        line = 0;
      }
      const page = pages.at(-1);
      const y = TOP + line * LINE;
      page?.stretches.push({ x: LEFT, y: y + 2000, size: EM, face: own.kind === "title" || own.kind === "heading" ? "Noto Serif SC Bold" : "Noto Serif SC Regular", grey: 0, turn: 0, text, at: [...text].map((_, n) => n * EM) });
      const last = page?.spots.at(-1);
      if (last?.block === block) last.bottom = y + LINE;
      else page?.spots.push({ block, top: y, bottom: y + LINE });
      line += 1;
    }
  });
  return pages;
}

export function pagesOf(view: DocumentView, from: number, to: number): PagesView {
  const all = sheets(view.blocks);
  return { count: all.length, sheet: view.sheet, pages: all.slice(from - 1, to) };
}
