// The fictional case: a cloud company rented servers; one customer turned out to run a fraud site. All names and amounts are invented.
import type { Answer, Side, SourceView } from "../commands";
import { readValue } from "./read";
import { addUser, emptyMatter, keyOf, nextId, world, type Matter, type Stored } from "./world";

const page = (volume: string, number: string, quote = ""): SourceView => ({ kind: "page", text: `证据卷${volume}第${number}页`, volume, page: number, quote, anchor: "" });
const client: SourceView = { kind: "client", text: "当事人陈述", volume: "", page: "", quote: "会见笔录 2026年7月2日", anchor: "" };
const yes: Answer = { kind: "yes" };
const no: Answer = { kind: "no" };
export const typed = (type: string, text: string): Answer => ({ kind: "typed", text, echo: readValue(type, text).echo });
const NAMES: Record<string, string> = { manager: "全面负责", tech: "技术运维", fraud: "诈骗", casino: "开设赌场", unknown: "未查明" };
const choice = (id: string): Answer => ({ kind: "choice", id, name: NAMES[id] ?? id });
const unclear = (why: string): Answer => ({ kind: "unclear", why });

type Extra = Partial<Pick<Stored, "state" | "status" | "note" | "reason" | "review_reason" | "by">>;
type Line = [path: string, side: Side, answer: Answer, sources: SourceView[], extra?: Extra];

const W: Line[] = [
  ["gave_servers", "alleged", yes, [page("二", "12", "共开通云服务器18台")]],
  ["gave_servers", "ours", yes, [page("二", "12")]],
  ["gave_servers", "finding", yes, [page("二", "12"), page("四", "3")], { status: "proved", reason: "开通记录与勘验一致，双方无争议" }],
  ["first_act", "alleged", typed("date", "20240311"), [page("四", "3")]],
  ["first_act", "finding", typed("date", "20240311"), [page("四", "3")], { status: "proved" }],
  ["last_act", "alleged", typed("date", "20241120"), [page("四", "58")]],
  ["last_act", "ours", typed("date", "20240718"), [page("二", "77", "7月18日 09:42 停机断网")], { state: "proposed" }],
  ["server_count", "alleged", typed("number", "18"), [page("二", "12")]],
  ["server_count", "ours", typed("number", "6"), [page("四", "15")], { state: "proposed", note: "另12台属合法客户" }],
  ["role_in_company", "alleged", choice("manager"), [page("一", "33")]],
  ["role_in_company", "ours", choice("tech"), [page("三", "9", "任命为运维部主管")]],
  ["uses_network", "alleged", yes, [page("五", "2")]],
  ["uses_network", "finding", yes, [page("五", "2")], { status: "proved" }],
  ["cannot_verify", "alleged", yes, [page("六", "41")]],
  ["cannot_verify", "ours", no, [page("六", "44", "被害人12名均在境内并已制作笔录")], { state: "returned", review_reason: "请补充另外两名被害人笔录的页码，并写明是否已逐笔对应。" }],
  ["confessed_knowing", "alleged", yes, [page("一", "58", "我心里知道他们不干净")]],
  ["confessed_knowing", "ours", no, [page("一", "21"), page("一", "45")], { note: "前两次讯问均否认；第3次为“你应该知道吧”式提问" }],
  ["confessed_knowing", "finding", unclear("第3次讯问的同步录音录像尚未调取"), [page("一", "58")], { status: "disputed" }],
  ["warned", "alleged", yes, [page("三", "40", "网络安全风险告知书")]],
  ["warned", "ours", yes, [page("三", "40")]],
  ["warned", "finding", yes, [page("三", "40"), page("三", "41", "送达回证")], { status: "proved" }],
  ["warning_specific", "alleged", yes, [page("三", "42")]],
  ["warning_specific", "ours", yes, [page("三", "42", "附件列明 6 个 IP")]],
  ["warning_specific", "finding", yes, [page("三", "42")], { status: "proved" }],
  ["continued_after", "alleged", yes, [page("四", "58")]],
  ["continued_after", "ours", no, [page("二", "77"), client], { state: "proposed", note: "7月15日收到，7月18日停机" }],
  ["price_high", "alleged", yes, [page("六", "12", "月租1,800元")]],
  ["price_high", "ours", no, [page("七", "5")], { state: "proposed", note: "同配置高防服务器市场价1,600至2,000元" }],
  ["price_reason", "ours", { kind: "text", text: "含 100G 高防与独享带宽，与官网公开价目一致" }, [page("七", "8")]],
  ["evades", "alleged", yes, [page("一", "60")]],
  ["evades", "ours", no, [page("二", "90", "日志按公司制度保留6个月")], { state: "proposed" }],
  ["real_names", "ours", yes, [page("二", "101"), page("二", "118")], { note: "营业执照、法人身份证、对公打款" }],
  ["real_names", "finding", yes, [page("二", "101")], { status: "proved" }],
  ["stopped_quickly", "ours", yes, [page("二", "77")], { state: "proposed", by: "陈助理" }],
  ["contrary_evidence", "finding", unclear("待工单时间线与同步录音录像到齐后研判"), [], { status: "disputed" }],
  ["gains_total", "alleged", typed("money", "438600"), [page("六", "3", "司法会计鉴定意见")]],
  ["gains_total", "ours", typed("money", "8200"), [page("七", "20")], { state: "proposed", note: "仅计投资平台查实部分，已扣退款" }],
  ["punished_before", "alleged", no, [page("一", "4")]],
  ["punished_before", "finding", no, [page("一", "4")], { status: "proved" }],
  ["adult", "alleged", yes, [page("一", "2")]],
  ["adult", "finding", yes, [page("一", "2")], { status: "proved" }],
  ["born", "alleged", typed("date", "19910409"), [page("一", "2")]],
  ["surrendered", "ours", yes, [page("一", "7", "经电话通知到案")], { state: "proposed" }],
  ["surrendered", "alleged", no, [page("一", "6")]],
  ["returned_gains", "ours", typed("money", "8200"), [page("七", "31")]],
  ["pleads", "ours", unclear("当事人尚未决定；待阅完鉴定意见后再谈"), [client]],
  ["objects/r1/crime", "alleged", choice("fraud"), [page("五", "8")]],
  ["objects/r1/convictable", "alleged", yes, [page("五", "8")]],
  ["objects/r1/convictable", "finding", yes, [page("五", "8"), page("五", "30")], { status: "proved" }],
  ["objects/r1/victim_loss", "alleged", typed("money", "612000"), [page("五", "30")]],
  ["objects/r2/crime", "alleged", choice("casino"), [page("五", "52")]],
  ["objects/r2/convictable", "alleged", yes, [page("五", "52")]],
  ["objects/r2/convictable", "ours", no, [page("五", "55", "未固定投注记录")], { state: "proposed" }],
  ["objects/r3/crime", "alleged", choice("unknown"), []],
  ["objects/r3/convictable", "alleged", yes, [page("五", "71")]],
  ["objects/r3/convictable", "ours", unclear("尚未见到该站点的勘验笔录"), []],
  ["income/i1/from", "alleged", { kind: "ref", row: "r1", name: "某投资平台诈骗团伙" }, [page("六", "5")]],
  ["income/i1/amount", "alleged", typed("money", "10200"), [page("六", "5")]],
  ["income/i1/from_crime", "alleged", yes, [page("六", "5")]],
  ["income/i1/amount", "ours", typed("money", "8200"), [page("七", "20")], { state: "proposed" }],
  ["income/i1/from_crime", "finding", yes, [page("六", "5")], { status: "proved" }],
  ["income/i2/from", "alleged", { kind: "ref", row: "r2", name: "某博彩网站经营者" }, [page("六", "9")]],
  ["income/i2/amount", "alleged", typed("money", "128400"), [page("六", "9")]],
  ["income/i2/from_crime", "ours", unclear("博彩网站是否构成犯罪未查证"), []],
  ["income/i3/from", "alleged", { kind: "ref", row: "r3", name: "某短视频引流群组" }, [page("六", "11")]],
  ["income/i3/amount", "alleged", typed("money", "30万"), [page("六", "11")]],
];

const C: Line[] = [
  ["gave_servers", "alleged", yes, [page("二", "12")]],
  ["gave_servers", "finding", yes, [page("二", "12")], { status: "proved" }],
  ["warned", "alleged", yes, [page("三", "40")]],
  ["continued_after", "alleged", yes, [page("四", "58")]],
  ["gains_total", "alleged", typed("money", "438600"), [page("六", "3")]],
  ["real_names", "ours", yes, [page("二", "101")], { state: "proposed" }],
];

function fill(one: Matter, actor: string, lines: Line[], from: number): void {
  lines.forEach(([path, side, answer, sources, extra], n) => {
    const at = new Date(from + n * 97_000).toISOString();
    const state = extra?.state ?? "accepted";
    const settled = state === "accepted" || state === "returned";
    one.positions.set(keyOf(actor, path, side), {
      answer, sources, note: "", status: "", reason: "", by: side === "finding" ? "周律师" : "陈助理", at, reviewer: settled ? "周律师" : "", reviewed_at: settled ? new Date(from + n * 97_000 + 3_600_000).toISOString() : "",
      review_reason: "", ...extra, state,
    });
  });
}

export function demoMatter(): Matter {
  const one = emptyMatter("王某、某云科技公司服务器出租案", "王某", "prosecution_review", true);
  one.id = world.matters.some((known) => known.id === "demo") ? one.id : "demo";
  const [wang] = one.parties;
  if (wang) wang.role = "某云科技有限公司法定代表人、运维负责人";
  one.parties.push({ id: nextId("p"), name: "某云科技有限公司", kind: "unit", client: false, role: "服务器出租、托管服务商" });
  one.rows.set(`${one.parties[0]?.id}|objects`, [{ id: "r1", name: "某投资平台诈骗团伙" }, { id: "r2", name: "某博彩网站经营者" }, { id: "r3", name: "某短视频引流群组" }]);
  one.rows.set(`${one.parties[0]?.id}|income`, [{ id: "i1", name: "投资平台 2024年3月至7月" }, { id: "i2", name: "博彩网站 2024年4月至11月" }, { id: "i3", name: "引流群组 2024年5月至11月" }]);
  one.cover = { authority: "某市某区人民检察院", docket: "某检刑诉受〔2026〕37号", firm: "", lawyers: ["周某"], licences: [], contact: "", police: "", procuratorate: "", court: "", entrusted_by: "王某的妻子陈某", note: "" };
  fill(one, one.parties[0]?.id ?? "", W, Date.parse("2026-07-14T01:10:00Z"));
  fill(one, one.parties[1]?.id ?? "", C, Date.parse("2026-07-13T02:00:00Z"));
  one.log = [
    { at: "2026-07-18T05:58:00Z", who: "周律师", what: "退回“是否确因客观条件限制，无法查证”（我方）" },
    { at: "2026-07-18T03:12:00Z", who: "陈助理", what: "录入“接到通知后是否在合理时间内停机”（我方）：是" },
    { at: "2026-07-17T08:40:00Z", who: "周律师", what: "研判“是否落实实名核验”：是，已查证" },
    { at: "2026-07-16T02:31:00Z", who: "陈助理", what: "增加被帮助对象“某短视频引流群组”" },
    { at: "2026-07-15T01:05:00Z", who: "陈助理", what: "登记违法所得（控方）：438,600.00 元" },
  ];
  return one;
}

/** `?vault=new` starts without a vault, `?vault=locked` with a locked one, `?vault=empty` without cases; otherwise everything is there. */
export function seed(kind: string): void {
  if (kind === "new") {
    world.exists = false;
    return;
  }
  const zhou = addUser("周律师", "lawyer", "纸墨印章四字");
  addUser("陈助理", "paralegal", "纸墨印章四字");
  if (kind !== "locked") world.user = kind === "paralegal" ? (world.users[1] ?? zhou) : zhou;
  if (kind === "empty") return;
  const others: [string, string, string][] = [["王某涉嫌帮信案", "王某", "investigation"], ["曾某等三人跑分案", "曾某、单某、解某", "first_instance"], ["某网络公司域名解析案", "仇某", "prosecution_review"], ["查某出售电话卡案", "查某", "investigation"], ["高某微信解封案", "高某", "second_instance"]];
  world.matters = [demoMatter(), ...others.map(([name, accused, stage]) => emptyMatter(name, accused, stage, false))];
  world.matters.forEach((one, n) => (one.saved_at = new Date(Date.parse("2026-07-18T06:02:00Z") - n * 86_400_000 - ((n * 37) % 5) * 3_600_000 * 0.7).toISOString()));
}
