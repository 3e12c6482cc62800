//! The element matrix: elements by stance, with the tree behind every cell.

use crate::analysis::{Facts, actor_of, pack, sentence, verdict};
use crate::failure::Failure;
use crate::head::{CaseHead, PackChip, head, pack_chip};
use crate::ladder::{LadderView, ladders};
use crate::rules::book;
use crate::session::{App, Now};
use crate::step_view::{Shape, StepView, Viewer, weigh};
use crate::wire::{ByStance, CiteChip, Mark, SourceView, Stance as WireStance, Truth, Verdict, chips, wire};
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
        /// Where it is entered.
        pub path: String,
        /// On what evidence.
        pub sources: Vec<SourceView>,
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
        /// Where its basis is entered; empty when it has no fact of its own.
        pub path: String,
        /// On what evidence.
        pub sources: Vec<SourceView>,
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

    /// A defence.
    pub struct DefenceTrees {
        /// Defence id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// Where it is argued.
        pub stage: String,
        /// Its legal effect.
        pub effect: String,
        /// Its tree.
        pub tree: StepView,
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
        /// Whose tree, cards and defences these are.
        pub stance: WireStance,
        /// Its tree.
        pub tree: StepView,
        /// Presumption cards.
        pub presumptions: Vec<PresumptionCard>,
        /// How far each side's facts reach.
        pub ladders: Vec<LadderView>,
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
        /// Whose tree, cards and defences are wanted.
        pub stance: WireStance,
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
    let stance: Stance = request.stance.into();
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
        tree: view(
            book,
            record,
            &actor,
            defence,
            &facts,
            stance,
            &facts.assess(defence, stance),
        ),
    });
    let pack = pack_chip(&head, rules);
    Ok(MatrixView {
        actor: actor.clone(),
        pack,
        accepted_only: request.accepted_only,
        verdicts: ByStance::each(|stance| verdict(steps.get(stance))),
        sentences: ByStance::each(|stance| sentence(rules, steps.get(stance))),
        presumptions: presumptions(book, record, &actor, rules, &facts, stance, trees.get(stance)),
        ladders: ladders(book, &facts),
        defences: defences.collect(),
        untranslated: untranslated(book, rules),
        rows,
        stance: request.stance,
        tree: match stance {
            Stance::Alleged => trees.alleged,
            Stance::Proved => trees.proved,
            Stance::Ours => trees.ours,
        },
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
    record: &Record,
    actor: &str,
    rules: &RuleSet,
    facts: &Facts,
    stance: Stance,
    tree: &StepView,
) -> Vec<PresumptionCard> {
    let viewer = Viewer {
        book,
        record,
        actor,
        open: std::collections::BTreeSet::new(),
    };
    let nodes = rules
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.role == Some(Role::Presumption) && !node.unless.is_empty());
    nodes
        .filter_map(|(at, node)| find(tree, &node.id).map(|view| card(&viewer, rules, facts, stance, at, view)))
        .collect()
}

/// A rebuttal never decides: that its basis is shown only moves the card to 反驳待证, until the lawyer judges.
fn card(
    viewer: &Viewer,
    rules: &RuleSet,
    facts: &Facts,
    stance: Stance,
    at: usize,
    view: &StepView,
) -> PresumptionCard {
    let against = rules.rebuttals.iter().filter(|item| item.against.contains(&at));
    let rebuttals: Vec<RebuttalView> = against
        .map(|item| {
            let shown = item.shown.map(|shown| {
                let step = law::assess_at(rules, shown, facts.get(stance));
                viewer.step(&step, &item.id, true)
            });
            RebuttalView {
                id: item.id.clone(),
                text: item.text.clone(),
                evidence: item.evidence.clone(),
                truth: shown.as_ref().map_or(Truth::Unknown, |shown| shown.truth),
                path: shown.as_ref().and_then(first_path).unwrap_or_default(),
                sources: shown.as_ref().map(sources).unwrap_or_default(),
            }
        })
        .collect();
    let shown = rebuttals.iter().any(|item| item.truth == Truth::True);
    let (state, state_text) = match (view.mark, view.truth) {
        (Mark::Defeated, _) => ("rebutted", "已反驳"),
        (_, Truth::False) => ("not_triggered", "未触发"),
        (_, Truth::True) if shown => ("rebuttal_open", "反驳待证"),
        (_, Truth::True) => ("unrebutted", "已触发，未反驳"),
        (_, Truth::Unknown) => ("open", "未触发，基础事实待证"),
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
                path: first_path(part).unwrap_or_default(),
                sources: sources(part),
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
        cites: chips(viewer.book, &rules.nodes[at].cite),
    }
}

/// Where the first fact below a step is entered.
fn first_path(view: &StepView) -> Option<String> {
    let own = view.leaf.as_ref().map(|leaf| leaf.path.clone());
    own.or_else(|| view.parts.iter().find_map(first_path))
}

/// Every page below a step, each once.
fn sources(view: &StepView) -> Vec<SourceView> {
    let mut found = Vec::new();
    gather(view, &mut found);
    found
}

fn gather(view: &StepView, found: &mut Vec<SourceView>) {
    if let Some(leaf) = &view.leaf {
        let rows = leaf.rows.iter().flat_map(|row| &row.sources);
        for source in leaf.said.iter().flat_map(|said| &said.sources).chain(rows) {
            if source.kind != "none" && !found.contains(source) {
                found.push(source.clone());
            }
        }
    }
    for part in &view.parts {
        gather(part, found);
    }
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
