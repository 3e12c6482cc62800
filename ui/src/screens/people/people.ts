// The people of a case: what is typed in one line and means several, what is still open, who stands under which heading.
import type { FieldFault, MatchView, Named, PeopleView, PersonInput, PersonRow } from "../../api/commands";

/** A person as the form holds it: several names or numbers in one line. */
export type Draft = Omit<PersonInput, "aliases" | "ids" | "phones" | "accounts"> & { aliases: string; ids: string; phones: string; accounts: string };
export type Listed = "aliases" | "ids" | "phones" | "accounts";

/** Several in one line; a space parts nothing, numbers are written in groups. */
export function several(line: string): string[] {
  return line.split(/[、，,；;\n]+/).map((one) => one.trim()).filter(Boolean);
}

export function blank(role: string): Draft {
  return { name: "", aliases: "", role, unit: false, register: "", ids: "", phones: "", accounts: "", employer: "", note: "" };
}

export function draftOf(person: PersonInput): Draft {
  return { ...person, aliases: person.aliases.join("、"), ids: person.ids.join("、"), phones: person.phones.join("、"), accounts: person.accounts.join("、") };
}

export function personOf(draft: Draft): PersonInput {
  return { ...draft, aliases: several(draft.aliases), ids: several(draft.ids), phones: several(draft.phones), accounts: several(draft.accounts) };
}

/** What is wrong in one field, in one line; with several numbers it says which. */
export function problem(faults: FieldFault[], field: Listed, count: number, which: (n: number) => string, hints = false): string {
  const own = faults.filter((fault) => fault.field === field && fault.hint === hints);
  return own.map((fault) => (count > 1 ? which(fault.at + 1) : "") + fault.text).join("；");
}

/** The people under their roles; roles nobody has are left out. */
export function byRole(view: PeopleView): { role: Named; people: PersonRow[] }[] {
  const groups = view.roles.map((role) => ({ role, people: view.people.filter((person) => person.role === role.id) }));
  return groups.filter((group) => group.people.length);
}

export const isOpen = (match: MatchView): boolean => match.level !== "note" && !match.decision?.stands;

/** Everything a lawyer still has to decide, the gravest first. */
export function open(view: PeopleView): MatchView[] {
  const all = view.people.flatMap((person) => person.matches.filter(isOpen));
  return [...all.filter((match) => match.level === "stop"), ...all.filter((match) => match.level === "warn")];
}

/** Two entries, whichever way they are looked at. */
export const matchKey = (match: MatchView): string => `${match.own}|${match.case || match.case_name}|${match.person}`;
