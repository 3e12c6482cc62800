//! All cases by day: what ends when, what is to be done, and who may have been forgotten. Opens no case file.

mod feed;
mod mask;
mod neglect;
mod rows;
mod week;

use crate::deadlines::Warn;
use crate::failure::{Code, Failure};
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{CiteChip, chips, wire};
use chrono::{Datelike, Days, NaiveDate};

#[cfg(feature = "typescript")]
pub(crate) use feed::CalendarFeed;
pub(crate) use feed::feed;
pub(crate) use mask::{docket_tail, masked};
use neglect::neglected;
pub(crate) use neglect::{Neglected, forgotten, last_act};
use rows::{Kind, Listing, Row};
#[cfg(feature = "typescript")]
pub(crate) use week::WeekRequest;
pub(crate) use week::week;

wire! {
    /// Asks for all dates of all cases.
    pub struct CalendarRequest {
        /// Only cases I defend in, and tasks given to me.
        pub mine: bool,
        /// Only cases with somebody in custody.
        pub held: bool,
        /// custody, limit or task; empty for all.
        #[cfg_attr(feature = "typescript", ts(type = "\"\" | \"custody\" | \"limit\" | \"task\""))]
        pub kind: String,
        /// Everything later too, however much it is.
        pub all: bool,
    }

    /// One date of one case.
    pub struct CalendarRow {
        /// Unlike every other row.
        pub id: String,
        /// Case id.
        pub case: String,
        /// Name of the case.
        pub case_name: String,
        /// Party id.
        pub actor: String,
        /// The party's name, where we defend several.
        pub party: String,
        /// custody, limit or task.
        #[cfg_attr(feature = "typescript", ts(type = "\"custody\" | \"limit\" | \"task\""))]
        pub kind: String,
        /// 羁押期限, 办案期限, 会见提纲 …
        pub kind_name: String,
        /// What ends, or what is to be done.
        pub name: String,
        /// Rule and event of a limit, or the number of a task.
        pub key: String,
        /// Days from today; negative when past.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub days: i64,
        /// 最后可提交的工作日 in short, or empty.
        pub file_by: String,
        /// 无日历.
        pub unchecked: bool,
        /// How urgent it is.
        pub warn: Warn,
        /// Marked as met and not signed, or its last day has moved; or empty.
        #[cfg_attr(feature = "typescript", ts(type = "\"\" | \"done\" | \"moved\""))]
        pub met: String,
        /// Past on what is known; a condition nobody has shown would extend it.
        pub doubt: bool,
        /// Somebody of the case is in custody.
        pub held: bool,
        /// Who does it, or empty.
        pub who: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// One day.
    pub struct CalendarDay {
        /// As a date; empty for tasks without one.
        pub date: String,
        /// In words.
        pub name: String,
        /// 节假日 or 周末, or empty.
        pub off: String,
        /// What falls on it.
        pub rows: Vec<CalendarRow>,
    }

    /// A stretch of days.
    pub struct CalendarPart {
        /// overdue, today, week, fortnight, later or undated.
        #[cfg_attr(feature = "typescript", ts(type = "\"overdue\" | \"today\" | \"week\" | \"fortnight\" | \"later\" | \"undated\""))]
        pub id: String,
        /// In words.
        pub name: String,
        /// How much falls into it.
        pub count: u32,
        /// Its days.
        pub days: Vec<CalendarDay>,
        /// So much of it is not sent unless asked for.
        pub left_out: u32,
    }

    /// All dates of all cases.
    pub struct CalendarView {
        /// Today in words.
        pub today: String,
        /// Cases looked at.
        pub cases: u32,
        /// By stretch of days; empty stretches are left out.
        pub parts: Vec<CalendarPart>,
        /// In custody and no lawyer's action for long.
        pub neglected: Vec<Neglected>,
        /// For how long.
        pub neglect_days: u32,
        /// This user may export with real names.
        pub can_name: bool,
    }
}

/// Rows of the far future that are sent without being asked for.
const LATER: usize = 200;

const PARTS: [(&str, &str); 6] = [
    ("overdue", "已过"),
    ("today", "今天"),
    ("week", "本周"),
    ("fortnight", "以后两周"),
    ("later", "更晚"),
    ("undated", "没有定日期的待办"),
];

/// Sunday of the week of a day.
fn sunday(day: NaiveDate) -> NaiveDate {
    let more = 6 - u64::from(day.weekday().num_days_from_monday());
    day.checked_add_days(Days::new(more)).unwrap_or(day)
}

/// Into which stretch a day falls.
fn part_of(day: Option<NaiveDate>, today: NaiveDate) -> &'static str {
    let end = sunday(today);
    let two = end.checked_add_days(Days::new(14)).unwrap_or(end);
    match day {
        None => "undated",
        Some(day) if day < today => "overdue",
        Some(day) if day == today => "today",
        Some(day) if day <= end => "week",
        Some(day) if day <= two => "fortnight",
        Some(_) => "later",
    }
}

/// All dates of all cases, from the register alone.
pub(crate) fn calendar(app: &mut App, request: CalendarRequest, now: Now) -> Result<CalendarView, Failure> {
    let today = now.date_naive();
    let holidays = app.calendar()?;
    let listing = Listing::of(app, now)?;
    let wanted = |row: &&Row| {
        (!request.mine || row.mine)
            && (!request.held || row.held)
            && (request.kind.is_empty() || row.kind.id() == request.kind)
    };
    let rows: Vec<&Row> = listing.rows.iter().filter(wanted).collect();
    let part = |(id, name): (&str, &str)| {
        let mut own: Vec<&Row> = rows
            .iter()
            .copied()
            .filter(|row| part_of(row.day, today) == id)
            .collect();
        own.sort_by(|a, b| a.order().cmp(&b.order()));
        if id == "overdue" {
            // What has just passed can still be mended: it stands first.
            own.sort_by_key(|row| std::cmp::Reverse(row.day));
        }
        let count = own.len();
        if id == "later" && !request.all {
            own.truncate(LATER);
        }
        CalendarPart {
            id: id.into(),
            name: name.into(),
            count: u32::try_from(count).unwrap_or(u32::MAX),
            left_out: u32::try_from(count - own.len()).unwrap_or(u32::MAX),
            days: days(&own, &holidays, today),
        }
    };
    let parts = PARTS.into_iter().map(part).filter(|part| part.count > 0).collect();
    Ok(CalendarView {
        today: law::say_date(today),
        cases: u32::try_from(listing.cases.len()).unwrap_or(u32::MAX),
        parts,
        neglected: neglected(&listing, now),
        neglect_days: listing.leads.neglect,
        can_name: app.is_lawyer(),
    })
}

fn days(rows: &[&Row], holidays: &law::deadline::Calendar, today: NaiveDate) -> Vec<CalendarDay> {
    let mut days: Vec<CalendarDay> = Vec::new();
    for row in rows {
        let date = row.day.map(|day| day.to_string()).unwrap_or_default();
        if days.last().is_none_or(|last| last.date != date) {
            days.push(CalendarDay {
                name: row.day.map(law::say_date).unwrap_or_default(),
                off: row.day.map(|day| off(holidays, day)).unwrap_or_default(),
                date,
                rows: Vec::new(),
            });
        }
        if let Some(day) = days.last_mut() {
            day.rows.push(row_view(row, today));
        }
    }
    days
}

/// Why nothing can be handed in on a day; empty on a workday and where nothing is known.
fn off(holidays: &law::deadline::Calendar, day: NaiveDate) -> String {
    use law::deadline::DayKind;
    match holidays.kind(day) {
        DayKind::Holiday(name) => format!("{name}放假"),
        DayKind::Weekend => "周末".into(),
        DayKind::NoCalendar => "无日历".into(),
        DayKind::Swapped(_) | DayKind::Workday => String::new(),
    }
}

fn row_view(row: &Row, today: NaiveDate) -> CalendarRow {
    CalendarRow {
        id: format!("{}/{}/{}", row.case, row.actor, row.key),
        case: row.case.clone(),
        case_name: row.name.clone(),
        actor: row.actor.clone(),
        party: row.party.clone(),
        kind: row.kind.id().into(),
        kind_name: row.kind_name.clone(),
        name: row.what.clone(),
        key: row.key.clone(),
        days: row.day.map_or(0, |day| (day - today).num_days()),
        file_by: row.file_by.map(crate::deadlines::short).unwrap_or_default(),
        unchecked: row.unchecked || (row.kind != Kind::Task && row.file_by.is_none()),
        warn: row.warn,
        met: row.met.clone(),
        doubt: row.doubt,
        held: row.held,
        who: row.who.clone(),
        cites: chips(book(), &row.cites),
    }
}

/// Real names leave the house only when a lawyer says so.
fn may_name(app: &App, names: bool) -> Result<(), Failure> {
    if names && !app.is_lawyer() {
        return Err(Failure::new(
            Code::Forbidden,
            "带真实姓名的导出只能由律师进行。",
            "请不勾选“使用真实姓名”，改用代称导出；或者请律师导出。",
        ));
    }
    Ok(())
}
