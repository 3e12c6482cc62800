// What the comparison shows: which word a cell carries, which band a row shows, how grave a warning is.
import type { BandView, ChargeCell, ChargeRow, Stance, TrapView } from "../../api/commands";
import type { Effect, Glyph } from "../../parts/truth";

export const STANCES: Stance[] = ["alleged", "proved", "ours"];

export type State = "made_out" | "not_made_out" | "not_proved" | "remote" | "aside";

/** The result of a cell; an offence that is not in question has no result of its own. */
export function stateOf(cell: ChargeCell): State {
  if (cell.asked === "false") return "aside";
  if (cell.verdict === "not_proved" && cell.asked === "unknown") return "remote";
  return cell.verdict;
}

/** An offence made out is against the client. */
export function lookOf(state: State): { glyph: Glyph; effect: Effect } {
  if (state === "made_out") return { glyph: "tick", effect: "against" };
  if (state === "not_made_out") return { glyph: "cross", effect: "for" };
  return state === "aside" ? { glyph: "cross", effect: "neutral" } : { glyph: "question", effect: "open" };
}

/** The band to show for a row: the heaviest that applies in some stance, else the heaviest not excluded. */
export function bandOf(row: ChargeRow): { band: BandView; applies: boolean } | null {
  const place = (band: BandView) => row.bands.findIndex((known) => known.id === band.id);
  const heaviest = (bands: (BandView | null)[]) => bands.filter((band) => band !== null).sort((a, b) => place(b) - place(a))[0];
  const cells = STANCES.map((stance) => row.cells[stance]);
  const applies = heaviest(cells.map((cell) => cell.band));
  if (applies) return { band: applies, applies: true };
  const most = heaviest(cells.map((cell) => cell.at_most));
  return most ? { band: most, applies: false } : null;
}

/** Both standing, or the other standing: against the client; what is only open is open. */
export function gravity(trap: TrapView): "against" | "open" {
  return trap.kind === "heavier" || trap.kind === "stands" || trap.kind === "turn" ? "against" : "open";
}

export const placed = (rows: ChargeRow[], place: ChargeRow["place"]): ChargeRow[] => rows.filter((row) => row.place === place);

/** What opens when the screen is asked for something: an offence by its id. */
export const asked = (rows: ChargeRow[], at: string): string => rows.find((row) => row.id === at)?.id ?? "";
