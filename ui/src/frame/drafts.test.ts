import { beforeEach, describe, expect, it, vi } from "vitest";

const vault = new Map<string, { body: string; at: string }>();
let locked = false;
const calls: string[] = [];
vi.mock("../api/call", () => ({
  call: async (name: string, request: { case: string; key: string; body: string }) => {
    if (locked) throw { code: "locked", message: "保险库已锁定。", hint: "" };
    calls.push(name);
    const at = `${request.case} ${request.key}`;
    if (name === "keep_draft") vault.set(at, { body: request.body, at: "2026-11-24 14:32" });
    if (name === "drop_draft") vault.delete(at);
    if (name === "drafts") return { drafts: [...vault].filter(([key]) => key.startsWith(`${request.case} `)).map(([key, held]) => ({ key: key.slice(request.case.length + 1), ...held })) };
    return { at: "14:32:00" };
  },
}));
const { Drafts, flushDrafts, PAUSE_MS, wordsOf } = await import("./drafts.svelte");

const typed = (value: unknown) => ({ label: "备注", tab: "facts", at: "is_student", value });
const body = (key: string) => JSON.parse(vault.get(`c ${key}`)?.body ?? "null")?.value;

beforeEach(() => {
  vi.useFakeTimers();
  vault.clear();
  calls.length = 0;
  locked = false;
});

describe("drafts", () => {
  it("are in the vault at most 300 ms after the last key", async () => {
    expect(PAUSE_MS).toBeLessThanOrEqual(300);
    const drafts = await Drafts.read("c");
    drafts.keep("note", typed("打"));
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 10);
    drafts.keep("note", typed("打字"));
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 10);
    expect(body("note")).toBeUndefined();
    await vi.advanceTimersByTimeAsync(20);
    expect(body("note")).toBe("打字");
  });

  it("are written at once before the lock", async () => {
    const drafts = await Drafts.read("c");
    drafts.keep("note", typed("半句"));
    await flushDrafts();
    expect(body("note")).toBe("半句");
  });

  it("come back with their time, and are forgotten only when saved or given up", async () => {
    const first = await Drafts.read("c");
    first.keep("note", typed("半句"));
    await first.close();
    const second = await Drafts.read("c");
    expect(second.found.map(({ key, when, label }) => [key, when, label])).toEqual([["note", "14:32", "备注"]]);
    expect(second.held("note")).toBe("半句");
    expect(second.when("note")).toBe("14:32");
    second.drop("note");
    await second.flush();
    expect(vault.size).toBe(0);
    expect(second.found).toEqual([]);
  });

  it("saved while a write waits stay forgotten", async () => {
    const drafts = await Drafts.read("c");
    drafts.keep("note", typed("半句"));
    drafts.drop("note");
    await vi.advanceTimersByTimeAsync(PAUSE_MS * 2);
    await drafts.flush();
    expect(vault.size).toBe(0);
  });

  it("of one case do not show in another", async () => {
    const drafts = await Drafts.read("c");
    drafts.keep("note", typed("半句"));
    await drafts.close();
    expect((await Drafts.read("d")).found).toEqual([]);
  });

  it("say so when they could not be kept, and the lock is no fault", async () => {
    const drafts = await Drafts.read("c");
    locked = true;
    drafts.keep("note", typed("半句"));
    await drafts.flush();
    expect(drafts.failure).toBeNull();
    expect(drafts.held("note")).toBe("半句");
  });

  it("that do not read are shown as they are, not dropped", async () => {
    vault.set("c old", { body: "不是 JSON", at: "2026-11-24 14:32" });
    const drafts = await Drafts.read("c");
    expect(drafts.found[0]?.value).toBe("不是 JSON");
    expect(wordsOf({ answer: { kind: "typed", text: "30余万" }, note: "核对", sources: [{ text: "2-47", quote: "" }] })).toBe("30余万；核对；2-47");
  });
});
