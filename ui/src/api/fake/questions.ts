// The questions of the recorded case, as the rule pack would ask them. Fictional; the law is cited, never quoted.
import type { CiteChip, FactCard } from "../commands";

export const chip = (cite: string, text: string, verified: CiteChip["verified"] = "full_text"): CiteChip => ({ cite, text, verified });
export const CITES = {
  offence: chip("刑法/287-2-1", "刑法第287条之二第1款"),
  age: chip("刑法/17", "刑法第17条", "two_sources"),
  presumed: chip("法释〔2019〕15号/11", "法释〔2019〕15号第11条"),
  warned: chip("法释〔2019〕15号/11-1", "法释〔2019〕15号第11条第1项"),
  price: chip("法释〔2019〕15号/11-3", "法释〔2019〕15号第11条第3项"),
  evasion: chip("法释〔2019〕15号/11-5", "法释〔2019〕15号第11条第5项"),
  serious: chip("法释〔2019〕15号/12-1", "法释〔2019〕15号第12条第1款"),
  objects: chip("法释〔2019〕15号/12-1-1", "法释〔2019〕15号第12条第1款第1项"),
  gains: chip("法释〔2019〕15号/12-1-4", "法释〔2019〕15号第12条第1款第4项"),
  penalty: chip("法释〔2019〕15号/12-1-5", "法释〔2019〕15号第12条第1款第5项"),
  five: chip("法释〔2019〕15号/12-2", "法释〔2019〕15号第12条第2款"),
  crime: chip("法释〔2019〕15号/13", "法释〔2019〕15号第13条"),
  factors: chip("法发〔2025〕12号/5", "法发〔2025〕12号第5条", "one_source"),
  leniency: chip("刑法/67-1", "刑法第67条第1款", "two_sources"),
  plea: chip("刑事诉讼法/15", "刑事诉讼法第15条", "two_sources"),
  minutes: chip("会议纪要2022/1", "2022年会议纪要第1条", "unverified"),
} as const;

export type Question = Pick<FactCard, "id" | "question" | "type"> & Partial<Omit<FactCard, "id" | "question" | "type" | "positions">> & { group: string };

export const GROUPS = [
  { id: "conduct", name: "帮助行为" },
  { id: "objects", name: "被帮助对象" },
  { id: "knowledge", name: "主观明知" },
  { id: "seriousness", name: "情节与数额" },
  { id: "person", name: "主体" },
  { id: "leniency", name: "量刑情节" },
];

export const QUESTIONS: Question[] = [
  { id: "gave_servers", group: "conduct", type: "bool", question: "是否向他人提供服务器托管、网络存储或者互联网接入？", cites: [CITES.offence], proof: "租用合同、后台开通记录", find: ["调取客户分户账与开通工单", "会见核对由谁审批开通"] },
  { id: "first_act", group: "conduct", type: "date", question: "第一次开通涉案服务器是哪一天？", help: "记得月份也可以，如“2024年3月中旬”。", cites: [CITES.offence], find: ["后台开通日志"] },
  { id: "last_act", group: "conduct", type: "date", question: "最后一次继续提供服务是哪一天？", help: "决定适用哪一版规则。", cites: [CITES.offence], find: ["停机工单", "云主机计费截止时间"] },
  { id: "server_count", group: "conduct", type: "number", unit: "台", question: "涉案服务器共多少台？", find: ["比对勘验笔录与后台清单"] },
  { id: "role_in_company", group: "conduct", type: "choice", question: "王某在公司负责什么？", options: [{ id: "tech", name: "技术运维" }, { id: "sales", name: "销售" }, { id: "manager", name: "全面负责" }], find: ["劳动合同、任命文件"] },

  { id: "uses_network", group: "objects", type: "bool", question: "被帮助的人是否利用信息网络实施活动？", cites: [CITES.offence], proof: "网站勘验、电子数据" },
  { id: "cannot_verify", group: "objects", type: "bool", question: "是否确因客观条件限制，无法查证被帮助对象达到犯罪程度？", help: "由控方举证；仅替代“是否达到犯罪程度”一项。", cites: [CITES.five], find: ["查阅侦查机关的情况说明", "核对是否穷尽了国内可调取的证据"] },

  { id: "confessed_knowing", group: "knowledge", type: "bool", question: "供述、聊天记录等是否直接显示王某知道客户在实施犯罪？", cites: [CITES.factors], proof: "历次讯问笔录、同步录音录像、聊天记录", find: ["逐次比对笔录并核对同步录音录像", "会见询问第3次讯问的具体问法"] },
  { id: "warned", group: "knowledge", type: "bool", question: "监管部门是否告知过涉案服务器涉及违法犯罪？", help: "普通用户投诉不算；告知主体须为监管部门。", cites: [CITES.warned], proof: "告知书、送达回证", find: ["查阅告知书原件与送达回证"] },
  { id: "warning_specific", group: "knowledge", type: "bool", question: "告知的内容是否指向涉案客户、IP 或域名？", cites: [CITES.warned], find: ["核对告知书附件列明的 IP"] },
  { id: "continued_after", group: "knowledge", type: "bool", question: "告知之后是否仍向同一客户提供同一帮助？", cites: [CITES.warned], proof: "停机工单、计费记录", find: ["调取 2024年7月15日之后的停机工单", "请公司出具处置经过"] },
  { id: "price_high", group: "knowledge", type: "bool", question: "租金是否明显偏离同期市场价？", cites: [CITES.price], proof: "同期报价、价目表", find: ["收集同期同配置公开报价三份"] },
  { id: "price_reason", group: "knowledge", type: "text", question: "价格高于市场价有什么正当理由？", help: "如高防、独享带宽、加急开通。", cites: [CITES.price] },
  { id: "evades", group: "knowledge", type: "bool", question: "是否频繁使用隐蔽上网、加密通信、销毁数据等逃避监管？", cites: [CITES.evasion, CITES.minutes], find: ["核对日志清理是否按公司制度"] },
  { id: "real_names", group: "knowledge", type: "bool", question: "是否对涉案客户落实了实名核验并留存？", cites: [CITES.presumed], proof: "实名档案、对公打款凭证" },
  { id: "stopped_quickly", group: "knowledge", type: "bool", question: "接到通知后是否在合理时间内停机、取证、上报？", cites: [CITES.presumed], proof: "工单时间线、报送回执", find: ["调取 7月15日至18日的工单与邮件"] },
  { id: "contrary_evidence", group: "knowledge", type: "judge", lawyer_only: true, question: "在案证据能否构成“相反证据”？", factors: ["实名核验并留存", "接到通知后及时停机并上报", "公开市场价、开票、对公收款"], cites: [CITES.presumed] },

  { id: "gains_total", group: "seriousness", type: "money", question: "控辩各自主张的违法所得是多少？", help: "只算来自查实犯罪客户的收入；总收入与扣除成本两种口径分别记明。", cites: [CITES.gains], proof: "客户分户账、对公账户流水", find: ["逐户核对分户账，剔除合法客户收入"] },
  { id: "punished_before", group: "seriousness", type: "bool", question: "二年内是否曾因同类行为受过行政处罚，又实施本行为？", cites: [CITES.penalty] },

  { id: "adult", group: "person", type: "bool", question: "行为时是否已满十六周岁？", cites: [CITES.age], proof: "身份证、户籍" },
  { id: "born", group: "person", type: "date", question: "出生日期？", cites: [CITES.age] },

  { id: "surrendered", group: "leniency", type: "bool", question: "是否自动投案并如实供述？", cites: [CITES.leniency], proof: "到案经过", find: ["查阅到案经过、传唤证"] },
  { id: "returned_gains", group: "leniency", type: "money", question: "已退出的违法所得？", find: ["缴款凭证"] },
  { id: "pleads", group: "leniency", type: "bool", question: "是否自愿认罪认罚？", cites: [CITES.plea] },
];

export const TABLES = [
  {
    id: "objects", group: "objects", name: "被帮助对象", text: "逐个列明；同一团伙多个站点只算一个对象，每个对象各自须构成犯罪。",
    columns: [
      { id: "crime", name: "实施的犯罪", type: "choice", options: [{ id: "fraud", name: "诈骗" }, { id: "casino", name: "开设赌场" }, { id: "unknown", name: "未查明" }], key: false, ref_table: "" },
      { id: "convictable", name: "查实达到犯罪程度", type: "bool", options: [], key: false, ref_table: "" },
      { id: "victim_loss", name: "查实数额", type: "money", options: [], key: false, ref_table: "" },
    ],
  },
  {
    id: "income", group: "seriousness", name: "涉案收入", text: "每户每期一行；只有来自查实犯罪客户的收入计入违法所得。",
    columns: [
      { id: "from", name: "来自", type: "ref", options: [], key: false, ref_table: "objects" },
      { id: "amount", name: "实收金额", type: "money", options: [], key: false, ref_table: "" },
      { id: "from_crime", name: "确系犯罪客户", type: "bool", options: [], key: false, ref_table: "" },
      { id: "refunded", name: "已退租退款", type: "bool", options: [], key: false, ref_table: "" },
    ],
  },
];
