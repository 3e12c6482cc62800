// Positions on the amount bars. Thresholds lie far below the amounts alleged, so the axis is logarithmic and says so by its ticks.
import type { AmountBar, OverviewView } from "../../api/commands";

export type Axis = { from: number; to: number };

/** An axis in fen, from a tenth of the lowest threshold to beyond the largest amount, in whole powers of ten. */
export function axisOf(bars: AmountBar[]): Axis {
  const values = bars.flatMap((bar) => [bar.low_fen, bar.high_fen ?? bar.low_fen, ...bar.lines.map((line) => line.fen)]).filter((fen) => fen > 0);
  if (!values.length) return { from: 100_000, to: 10_000_000 };
  const low = Math.min(...values);
  const high = Math.max(...values);
  return { from: 10 ** Math.floor(Math.log10(low) - 0.15), to: 10 ** Math.ceil(Math.log10(high) + 0.15) };
}

/** Where an amount lies on the axis, 0 to 100. */
export function place(fen: number, axis: Axis): number {
  if (fen <= axis.from) return 0;
  const share = (Math.log10(fen) - Math.log10(axis.from)) / (Math.log10(axis.to) - Math.log10(axis.from));
  return Math.min(100, Math.round(share * 1000) / 10);
}

/** The powers of ten on the axis, as people say them: 1千, 1万, 10万, 100万 元. */
export function ticks(axis: Axis): { fen: number; name: string }[] {
  const found: { fen: number; name: string }[] = [];
  for (let fen = axis.from; fen <= axis.to; fen *= 10) found.push({ fen, name: yuanName(fen) });
  return found;
}

function yuanName(fen: number): string {
  const yuan = fen / 100;
  if (yuan >= 1e8) return `${yuan / 1e8}亿元`;
  if (yuan >= 1e4) return `${yuan / 1e4}万元`;
  return `${yuan}元`;
}

/** Thresholds drawn once across all bars, lowest first. */
export function thresholds(bars: AmountBar[]): AmountBar["lines"] {
  const seen = new Map(bars.flatMap((bar) => bar.lines).map((line) => [`${line.fen}|${line.label}`, line]));
  return [...seen.values()].sort((a, b) => a.fen - b.fen);
}

/** Whether anything has been recorded: an untouched case gets an invitation instead of a row of question marks. */
export function untouched(view: OverviewView): boolean {
  return view.head.total === 0 && view.activity.length === 0;
}
