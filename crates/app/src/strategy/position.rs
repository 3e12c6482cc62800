//! One position: whether it can be taken, on whose facts, with what, against what.

use super::condition::{PAGES, element_of, spoken};
use super::{ConditionView, EvidenceView, LackView, ObstacleView, OpinionView, PleaView, PositionState, WayView};
use crate::analysis::Facts;
use crate::overview::finder_name;
use crate::wire::{Truth, chips};
use case::{Path, Record, Stance};
use law::{Book, Came, Footing, Predicate, Rule, RuleSet, State};

/// How many open questions one position lists.
const LACKS: usize = 8;
/// How many pages one position lists.
const EVIDENCE: usize = 12;

/// What positions are made from.
pub(crate) struct Desk<'a> {
    pub book: &'a Book,
    pub record: &'a Record,
    pub actor: &'a str,
    pub facts: &'a Facts<'a>,
}

impl Desk<'_> {
    /// A node's truth in one stance.
    fn truth(&self, rules: &RuleSet, at: usize, stance: Stance) -> law::Truth {
        law::assess_at(rules, at, self.facts.answered(stance)).truth
    }

    /// On whose facts a defence is made out: what is proved before what only we say.
    fn held(&self, rules: &RuleSet) -> Option<Stance> {
        [Stance::Proved, Stance::Ours]
            .into_iter()
            .find(|stance| self.truth(rules, rules.root, *stance).is_true())
    }

    /// Where a defence stands.
    pub(crate) fn state(&self, rules: &RuleSet) -> State {
        let Some(meta) = &rules.defence else {
            return State::Absent;
        };
        let best = |at: usize, stances: &[Stance]| {
            law::Truth::any(stances.iter().map(|stance| self.truth(rules, at, *stance)))
        };
        let ours = [Stance::Proved, Stance::Ours];
        law::state(Footing {
            root: best(rules.root, &ours),
            opens: meta.opens.map_or(law::Truth::True, |at| best(at, &Stance::ALL)),
            obstructed: meta.obstacles.iter().any(|at| best(*at, &ours).is_true()),
            touched: self.touched(rules),
        })
    }

    /// Somebody has spoken to what the defence turns on.
    fn touched(&self, rules: &RuleSet) -> bool {
        let step = law::assess(rules, self.facts.answered(Stance::Proved));
        let asked = rules.nodes.iter().filter_map(|node| element_of(rules, &node.id));
        spoken(&self.viewer().step(&step, &rules.id, false))
            || asked
                .filter_map(|element| self.element(element, Stance::Proved))
                .any(|view| spoken(&view))
    }

    /// Somebody has spoken to what carries the defence.
    fn carried(&self, rules: &RuleSet) -> bool {
        let named = rules.defence.iter().flat_map(|meta| &meta.supports);
        named.into_iter().any(|at| {
            let step = law::assess_at(rules, *at, self.facts.answered(Stance::Proved));
            spoken(&self.viewer().step(&step, &rules.id, false))
        })
    }

    /// The whole position; its role is cast when all are known.
    pub(super) fn position(&self, rules: &RuleSet, state: State) -> PleaView {
        let held = self.held(rules);
        let stance = held.unwrap_or(Stance::Ours);
        let condition = self.condition(rules, rules.root, stance);
        let meta = rules.defence.as_ref();
        let named = |of: fn(&law::Defence) -> &Vec<usize>| meta.map(of).into_iter().flatten().copied();
        let supports: Vec<ConditionView> = named(|meta| &meta.supports).map(|at| self.better(rules, at)).collect();
        let burden = held == Some(Stance::Proved) && self.burden(rules);
        let text = |of: fn(&law::Defence) -> &String| meta.map(of).cloned().unwrap_or_default();
        PleaView {
            id: rules.id.clone(),
            code: text(|meta| &meta.code),
            name: rules.name.clone(),
            stage: text(|meta| &meta.stage),
            state: state.into(),
            state_text: state_text(state).into(),
            role: String::new(),
            role_text: String::new(),
            basis: match held {
                _ if state == State::Open && held.is_some() => "卷宗里还没有这方面的事实",
                Some(Stance::Proved) if burden => "控方没有证明",
                Some(Stance::Proved) => "已查证的事实",
                Some(_) => "我方主张的事实",
                None => "条件尚未具备",
            }
            .into(),
            spoken: self.touched(rules) || self.carried(rules),
            why: condition.why.clone(),
            effect: text(|meta| &meta.effect),
            exits: meta.into_iter().flat_map(|meta| &meta.exits).map(exit_view).collect(),
            confidence: meta
                .and_then(|meta| meta.confidence)
                .map_or("", law::Assurance::name)
                .into(),
            cites: chips(self.book, &rules.cite),
            lacks: self.lacks(rules, state, &condition, &supports),
            evidence: evidence(&condition, &supports),
            obstacles: named(|meta| &meta.obstacles)
                .map(|at| self.obstacle(rules, at))
                .collect(),
            supports,
            condition,
            collect: meta.map(|meta| meta.collect.clone()).unwrap_or_default(),
            answer: text(|meta| &meta.answer),
            reply: text(|meta| &meta.reply),
            words: text(|meta| &meta.words),
            opinions: meta
                .into_iter()
                .flat_map(|meta| &meta.views)
                .map(opinion_view)
                .collect(),
        }
    }

    /// It is made out because the prosecution has not proved something, not because anything is shown.
    fn burden(&self, rules: &RuleSet) -> bool {
        rules.nodes.iter().any(|node| {
            let Rule::Test(test) = &node.rule else { return false };
            let asks = matches!(test.predicate, Predicate::Came(Came::Unproved | Came::NotMadeOut));
            let law::Subject::Element(element) = &test.subject else {
                return false;
            };
            asks && self
                .element(element, Stance::Proved)
                .is_none_or(|view| view.truth == Truth::Unknown)
        })
    }

    /// A supporting fact as it is proved, else as we say it.
    fn better(&self, rules: &RuleSet, at: usize) -> ConditionView {
        let stance = match self.truth(rules, at, Stance::Proved) {
            law::Truth::Unknown => Stance::Ours,
            _ => Stance::Proved,
        };
        rolled(self.condition(rules, at, stance))
    }

    fn obstacle(&self, rules: &RuleSet, at: usize) -> ObstacleView {
        let truth = |stance| self.truth(rules, at, stance);
        let stands = truth(Stance::Proved).is_true() || truth(Stance::Ours).is_true();
        let alleged = truth(Stance::Alleged).is_true();
        let stance = match (stands, alleged) {
            (true, _) if truth(Stance::Proved).is_true() => Stance::Proved,
            (true, _) => Stance::Ours,
            (false, true) => Stance::Alleged,
            (false, false) => Stance::Proved,
        };
        let what = rolled(self.condition(rules, at, stance));
        let standing = match (stands, alleged, what.truth) {
            (true, ..) => "已查证",
            (_, true, _) => "控方主张",
            (_, _, Truth::False) => "没有",
            _ => "待查",
        };
        ObstacleView {
            what,
            standing: standing.into(),
            stands,
            alleged,
        }
    }

    /// What a position still lacks; what would strengthen one that can be taken.
    fn lacks(
        &self,
        rules: &RuleSet,
        state: State,
        condition: &ConditionView,
        supports: &[ConditionView],
    ) -> Vec<LackView> {
        let mut paths: Vec<String> = Vec::new();
        if state == State::Open {
            paths.extend(
                self.facts
                    .openings(rules, Stance::Ours)
                    .into_iter()
                    .map(|opening| opening.path),
            );
            unknown(condition, &mut paths);
        }
        if matches!(state, State::Ready | State::Obstructed | State::Open) {
            supports.iter().for_each(|support| unknown(support, &mut paths));
        }
        let mut seen = std::collections::BTreeSet::new();
        paths.retain(|path| seen.insert(path.clone()));
        paths.truncate(LACKS);
        paths.iter().filter_map(|path| self.lack(path)).collect()
    }

    fn lack(&self, path: &str) -> Option<LackView> {
        let parsed: Path = match self.book.dictionary.table(path) {
            Some(table) => Path::Complete(table.id.clone()),
            None => path.parse().ok()?,
        };
        let dictionary = &self.book.dictionary;
        let asked = match &parsed {
            Path::Fact(id) => dictionary.fact(id).map(|fact| (&fact.find, &fact.proof)),
            Path::Cell(table, _, column) => dictionary
                .table(table)
                .and_then(|table| table.column(column))
                .map(|column| (&column.find, &column.proof)),
            _ => None,
        };
        let find = asked.map(|(find, _)| find.clone()).unwrap_or_default();
        let how: Vec<&str> = find.into_iter().map(finder_name).collect();
        let judged = matches!(&parsed, Path::Fact(id) if dictionary.fact(id).is_none());
        Some(LackView {
            path: parsed.to_string(),
            question: crate::entry::titled(self.record, self.actor, &parsed),
            how: match judged {
                true => "律师判断".into(),
                false if how.is_empty() => "阅卷".into(),
                false => how.join("、"),
            },
            proof: asked.map(|(_, proof)| proof.clone()).unwrap_or_default(),
        })
    }
}

/// A condition that is made of others shows their pages.
fn rolled(mut view: ConditionView) -> ConditionView {
    fn gather(view: &ConditionView, found: &mut Vec<crate::wire::SourceView>) {
        for source in view
            .sources
            .iter()
            .chain(view.parts.iter().flat_map(|part| &part.sources))
        {
            if found.iter().all(|known| known.text != source.text) && found.len() < PAGES {
                found.push(source.clone());
            }
        }
        view.parts.iter().for_each(|part| gather(part, found));
    }
    let mut found = Vec::new();
    gather(&view, &mut found);
    view.sources = found;
    view
}

/// Paths nobody has settled, below conditions nobody has settled.
fn unknown(view: &ConditionView, paths: &mut Vec<String>) {
    if view.truth != Truth::Unknown {
        return;
    }
    if !view.path.is_empty() {
        paths.push(view.path.clone());
    }
    view.parts.iter().for_each(|part| unknown(part, paths));
}

/// What the file already holds for a position: pages cited for what speaks for it, each once.
fn evidence(condition: &ConditionView, supports: &[ConditionView]) -> Vec<EvidenceView> {
    let mut found: Vec<EvidenceView> = Vec::new();
    fn gather(view: &ConditionView, found: &mut Vec<EvidenceView>) {
        for source in view.sources.iter().filter(|source| source.kind == "page") {
            if found.iter().all(|known| known.source.text != source.text) && found.len() < EVIDENCE {
                found.push(EvidenceView {
                    source: source.clone(),
                    shows: view.name.clone(),
                });
            }
        }
        view.parts.iter().for_each(|part| gather(part, found));
    }
    for support in supports.iter().filter(|support| support.truth == Truth::True) {
        gather(support, &mut found);
    }
    gather(condition, &mut found);
    found
}

fn exit_view(exit: &law::Exit) -> WayView {
    WayView {
        way: exit.way.name().into(),
        sentence: exit.sentence.clone(),
    }
}

fn opinion_view(opinion: &law::Opinion) -> OpinionView {
    OpinionView {
        id: opinion.id.clone(),
        text: opinion.text.clone(),
        source: opinion.source.clone(),
        confidence: opinion.confidence.name().into(),
    }
}

fn state_text(state: State) -> &'static str {
    match state {
        State::Ready => "可主张",
        State::Obstructed => "有障碍",
        State::Open => "待补",
        State::Unavailable => "目前不可用",
        State::Absent => "不涉及",
    }
}

impl From<State> for PositionState {
    fn from(state: State) -> PositionState {
        match state {
            State::Ready => PositionState::Ready,
            State::Obstructed => PositionState::Obstructed,
            State::Open => PositionState::Open,
            State::Unavailable => PositionState::Unavailable,
            State::Absent => PositionState::Absent,
        }
    }
}
