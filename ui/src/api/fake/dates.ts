// Tasks and the dates of all cases in the stand-in: it counts nothing and warns of nothing; it keeps what it was told.
import type { CalendarView, Commands, TaskView } from "../commands";
import { questionOf } from "./cards";
import { now, refuse, type Matter, world } from "./world";

const KINDS = { meeting: "会见提纲", evidence: "调取申请", reading: "阅卷核对", filing: "期限前提交", other: "其他" } as const;
const kept = new Map<string, TaskView[]>();
const of = (one: Matter): TaskView[] => kept.get(one.id) ?? [];
const moved = (one: Matter, tasks: TaskView[]): void => { kept.set(one.id, tasks); one.revision += 1; one.saved_at = now(); };

export function tasks(one: Matter): Commands["tasks"]["view"] {
  const open = of(one).filter((task) => !task.done);
  const groups = (Object.keys(KINDS) as TaskView["kind"][]).map((kind) => ({ kind, name: KINDS[kind], tasks: open.filter((task) => task.kind === kind) }));
  return { revision: one.revision, groups: groups.filter((group) => group.tasks.length), done: of(one).filter((task) => task.done), proposals: [], people: world.users.map((user) => user.name) };
}

export function addTask(one: Matter, asked: Commands["add_task"]["request"]): void {
  if (asked.fact && of(one).some((task) => task.fact === asked.fact && !task.done)) refuse("invalid", "这一项已在待办中，不必重复添加。", "");
  const question = asked.fact ? questionOf(asked.fact).question : "";
  const text = asked.text || question;
  if (!text) refuse("invalid", "请写明要办什么。", "");
  const kind = asked.kind || "other";
  moved(one, [...of(one), {
    id: `t${String(of(one).length + 1).padStart(4, "0")}`, text, kind, kind_name: KINDS[kind], due: asked.due, due_words: asked.due, days: 0, warn: "none", who: asked.who,
    fact: asked.fact, question, actor: asked.actor, actor_name: "", proof: "", limit: asked.limit, done: "", done_on: "", result: "", source: "",
  }]);
}

export function setTask(one: Matter, id: string, change: Partial<TaskView> | null): TaskView | undefined {
  const known = of(one).find((task) => task.id === id) ?? refuse("not_found", "找不到这项待办。", "");
  moved(one, change ? of(one).map((task) => (task === known ? { ...task, ...change } : task)) : of(one).filter((task) => task !== known));
  return of(one).find((task) => task.id === id);
}

export function calendar(asked: Commands["calendar"]["request"]): CalendarView {
  const rows = world.matters.flatMap((one) => of(one).filter((task) => !task.done).map((task) => ({ one, task })));
  const shown = asked.kind === "" || asked.kind === "task" ? rows : [];
  const parts: CalendarView["parts"] = shown.length ? [{
    id: "undated", name: "没有定日期的待办", count: shown.length, left_out: 0,
    days: [{ date: "", name: "", off: "", rows: shown.map(({ one, task }) => ({
      id: `${one.id}/${task.id}`, case: one.id, case_name: one.name, actor: "", party: "", kind: "task" as const, kind_name: task.kind_name, name: task.text, key: task.id, days: 0,
      file_by: "", unchecked: false, warn: "none" as const, met: "" as const, doubt: false, held: false, who: task.who, cites: [],
    })) }],
  }] : [];
  return { today: "", cases: world.matters.length, parts, neglected: [], neglect_days: 14, can_name: world.user?.role === "lawyer" };
}

const STAGES = [["investigation", "侦查"], ["prosecution", "审查起诉"], ["supplement", "退回补充侦查"], ["trial", "一审"], ["judged", "一审宣判后"], ["second", "二审"]] as const;
let office: Commands["office_dates"]["view"] = { stages: STAGES.map(([id, name]) => ({ id, name, days: [7, 3, 1] })), neglect_days: 14 };
export const officeDates = () => office;
export function setOfficeDates(asked: Commands["set_office_dates"]["request"]): Commands["office_dates"]["view"] {
  const days = (text: string) => text.split(/\D+/).filter(Boolean).map(Number);
  office = { stages: office.stages.map((stage) => ({ ...stage, days: days(asked.stages.find((own) => own.id === stage.id)?.days ?? "") })), neglect_days: Number(asked.neglect_days) };
  return office;
}
