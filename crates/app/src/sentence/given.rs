//! What the whole case says, handed to the exits as given facts: they ask on the case, not on one offence.

use case::Stage;
use law::{Band, Book, FactSet, Fine, Interval, RuleSet, Truth, Value, assess_at, bands};

/// Puts the given facts of the exits into a set of facts that already carries how the offences came out.
///
/// `offences` has the charge last. What cannot be said is left out, hence unknown.
pub(crate) fn give(book: &Book, offences: &[&RuleSet], stage: Stage, facts: &mut FactSet) {
    let Some((charge, others)) = offences.split_last() else {
        return;
    };
    let root = |rules: &RuleSet, facts: &FactSet| match rules.asks.map(|at| assess_at(rules, at, facts).truth) {
        // Not in question at all: 不涉及.
        Some(Truth::False) => Truth::False,
        _ => assess_at(rules, rules.root, facts).truth,
    };
    let charged = root(charge, facts);
    let other = Truth::any(others.iter().map(|rules| root(rules, facts)));
    let mut bools = vec![
        ("charge_made_out", charged),
        ("other_offence_made_out", other),
        // Not proved is a result (刑诉法 51): this one is always known.
        ("doubt_left", Truth::known(Truth::any([charged, other]).is_unknown())),
    ];
    match stage {
        Stage::Investigation | Stage::ArrestReview | Stage::ProsecutionReview => {
            bools.push(("not_yet_charged", Truth::True))
        }
        Stage::FirstInstance | Stage::SecondInstance => bools.push(("not_yet_charged", Truth::False)),
        // A closed file is looked back on: what was open before the indictment is still shown.
        Stage::Closed => bools.push(("not_yet_charged", Truth::True)),
    }
    let reached = reached(charge, facts);
    let fines: Vec<bool> = reached.iter().map(|band| band.fine == Fine::MustOrAlone).collect();
    if let Some(first) = fines.first().filter(|first| fines.iter().all(|fine| fine == *first)) {
        bools.push(("fine_alone_open", Truth::known(*first)));
    }
    for (id, truth) in bools {
        if !truth.is_unknown() {
            facts.facts.insert(id.into(), Value::Bool(truth.is_true()));
        }
    }
    let months = |band: &&Band| i64::from(band.maximum());
    if let (Some(low), Some(high)) = (reached.iter().map(months).min(), reached.iter().map(months).max()) {
        let value = Value::Number(Interval::between(low, high));
        facts.facts.insert("band_upper_months".into(), value);
    }
    if let Some(chapter) = chapter(book, charge) {
        let value = Value::Number(Interval::exactly(chapter));
        facts.facts.insert("charge_chapter".into(), value);
    }
}

/// The bands that can still apply if the offence is made out: the heaviest that is reached and every open one above it;
/// while none is reached, the open ones.
pub(crate) fn reached<'a>(charge: &'a RuleSet, facts: &FactSet) -> Vec<&'a Band> {
    let bands = bands(charge, facts);
    let settled = bands.iter().rposition(|(_, truth)| truth.is_true());
    let open = bands.iter().enumerate().filter(|(at, (_, truth))| {
        Some(*at) == settled || truth.is_unknown() && settled.is_none_or(|settled| *at > settled)
    });
    open.map(|(_, (band, _))| *band).collect()
}

/// The chapter of the special part in which the offence stands, by the article it cites first.
fn chapter(book: &Book, charge: &RuleSet) -> Option<i64> {
    let cite = charge.cite.first()?.strip_prefix("刑法/")?;
    let article: i64 = cite.split('-').next()?.parse().ok()?;
    let chapters = &book.guide()?.measures.chapters;
    chapters
        .iter()
        .find(|[_, first, last]| (*first..=*last).contains(&article))
        .map(|[chapter, ..]| *chapter)
}
