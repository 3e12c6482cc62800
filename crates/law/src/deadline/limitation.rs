//! 追诉时效: a bar beside the verdict, never a part of it (刑法 87 to 89).

use super::{When, add_years, term_end, words};
use crate::{Interval, Truth, day_number};
use chrono::NaiveDate;

/// The years after which an offence is no longer prosecuted, by the upper end of the band that applies in months
/// (刑法 87): below five years 5, five to below ten 10, ten or more 15. `None` for life: not in our sources.
pub fn limitation_years(maximum: u32) -> Option<u32> {
    match maximum {
        u32::MAX => None,
        0..60 => Some(5),
        60..120 => Some(10),
        _ => Some(15),
    }
}

/// What is asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Charge {
    /// The upper ends of the bands that may apply, in months, `u32::MAX` for life; each with its name.
    pub bands: Vec<(String, u32)>,
    /// 行为终了.
    pub ended: Option<Interval>,
    /// 立案.
    pub filed: Option<Interval>,
    /// A new crime within the time.
    pub again: Option<Interval>,
    /// 立案或受理后逃避侦查、审判.
    pub fled: Option<Truth>,
    /// 被害人在时效内控告，应立案而不立案.
    pub accused_in_time: Option<Truth>,
}

/// Whether the time has run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitState {
    /// 未过.
    Within,
    /// 已过.
    Expired,
    /// 不受限制.
    Unlimited,
    /// 须人工判断.
    Manual,
    /// 缺日期.
    Open,
}

impl LimitState {
    /// Identifier.
    pub fn id(self) -> &'static str {
        match self {
            LimitState::Within => "within",
            LimitState::Expired => "expired",
            LimitState::Unlimited => "unlimited",
            LimitState::Manual => "manual",
            LimitState::Open => "open",
        }
    }

    /// As said on paper.
    pub fn name(self) -> &'static str {
        match self {
            LimitState::Within => "未过追诉时效",
            LimitState::Expired => "已过追诉时效",
            LimitState::Unlimited => "不受追诉期限限制",
            LimitState::Manual => "须人工判断",
            LimitState::Open => "缺日期，不能计算",
        }
    }
}

/// The limit for one band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Name of the band.
    pub band: String,
    /// Years; none for life.
    pub years: Option<u32>,
    /// End by convention A: the day of the act counts, so the day before the corresponding day (辩护主张).
    pub a: Option<When>,
    /// End by convention B: the day of the act does not count, so the corresponding day (风险提示).
    pub b: Option<When>,
    /// Whether the time has run.
    pub state: LimitState,
    /// 算式.
    pub words: String,
    /// Provisions.
    pub cite: Vec<String>,
}

/// The limitation of one offence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limitation {
    /// By band.
    pub limits: Vec<Limit>,
    /// The answer where every band gives the same.
    pub state: LimitState,
    /// What has to be said beside it.
    pub notes: Vec<String>,
}

/// Computes the limitation as of `today`. The cut-off is 立案 (通说, 中); without it, today.
pub fn limitation(charge: &Charge, today: NaiveDate) -> Limitation {
    let mut notes =
        vec!["是否在时效内，通说与实务看立案侦查的决定日；也有以采取强制措施或者起诉为准的不同意见。".to_string()];
    let cut = charge.filed.and_then(When::of);
    if cut.is_none() {
        notes.push("没有可以计算的立案日，暂与今天比较；请补填立案日。".into());
    }
    let (start, restarted) = restarted(charge, &mut notes);
    let limits: Vec<Limit> = charge
        .bands
        .iter()
        .map(|(band, maximum)| limit(band, *maximum, charge, start, restarted, cut.unwrap_or(When::on(today))))
        .collect();
    if charge.fled == Some(Truth::True) {
        notes.push("立案侦查或者法院受理后逃避侦查、审判的，不受追诉期限的限制；仅仅未抓获、未通知是否属于逃避有争议，须人工判断。".into());
    }
    let state = match limits.first() {
        None => LimitState::Open,
        Some(first) if limits.iter().all(|limit| limit.state == first.state) => first.state,
        Some(_) => LimitState::Manual,
    };
    if limits.len() > 1 {
        notes.push("适用的量刑幅度尚未确定，逐一列出；按实际适用的幅度的法定最高刑计算。".into());
    }
    Limitation { limits, state, notes }
}

/// The day the time runs from: the end of the act, or a new crime within the time (刑法 89).
fn restarted(charge: &Charge, notes: &mut Vec<String>) -> (Option<When>, bool) {
    let ended = charge.ended.and_then(When::of);
    let again = charge.again.and_then(When::of);
    match (ended, again) {
        (Some(ended), Some(again)) => {
            // Within the shortest limit there is: every band agrees. Outside it the answer differs by band.
            let shortest = charge
                .bands
                .iter()
                .filter_map(|(_, maximum)| limitation_years(*maximum))
                .min();
            let end = shortest.and_then(|years| ended.map(|day| term_end(day, years, 0, 0)));
            match end {
                Some(end) if again.low > ended.high && again.high <= end.low => {
                    notes.push(format!(
                        "时效内又犯罪，前罪的追诉期限从犯后罪之日{}起重新计算。",
                        words::day(again)
                    ));
                    (Some(again), true)
                }
                Some(end) if again.low > end.high => {
                    notes.push("后罪在时效届满之后，前罪的追诉期限不因后罪恢复。".into());
                    (Some(ended), false)
                }
                _ => {
                    notes.push("后罪是否在前罪的时效以内待查明，追诉期限的起算须人工判断。".into());
                    (Some(ended), false)
                }
            }
        }
        (ended, None) => (ended, false),
        (None, Some(_)) => (None, false),
    }
}

fn limit(band: &str, maximum: u32, charge: &Charge, start: Option<When>, restarted: bool, cut: When) -> Limit {
    let years = limitation_years(maximum);
    let cite = |own: &[&str]| own.iter().map(|cite| format!("刑法/{cite}")).collect::<Vec<String>>();
    let rule = match years {
        Some(5) => "87-1",
        Some(10) => "87-2",
        Some(_) => "87-3",
        None => "87",
    };
    let from = if restarted { "89-2" } else { "89-1" };
    let (a, b) = match years.zip(start) {
        Some((years, start)) => (
            start.map(|day| term_end(day, years, 0, 0)),
            start.map(|day| add_years(day, years)),
        ),
        None => (None, None),
    };
    let mut cites = cite(&[rule, from]);
    let unlimited = [(charge.fled, "88-1"), (charge.accused_in_time, "88-2")];
    let free = unlimited.iter().find(|(shown, _)| *shown == Some(Truth::True));
    let unsettled = matches!((charge.ended, charge.again), (Some(_), Some(_))) && !restarted && {
        // Neither clearly within nor clearly after.
        let end = a;
        let again = charge.again.and_then(When::of);
        !matches!((end, again), (Some(end), Some(again)) if again.low > end.high)
    };
    let state = match (free, a.zip(b), years) {
        (Some((_, own)), ..) => {
            cites.extend(cite(&[own]));
            LimitState::Unlimited
        }
        (None, _, None) => LimitState::Manual,
        (None, None, _) => LimitState::Open,
        (None, Some(_), _) if unsettled => LimitState::Manual,
        (None, Some((a, b)), _) => compared(a, b, cut),
    };
    let words = match (years, start, a.zip(b)) {
        (None, ..) => "法定最高刑为无期徒刑，所据资料没有收录相应的追诉期限，须人工判断。".into(),
        (Some(years), Some(start), Some((a, b))) => format!(
            "{}{}起{years}年：犯罪当日计入的，至{}（口径A，辩护主张）；当日不计的，至{}（口径B，风险提示）。与{}比较。",
            words::day(start),
            if restarted {
                "犯后罪之日"
            } else {
                "行为终了之日"
            },
            words::day(a),
            words::day(b),
            if charge.filed.is_some() {
                format!("立案日{}", words::day(cut))
            } else {
                "今天".into()
            },
        ),
        _ => "行为终了之日没有可以计算的日期，请补填行为的起止。".into(),
    };
    Limit {
        band: band.into(),
        years,
        a,
        b,
        state,
        words,
        cite: cites,
    }
}

/// Within or over only where both conventions and both ends of every date agree (one day decides nothing by itself).
fn compared(a: When, b: When, cut: When) -> LimitState {
    if day_number(cut.high) <= day_number(a.low) {
        LimitState::Within
    } else if cut.low > b.high {
        LimitState::Expired
    } else {
        LimitState::Manual
    }
}
