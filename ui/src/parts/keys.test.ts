import { describe, expect, it, vi } from "vitest";
import { Composition, GRACE_MS, isTextField, keyName, onKeys } from "./keys";

type Press = Pick<KeyboardEvent, "isComposing" | "keyCode" | "timeStamp">;
const enter = (over: Partial<Press>): Press => ({ isComposing: false, keyCode: 13, timeStamp: 1000, ...over });

describe("the four orders in which an input method sends Enter", () => {
  it("keydown while composing, then the end (Chromium)", () => {
    const composition = new Composition();
    composition.started();
    expect(composition.owns(enter({ isComposing: true, keyCode: 229 }))).toBe(true);
  });

  it("the end first, then keydown with keyCode 229 (Safari)", () => {
    const composition = new Composition();
    composition.started();
    composition.ended(500);
    expect(composition.owns(enter({ keyCode: 229, timeStamp: 900 }))).toBe(true);
  });

  it("the end first, then an ordinary Enter within the grace window (WebKitGTK with IBus)", () => {
    const composition = new Composition();
    composition.started();
    composition.ended(1000);
    expect(composition.owns(enter({ timeStamp: 1000 + GRACE_MS - 1 }))).toBe(true);
  });

  it("keydown without any flag between start and end (some fcitx versions)", () => {
    const composition = new Composition();
    composition.started();
    expect(composition.owns(enter({}))).toBe(true);
  });
});

describe("keys meant for the program", () => {
  it("lets an Enter pass when nothing was composed", () => {
    expect(new Composition().owns(enter({}))).toBe(false);
  });

  it("lets an Enter pass after the grace window", () => {
    const composition = new Composition();
    composition.started();
    composition.ended(1000);
    expect(composition.owns(enter({ timeStamp: 1000 + GRACE_MS }))).toBe(false);
  });
});

describe("shortcuts", () => {
  const press = (target: HTMLElement, init: KeyboardEventInit) => {
    document.body.append(target);
    const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
    Object.defineProperty(event, "timeStamp", { value: 1e9 });
    target.dispatchEvent(event);
    return event;
  };

  it("runs a single letter outside text fields and stays off inside them", () => {
    const yes = vi.fn();
    const handler = onKeys({ y: yes });
    for (const tag of ["input", "textarea", "select"]) {
      const field = document.createElement(tag);
      field.addEventListener("keydown", (event) => handler(event as KeyboardEvent));
      press(field, { key: "y" });
    }
    expect(yes).not.toHaveBeenCalled();
    const place = document.createElement("div");
    place.addEventListener("keydown", handler);
    press(place, { key: "Y" });
    expect(yes).toHaveBeenCalledOnce();
  });

  it("runs Ctrl shortcuts inside text fields", () => {
    const open = vi.fn();
    const field = document.createElement("input");
    field.addEventListener("keydown", onKeys({ "ctrl+k": open }));
    expect(press(field, { key: "k", ctrlKey: true }).defaultPrevented).toBe(true);
    expect(open).toHaveBeenCalledOnce();
  });

  it("leaves a composing Enter alone", () => {
    const submit = vi.fn();
    const field = document.createElement("input");
    field.addEventListener("keydown", onKeys({ enter: submit }));
    press(field, { key: "Enter", isComposing: true });
    expect(submit).not.toHaveBeenCalled();
  });

  it("does not reach behind a dialog, but works inside it", () => {
    const [behind, inside] = [vi.fn(), vi.fn()];
    const dialog = document.createElement("div");
    dialog.setAttribute("role", "dialog");
    const button = document.createElement("button");
    dialog.append(button);
    document.body.append(dialog);
    const handler = onKeys({ j: behind });
    window.addEventListener("keydown", handler);
    dialog.addEventListener("keydown", onKeys({ k: inside }));
    const press = (key: string) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
      Object.defineProperty(event, "timeStamp", { value: 1e9 });
      button.dispatchEvent(event);
    };
    press("j");
    press("k");
    window.removeEventListener("keydown", handler);
    expect(behind).not.toHaveBeenCalled();
    expect(inside).toHaveBeenCalledOnce();
  });

  it("names keys as people read them", () => {
    const base = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    expect(keyName({ ...base, key: "?", shiftKey: true })).toBe("?");
    expect(keyName({ ...base, key: "Z", ctrlKey: true, shiftKey: true })).toBe("ctrl+shift+z");
    expect(keyName({ ...base, key: " " })).toBe("space");
  });

  it("does not take a check box for a text field", () => {
    const box = document.createElement("input");
    box.type = "checkbox";
    expect(isTextField(box)).toBe(false);
  });
});
