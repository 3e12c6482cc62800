//! A case and its assessment, as values for a template. Words come from the rules and the file, none from here.

mod argue;
mod charges;
mod deadlines;
mod elements;
mod evidence;
mod filing;
mod ground;
mod money;
mod more;
mod outgoing;
mod outline;
mod paper;
mod person;
mod plan;
mod sayer;
mod statements;
mod versions;
mod whatif;

use crate::analysis::{Facts, charge, last_act, sentence, verdict};
use crate::matrix::{find, presumptions, view};
use crate::overview::amounts;
use crate::step_view::StepView;
use crate::wire::{ByStance, Truth, Verdict};
use case::{Record, Scope, Stance};
use chrono::NaiveDate;
use law::{Book, Confidence, RuleSet};
use std::collections::BTreeSet;

pub use charges::PaperCharges;
pub use deadlines::PaperDates;
pub(crate) use deadlines::paper_dates;
use elements::{MARK, elements, point, touched, uncoded};
pub(crate) use elements::{join_chips, join_sources, pages};
pub use evidence::PaperEvidence;
pub use more::PaperMore;
pub(crate) use outgoing::{in_full, name_once};
use outgoing::{quiet, without_confidences};
pub use paper::{
    Paper, PaperAmount, PaperArticle, PaperContradiction, PaperDefence, PaperMatter, PaperPack, PaperPoint,
    PaperPresumption, PaperResult,
};
pub use person::PaperPerson;
use sayer::Sayer;
pub(crate) use sayer::leaf_views;
pub use statements::PaperStatements;
pub use whatif::{PaperAgenda, PaperFocus, PaperRung};

/// Elements nobody argues about unless a side says something else: age and capacity, and that the law was in force.
const BACKGROUND: [&str; 2] = ["subject", "in_force"];

/// Gathers everything a template may say about one accused. `outgoing` keeps out whatever only the client's own
/// words support: a defender does not hand in confidences as found facts.
pub fn paper(
    book: &Book,
    record: &Record,
    actor: &str,
    rules: &RuleSet,
    scope: Scope,
    outgoing: bool,
    today: NaiveDate,
) -> Paper {
    let (record, withheld) = if outgoing {
        without_confidences(book, record)
    } else {
        (record.clone(), 0)
    };
    let record = &record;
    let facts = Facts::of(book, record, actor, scope, rules, today);
    let steps = ByStance::each(|stance| facts.assess(rules, stance));
    let trees = ByStance::each(|stance| view(book, record, actor, rules, &facts, stance, steps.get(stance)));
    let mut trees = trees;
    if outgoing {
        // What our own lawyer has not judged yet is not the prosecutor's business, nor is law nobody has verified.
        quiet(&mut trees.proved);
        outgoing::sound(&mut trees.proved);
    }
    let said = Sayer {
        book,
        record,
        actor,
        scope,
    };
    let root = verdict(&steps.proved);
    let mut elements = elements(&trees);
    let mut argued = std::collections::BTreeSet::new();
    for (element, tree) in elements.iter_mut().zip(&trees.proved.parts) {
        for gap in &mut element.gaps {
            let view = find(tree, &gap.node);
            gap.contested = view.is_some_and(|view| said.contested(view));
            gap.argument = view.map(|view| said.argue(view, &mut argued)).unwrap_or_default();
            let failed = view.is_some_and(|view| view.truth == Truth::False);
            gap.said = more::gap_said(gap, failed, record.matter.stage);
        }
    }
    let cards: Vec<PaperPresumption> =
        presumptions(book, record, actor, rules, &facts, Stance::Alleged, &trees.alleged)
            .into_iter()
            .map(presumption)
            .collect();
    let articles = articles(book, &trees);
    let carries = |element: &paper::PaperElement| {
        element.cites.contains(MARK) || element.gaps.iter().any(|gap| gap.cites.contains(MARK))
    };
    let marked = elements.iter().any(|element| !element.proved && carries(element));
    let strategy = crate::strategy::made(book, record, actor, &facts);
    let defences: Vec<PaperDefence> = strategy
        .positions
        .iter()
        .filter_map(|position| said.defence(position, &facts))
        .collect();
    for (element, ours) in elements.iter_mut().zip(&trees.ours.parts) {
        element.argued = defences
            .iter()
            .any(|defence| defence.pleaded && defence.argues == element.node);
        let background = BACKGROUND.contains(&element.node.as_str());
        let disputed = element.gaps.iter().any(|gap| gap.contested) || ours.truth == Truth::False;
        element.live &= !background || element.argued || disputed;
    }
    let live: Vec<&str> = elements
        .iter()
        .filter(|own| own.live)
        .map(|own| own.name.as_str())
        .collect();
    let claim = claim(rules, &steps.proved, &live);
    let evidence = evidence::evidence(book, record, actor, rules, scope);
    let disputes = said.disputes(&elements, outgoing);
    let more = more::Desk {
        said: &said,
        rules,
        facts: &facts,
        // Where nothing is in dispute, silence is not: the sentence is what there is to speak of.
        root: if live.is_empty() { Verdict::MadeOut } else { root },
        elements: &elements,
        disputes: &disputes,
        argued: &argued,
        defences: &defences,
        evidence: &evidence,
        calendar: &book.calendar,
        today,
    }
    .more();
    let charges = (!outgoing)
        .then(|| charges::paper_charges(&crate::charges::Comparison::of(book, record, actor, &facts, rules)));
    let (focus, focus_idle) = whatif::focus(book, record, actor, rules, &facts, scope);
    Paper {
        evidence,
        statements: statements::statements(book, record),
        dates: paper_dates(book, &book.calendar, record, actor, today),
        charges,
        matter: matter(book, record, actor),
        date: day(today),
        pack: PaperPack {
            name: rules.short.clone(),
            law: rules.law.clone(),
            from: rules.from.map(day).unwrap_or_default(),
            summary: rules.summary.clone(),
        },
        accepted_only: scope == Scope::Accepted,
        versions: versions::paper(book, record, actor, scope, today),
        conclusion: ByStance::each(|stance| PaperResult {
            verdict: verdict(steps.get(stance)).name().into(),
            sentence: sentence(rules, steps.get(stance)),
        }),
        claim,
        disputes,
        more,
        elements,
        groups: said.groups(),
        presumed: cards.iter().any(|card| card.in_play),
        presumptions: cards,
        lenient: defences
            .iter()
            .any(|defence| defence.stage == "量刑" && defence.pleaded),
        strategy: strategy.sentence,
        idle: defences
            .iter()
            .filter(|defence| defence.alive && !defence.spoken)
            .map(|defence| defence.name.clone())
            .collect(),
        contradictions: strategy
            .contradictions
            .into_iter()
            .map(|pair| PaperContradiction {
                first: pair.first_name,
                second: pair.second_name,
                why: pair.why,
                plead: pair.plead,
            })
            .collect(),
        defences,
        amounts: amounts(rules, &facts)
            .into_iter()
            .map(|bar| PaperAmount {
                name: bar.name,
                basis: bar.note,
                low: bar.low,
                high: bar.high,
                lines: bar
                    .lines
                    .iter()
                    .map(|line| format!("{}（{}）", line.label, join_chips(std::slice::from_ref(&line.cite))))
                    .collect::<Vec<_>>()
                    .join("；"),
            })
            .collect(),
        focus,
        focus_idle,
        agenda: whatif::agenda(book, record, actor, rules, &facts),
        ladder: whatif::ladder(book, &facts),
        marked,
        untranslated: rules
            .nodes
            .iter()
            .chain(book.defences.iter().flat_map(|defence| &defence.nodes))
            .filter(|node| !node.untranslated.is_empty())
            .map(|node| point(node.name.clone(), node.untranslated.clone(), book, &node.cite))
            .collect(),
        articles,
        sentence: match outgoing {
            true => None,
            false => crate::sentence::sentence_paper(book, record, actor, rules, &facts),
        },
        confirmations: crate::sentence::confirmations(book, record, actor),
        withheld,
    }
}

/// The accused as a person, for whoever asks nothing else.
pub(crate) fn person_of(book: &Book, record: &Record, actor: &str, today: NaiveDate) -> PaperPerson {
    let said = Sayer {
        book,
        record,
        actor,
        scope: Scope::All,
    };
    said.person(&book.calendar, today)
}

/// Names what is not made out and stops there: a paper that leaves the house concedes no element.
fn claim(rules: &RuleSet, root: &law::Step, live: &[&str]) -> String {
    let named = |truth: law::Truth| {
        let parts = root
            .parts
            .iter()
            .filter(|part| part.truth == truth && live.contains(&part.node.name.as_str()))
            .map(|part| format!("“{}”", part.node.name));
        parts.collect::<Vec<_>>().concat()
    };
    match root.truth {
        law::Truth::Unknown => format!(
            "{}未达到证据确实、充分的证明标准，不能认定构成{}",
            named(law::Truth::Unknown),
            rules.name
        ),
        law::Truth::False if root.mark == law::Mark::Defeated => sentence(rules, root).trim_end_matches('。').into(),
        law::Truth::False => format!("{}不具备，不构成{}", named(law::Truth::False), rules.name),
        law::Truth::True => String::new(),
    }
}

/// 2026年11月23日.
fn day(date: NaiveDate) -> String {
    use chrono::Datelike;
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn matter(book: &Book, record: &Record, actor: &str) -> PaperMatter {
    let rules = book.versions(charge(book, record)).last();
    let party = record.party(actor);
    let unit = party.is_some_and(|party| party.kind == case::PartyKind::Unit);
    PaperMatter {
        name: record.matter.name.clone(),
        charge: rules.map(|rules| rules.name.clone()).unwrap_or_default(),
        charge_short: rules.map(|rules| rules.short.clone()).unwrap_or_default(),
        stage: record.matter.stage.name().into(),
        authority: record.matter.authority.clone(),
        docket: record.matter.docket.clone(),
        firm: record.matter.firm.clone(),
        lawyers: record.matter.lawyers.clone(),
        entrusted_by: record.matter.entrusted_by.clone(),
        client: party.map(|party| party.name.clone()).unwrap_or_default(),
        client_kind: if unit { "单位" } else { "自然人" }.into(),
        last_act: last_act(record, actor).map(day).unwrap_or_default(),
    }
}

fn presumption(card: crate::matrix::PresumptionCard) -> PaperPresumption {
    let state = |truth: Truth| match truth {
        Truth::True => "控方主张",
        Truth::False => "不存在",
        Truth::Unknown => "待证",
    };
    PaperPresumption {
        plain_name: uncoded(&card.name).into(),
        shown: card
            .rebuttals
            .iter()
            .filter(|item| item.truth == Truth::True)
            .map(|item| item.text.clone())
            .collect::<Vec<_>>()
            .join("；"),
        in_play: card.state != "not_triggered" && card.basis.iter().any(|basis| basis.truth == Truth::True),
        basis_plain: card
            .basis
            .iter()
            .filter(|basis| basis.truth == Truth::True)
            .map(|basis| basis.name.trim_end_matches('？'))
            .map(|name| argue::stated(name, true).unwrap_or_else(|| name.into()))
            .collect::<Vec<_>>()
            .join("；"),
        basis: card
            .basis
            .iter()
            .map(|basis| format!("{}（{}）", basis.name, state(basis.truth)))
            .collect::<Vec<_>>()
            .join("；"),
        rebuttals: card
            .rebuttals
            .iter()
            .filter(|item| item.truth != Truth::True)
            .map(|item| format!("{} {}", item.id, item.text))
            .collect::<Vec<_>>()
            .join("；"),
        judges: card
            .judges
            .iter()
            .filter(|judge| judge.truth == Truth::Unknown)
            .map(|judge| judge.text.trim_end_matches('？'))
            .collect::<Vec<_>>()
            .join("；"),
        cites: join_chips(&card.cites),
        name: card.name,
        state: card.state_text,
    }
}

fn articles(book: &Book, trees: &ByStance<StepView>) -> Vec<PaperArticle> {
    let mut cites = BTreeSet::new();
    for stance in Stance::ALL {
        cited(trees.get(stance), &mut cites);
    }
    let article = |cite: &String| {
        let (_, provision) = book.sources.get(cite)?;
        let marked = provision.verified < Confidence::TwoSources;
        Some(PaperArticle {
            label: book.sources.label(cite),
            digest: provision.digest.clone(),
            level: provision.verified.name().into(),
            marked,
        })
    };
    cites.iter().filter_map(article).collect()
}

/// Provisions of what is in play: settled branches nobody argues about are left out.
fn cited(view: &StepView, cites: &mut BTreeSet<String>) {
    if view.mark == crate::wire::Mark::NotPleaded || !touched(view) && view.truth == Truth::False {
        return;
    }
    cites.extend(view.cites.iter().map(|chip| chip.cite.clone()));
    for part in view.parts.iter().chain(&view.exceptions) {
        cited(part, cites);
    }
}
