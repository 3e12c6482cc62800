// One case on the desk. Screens receive it as `desk`, reload when `desk.revision` moves, and report each write with `desk.saved(…)`.
// It keeps no facts: what is true is asked again after every change.
import type { Snippet } from "svelte";
import { call } from "../api/call";
import type { CaseHead, ExhibitMark, Failure, Saved, Side, SourceInput } from "../api/commands";
import { t } from "../text/index.svelte";
import { clockTime } from "../text/dates";
import { Drafts } from "./drafts.svelte";
import type { PageCite } from "./page";
import type { Tab } from "./route";
import { goCase } from "./router.svelte";

export type SaveState = { kind: "saved"; at: string } | { kind: "draft" } | { kind: "failed"; why: string };
export type Source = { kind: "provision"; cite: string } | { kind: "own"; title: string; body: Snippet };

/** Where parts far down find the case they belong to. */
export const DESK = Symbol("desk");
export type DeskHere = () => Desk | null;

/** What takes a passage marked on a page as a cite: a fact that is being entered, a statement that is being compared. */
export interface Citer {
  /** For the button: 引用到控方; and whole, for its tooltip. */
  short: string;
  what: string;
  take(source: SourceInput): Promise<void> | void;
}

export class Desk {
  readonly id: string;
  /** What is being typed in this case and not yet saved. */
  readonly drafts: Drafts;
  head = $state<CaseHead>()!;
  /** The party whose liability is assessed. */
  actor = $state("");
  /** The rule pack by the date it came into force; null means the newest in force. */
  pack = $state<string | null>(null);
  acceptedOnly = $state(false);
  /** Moves with every write; reading it in an `$effect` reloads the screen. */
  revision = $state(0);
  /** Evidence on the pages of the file: what a source chip says besides its page. */
  marks = $state.raw<ExhibitMark[]>([]);
  save = $state<SaveState>({ kind: "saved", at: "" });
  notice = $state("");
  undoWhat = $state("");
  canUndo = $state(true);
  canRedo = $state(true);
  source = $state<Source | null>(null);
  /** The page of the file that lies beside the work; it stays there from screen to screen until it is put away. */
  page = $state.raw<PageCite | null>(null);
  /** Which of the two the panel shows. */
  beside = $state<"page" | "source">("source");
  citer = $state.raw<Citer | null>(null);
  /** A cite on its way to a fact somebody chose for it; the screen of facts takes it when it shows that fact. */
  pending = $state.raw<{ path: string; side: Side; source: SourceInput } | null>(null);
  panelOpen = $state(false);
  /** The panel was opened by a screen for its own content, so it closes with it. */
  #lent = false;

  private constructor(head: CaseHead, actor: string, drafts: Drafts) {
    this.id = head.id;
    this.drafts = drafts;
    this.take(head);
    this.actor = head.parties.some((party) => party.id === actor) ? actor : (head.parties.find((party) => party.client) ?? head.parties[0])?.id ?? "";
  }

  static async open(id: string, actor = ""): Promise<Desk> {
    return new Desk(await call("case_head", { case: id }), actor, await Drafts.read(id));
  }

  take(head: CaseHead): void {
    this.head = head;
    this.revision = head.revision;
    if (head.saved_at) this.save = { kind: "saved", at: clockTime(head.saved_at) };
  }

  /** Reports a successful write; every screen that reads `revision` reloads. */
  saved(done: Saved): void {
    this.save = { kind: "saved", at: clockTime(done.saved_at) };
    this.undoWhat = done.undo_what;
    this.canUndo = done.can_undo;
    this.canRedo = done.can_redo;
    this.notice = "";
    this.revision = done.revision;
    void call("case_head", { case: this.id }).then((head) => this.take(head)).catch(() => undefined);
  }

  /** Reads the head again after a write that is not acknowledged as `Saved`. */
  async refresh(): Promise<void> {
    this.take(await call("case_head", { case: this.id }));
  }

  drafting(): void {
    this.save = { kind: "draft" };
  }

  failed(failure: Failure): void {
    this.save = { kind: "failed", why: failure.message };
  }

  async undo(): Promise<void> {
    await this.step("undo");
  }

  async redo(): Promise<void> {
    await this.step("redo");
  }

  private async step(which: "undo" | "redo"): Promise<void> {
    try {
      const done = await call(which, { case: this.id });
      this.saved(done);
      this.notice = which === "undo" ? t.frame.status.undone(done.what) : t.frame.status.redone(done.what);
    } catch (thrown) {
      this.notice = (thrown as Failure).message;
    }
  }

  /** Shows an article of law in the source panel. */
  showProvision(cite: string): void {
    this.source = { kind: "provision", cite };
    this.beside = "source";
    this.panelOpen = true;
  }

  /** Shows anything else in the source panel; the screen that owns the snippet clears it when it leaves. */
  showOwn(title: string, body: Snippet): void {
    this.source = { kind: "own", title, body };
    if (!this.panelOpen) this.#lent = true;
    this.panelOpen = true;
  }

  /** Lays a page of the file beside the work. */
  showPage(cite: PageCite): void {
    this.page = cite;
    this.beside = "page";
    this.panelOpen = true;
    this.#lent = false;
  }

  /** Puts the page away. */
  closePage(): void {
    this.page = null;
    this.beside = "source";
  }

  /** The reader opens or closes the panel. */
  togglePanel(): void {
    this.panelOpen = !this.panelOpen;
    this.#lent = false;
  }

  clearSource(): void {
    this.source = null;
    if (this.#lent) this.panelOpen = false;
    this.#lent = false;
  }

  /** Moves to another view of the same case; `at` is a fact path, a rule node or a document id, as the view takes it. */
  go(tab: Tab, at = ""): void {
    goCase(this.id, tab, at, this.actor);
  }
}
