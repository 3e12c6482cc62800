//! The arithmetic of a period in words.

use super::{Calendar, DayKind, Roll, Rolls, Span, When};
use crate::{Truth, say_date};
use chrono::NaiveDate;

/// `2026年3月5日（周四）`, or both ends.
pub(super) fn day(when: When) -> String {
    if when.exact() {
        say_date(when.low)
    } else {
        format!("{}至{}之间", say_date(when.low), say_date(when.high))
    }
}

/// `1个月15日`.
pub(super) fn span(span: Span) -> String {
    let parts = [(span.months, "个月"), (span.days, "日"), (span.hours, "小时")];
    let said = parts.into_iter().filter(|(n, _)| *n > 0);
    said.map(|(n, unit)| format!("{n}{unit}")).collect()
}

/// Where a last day comes to lie, the reason for it, and whether a calendar was missing.
pub(super) struct Rolled {
    pub last: When,
    pub remind: When,
    pub why: String,
    pub unchecked: bool,
}

/// Rolls a last day, or says why it stays (刑诉法 105; P-02, P-02a, P-02c, P-08). `held` is custody on that day.
pub(super) fn roll(plain: When, rolls: Rolls, custody: bool, calendar: &Calendar, held: Truth) -> Rolled {
    let stays = |why: String| Rolled {
        last: plain,
        remind: plain,
        why,
        unchecked: false,
    };
    if custody {
        return stays("羁押期限至期满之日为止，不因节假日延长。".into());
    }
    if rolls == Rolls::Never {
        return stays("不因节假日顺延。".into());
    }
    let moved = |day: NaiveDate| calendar.roll(day);
    let (low, high) = (moved(plain.low), moved(plain.high));
    if low == Roll::NoCalendar || high == Roll::NoCalendar {
        return Rolled {
            unchecked: true,
            ..stays("无日历：期满日涉及的年份没有节假日数据，未作顺延，请人工核对。".into())
        };
    }
    let to = |day: NaiveDate, roll: &Roll| match roll {
        Roll::Moves(to) => *to,
        _ => day,
    };
    let later = When {
        low: to(plain.low, &low),
        high: to(plain.high, &high),
    };
    if later == plain {
        let swapped = plain.exact() && matches!(calendar.kind(plain.low), DayKind::Swapped(_));
        return stays(if swapped {
            "期满日是调休上班日，按工作日，不顺延。".into()
        } else {
            "期满日不是节假日，不涉及顺延。".into()
        });
    }
    let off = off(calendar, plain);
    match (held, rolls) {
        (Truth::True, Rolls::Appeal) => Rolled {
            last: later,
            remind: plain,
            why: format!(
                "期满日{off}，在押：提醒按不顺延的{}；是否逾期按顺延后的{}判断，做法不一。",
                day(plain),
                day(later)
            ),
            unchecked: false,
        },
        (Truth::True, _) => stays(format!("期满日{off}，但期满日在押，不因节假日延长。")),
        (Truth::False, _) => Rolled {
            last: later,
            remind: later,
            why: format!("未在押，期满日{off}，顺延至节假日后第一日{}。", day(later)),
            unchecked: false,
        },
        (Truth::Unknown, _) => Rolled {
            last: When {
                low: plain.low,
                high: later.high,
            },
            remind: plain,
            why: format!(
                "期满日{off}；该日是否在押待查明：在押不顺延，未在押顺延至{}。",
                day(later)
            ),
            unchecked: false,
        },
    }
}

fn off(calendar: &Calendar, plain: When) -> String {
    if !plain.exact() {
        return "可能是节假日".into();
    }
    match calendar.kind(plain.low) {
        DayKind::Holiday(name) => format!("在{name}假期"),
        _ => "是周末".into(),
    }
}
