// What is known of the open tasks and of the answers the dates give, shared by every screen that shows a question.
import { untrack } from "svelte";
import { call } from "../../api/call";
import type { Commands, Derived, TaskView } from "../../api/commands";
import type { Desk } from "../../frame/desk.svelte";

type Tasks = Commands["tasks"]["view"];

class Work {
  tasks = $state.raw<Tasks | null>(null);
  derived = $state.raw<Derived[]>([]);
  /** The result of a task on its way to its question: which question, with which source and words. */
  carry = $state.raw<{ path: string; source: string; result: string } | null>(null);
  #key = "";

  /** Asks again after every change of the case; once, however many questions are on the screen. */
  follow(desk: Desk): void {
    const key = `${desk.id} ${desk.actor} ${desk.revision}`;
    if (key === this.#key) return;
    const other = this.#key.split(" ")[0] !== desk.id;
    this.#key = key;
    untrack(() => { if (other) { this.tasks = null; this.derived = []; this.carry = null; } });
    void call("tasks", { case: desk.id, actor: desk.actor }).then((view) => { if (key === this.#key) this.tasks = view; }).catch(() => undefined);
    void call("derived", { case: desk.id, actor: desk.actor }).then((view) => { if (key === this.#key) this.derived = view.answers; }).catch(() => undefined);
  }

  open(): TaskView[] {
    return this.tasks?.groups.flatMap((group) => group.tasks) ?? [];
  }

  taskOf(path: string, actor: string): TaskView | undefined {
    return this.open().find((task) => task.fact === path && (task.actor === actor || task.actor === ""));
  }

  derivedOf(path: string): Derived | undefined {
    return this.derived.find((own) => own.path === path);
  }
}

export const work = new Work();
