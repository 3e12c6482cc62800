// The recorded rule: the elements of the offence as a small graph. One connective a node, like the real packs.
import type { CiteChip, Shape } from "../commands";
import { CITES } from "./questions";

export type RuleNode = {
  id: string; name: string; shape: Shape; cites: CiteChip[]; connective: "" | "all" | "any" | "test"; parts: string[]; unless?: string; fact?: string; negated?: boolean;
  measure?: "objects" | "gains_1" | "gains_5"; note?: string;
};

const node = (id: string, name: string, shape: Shape, cites: CiteChip[], connective: RuleNode["connective"], parts: string[], more: Partial<RuleNode> = {}): RuleNode => ({ id, name, shape, cites, connective, parts, ...more });
const leaf = (id: string, name: string, fact: string, cites: CiteChip[] = [], more: Partial<RuleNode> = {}) => node(id, name, "fact", cites, "", [], { fact, ...more });

export const NODES: RuleNode[] = [
  node("offence", "帮助信息网络犯罪活动罪", "rule", [CITES.offence], "all", ["subject", "help", "crime_helped", "knowledge", "serious"]),
  node("subject", "主体适格", "rule", [CITES.age], "all", ["is_adult"]),
  leaf("is_adult", "行为时已满十六周岁", "adult", [CITES.age]),
  node("help", "提供帮助", "rule", [CITES.offence], "any", ["hosting"]),
  leaf("hosting", "提供服务器托管、网络存储或者互联网接入", "gave_servers", [CITES.offence]),
  node("crime_helped", "被帮助的是信息网络犯罪", "rule", [CITES.crime], "all", ["by_network", "crime_verified"]),
  leaf("by_network", "他人利用信息网络实施", "uses_network", [CITES.offence]),
  leaf("crime_verified", "至少一个被帮助对象的行为查实达到犯罪程度", "objects/r1/convictable", [CITES.crime]),
  node("knowledge", "明知他人利用信息网络实施犯罪", "rule", [CITES.offence, CITES.factors], "any", ["direct_knowledge", "presumed_knowledge"]),
  leaf("direct_knowledge", "供述、聊天记录等直接证明明知", "confessed_knowing", [CITES.factors]),
  node("presumed_knowledge", "推定明知", "presumption", [CITES.presumed], "any", ["k_warned", "k_price", "k_evasion"], { unless: "contrary" }),
  node("k_warned", "经监管部门告知后仍然实施有关行为", "presumption", [CITES.warned], "all", ["k_warned_told", "k_warned_specific", "k_warned_continued"]),
  leaf("k_warned_told", "监管部门曾经告知", "warned", [CITES.warned]),
  leaf("k_warned_specific", "告知内容指向涉案客户", "warning_specific", [CITES.warned]),
  leaf("k_warned_continued", "告知后仍提供同一帮助", "continued_after", [CITES.warned]),
  leaf("k_price", "交易价格或者方式明显异常", "price_high", [CITES.price]),
  leaf("k_evasion", "频繁采用隐蔽措施逃避监管或者规避调查", "evades", [CITES.evasion, CITES.minutes]),
  node("contrary", "有相反证据", "exception", [CITES.presumed], "any", ["contrary_judged"]),
  node("contrary_judged", "在案证据构成相反证据", "judge", [CITES.presumed], "", [], { fact: "contrary_evidence" }),
  node("serious", "情节严重", "rule", [CITES.serious], "any", ["three_objects", "gains", "punished", "five_times"]),
  node("three_objects", "为三个以上对象提供帮助，且各自构成犯罪", "fact", [CITES.objects], "test", [], { measure: "objects" }),
  node("gains", "违法所得一万元以上", "fact", [CITES.gains], "test", [], { measure: "gains_1" }),
  leaf("punished", "二年内曾因同类行为受行政处罚又实施", "punished_before", [CITES.penalty]),
  node("five_times", "确因客观条件限制无法查证，而数额达到五倍以上", "rule", [CITES.five], "all", ["cannot_verify_node", "gains_five"]),
  leaf("cannot_verify_node", "确因客观条件限制无法查证被帮助对象达到犯罪程度", "cannot_verify", [CITES.five]),
  node("gains_five", "违法所得五万元以上", "fact", [CITES.five], "test", [], { measure: "gains_5" }),
];

export const nodeById = new Map(NODES.map((one) => [one.id, one]));

/** Which rules read a fact, for the card's “用于”. */
export const USED_IN: Record<string, { node: string; name: string }[]> = {};
for (const one of NODES) {
  const facts = one.fact ? [one.fact] : one.measure === "objects" ? ["objects/r2/convictable", "objects/r3/convictable"] : one.measure ? ["gains_total"] : [];
  for (const fact of facts) (USED_IN[fact] ??= []).push({ node: one.id, name: one.name });
}

export const REBUTTALS = [
  { id: "R1", fact: "real_names", text: "落实实名核验并留存", evidence: "营业执照、对公打款凭证" },
  { id: "R2", fact: "stopped_quickly", text: "接到通知后在合理时间内停机、取证、上报", evidence: "工单时间线、报送回执" },
  { id: "R3", fact: "price_reason", text: "市场价、公开报价、开票、对公收款", evidence: "官网价目、同业报价、发票" },
];
