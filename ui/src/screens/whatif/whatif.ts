// Suppositions: pure operations on scenarios. A scenario is a list of answers supposed otherwise, at most one for a path.
import type { AnswerInput, ChangedNode, FlipSet, Override, Supposable } from "../../api/commands";

type Tri = "yes" | "no" | "unclear";
export type Scenario = { id: string; name: string; note: string; overrides: Override[] };
export const MOST = 3;

export const empty = (name: string): Scenario => ({ id: "", name, note: "", overrides: [] });

/** The scenario with one path supposed otherwise; null takes the supposition back. */
export function suppose(scenario: Scenario, path: string, answer: AnswerInput | null): Scenario {
  const rest = scenario.overrides.filter((one) => one.path !== path);
  return { ...scenario, overrides: answer ? [...rest, { path, answer }] : rest };
}

/** All changes of a smallest flip at once. */
export const take = (scenario: Scenario, set: FlipSet): Scenario =>
  set.facts.reduce((so_far, fact) => suppose(so_far, fact.path, fact.suppose.answer), scenario);

export const supposed = (scenario: Scenario, path: string): AnswerInput | undefined => scenario.overrides.find((one) => one.path === path)?.answer;

/** Which of the three buttons is down. */
export function triOf(answer: AnswerInput | undefined): Tri | "" {
  if (!answer) return "";
  return answer.kind === "yes" ? "yes" : answer.kind === "no" ? "no" : answer.kind === "unclear" ? "unclear" : "";
}

export const fromTri = (tri: Tri): AnswerInput => (tri === "unclear" ? { kind: "unclear", why: "" } : { kind: tri });

export type Group = { name: string; facts: Supposable[] };

/** Facts by group of the form, in the order they come. */
export function grouped(facts: Supposable[]): Group[] {
  const groups: Group[] = [];
  for (const fact of facts) {
    const last = groups.find((group) => group.name === fact.group);
    if (last) last.facts.push(fact);
    else groups.push({ name: fact.group, facts: [fact] });
  }
  return groups;
}

/** What the left column shows open, and what it folds: nobody disputes it, or nothing turns on it any more. What is supposed stays open. */
export function split(facts: Supposable[], scenario: Scenario): { open: Supposable[]; agreed: Supposable[]; idle: Supposable[] } {
  const mine = (fact: Supposable) => supposed(scenario, fact.path) !== undefined;
  return {
    open: facts.filter((fact) => mine(fact) || (fact.matters && !fact.undisputed)),
    agreed: facts.filter((fact) => !mine(fact) && fact.matters && fact.undisputed),
    idle: facts.filter((fact) => !mine(fact) && !fact.matters),
  };
}

/** Elements first in words: the nodes that changed, without those whose only news is that something below them changed in mark. */
export const worthShowing = (changed: ChangedNode[]): ChangedNode[] =>
  changed.filter((node) => node.after.some((after) => after.truth !== node.before.truth || after.mark !== node.before.mark));
