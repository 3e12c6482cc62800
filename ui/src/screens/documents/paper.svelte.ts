// One document on the screen: what it is, and its pages as far as they have been looked at. Pages of an older state stay until the new
// ones are there, so that an edit never makes the paper flicker.
import { SvelteMap } from "svelte/reactivity";
import { call } from "../../api/call";
import type { BlockView, DocumentRequest, DocumentView, Failure, PageSheet, VersionPagesView } from "../../api/commands";
import type { Desk } from "../../frame/desk.svelte";
import { wanting } from "./documents";

/** The place that is being edited. */
export interface Editing { block: number; place: string; section: boolean }

export class Paper {
  view = $state.raw<DocumentView | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** A version that left the house, shown in place of the document. */
  version = $state.raw<VersionPagesView | null>(null);
  /** The chosen block, by its number; -1 for none. */
  chosen = $state(-1);
  editing = $state.raw<Editing | null>(null);
  /** A block the pages are to be moved to. */
  goal = $state(-1);
  readonly sheets = new SvelteMap<number, PageSheet>();
  #fresh = new Set<number>();
  #asked = new Set<number>();
  #turn = 0;

  constructor(readonly desk: Desk, readonly wanted: () => string) {}

  request(): DocumentRequest {
    const { desk } = this;
    return { case: desk.id, actor: desk.actor, document: this.view && (!this.wanted() || this.wanted() === this.view.document) ? this.view.document : this.wanted(), pack: desk.pack, accepted_only: desk.acceptedOnly };
  }

  get block(): BlockView | null {
    return this.view?.blocks[this.chosen] ?? null;
  }

  get count(): number {
    return this.version?.pages.count ?? this.view?.pages ?? 0;
  }

  get size(): { width: number; height: number } {
    const [width = 59528, height = 84189] = this.version?.pages.sheet ?? this.view?.sheet ?? [];
    return { width, height };
  }

  async load(): Promise<void> {
    const turn = ++this.#turn;
    const before = this.view?.document;
    try {
      const view = await call("document", { ...this.request(), document: this.wanted() });
      if (turn !== this.#turn) return;
      this.failure = null;
      if (before !== view.document) {
        this.sheets.clear();
        this.version = null;
        this.editing = null;
        this.chosen = -1;
      }
      this.#fresh.clear();
      this.#asked.clear();
      this.view = view;
    } catch (thrown) {
      if (turn === this.#turn) this.failure = thrown as Failure;
    }
  }

  /** Fetches the pages from … to … that are not there, or are of an older state. */
  async need(from: number, to: number): Promise<void> {
    const turn = this.#turn;
    const range = wanting(from, to, (page) => this.#fresh.has(page) || this.#asked.has(page));
    if (!range || !this.view) return;
    for (let page = range.from; page <= range.to; page++) this.#asked.add(page);
    try {
      const version = this.version?.row;
      const pages = version
        ? (await call("version_pages", { case: this.desk.id, document: this.view.document, number: version.number, ...range })).pages
        : await call("document_pages", { paper: this.request(), ...range });
      if (turn !== this.#turn) return;
      for (const sheet of pages.pages) {
        this.sheets.set(sheet.number, sheet);
        this.#fresh.add(sheet.number);
      }
      for (const page of this.sheets.keys()) if (page > pages.count) this.sheets.delete(page);
    } catch (thrown) {
      for (let page = range.from; page <= range.to; page++) this.#asked.delete(page);
      if (turn === this.#turn) this.failure = thrown as Failure;
    }
  }

  /** Opens a version as it left; 0 goes back to the document. */
  async open(number: number): Promise<void> {
    if (!this.view) return;
    try {
      this.failure = null;
      const version = number ? await call("version_pages", { case: this.desk.id, document: this.view.document, number, from: 1, to: 3 }) : null;
      this.#turn++;
      this.sheets.clear();
      this.#fresh.clear();
      this.#asked.clear();
      this.editing = null;
      this.chosen = -1;
      this.version = version;
      for (const sheet of version?.pages.pages ?? []) {
        this.sheets.set(sheet.number, sheet);
        this.#fresh.add(sheet.number);
      }
    } catch (thrown) {
      this.failure = thrown as Failure;
    }
  }

  /** Begins to edit a block, or the section it stands in. */
  edit(block: number, section = false): void {
    const own = this.view?.blocks[block];
    if (!own?.place || this.version) return;
    const place = section ? own.heading : own.place;
    if (!place) return;
    const first = section ? (this.view?.blocks.findIndex((one) => one.place === place) ?? block) : block;
    this.chosen = first;
    this.editing = { block: first, place, section };
  }
}
