// The one module that reads keys. Chinese input methods send Enter, Escape and digits to choose a candidate; depending on the platform the
// key arrives while composing, with keyCode 229, or just *after* the composition has ended. None of these may reach a shortcut or submit a form.

/** How long after the end of a composition a key still belongs to the input method (milliseconds). */
export const GRACE_MS = 80;

/** Follows compositions and tells which keys belong to the input method. */
export class Composition {
  #composing = false;
  #ended = Number.NEGATIVE_INFINITY;

  started(): void {
    this.#composing = true;
  }

  ended(at: number): void {
    this.#composing = false;
    this.#ended = at;
  }

  owns(event: Pick<KeyboardEvent, "isComposing" | "keyCode" | "timeStamp">): boolean {
    return event.isComposing || event.keyCode === 229 || this.#composing || event.timeStamp - this.#ended < GRACE_MS;
  }
}

const composition = new Composition();
if (typeof document !== "undefined") {
  document.addEventListener("compositionstart", () => composition.started(), true);
  document.addEventListener("compositionend", (event) => composition.ended(event.timeStamp), true);
}

/** True when the key belongs to the input method and must be left alone. */
export function belongsToInput(event: KeyboardEvent): boolean {
  return composition.owns(event);
}

const TYPED_INPUTS = new Set(["text", "search", "password", "email", "number", "tel", "url", ""]);

/** True where letters are text: inputs one types into, text areas, editable regions and lists that jump by letter. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return TYPED_INPUTS.has(target.getAttribute("type") ?? "");
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** The name of a key press as shortcuts write it: "ctrl+k", "shift+tab", "y", "enter", "?". */
export function keyName(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const letterOrWord = key.length > 1 || /^[a-z0-9]$/.test(key);
  const parts = [event.ctrlKey || event.metaKey ? "ctrl" : "", event.altKey ? "alt" : "", event.shiftKey && letterOrWord ? "shift" : "", key];
  return parts.filter(Boolean).join("+");
}

/** True for a shortcut of the window pressed while a dialog holds the focus: what lies behind a dialog does not react. */
function isBehindDialog(event: KeyboardEvent): boolean {
  return !(event.currentTarget instanceof Node) && event.target instanceof Element && event.target.closest('[role="dialog"]') !== null;
}

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

/** A `keydown` handler for a map of shortcuts. A key without Ctrl or Alt is off in text fields, except Enter, Escape, Tab and arrows. */
export function onKeys(map: KeyMap): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || belongsToInput(event) || isBehindDialog(event)) return;
    const name = keyName(event);
    const act = map[name];
    if (!act) return;
    const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isText && isTextField(event.target)) return;
    event.preventDefault();
    act(event);
  };
}

/** A `keydown` handler that submits on Enter, never on the Enter that chooses a candidate. */
export function onEnter(submit: () => void): (event: KeyboardEvent) => void {
  return onKeys({ enter: submit });
}
