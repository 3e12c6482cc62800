// Assesses the recorded rule on the recorded positions: Kleene's tables and `unless`. The product's engine is in Rust; this one only keeps the views alive.
import type { LeafView, Mark, Side, Stance, StepView, Truth, Verdict } from "../commands";
import { questionOf, position } from "./cards";
import { readValue, wan, yuan } from "./read";
import { nodeById, type RuleNode } from "./rules";
import { keyOf, type Matter, type Stored } from "./world";

const ORDER: Record<Stance, Side[]> = { alleged: ["alleged", "finding"], proved: ["finding"], ours: ["ours", "finding"] };
export type Scope = { one: Matter; actor: string; stance: Stance; accepted: boolean };

export function held({ one, actor, stance, accepted }: Scope, path: string): Stored | undefined {
  for (const side of ORDER[stance]) {
    const found = one.positions.get(keyOf(actor, path, side));
    if (found && found.answer.kind !== "empty" && (!accepted || found.state === "accepted")) return found;
  }
  return undefined;
}

export function truthOf(scope: Scope, path: string): Truth {
  const answer = held(scope, path)?.answer;
  if (answer?.kind === "yes") return "true";
  if (answer?.kind === "no") return "false";
  return answer?.kind === "text" || answer?.kind === "choice" || answer?.kind === "typed" ? "true" : "unknown";
}

const all = (parts: Truth[]): Truth => (parts.includes("false") ? "false" : parts.includes("unknown") ? "unknown" : "true");
const any = (parts: Truth[]): Truth => (parts.includes("true") ? "true" : parts.includes("unknown") ? "unknown" : "false");

function measure(scope: Scope, rule: RuleNode): { truth: Truth; value: string; threshold: string; rows: LeafView["rows"]; path: string } {
  if (rule.measure === "objects") {
    const rows = (scope.one.rows.get(`${scope.actor}|objects`) ?? []).map((row) => ({ row: row.id, name: row.name, truth: truthOf(scope, `objects/${row.id}/convictable`), why: "", sources: [] }));
    const sure = rows.filter((row) => row.truth === "true").length;
    const open = rows.filter((row) => row.truth === "unknown").length;
    return { truth: sure >= 3 ? "true" : sure + open >= 3 ? "unknown" : "false", value: open ? `${sure} 至 ${sure + open} 个` : `${sure} 个`, threshold: "3 个以上", rows, path: "objects/r2/convictable" };
  }
  const limit = rule.measure === "gains_5" ? 5_000_000 : 1_000_000;
  const answer = held(scope, "gains_total")?.answer;
  const fen = answer?.kind === "typed" ? readValue("money", answer.text).fen : undefined;
  const truth: Truth = fen === undefined ? "unknown" : fen >= limit ? "true" : "false";
  return { truth, value: fen === undefined ? "未填" : yuan(fen), threshold: `${wan(limit)}以上`, rows: [], path: "gains_total" };
}

export function step(scope: Scope, id: string, at = id): StepView {
  const rule = nodeById.get(id);
  if (!rule) throw new Error(`no rule ${id}`);
  const parts = rule.parts.map((part) => step(scope, part, `${at}/${part}`));
  const exceptions = rule.unless ? [step(scope, rule.unless, `${at}/${rule.unless}`)] : [];
  let leaf: LeafView | null = null;
  let truth: Truth;
  let mark: Mark = "plain";
  if (rule.measure) {
    const measured = measure(scope, rule);
    truth = measured.truth;
    leaf = leafOf(scope, measured.path, measured);
  } else if (rule.fact) {
    truth = truthOf(scope, rule.fact);
    leaf = leafOf(scope, rule.fact);
  } else {
    truth = rule.connective === "any" ? any(parts.map((part) => part.truth)) : all(parts.map((part) => part.truth));
  }
  const exception = exceptions[0];
  if (exception?.truth === "true") [truth, mark] = ["false", "defeated"];
  else if (exception && truth === "true") mark = "stands";
  return {
    id: at, node: rule.id, name: rule.name, truth, mark, shape: rule.shape, why: why(rule, truth, mark, parts, leaf), cites: rule.cites, note: rule.note ?? "", untranslated: "", parts, exceptions, leaf,
    connective: rule.connective === "all" ? "且" : rule.connective === "any" ? "或" : "", opening: truth === "unknown" && leaf !== null, settled: truth !== "unknown" && mark === "plain",
  };
}

function leafOf(scope: Scope, path: string, measured?: { value: string; threshold: string; rows: LeafView["rows"] }): LeafView {
  const said = (["alleged", "ours", "finding"] as Side[]).map((side) => position(scope.one, scope.actor, path, side)).filter((view) => view.answer.kind !== "empty");
  return { path, question: questionOf(path, scope.one.rows.get(`${scope.actor}|${path.split("/")[0]}`)).question, said: said.map(({ side, answer, sources }) => ({ side, answer, sources })), rows: measured?.rows ?? [], value: measured?.value ?? "", threshold: measured?.threshold ?? "" };
}

function why(rule: RuleNode, truth: Truth, mark: Mark, parts: StepView[], leaf: LeafView | null): string {
  const named = (which: Truth) => parts.filter((part) => part.truth === which).map((part) => `“${part.name}”`).join("、");
  if (mark === "defeated") return `虽有基础事实，但相反证据成立，不能推定。`;
  if (mark === "stands") return `基础事实成立，且未被相反证据推翻，可以推定。`;
  if (leaf?.threshold) return `现为 ${leaf.value}，标准为 ${leaf.threshold}${truth === "unknown" ? "，尚不能判断" : truth === "true" ? "，已达到" : "，未达到"}。`;
  if (leaf) return truth === "true" ? `${rule.name}，有证据支持。` : truth === "false" ? `${rule.name}，不成立。` : `${rule.name}，尚无可以认定的证据。`;
  if (rule.connective === "all") return truth === "true" ? "各项均成立。" : truth === "false" ? `${named("false")}不成立，因此不成立。` : `${named("unknown")}尚未证明。`;
  return truth === "true" ? `${named("true")}成立，符合其一即可。` : truth === "false" ? "各项均不成立。" : `各项均未成立，${named("unknown")}尚未证明。`;
}

export const verdictOf = (truth: Truth): Verdict => (truth === "true" ? "made_out" : truth === "false" ? "not_made_out" : "not_proved");

export function sentence(root: StepView): string {
  const failing = root.parts.filter((part) => part.truth === "false");
  const open = root.parts.filter((part) => part.truth === "unknown");
  const names = (of: StepView[]) => of.map((part) => `“${part.name}”`).join("、");
  if (root.truth === "true") return `五项要件均成立，其中${root.parts.flatMap((part) => [part, ...part.parts]).some((part) => part.mark === "stands") ? "“明知”系推定，可以用相反证据推翻" : "无一系推定"}。`;
  if (failing.length) return `${names(failing)}不成立，犯罪构成不齐备。`;
  return `${names(open)}未获证明，未达证明标准。`;
}

/** All leaves under a step. */
export function leaves(of: StepView): StepView[] {
  return of.leaf ? [of] : [...of.parts, ...of.exceptions].flatMap(leaves);
}
