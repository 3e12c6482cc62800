import { describe, expect, it } from "vitest";
import type { BlockView, DocumentKind, DocumentView } from "../../api/commands";
import { becomes, faceOf, GAP, grey, grouped, hasSource, inSight, plain, shortHash, sourceOf, tint, wanting, xs } from "./documents";

const block = (more: Partial<BlockView>): BlockView => ({ kind: "paragraph", level: 0, number: "", spans: [], head: [], rows: [], node: "", paths: [], place: "", heading: "", wording: "", ...more });

describe("pages in sight", () => {
  const height = 1000 - GAP;
  it("are those on the screen and one around them", () => {
    expect(inSight(0, 800, height, 60)).toEqual({ from: 1, to: 2 });
    expect(inSight(30_400, 800, height, 60)).toEqual({ from: 30, to: 33 });
    expect(inSight(59_500, 800, height, 60)).toEqual({ from: 59, to: 60 });
  });
  it("are none of a document without pages", () => expect(inSight(0, 800, height, 0)).toEqual({ from: 1, to: 0 }));
  it("are fetched once", () => {
    expect(wanting(1, 4, (page) => page < 3)).toEqual({ from: 3, to: 4 });
    expect(wanting(1, 4, () => true)).toBeNull();
  });
});

describe("what is drawn", () => {
  it("knows family and weight of a face", () => {
    expect(faceOf("Noto Serif SC Bold")).toEqual({ family: "Noto Serif SC", weight: 700 });
    expect(faceOf("Noto Sans SC Regular")).toEqual({ family: "Noto Sans SC", weight: 400 });
    expect(faceOf("LXGW WenKai")).toEqual({ family: "LXGW WenKai", weight: 400 });
  });
  it("puts each character where it is printed, rare ones with both their units", () => expect(xs({ x: 10, at: [0, 16, 32], text: "甲𠮷乙" })).toBe("10 26 26 42"));
  it("has greys and the ground of gaps", () => expect([grey(0), grey(100), tint("grey50"), tint("missing")]).toEqual(["rgb(0 0 0)", "rgb(255 255 255)", "rgb(128 128 128)", "#f7efd9"]));
});

describe("sources", () => {
  it("collects each rule, fact and article once", () => {
    const spans = ["x", "x", "y"].map((cite) => ({ text: "", bold: false, missing: false, cite }));
    expect(sourceOf(block({ node: "gains", spans, paths: ["a", "a"] }))).toEqual({ nodes: ["gains"], paths: ["a"], cites: ["x", "y"] });
  });
  it("knows a paragraph of mere form", () => expect(hasSource(block({ spans: [{ text: "此致", bold: false, missing: false, cite: "" }] }))).toBe(false));
  it("says a block in one text", () => expect(plain(block({ rows: [["案号", "（2026）1号"]] }))).toBe("案号　（2026）1号"));
});

describe("export", () => {
  const view = (level: "stop" | "warn", draft = false, allowed = true) => ({ document: "memo", draft, kinds: [{ id: "memo", allowed }], preflight: [{ level, text: "" }] }) as unknown as DocumentView;
  it("is final only where nothing stops it, and none outside its stage", () => {
    expect(becomes(view("warn"))).toBe("final");
    expect(becomes(view("warn", true))).toBe("draft");
    expect(becomes(view("stop"))).toBe("draft");
    expect(becomes(view("warn", false, false))).toBe("none");
  });
  it("shortens a checksum at both ends", () => expect(shortHash("0123456789abcdef0123456789abcdef")).toBe("01234567…89abcdef"));
});

describe("the list of documents", () => {
  const kind = (id: string, name: string, group: DocumentKind["group"]): DocumentKind => ({ id, name, group, outgoing: true, about: "", allowed: group !== "other", why_not: "", own: false });
  const kinds = [kind("a", "取保候审申请书", "stage"), kind("b", "会见提纲", "internal"), kind("c", "辩护词", "other")];
  it("has groups, none of them empty", () => expect(grouped(kinds.slice(0, 2), "").map((one) => one.group)).toEqual(["stage", "internal"]));
  it("is searched by words and by pinyin", () => {
    expect(grouped(kinds, "辩护").map((one) => one.kinds[0]?.id)).toEqual(["c"]);
    expect(grouped(kinds, "qbhs").flatMap((one) => one.kinds.map((own) => own.id))).toEqual(["a"]);
    expect(grouped(kinds, "判决书")).toEqual([]);
  });
});
