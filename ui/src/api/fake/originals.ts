// The file of the demo case: volumes as files are — leaves taken out, a photo, a Word file, one with a password, one that broke on its way.
import type { ShownVolume } from "../../frame/page";
import locked from "./locked.pdf?url";
import sample from "./sample.pdf?url";

const range = (from: number, to: number, label: number) => ({ from, to, label, prefix: "", per: 1 });
const fetched = async (address: string) => new Uint8Array(await (await fetch(address)).arrayBuffer());

/** Grey stripes, as a camera would see a letter. */
async function photo(): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(600, 840);
  const context = canvas.getContext("2d")!;
  context.fillStyle = "#f4f1ea";
  context.fillRect(0, 0, 600, 840);
  context.fillStyle = "#333333";
  for (let line = 0; line < 20; line += 1) context.fillRect(70, 90 + line * 34, line % 5 === 4 ? 240 : 460, 9);
  return new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
}

const LETTER = ["停机说明\n本公司于7月15日收到网络安全风险告知书，7月18日停机断网。\n特此说明。", "附件：\n一、停机操作记录。\n二、客户联系记录。"];

type Original = { label: string; name: string; title: string; media: ShownVolume["media"]; pages: number; ranges: ShownVolume["ranges"]; read: () => Promise<Uint8Array> };
const KNOWN: Original[] = [
  { label: "2", name: "证据卷二", title: "讯问笔录", media: "pdf", pages: 12, ranges: [range(1, 3, 10), range(4, 5, 46), range(6, 8, 76), range(9, 10, 90), range(11, 11, 101), range(12, 12, 118)], read: () => fetched(sample) },
  { label: "3", name: "证据卷三", title: "公司材料", media: "pdf", pages: 1, ranges: [range(1, 60, 1)], read: () => fetched(locked) },
  { label: "4", name: "证据卷四", title: "勘验笔录", media: "pdf", pages: 60, ranges: [range(1, 60, 1)], read: async () => new TextEncoder().encode(`%PDF-1.7\n${"0".repeat(4000)}`) },
  { label: "5", name: "证据卷五", title: "告知书照片", media: "png", pages: 1, ranges: [range(1, 1, 2)], read: photo },
  { label: "7", name: "证据卷七", title: "停机说明", media: "docx", pages: 2, ranges: [range(1, 2, 5)], read: async () => new Uint8Array(0) },
];
const hashOf = (at: number) => String(at + 1).padStart(2, "0").repeat(32);
const kept = new Map<string, Promise<Uint8Array>>();

function original(hash: string): Promise<Uint8Array> {
  const at = KNOWN.findIndex((_, n) => hashOf(n) === hash);
  if (at < 0) return Promise.reject(new Error("no such original"));
  const known = kept.get(hash) ?? KNOWN[at]!.read();
  kept.set(hash, known);
  return known;
}

export async function volumes(): Promise<ShownVolume[]> {
  return Promise.all(KNOWN.map(async ({ label, name, title, media, pages, ranges }, at) => ({ id: `v${at + 1}`, label, name, title, media, original: hashOf(at), bytes: (await original(hashOf(at))).byteLength, pages, ranges })));
}

export async function bytes(hash: string, from: number, to: number): Promise<Uint8Array> {
  return (await original(hash)).slice(from, to);
}

export async function pageText(page: number): Promise<string> {
  return LETTER[page - 1] ?? "";
}
