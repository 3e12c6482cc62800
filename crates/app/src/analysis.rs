//! Assessments of one accused, and the words for how they came out.

use crate::failure::Failure;
use crate::wire::Verdict;
use case::{Record, Scope, Stance, project};
use chrono::NaiveDate;
use law::{
    Book, Candidate, FactSet, Interval, Mark, Opening, RuleSet, Step, Truth, Value, assess, candidates, openings,
};
use std::cell::OnceCell;

/// The facts of one accused from every stance, ready to be assessed.
pub(crate) struct Facts<'b> {
    sets: [FactSet; 3],
    /// With how every offence came out; made when a defence or an exit first asks.
    answered: [OnceCell<FactSet>; 3],
    /// The same with how the defences and the circumstances of sentencing came out; made when an exit first asks.
    whole: [OnceCell<FactSet>; 3],
    book: &'b Book,
    stage: case::Stage,
    /// Each offence in the version looked at.
    offences: Vec<&'b RuleSet>,
    /// The other versions of the other offences that can apply to the act as well.
    rivals: Vec<&'b RuleSet>,
}

impl<'b> Facts<'b> {
    /// `rules` is the version of the charge looked at; of every other offence the newest that can apply is taken.
    pub(crate) fn of(
        book: &'b Book,
        record: &Record,
        actor: &str,
        scope: Scope,
        rules: &'b RuleSet,
        today: NaiveDate,
    ) -> Facts<'b> {
        let (act, seen) = (act_span(record, actor), decided(record, actor).unwrap_or(today));
        let mut ids: Vec<&str> = book.offences.iter().map(|offence| offence.id.as_str()).collect();
        ids.dedup();
        let (mut others, mut rivals) = (Vec::new(), Vec::new());
        for id in ids.into_iter().filter(|id| *id != rules.id) {
            let mut versions = candidates(book, id, act, seen);
            others.extend(versions.pop().map(|newest| newest.rules));
            rivals.extend(
                versions
                    .iter()
                    .filter(|version| version.competes())
                    .map(|version| version.rules),
            );
        }
        Facts {
            sets: Stance::ALL.map(|stance| {
                let mut facts = project(record, actor, stance, scope);
                let decided = facts.facts.get(DECIDED_ON).cloned();
                let today = Value::Date(Interval::exactly(law::day_number(today)));
                facts.facts.insert(ASSESSED_ON.into(), decided.unwrap_or(today));
                facts
            }),
            answered: Default::default(),
            offences: others.into_iter().chain([rules]).collect(),
            rivals,
            whole: Default::default(),
            book,
            stage: record.matter.stage,
        }
    }

    pub(crate) fn get(&self, stance: Stance) -> &FactSet {
        &self.sets[stance as usize]
    }

    /// Every offence, each in the version looked at; the charge last.
    pub(crate) fn offences(&self) -> &[&'b RuleSet] {
        &self.offences
    }

    /// Older versions of an offence other than the charge that can apply to the act as well, oldest first.
    pub(crate) fn rivals(&self, offence: &str) -> impl Iterator<Item = &'b RuleSet> {
        self.rivals.iter().copied().filter(move |rules| rules.id == offence)
    }

    /// The facts together with how every offence came out on them.
    pub(crate) fn answered(&self, stance: Stance) -> &FactSet {
        self.answered[stance as usize].get_or_init(|| {
            let mut facts = self.get(stance).clone();
            for rules in &self.offences {
                facts.take_elements(rules);
            }
            facts
        })
    }

    /// The facts together with how everything came out that stands before the exits, and what the whole case says about them.
    pub(crate) fn whole(&self, stance: Stance) -> &FactSet {
        self.whole[stance as usize].get_or_init(|| {
            let mut facts = self.answered(stance).clone();
            let guides = self.book.guide().map(|guide| &guide.rules);
            for rules in self.book.defences.iter().chain(guides) {
                facts.take_elements(rules);
            }
            crate::sentence::give(self.book, &self.offences, self.stage, &mut facts);
            facts
        })
    }

    /// What a rule set is assessed on: a defence and an exit may ask how the offences came out.
    fn facts_for(&self, rules: &RuleSet, stance: Stance) -> &FactSet {
        match rules.file.split('/').next() {
            Some("exits" | "sentencing") => self.whole(stance),
            Some("defences") => self.answered(stance),
            _ => self.get(stance),
        }
    }

    pub(crate) fn assess<'a>(&'a self, rules: &'a RuleSet, stance: Stance) -> Step<'a> {
        assess(rules, self.facts_for(rules, stance))
    }

    pub(crate) fn openings(&self, rules: &RuleSet, stance: Stance) -> Vec<Opening> {
        openings(rules, self.facts_for(rules, stance))
    }
}

/// When the case was finally decided; empty while it is pending.
const DECIDED_ON: &str = "decided_on";
/// The day an assessment looks from: of the decision, else today.
const ASSESSED_ON: &str = "assessed_on";

/// The accused the window asks for, else the client.
pub(crate) fn actor_of(record: &Record, wanted: &str) -> Result<String, Failure> {
    let party = if wanted.is_empty() {
        record.client()
    } else {
        record.party(wanted)
    };
    party
        .map(|party| party.id.clone())
        .ok_or_else(|| Failure::not_found("这名当事人"))
}

/// The days on which the last of the acts can have ended, as the prosecution has them; else as anybody has them. An act
/// whose end nobody gave ended on its first day or later.
pub(crate) fn act_span(record: &Record, actor: &str) -> Interval {
    let span = |stance| {
        let facts = project(record, actor, stance, Scope::All);
        let ends = facts.tables.get("acts")?.rows.iter().filter_map(|row| {
            let day = |column| row.cells.get(column).and_then(Value::interval);
            day("to").or_else(|| day("from")?.low.map(Interval::from))
        });
        // The last end of all: no earlier than the latest lower end, no later than the latest upper end.
        ends.reduce(|a, b| Interval {
            low: a.low.max(b.low),
            high: a.high.zip(b.high).map(|(a, b)| a.max(b)),
        })
    };
    Stance::ALL.into_iter().find_map(span).unwrap_or(Interval::OPEN)
}

/// The last day of the acts, where its span has an end.
pub(crate) fn last_act(record: &Record, actor: &str) -> Option<NaiveDate> {
    act_span(record, actor).high.and_then(law::from_day_number)
}

/// The day on which the case of this accused was finally decided: what has been decided by the law of its day is not
/// opened again by a later one (刑法 12; 高检发释字〔2001〕5号第四条).
pub(crate) fn decided(record: &Record, actor: &str) -> Option<NaiveDate> {
    let day = |stance| {
        let facts = project(record, actor, stance, Scope::All);
        facts.facts.get(DECIDED_ON)?.interval()?.low
    };
    Stance::ALL.into_iter().find_map(day).and_then(law::from_day_number)
}

/// The versions of the charge that can apply, oldest first.
pub(crate) fn versions<'a>(book: &'a Book, record: &Record, actor: &str, today: NaiveDate) -> Vec<Candidate<'a>> {
    let seen = decided(record, actor).unwrap_or(today);
    candidates(book, charge(book, record), act_span(record, actor), seen)
}

/// The offence the case is about; an unknown charge falls back on the first one there is.
pub(crate) fn charge<'a>(book: &'a Book, record: &'a Record) -> &'a str {
    let charge = record.matter.charge.as_str();
    if book.versions(charge).next().is_some() {
        charge
    } else {
        book.offences.first().map_or("", |rules| rules.id.as_str())
    }
}

/// What a lawyer has decided about the version of the charge, with a reason.
pub(crate) struct Chosen<'b, 'r> {
    /// The version.
    pub rules: &'b RuleSet,
    /// The finding it was recorded as.
    pub position: &'r case::Position,
}

/// The dictionary fact under which the choice of a version is recorded: as a finding, by its first day.
pub(crate) const APPLIED_VERSION: &str = "applied_version";

/// The version a lawyer has chosen for this accused; a finding that was returned or that names no version chooses nothing.
pub(crate) fn chosen<'b, 'r>(book: &'b Book, record: &'r Record, actor: &str) -> Option<Chosen<'b, 'r>> {
    let key = case::Key {
        actor: Some(actor.into()),
        path: case::Path::Fact(APPLIED_VERSION.into()),
    };
    let position = record.entries.get(&key)?.finding.as_ref()?;
    let stands = position.status == Some(case::Status::Proved) && position.review.state != case::ReviewState::Returned;
    let day = position.answer.value()?.interval()?.low?;
    let from = law::from_day_number(day)?;
    let rules = book.version(charge(book, record), from).filter(|_| stands)?;
    Some(Chosen { rules, position })
}

/// The version asked for, else the one a lawyer has chosen, else the one in force today.
pub(crate) fn pack<'a>(
    book: &'a Book,
    record: &Record,
    actor: &str,
    wanted: Option<&str>,
    today: NaiveDate,
) -> Result<&'a RuleSet, Failure> {
    let found = match wanted.filter(|wanted| !wanted.is_empty()) {
        Some(from) => book
            .versions(charge(book, record))
            .find(|rules| rules.from.is_some_and(|own| own.to_string() == from)),
        None => chosen(book, record, actor).map(|chosen| chosen.rules).or_else(|| {
            versions(book, record, actor, today)
                .last()
                .map(|candidate| candidate.rules)
        }),
    };
    found.ok_or_else(|| Failure::not_found("适用的规则包"))
}

/// Where the case stands, in one sentence.
pub(crate) fn sentence(rules: &RuleSet, root: &Step) -> String {
    let names = |truth: Truth| -> Vec<&str> {
        root.parts
            .iter()
            .filter(|part| part.truth == truth)
            .map(|part| part.node.name.as_str())
            .collect()
    };
    let (made, failed, open) = (names(Truth::True), names(Truth::False), names(Truth::Unknown));
    let quoted = |names: &[&str]| {
        names
            .iter()
            .map(|name| format!("“{name}”"))
            .collect::<Vec<_>>()
            .join("、")
    };
    match (root.truth, root.mark) {
        (Truth::False, Mark::Defeated) => {
            let proved: Vec<&str> = root
                .exceptions
                .iter()
                .filter(|step| step.truth.is_true())
                .map(|step| step.node.name.trim_end_matches('？'))
                .collect();
            format!("{}，{}不成立。", proved.join("；"), rules.short)
        }
        (Truth::False, _) => format!("{}不具备，{}不成立。", quoted(&failed), rules.short),
        (Truth::True, _) => {
            let mut presumed = false;
            root.walk(&mut |step| {
                presumed |= step.mark == Mark::Stands && step.node.role == Some(law::Role::Presumption)
            });
            let tail = if presumed {
                "其中明知系推定，尚无足以推翻的相反证据"
            } else {
                "尚无足以排除的例外"
            };
            format!("{}项要件均已具备，{}成立；{tail}。", made.len(), rules.short)
        }
        (Truth::Unknown, _) if made.is_empty() => format!("{}均未达证明标准，不能认定{}。", quoted(&open), rules.short),
        (Truth::Unknown, _) => format!(
            "{}未达证明标准，其余{}项已具备，不能认定{}。",
            quoted(&open),
            made.len(),
            rules.short
        ),
    }
}

/// The verdict of a tree.
pub(crate) fn verdict(root: &Step) -> Verdict {
    root.truth.into()
}
