// What the screen decides by itself: which cards stand open, and when an event is complete enough to be tried out.
import type { EventChoice, EventInput, PeriodView, PhaseView } from "../../api/commands";

/** Cards of a stage: those that bind, those that ended, and the duties of a day or two that began beside them. */
export function sorted(periods: PeriodView[]): { open: PeriodView[]; ended: PeriodView[]; duties: PeriodView[] } {
  const duty = (one: PeriodView) => one.shape === "duty";
  const ended = (one: PeriodView) => one.state === "done" || (one.state === "passed" && one.shape !== "custody" && !one.late);
  const lasting = periods.filter((one) => !duty(one));
  const order = (one: PeriodView) => (one.shape === "custody" ? 0 : one.shape === "procedure" ? 1 : 2);
  return {
    open: lasting.filter((one) => !ended(one)).sort((a, b) => order(a) - order(b)),
    ended: lasting.filter(ended),
    duties: periods.filter(duty),
  };
}

export const blank = (): EventInput => ({ kind: "", document: "", on: "", served_on: "", months: "", days: "" });

/** An event can be tried out once it has a kind and a day. */
export const ready = (event: EventInput): boolean => event.kind !== "" && (event.on.trim() !== "" || event.served_on.trim() !== "");

/** The kinds that fit the stage first. */
export function choices(kinds: EventChoice[]): { here: EventChoice[]; other: EventChoice[] } {
  return { here: kinds.filter((kind) => kind.fits), other: kinds.filter((kind) => !kind.fits) };
}

export const untouched = (phases: PhaseView[]): boolean => phases.every((phase) => phase.events.length === 0);

/** How near an end is: what has passed or ends within three days is against the client or urgent. */
export function nearness(days: number, state: PeriodView["state"]): "against" | "open" | "neutral" {
  if (state === "done" || state === "projected") return "neutral";
  if (state === "passed" || days <= 3) return "against";
  return state === "doubt" || days <= 10 ? "open" : "neutral";
}

/** What began in an earlier stage and still runs stands with the present one. */
export function lifted(phases: PhaseView[]): PhaseView[] {
  const still = phases.filter((phase) => phase.place === "past").flatMap((phase) => sorted(phase.periods).open);
  return phases.map((phase) => {
    if (phase.place === "past") return { ...phase, periods: phase.periods.filter((one) => !still.includes(one)) };
    return phase.place === "current" ? { ...phase, periods: [...phase.periods, ...still] } : phase;
  });
}
