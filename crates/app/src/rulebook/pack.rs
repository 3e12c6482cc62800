//! One rule set, ready for three columns that move together: the law, the rule in words, the examples.

use super::{RuleVersion, code, find, kind, version};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{CiteChip, Verified, chips, wire};
use law::{Book, Example, Place, ReadingLine, Rule, RuleSet};
use std::collections::{BTreeMap, BTreeSet};

wire! {
    /// A provision in the left column.
    pub struct RuleProvision {
        /// Citation.
        pub cite: String,
        /// Instrument and article, as on a chip.
        pub text: String,
        /// Full title of the instrument.
        pub title: String,
        /// Our digest.
        pub digest: String,
        /// How its text was checked.
        pub verified: Verified,
        /// Day of publication, or empty.
        pub published: String,
        /// Day of coming into force, or empty.
        pub effective: String,
        /// What is open about the article.
        pub note: String,
        /// What is open about the whole instrument.
        pub about: String,
    }

    /// What an example expects of one rule.
    pub struct RuleExpectation {
        /// Place of the example in the list.
        pub example: u32,
        /// true, false, unknown, not_pleaded.
        pub expected: String,
    }

    /// One rule in the middle column, with what stands beside it.
    pub struct RuleRow {
        /// Node id.
        pub node: String,
        /// Its name.
        pub name: String,
        /// How deep it stands.
        pub depth: u32,
        /// How it hangs on what is above it.
        #[cfg_attr(feature = "typescript", ts(type = "\"head\" | \"part\" | \"condition\" | \"exception\""))]
        pub place: String,
        /// Its connective or its test, in words.
        pub words: String,
        /// It was read further up already.
        pub again: bool,
        /// The law leaves it open; its parts are the readings.
        pub readings: bool,
        /// Open points of law.
        pub note: String,
        /// What could not be written as a rule, and why.
        pub untranslated: String,
        /// What a lawyer weighs; for a judgment.
        pub factors: Vec<String>,
        /// Provisions it embodies, by citation.
        pub cites: Vec<String>,
        /// Why it has none.
        pub uncited: String,
        /// Examples that expect something of it.
        pub examples: Vec<RuleExpectation>,
    }

    /// A penalty band.
    pub struct RuleBand {
        /// Its name.
        pub name: String,
        /// The rule that puts a case into it.
        pub when: String,
        /// The penalty.
        pub words: String,
        /// Its provisions.
        pub cites: Vec<CiteChip>,
    }

    /// An example in short.
    pub struct RuleExample {
        /// Its id.
        pub id: String,
        /// What it is about.
        pub name: String,
    }

    /// One rule set beside its law and its examples.
    pub struct RulePackView {
        /// Its file.
        pub file: String,
        /// Its id.
        pub id: String,
        /// Which kind.
        #[cfg_attr(feature = "typescript", ts(type = "\"offence\" | \"defence\" | \"sentencing\" | \"exit\" | \"ladder\""))]
        pub kind: String,
        /// Its name.
        pub name: String,
        /// D01 … D24, or empty.
        pub code: String,
        /// Day from which it is taken, or empty.
        pub from: String,
        /// The instruments it embodies.
        pub law: String,
        /// What this version is; for a defence its effect.
        pub summary: String,
        /// Versions, oldest first.
        pub versions: Vec<RuleVersion>,
        /// Penalty bands, lightest first.
        pub bands: Vec<RuleBand>,
        /// Every rule, in reading order.
        pub rows: Vec<RuleRow>,
        /// Every provision cited in it, once.
        pub provisions: BTreeMap<String, RuleProvision>,
        /// Every example that runs on it.
        pub examples: Vec<RuleExample>,
    }

    /// Asks for a rule set.
    pub struct RulePack {
        /// Its file.
        pub file: String,
    }
}

/// One rule set beside its law and its examples.
pub(crate) fn rule_pack(_: &mut App, request: RulePack, _: Now) -> Result<RulePackView, Failure> {
    let book = book();
    let rules = find(book, &request.file)?;
    let examples = law::examples_in(book, &rules.file);
    let of_same = book
        .rule_sets()
        .filter(|own| own.id == rules.id && kind(own) == kind(rules));
    let effect = rules.defence.as_ref().map(|defence| defence.effect.as_str());
    Ok(RulePackView {
        file: rules.file.clone(),
        id: rules.id.clone(),
        kind: kind(rules).into(),
        name: rules.name.clone(),
        code: code(rules),
        from: version(rules).from,
        law: rules.law.clone(),
        summary: if rules.summary.is_empty() {
            effect.unwrap_or_default().into()
        } else {
            rules.summary.clone()
        },
        versions: of_same.map(version).collect(),
        bands: rules.bands.iter().map(|band| band_view(book, rules, band)).collect(),
        rows: law::reading_lines(book, rules)
            .into_iter()
            .map(|line| row(line, &examples))
            .collect(),
        provisions: provisions(book, rules),
        examples: examples
            .iter()
            .map(|example| RuleExample {
                id: example.id.clone(),
                name: example.name.clone(),
            })
            .collect(),
    })
}

fn band_view(book: &Book, rules: &RuleSet, band: &law::Band) -> RuleBand {
    RuleBand {
        name: band.name.clone(),
        when: rules.nodes[band.when].name.clone(),
        words: band.words.clone(),
        cites: chips(book, &band.cite),
    }
}

fn row(line: ReadingLine, examples: &[Example]) -> RuleRow {
    let node = line.node;
    let expecting = examples.iter().enumerate().filter_map(|(at, example)| {
        let expected = example.expect.get(&node.id)?;
        Some(RuleExpectation {
            example: at as u32,
            expected: expected.clone(),
        })
    });
    RuleRow {
        node: node.id.clone(),
        name: node.name.clone(),
        depth: line.depth as u32,
        place: match line.place {
            Place::Head => "head",
            Place::Part => "part",
            Place::Condition => "condition",
            Place::Exception => "exception",
        }
        .into(),
        words: line.words,
        again: line.again,
        readings: matches!(node.rule, Rule::Readings(_)),
        note: node.note.clone(),
        untranslated: node.untranslated.clone(),
        factors: match &node.rule {
            Rule::Judge(factors) => factors.clone(),
            _ => Vec::new(),
        },
        cites: cited(node).cloned().collect(),
        uncited: node.uncited.clone(),
        examples: if line.again { Vec::new() } else { expecting.collect() },
    }
}

/// What a rule rests on, and the duties that a compliance fact shows performed; each once.
fn cited(node: &law::Node) -> impl Iterator<Item = &String> {
    let mut told = BTreeSet::new();
    node.cite
        .iter()
        .chain(&node.duty)
        .filter(move |cite| told.insert(cite.as_str()))
}

fn provisions(book: &Book, rules: &RuleSet) -> BTreeMap<String, RuleProvision> {
    let cites = rules.nodes.iter().flat_map(cited).chain(&rules.cite);
    let found = cites.filter_map(|cite| {
        let (instrument, provision) = book.sources.get(cite)?;
        let view = RuleProvision {
            cite: cite.clone(),
            text: book.sources.label(cite),
            title: instrument.title.clone(),
            digest: provision.digest.clone(),
            verified: provision.verified.into(),
            published: instrument.published.clone(),
            effective: instrument.effective.clone(),
            note: provision.note.clone(),
            about: instrument.note.clone(),
        };
        Some((cite.clone(), view))
    });
    found.collect()
}
