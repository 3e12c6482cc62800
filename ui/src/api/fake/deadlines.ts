// Time limits in the stand-in: it counts nothing; it lists the events it was told and says so.
import type { DeadlinesView, EventInput } from "../commands";
import { headOf } from "./heads";
import type { Matter } from "./world";

const KINDS = [
  { id: "detained", name: "刑事拘留", document: "拘留证", served: false, grant: "" as const, fits: true },
  { id: "arrested", name: "执行逮捕", document: "逮捕证", served: false, grant: "" as const, fits: true },
  { id: "transferred", name: "移送审查起诉（检察院收案）", document: "起诉意见书", served: true, grant: "" as const, fits: true },
];

export function deadlines(one: Matter, actor: string, event: EventInput | null): DeadlinesView {
  const rows = one.rows.get(`${actor}|events`) ?? [];
  return {
    head: headOf(one), actor, today: "", law: "刑事诉讼法", custody: { held: false, measure: "无强制措施", day: "", total: "", designated: "", term: "" },
    phases: [{
      id: "investigation-0", name: "侦查", place: "current", periods: [],
      events: rows.map((row) => ({ row: row.id, name: row.name, date: "", document: "", applied: true, planned: false, tried: false })),
    }],
    problems: [], remedies: [], reminders: [], coming: [], limits: [], counting: [], years: [], kinds: KINDS,
    changes: event ? [{ name: KINDS.find((kind) => kind.id === event.kind)?.name ?? "", kind: "new", before: "", after: event.on }] : [], warnings: [],
  };
}

export const kindName = (id: string): string => KINDS.find((kind) => kind.id === id)?.name ?? id;
