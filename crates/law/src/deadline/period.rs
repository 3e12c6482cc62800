//! One period as it runs in one case.

use super::{Item, PeriodRule, Phase, Shape, When};
use crate::Truth;
use chrono::NaiveDate;

/// A period with its arithmetic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period<'a> {
    /// Rule and event, numbered where one event begins several of a rule: no other period has it, and no later event changes it.
    pub key: String,
    /// The D-item.
    pub item: &'a Item,
    /// The rule.
    pub rule: &'a PeriodRule,
    /// The stage it began in.
    pub phase: Phase,
    /// The day it runs from.
    pub start: When,
    /// The event it runs from, by row.
    pub start_event: String,
    /// 起算事由.
    pub start_name: String,
    /// Where it can end: what is certain, then what needs a condition nobody has shown.
    pub ends: Vec<End>,
    /// The end that holds on what is known.
    pub binding: usize,
    /// Where it stands today.
    pub state: PeriodState,
    /// What ended it.
    pub close: Option<Close>,
    /// What has to be said beside it.
    pub notes: Vec<String>,
}

impl Period<'_> {
    /// The end that holds on what is known.
    pub fn end(&self) -> Option<&End> {
        self.ends.get(self.binding)
    }

    /// Whole days from `today` to the earliest day the binding end can be; negative when past.
    pub fn days_left(&self, today: NaiveDate) -> Option<i64> {
        Some((self.end()?.remind.low - today).num_days())
    }

    /// Once it is past it warns no more: a right that lapsed, a duty of a day, a hearing, or what no event is said to end.
    pub fn lapses(&self) -> bool {
        matches!(self.rule.shape, Shape::Right | Shape::Duty | Shape::Hearing) || self.rule.ends.is_empty()
    }

    /// Whether the period binds now.
    pub fn open(&self) -> bool {
        matches!(
            self.state,
            PeriodState::Running | PeriodState::Doubt | PeriodState::Passed
        ) && self.close.is_none()
    }
}

/// One possible end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// 3日, 延长一 …
    pub label: String,
    /// On what condition, where that is not shown.
    pub condition: String,
    /// Certain on what is known.
    pub granted: bool,
    /// By the count alone.
    pub plain: When,
    /// The last day after holidays.
    pub last: When,
    /// The day to be reminded of: never later than `last` (P-08).
    pub remind: When,
    /// 算式.
    pub words: String,
    /// 顺延或者不顺延的理由.
    pub roll: String,
    /// 无日历: the last day has to be checked by hand.
    pub unchecked: bool,
    /// The last day on which the extension can be applied for.
    pub ask: Option<When>,
    /// Provisions.
    pub cite: Vec<String>,
}

/// Where a period stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodState {
    /// 进行中.
    Running,
    /// 待查明: past on what is known, not past if a condition is shown.
    Doubt,
    /// 已过.
    Passed,
    /// 停止计算.
    Paused,
    /// 推算: runs from a day that has not come.
    Projected,
    /// 已完成.
    Done,
}

impl PeriodState {
    /// Identifier.
    pub fn id(self) -> &'static str {
        match self {
            PeriodState::Running => "running",
            PeriodState::Doubt => "doubt",
            PeriodState::Passed => "passed",
            PeriodState::Paused => "paused",
            PeriodState::Projected => "projected",
            PeriodState::Done => "done",
        }
    }

    /// As said on paper.
    pub fn name(self) -> &'static str {
        match self {
            PeriodState::Running => "进行中",
            PeriodState::Doubt => "待查明",
            PeriodState::Passed => "已过",
            PeriodState::Paused => "停止计算",
            PeriodState::Projected => "推算",
            PeriodState::Done => "已完成",
        }
    }
}

/// What ended a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    /// The event, by row.
    pub event: String,
    /// Its name.
    pub name: String,
    /// When.
    pub when: When,
    /// In what way.
    pub how: How,
    /// Whether it came after the last day.
    pub late: Truth,
}

/// In what way a period ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// What had to be done was done.
    Fulfilled,
    /// It no longer runs.
    Stopped,
    /// It runs anew.
    Restarted,
    /// It became another period.
    Converted,
    /// Custody ended.
    LeftCustody,
    /// The matter went to another body.
    NewOrgan,
}

impl How {
    /// As said beside the event.
    pub fn name(self) -> &'static str {
        match self {
            How::Fulfilled => "已完成",
            How::Stopped => "不再计算",
            How::Restarted => "重新计算",
            How::Converted => "改按另一期限",
            How::LeftCustody => "不再羁押",
            How::NewOrgan => "换机关",
        }
    }
}
