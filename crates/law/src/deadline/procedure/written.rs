//! The same, exactly as written in TOML.

use super::{
    Convert, Count, CountingRule, EventKind, Excluded, Extension, Ground, Item, Measure, Mode, PeriodRule, Phase,
    Procedure, Remedy, Remind, Rolls, Shape, Span, Sureness, Under,
};
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProcedureFile {
    law: String,
    #[serde(default)]
    note: String,
    #[serde(rename = "rule", default)]
    rules: Vec<CountingRule>,
    #[serde(rename = "event", default)]
    events: Vec<EventFile>,
    #[serde(rename = "item", default)]
    items: Vec<ItemFile>,
    #[serde(rename = "remedy", default)]
    remedies: Vec<Remedy>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventFile {
    id: String,
    name: String,
    #[serde(default)]
    document: String,
    stages: Vec<Phase>,
    to: Option<Phase>,
    measure: Option<Measure>,
    #[serde(default)]
    uses: Uses,
    #[serde(default)]
    grant: String,
    needs: Option<Measure>,
    #[serde(default)]
    after: String,
    times: Option<u32>,
    #[serde(default)]
    limit_cite: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Uses {
    #[default]
    Date,
    Served,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemFile {
    id: String,
    name: String,
    who: String,
    stages: Vec<Phase>,
    cite: Vec<String>,
    confidence: Sureness,
    #[serde(default)]
    basis: Ground,
    digest: String,
    #[serde(default)]
    note: String,
    remind: Option<Remind>,
    #[serde(rename = "period", default)]
    periods: Vec<PeriodFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodFile {
    id: String,
    name: String,
    who: Option<String>,
    cite: Option<Vec<String>>,
    #[serde(default)]
    months: u32,
    #[serde(default)]
    days: u32,
    #[serde(default)]
    hours: u32,
    at_most_months: Option<u32>,
    shape: Shape,
    rolls: Rolls,
    #[serde(default)]
    count: Count,
    stage: Option<Phase>,
    #[serde(default)]
    when: Under,
    #[serde(default)]
    start: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
    #[serde(default)]
    stops: Vec<String>,
    #[serde(default)]
    restart: Vec<String>,
    #[serde(default)]
    convert: Vec<Convert>,
    #[serde(default)]
    exclude: Vec<Excluded>,
    #[serde(default)]
    held_only: bool,
    #[serde(default)]
    per_organ: bool,
    #[serde(default)]
    many: bool,
    #[serde(default)]
    granted: bool,
    #[serde(rename = "step", default)]
    steps: Vec<StepFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepFile {
    id: String,
    name: String,
    #[serde(default)]
    months: u32,
    #[serde(default)]
    days: u32,
    #[serde(default)]
    hours: u32,
    mode: Mode,
    #[serde(default)]
    event: String,
    #[serde(default)]
    always: bool,
    #[serde(default)]
    when: String,
    #[serde(default)]
    ask_before: u32,
    cite: Option<Vec<String>>,
}

impl ProcedureFile {
    pub(crate) fn into_procedure(self, from: NaiveDate) -> Procedure {
        Procedure {
            from,
            law: self.law,
            note: self.note,
            rules: self.rules,
            events: self.events.into_iter().map(event).collect(),
            items: self.items.into_iter().map(item).collect(),
            remedies: self.remedies,
        }
    }
}

fn event(file: EventFile) -> EventKind {
    EventKind {
        id: file.id,
        name: file.name,
        document: file.document,
        stages: file.stages,
        to: file.to,
        measure: file.measure,
        uses_served: file.uses == Uses::Served,
        grant: file.grant,
        needs: file.needs,
        after: file.after,
        times: file.times,
        limit_cite: file.limit_cite,
    }
}

fn item(file: ItemFile) -> Item {
    let (who, cite) = (file.who.clone(), file.cite.clone());
    Item {
        id: file.id,
        name: file.name,
        who: file.who,
        stages: file.stages,
        cite: file.cite,
        confidence: file.confidence,
        basis: file.basis,
        digest: file.digest,
        note: file.note,
        remind: file.remind,
        periods: file.periods.into_iter().map(|own| period(own, &who, &cite)).collect(),
    }
}

/// What a period does not say of itself its item says for it.
fn period(file: PeriodFile, who: &str, cite: &[String]) -> PeriodRule {
    let cite = file.cite.unwrap_or_else(|| cite.to_vec());
    let steps = file.steps.into_iter().map(|own| step(own, &cite)).collect();
    PeriodRule {
        id: file.id,
        name: file.name,
        who: file.who.unwrap_or_else(|| who.to_string()),
        span: Span {
            months: file.months,
            days: file.days,
            hours: file.hours,
        },
        shape: file.shape,
        rolls: file.rolls,
        count: file.count,
        stage: file.stage,
        when: file.when,
        start: file.start,
        ends: file.ends,
        stops: file.stops,
        restart: file.restart,
        convert: file.convert,
        exclude: file.exclude,
        held_only: file.held_only,
        per_organ: file.per_organ,
        many: file.many,
        granted: file.granted,
        at_most_months: file.at_most_months,
        steps,
        cite,
    }
}

fn step(file: StepFile, cite: &[String]) -> Extension {
    Extension {
        id: file.id,
        name: file.name,
        span: Span {
            months: file.months,
            days: file.days,
            hours: file.hours,
        },
        mode: file.mode,
        event: file.event,
        always: file.always,
        when: file.when,
        ask_before: file.ask_before,
        cite: file.cite.unwrap_or_else(|| cite.to_vec()),
    }
}
