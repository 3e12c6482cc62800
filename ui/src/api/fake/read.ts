// Reads amounts, numbers and dates as people type them; the product does this in Rust, this is enough for the recorded views.
const DIGITS: Record<string, number> = { 上旬: 5, 中旬: 15, 下旬: 25 };
export type Read = { ok: boolean; echo: string; problem: string; fen?: number };

export function yuan(fen: number): string {
  const [whole = "0", cents = "00"] = (fen / 100).toFixed(2).split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents} 元`;
}

export function wan(fen: number): string {
  return `${(fen / 1_000_000).toFixed(4).replace(/\.?0+$/, "")} 万元`;
}

function money(text: string): Read {
  const found = /^约?([\d,，]+(?:\.\d+)?)\s*(亿|万|千)?元?$/.exec(text.trim());
  if (!found) return { ok: false, echo: "", problem: "读不出金额。请写数字，可带“万”“元”，例如 12.5万、125000。" };
  const unit = { 亿: 1e8, 万: 1e4, 千: 1e3 }[found[2] ?? ""] ?? 1;
  const fen = Math.round(Number((found[1] ?? "").replace(/[,，]/g, "")) * unit * 100);
  return { ok: true, fen, problem: "", echo: `${yuan(fen)}${fen >= 1_000_000 ? `（${wan(fen)}）` : ""}` };
}

function date(text: string): Read {
  const clean = text.trim().replace(/\s/g, "");
  const vague = /^(\d{4})年(\d{1,2})月(上旬|中旬|下旬)?$/.exec(clean);
  if (vague) {
    const part = vague[3] ?? "";
    return { ok: true, problem: "", echo: `${vague[1]}年${Number(vague[2])}月${part || "内某日"}${part ? `（约 ${DIGITS[part]} 日）` : ""}，按区间处理` };
  }
  const exact = /^(\d{4})[-年./]?(\d{1,2})[-月./]?(\d{1,2})日?$/.exec(clean);
  if (!exact) return { ok: false, echo: "", problem: "读不出日期。请写成 20240718、2024年7月18日或 2024年7月中旬。" };
  const [y, m, d] = [Number(exact[1]), Number(exact[2]), Number(exact[3])];
  const at = new Date(Date.UTC(y, m - 1, d));
  if (at.getUTCMonth() !== m - 1 || at.getUTCDate() !== d) return { ok: false, echo: "", problem: `${y}年${m}月没有${d}日，请核对。` };
  return { ok: true, problem: "", echo: `${y}年${m}月${d}日（周${"日一二三四五六"[at.getUTCDay()]}）` };
}

export function readValue(type: string, text: string): Read {
  if (type === "money") return money(text);
  if (type === "date") return date(text);
  if (type !== "number") return { ok: true, echo: text, problem: "" };
  return /^\d+$/.test(text.trim()) ? { ok: true, echo: text.trim(), problem: "" } : { ok: false, echo: "", problem: "这里要填一个整数，例如 18。" };
}
