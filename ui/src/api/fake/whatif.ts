// Suppositions over the recorded rule: the same small engine on a copy of the positions, one changed fact at a time for flips.
import type { AgendaView, AnswerInput, FlipsRequest, FlipsView, FocusRequest, FocusView, Override, Scenario, ScenarioList, StepView, Supposable, WhatIfRequest, WhatIfView } from "../commands";
import { leaves, sentence, step, verdictOf, type Scope } from "./assess";
import { headOf, PACKS } from "./heads";
import { QUESTIONS } from "./questions";
import { openings } from "./views";
import { keyOf, refuse, type Matter, type Stored } from "./world";

const stored = (answer: Stored["answer"]): Stored => ({ answer, sources: [], note: "", status: "proved", reason: "", by: "", at: "", state: "accepted", reviewer: "", reviewed_at: "", review_reason: "" });
const given = (answer: AnswerInput): Stored["answer"] => (answer.kind === "clear" ? { kind: "empty" } : answer.kind === "typed" ? { ...answer, echo: answer.text } : answer.kind === "choice" ? { ...answer, name: answer.id } : answer.kind === "ref" ? { ...answer, name: answer.row } : answer);

function supposed(scope: Scope, overrides: Override[]): Scope {
  const positions = new Map(scope.one.positions);
  for (const { path, answer } of overrides) for (const side of ["alleged", "ours", "finding"] as const) positions.set(keyOf(scope.actor, path, side), stored(given(answer)));
  return { ...scope, one: { ...scope.one, positions } };
}

const actorOf = (one: Matter, actor: string) => actor || (one.parties.find((party) => party.client) ?? one.parties[0])?.id || "";
const walk = (one: StepView, depth = 0): { step: StepView; depth: number }[] => [{ step: one, depth }, ...[...one.parts, ...one.exceptions].flatMap((part) => walk(part, depth + 1))];
const scopeOf = (one: Matter, request: { actor: string; stance: Scope["stance"]; accepted_only: boolean }): Scope => ({ one, actor: actorOf(one, request.actor), stance: request.stance, accepted: request.accepted_only });

function facts(root: StepView): Supposable[] {
  const list = leaves(root).map((leaf): Supposable | null => {
    const path = leaf.leaf?.path ?? "";
    const question = QUESTIONS.find((known) => known.id === path);
    const type = path.includes("/") || !question || question.type === "judge" ? "bool" : question.type === "text" ? null : question.type;
    return type && { path, question: leaf.leaf?.question ?? leaf.name, group: question?.group ?? "objects", type, options: question?.options ?? [], unit: "", now: leaf.truth === "true" ? "是" : leaf.truth === "false" ? "否" : "", now_answer: leaf.truth, matters: leaf.opening || leaf.truth !== "unknown", undisputed: false };
  });
  return [...new Map(list.filter((fact) => fact !== null).map((fact) => [fact.path, fact])).values()];
}

export function whatIf(one: Matter, request: WhatIfRequest): WhatIfView {
  if (request.scenarios.length > 3) refuse("invalid", "最多同时比较三个方案，请先移除一个。");
  const scope = scopeOf(one, request);
  const base = step(scope, "offence");
  const roots = request.scenarios.map((overrides) => step(supposed(scope, overrides), "offence"));
  const said = (root: StepView) => ({ verdict: verdictOf(root.truth), sentence: sentence(root), refused: "" });
  const lines = roots.map((root) => walk(root));
  const out = ({ truth, mark, why }: StepView) => ({ truth, mark, why });
  const changed = walk(base).map((line, n) => ({ line, after: lines.map((own) => own[n]?.step ?? line.step) })).filter(({ line, after }) => after.some((step) => step.truth !== line.step.truth || step.mark !== line.step.mark));
  return {
    head: headOf(one), actor: scope.actor, pack: PACKS.find((pack) => pack.from === request.pack) ?? PACKS[PACKS.length - 1] ?? refuse("not_found", "没有可用的规则包。"), stance: request.stance, before: said(base), after: roots.map(said),
    changed: changed.map(({ line: { step, depth }, after }) => ({ node: step.node, name: step.name, depth, shape: step.shape, before: out(step), after: after.map(out), cites: step.cites })),
    offences: [], facts: facts(base),
  };
}

export function flips(one: Matter, request: FlipsRequest): FlipsView {
  const scope = scopeOf(one, request);
  const root = step(scope, "offence");
  const node = request.node || "offence";
  const at = (from: Scope) => step(from, node).truth;
  const truth = at(scope);
  const want = request.want ?? (truth === "true" ? "not_made_out" : truth === "unknown" ? "failed" : "made_out");
  const met = (got: string) => (want === "made_out" ? got === "true" : want === "failed" ? got === "false" : got !== "true");
  const sets = met(truth) ? [] : facts(root).filter((fact) => fact.type === "bool").flatMap((fact) => {
    const answer = (["unclear", "yes", "no"] as const).map((kind): AnswerInput => (kind === "unclear" ? { kind, why: "" } : { kind })).find((own) => met(at(supposed(scope, [{ path: fact.path, answer: own }]))));
    if (!answer) return [];
    const to = answer.kind === "yes" ? "是" : answer.kind === "no" ? "否" : "不能认定";
    return [{ provable: "obtainable" as const, facts: [{ path: fact.path, question: fact.question, now: fact.now || "尚未查明", to, provable: "obtainable" as const, how: ["阅卷"], proof: "", sources: [], suppose: { path: fact.path, answer } }] }];
  });
  return { node, want, met: met(truth), sets, least: met(truth) ? 0 : sets.length ? 1 : null, truncated: true, nodes: [root, ...root.parts].map(({ node: id, name, truth: own }) => ({ node: id, name, truth: own })) };
}

export function focus(one: Matter, request: FocusRequest): FocusView {
  const actor = actorOf(one, request.actor);
  const root = step({ one, actor, stance: "alleged", accepted: request.accepted_only }, "offence");
  const disputes = root.parts.flatMap((part) => leaves(part).flatMap((leaf) => {
    const [alleged, ours] = (["alleged", "ours"] as const).map((side) => leaf.leaf?.said.find((said) => said.side === side));
    if (!leaf.leaf || !alleged || !ours || alleged.answer.kind === ours.answer.kind) return [];
    const words = (kind: string) => (kind === "yes" ? "是" : kind === "no" ? "否" : "另有说法");
    return [{ path: leaf.leaf.path, question: leaf.leaf.question, alleged: { words: words(alleged.answer.kind), sources: alleged.sources }, ours: { words: words(ours.answer.kind), sources: ours.sources }, finding: "", elements: [{ node: part.node, name: part.name, alone: true }], ask: `“${leaf.name}”能否认定，决定“${part.name}”` }];
  }));
  return { actor, disputes: [...new Map(disputes.map((one) => [one.path, one])).values()], idle: 0 };
}

export function agenda(one: Matter, actor: string): AgendaView {
  const open = openings(one, actorOf(one, actor)).map((opening) => ({ opening, better: opening.helps ? "否" : "", proof: "", more_rows: 0 }));
  const groups = ([["interview", "会见"], ["file", "阅卷"], ["collect", "调取"]] as const).map(([finder, name]) => ({ finder, name, helps: open.filter((item) => item.opening.how.includes(name)), open: [] }));
  return { actor: actorOf(one, actor), groups: groups.filter((group) => group.helps.length > 0) };
}

const kept = new Map<string, Scenario[]>();
const listed = (id: string): ScenarioList => ({ scenarios: kept.get(id) ?? [] });
export const scenarios = {
  list: listed,
  save: (id: string, scenario: Scenario): ScenarioList => {
    const all = kept.get(id) ?? [];
    kept.set(id, all.some((one) => one.id === scenario.id) ? all.map((one) => (one.id === scenario.id ? scenario : one)) : [...all, { ...scenario, id: `s${all.length + 1}` }]);
    return listed(id);
  },
  remove: (id: string, which: string): ScenarioList => {
    kept.set(id, (kept.get(id) ?? []).filter((one) => one.id !== which));
    return listed(id);
  },
};
