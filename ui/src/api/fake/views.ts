// Overview and matrix from the assessed trees.
import type { ElementTile, LadderView, MatrixCell, MatrixRow, MatrixView, OpeningView, OverviewView, PresumptionCard, ProvisionView, Stance, StepView, Truth } from "../commands";
import { leaves, sentence, step, truthOf, verdictOf, held, type Scope } from "./assess";
import { headOf, PACKS } from "./heads";
import { CITES, QUESTIONS } from "./questions";
import { readValue, yuan } from "./read";
import { NODES, nodeById, REBUTTALS } from "./rules";
import { refuse, type Matter } from "./world";

const STANCES: Stance[] = ["alleged", "proved", "ours"];
const DEFENCES = [
  { id: "neutral_business", name: "正常业务行为（针对明知）", fact: "real_names", stage: "审查起诉、一审", effect: "削弱推定明知的基础；可争取存疑不起诉" },
  { id: "below_threshold", name: "违法所得未达标准", fact: "", stage: "审查起诉、一审", effect: "“情节严重”不成立" },
  { id: "surrender", name: "自首", fact: "surrendered", stage: "各阶段", effect: "可以从轻或者减轻处罚" },
];

function defenceTruth(scope: Scope, id: string, fact: string): Truth {
  if (id !== "below_threshold") return truthOf(scope, fact);
  const gains = step(scope, "gains").truth;
  return gains === "true" ? "false" : gains === "false" ? "true" : "unknown";
}

const treesOf = (one: Matter, actor: string, accepted: boolean) =>
  Object.fromEntries(STANCES.map((stance) => [stance, step({ one, actor, stance, accepted }, "offence")])) as Record<Stance, StepView>;

function tiles(one: Matter, actor: string): ElementTile[] {
  const root = step({ one, actor, stance: "proved", accepted: false }, "offence");
  return root.parts.map((part) => {
    const said = leaves(part).flatMap((leaf) => leaf.leaf?.said ?? []);
    const count = (side: string) => said.filter((view) => view.side === side).reduce((sum, view) => sum + view.sources.filter((source) => source.kind === "page").length, 0);
    return { node: part.node, name: part.name, truth: part.truth, mark: part.mark, for_cites: count("ours"), against_cites: count("alleged"), why: part.why };
  });
}

const EFFECT: Record<string, [string, "ours" | "alleged"]> = {
  continued_after: ["答“否”，则“经监管部门告知后仍然实施”不成立，推定明知只剩价格与逃避监管两项", "ours"],
  contrary_evidence: ["认定为相反证据，则推定明知不成立", "ours"],
  confessed_knowing: ["排除第3次讯问，则没有直接证明明知的证据", "ours"],
  gains_total: ["只计查实犯罪客户的收入，则违法所得低于 1 万元", "ours"],
  "objects/r2/convictable": ["博彩网站未查实，则达不到三个对象", "ours"],
  price_high: ["三份同业报价足以否定“明显异常”", "ours"],
  cannot_verify: ["答“否”，则五倍规则不得适用", "ours"],
};

export function openings(one: Matter, actor: string): OpeningView[] {
  const root = step({ one, actor, stance: "proved", accepted: false }, "offence");
  const open = [...new Map(leaves(root).filter((leaf) => leaf.truth === "unknown" && leaf.leaf).map((leaf) => [leaf.leaf?.path ?? "", leaf])).values()];
  const order = Object.keys(EFFECT);
  return open
    .map((leaf): OpeningView => {
      const path = leaf.leaf?.path ?? "";
      const question = QUESTIONS.find((known) => known.id === path);
      const [effect, helps] = EFFECT[path] ?? [`决定“${leaf.name}”`, "ours"];
      return { path, kind: question?.type === "judge" ? "judge" : path.includes("/") ? "table" : "fact", question: leaf.leaf?.question ?? leaf.name, how: question?.find?.length ? question.find : question?.factors ?? [], effect, decisive: path in EFFECT, helps, group: question?.group ?? "objects" };
    })
    .sort((a, b) => (order.indexOf(a.path) + 1 || 99) - (order.indexOf(b.path) + 1 || 99));
}

export function overview(one: Matter, actor: string): OverviewView {
  const tracks = { accepted: step({ one, actor, stance: "proved", accepted: true }, "offence"), all: step({ one, actor, stance: "proved", accepted: false }, "offence") };
  const trees = treesOf(one, actor, false);
  const fen = (stance: Stance) => {
    const answer = held({ one, actor, stance, accepted: false }, "gains_total")?.answer;
    return answer?.kind === "typed" ? readValue("money", answer.text).fen ?? null : null;
  };
  const lines = [{ label: "一万元（情节严重）", fen: 1_000_000, cite: CITES.gains }, { label: "五万元（五倍）", fen: 5_000_000, cite: CITES.five }];
  const bar = (id: string, name: string, value: number | null, note: string) => ({ id, name, low: value === null ? "未填" : yuan(value), high: value === null ? "" : yuan(value), low_fen: value ?? 0, high_fen: value, note, money: true, unit: "", lines });
  const [a, b] = [verdictOf(tracks.accepted.truth), verdictOf(tracks.all.truth)];
  return {
    head: headOf(one), actor, pack: PACKS.at(-1)?.from ?? "", traps: [], sentence_accepted: sentence(tracks.accepted), sentence_all: sentence(tracks.all), differs: a !== b || sentence(tracks.accepted) !== sentence(tracks.all), result_accepted: a, result_all: b,
    stances: STANCES.map((stance) => ({ stance, verdict: verdictOf(trees[stance].truth), sentence: sentence(trees[stance]) })),
    elements: tiles(one, actor), openings: openings(one, actor).slice(0, 6),
    amounts: one.positions.size ? [bar("alleged", "控方口径：三户全部收入", fen("alleged"), "司法会计鉴定意见，未区分客户"), { ...bar("range", "按涉案收入逐户计算", 820_000, "下限只计已查实的投资平台，上限计入未查实的博彩网站"), high: yuan(13_860_000), high_fen: 13_860_000 }, bar("ours", "我方口径：查实犯罪客户", fen("ours"), "扣除退租退款")] : [],
    defences: DEFENCES.map(({ fact, ...rest }) => {
      const truth = defenceTruth({ one, actor, stance: "ours", accepted: false }, rest.id, fact);
      return { ...rest, truth, why: truth === "true" ? "现有我方证据支持" : truth === "false" ? "现有证据不支持" : "尚缺证据" };
    }),
    dates: [], activity: one.log.slice(0, 8),
  };
}

function cell(of: StepView): MatrixCell {
  const under = leaves(of);
  return { truth: of.truth, mark: of.mark, cites: under.reduce((sum, leaf) => sum + (leaf.leaf?.said.flatMap((view) => view.sources).length ?? 0), 0), missing: under.filter((leaf) => leaf.truth === "unknown").length };
}

function rowsOf(trees: Record<Stance, StepView>): MatrixRow[] {
  const walk = (steps: Record<Stance, StepView>, depth: number, parent: string): MatrixRow[] => {
    const here = steps.proved;
    const children = [...here.parts.map((_, n) => pick(steps, "parts", n)), ...here.exceptions.map((_, n) => pick(steps, "exceptions", n))];
    const cells = Object.fromEntries(STANCES.map((stance) => [stance, cell(steps[stance])])) as Record<Stance, MatrixCell>;
    const own = depth < 0 ? [] : [{ node: here.node, depth, name: here.name, shape: here.shape, cells, cites: here.cites, leaf: children.length === 0, parent }];
    return [...own, ...children.flatMap((child) => walk(child, depth + 1, depth < 0 ? "" : here.node))];
  };
  return walk(trees, 0, "");
}

const pick = (steps: Record<Stance, StepView>, list: "parts" | "exceptions", n: number) =>
  Object.fromEntries(STANCES.map((stance) => [stance, steps[stance][list][n] as StepView])) as Record<Stance, StepView>;

function presumptions(scope: Scope): PresumptionCard[] {
  return ["k_warned", "k_price", "k_evasion"].map((id) => {
    const rule = nodeById.get(id);
    const whole = step(scope, id);
    const basis = (whole.parts.length ? whole.parts : [whole]).map((part) => ({ name: part.name, truth: part.truth, path: part.leaf?.path ?? "", sources: part.leaf?.said.flatMap((view) => view.sources) ?? [] }));
    const judged = truthOf(scope, "contrary_evidence");
    const rebuttals = REBUTTALS.filter((one) => (id === "k_price" ? one.id !== "R2" : id === "k_warned" ? one.id !== "R3" : one.id === "R1")).map((one) => ({ id: one.id, text: one.text, evidence: one.evidence, truth: truthOf(scope, one.fact), path: one.fact, sources: [] }));
    const state = whole.truth === "false" ? "not_triggered" : whole.truth === "unknown" ? "open" : judged === "true" ? "rebutted" : rebuttals.some((one) => one.truth !== "false") ? "rebuttal_open" : "unrebutted";
    const words = { not_triggered: "未触发", open: "未触发，基础事实待证", rebutted: "已反驳", rebuttal_open: "反驳待证", unrebutted: "已触发，未反驳" } as const;
    return { node: id, name: rule?.name ?? "", state, state_text: words[state], basis, rebuttals, judges: [{ path: "contrary_evidence", text: "在案证据能否构成“相反证据”？", truth: judged }], cites: rule?.cites ?? [] };
  });
}

export function matrix(one: Matter, actor: string, pack: string | null, accepted: boolean, stance: Stance): MatrixView {
  const trees = treesOf(one, actor, accepted);
  const each = <T>(of: (scope: Scope) => T) => Object.fromEntries(STANCES.map((stance) => [stance, of({ one, actor, stance, accepted })])) as Record<Stance, T>;
  const chosen = PACKS.find((known) => known.from === pack) ?? PACKS.at(-1);
  if (!chosen) return refuse("not_found", "没有可用的规则包。");
  return {
    head: headOf(one), actor, pack: chosen, accepted_only: accepted, verdicts: each((scope) => verdictOf(step(scope, "offence").truth)), sentences: each((scope) => sentence(step(scope, "offence"))),
    rows: rowsOf(trees), stance, tree: trees[stance], presumptions: presumptions({ one, actor, stance, accepted }), ladders: [ladder(trees)],
    defences: DEFENCES.map((defence) => ({ id: defence.id, name: defence.name, stage: defence.stage, effect: defence.effect, tree: defenceStep({ one, actor, stance, accepted }, defence) })),
    untranslated: [{ name: "其他情节严重的情形", text: "兜底项须与前六项相当，不得用来降低已有明文的门槛；由律师判断。", cites: [CITES.serious] }, { name: "综合认定因素", text: "认知能力、职业身份、既往经历、与被帮助对象的关系等须综合判断，本规则包不打分。", cites: [CITES.factors] }],
  };
}

function ladder(trees: Record<Stance, StepView>): LadderView {
  const of = <T>(take: (stance: Stance) => T) => Object.fromEntries(STANCES.map((stance) => [stance, take(stance)])) as Record<Stance, T>;
  const known = (stance: Stance) => trees[stance].parts.find((part) => part.node === "knowledge")?.truth ?? "unknown";
  const level = (id: string, name: string, words: string, truth: Record<Stance, Truth>) => ({ id, name, words, truth, why: of(() => ""), cites: [CITES.factors], note: "" });
  const never = of<Truth>(() => "unknown");
  return {
    name: "认识程度阶梯", summary: "从不知道到明知是犯罪所得，共六级。", reached: of((stance) => (known(stance) === "true" ? "L2" : "")),
    levels: [level("L0", "不知道对方从事违法犯罪活动", "不成立明知", never), level("L1", "怀疑可能有问题", "不足以认定明知", never), level("L2", "概括知道对方利用网络实施犯罪", "帮信罪的典型明知", of(known)), level("L3", "知道具体是哪一种犯罪", "还可能成立上游犯罪的共犯", never)],
  };
}

function defenceStep(scope: Scope, defence: (typeof DEFENCES)[number]): StepView {
  const truth = defenceTruth(scope, defence.id, defence.fact);
  const base = step(scope, defence.fact ? "is_adult" : "gains");
  const path = defence.fact || "gains_total";
  return { ...base, id: defence.id, node: defence.id, name: defence.name, truth, mark: "plain", why: defence.effect, cites: [], leaf: base.leaf ? { ...base.leaf, path, question: QUESTIONS.find((known) => known.id === path)?.question ?? "" } : null };
}

const DIGESTS: Record<string, string> = {
  "刑法/287-2-1": "明知他人利用信息网络实施犯罪，为其提供互联网接入、服务器托管、网络存储、通讯传输等技术支持，或者提供广告推广、支付结算等帮助，情节严重的，构成本罪。",
  "法释〔2019〕15号/11": "列举可以认定行为人明知的情形，有相反证据的除外。",
  "法释〔2019〕15号/11-1": "经监管部门告知后仍然实施有关行为的，可以认定明知；有相反证据的除外。",
  "法释〔2019〕15号/12-1-1": "为三个以上对象提供帮助的，认定为情节严重。各对象的行为均须构成犯罪。",
  "法释〔2019〕15号/12-1-4": "违法所得一万元以上的，认定为情节严重。",
  "法释〔2019〕15号/12-2": "确因客观条件限制无法查证被帮助对象是否达到犯罪程度，而相关数额总计达到规定标准五倍以上，或者造成特别严重后果的，应当追究刑事责任。",
};

export function provision(cite: string): ProvisionView {
  const chip = Object.values(CITES).find((known) => known.cite === cite) ?? refuse("not_found", "规则包里没有这一条。", "请换一个版本的规则包再看。");
  const [instrument = ""] = cite.split("/");
  const judicial = instrument.startsWith("法释");
  return {
    cite, instrument, title: judicial ? "关于办理非法利用信息网络、帮助信息网络犯罪活动等刑事案件适用法律若干问题的解释" : instrument === "刑法" ? "中华人民共和国刑法" : instrument, issuer: judicial ? "最高人民法院、最高人民检察院" : instrument === "刑法" ? "全国人民代表大会" : "见来源说明",
    label: chip.text, digest: DIGESTS[cite] ?? "见官方文本；本软件只收摘要与出处。", verified: chip.verified, verified_text: { full_text: "已核对全文", two_sources: "两处来源互证", one_source: "只有一个来源", unverified: "未核实" }[chip.verified],
    published: judicial ? "2019-10-21" : "", effective: judicial ? "2019-11-01" : "", note: chip.verified === "unverified" ? "未见官方全文，只作提示，不作为规则的硬条件。" : "",
    nodes: NODES.filter((one) => one.cites.some((known) => known.cite === cite)).map((one) => ({ offence: "assisting_cybercrime", pack: "2022-03-22", node: one.id, name: one.name, file: "offences/assisting_cybercrime/2022-03-22.toml" })),
  };
}
