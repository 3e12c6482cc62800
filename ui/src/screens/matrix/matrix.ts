// What the element matrix knows without drawing anything: rows and cells, the lines of a tree, which branches explain a failure.
import type { Answer, MatrixRow, MatrixView, Stance, StepView } from "../../api/commands";
import type { Meaning } from "../../parts/truth";

export const STANCES: Stance[] = ["alleged", "proved", "ours"];
export type Picked = { node: string; stance: Stance };

/** The cell an arrow key leads to; it stays inside the table. */
export function neighbour(rows: Pick<MatrixRow, "node">[], from: Picked, key: string): Picked {
  const at = Math.max(0, rows.findIndex((row) => row.node === from.node));
  const column = STANCES.indexOf(from.stance);
  const clamp = (n: number, top: number) => Math.min(Math.max(n, 0), top);
  const row = rows[clamp(at + (key === "arrowdown" ? 1 : key === "arrowup" ? -1 : 0), rows.length - 1)];
  const stance = STANCES[clamp(column + (key === "arrowright" ? 1 : key === "arrowleft" ? -1 : 0), STANCES.length - 1)];
  return { node: row?.node ?? from.node, stance: stance ?? from.stance };
}

/** An element made out is against the client; an exception or rebuttal made out is for the client. */
export const meaningOf = (row: Pick<MatrixRow, "shape">): Meaning => (row.shape === "exception" || row.shape === "rebuttal" ? "defence" : "element");
const opposite = (meaning: Meaning): Meaning => (meaning === "element" ? "defence" : meaning === "defence" ? "element" : meaning);

/** From the root to the step of a rule node, both included; empty when the tree does not have it. */
export function pathTo(root: StepView, node: string): StepView[] {
  if (root.node === node) return [root];
  for (const child of [...root.parts, ...root.exceptions]) {
    const below = pathTo(child, node);
    if (below.length) return [root, ...below];
  }
  return [];
}

/** The fact a rule node or a fact path leads to: the first step whose leaf asks for it. */
export function stepOfFact(root: StepView, path: string): StepView | undefined {
  if (root.leaf?.path === path) return root;
  for (const child of [...root.parts, ...root.exceptions]) {
    const below = stepOfFact(child, path);
    if (below) return below;
  }
  return undefined;
}

const isNone = (connective: string) => connective === "none" || connective.includes("均不") || connective.includes("均非");

/** Whether a step helps explain why its root is not made out: a part that is missing or open, or an exception that is made out or open. */
function explains(child: StepView, parent: StepView, exception: boolean): boolean {
  if (exception || isNone(parent.connective)) return child.truth !== "false";
  return child.truth !== "true";
}

export type Line = { step: StepView; key: string; depth: number; role: "part" | "exception"; meaning: Meaning; branch: boolean; open: boolean };

/** Collapsed where settled, open where it matters; what the reader opened or closed by hand wins. */
export function isOpen(step: StepView, key: string, depth: number, byHand: Record<string, boolean>): boolean {
  return byHand[key] ?? (depth === 0 || !step.settled || step.opening);
}

/** The visible lines of a tree, top to bottom. */
export function linesOf(root: StepView, meaning: Meaning, byHand: Record<string, boolean>, onlyFailing: boolean): Line[] {
  const walk = (step: StepView, key: string, depth: number, role: Line["role"], means: Meaning): Line[] => {
    const parts = step.parts.filter((child) => !onlyFailing || explains(child, step, false));
    const exceptions = step.exceptions.filter((child) => !onlyFailing || explains(child, step, true));
    const branch = parts.length + exceptions.length > 0 || step.leaf !== null;
    const open = branch && (onlyFailing ? (byHand[key] ?? true) : isOpen(step, key, depth, byHand));
    const line: Line = { step, key, depth, role, meaning: means, branch, open };
    if (!open) return [line];
    const turned = isNone(step.connective) ? opposite(means) : means;
    return [line,
      ...parts.flatMap((child, n) => walk(child, `${key}.${n}`, depth + 1, "part", turned)),
      ...exceptions.flatMap((child, n) => walk(child, `${key}.u${n}`, depth + 1, "exception", opposite(means)))];
  };
  return walk(root, "0", 0, "part", meaning);
}

/** The keys of the lines from the root of the matrix tree down to a node, to open them. */
export const openAll = (lines: Line[], open: boolean): Record<string, boolean> => Object.fromEntries(lines.filter((line) => line.branch).map((line) => [line.key, open]));

/** Whether the matrix tree reads a node as an element or, below an exception, as a defence. */
export function meaningIn(root: StepView, node: string): Meaning {
  const path = pathTo(root, node);
  return path.reduce<Meaning>((meaning, step, n) => {
    const parent = path[n - 1];
    return parent && (parent.exceptions.includes(step) || isNone(parent.connective)) ? opposite(meaning) : meaning;
  }, "element");
}

export const isAnswered = (answer: Answer) => answer.kind !== "empty";
/** What a row's truth does in a count: counted, not counted, or still open. */
export const counted = (truth: StepView["truth"]) => (truth === "true" ? "counted" : truth === "false" ? "not_counted" : "not_sure");

/** The defence that holds a node; the screen shows it instead of the matrix cell. */
export const defenceOf = (view: MatrixView, at: string): string =>
  view.defences.find((defence) => defence.id === at || pathTo(defence.tree, at).length > 0 || stepOfFact(defence.tree, at))?.id ?? "";

const inMatrix = (view: MatrixView, at: string) => view.rows.some((row) => row.node === at) || stepOfFact(view.tree, at) !== undefined;

/** Which part of the right side a link leads to. */
export const startTab = (view: MatrixView, at: string): "tree" | "defences" => (at && !inMatrix(view, at) && defenceOf(view, at) ? "defences" : "tree");

/** The node the screen should open on: a node, the node of a fact, or the first element that is not settled. */
export function startNode(view: MatrixView, at: string): string {
  if (at && view.rows.some((row) => row.node === at)) return at;
  const fact = at ? stepOfFact(view.tree, at) : undefined;
  if (fact && view.rows.some((row) => row.node === fact.node)) return fact.node;
  const open = view.tree.parts.find((part) => part.truth !== "true");
  return (open ?? view.tree).node;
}
