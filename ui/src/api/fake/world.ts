// What the recorded vault holds: users, cases, positions, and the journal that undo and redo walk.
import type { Answer, PartyView, Role, Side, SourceView, UserView } from "../commands";

export type Stored = { answer: Answer; sources: SourceView[]; note: string; status: "" | "proved" | "disputed" | "no_evidence"; reason: string; by: string; at: string; state: "" | "proposed" | "accepted" | "returned"; reviewer: string; reviewed_at: string; review_reason: string };
export type Row = { id: string; name: string };
export type Change = { key: string; actor: string; path: string; side: Side; before: Stored | undefined; after: Stored | undefined; what: string; at: string; who: string };
export type Cover = { authority: string; docket: string; firm: string; lawyers: string[]; licences: string[]; contact: string; police: string; procuratorate: string; court: string; entrusted_by: string; note: string };
export type Matter = {
  id: string; name: string; stage: string; charge: string; demo: boolean; parties: PartyView[]; cover: Cover; revision: number; saved_at: string;
  positions: Map<string, Stored>; rows: Map<string, Row[]>; journal: Change[]; undone: Change[]; log: { at: string; who: string; what: string }[];
};

export const STAGES = [
  { id: "investigation", name: "侦查" }, { id: "arrest_review", name: "审查逮捕" }, { id: "prosecution_review", name: "审查起诉" }, { id: "first_instance", name: "一审" }, { id: "second_instance", name: "二审" }, { id: "closed", name: "已结" },
];
export const CHARGES = [{ id: "assisting_cybercrime", name: "帮助信息网络犯罪活动罪" }];

export const world = {
  exists: true, user: null as UserView | null, passphrases: new Map<string, string>(), users: [] as UserView[], matters: [] as Matter[],
  settings: { theme: "system" as "system" | "light" | "dark", language: "zh" as "zh" | "en", idle: 10 }, serial: 0,
};

/** The recorded clock: starts on a working afternoon and moves a little with each write, so that pictures do not change from day to day. */
let clock = Date.parse("2026-07-18T06:20:00Z");
export function now(): string {
  clock += 7_000;
  return new Date(clock).toISOString();
}

export function nextId(prefix: string): string {
  world.serial += 1;
  return `${prefix}${world.serial}`;
}

export function refuse(code: string, message: string, hint = ""): never {
  throw { code, message, hint };
}

export function matter(id: string): Matter {
  return world.matters.find((one) => one.id === id) ?? refuse("not_found", "找不到这个案件。", "请回到案件列表重新打开。");
}

export function me(): UserView {
  return world.user ?? refuse("locked", "保险库已锁定。", "请输入口令解锁。");
}

export function requireLawyer(what: string): void {
  if (me().role !== "lawyer") refuse("forbidden", `${what}须由律师完成。`, "请换律师账户，或请律师处理。");
}

export function addUser(name: string, role: Role, passphrase: string): UserView {
  const user = { id: nextId("u"), name, role };
  world.users.push(user);
  world.passphrases.set(user.id, passphrase);
  return user;
}

export const keyOf = (actor: string, path: string, side: Side) => `${actor}|${path}|${side}`;

export function emptyMatter(name: string, accused: string, stage: string, demo: boolean): Matter {
  const parties = accused.split(/[、,，\s]+/).filter(Boolean).map((one, n) => ({ id: nextId("p"), name: one, kind: "person" as const, client: n === 0, role: n === 0 ? "委托人" : "同案" }));
  return { id: nextId("case"), name, stage, charge: "帮助信息网络犯罪活动罪", demo, parties, cover: { authority: "", docket: "", firm: "", lawyers: [], licences: [], contact: "", police: "", procuratorate: "", court: "", entrusted_by: "", note: "" }, revision: 1, saved_at: now(), positions: new Map(), rows: new Map(), journal: [], undone: [], log: [] };
}

/** Writes one position through the journal. */
export function put(one: Matter, actor: string, path: string, side: Side, after: Stored | undefined, what: string): void {
  const key = keyOf(actor, path, side);
  const change: Change = { key, actor, path, side, before: one.positions.get(key), after, what, at: now(), who: me().name };
  apply(one, change, "after");
  one.journal.push(change);
  one.undone = [];
  one.log.unshift({ at: change.at, who: change.who, what });
}

export function apply(one: Matter, change: Change, which: "before" | "after"): void {
  const stored = change[which];
  if (stored) one.positions.set(change.key, stored);
  else one.positions.delete(change.key);
  one.revision += 1;
  one.saved_at = now();
}
