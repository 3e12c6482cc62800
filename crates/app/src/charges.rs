//! Every offence on the same facts, side by side: which stand, in which band, what is missing, and the warning first where
//! a line of defence ends in something worse (刑法 287-2 para. 3).

pub(crate) mod trap;
mod words;

pub(crate) use words::{band_line, quoted};

use crate::analysis::{Facts, actor_of, pack};
use crate::failure::Failure;
use crate::head::{CaseHead, head};
use crate::matrix::{UntranslatedView, untranslated};
use crate::overview::{OpeningView, opening_of};
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{ByStance, CiteChip, Stance, Truth, Verdict, chips, wire};
use case::{Record, Scope};
use law::{Band, Book, Charge, Lead, RuleSet, Step, compare};
use std::collections::BTreeSet;

/// The offence that yields to a more special one of the same maximum: it punishes help as such.
pub(crate) const GENERAL: &str = "assisting_cybercrime";

wire! {
    /// A penalty band.
    pub struct BandView {
        /// Band id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// The penalty in words.
        pub words: String,
        /// 最高刑与最低刑.
        pub range: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// One offence in one stance.
    pub struct ChargeCell {
        /// Whether the offence is in question.
        pub asked: Truth,
        /// Result.
        pub verdict: Verdict,
        /// The band that applies, when made out.
        pub band: Option<BandView>,
        /// The heaviest band not excluded, when that is more.
        pub at_most: Option<BandView>,
        /// Elements that fail when it fails, else those not proved, by name.
        pub missing: Vec<String>,
    }

    /// A fact that an element looks at.
    pub struct ElementFact {
        /// Where it is.
        pub path: String,
        /// The question.
        pub question: String,
        /// Its truth in the rule.
        pub truths: ByStance<Truth>,
    }

    /// One element of one offence.
    pub struct ElementView {
        /// Node id.
        pub node: String,
        /// Its name.
        pub name: String,
        /// By stance.
        pub truths: ByStance<Truth>,
        /// One sentence each.
        pub why: ByStance<String>,
        /// Provisions.
        pub cites: Vec<CiteChip>,
        /// Open points of law.
        pub note: String,
        /// What it looks at.
        pub facts: Vec<ElementFact>,
    }

    /// One offence.
    pub struct ChargeRow {
        /// Offence id.
        pub id: String,
        /// Full name.
        pub name: String,
        /// Short name.
        pub short: String,
        /// The one the case is about.
        pub charged: bool,
        /// main: in question; remote: not excluded, no sign of it; aside: 不涉及.
        #[cfg_attr(feature = "typescript", ts(type = "\"main\" | \"remote\" | \"aside\""))]
        pub place: String,
        /// Version by date.
        pub from: String,
        /// Instruments of this version.
        pub law: String,
        /// What this version is.
        pub summary: String,
        /// By stance.
        pub cells: ByStance<ChargeCell>,
        /// Its elements.
        pub elements: Vec<ElementView>,
        /// What is missing on the facts found proved, most effective first.
        pub openings: Vec<OpeningView>,
        /// Open points of law of the whole.
        pub note: String,
        /// What could not be formalised.
        pub untranslated: Vec<UntranslatedView>,
        /// Every band, lightest first.
        pub bands: Vec<BandView>,
        /// Older versions that can apply as well and come out otherwise, one line each.
        pub otherwise: Vec<String>,
    }

    /// A fact to look at.
    pub struct FactLink {
        /// Where it is.
        pub path: String,
        /// The question.
        pub question: String,
    }

    /// A line of defence, or a plea, that may end in something worse.
    pub struct TrapView {
        /// heavier, stands, turn, same_maximum, may_be_heavier or open.
        #[cfg_attr(feature = "typescript", ts(type = "\"heavier\" | \"stands\" | \"turn\" | \"same_maximum\" | \"may_be_heavier\" | \"open\""))]
        pub kind: String,
        /// On whose facts.
        pub stances: Vec<Stance>,
        /// The same in words: 按控方的事实.
        pub side: String,
        /// The other offence.
        pub offence: String,
        /// In a line.
        pub title: String,
        /// What it is and what to do first.
        pub text: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
        /// The facts that speak for the other offence.
        pub facts: Vec<FactLink>,
    }

    /// Where the facts point.
    pub struct LeadView {
        /// Offence id, or empty.
        pub offence: String,
        /// It is made out, not merely nearest.
        pub stands: bool,
        /// In one sentence.
        pub words: String,
    }

    /// The comparison of offences.
    pub struct ChargesView {
        /// Case bar.
        pub head: CaseHead,
        /// Party id.
        pub actor: String,
        /// Only accepted entries count.
        pub accepted_only: bool,
        /// Warnings, gravest first.
        pub traps: Vec<TrapView>,
        /// Where the facts point.
        pub leads: ByStance<LeadView>,
        /// Offences: the charge first, then by what they come to.
        pub rows: Vec<ChargeRow>,
        /// The rules of comparison.
        pub cites: Vec<CiteChip>,
    }

    /// Asks for the comparison.
    pub struct ChargesRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Version of the charge by date, or the one in force.
        pub pack: Option<String>,
        /// Only accepted entries count.
        pub accepted_only: bool,
    }
}

/// Every offence of one accused in every stance.
pub(crate) struct Comparison<'a> {
    pub book: &'a Book,
    pub record: &'a Record,
    pub actor: &'a str,
    pub facts: &'a Facts<'a>,
    /// The offence the case is about, in the version looked at.
    pub charged: &'a RuleSet,
    /// Every offence, the charge last.
    pub offences: Vec<&'a RuleSet>,
    /// In the order of `offences`.
    pub charges: ByStance<Vec<Charge<'a>>>,
}

impl<'a> Comparison<'a> {
    pub(crate) fn of(
        book: &'a Book,
        record: &'a Record,
        actor: &'a str,
        facts: &'a Facts<'a>,
        charged: &'a RuleSet,
    ) -> Comparison<'a> {
        let offences = facts.offences().to_vec();
        let charges = ByStance::each(|stance| compare(&offences, facts.get(stance)));
        Comparison {
            book,
            record,
            actor,
            facts,
            charged,
            offences,
            charges,
        }
    }

    /// The offence the case is about, in one stance.
    pub(crate) fn own(&self, stance: case::Stance) -> &Charge<'a> {
        let at = self
            .offences
            .iter()
            .position(|rules| rules.id == self.charged.id)
            .unwrap_or_default();
        &self.charges.get(stance)[at]
    }

    /// Where the facts of one stance point.
    pub(crate) fn lead(&self, stance: case::Stance) -> Lead {
        law::lead(
            self.charges.get(stance),
            self.facts.get(stance),
            &self.charged.id,
            GENERAL,
        )
    }

    /// main, remote or aside.
    pub(crate) fn place(&self, at: usize) -> &'static str {
        let asked = case::Stance::ALL.map(|stance| self.charges.get(stance)[at].asked);
        if self.offences[at].id == self.charged.id || asked.iter().any(|asked| asked.is_true()) {
            "main"
        } else if case::Stance::ALL.iter().all(|stance| {
            let charge = &self.charges.get(*stance)[at];
            charge.asked.is_false() || charge.truth.is_false()
        }) {
            "aside"
        } else {
            "remote"
        }
    }

    /// The order of rows: the charge, then what stands, what is open, what failed; the heavier first.
    pub(crate) fn order(&self) -> Vec<usize> {
        let any = |at: usize, wanted: law::Truth| {
            case::Stance::ALL
                .iter()
                .any(|stance| self.charges.get(*stance)[at].truth == wanted)
        };
        let rank = |at: &usize| {
            let rules = self.offences[*at];
            let heaviest = case::Stance::ALL
                .iter()
                .filter_map(|stance| self.charges.get(*stance)[*at].at_most());
            let state = if any(*at, law::Truth::True) {
                0
            } else {
                1 + usize::from(!any(*at, law::Truth::Unknown))
            };
            let place = ["main", "remote", "aside"]
                .iter()
                .position(|place| *place == self.place(*at));
            let weight = std::cmp::Reverse(heaviest.map(Band::weight).max());
            (rules.id != self.charged.id, place, state, weight, rules.id.as_str())
        };
        let mut order: Vec<usize> = (0..self.offences.len()).collect();
        order.sort_by_key(|at| {
            let (other, place, state, weight, id) = rank(at);
            (other, place, state, weight, id.to_string())
        });
        order
    }

    /// Why it is not made out, by element: those that fail when it fails, else those not proved.
    pub(crate) fn missing(&self, at: usize, stance: case::Stance) -> Vec<String> {
        let step = self.facts.assess(self.offences[at], stance);
        let missing = step
            .parts
            .iter()
            .filter(|part| !part.truth.is_true() && part.truth == step.truth);
        missing.map(|part| part.node.name.clone()).collect()
    }
}

/// Where the facts of one stance point, in one sentence.
pub(crate) fn lead_words(comparison: &Comparison, stance: case::Stance) -> String {
    words::lead(comparison, stance).words
}

/// The comparison of offences for one accused.
pub(crate) fn charges(app: &mut App, request: ChargesRequest, now: Now) -> Result<ChargesView, Failure> {
    let head = head(app, &request.case, &request.actor, now)?;
    let record = app.record(&request.case)?;
    let book = book();
    let actor = actor_of(record, &request.actor)?;
    let rules = pack(book, record, &actor, request.pack.as_deref(), now.date_naive())?;
    let scope = if request.accepted_only {
        Scope::Accepted
    } else {
        Scope::All
    };
    let facts = Facts::of(book, record, &actor, scope, rules, now.date_naive());
    let comparison = Comparison::of(book, record, &actor, &facts, rules);
    Ok(ChargesView {
        traps: trap::traps(&comparison),
        leads: ByStance::each(|stance| words::lead(&comparison, stance)),
        rows: comparison.order().into_iter().map(|at| row(&comparison, at)).collect(),
        cites: chips(
            book,
            &["刑法/287-2-3", "法释〔1997〕12号/1", "法释〔1997〕12号/2"].map(String::from),
        ),
        actor: actor.clone(),
        accepted_only: request.accepted_only,
        head,
    })
}

fn row(comparison: &Comparison, at: usize) -> ChargeRow {
    let (book, rules) = (comparison.book, comparison.offences[at]);
    let place = comparison.place(at);
    let steps = ByStance::each(|stance| comparison.facts.assess(rules, stance));
    let openings = if place == "main" {
        comparison.facts.openings(rules, case::Stance::Proved)
    } else {
        Vec::new()
    };
    ChargeRow {
        id: rules.id.clone(),
        name: rules.name.clone(),
        short: rules.short.clone(),
        charged: rules.id == comparison.charged.id,
        place: place.into(),
        from: rules.from.map(|from| from.to_string()).unwrap_or_default(),
        law: rules.law.clone(),
        summary: rules.summary.clone(),
        cells: ByStance::each(|stance| cell(comparison, at, stance)),
        elements: (0..steps.proved.parts.len())
            .map(|part| element(comparison, &steps, part))
            .collect(),
        openings: openings
            .iter()
            .take(3)
            .map(|opening| opening_of(comparison.record, comparison.actor, opening))
            .collect(),
        note: rules.root().note.clone(),
        untranslated: untranslated(book, rules),
        bands: rules.bands.iter().map(|band| band_view(book, band)).collect(),
        otherwise: comparison
            .facts
            .rivals(&rules.id)
            .filter_map(|older| words::otherwise(comparison, at, older))
            .collect(),
    }
}

fn cell(comparison: &Comparison, at: usize, stance: case::Stance) -> ChargeCell {
    let charge = &comparison.charges.get(stance)[at];
    let view = |band: &Band| band_view(comparison.book, band);
    let (applies, at_most) = (charge.applies(), charge.at_most());
    let more = match (applies, at_most) {
        (Some(applies), Some(most)) => law::heavier(most, applies).is_gt(),
        _ => true,
    };
    ChargeCell {
        asked: charge.asked.into(),
        verdict: charge.truth.into(),
        band: applies.map(view),
        at_most: at_most.filter(|_| more).map(view),
        missing: comparison.missing(at, stance),
    }
}

/// A band with its maximum and minimum.
pub(crate) fn band_view(book: &Book, band: &Band) -> BandView {
    BandView {
        id: band.id.clone(),
        name: band.name.clone(),
        words: band.words.clone(),
        range: words::range(band),
        cites: chips(book, &band.cite),
    }
}

fn element(comparison: &Comparison, steps: &ByStance<Step>, part: usize) -> ElementView {
    let (book, parts) = (comparison.book, ByStance::each(|stance| &steps.get(stance).parts[part]));
    let node = parts.proved.node;
    let mut seen = BTreeSet::new();
    let mut facts = Vec::new();
    for stance in case::Stance::ALL {
        parts.get(stance).walk(&mut |step| {
            if let Some(leaf) = &step.leaf
                && seen.insert((step.node.id.clone(), leaf.path.clone()))
            {
                facts.push((step.node.id.clone(), leaf.path.clone()));
            }
        });
    }
    let truth = |stance, id: &str| {
        parts
            .get(stance)
            .find(id)
            .map_or(law::Truth::Unknown, |step| step.truth)
    };
    let mut paths = BTreeSet::new();
    let facts = facts
        .into_iter()
        .filter(|(_, path)| paths.insert(path.clone()))
        .map(|(id, path)| ElementFact {
            question: question(comparison.record, comparison.actor, &path),
            truths: ByStance::each(|stance| truth(stance, &id).into()),
            path,
        });
    ElementView {
        node: node.id.clone(),
        name: node.name.clone(),
        truths: ByStance::each(|stance| parts.get(stance).truth.into()),
        why: ByStance::each(|stance| law::why(book, parts.get(stance))),
        cites: chips(book, &node.cite),
        note: node.note.clone(),
        // The charge has the whole element matrix of its own.
        facts: if comparison.charged.id == steps_id(comparison, steps) {
            Vec::new()
        } else {
            facts.collect()
        },
    }
}

/// The offence some steps belong to.
fn steps_id<'a>(comparison: &Comparison<'a>, steps: &ByStance<Step>) -> &'a str {
    let root = std::ptr::from_ref(steps.proved.node);
    let own = |rules: &&&RuleSet| std::ptr::eq(rules.root(), root);
    comparison
        .offences
        .iter()
        .find(own)
        .map_or("", |rules| rules.id.as_str())
}

/// The question behind a path, in words.
pub(crate) fn question(record: &Record, actor: &str, path: &str) -> String {
    match path.parse::<case::Path>() {
        Ok(case::Path::Fact(id)) if book().dictionary.table(&id).is_some() => book()
            .dictionary
            .table(&id)
            .map(|table| table.text.clone())
            .unwrap_or_default(),
        Ok(path) => crate::entry::titled(record, actor, &path),
        Err(_) => String::new(),
    }
}
