// The strategy in the stand-in: one defence, 不明知, read off the recorded element of knowledge.
import type { ConditionView, PleaView, StepView, StrategyView, Truth } from "../commands";
import { leaves, step } from "./assess";
import { headOf, PACKS } from "./heads";
import type { Matter } from "./world";

const OPPOSITE: Record<Truth, Truth> = { true: "false", false: "true", unknown: "unknown" };

function fact(leaf: StepView): ConditionView {
  return { node: leaf.node, name: leaf.name, truth: leaf.truth, why: leaf.why, cites: leaf.cites, note: "", sources: [], path: leaf.leaf?.path ?? "", connective: "", parts: [] };
}

export function strategy(one: Matter, actor: string, accepted: boolean): StrategyView {
  const known = step({ one, actor, stance: "ours", accepted }, "knowledge");
  const facts = leaves(known);
  const truth = OPPOSITE[known.truth];
  const state = truth === "true" ? "ready" : truth === "unknown" ? "open" : "unavailable";
  const lacks = facts.filter((leaf) => leaf.truth === "unknown").slice(0, 8);
  const position: PleaView = {
    id: "no_knowledge", code: "D01", name: "不明知", stage: "conviction", state,
    state_text: { ready: "可主张", open: "待补", unavailable: "目前不可用" }[state],
    role: truth === "true" ? "first" : truth === "unknown" ? "open" : "", role_text: truth === "true" ? "首选" : truth === "unknown" ? "待补" : "",
    spoken: true, basis: truth === "true" ? "我方主张的事实" : "条件尚未具备", why: known.why, effect: "主观明知是构成要件，不能证明的不构成本罪。",
    exits: [{ way: "存疑不起诉", sentence: "明知未达证明标准的，请求作出不起诉决定" }], confidence: "高", cites: known.cites,
    condition: { node: "defence", name: "当事人不明知", truth, why: known.why, cites: known.cites, note: "", sources: [], path: "", connective: "均须具备", parts: facts.map(fact) },
    supports: [], obstacles: [],
    lacks: lacks.map((leaf) => ({ path: leaf.leaf?.path ?? "", question: leaf.name, how: "会见", proof: "" })),
    evidence: [], collect: ["与对方往来的全部聊天记录", "合同、工单、账单"],
    answer: "有推定明知的情形，当事人应当反证。", reply: "推定以基础事实查证属实为前提，有相反证据的除外。", words: "在案证据不能证明当事人主观上明知他人利用信息网络实施犯罪。", opinions: [],
  };
  return {
    head: headOf(one), actor, pack: PACKS.at(-1)?.from ?? "", accepted_only: accepted, contradictions: [],
    sentence: truth === "true" ? "首选“不明知”，请求存疑不起诉（我方主张的事实）。" : `目前没有条件已经具备的方案；可以先补“不明知”（存疑不起诉），还差${Math.max(1, lacks.length)}项。`,
    stages: [{ stage: "conviction", name: "定罪", positions: [position] }],
  };
}
