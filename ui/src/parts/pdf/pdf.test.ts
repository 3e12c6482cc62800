import { describe, expect, it, vi } from "vitest";
import { looksLikePdf } from "./document";
import { withOurs } from "./faces";
import { Feed, PIECE } from "./feed";
import { differenceHash, hashDistance } from "./hash";
import { parseJump, volumeLabel } from "./jump";
import { Kept } from "./kept";
import { joinLines, withoutFakeSpaces, type Run } from "./lines";
import { placeOf, quoteOf, turned, type Place } from "./place";
import { findQuote } from "./quote";
import { labelOf, pageOf } from "./volume";

const run = (text: string, x: number, y: number, over: Partial<Run> = {}): Run => ({ text, x, y, width: text.length * 10, height: 10, ends: false, tilted: false, ...over });

describe("the jump box", () => {
  it.each([
    ["47", { kind: "label", volume: null, label: "47" }],
    [" 第47页 ", { kind: "label", volume: null, label: "47" }],
    ["2-47", { kind: "label", volume: "2", label: "47" }],
    ["２－４７", { kind: "label", volume: "2", label: "47" }],
    ["十二-3", { kind: "label", volume: "12", label: "3" }],
    ["补1-5", { kind: "label", volume: "补1", label: "5" }],
    ["2-47-49", { kind: "label", volume: "2", label: "47" }],
    ["证据卷二第47页", { kind: "label", volume: "2", label: "47" }],
    ["证据卷补1第3-5页", { kind: "label", volume: "补1", label: "3" }],
    ["文书1-3", { kind: "label", volume: "文书1", label: "3" }],
    ["文书一-3", { kind: "label", volume: "文书1", label: "3" }],
    ["诉讼文书卷一第3页", { kind: "label", volume: "文书1", label: "3" }],
    ["辩方材料卷十二第7页", { kind: "label", volume: "辩方12", label: "7" }],
    ["其他2-5", { kind: "label", volume: "其他2", label: "5" }],
    ["2-补3", { kind: "label", volume: "2", label: "补3" }],
    ["补3", { kind: "label", volume: null, label: "补3" }],
    ["p52", { kind: "pdf", page: 52 }],
    ["本卷第8页", { kind: "label", volume: null, label: "8" }],
    ["PDF 52", { kind: "pdf", page: 52 }],
    ["#52", { kind: "pdf", page: 52 }],
  ])("reads %o", (typed, jump) => expect(parseJump(typed)).toEqual(jump));
  it.each(["", "-", "2-", "第页", "你好", "2-47页以下"])("does not guess at %o", (typed) => expect(parseJump(typed)).toBeNull());
  it("takes one volume however it is written", () => expect(["二", "2", "02", "十", "二十一", "补1"].map(volumeLabel)).toEqual(["2", "2", "2", "10", "21", "补1"]));
});

describe("faces that are named and left out", () => {
  it.each([
    ['normal normal 16px "STSong-Light",g_d0_s1,serif', 'normal normal 16px "STSong-Light",g_d0_s1, "Noto Serif SC", serif'],
    ['italic bold 9.5px "g_d0_f2", sans-serif', 'italic bold 9.5px "g_d0_f2", "Noto Sans SC", sans-serif'],
    ["10px sans-serif", '10px "Noto Sans SC", sans-serif'],
    ['16px "仿宋_GB2312", monospace', '16px "仿宋_GB2312", "Noto Serif SC", monospace'],
    ['16px "Noto Serif SC", serif', '16px "Noto Serif SC", serif'],
    ["16px g_d0_f1", "16px g_d0_f1"],
  ])("%s", (font, expected) => expect(withOurs(font)).toBe(expected));
});

describe("the two ways of counting pages", () => {
  const map = { pages: 12, ranges: [{ from: 3, to: 5, label: 46, prefix: "", per: 1 }, { from: 6, to: 8, label: 76, prefix: "", per: 1 }, { from: 9, to: 10, label: 1, prefix: "补", per: 1 }] };
  it("finds the printed number", () => expect([1, 3, 5, 6, 9, 12].map((page) => labelOf(map, page))).toEqual(["", "46", "48", "76", "补1", ""]));
  it("finds the page of the document", () => expect(["46", "048", "47-49", "76", "补2", "2", "49", "x"].map((label) => pageOf(map, label))).toEqual([3, 5, 4, 6, 10, null, null, null]));
  it("knows both numbers of an A3 sheet", () => {
    const sheets = { pages: 4, ranges: [{ from: 2, to: 4, label: 47, prefix: "", per: 2 }] };
    expect([1, 2, 4].map((page) => labelOf(sheets, page))).toEqual(["", "47-48", "51-52"]);
    expect(["47", "48", "49-50", "52", "53", "46"].map((label) => pageOf(sheets, label))).toEqual([2, 2, 3, 4, null, null]);
  });
});

describe("lines of a page", () => {
  it("joins what stands on one line and keeps line breaks", () => {
    expect(joinLines([run("问：", 0, 100), run("你做什么", 30, 100, { ends: true }), run("答：运维", 0, 120)])).toBe("问：你做什么\n答：运维");
  });
  it("drops the spaces of justification between Chinese, keeps those of Latin words and of columns", () => {
    expect(withoutFakeSpaces("证 据  卷 二，共 18 台 SRV 01")).toBe("证据卷二，共 18 台 SRV 01");
    expect(joinLines([run("户名", 0, 0), run("金额", 200, 0)])).toBe("户名 金额");
    expect(joinLines([run("讯", 0, 0), run("问", 14, 0), run("笔", 28, 0)])).toBe("讯问笔");
  });
  it("reads from top to bottom where the producer wrote the footer first", () => {
    expect(joinLines([run("第9页", 50, 800), run("第一行", 0, 100), run("第二行", 0, 120)])).toBe("第一行\n第二行\n第9页");
  });
  it("leaves columns in the producer's order", () => {
    expect(joinLines([run("左一", 0, 100), run("左二", 0, 120), run("右一", 200, 100), run("右二", 200, 120)])).toBe("左一\n左二\n右一\n右二");
  });
  it("puts a watermark last", () => expect(joinLines([run("草", 50, 50, { tilted: true }), run("正文", 0, 100), run("稿", 90, 90, { tilted: true })])).toBe("正文\n草稿"));
});

describe("a quote on a page", () => {
  const runs = ["答：后来请示了经理，7月", "18日 09:42 停机", "断网，之后", "再没有恢复。"];
  const words = (quote: string) => findQuote(runs, quote).map(({ run: at, from, to }) => runs[at]!.slice(from, to));
  it("is found across runs, whatever the spaces", () => expect(words("7月18日09:42停机断网")).toEqual(["7月", "18日 09:42 停机", "断网"]));
  it("is found in full and half width", () => expect(words("７月１８日　０９：４２")).toEqual(["7月", "18日 09:42"]));
  it("is found by its ends when its middle was corrected", () => expect(words("后来请示了经理，７月十八日 9:42 停机断网，之后再没有恢复")).toEqual(["后来请示了经理，7月", "18日 09:42 停机", "断网，之后", "再没有恢复"]));
  it("is not found where it does not stand", () => expect([words("停机断电"), words(""), words("后来请示了经理，然后大家一起去了另外一个完全不同的地方，之后再没有恢复")]).toEqual([[], [], []]));
});

describe("places on a page", () => {
  const page = { left: 100, top: 50, right: 300, bottom: 450 };
  it("counts in ten-thousandths", () => expect(placeOf([{ left: 150, top: 150, right: 200, bottom: 170 }, { left: 120, top: 160, right: 180, bottom: 190 }], page)).toEqual([1000, 2500, 4000, 1000]));
  it("is nothing without a box", () => expect(placeOf([{ left: 150, top: 150, right: 150, bottom: 150 }], page)).toBeNull());
  it("turns with the page and back", () => {
    const place: Place = [1000, 2500, 4000, 1000];
    for (const turn of [90, 180, 270]) expect(turned(turned(place, turn), (360 - turn) % 360)).toEqual(place);
    expect(turned([0, 0, 1000, 2000], 90)).toEqual([8000, 0, 2000, 1000]);
  });
  it("makes one paragraph of what was selected", () => expect(quoteOf("答：我负责机房的运行维护，\n 不接触 SRV 01 的业务。\n")).toBe("答：我负责机房的运行维护，不接触 SRV 01 的业务。"));
});

describe("fingerprints", () => {
  const picture = (shade: (x: number, y: number) => number) => {
    const dots = new Uint8ClampedArray(90 * 80 * 4);
    for (let y = 0; y < 80; y += 1) for (let x = 0; x < 90; x += 1) dots.set([shade(x, y), shade(x, y), shade(x, y), 255], (y * 90 + x) * 4);
    return differenceHash(dots, 90, 80);
  };
  it("tell darker from brighter", () => expect([picture((x) => 255 - x), picture((x) => x)]).toEqual(["ffffffffffffffff", "0000000000000000"]));
  it("stay near under a little noise and far from another page", () => {
    const page = (x: number, y: number) => 128 + 90 * Math.sin(x / 7 + y / 11);
    const scan = picture((x, y) => page(x, y) + ((x * 7 + y * 13) % 5));
    expect(hashDistance(picture(page), scan)).toBeLessThan(6);
    expect(hashDistance(picture(page), picture((x, y) => 128 + 90 * Math.cos(x / 5 - y / 3)))).toBeGreaterThan(16);
  });
});

describe("reading an original", () => {
  const bytes = (from: number, to: number) => new Uint8Array(to - from).fill(from / PIECE);
  it("knows a PDF by its mark, which may follow other bytes", () => {
    const text = (words: string) => new TextEncoder().encode(words);
    expect([text("%PDF-1.7"), text("\n\n%PDF-1.4"), text("PK"), new Uint8Array(0)].map(looksLikePdf)).toEqual([true, true, false, false]);
  });
  it("asks for the newest wish first, at most three at once, and a long range in pieces", async () => {
    const asked: number[] = [];
    const held: (() => void)[] = [];
    const feed = new Feed((from, to) => new Promise((done) => { asked.push(from / PIECE); held.push(() => done(bytes(from, to))); }), () => undefined);
    const got: number[] = [];
    for (const at of [0, 1, 2, 3, 4]) feed.ask(at * PIECE, (at + 1) * PIECE, () => got.push(at));
    expect(asked).toEqual([0, 1, 2]);
    held.shift()!();
    await vi.waitFor(() => expect(asked).toEqual([0, 1, 2, 4]));
    const whole = new Feed(async (from, to) => bytes(from, to), () => undefined).whole(0, 2 * PIECE + 5);
    expect((await whole).subarray(2 * PIECE)).toEqual(new Uint8Array(5).fill(2));
  });
  it("tries a piece twice, then says so once", async () => {
    let tries = 0;
    const failed = vi.fn();
    const feed = new Feed(() => { tries += 1; return Promise.reject(new Error("io")); }, failed);
    feed.ask(0, 10, () => undefined);
    await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
    expect(tries).toBe(2);
  });
  it("keeps drawn pages up to a weight, but never gives back the one on the screen", () => {
    const back: string[] = [];
    const kept = new Kept<string>(3, (value) => back.push(value));
    for (const one of ["a", "b", "c"]) kept.put(one, one, 1);
    kept.shown = "a";
    kept.get("b");
    kept.put("d", "d", 1);
    expect([back, kept.weight, kept.get("a"), kept.get("c")]).toEqual([["c"], 3, "a", undefined]);
    kept.clear();
    expect([back.length, kept.weight]).toEqual([4, 0]);
  });
});
