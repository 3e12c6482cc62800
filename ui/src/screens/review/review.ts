// Walking the queue: what is selected after each step.
import type { ReviewedToo, ReviewItem, Side } from "../../api/commands";

export const itemKey = (item: ReviewItem) => `${item.path}|${item.side}`;

/** Whose position an item decides: one side's, or both in the same words. */
export const sidesOf = (item: ReviewItem): Side[] => [...new Set([item.side, ...item.also.filter((own) => own.path === item.path || item.path.startsWith("events/")).map((own) => own.side)])];

/** What an item decides beside its own question, the same words of two sides once. */
export function restOf(item: ReviewItem): { own: ReviewedToo; sides: Side[] }[] {
  const found = new Map<string, { own: ReviewedToo; sides: Side[] }>();
  for (const own of item.also.filter((one) => one.path !== item.path)) {
    const key = `${own.path}|${JSON.stringify(own.answer)}|${JSON.stringify(own.old)}`;
    const known = found.get(key);
    if (known) known.sides.push(own.side);
    else found.set(key, { own, sides: [own.side] });
  }
  return [...found.values()];
}

/** The neighbour of the selected item; the ends hold. */
export function neighbour(items: ReviewItem[], selected: string, step: 1 | -1): string {
  const at = items.findIndex((item) => itemKey(item) === selected);
  const next = items[Math.max(0, Math.min(items.length - 1, at < 0 ? 0 : at + step))];
  return next ? itemKey(next) : "";
}

/** After an item has been dealt with, the reader stays at the same place of the queue: the next item moves up. */
export function afterDecision(before: ReviewItem[], after: ReviewItem[], decided: string): string {
  const place = before.findIndex((item) => itemKey(item) === decided);
  const following = before.slice(place + 1).find((item) => item.state === "proposed" && after.some((left) => itemKey(left) === itemKey(item) && left.state === "proposed"));
  const next = following ?? after.find((item) => item.state === "proposed") ?? after[0];
  return next ? itemKey(next) : "";
}

/** What stays selected when the queue has been read again. */
export function keep(items: ReviewItem[], selected: string): string {
  if (items.some((item) => itemKey(item) === selected)) return selected;
  return items[0] ? itemKey(items[0]) : "";
}

export function counts(items: ReviewItem[]): { waiting: number; returned: number } {
  return { waiting: items.filter((item) => item.state === "proposed").length, returned: items.filter((item) => item.state === "returned").length };
}

/** The entries of one person, or of one group of the form; empty filters let everything through. */
export function filtered(items: ReviewItem[], person: string, group: string): ReviewItem[] {
  return items.filter((item) => (!person || item.by === person) && (!group || item.group === group));
}

/** What a filter offers, each with how many entries it would leave. */
export function choices(items: ReviewItem[], of: "by" | "group"): { id: string; name: string }[] {
  const counted = new Map<string, number>();
  for (const item of items) counted.set(item[of], (counted.get(item[of]) ?? 0) + 1);
  return [...counted].map(([id, n]) => ({ id, name: `${id}（${n}）` }));
}
