//! The law of time limits as it is written in `rules/procedure/`.

mod terms;
mod written;

use chrono::NaiveDate;
use serde::Deserialize;

pub use terms::{Count, Ground, Measure, Mode, Phase, Remind, Rolls, Shape, Span, Sureness, Under};
pub(crate) use written::ProcedureFile;

/// One rule of counting, P-01 to P-09.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountingRule {
    /// P-04a.
    pub id: String,
    /// In our own words.
    pub text: String,
    /// Provisions.
    pub cite: Vec<String>,
    /// How sure.
    pub confidence: Sureness,
    /// On what it rests.
    pub basis: Ground,
    /// What is open about it.
    #[serde(default)]
    pub note: String,
}

/// A kind of event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventKind {
    /// Identifier, as in the table of events.
    pub id: String,
    /// As lawyers say it.
    pub name: String,
    /// The document that shows it.
    pub document: String,
    /// In which stages it can happen.
    pub stages: Vec<Phase>,
    /// The stage it leads to.
    pub to: Option<Phase>,
    /// What it does to the person.
    pub measure: Option<Measure>,
    /// Whether the day of service counts, not the day of decision.
    pub uses_served: bool,
    /// months, days or nothing: what the row may state.
    pub grant: String,
    /// The restraint there must be.
    pub needs: Option<Measure>,
    /// The event that must have come before.
    pub after: String,
    /// How often at most in one case.
    pub times: Option<u32>,
    /// Provisions for that.
    pub limit_cite: Vec<String>,
}

/// One D-item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// D-09.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who has to act.
    pub who: String,
    /// In which stages it matters.
    pub stages: Vec<Phase>,
    /// Provisions.
    pub cite: Vec<String>,
    /// How sure.
    pub confidence: Sureness,
    /// On what it rests.
    pub basis: Ground,
    /// The whole rule in our own words.
    pub digest: String,
    /// What is open about it.
    pub note: String,
    /// When it is worth a reminder though nothing is counted.
    pub remind: Option<Remind>,
    /// Its periods.
    pub periods: Vec<PeriodRule>,
}

/// One period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodRule {
    /// Identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who has to act.
    pub who: String,
    /// Provisions.
    pub cite: Vec<String>,
    /// How long.
    pub span: Span,
    /// What it is to the person.
    pub shape: Shape,
    /// Whether it rolls over holidays.
    pub rolls: Rolls,
    /// How it is counted.
    pub count: Count,
    /// The only stage it can begin in.
    pub stage: Option<Phase>,
    /// Under what restraint it begins.
    pub when: Under,
    /// Events it runs from.
    pub start: Vec<String>,
    /// Events that fulfil it.
    pub ends: Vec<String>,
    /// Events that stop it without fulfilling it.
    pub stops: Vec<String>,
    /// Events from which it runs anew.
    pub restart: Vec<String>,
    /// Events that turn it into another period.
    pub convert: Vec<Convert>,
    /// Time that does not count.
    pub exclude: Vec<Excluded>,
    /// It ends with custody.
    pub held_only: bool,
    /// It runs anew with each body, and adds up within one.
    pub per_organ: bool,
    /// Several can run at once.
    pub many: bool,
    /// The event itself says how many months.
    pub granted: bool,
    /// At most that many months, where the event says how many.
    pub at_most_months: Option<u32>,
    /// Extensions, in order.
    pub steps: Vec<Extension>,
}

/// An event that turns one period into another.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Convert {
    /// The event.
    pub event: String,
    /// The other period.
    pub to: String,
    /// Counted from `start` or from `event`.
    pub from: String,
}

/// Time that does not count.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excluded {
    /// Event it begins with.
    pub from: String,
    /// Event it ends with.
    pub to: String,
    /// At most that many months do not count.
    #[serde(default)]
    pub at_most_months: Option<u32>,
}

/// One extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// Identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How long.
    pub span: Span,
    /// Added, or counted from the beginning.
    pub mode: Mode,
    /// The event that grants it; empty where none does.
    pub event: String,
    /// It needs no grant.
    pub always: bool,
    /// On what condition.
    pub when: String,
    /// It has to be applied for that many days before the end.
    pub ask_before: u32,
    /// Provisions.
    pub cite: Vec<String>,
}

/// What can be applied for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// Identifier.
    pub id: String,
    /// In words.
    pub text: String,
    /// Provisions.
    pub cite: Vec<String>,
    /// Only in these stages; empty means any.
    #[serde(default)]
    pub stages: Vec<Phase>,
    /// Only under these restraints; empty means any.
    #[serde(default)]
    pub measures: Vec<Measure>,
    /// Only in custody.
    #[serde(default)]
    pub held: bool,
    /// Only when a period of custody has run out.
    #[serde(default)]
    pub overrun: bool,
}

/// One statement of the law of time limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// In force from.
    pub from: NaiveDate,
    /// The instruments, in words.
    pub law: String,
    /// What is open about it.
    pub note: String,
    /// P-01 to P-09.
    pub rules: Vec<CountingRule>,
    /// Kinds of events.
    pub events: Vec<EventKind>,
    /// D-01 to D-43.
    pub items: Vec<Item>,
    /// What can be applied for.
    pub remedies: Vec<Remedy>,
}

impl Procedure {
    /// The kind of event of that identifier.
    pub fn event(&self, id: &str) -> Option<&EventKind> {
        self.events.iter().find(|event| event.id == id)
    }

    /// The rule of counting of that identifier.
    pub fn rule(&self, id: &str) -> Option<&CountingRule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The period of that identifier and the item it belongs to.
    pub fn period(&self, id: &str) -> Option<(&Item, &PeriodRule)> {
        self.items
            .iter()
            .find_map(|item| Some((item, item.periods.iter().find(|period| period.id == id)?)))
    }
}
