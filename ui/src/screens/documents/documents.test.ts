import { describe, expect, it } from "vitest";
import type { BlockView, DocumentView } from "../../api/commands";
import { hasSource, isNumeric, mayExport, paginate, parts, partsOf, pieces, shortHash, sourceOf } from "./documents";

const block = (more: Partial<BlockView>): BlockView => ({ kind: "paragraph", level: 0, number: "", spans: [], head: [], rows: [], node: "", paths: [], ...more });
const never = () => false;

describe("pages of the preview", () => {
  it("fills a page and turns over", () => expect(paginate([40, 40, 40], 100, never)).toEqual([[0, 1], [2]]));
  it("carries a heading to the page of its text", () => expect(paginate([60, 20, 60], 100, (n) => n === 1)).toEqual([[0], [1, 2]]));
  it("carries two headings in a row", () => expect(paginate([50, 20, 20, 60], 100, (n) => n === 1 || n === 2)).toEqual([[0], [1, 2, 3]]));
  it("gives a block taller than a page its own page and loses nothing", () => expect(paginate([30, 500, 30], 100, never)).toEqual([[0], [1], [2]]));
  it("does not loop on a page of headings only", () => expect(paginate([60, 60], 100, () => true)).toEqual([[0], [1]]));
  it("has no page without blocks", () => expect(paginate([], 100, never)).toEqual([]));
});

describe("a table over two pages", () => {
  const blocks = [block({}), block({ kind: "table", rows: [["a"], ["b"], ["c"]] })];
  it("is dealt row by row and put together again", () => {
    const all = partsOf(blocks);
    expect(all).toEqual([{ block: 0, row: 0 }, { block: 1, row: 0 }, { block: 1, row: 1 }, { block: 1, row: 2 }]);
    const pages = paginate([50, 40, 40, 40], 100, never);
    expect(pages.map((page) => pieces(page, all))).toEqual([[{ block: 0, from: 0, to: 1 }, { block: 1, from: 0, to: 1 }], [{ block: 1, from: 1, to: 3 }]]);
  });
});

describe("blanks in a plain line", () => {
  it("stand apart from the rest", () => {
    expect(parts("致【待补：受理机关】：【待补】")).toEqual([{ text: "致", missing: false }, { text: "【待补：受理机关】", missing: true }, { text: "：", missing: false }, { text: "【待补】", missing: true }]);
  });
  it("are not ordinary brackets", () => expect(parts("【说明】")).toEqual([{ text: "【说明】", missing: false }]));
});

describe("sources", () => {
  it("collects each rule, fact and article once", () => {
    const spans = ["x", "x", "y"].map((cite) => ({ text: "", bold: false, missing: false, cite }));
    expect(sourceOf(block({ node: "gains", spans, paths: ["a", "a"] }))).toEqual({ nodes: ["gains"], paths: ["a"], cites: ["x", "y"] });
  });
  it("knows a paragraph of mere form", () => expect(hasSource(block({ spans: [{ text: "此致", bold: false, missing: false, cite: "" }] }))).toBe(false));
});

describe("export", () => {
  const view = (level: "stop" | "warn", allowed = true) => ({ document: "memo", kinds: [{ id: "memo", allowed }], preflight: [{ level, text: "" }] }) as unknown as DocumentView;
  it("waits for what must be dealt with and for the right stage", () => {
    expect(mayExport(view("warn"))).toBe(true);
    expect(mayExport(view("stop"))).toBe(false);
    expect(mayExport(view("warn", false))).toBe(false);
  });
  it("sets amounts to the right", () => {
    expect(isNumeric([["438,600.00 元"], ["8,200.00 元"]], 0)).toBe(true);
    expect(isNumeric([["控方"], ["8,200.00 元"]], 0)).toBe(false);
  });
  it("shortens a checksum at both ends", () => expect(shortHash("0123456789abcdef0123456789abcdef")).toBe("01234567…89abcdef"));
});
