// A page of the file as something cites it, and where the file keeps it.
import { volumeLabel } from "../parts/pdf/jump";
import type { Place } from "../parts/pdf/place";
import { pageOf, type PageRange } from "../parts/pdf/volume";

/** What is asked for: a volume by its label and a page by the number printed on it, or by its place in the document. */
export interface PageCite {
  volume: string;
  page: string;
  quote: string;
  /** Where it was marked, as the core keeps it: `original:page:left,top,width,height:hash`; empty when it was not. */
  anchor?: string;
  /** Page of the document, where the printed number is not known (a hit, a list of pages). */
  at?: number;
}

/** A volume of the file, as far as showing its pages goes. */
export interface ShownVolume {
  id: string;
  label: string;
  /** 「证据卷二」 */
  name: string;
  title: string;
  media: "pdf" | "png" | "jpeg" | "docx";
  original: string;
  /** Length of the original in bytes. */
  bytes: number;
  pages: number;
  ranges: PageRange[];
}

export interface Anchor {
  original: string;
  page: number;
  place: Place | null;
  hash: string;
}

export function readAnchor(text: string): Anchor | null {
  const read = /^([0-9a-f]{64}):(\d+):(\d+),(\d+),(\d+),(\d+):([0-9a-f]{16})?$/.exec(text);
  if (!read) return null;
  const place = read.slice(3, 7).map(Number) as Place;
  return { original: read[1]!, page: Number(read[2]), place: place[2] && place[3] ? place : null, hash: read[7] ?? "" };
}

export function writeAnchor({ original, page, place, hash }: Anchor): string {
  return `${original}:${page}:${(place ?? [0, 0, 0, 0]).join(",")}:${hash}`;
}

/** Where a cite leads: a page of a volume, or why it does not lead anywhere. */
export type Found = { kind: "page"; volume: ShownVolume; page: number; place: Place | null } | { kind: "no_volume" } | { kind: "no_page"; volume: ShownVolume };

export function findPage(volumes: readonly ShownVolume[], cite: PageCite): Found {
  const label = volumeLabel(cite.volume);
  const volume = volumes.find((one) => volumeLabel(one.label) === label);
  if (!volume) return { kind: "no_volume" };
  const anchor = readAnchor(cite.anchor ?? "");
  // A page marked in this very document is that page, however it is numbered today.
  if (anchor?.original === volume.original && anchor.page <= volume.pages) return { kind: "page", volume, page: anchor.page, place: anchor.place };
  const page = cite.at ?? pageOf(volume, cite.page);
  return page && page <= volume.pages ? { kind: "page", volume, page, place: anchor?.place ?? null } : { kind: "no_page", volume };
}
