// Places on the scale, and what of the circumstances is worth a line.
import type { ExitView, FactorView, PlanView, SentenceView } from "../../api/commands";
import type { Effect } from "../../parts/truth";

/** What an exit does for the client: open is for, closed is nothing, not decided is open. */
export const exitEffect = (exit: Pick<ExitView, "truth">): Effect => (exit.truth === "true" ? "for" : exit.truth === "unknown" ? "open" : "neutral");

/** The exit to show first: the one asked for, else the first open one, else the first undecided, else the first. */
export function firstExit(exits: ExitView[], at: string): string {
  const pick = exits.find((exit) => exit.id === at) ?? exits.find((exit) => exit.truth === "true") ?? exits.find((exit) => exit.truth === "unknown") ?? exits[0];
  return pick?.id ?? "";
}

/** The plan to show: the one chosen, else the one claimed. */
export const shownPlan = (plans: PlanView[], id: string): PlanView | undefined => plans.find((plan) => plan.id === id) ?? plans.find((plan) => plan.claimed) ?? plans[0];

/** End of the scale in the unit of the figures: the statutory maximum in hundredths of a month, or 110 % of the base and above. */
export function scaleOf(view: Pick<SentenceView, "plans" | "range">): number {
  if (view.plans.some((plan) => plan.shown.months)) return Math.max(view.range[1], 100);
  return Math.max(11000, ...view.plans.flatMap((plan) => [plan.shown.high_at, plan.possible.high_at]));
}

/** Where a value stands on the scale, in per cent. */
export const place = (value: number, scale: number): number => (scale <= 0 ? 0 : Math.min(100, Math.max(0, (value / scale) * 100)));

/** Marks under the scale: every six months, or every quarter of the base. */
export function ticksOf(months: boolean, scale: number): { at: number; label: string }[] {
  const step = months ? (scale > 6000 ? 2400 : 600) : 2500;
  const marks = [];
  for (let at = 0; at <= scale; at += step) marks.push({ at, label: months ? String(at / 100) : `${at / 100}%` });
  return marks;
}

/** Circumstances that are shown or open, by tier; those shown not to be there are only counted. */
export function tiersOf(factors: FactorView[]): { tier: FactorView["tier"]; factors: FactorView[] }[] {
  const tiers: FactorView["tier"][] = ["first", "second", "open"];
  const order = (factor: FactorView) => (factor.truth === "true" ? 0 : 1);
  return tiers
    .map((tier) => ({ tier, factors: factors.filter((factor) => factor.tier === tier && factor.truth !== "false").sort((a, b) => order(a) - order(b)) }))
    .filter((group) => group.factors.length > 0);
}

/** Pages cited behind a circumstance, each once. */
export function pagesOf(factor: FactorView): string[] {
  return [...new Set(factor.facts.flatMap((fact) => fact.sources).filter((source) => source.kind === "page").map((source) => source.text))];
}

/** Facts behind a circumstance that somebody has said something about; while there are none, all of them. */
export function known(factor: FactorView): FactorView["facts"] {
  const said = factor.facts.filter((fact) => fact.truth !== "unknown" || fact.sources.length > 0);
  return said.length ? said : factor.facts.slice(0, 5);
}

/** How many facts behind it nobody has spoken to, besides those listed. */
export const waiting = (factor: FactorView): number => factor.facts.length - known(factor).length;
