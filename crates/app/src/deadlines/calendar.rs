//! Calendars of years the program was not built with.

use crate::failure::{Code, Failure};
use crate::session::{App, Now};
use crate::wire::wire;
use law::deadline::{Calendar, read_year};

wire! {
    /// A year there is a calendar for.
    pub struct CalendarYear {
        /// 2026.
        pub year: i32,
        /// The announcement.
        pub basis: String,
        /// 放假 and 调休 in words.
        pub days: String,
    }

    /// Adds the calendar of a year for the whole office, or replaces it.
    pub struct AddCalendar {
        /// TOML, as `rules/calendar/2026.toml`.
        pub text: String,
    }
}

/// Keys of office settings.
const KEY: &str = "calendar/";

impl App {
    /// The calendars built in, with those of the office.
    pub(crate) fn calendar(&mut self) -> Result<Calendar, Failure> {
        let mut calendar = crate::rules::book().calendar.clone();
        for (key, text) in self.vault()?.office_settings(KEY)? {
            // What was stored was read once; an older program may still not know it.
            if let Ok(year) = read_year(&key, &text) {
                calendar.add(year);
            }
        }
        Ok(calendar)
    }
}

/// The years there are, oldest first.
pub(super) fn years(calendar: &Calendar) -> Vec<CalendarYear> {
    let festival = |own: &law::deadline::Festival| {
        let off = if own.from == own.to {
            super::view::short(own.from)
        } else {
            format!("{}至{}", super::view::short(own.from), super::view::short(own.to))
        };
        let work: Vec<String> = own.work.iter().map(|day| super::view::short(*day)).collect();
        let work = if work.is_empty() {
            String::new()
        } else {
            format!("（{}上班）", work.join("、"))
        };
        format!("{}{off}{work}", own.name)
    };
    calendar
        .years()
        .map(|year| CalendarYear {
            year: year.year,
            basis: year.basis.clone(),
            days: year.festivals.iter().map(festival).collect::<Vec<_>>().join("；"),
        })
        .collect()
}

/// Reads the calendar of a year and keeps it for the whole office.
pub(crate) fn add_calendar(app: &mut App, request: AddCalendar, _: Now) -> Result<CalendarYear, Failure> {
    if request.text.len() > 64 << 10 {
        return Err(Failure::invalid("日历文件过大，请确认选对了文件。"));
    }
    let year = read_year("日历", &request.text).map_err(|faults| {
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Failure::new(
            Code::Invalid,
            format!("日历有{}处需要改正：\n{}", faults.len(), said.join("\n")),
            "写法：year、basis、confidence = \"high\"，每个节日一段 [[festival]]，写 name、from、to 和 work（调休上班日）。",
        )
    })?;
    app.vault()?
        .set_office_setting(&format!("{KEY}{}", year.year), &request.text)?;
    let mut own = Calendar::default();
    own.add(year);
    years(&own).pop().ok_or_else(|| Failure::not_found("这一年的日历"))
}
