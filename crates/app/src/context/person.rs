//! The accused as a person: who they are, where they are held, what speaks for release; and the course of measures.

use super::elements::join_sources;
use super::sayer::Sayer;
use crate::answer::{shape, words};
use crate::deadlines::{day_words, events_of};
use crate::questions::holder;
use crate::wire::SourceView;
use case::{Answer, Path, Person, Position, Side};
use chrono::NaiveDate;
use law::Value;
use law::deadline::{Calendar, timeline};
use serde::Serialize;

/// A fact to be said in a paper, with what proves it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PaperNote {
    /// In words; empty when nobody said it.
    pub text: String,
    /// It is answered 是.
    pub yes: bool,
    /// It is answered 否.
    pub no: bool,
    /// Pages and other evidence, joined; what only the client says is none.
    pub sources: String,
}

/// Something that happened in the procedure.
#[derive(Debug, Clone, Serialize)]
pub struct PaperEvent {
    /// 2026年3月5日, or 日期不详.
    pub day: String,
    /// What happened.
    pub name: String,
    /// The document and its number.
    pub document: String,
    /// It concerns liberty: 拘留, 逮捕, 取保候审 …
    pub measure: bool,
    /// Pages, joined.
    pub sources: String,
}

/// The accused.
#[derive(Debug, Clone, Serialize)]
pub struct PaperPerson {
    /// A natural person.
    pub natural: bool,
    /// Under eighteen on the day of the paper, as far as the day of birth is known.
    pub minor_now: bool,
    /// 男 or 女.
    pub sex: PaperNote,
    /// 1990年5月2日.
    pub born: PaperNote,
    /// Number of the identity document, or empty.
    pub id_number: String,
    /// Post or part.
    pub role: String,
    /// Any event of procedure is recorded.
    pub known: bool,
    /// In custody now.
    pub held: bool,
    /// In custody under an arrest.
    pub arrested: bool,
    /// 羁押, 取保候审, 监视居住, or empty.
    pub measure: String,
    /// Days in custody so far: 27日, or 27至28日, or empty.
    pub days: String,
    /// Since when: 2026年3月5日, or empty.
    pub since: String,
    /// Everything that happened, in order.
    pub events: Vec<PaperEvent>,
    /// 看守所.
    pub place: PaperNote,
    /// Fixed home.
    pub home: PaperNote,
    /// Work.
    pub work: PaperNote,
    /// Family.
    pub family: PaperNote,
    /// Seriously ill and unable to care for themselves.
    pub ill: PaperNote,
    /// In detail.
    pub health: PaperNote,
    /// Pregnant.
    pub pregnant: PaperNote,
    /// Nursing.
    pub nursing: PaperNote,
    /// Statements are stable.
    pub stable: PaperNote,
    /// The rules of bail were kept.
    pub complied: PaperNote,
    /// The facts are settled and the evidence is fixed.
    pub settled: PaperNote,
    /// Period of custody is over.
    pub overdue: PaperNote,
    /// The facts charged are admitted.
    pub admits: PaperNote,
    /// Punishment is accepted.
    pub accepts: PaperNote,
    /// A plea statement was signed.
    pub signed: PaperNote,
    /// Counsel was present.
    pub present: PaperNote,
    /// Free and informed.
    pub voluntary: PaperNote,
    /// Rights told, views heard.
    pub told: PaperNote,
    /// What the prosecution proposed.
    pub proposed: PaperNote,
    /// What the defence proposes.
    pub proposal: PaperNote,
    /// No record: every penalty is listed and there is none.
    pub clean: PaperNote,
    /// guarantor, deposit, or empty.
    pub guarantee: String,
    /// Guarantor.
    pub guarantor: PaperNote,
    /// That they are fit.
    pub guarantor_fit: PaperNote,
    /// Deposit.
    pub deposit: PaperNote,
    /// The first judgment.
    pub judgment: PaperNote,
    /// Its errors.
    pub errors: PaperNote,
    /// Something in favour of release is known: home, work, family.
    pub rooted: bool,
}

impl Sayer<'_> {
    /// The accused as a person on a day.
    pub(super) fn person(&self, calendar: &Calendar, today: NaiveDate) -> PaperPerson {
        let party = self.record.party(self.actor);
        let events = events_of(self.record, self.actor);
        let line = self
            .book
            .procedure(today)
            .map(|procedure| timeline(procedure, calendar, &events, today));
        let held = line.as_ref().is_some_and(|line| line.custody.held);
        let placed = line.as_ref().map(|line| line.events.as_slice()).unwrap_or_default();
        let last = |kinds: &[&str]| {
            placed
                .iter()
                .rposition(|event| event.kind.is_some_and(|kind| kinds.contains(&kind.id.as_str())))
        };
        let note = |fact: &str| self.note(fact);
        let (home, work, family) = (note("fixed_home"), note("steady_work"), note("family_ties"));
        let known = !placed.is_empty();
        let said = note("in_custody_now");
        let entered = self
            .record
            .items_of::<Person>()
            .find(|(_, person)| person.party == self.actor);
        PaperPerson {
            natural: party.is_none_or(|party| party.kind == case::PartyKind::Person),
            minor_now: self.minor_on(today),
            sex: note("sex"),
            born: note("birth_date"),
            id_number: entered
                .and_then(|(_, person)| person.ids.first().cloned())
                .unwrap_or_default(),
            role: party.map(|party| party.role.clone()).unwrap_or_default(),
            known: known || said.yes || said.no,
            held: if known { held } else { said.yes },
            arrested: held && last(&["arrested", "arrest_approved"]) > last(&["released", "bailed", "arrest_refused"]),
            measure: line.as_ref().map_or_else(String::new, |line| match line.measure {
                law::deadline::Measure::Free => String::new(),
                _ if line.custody.held => "羁押".into(),
                measure => measure.name().into(),
            }),
            days: line.as_ref().map_or_else(String::new, |line| match line.custody.total {
                (0, 0) => String::new(),
                (low, high) if low == high => format!("{low}日"),
                (low, high) => format!("{low}至{high}日"),
            }),
            since: line
                .as_ref()
                .and_then(|line| line.custody.since)
                .filter(|_| held)
                .map(day_words)
                .unwrap_or_default(),
            events: placed
                .iter()
                .filter(|event| !event.planned)
                .map(|event| PaperEvent {
                    day: event.when.map_or_else(|| "日期不详".into(), day_words),
                    name: plain_event(&event.name),
                    document: event.document.clone(),
                    measure: event.kind.is_some_and(|kind| MEASURES.contains(&kind.id.as_str())),
                    sources: self.row_sources("events", &event.event),
                })
                .collect(),
            place: note("custody_place"),
            rooted: [&home, &work, &family].iter().any(|note| !note.text.is_empty()),
            home,
            work,
            family,
            ill: note("serious_illness"),
            health: note("health_details"),
            pregnant: note("pregnant"),
            nursing: note("nursing"),
            stable: note("statements_stable"),
            complied: note("complied_with_measures"),
            settled: note("evidence_settled"),
            overdue: note("custody_period_over"),
            admits: note("admits_charged_facts"),
            accepts: note("accepts_punishment"),
            signed: note("plea_signed"),
            present: note("plea_counsel_present"),
            voluntary: note("plea_voluntary"),
            told: note("plea_rights_told"),
            proposed: note("proposed_sentence"),
            proposal: note("defence_proposal"),
            clean: self.clean(),
            guarantee: match note("guarantee_kind").text.as_str() {
                "保证人" => "guarantor",
                "保证金" => "deposit",
                _ => "",
            }
            .into(),
            guarantor: note("guarantor"),
            guarantor_fit: note("guarantor_fit"),
            deposit: note("deposit_offered"),
            judgment: note("appealed_judgment"),
            errors: note("judgment_errors"),
        }
    }

    /// What is found proved, else what we say, else what the prosecution says, with the evidence of whoever says it.
    pub(super) fn note(&self, fact: &str) -> PaperNote {
        let path = Path::Fact(fact.into());
        let owner = holder(self.book, &path, self.actor);
        let Some(entry) = self.record.entry(owner, &path) else {
            return PaperNote::default();
        };
        let known = |side: Side| {
            entry
                .side(side)
                .filter(|own| self.counts(own) && own.answer.value().is_some())
        };
        let Some(position) = [Side::Finding, Side::Ours, Side::Alleged].into_iter().find_map(known) else {
            return PaperNote::default();
        };
        let Ok(shape) = shape(self.book, &path) else {
            return PaperNote::default();
        };
        let value = match &position.answer {
            Answer::Known { value, .. } => Some(value),
            Answer::Unclear { .. } => None,
        };
        PaperNote {
            text: words(self.record, owner, &shape, &position.answer)
                .trim_end_matches('。')
                .into(),
            yes: value == Some(&Value::Bool(true)),
            no: value == Some(&Value::Bool(false)),
            sources: shown(std::iter::once(position)),
        }
    }

    /// No penalty is on record: somebody says all are listed, and none is.
    fn clean(&self) -> PaperNote {
        const TABLE: &str = "prior_penalties";
        let complete = Path::Complete(TABLE.into());
        let entry = self.record.entry(Some(self.actor), &complete);
        let position = entry.and_then(|entry| {
            let known = |side: Side| entry.side(side).filter(|own| self.counts(own));
            [Side::Finding, Side::Ours, Side::Alleged].into_iter().find_map(known)
        });
        match position {
            Some(own)
                if own.answer.value() == Some(&Value::Bool(true))
                    && self.record.rows(Some(self.actor), TABLE).is_empty() =>
            {
                PaperNote {
                    text: "没有犯罪记录和行政处罚记录".into(),
                    yes: true,
                    no: false,
                    sources: shown(std::iter::once(own)),
                }
            }
            _ => PaperNote::default(),
        }
    }

    fn minor_on(&self, today: NaiveDate) -> bool {
        let born = [case::Stance::Proved, case::Stance::Alleged, case::Stance::Ours]
            .into_iter()
            .find_map(|stance| {
                let facts = case::project(self.record, self.actor, stance, self.scope);
                facts.facts.get("birth_date")?.interval()?.low
            });
        let born = born.and_then(law::from_day_number);
        born.is_some_and(|born| {
            born.checked_add_months(chrono::Months::new(18 * 12))
                .is_some_and(|grown| grown >= today)
        })
    }

    /// Pages behind a row.
    pub(super) fn row_sources(&self, table: &str, row: &str) -> String {
        let of = self.record.entries.iter().filter(|(key, _)| {
            key.actor.as_deref().is_none_or(|own| own == self.actor)
                && key.path.table() == Some(table)
                && key.path.row() == Some(row)
        });
        self.sources(of.map(|(_, entry)| entry))
    }
}

/// Events that concern liberty.
const MEASURES: [&str; 12] = [
    "summoned",
    "detained",
    "detention_extended",
    "detention_thirty",
    "arrest_approved",
    "arrest_refused",
    "arrested",
    "released",
    "bailed",
    "designated_residence",
    "home_residence",
    "change_requested",
];

/// `提请批准逮捕（检察院收到）` → `提请批准逮捕`: what our own form adds in brackets is for whoever fills it in.
fn plain_event(name: &str) -> String {
    name.split('（').next().unwrap_or(name).trim().into()
}

/// Evidence to be named in a paper: what only the client says is none.
pub(super) fn shown<'p>(positions: impl Iterator<Item = &'p Position>) -> String {
    let mut found: Vec<SourceView> = Vec::new();
    for source in positions.flat_map(|position| &position.sources).map(SourceView::from) {
        if matches!(source.kind.as_str(), "page" | "other") && found.iter().all(|known| known.text != source.text) {
            found.push(source);
        }
    }
    join_sources(&found)
}
