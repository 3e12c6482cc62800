//! The words in which the law of time limits is written down.

use serde::Deserialize;

/// How sure a rule is, as the dossier marks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sureness {
    /// 中.
    Medium,
    /// 中高.
    MediumHigh,
    /// 高.
    High,
}

impl Sureness {
    /// As said on paper.
    pub fn name(self) -> &'static str {
        match self {
            Sureness::Medium => "中",
            Sureness::MediumHigh => "中高",
            Sureness::High => "高",
        }
    }
}

/// What a rule rests on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// 明文.
    #[default]
    Text,
    /// 实务.
    Practice,
    /// 推导.
    Derived,
    /// 未见明文.
    Silent,
}

impl Ground {
    /// As said on paper.
    pub fn name(self) -> &'static str {
        match self {
            Ground::Text => "明文",
            Ground::Practice => "实务",
            Ground::Derived => "推导",
            Ground::Silent => "未见明文",
        }
    }
}

/// Where the procedure stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// 侦查.
    #[default]
    Investigation,
    /// 审查起诉.
    Prosecution,
    /// 退回补充侦查.
    Supplement,
    /// 一审.
    Trial,
    /// 一审宣判后.
    Judged,
    /// 二审.
    Second,
    /// 已结.
    Closed,
}

impl Phase {
    /// All, in order.
    pub const ALL: [Phase; 7] = [
        Phase::Investigation,
        Phase::Prosecution,
        Phase::Supplement,
        Phase::Trial,
        Phase::Judged,
        Phase::Second,
        Phase::Closed,
    ];

    /// Identifier.
    pub fn id(self) -> &'static str {
        match self {
            Phase::Investigation => "investigation",
            Phase::Prosecution => "prosecution",
            Phase::Supplement => "supplement",
            Phase::Trial => "trial",
            Phase::Judged => "judged",
            Phase::Second => "second",
            Phase::Closed => "closed",
        }
    }

    /// As lawyers say it.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Investigation => "侦查",
            Phase::Prosecution => "审查起诉",
            Phase::Supplement => "退回补充侦查",
            Phase::Trial => "一审",
            Phase::Judged => "一审宣判后",
            Phase::Second => "二审",
            Phase::Closed => "已结",
        }
    }

    /// The body that handles the matter: bail and residence run anew with each (刑诉法 79; 高检规则 103, 113).
    pub(crate) fn organ(self) -> u8 {
        match self {
            Phase::Investigation => 0,
            Phase::Prosecution | Phase::Supplement => 1,
            Phase::Trial | Phase::Judged => 2,
            Phase::Second => 3,
            Phase::Closed => 4,
        }
    }
}

/// What restrains the person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 无强制措施.
    #[default]
    Free,
    /// 刑事拘留.
    Detained,
    /// 逮捕.
    Arrested,
    /// 取保候审.
    Bail,
    /// 指定居所监视居住.
    Designated,
    /// 住处监视居住.
    Home,
}

impl Measure {
    /// Identifier.
    pub fn id(self) -> &'static str {
        match self {
            Measure::Free => "free",
            Measure::Detained => "detained",
            Measure::Arrested => "arrested",
            Measure::Bail => "bail",
            Measure::Designated => "designated",
            Measure::Home => "home",
        }
    }

    /// As lawyers say it.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Free => "无强制措施",
            Measure::Detained => "刑事拘留",
            Measure::Arrested => "逮捕",
            Measure::Bail => "取保候审",
            Measure::Designated => "指定居所监视居住",
            Measure::Home => "住处监视居住",
        }
    }

    /// 在押: what keeps a period from rolling over holidays (刑诉法 105).
    pub fn held(self) -> bool {
        matches!(self, Measure::Detained | Measure::Arrested)
    }
}

/// A length of time: months in one step, then days; or hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// Months.
    pub months: u32,
    /// Days.
    pub days: u32,
    /// Hours.
    pub hours: u32,
}

impl Span {
    /// One after the other.
    pub fn plus(self, more: Span) -> Span {
        Span {
            months: self.months + more.months,
            days: self.days + more.days,
            hours: self.hours + more.hours,
        }
    }
}

/// What a period is to the person, which gives its shape on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// 羁押期限.
    Custody,
    /// 办案期限.
    Procedure,
    /// 附随义务.
    Duty,
    /// 强制措施最长期限.
    Measure,
    /// 当事人的期限.
    Right,
    /// 开庭前倒数.
    Hearing,
}

impl Shape {
    /// Identifier.
    pub fn id(self) -> &'static str {
        match self {
            Shape::Custody => "custody",
            Shape::Procedure => "procedure",
            Shape::Duty => "duty",
            Shape::Measure => "measure",
            Shape::Right => "right",
            Shape::Hearing => "hearing",
        }
    }

    /// As lawyers say it.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Custody => "羁押期限",
            Shape::Procedure => "办案期限",
            Shape::Duty => "附随义务",
            Shape::Measure => "强制措施期限",
            Shape::Right => "当事人的期限",
            Shape::Hearing => "开庭前倒数",
        }
    }
}

/// Whether a last day rolls over holidays (P-02, P-02c, P-08).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rolls {
    /// Unless the person is in custody on that day.
    UnlessHeld,
    /// Never.
    Never,
    /// As `unless_held`, and in custody both days are shown.
    Appeal,
}

/// How a period is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Forward, the first day not counted.
    #[default]
    After,
    /// Backward from the day of the hearing (P-09).
    Before,
    /// Forward, the first day counted (P-05).
    Term,
}

/// Under what restraint a period begins at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Under {
    /// Any.
    #[default]
    Any,
    /// In custody.
    Held,
    /// Not in custody.
    NotHeld,
    /// On bail or under residential surveillance.
    Restricted,
    /// While the ordinary trial procedure runs.
    Ordinary,
}

/// Whether an extension is added to what was there, or counted from the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Added.
    Add,
    /// From the beginning of the period.
    Total,
}

/// When an item without a date of its own is worth a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remind {
    /// In its stages.
    Always,
    /// In its stages, in custody.
    Held,
    /// For a person under eighteen.
    Minor,
}
