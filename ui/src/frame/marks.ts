// Which pieces of evidence lie on a page: what a source chip says besides its page.
import type { ExhibitMark } from "../api/commands";

/** Reads printed pages as the core does: `12`, `12-18`, `12-18、30`. */
export function pageRuns(text: string): [number, number][] {
  return text.split(/[、，,；;]/).flatMap((part): [number, number][] => {
    const read = /^\s*(\d+)\s*(?:[-—–－至~～]\s*(\d+)\s*)?$/.exec(part);
    if (!read) return [];
    const [first, last] = [Number(read[1]), Number(read[2] ?? read[1])];
    return first <= last ? [[first, last]] : [];
  });
}

export function marksOn(marks: readonly ExhibitMark[], volume: string, page: string): ExhibitMark[] {
  const asked = pageRuns(page);
  return marks.filter((mark) => mark.volume === volume && mark.runs.some(([from, to]) => asked.some(([first, last]) => first <= to && from <= last)));
}
