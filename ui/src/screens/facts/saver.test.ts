import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { IDLE_MS, Saver } from "./saver";

describe("continuous saving", () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it("writes once after the pause, however many changes there were", async () => {
    const write = vi.fn(async () => undefined);
    const saver = new Saver(write);
    saver.touch("a");
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    saver.touch("a");
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
    expect(write).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(write.mock.calls).toEqual([["a"]]);
  });

  it("writes nothing while an input method composes, and again after it", async () => {
    const write = vi.fn(async () => undefined);
    const saver = new Saver(write);
    saver.touch("a");
    saver.hold();
    saver.touch("b");
    await vi.advanceTimersByTimeAsync(IDLE_MS * 3);
    expect(write).not.toHaveBeenCalled();
    saver.release();
    await vi.advanceTimersByTimeAsync(IDLE_MS);
    expect(write.mock.calls).toEqual([["a"], ["b"]]);
  });

  it("writes one at a time, so that the second knows the revision of the first", async () => {
    const order: string[] = [];
    const saver = new Saver(async (key) => {
      order.push(`${key}>`);
      await new Promise((done) => setTimeout(done, 50));
      order.push(`<${key}`);
    });
    saver.touch("a");
    saver.touch("b");
    void saver.flush();
    await vi.advanceTimersByTimeAsync(200);
    expect(order).toEqual(["a>", "<a", "b>", "<b"]);
  });

  it("goes on after a write that failed", async () => {
    const write = vi.fn(async (key: string) => { if (key === "a") throw new Error("disk"); });
    const saver = new Saver(write);
    saver.touch("a");
    await saver.flush();
    saver.touch("b");
    await saver.flush();
    expect(write).toHaveBeenCalledTimes(2);
  });
});
