// How moments are written. A legal date is a date, never a moment: it is read without a time zone.
import { t } from "./index.svelte";

const two = (n: number) => String(n).padStart(2, "0");

/** A moment off the wire: with its zone, or "2026-11-23 14:32" on the clock of this computer. */
const moment = (text: string) => new Date(text.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, "$1T"));

/** "2026-07-18T14:32:07Z" → "14:32:07" on the reader's clock. */
export function clockTime(iso: string): string {
  const at = moment(iso);
  return Number.isNaN(at.getTime()) ? iso : `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** "2026-07-18" → 2026年7月18日（周六）. */
export function longDate(iso: string): string {
  const [y = NaN, m = NaN, d = NaN] = iso.slice(0, 10).split("-").map(Number);
  if ([y, m, d].some(Number.isNaN)) return iso;
  const day = t.parts.weekday[new Date(Date.UTC(y, m - 1, d)).getUTCDay()] ?? "";
  return `${y}年${m}月${d}日（周${day}）`;
}

/** A moment in lists: today only the time, else the date without the year unless it is another one. */
export function shortMoment(iso: string, now: Date = new Date()): string {
  const at = moment(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  const sameDay = at.getFullYear() === now.getFullYear() && at.getMonth() === now.getMonth() && at.getDate() === now.getDate();
  if (sameDay) return time;
  const date = `${at.getMonth() + 1}月${at.getDate()}日`;
  return at.getFullYear() === now.getFullYear() ? `${date} ${time}` : `${at.getFullYear()}年${date}`;
}
