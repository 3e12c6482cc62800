import { describe, expect, it } from "vitest";
import type { ReviewItem } from "../../api/commands";
import { afterDecision, choices, counts, filtered, itemKey, keep, neighbour } from "./review";

const item = (path: string, state: ReviewItem["state"] = "proposed"): ReviewItem => ({ path, side: "ours", actor: "p", question: path, answer: { kind: "yes" }, sources: [], by: "", at: "", effect: "", old: { kind: "empty" }, state, reason: "", group: path < "c" ? "主观明知" : "数额", comments: 0, also: [] });
const items = [item("a"), item("b"), item("c"), item("d", "returned")];
const key = (path: string) => itemKey(item(path));

describe("walking the queue", () => {
  it("moves both ways and stops at the ends", () => {
    expect(neighbour(items, key("a"), 1)).toBe(key("b"));
    expect(neighbour(items, key("a"), -1)).toBe(key("a"));
    expect(neighbour(items, key("d"), 1)).toBe(key("d"));
    expect(neighbour([], "", 1)).toBe("");
  });

  it("moves to the next waiting item after a decision, even when the queue is re-sorted", () => {
    const after = [item("c"), item("a"), item("d", "returned"), item("b", "returned")];
    expect(afterDecision(items, after, key("b"))).toBe(key("c"));
  });

  it("returns to the first waiting item after the last", () => {
    expect(afterDecision(items, [item("a"), item("b"), item("d", "returned")], key("c"))).toBe(key("a"));
    expect(afterDecision([item("a")], [], key("a"))).toBe("");
  });

  it("keeps the selection while it exists", () => {
    expect(keep(items, key("c"))).toBe(key("c"));
    expect(keep(items, key("gone"))).toBe(key("a"));
  });

  it("leaves one person's entries, or one group's, and says how many there are", () => {
    expect(filtered(items, "", "数额").map((one) => one.path)).toEqual(["c", "d"]);
    expect(filtered(items, "谁", "")).toEqual([]);
    expect(choices(items, "group").map((one) => one.name)).toEqual(["主观明知（2）", "数额（2）"]);
  });

  it("counts what waits and what was returned", () => expect(counts(items)).toEqual({ waiting: 3, returned: 1 }));
});
