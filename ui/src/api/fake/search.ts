// Finding things in the recorded vault: names, file covers and answers by a plain scan; the pages of the demo case's volume.
import { finds } from "../../text/pinyin";
import type { Address, HitGroup, HitView, PieceView, SearchState, SearchView } from "../commands";
import { questionOf } from "./cards";
import { world, type Matter } from "./world";

const NAMES: [string, string][] = [["case", "案件"], ["party", "当事人"], ["fact", "事实"], ["page", "卷宗页"]];
const PAGES: [number, string, string][] = [
  [4, "证据卷二 第46页", "问：你租给他们的服务器做什么用？答：他们说做棋牌，我后来猜到是跑分，但没有细问。"],
  [5, "证据卷二 第47页", "答：对方每个月付八千，比市场价高出一倍，我没有问原因，也没有核实身份。"],
  [9, "证据卷二 第90页", "经勘验，服务器三台，其中一台用于搭建跑分平台，日志保存至2026年3月12日。"],
];

type Found = { kind: string; case: string; name: string; place: string; text: string; open: Address };
const at = (tab: string, place = "", actor = ""): Address => ({ tab, at: place, actor, volume: "", page: 0 });

function all(one: Matter): Found[] {
  const base = { case: one.id, name: one.name };
  const facts = [...one.positions].map(([key, held]): Found => {
    const [actor = "", path = "", side = ""] = key.split("|");
    const question = questionOf(path, one.rows.get(`${actor}|${path.split("/")[0]}`)).question;
    const quotes = held.sources.map((source) => `${source.text}${source.quote ? `“${source.quote}”` : ""}`);
    return { ...base, kind: "fact", place: `事实 · ${{ alleged: "指控", ours: "我方", finding: "研判" }[side] ?? ""}`, text: [question, held.note, held.reason, ...quotes].filter(Boolean).join(" · "), open: at("facts", path, actor) };
  });
  return [
    { ...base, kind: "case", place: "案件信息", text: [one.name, one.cover.docket, one.cover.authority, ...one.cover.lawyers].filter(Boolean).join(" · "), open: at("matter") },
    ...one.parties.map((party): Found => ({ ...base, kind: "party", place: "当事人", text: [party.name, party.role].filter(Boolean).join(" · "), open: at("overview", "", party.id) })),
    ...facts,
    ...(one.demo ? PAGES.map(([page, place, text]): Found => ({ ...base, kind: "page", place, text, open: { ...at("file"), volume: "2", page } })) : []),
  ];
}

function pieces(text: string, word: string): PieceView[] {
  const start = text.toLowerCase().indexOf(word.toLowerCase());
  if (start < 0) return [{ text: text.slice(0, 64), found: false }];
  const from = Math.max(0, start - 20);
  const cut = [{ text: (from ? "…" : "") + text.slice(from, start), found: false }, { text: text.slice(start, start + word.length), found: true }, { text: text.slice(start + word.length, start + 50), found: false }];
  return cut.filter((piece) => piece.text);
}

export function searchState(id: string): SearchState {
  const demo = world.matters.some((one) => one.demo && (!id || one.id === id));
  return { pages: demo ? 12 : 0, indexed: demo ? 10 : 0, failed: demo ? 2 : 0, unread: 0, behind: 0 };
}

export function search(query: string, id: string, kinds: string[], limit: number): SearchView {
  const words = query.split(/\s+/).filter(Boolean);
  const found = words.length ? world.matters.filter((one) => !id || one.id === id).flatMap(all).filter((one) => words.every((word) => one.text.toLowerCase().includes(word.toLowerCase())) || (["case", "party"].includes(one.kind) && finds(query, one.text.split(" · ")[0] ?? ""))) : [];
  const groups = NAMES.filter(([kind]) => !kinds.length || kinds.includes(kind)).map(([kind, name]): HitGroup => {
    const hits = found.filter((one) => one.kind === kind);
    return { kind, name, count: hits.length, hits: hits.slice(0, limit).map((one): HitView => ({ case: one.case, case_name: one.name, place: one.place, pieces: pieces(one.text, words[0] ?? ""), open: one.open })) };
  });
  return { groups: groups.filter((group) => group.hits.length), counted_all: true, state: searchState(id) };
}
