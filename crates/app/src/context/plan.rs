//! The plan of defence on paper: each position with what carries it, what it lacks, what stands in its way.

use super::elements::{join_chips, join_sources, pages, uncoded, view_point};
use super::paper::{PaperDefence, PaperPoint};
use super::sayer::{Sayer, leaf_views, views_where};
use crate::analysis::Facts;
use crate::matrix::view;
use crate::step_view::StepView;
use crate::strategy::{ConditionView, PleaView, PositionState, stage_name};
use crate::wire::Truth;
use case::Stance;
use law::RuleSet;

/// How many open questions a line of the table names.
const LACKS: usize = 3;

impl Sayer<'_> {
    /// A position of the strategy on paper.
    pub(super) fn defence(&self, position: &PleaView, facts: &Facts) -> Option<PaperDefence> {
        let rules = self.book.defences.iter().find(|rules| rules.id == position.id)?;
        let step = facts.assess(rules, Stance::Ours);
        let tree = view(self.book, self.record, self.actor, rules, facts, Stance::Ours, &step);
        let mut leaves = Vec::new();
        leaf_views(&tree, &mut leaves);
        // Where a defence lists compliance facts, these are its points; what they rest on is not.
        let compliance = |node: &str| {
            rules
                .node(node)
                .is_some_and(|node| node.role == Some(law::Role::Compliance))
        };
        let mut listed = Vec::new();
        views_where(&tree, &|view| compliance(&view.node), &mut listed);
        let points = if listed.is_empty() { &leaves } else { &listed };
        let points = points.iter().filter(|view| view.truth == Truth::True);
        let ways: Vec<String> = position.exits.iter().map(|exit| exit.way.clone()).collect();
        let mut distinct: Vec<String> = Vec::new();
        for way in &ways {
            if !distinct.contains(way) {
                distinct.push(way.clone());
            }
        }
        let obstacle = |one: &crate::strategy::ObstacleView| format!("{}（{}）", uncoded(&one.what.name), one.standing);
        let asked = position
            .lacks
            .iter()
            .take(LACKS)
            .map(|lack| lack.question.trim_end_matches('？'));
        let more = if position.lacks.len() > LACKS { "等" } else { "" };
        let points: Vec<&StepView> = points.copied().collect();
        let shown = |support: &&ConditionView| support.truth == Truth::True && shows(rules, &support.node);
        let mut cited = Vec::new();
        for source in position
            .supports
            .iter()
            .filter(shown)
            .flat_map(|support| &support.sources)
        {
            if !cited.contains(source) {
                cited.push(source.clone());
            }
        }
        if cited.is_empty() {
            points.iter().for_each(|view| pages(view, &mut cited));
        }
        cited.retain(|source| matches!(source.kind.as_str(), "page" | "other"));
        let made_out = matches!(position.state, PositionState::Ready | PositionState::Obstructed);
        let stage = stage_name(&position.stage);
        Some(PaperDefence {
            sourced: join_sources(&cited),
            pleaded: made_out && (!cited.is_empty() || stage == "量刑" && position.spoken) && self.charged_with(rules),
            led: matches!(position.role.as_str(), "first" | "together"),
            id: position.id.clone(),
            name: position.name.clone(),
            stage: stage.into(),
            code: position.code.clone(),
            word: position.state_text.clone(),
            role: position.role_text.clone(),
            basis: position.basis.clone(),
            argues: rules
                .defence
                .as_ref()
                .map(|meta| meta.argues.clone())
                .unwrap_or_default(),
            made_out,
            alive: position.alive(),
            spoken: position.spoken,
            way: ways.first().cloned().unwrap_or_default(),
            exits: distinct.join("、"),
            supports: position
                .supports
                .iter()
                .filter(|support| support.truth == Truth::True)
                .map(support)
                .collect(),
            proofs: position.supports.iter().filter(shown).map(self::support).collect(),
            obstacles: position
                .obstacles
                .iter()
                .filter(|one| one.stands || one.alleged)
                .map(obstacle)
                .collect(),
            lacks: asked.collect::<Vec<_>>().join("；") + more,
            opinions: position
                .opinions
                .iter()
                .map(|opinion| {
                    format!(
                        "{}（{}；核实程度：{}）",
                        opinion.text.trim_end_matches('。'),
                        opinion.source,
                        opinion.confidence
                    )
                })
                .collect(),
            why: position.why.clone(),
            effect: position.effect.clone(),
            points: points.iter().map(|view| view_point(view)).collect(),
            collect: position.collect.clone(),
            answer: position.answer.trim_start_matches("控方会主张：").into(),
            reply: position.reply.clone(),
            words: position.words.clone(),
            cites: join_chips(&position.cites),
        })
    }
}

impl Sayer<'_> {
    /// Whether a defence against another offence answers something: nobody denies in writing what nobody charged.
    fn charged_with(&self, rules: &RuleSet) -> bool {
        let against = rules.defence.as_ref().is_some_and(|meta| meta.stage == "charge");
        let Some(offence) = rules.id.strip_prefix("not_").filter(|_| against) else {
            return true;
        };
        let path = case::Path::Fact("suspected_charge".into());
        let said = self.record.entry(Some(self.actor), &path);
        let charged = said
            .into_iter()
            .flat_map(case::Entry::positions)
            .any(|(_, own)| matches!(own.answer.value(), Some(law::Value::Choice(id)) if id == offence));
        charged || self.record.matter.charge == offence
    }
}

/// A node that is made out by something shown: not by an absence, and not by how an offence came out.
fn shows(rules: &RuleSet, node: &str) -> bool {
    let rule = rules.node(node).map(|node| &node.rule);
    match rule {
        Some(law::Rule::Test(test)) => !matches!(test.subject, law::Subject::Element(_)),
        Some(law::Rule::None(_)) | None => false,
        Some(_) => true,
    }
}

fn support(support: &ConditionView) -> PaperPoint {
    PaperPoint {
        line: super::elements::line(&support.name, &support.why),
        plain: uncoded(&support.name).into(),
        node: support.node.clone(),
        name: support.name.clone(),
        text: support.why.clone(),
        cites: join_chips(&support.cites),
        sources: join_sources(&support.sources),
        argument: String::new(),
        contested: false,
        said: String::new(),
    }
}
