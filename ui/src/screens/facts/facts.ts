// What the fact screen knows without drawing anything: drafts, sources as people type them, the order of cards, words of an answer.
import type { Answer, AnswerInput, FactCard, FormView, PositionView, Side, SourceInput, SourceView, TableView } from "../../api/commands";

export type Status = PositionView["status"];
export type Draft = { answer: AnswerInput; sources: SourceInput[]; note: string; status: Status; reason: string };

export const SIDES: Side[] = ["alleged", "ours", "finding"];
export const keyOf = (path: string, side: Side) => `${path} ${side}`;

export function inputOf(answer: Answer): AnswerInput {
  switch (answer.kind) {
    case "empty": return { kind: "clear" };
    case "typed": return { kind: "typed", text: answer.text };
    case "ref": return { kind: "ref", row: answer.row };
    case "choice": return { kind: "choice", id: answer.id };
    default: return answer;
  }
}

export const sourceOf = ({ kind, text, quote, anchor }: SourceView): SourceInput => ({ kind, text, quote, anchor });

export function draftOf(position: PositionView): Draft {
  return { answer: inputOf(position.answer), sources: position.sources.map(sourceOf), note: position.note, status: position.status, reason: position.reason };
}

export const sameDraft = (a: Draft, b: Draft) => JSON.stringify(a) === JSON.stringify(b);

export function positionOf(card: FactCard, side: Side): PositionView {
  return card.positions.find((one) => one.side === side)
    ?? { side, answer: { kind: "empty" }, sources: [], note: "", status: "", reason: "", by: "", at: "", review: { state: "", by: "", at: "", reason: "" } };
}

/** A finding and a judge's question are the lawyer's and need a written reason. */
/** Nobody answered and no answer can change the result: only then may the card say so. */
export const idle = (card: FactCard) => !card.matters && card.positions.every((one) => one.answer.kind === "empty");

export const lawyerOnly = (card: FactCard, side: Side) => side === "finding" || card.type === "judge" || card.lawyer_only;
export const needsReason = (card: FactCard, side: Side) => side === "finding" || card.type === "judge";

/** What keeps a draft from being sent yet; it stays a draft until then. */
export function lacking(card: FactCard, side: Side, draft: Draft): "" | "reason" | "status" | "answer" {
  const says = draft.answer.kind !== "clear" || draft.status !== "";
  // Sources alone say nothing yet: they wait for the answer they are to support. To empty what is on record is another matter.
  if (!says) return draft.sources.length && positionOf(card, side).answer.kind === "empty" ? "answer" : "";
  if (!needsReason(card, side)) return "";
  if (side === "finding" && card.type !== "judge" && draft.status === "") return "status";
  return draft.reason.trim() ? "" : "reason";
}

const DIGITS = "〇一二三四五六七八九";
/** 1–99 as volumes are numbered: 十二, 四十七. */
export function hanNumber(n: number): string {
  if (n < 10) return DIGITS[n] ?? String(n);
  if (n > 99) return String(n);
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? DIGITS[tens] : ""}十${n % 10 ? DIGITS[n % 10] : ""}`;
}

export type ReadSource = { ok: true; source: SourceInput } | { ok: false; problem: "page" | "volume" };

/** Reads what is typed into the source box: `2-47` (any width, any dash), 当事人陈述, 暂无证据, or a source in words. */
export function readSource(typed: string): ReadSource {
  const text = typed.trim().replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const pair = /^(\d{1,2})\s*[-－—–﹣~.．/／]+\s*(\d{1,4})$/.exec(text);
  if (pair) return { ok: true, source: { kind: "page", text: `证据卷${hanNumber(Number(pair[1]))}第${Number(pair[2])}页`, quote: "", anchor: "" } };
  if (/^\d+$/.test(text)) return { ok: false, problem: "volume" };
  if (/^\d{1,2}\s*[-－—–﹣~.．/／]+$/.test(text)) return { ok: false, problem: "page" };
  if (/^(当事人)?(的)?(陈述|自述)$/.test(text)) return { ok: true, source: { kind: "client", text: "当事人陈述", quote: "", anchor: "" } };
  if (/^(暂)?无(证据)?$/.test(text) || text === "暂无证据") return { ok: true, source: { kind: "none", text: "暂无证据", quote: "", anchor: "" } };
  if (/^证据卷.+第\s*\d+\s*页$/.test(text)) return { ok: true, source: { kind: "page", text, quote: "", anchor: "" } };
  return { ok: true, source: { kind: "other", text, quote: "", anchor: "" } };
}

/** Adds a source once; 暂无证据 and real evidence exclude each other. */
export function withSource(sources: SourceInput[], next: SourceInput): SourceInput[] {
  const place = (one: SourceInput) => one.text === next.text;
  // Two passages of one page are two cites; naming a page again without words or a place on it adds nothing.
  if (!next.quote && !next.anchor && sources.some(place)) return sources;
  const bare = (one: SourceInput) => !one.quote && !one.anchor;
  const same = (one: SourceInput) => one.quote === next.quote && (one.quote !== "" || one.anchor === next.anchor);
  const others = sources.filter((one) => !(place(one) && (bare(one) || same(one))) && (next.kind === "none" ? one.kind === "client" : one.kind !== "none"));
  return [...others, next];
}

export type Words = { yes: string; no: string; unclear: string; empty: string };

/** An answer in words; a typed value is shown as it was understood. Why something is unclear is shown apart. */
export function answerWords(answer: Answer, words: Words): string {
  switch (answer.kind) {
    case "empty": return words.empty;
    case "unclear": return words.unclear;
    case "yes": return words.yes;
    case "no": return words.no;
    case "choice": return answer.name;
    case "typed": return answer.echo || answer.text;
    case "text": return answer.text;
    case "ref": return answer.name;
  }
}

export type Stop = { id: string; kind: "fact" | "row" | "complete"; card: FactCard | null; table: string };
export const rowStop = (table: string, row: string) => `${table}/${row}`;

/** The order in which ↑ and ↓ walk: cards, then each table's rows (an open row is followed by its cells) and whether it is complete. */
export function stopsOf(form: FormView, openRow: string, shows: (card: FactCard) => boolean): Stop[] {
  const facts = form.facts.filter(shows).map((card): Stop => ({ id: card.path, kind: "fact", card, table: "" }));
  const tables = form.tables.flatMap((table) => [
    ...table.rows.flatMap((row): Stop[] => {
      const id = rowStop(table.id, row.id);
      const cells = id === openRow ? row.cells.map((card): Stop => ({ id: card.path, kind: "fact", card, table: table.id })) : [];
      return [{ id, kind: "row", card: null, table: table.id }, ...cells];
    }),
    { id: table.complete.path, kind: "complete", card: table.complete, table: table.id } as Stop,
  ]);
  return [...facts, ...tables];
}

export function moved(stops: Stop[], from: string, step: 1 | -1): string {
  const at = stops.findIndex((stop) => stop.id === from);
  if (at < 0) return stops[0]?.id ?? "";
  return stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.id ?? from;
}

export function allCards(form: FormView): FactCard[] {
  return [...form.facts, ...form.tables.flatMap((table) => [...table.rows.flatMap((row) => row.cells), table.complete])];
}

export const cardAt = (form: FormView, path: string) => allCards(form).find((card) => card.path === path);

/** The row that holds a path, as the stop of that row; empty when the path is not a cell. */
export function rowOf(form: FormView, path: string): string {
  for (const table of form.tables) for (const row of table.rows) if (rowStop(table.id, row.id) === path || row.cells.some((card) => card.path === path)) return rowStop(table.id, row.id);
  return "";
}

export const holds = (form: FormView, path: string) => Boolean(cardAt(form, path) ?? rowOf(form, path)) || form.tables.some((table) => table.id === path);

/** The form with one card replaced by its newer self. */
export function withCard(form: FormView, card: FactCard): FormView {
  const swap = (one: FactCard) => (one.path === card.path ? card : one);
  return { ...form, facts: form.facts.map(swap), tables: form.tables.map((table): TableView => ({ ...table, complete: swap(table.complete), rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(swap) })) })) };
}

/** The sides whose answers in a cell differ from one another, in order; one entry when they agree. */
export function cellSays(card: FactCard): { side: Side; answer: Answer }[] {
  const said = (["alleged", "ours"] as Side[]).map((side) => ({ side, answer: positionOf(card, side).answer })).filter((one) => one.answer.kind !== "empty");
  const first = said[0];
  if (said.length === 2 && first && JSON.stringify(inputOf(first.answer)) === JSON.stringify(inputOf(said[1]!.answer))) return [first];
  return said;
}

export type Shown = "tick" | "cross" | "question" | "";
export const shapeOf = (answer: Answer): Shown => (answer.kind === "yes" ? "tick" : answer.kind === "no" ? "cross" : answer.kind === "unclear" ? "question" : "");
