//! Dates that bind: periods of criminal procedure, the custody clock, and the limitation of prosecution.
//!
//! ```text
//! rules/procedure/*.toml ─▶ Procedure (events, periods, counting rules) ─┐
//! rules/calendar/*.toml  ─▶ Calendar (holidays, swapped workdays)        ├─timeline─▶ Timeline: stage, custody, periods
//! events of one accused, each with its date as it is known ──────────────┘            with their arithmetic in words
//! ```
//!
//! Every number of days or months stands in the data; here is only how they are counted. What is not known gives both
//! branches, a date known only roughly gives two ends, and a year without a calendar is said to have none.

mod calendar;
mod check;
mod clock;
mod days;
mod event;
mod limitation;
mod period;
mod procedure;
mod run;
mod words;

pub use calendar::{Calendar, DayKind, Festival, Roll, Year, read_year};
pub(crate) use check::check;
pub use clock::{Custody, Placed, Problem, ProblemKind, Term, Timeline, timeline};
pub use days::{When, add_days, add_months, add_years, term_end};
pub use event::Event;
pub use limitation::{Charge, Limit, LimitState, Limitation, limitation, limitation_years};
pub use period::{Close, End, How, Period, PeriodState};
pub(crate) use procedure::ProcedureFile;
pub use procedure::{
    Convert, Count, CountingRule, EventKind, Excluded, Extension, Ground, Item, Measure, Mode, PeriodRule, Phase,
    Procedure, Remedy, Remind, Rolls, Shape, Span, Sureness, Under,
};
