//! The element matrix: elements by stance, with the tree behind every cell.

use crate::analysis::{Facts, actor_of, pack, sentence, verdict};
use crate::failure::Failure;
use crate::head::{CaseHead, PackChip, head};
use crate::rules::book;
use crate::session::{App, Now};
use crate::step_view::{Shape, StepView, Viewer, weigh};
use crate::wire::{ByStance, CiteChip, Mark, Truth, Verdict, chips, wire};
use case::{Record, Scope, Stance};
use law::{Book, Role, RuleSet, Step};

wire! {
    /// One cell.
    pub struct MatrixCell {
        /// Truth in this stance.
        pub truth: Truth,
        /// How it came about.
        pub mark: Mark,
        /// Pages cited below it.
        pub cites: u32,
        /// Unknown facts below it.
        pub missing: u32,
    }

    /// One row: an element or what it is made of.
    pub struct MatrixRow {
        /// Node id.
        pub node: String,
        /// Depth below the root's parts.
        pub depth: u32,
        /// Its name.
        pub name: String,
        /// What it looks like.
        pub shape: Shape,
        /// By stance.
        pub cells: ByStance<MatrixCell>,
        /// Provisions.
        pub cites: Vec<CiteChip>,
        /// A leaf.
        pub leaf: bool,
        /// Node id of the row above it in the tree, or empty.
        pub parent: String,
    }

    /// A basis fact of a presumption.
    pub struct Basis {
        /// In words.
        pub name: String,
        /// Its truth.
        pub truth: Truth,
        /// Pages cited for it.
        pub cites: u32,
    }

    /// A rebuttal that answers it.
    pub struct RebuttalView {
        /// R1 … R14.
        pub id: String,
        /// What is to be shown.
        pub text: String,
        /// In what form.
        pub evidence: String,
        /// Whether its basis is shown.
        pub truth: Truth,
    }

    /// A question for the lawyer under a presumption.
    pub struct JudgeRef {
        /// Its path.
        pub path: String,
        /// The question.
        pub text: String,
        /// The answer.
        pub truth: Truth,
    }

    /// Basis left, rebuttals right, state in the middle.
    pub struct PresumptionCard {
        /// Node id.
        pub node: String,
        /// Its name.
        pub name: String,
        /// not_triggered, open, unrebutted, rebuttal_open or rebutted.
        #[cfg_attr(feature = "typescript", ts(type = "\"not_triggered\" | \"open\" | \"unrebutted\" | \"rebuttal_open\" | \"rebutted\""))]
        pub state: String,
        /// In words.
        pub state_text: String,
        /// What the prosecution must prove.
        pub basis: Vec<Basis>,
        /// What answers it.
        pub rebuttals: Vec<RebuttalView>,
        /// What the lawyer must judge.
        pub judges: Vec<JudgeRef>,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// A defence in every stance.
    pub struct DefenceTrees {
        /// Defence id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// Where it is argued.
        pub stage: String,
        /// Its legal effect.
        pub effect: String,
        /// Its trees.
        pub trees: ByStance<StepView>,
    }

    /// 须人工判断.
    pub struct UntranslatedView {
        /// Node name.
        pub name: String,
        /// What and why.
        pub text: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// The matrix.
    pub struct MatrixView {
        /// Case bar.
        pub head: CaseHead,
        /// Party id.
        pub actor: String,
        /// The version shown.
        pub pack: PackChip,
        /// Only accepted entries count.
        pub accepted_only: bool,
        /// Results.
        pub verdicts: ByStance<Verdict>,
        /// Results in one sentence.
        pub sentences: ByStance<String>,
        /// Rows.
        pub rows: Vec<MatrixRow>,
        /// Trees.
        pub trees: ByStance<StepView>,
        /// Presumption cards.
        pub presumptions: ByStance<Vec<PresumptionCard>>,
        /// Defences.
        pub defences: Vec<DefenceTrees>,
        /// What could not be formalised.
        pub untranslated: Vec<UntranslatedView>,
    }

    /// Asks for the matrix.
    pub struct MatrixRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Version by date, or the one in force.
        pub pack: Option<String>,
        /// Only accepted entries count.
        pub accepted_only: bool,
    }
}

/// How deep the matrix shows an element.
const DEPTH: u32 = 3;

/// The element matrix of one accused.
pub(crate) fn matrix(app: &mut App, request: MatrixRequest, now: Now) -> Result<MatrixView, Failure> {
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
    let steps = ByStance::each(|stance| facts.assess(rules, stance));
    let trees = ByStance::each(|stance| view(book, record, &actor, rules, &facts, stance, steps.get(stance)));
    let mut rows = Vec::new();
    let roots: Vec<&StepView> = Stance::ALL.iter().map(|stance| trees.get(*stance)).collect();
    add_rows(&roots, 0, "", &mut rows);
    let defences = book.defences.iter().map(|defence| DefenceTrees {
        id: defence.id.clone(),
        name: defence.name.clone(),
        stage: defence
            .defence
            .as_ref()
            .map(|meta| meta.stage.clone())
            .unwrap_or_default(),
        effect: defence
            .defence
            .as_ref()
            .map(|meta| meta.effect.clone())
            .unwrap_or_default(),
        trees: ByStance::each(|stance| {
            view(
                book,
                record,
                &actor,
                defence,
                &facts,
                stance,
                &facts.assess(defence, stance),
            )
        }),
    });
    let chip = |from: &str| head.packs.iter().find(|chip| chip.from == from).cloned();
    let from = rules.from.map(|from| from.to_string()).unwrap_or_default();
    let pack = chip(&from).unwrap_or_else(|| PackChip {
        label: format!("{from}起"),
        name: rules.short.clone(),
        in_force_at_act: false,
        current: false,
        ground: String::new(),
        chosen: false,
        from,
    });
    Ok(MatrixView {
        actor: actor.clone(),
        pack,
        accepted_only: request.accepted_only,
        verdicts: ByStance::each(|stance| verdict(steps.get(stance))),
        sentences: ByStance::each(|stance| sentence(rules, steps.get(stance))),
        presumptions: ByStance::each(|stance| presumptions(book, rules, &facts, stance, trees.get(stance))),
        defences: defences.collect(),
        untranslated: untranslated(book, rules),
        rows,
        trees,
        head,
    })
}

/// The tree of one rule set in one stance.
pub(crate) fn view(
    book: &Book,
    record: &Record,
    actor: &str,
    rules: &RuleSet,
    facts: &Facts,
    stance: Stance,
    step: &Step,
) -> StepView {
    let open = facts
        .openings(rules, stance)
        .into_iter()
        .map(|opening| opening.path)
        .collect();
    Viewer {
        book,
        record,
        actor,
        open,
    }
    .step(step, &rules.id, false)
}

/// Rows of the three trees side by side: they have the same rules, hence the same shape, except that a catch-all
/// nobody pleads has nothing below it.
fn add_rows(steps: &[&StepView], depth: u32, parent: &str, rows: &mut Vec<MatrixRow>) {
    let deepest = |of: fn(&StepView) -> &Vec<StepView>| steps.iter().map(|step| of(step).len()).max().unwrap_or(0);
    for (of, count) in [
        (parts as fn(&StepView) -> &Vec<StepView>, deepest(parts)),
        (exceptions, deepest(exceptions)),
    ] {
        for at in 0..count {
            let own: Vec<&StepView> = steps.iter().filter_map(|step| of(step).get(at)).collect();
            let Some(first) = own.first() else { continue };
            let cell = |stance: usize| match steps.get(stance).and_then(|step| of(step).get(at)) {
                Some(step) => {
                    let (cites, missing) = weigh(step);
                    MatrixCell {
                        truth: step.truth,
                        mark: step.mark,
                        cites,
                        missing,
                    }
                }
                None => MatrixCell {
                    truth: Truth::False,
                    mark: Mark::NotPleaded,
                    cites: 0,
                    missing: 0,
                },
            };
            rows.push(MatrixRow {
                node: first.node.clone(),
                depth,
                name: first.name.clone(),
                shape: first.shape,
                cells: ByStance {
                    alleged: cell(0),
                    proved: cell(1),
                    ours: cell(2),
                },
                cites: first.cites.clone(),
                leaf: own.iter().all(|step| step.leaf.is_some()),
                parent: parent.into(),
            });
            if depth + 1 < DEPTH {
                let steps: Vec<&StepView> = if own.len() == steps.len() {
                    own.clone()
                } else {
                    vec![own[0]; steps.len()]
                };
                add_rows(&steps, depth + 1, &first.node, rows);
            }
        }
    }
}

fn parts(step: &StepView) -> &Vec<StepView> {
    &step.parts
}

fn exceptions(step: &StepView) -> &Vec<StepView> {
    &step.exceptions
}

pub(crate) fn find<'a>(view: &'a StepView, node: &str) -> Option<&'a StepView> {
    if view.node == node {
        return Some(view);
    }
    view.parts
        .iter()
        .chain(&view.exceptions)
        .find_map(|part| find(part, node))
}

/// The presumption–rebuttal cards of one stance.
pub(crate) fn presumptions(
    book: &Book,
    rules: &RuleSet,
    facts: &Facts,
    stance: Stance,
    tree: &StepView,
) -> Vec<PresumptionCard> {
    let nodes = rules
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.role == Some(Role::Presumption) && !node.unless.is_empty());
    nodes
        .filter_map(|(at, node)| find(tree, &node.id).map(|view| card(book, rules, facts, stance, at, view)))
        .collect()
}

fn card(book: &Book, rules: &RuleSet, facts: &Facts, stance: Stance, at: usize, view: &StepView) -> PresumptionCard {
    let against = rules.rebuttals.iter().filter(|item| item.against.contains(&at));
    let rebuttals: Vec<RebuttalView> = against
        .map(|item| {
            let truth = item
                .shown
                .map_or(law::Truth::Unknown, |shown| assess_node(rules, shown, facts, stance));
            RebuttalView {
                id: item.id.clone(),
                text: item.text.clone(),
                evidence: item.evidence.clone(),
                truth: truth.into(),
            }
        })
        .collect();
    let shown = rebuttals.iter().any(|item| item.truth == Truth::True);
    let (state, state_text) = match (view.mark, view.truth) {
        (Mark::Defeated, _) => ("rebutted", "已反驳"),
        (_, Truth::False) => ("not_triggered", "未触发"),
        (_, Truth::True) if shown => ("rebuttal_open", "已触发，反驳待律师判断"),
        (_, Truth::True) => ("unrebutted", "已触发，尚未反驳"),
        (_, Truth::Unknown) => ("open", "基础事实待证"),
    };
    let basis = if view.parts.is_empty() {
        vec![view]
    } else {
        view.parts.iter().collect()
    };
    PresumptionCard {
        node: view.node.clone(),
        name: view.name.clone(),
        state: state.into(),
        state_text: state_text.into(),
        basis: basis
            .into_iter()
            .map(|part| Basis {
                name: part.name.clone(),
                truth: part.truth,
                cites: weigh(part).0,
            })
            .collect(),
        judges: view
            .exceptions
            .iter()
            .map(|exception| JudgeRef {
                path: exception.node.clone(),
                text: exception.name.clone(),
                truth: exception.truth,
            })
            .collect(),
        rebuttals,
        cites: chips(book, &rules.nodes[at].cite),
    }
}

/// The truth of one node that need not hang on the root.
fn assess_node(rules: &RuleSet, node: usize, facts: &Facts, stance: Stance) -> law::Truth {
    law::assess_at(rules, node, facts.get(stance)).truth
}

/// What of the text could not be formalised: 须人工判断.
pub(crate) fn untranslated(book: &Book, rules: &RuleSet) -> Vec<UntranslatedView> {
    let nodes = rules.nodes.iter().filter(|node| !node.untranslated.is_empty());
    nodes
        .map(|node| UntranslatedView {
            name: node.name.clone(),
            text: node.untranslated.clone(),
            cites: chips(book, &node.cite),
        })
        .collect()
}
