// The facts on the desk: what the file says, what is being changed over it, and how each change stands with the disk.
import { call } from "../../api/call";
import type { FactCard, Failure, FormView, ReadValue, Saved, Side, SourceInput } from "../../api/commands";
import type { Desk } from "../../frame/desk.svelte";
import { clockTime } from "../../text/dates";
import { cardAt, draftOf, holds, keyOf, lacking, positionOf, rowOf, sameDraft, stopsOf, withCard, withSource, type Draft, type Stop } from "./facts";
import { Saver } from "./saver";

export type SaveWord = { kind: "saved"; at: string } | { kind: "draft"; lacks: "" | "reason" | "status" | "value" | "answer"; when?: string } | { kind: "saving" } | { kind: "failed"; failure: Failure };

export class Sheet {
  form = $state.raw<FormView | null>(null);
  failure = $state<Failure | null>(null);
  drafts = $state<Record<string, Draft>>({});
  words = $state<Record<string, SaveWord>>({});
  active = $state("");
  side = $state<Side>("alleged");
  openRow = $state("");
  onlyMatters = $state(false);
  /** Cards looked at since the group was opened: the filter never takes away the card someone is working on. */
  touched = $state<Record<string, true>>({});
  readonly saver = new Saver((key) => this.write(key));
  stops: Stop[] = $derived(this.form ? stopsOf(this.form, this.openRow, (card) => this.shows(card)) : []);
  private asked = 0;

  constructor(readonly desk: Desk) {
    // What was typed and not written outlives the screen, the lock and the process: the vault has it.
    for (const name of desk.drafts.keys(this.name(""))) {
      const held = desk.drafts.held<Draft>(name);
      const key = name.slice(this.name("").length);
      if (!held?.answer) continue;
      this.drafts[key] = held;
      this.words[key] = { kind: "draft", lacks: "", when: desk.drafts.when(name) };
    }
  }

  private name = (key: string) => `fact/${this.desk.actor}/${key}`;

  shows(card: FactCard): boolean {
    return !this.onlyMatters || card.matters || card.returned || card.path in this.touched;
  }

  async load(group: string | null, at = ""): Promise<void> {
    const mine = ++this.asked;
    try {
      const view = await this.ask(group, at);
      if (mine !== this.asked) return;
      if (this.form?.group !== view.group) this.touched = {};
      this.form = view;
      this.failure = null;
      this.settle(view);
      if (at && holds(view, at)) this.show(at);
      else if (!this.stops.some((stop) => stop.id === this.active)) this.choose(this.stops[0]?.id ?? "");
    } catch (thrown) {
      if (mine === this.asked) this.failure = thrown as Failure;
    }
  }

  /** A draft that says what is saved is no draft: the process may have died between the two. */
  private settle(view: FormView): void {
    for (const key of Object.keys(this.drafts)) {
      const [path = "", side = "alleged"] = key.split(" ") as [string, Side];
      const card = cardAt(view, path);
      if (card && this.words[key]?.kind === "draft" && sameDraft($state.snapshot(this.drafts[key]) as Draft, draftOf(positionOf(card, side)))) this.giveUp(key);
    }
  }

  /** The group that holds a path: the one asked for, or else the first one that has it. */
  private async ask(group: string | null, at: string): Promise<FormView> {
    const request = { case: this.desk.id, actor: this.desk.actor, only_matters: false };
    const first = await call("fact_form", { ...request, group });
    if (!at || holds(first, at)) return first;
    for (const other of first.groups) {
      if (other.id === first.group) continue;
      const view = await call("fact_form", { ...request, group: other.id });
      if (holds(view, at)) return view;
    }
    return first;
  }

  private show(path: string): void {
    const form = this.form!;
    this.openRow = rowOf(form, path);
    const table = form.tables.find((one) => one.id === path);
    this.choose(table ? (table.rows[0] ? `${table.id}/${table.rows[0].id}` : table.complete.path) : path);
  }

  choose(id: string, side: Side = "alleged"): void {
    this.active = id;
    this.side = side;
    if (id) this.touched[id] = true;
  }

  draft(card: FactCard, side: Side): Draft {
    return this.drafts[keyOf(card.path, side)] ?? draftOf(positionOf(card, side));
  }

  edit(card: FactCard, side: Side, change: Partial<Draft>): void {
    const key = keyOf(card.path, side);
    const before = this.draft(card, side);
    const next = { ...$state.snapshot(before), ...change } as Draft;
    if (sameDraft(before, next)) return;
    this.drafts[key] = next;
    const lacks = lacking(card, side, next);
    this.words[key] = { kind: "draft", lacks };
    this.desk.drafting();
    this.desk.drafts.keep(this.name(key), { label: card.question, tab: "facts", at: card.path, value: next });
    this.saver.touch(key);
  }

  addSource(card: FactCard, side: Side, source: SourceInput): Promise<void> {
    this.edit(card, side, { sources: withSource($state.snapshot(this.draft(card, side).sources) as SourceInput[], source) });
    return this.saver.flush(keyOf(card.path, side));
  }

  /** Gives up what was typed and not written. */
  giveUp(key: string): void {
    delete this.drafts[key];
    delete this.words[key];
    this.desk.drafts.drop(this.name(key));
  }

  /** Tries again what failed. */
  retry(key: string): void {
    this.saver.touch(key);
    void this.saver.flush(key);
  }

  private async write(key: string): Promise<void> {
    const form = this.form;
    const draft = this.drafts[key];
    if (!form || !draft) return;
    const [path = "", side = "alleged"] = key.split(" ") as [string, Side];
    const card = cardAt(form, path);
    if (!card) return;
    const sent = $state.snapshot(draft) as Draft;
    const lacks = lacking(card, side, sent);
    if (lacks) return void (this.words[key] = { kind: "draft", lacks });
    if (sent.answer.kind === "typed" && !(await this.readable(card, sent.answer.text))) return void (this.words[key] = { kind: "draft", lacks: "value" });
    this.words[key] = { kind: "saving" };
    try {
      const done = await call("record_position", { case: this.desk.id, actor: this.desk.actor, path, side, ...sent, seen: this.desk.revision });
      const newer = this.drafts[key];
      if (newer && sameDraft(newer, sent)) {
        delete this.drafts[key];
        this.desk.drafts.drop(this.name(key));
      }
      this.words[key] = { kind: "saved", at: clockTime(done.saved_at) };
      if (done.card && this.form) this.form = withCard(this.form, done.card);
      this.desk.saved(done);
    } catch (thrown) {
      this.words[key] = { kind: "failed", failure: thrown as Failure };
      this.desk.failed(thrown as Failure);
      if ((thrown as Failure).code === "stale") void this.load(form.group);
    }
  }

  private async readable(card: FactCard, text: string): Promise<boolean> {
    return !text.trim() || (await call("read_value", { type: card.type as ReadValue["type"], text })).ok;
  }

  /** A write that is not a position (a row added or removed): reported, and the form read again. */
  async act(doing: Promise<Saved>): Promise<Saved | null> {
    try {
      const done = await doing;
      await this.load(this.form?.group ?? null);
      this.desk.saved(done);
      return done;
    } catch (thrown) {
      this.desk.failed(thrown as Failure);
      return null;
    }
  }

  async leave(): Promise<void> {
    await this.saver.flush();
    await this.desk.drafts.flush();
  }
}
