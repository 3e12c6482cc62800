import { describe, expect, it } from "vitest";
import type { HitView } from "../../api/commands";
import { parseRoute } from "../../frame/route";
import { zh } from "../../text/zh";
import { coverage, flat, hashOf, marked, placeKey, readAsked, writeAsked } from "./search";

const hit = (open: Partial<HitView["open"]>): HitView => ({
  case: "c1", case_name: "王某案", place: "事实 · 指控", pieces: [{ text: "前", found: false }, { text: "明知", found: true }],
  open: { tab: "facts", at: "a/b", actor: "p1", volume: "", page: 0, ...open },
});
const words = zh.search.coverage;

describe("a search", () => {
  it("reads back what it was asked for", () => {
    for (const asked of [{ words: "明知 诈骗", volume: "", page: 0 }, { words: "明知", volume: "补1", page: 47 }]) expect(readAsked(writeAsked(asked))).toEqual(asked);
  });
  it("leads to the view of a hit, and lays a page beside the search", () => {
    expect(parseRoute(hashOf(hit({}), "明知"))).toEqual({ screen: "case", id: "c1", tab: "facts", at: "a/b", actor: "p1" });
    const page = parseRoute(hashOf(hit({ tab: "file", volume: "2", page: 47 }), "明知 诈骗"));
    expect(page).toMatchObject({ tab: "search" });
    expect(page.screen === "case" && readAsked(page.at)).toEqual({ words: "明知 诈骗", volume: "2", page: 47 });
    expect(parseRoute(hashOf(hit({ tab: "nowhere" }), ""))).toMatchObject({ tab: "overview" });
  });
  it("knows the words on the page and the order of the hits", () => {
    expect(marked(hit({}))).toBe("明知");
    expect(flat([{ kind: "fact", name: "事实", count: 9, hits: [hit({})] }, { kind: "page", name: "卷宗页", count: 1, hits: [hit({ page: 3 })] }])).toHaveLength(2);
    expect(placeKey(hit({}))).not.toBe(placeKey(hit({ at: "a/c" })));
  });
  it("never keeps silent about pages it cannot see", () => {
    const state = { pages: 1206, indexed: 1204, failed: 2, unread: 0, behind: 0 };
    expect(coverage(state, true, words)).toBe("本案 1206 页卷宗中 1204 页可检索。2 页未能识别文字，这些页上的内容不会出现在结果里。");
    expect(coverage({ ...state, failed: 0, indexed: 1206 }, true, words)).toBe("本案 1206 页卷宗全部可检索。");
    expect(coverage({ ...state, behind: 3 }, false, words)).toBe("各案共有 2 页卷宗未能检索，不在结果里。3 个案件的最近改动还在编入索引，暂时可能找不到。");
    expect(coverage({ pages: 0, indexed: 0, failed: 0, unread: 0, behind: 0 }, true, words)).toBe("本案还没有卷宗页。");
  });
});
