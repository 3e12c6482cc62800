// The people of the recorded vault: names are compared as they are; likenesses of sound are in the recorded views.
import type { CheckView, Commands, FieldFault, MatchView, Named, PeopleView, PersonInput, PersonRow, RegisterView } from "../commands";
import { matter, me, nextId, refuse, requireLawyer, world, type Matter } from "./world";

type Held = PersonInput & { id: string; party: string };
type Decided = { verdict: string; reason: string; by: string; at: string };
type Answers = { [Name in "people" | "person" | "put_person" | "remove_person" | "conflict_check" | "check_parties" | "decide_conflict" | "register"]: (request: Commands[Name]["request"]) => Commands[Name]["view"] };

const RULE = { rule: "同一案件的犯罪嫌疑人、被告人，本所不得为其中二人以上辩护", rule_basis: "执业规范，依据未核实：现有法源没有收入相应条文，本系统按禁止处理，任何人不能放行。" };
const ROLES: Named[] = [
  { id: "client", name: "当事人（我方）" }, { id: "co_accused", name: "同案人" }, { id: "victim", name: "被害人" }, { id: "witness", name: "证人" }, { id: "upstream", name: "上游人员" },
  { id: "family", name: "家属、委托人" }, { id: "official", name: "承办人员" }, { id: "expert", name: "鉴定人" }, { id: "other", name: "其他" },
];
const VERDICTS: Named[] = [
  { id: "not_same", name: "经核对不是同一人" }, { id: "none", name: "两案没有关联，不构成冲突" }, { id: "consented", name: "已告知并取得相关当事人书面同意" }, { id: "walled", name: "已采取隔离措施" }, { id: "refused", name: "构成冲突，不接受委托" },
];
const kept = new Map<string, Held[]>();
const decided = new Map<string, Decided>();
const roleName = (id: string) => ROLES.find((role) => role.id === id)?.name ?? "其他";
const blank = (name: string, role: string): PersonInput => ({ name, aliases: [], role, unit: false, register: "", ids: [], phones: [], accounts: [], employer: "", note: "" });

function held(one: Matter): Held[] {
  const own = kept.get(one.id) ?? [];
  const accused = one.parties.map((party) => {
    const role = party.client ? "client" : "co_accused";
    return { ...(own.find((known) => known.id === party.id) ?? blank(party.name, role)), name: party.name, role, unit: party.kind === "unit", id: party.id, party: party.id };
  });
  return [...accused, ...own.filter((known) => !known.party)];
}

const tail = (text: string, head: number) => (text.length > head + 6 ? text.slice(0, head) + "*".repeat(text.length - head - 4) + text.slice(-4) : text.replace(/.(?=.)/g, "*"));

function faults(person: PersonInput): FieldFault[] {
  return person.ids.flatMap((id, at) => (!person.unit && /^\d/.test(id) && id.length !== 18 ? [{ field: "ids", at, text: `身份证应为18位，现为${id.length}位`, hint: false }] : []));
}

/** What the same name in another case means, much simplified: the product reads sounds, slips and numbers, too. */
function matches(one: Matter | null, id: string, person: PersonInput): MatchView[] {
  const others = world.matters.filter((other) => other.id !== one?.id && !other.demo);
  return others.flatMap((other) => held(other).filter((known) => known.name === person.name.trim() || known.aliases.includes(person.name.trim())).map((known): MatchView => {
    const stop = person.role === "client" && known.role === "co_accused";
    const warn = (person.role === "client") !== (known.role === "client") && !["family", "official", "expert", "other"].includes(person.role === "client" ? known.role : person.role);
    const said = decided.get(`${one?.id ?? ""}|${id}|${other.id}|${known.id}`);
    return {
      own: id, own_name: person.name, case: other.id, case_name: other.name, closed: other.stage === "closed", person: known.id, name: known.name, role_name: roleName(known.role),
      level: stop ? "stop" : warn ? "warn" : "note", ground: stop ? "本所委托人的同案人" : warn ? "本所另案的对方或者上游人员" : "另案中有登记",
      why: stop ? "同案犯罪嫌疑人、被告人之间利害可能相反，同一辩护人不得为其中二人以上辩护。" : warn ? "本所在另案中为其相对方辩护，接受委托前须由律师判断是否存在利益冲突。" : "未见妨碍接受委托的情形。",
      rule: stop, reasons: [{ name: "姓名相同", ours: person.name, theirs: known.name }], certain: false, linked: false, verdicts: stop ? VERDICTS.filter((one) => !["consented", "walled"].includes(one.id)) : VERDICTS,
      decision: said ? { ...said, verdict_name: VERDICTS.find((one) => one.id === said.verdict)?.name ?? "", stands: true } : null,
    };
  }));
}

function row(one: Matter, person: Held): PersonRow {
  return {
    ...person, role_name: roleName(person.role), ids: person.ids.map((id) => tail(id, 3)), phones: person.phones.map((phone) => tail(phone, 3)), accounts: person.accounts.map((account) => tail(account, 0)),
    faults: faults(person), matches: one.demo ? [] : matches(one, person.id, person),
  };
}

function open(one: Matter, level: string): number {
  return held(one).flatMap((person) => row(one, person).matches).filter((match) => match.level === level && !match.decision).length;
}

export const conflicts = (one: Matter) => ({ conflict_stops: open(one, "stop"), conflict_warns: open(one, "warn") });

function view(one: Matter): PeopleView {
  const order = (person: Held) => ROLES.findIndex((role) => role.id === person.role);
  const people = held(one).sort((a, b) => order(a) - order(b)).map((person) => row(one, person));
  return { people, roles: ROLES, second_client: held(one).filter((person) => person.role === "client")[1]?.name ?? "", ...RULE, stops: open(one, "stop"), warns: open(one, "warn"), unread: 0, decides: me().role === "lawyer", revision: one.revision };
}

const found = (list: MatchView[], wrong: FieldFault[]): CheckView => ({ faults: wrong, matches: list, more: 0, unread: 0, compared: world.matters.flatMap(held).length, ...RULE });

export const people: Answers = {
  people: (request) => view(matter(request.case)),
  person: (request) => held(matter(request.from || request.case)).find((one) => one.id === request.id) ?? refuse("not_found", "找不到这名人员。", "它可能已被移除，请返回后重试。"),
  put_person: ({ case: id, id: own, person }) => {
    const one = matter(id);
    if (!person.name.trim()) refuse("invalid", "请填写姓名或者名称。");
    const party = one.parties.find((known) => known.id === own);
    if (person.role === "client" && one.parties.some((known) => known.client && known.id !== own)) refuse("forbidden", `本案已有一名我方委托人：${RULE.rule}。`, RULE.rule_basis);
    if (party) Object.assign(party, { name: person.name, client: person.role === "client", kind: person.unit ? "unit" : "person" });
    const list = kept.get(id) ?? [];
    const next = { ...person, id: own || nextId("p"), party: party?.id ?? "" };
    kept.set(id, [...list.filter((known) => known.id !== next.id), next]);
    one.revision += 1;
    return view(one);
  },
  remove_person: ({ case: id, id: own }) => {
    kept.set(id, (kept.get(id) ?? []).filter((known) => known.id !== own));
    matter(id).revision += 1;
    return view(matter(id));
  },
  conflict_check: (request) => found(matches(matter(request.case), request.id, request.person), faults(request.person)),
  check_parties: ({ accused }) => found(accused.split(/[、，,;；]/).filter((name) => name.trim()).flatMap((name, n) => matches(null, `a${n + 1}`, blank(name, n ? "co_accused" : "client"))), []),
  decide_conflict: ({ case: id, id: own, other, person, verdict, reason }) => {
    requireLawyer("利益冲突的处理决定");
    if (!reason.trim()) refuse("invalid", "请填写理由。");
    decided.set(`${id}|${own}|${other}|${person}`, { verdict, reason, by: me().name, at: "2026-07-18 14:32" });
    matter(id).revision += 1;
    return view(matter(id));
  },
  register: ({ query }): RegisterView => {
    const all = world.matters.flatMap((one) => held(one).map((person) => ({ one, person }))).filter(({ person }) => person.name.includes(query.trim()));
    const rows = all.map(({ one, person }) => ({ ...row(one, person), register: `${one.id}/${person.id}`, places: [{ case: one.id, case_name: one.name, person: person.id, role_name: roleName(person.role), closed: one.stage === "closed", demo: one.demo }] }));
    return { people: rows, total: rows.length, unread: 0 };
  },
};
