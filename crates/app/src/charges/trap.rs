//! The warning that comes first: denying the offence charged, or admitting it, may end in something worse.

use super::words::{band_line, join, quoted};
use super::{Comparison, FactLink, GENERAL, TrapView, question};
use crate::wire::chips;
use case::Stance;
use law::{Band, Charge, Truth, heavier, signals, turns};
use std::collections::BTreeMap;

/// What kind of warning, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Both stand and the other is heavier: 依照处罚较重的规定.
    Heavier,
    /// The charge falls or is open, and the other stands.
    Stands,
    /// An answer that helps against the charge makes the other out.
    Turn,
    /// Both stand with the same maximum: the nature of the act decides.
    SameMaximum,
    /// The charge is not excluded, facts speak for a heavier one that is open.
    MayBeHeavier,
    /// The charge falls and the other is open.
    Open,
}

impl Kind {
    fn id(self) -> &'static str {
        match self {
            Kind::Heavier => "heavier",
            Kind::Stands => "stands",
            Kind::Turn => "turn",
            Kind::SameMaximum => "same_maximum",
            Kind::MayBeHeavier => "may_be_heavier",
            Kind::Open => "open",
        }
    }
}

/// How many open questions are tried for answers that turn one offence into another.
const TRIES: usize = 40;

/// Every warning, gravest first; of one offence only the gravest, and each answer that would turn.
pub(crate) fn traps(comparison: &Comparison) -> Vec<TrapView> {
    let mut found: BTreeMap<(Kind, usize), Vec<Stance>> = BTreeMap::new();
    for (at, _) in comparison
        .offences
        .iter()
        .enumerate()
        .filter(|(_, rules)| rules.id != comparison.charged.id)
    {
        let kinds = Stance::ALL.map(|stance| (stance, kind(comparison, at, stance)));
        let worst = kinds.iter().filter_map(|(_, kind)| *kind).min();
        for (stance, _) in kinds.iter().filter(|(_, kind)| kind.is_some() && *kind == worst) {
            found
                .entry((worst.unwrap_or(Kind::Open), at))
                .or_default()
                .push(*stance);
        }
    }
    let mut traps: Vec<(Kind, TrapView)> = found
        .into_iter()
        .map(|((kind, at), stances)| (kind, view(comparison, kind, at, &stances)))
        .collect();
    traps.extend(turning(comparison).into_iter().map(|trap| (Kind::Turn, trap)));
    traps.sort_by_key(|(kind, _)| *kind);
    traps.into_iter().map(|(_, trap)| trap).collect()
}

fn kind(comparison: &Comparison, at: usize, stance: Stance) -> Option<Kind> {
    let (own, other) = (comparison.own(stance), &comparison.charges.get(stance)[at]);
    let rank = |band: Option<&Band>| band.map_or(0, Band::maximum);
    match (own.truth, other.truth) {
        (Truth::True, Truth::True) => match (own.applies(), other.applies()) {
            (Some(own), Some(other)) if own.maximum() == other.maximum() => Some(Kind::SameMaximum),
            (Some(own), Some(other)) => heavier(other, own).is_gt().then_some(Kind::Heavier),
            _ => None,
        },
        (_, Truth::True) => Some(Kind::Stands),
        (_, Truth::False) => None,
        (_, Truth::Unknown) if !other.asked.is_true() => None,
        (Truth::False, Truth::Unknown) => Some(Kind::Open),
        (_, Truth::Unknown) => {
            let worse = rank(other.at_most()) > rank(own.at_most());
            let speaks = || !signals(comparison.charged, other.rules, comparison.facts.get(stance)).is_empty();
            (worse && speaks()).then_some(Kind::MayBeHeavier)
        }
    }
}

fn view(comparison: &Comparison, kind: Kind, at: usize, stances: &[Stance]) -> TrapView {
    let stance = stances.first().copied().unwrap_or(Stance::Proved);
    let (own, other) = (comparison.own(stance), &comparison.charges.get(stance)[at]);
    let (charge, name) = (comparison.charged.short.as_str(), other.rules.short.as_str());
    let side = format!("按{}的事实", join(stances.iter().map(|stance| stance.name())));
    let band = |charge: &Charge| charge.applies().or(charge.at_most()).map(band_line).unwrap_or_default();
    let missing = comparison.missing(at, stance);
    let missing = quoted(&missing);
    let paths = signals(comparison.charged, other.rules, comparison.facts.get(stance));
    let links: Vec<FactLink> = paths.iter().map(|path| link(comparison, path)).collect();
    let (title, text, rule) = match kind {
        Kind::Heavier => (
            format!("{name}也已具备，而且处罚更重"),
            format!(
                "{side}，{charge}与{name}的要件都已具备。同时构成其他犯罪的，依照处罚较重的规定定罪处罚：{name}适用{}，重于{charge}的{}。\
                 认{charge}，也可能被从重罪处断；应先切分事实，再决定是否认罪。",
                band(other),
                band(own)
            ),
            vec!["刑法/287-2-3", "法释〔1997〕12号/2"],
        ),
        Kind::Stands => {
            let state = if own.truth.is_false() {
                "不成立"
            } else {
                "未达证明标准"
            };
            let weight = match (own.at_most().or(comparison.charged.bands.first()), other.applies()) {
                (Some(own), Some(other)) if heavier(other, own).is_gt() => "，而且处罚更重",
                _ => "",
            };
            (
                format!("{charge}{state}，{name}却已具备{weight}"),
                format!(
                    "{side}，{charge}{state}，但{name}的要件都已具备，适用{}。否定{charge}不等于无罪；提出这一辩护之前，先看能否同时否定{name}的要件。",
                    band(other)
                ),
                vec![],
            )
        }
        Kind::SameMaximum => (
            format!("{name}也已具备，最高刑相同"),
            format!(
                "{side}，{charge}与{name}的要件都已具备，所适用幅度的最高刑相同：{name}适用{}。以哪一罪论处，看明知的内容和程度、帮助的类型和方式；\
                 {name}还有更重的幅度的，先防止数额、情节升档。",
                band(other)
            ),
            vec![
                "刑法/287-2-3",
                if other.rules.id == "concealment" {
                    "法发〔2025〕12号/7"
                } else {
                    "法释〔1997〕12号/2"
                },
            ],
        ),
        Kind::MayBeHeavier => (
            format!("认{charge}也可能被从重处断：{name}还没有排除"),
            format!(
                "{side}，已有指向{name}的事实。{name}尚未达证明标准，还缺{missing}；一旦查明，最重可到{}，重于{charge}。\
                 应优先切分事实，不宜径行认罪。",
                other.at_most().map(band_line).unwrap_or_default()
            ),
            vec!["刑法/287-2-3"],
        ),
        Kind::Open | Kind::Turn => (
            format!("否定{charge}以后，{name}还没有排除"),
            format!(
                "{side}，{charge}不成立，{name}尚未达证明标准，还缺{missing}；一旦查明，最重可到{}。",
                other.at_most().map(band_line).unwrap_or_default()
            ),
            vec![],
        ),
    };
    let general = [&comparison.charged.id, &other.rules.id]
        .iter()
        .any(|id| *id == GENERAL);
    let rule = rule.into_iter().filter(|cite| general || *cite != "刑法/287-2-3");
    let own_cites = other
        .applies()
        .or(other.at_most())
        .map(|band| band.cite.clone())
        .unwrap_or_default();
    let cites: Vec<String> = rule.map(String::from).chain(own_cites).collect();
    TrapView {
        kind: kind.id().into(),
        stances: stances.iter().map(|stance| (*stance).into()).collect(),
        side,
        offence: other.rules.id.clone(),
        title,
        text,
        cites: chips(comparison.book, &cites),
        facts: links,
    }
}

/// Answers that help against the charge on our facts and make another offence out.
fn turning(comparison: &Comparison) -> Vec<TrapView> {
    let ours = comparison.facts.get(Stance::Ours);
    let others: Vec<_> = comparison
        .offences
        .iter()
        .copied()
        .filter(|rules| rules.id != comparison.charged.id)
        .collect();
    let charge = comparison.charged.short.as_str();
    let found = turns(comparison.charged, &others, ours, TRIES);
    let view = |turn: law::Turn| {
        let name = turn.other.rules.short.as_str();
        let link = link(comparison, &turn.path);
        let answer = if turn.answer { "是" } else { "否" };
        let result = match turn.charged {
            Truth::False => format!("{charge}不成立"),
            _ => format!("更难认定{charge}"),
        };
        let band = turn.other.applies();
        TrapView {
            kind: Kind::Turn.id().into(),
            stances: vec![Stance::Ours.into()],
            side: "按我方的事实".into(),
            offence: turn.other.rules.id.clone(),
            title: format!("“{}”答“{answer}”，会转成{name}", link.question.trim_end_matches('？')),
            text: format!(
                "按我方的事实，这一项答“{answer}”，{result}，但{name}的要件随之具备，适用{}。提出之前先核对。",
                band.map(band_line).unwrap_or_default()
            ),
            cites: chips(comparison.book, band.map_or(&[], |band| &band.cite)),
            facts: vec![link],
        }
    };
    found.into_iter().map(view).collect()
}

fn link(comparison: &Comparison, path: &str) -> FactLink {
    FactLink {
        path: path.into(),
        question: question(comparison.record, comparison.actor, path),
    }
}
