// The file of the recorded vault: the demo case has one volume; what is done to it is remembered, nothing is read off pages here.
import type { CiteRow, Commands, FileView, PageFact, PageView, RangeView, ReadState, Side, StagedRow, VolumeRow, TagRow } from "../commands";
import { questionOf } from "./cards";
import { headOf } from "./heads";
import { matter, me, now, refuse, type Matter } from "./world";

type Names = "file_view" | "add_volume" | "discard_staged" | "forget_unfinished" | "set_volume" | "order_volumes" | "set_page_map" | "check_page_map" | "replace_volume" | "remove_volume" | "index_work" | "put_page_text" | "retry_pages" | "mark_read" | "page_view" | "comment_page" | "tag_page" | "untag_page" | "cite_check" | "accept_cites";
type Answers = { [Name in Names]: (request: Commands[Name]["request"]) => Commands[Name]["view"] };
type Held = { volumes: VolumeRow[]; staged: StagedRow[]; unfinished: string[]; comments: { volume: string; page: number; text: string; by: string }[]; cites: CiteRow[]; tags: TagRow[] };

const PARTS = [["evidence", "证据卷", ""], ["procedure", "诉讼文书卷", "文书"], ["supplement", "补充侦查卷", "补"], ["ours", "辩方材料", "辩方"], ["other", "其他材料", "其他"]] as const;
/** The sample of `originals.ts`: its fingerprint there, its length, its leaves. */
const ORIGINAL = "01".repeat(32);
const BYTES = 58813;
const leaf = (from: number, to: number, label: number): RangeView => ({ from, to, label, prefix: "", per: 1 });
const LEAVES = [leaf(1, 3, 10), leaf(4, 5, 46), leaf(6, 8, 76), leaf(9, 10, 90), leaf(11, 11, 101), leaf(12, 12, 118)];
const kept = new Map<string, Held>();
const DIGITS = "零一二三四五六七八九";
const nameOf = (label: string) => (/^\d$/.test(label) ? `证据卷${DIGITS[Number(label)]}` : `证据卷${label}`);

function progress(pages: number, read: number, scans: number, failed: number): string {
  return [`${read.toLocaleString("en")} / ${pages.toLocaleString("en")} 页已索引`, scans && `${scans} 页是扫描件，尚未识别文字`, failed && `${failed} 页失败`].filter(Boolean).join("；");
}

function volume(label: string, title: string, file: string, pages: number, more: Partial<VolumeRow>): VolumeRow {
  const ranges = more.ranges ?? [{ from: 1, to: pages, label: 1, prefix: "", per: 1 }];
  const row: VolumeRow = {
    id: `v${label}`, label, name: nameOf(label), part: "evidence", title, file, media: "pdf", bytes: BYTES, pages, original: ORIGINAL, received: "", put: "周律师 2026-07-16 10:20", ranges,
    flags: flags(pages, ranges), read: pages, scans: 0, failed: 0, failed_pages: [], progress: "", seen: 0, seen_runs: [], unread: "", cites: 0, doubtful: 0, replaced: 0, ...more,
  };
  return { ...row, progress: progress(row.pages, row.read, row.scans, row.failed) };
}

function flags(pages: number, ranges: RangeView[]): VolumeRow["flags"] {
  const found: VolumeRow["flags"] = [];
  const order = [...ranges].sort((a, b) => a.label - b.label);
  order.forEach((range, at) => {
    const before = order[at - 1];
    if (!before) return;
    const reached = before.label + before.to - before.from;
    if (range.label > reached + 1) found.push({ kind: "gap", text: `缺第${reached + 1}—${range.label - 1}页：卷内页码在此中断，请核对是否漏装、漏扫`, page: range.from });
    if (range.label <= reached) found.push({ kind: "duplicate", text: `第${range.label}页的页码重复：引用时须确认是哪一页`, page: range.from });
  });
  const last = Math.max(0, ...ranges.map((range) => range.to));
  if (last < pages) found.push({ kind: "unlabelled", text: `PDF 第 ${last + 1}—${pages} 页没有卷内页码（封面、目录、隔页等）`, page: last + 1 });
  return found;
}

function of(one: Matter): Held {
  let held = kept.get(one.id);
  if (!held) {
    const pages = LEAVES.reduce((sum, range) => Math.max(sum, range.to), 0);
    held = one.demo
      ? {
          volumes: [volume("2", "讯问笔录", "证据卷二 讯问笔录.pdf", pages, { id: "v1", ranges: LEAVES, read: 10, scans: 1, failed: 1, failed_pages: [9], seen: 5, seen_runs: [{ from: 1, to: 4 }, { from: 7, to: 7 }], unread: "未读：第 47—77、90—118 页", cites: 6, received: "2026-07-15 检察院案管" })],
          staged: [], unfinished: [], comments: [{ volume: "v1", page: 7, text: "与第 46 页的说法不一致，会见时核对。", by: "周律师 07-17 16:05" }], cites: [], tags: [{ text: "有利", places: [{ id: "t0001", volume: "v1", page: 7, name: "证据卷一第77页" }] }],
        }
      : { volumes: [], staged: [], unfinished: [], comments: [], cites: [], tags: [] };
    kept.set(one.id, held);
  }
  return held;
}

function state(held: Held): ReadState {
  const sum = (part: (row: VolumeRow) => number) => held.volumes.reduce((all, row) => all + part(row), 0);
  const [pages, read, scans, failed] = [sum((row) => row.pages), sum((row) => row.read), sum((row) => row.scans), sum((row) => row.failed)];
  return { pages, read, scans, failed, seen: sum((row) => row.seen), words: progress(pages, read, scans, failed) };
}

function view(one: Matter): FileView {
  const held = of(one);
  const next = (prefix: string) => `${prefix}${Math.max(0, ...held.volumes.filter((row) => row.label.startsWith(prefix)).map((row) => Number(row.label.slice(prefix.length)) || 0)) + 1}`;
  return {
    head: headOf(one), volumes: held.volumes, staged: held.staged, unfinished: held.unfinished, parts: PARTS.map(([id, name]) => ({ id, name })),
    next: PARTS.map(([id, , prefix]) => ({ id, name: next(prefix) })), state: state(held), doubtful: held.cites.length, missing: [], tags: held.tags,
  };
}

function saved(one: Matter, what: string) {
  one.revision += 1;
  one.saved_at = now();
  return { revision: one.revision, saved_at: one.saved_at, what, path: "", card: null, can_undo: true, can_redo: false, undo_what: what };
}

function row(one: Matter, id: string): VolumeRow {
  return of(one).volumes.find((known) => known.id === id) ?? refuse("not_found", "找不到这一卷。", "");
}

const labelOf = (row: VolumeRow, page: number) => {
  const range = row.ranges.find((known) => page >= known.from && page <= known.to);
  return range ? `${range.prefix}${range.label + (page - range.from) * range.per}` : "";
};

function page(one: Matter, id: string, at: number): PageView {
  const own = row(one, id);
  const label = labelOf(own, at);
  const failed = own.failed_pages.includes(at);
  const facts: PageFact[] = [...one.positions].flatMap(([key, held]) => held.sources.flatMap((source, nth): PageFact[] => {
    const [actor = "", path = "", side = "alleged"] = key.split("|");
    if (source.kind !== "page" || source.volume !== own.label || source.page !== label) return [];
    return [{ cite: `${key}|${nth}`, actor, path, side: side as Side, question: questionOf(path).question, answer: held.answer, quote: source.quote, anchor: "", review: held.state || "proposed", by: held.by }];
  }));
  return {
    volume: id, page: at, label, title: label ? `${own.name}第${label}页` : `${own.name} PDF 第${at}页`, cite: label ? `${own.label}-${label}` : "", state: failed ? "failed" : "read",
    via: failed ? "" : "文字识别", confidence: failed ? null : 82, text: failed ? "" : "讯问笔录（第 3 次）\n问：上游通知停机断网是什么时间？\n答：大概是七月中旬，具体哪天记不清了。", unsure: failed ? [] : [{ from: 38, to: 41 }], fault: failed ? "这一页画不出来，文件可能在这里损坏" : "",
    hash: "", facts, things: at === 7 ? [{ key: "statement:s0001", kind: "笔录", name: "王某（第 76-78 页）" }] : [], exhibits: at === 7 ? [{ id: "e0001", name: "王某讯问笔录", kind: "供述和辩解", pages: "76-78", proves: "王某知道客户从事诈骗", qualities: ["真实性", "合法性", "关联性"].map((name) => ({ name, view: "open" as const, reason: "", settled: false })), opinion: "", opinion_settled: false, objections: [] }] : [], comments: of(one).comments.filter((said) => said.volume === id && said.page === at).map((said, n) => ({ id: `c${n}`, text: said.text, by: said.by, settled: false })),
  };
}

export const file: Answers = {
  file_view: (request) => view(matter(request.case)),
  add_volume: ({ case: id, original, pages, part, label, title }) => {
    const one = matter(id);
    const held = of(one);
    const staged = held.staged.find((known) => known.original === original) ?? refuse("not_found", "找不到这份待入卷的文件。", "");
    held.staged = held.staged.filter((known) => known !== staged);
    const wanted = label || (view(one).next.find((known) => known.id === part)?.name ?? "1");
    held.volumes.push(volume(wanted, title || staged.file.replace(/\.[^.]+$/, ""), staged.file, Math.max(1, pages), { id: `v${held.volumes.length + 2}`, part, original, read: 0, put: `${me().name} ${now()}` }));
    return saved(one, `新增${nameOf(wanted)}`);
  },
  discard_staged: ({ case: id, original }) => { const held = of(matter(id)); held.staged = held.staged.filter((known) => known.original !== original); return view(matter(id)); },
  forget_unfinished: (request) => { of(matter(request.case)).unfinished = []; return view(matter(request.case)); },
  set_volume: ({ case: id, volume: own, part, label, title, received }) => {
    Object.assign(row(matter(id), own), { part, label, title, received, name: nameOf(label) });
    return saved(matter(id), `修改${nameOf(label)}`);
  },
  order_volumes: ({ case: id, volumes }) => {
    of(matter(id)).volumes.sort((a, b) => volumes.indexOf(a.id) - volumes.indexOf(b.id));
    return saved(matter(id), "调整各卷顺序");
  },
  set_page_map: ({ case: id, volume: own, ranges }) => {
    const found = row(matter(id), own);
    Object.assign(found, { ranges, flags: flags(found.pages, ranges) });
    return saved(matter(id), `${found.name}的页码对照`);
  },
  check_page_map: ({ pages, ranges }) => {
    const wrong = ranges.findIndex((range) => range.from < 1 || range.from > range.to || range.to > pages);
    return { problem: wrong >= 0 ? `第 ${wrong + 1} 段：PDF 页码要从小到大，且不超过 ${pages} 页。` : "", flags: wrong >= 0 ? [] : flags(pages, ranges) };
  },
  replace_volume: ({ case: id, volume: own, original, pages }) => {
    const held = of(matter(id));
    const staged = held.staged.find((known) => known.original === original);
    held.staged = held.staged.filter((known) => known !== staged);
    Object.assign(row(matter(id), own), { file: staged?.file ?? "", pages, replaced: 1 });
    return saved(matter(id), "替换原件");
  },
  remove_volume: ({ case: id, volume: own }) => { const held = of(matter(id)); held.volumes = held.volumes.filter((known) => known.id !== own); return saved(matter(id), "移除一卷"); },
  index_work: (request) => ({ job: null, state: state(of(matter(request.case))) }),
  put_page_text: (request) => state(of(matter(request.case))),
  retry_pages: (request) => state(of(matter(request.case))),
  mark_read: (request) => state(of(matter(request.case))),
  page_view: (request) => page(matter(request.case), request.volume, request.page),
  comment_page: ({ case: id, volume: own, page: at, text }) => {
    of(matter(id)).comments.push({ volume: own, page: at, text, by: `${me().name} ${now()}` });
    return saved(matter(id), "批注");
  },
  tag_page: ({ case: id, volume: own, page: at, text }) => {
    const held = of(matter(id));
    const name = `${row(matter(id), own).name}第${at}页`;
    const place = { id: `t${String(held.tags.flatMap((tag) => tag.places).length + 1).padStart(4, "0")}`, volume: own, page: at, name };
    const known = held.tags.find((tag) => tag.text === text);
    if (known) known.places.push(place);
    else held.tags.push({ text, places: [place] });
    return saved(matter(id), "加页签");
  },
  untag_page: ({ case: id, id: tag }) => {
    const held = of(matter(id));
    held.tags = held.tags.map((known) => ({ ...known, places: known.places.filter((place) => place.id !== tag) })).filter((known) => known.places.length);
    return saved(matter(id), "去掉页签");
  },
  cite_check: (request) => ({ head: headOf(matter(request.case)), rows: of(matter(request.case)).cites, summary: "全部引注都能对应到页面" }),
  accept_cites: (request) => { of(matter(request.case)).cites = []; return saved(matter(request.case), "更新引注的页码"); },
};
