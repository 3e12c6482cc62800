// The file of the demo case: one volume, whose leaves are numbered as in a file from which others were taken.
import type { ShownVolume } from "../../frame/page";
import sample from "./sample.pdf?url";

const ORIGINAL = "5a".repeat(32);
let kept: Promise<Uint8Array> | undefined;
const original = () => (kept ??= fetch(sample).then(async (answer) => new Uint8Array(await answer.arrayBuffer())));
const range = (from: number, to: number, label: number) => ({ from, to, label, prefix: "" });

export async function volumes(): Promise<ShownVolume[]> {
  return [{
    id: "v0001", label: "2", name: "证据卷二", title: "讯问笔录", media: "pdf", original: ORIGINAL, bytes: (await original()).byteLength, pages: 12,
    ranges: [range(1, 3, 10), range(4, 5, 46), range(6, 8, 76), range(9, 10, 90), range(11, 11, 101), range(12, 12, 118)],
  }];
}

export async function bytes(from: number, to: number): Promise<Uint8Array> {
  return (await original()).slice(from, to);
}
