//! 推演: the same case with some answers otherwise. Nothing here is written to the record.

use crate::analysis::{Facts, actor_of, pack, sentence};
use crate::answer::{self, AnswerInput, row_name, shape};
use crate::cases::Named;
use crate::entry::titled;
use crate::failure::Failure;
use crate::form::kind_id;
use crate::head::{CaseHead, PackChip, head, pack_chip};
use crate::questions::holder;
use crate::rules::book;
use crate::session::{App, Now};
use crate::step_view::{Shape, shape_of};
use crate::wire::{CiteChip, Mark, Stance, Truth, Verdict, chips, wire};
use case::{Path, Record, Scope};
use law::{Book, FactSet, RuleSet, Step, Value};
use std::collections::{BTreeMap, BTreeSet};

wire! {
    /// One answer supposed to be otherwise.
    pub struct Override {
        /// Where.
        pub path: String,
        /// What is supposed; 尚不清楚 supposes that it cannot be established.
        pub answer: AnswerInput,
    }

    /// A result, supposed or not.
    pub struct Outcome {
        /// 成立, 不成立, 未达证明标准.
        pub verdict: Verdict,
        /// In one sentence.
        pub sentence: String,
        /// An answer that could not be read, in words; empty when all could.
        pub refused: String,
    }

    /// How a node came out in one scenario.
    pub struct NodeOutcome {
        /// Its truth.
        pub truth: Truth,
        /// How it came about.
        pub mark: Mark,
        /// One sentence.
        pub why: String,
    }

    /// A node that comes out otherwise in some scenario.
    pub struct ChangedNode {
        /// Node id.
        pub node: String,
        /// Its name.
        pub name: String,
        /// Depth below the root.
        pub depth: u32,
        /// What it looks like.
        pub shape: Shape,
        /// As the case stands.
        pub before: NodeOutcome,
        /// By scenario.
        pub after: Vec<NodeOutcome>,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// Another offence on the same facts, in the version that can apply.
    pub struct OtherOffence {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// As the case stands.
        pub before: Verdict,
        /// By scenario.
        pub after: Vec<Verdict>,
    }

    /// A fact that can be supposed otherwise.
    pub struct Supposable {
        /// Where it is.
        pub path: String,
        /// The question.
        pub question: String,
        /// Group on the form.
        pub group: String,
        /// bool, choice, money, number, date or ref.
        #[serde(rename = "type")]
        #[cfg_attr(feature = "typescript", ts(type = "\"bool\" | \"choice\" | \"money\" | \"number\" | \"date\" | \"ref\""))]
        pub kind: String,
        /// Of a choice or a reference.
        pub options: Vec<Named>,
        /// Of a number.
        pub unit: String,
        /// As it stands, in words; empty when nothing is known.
        pub now: String,
        /// As it stands, when it is 是 or 否.
        pub now_answer: Truth,
        /// The result can still turn on it in the scenario worked on.
        pub matters: bool,
        /// Nobody disputes it.
        pub undisputed: bool,
    }

    /// A case as it stands beside up to three suppositions.
    pub struct WhatIfView {
        /// Case bar.
        pub head: CaseHead,
        /// Party id.
        pub actor: String,
        /// The version shown.
        pub pack: PackChip,
        /// Whose facts are changed.
        pub stance: Stance,
        /// As it stands.
        pub before: Outcome,
        /// By scenario.
        pub after: Vec<Outcome>,
        /// Only what changed, in the order of the tree.
        pub changed: Vec<ChangedNode>,
        /// The other offences whose result changes, or is other than 不成立.
        pub offences: Vec<OtherOffence>,
        /// In order of the form: what matters, then what does not.
        pub facts: Vec<Supposable>,
    }

    /// Asks for a supposition.
    pub struct WhatIfRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Version by date, or the one in force.
        pub pack: Option<String>,
        /// Only accepted entries count.
        pub accepted_only: bool,
        /// Whose facts are changed.
        pub stance: Stance,
        /// Up to three scenarios.
        pub scenarios: Vec<Vec<Override>>,
        /// The scenario worked on: its facts decide what still matters.
        pub active: u32,
    }
}

/// So many scenarios stand side by side.
const SCENARIOS: usize = 3;

/// The case under up to three suppositions.
pub(crate) fn what_if(app: &mut App, request: WhatIfRequest, now: Now) -> Result<WhatIfView, Failure> {
    if request.scenarios.len() > SCENARIOS {
        return Err(Failure::invalid("最多同时比较三个方案，请先移除一个。"));
    }
    let head = head(app, &request.case, &request.actor, now)?;
    let record = app.record(&request.case)?;
    let book = book();
    let actor = actor_of(record, &request.actor)?;
    let rules = pack(book, record, &actor, request.pack.as_deref(), now.date_naive())?;
    let scope = scope(request.accepted_only);
    let facts = Facts::of(book, record, &actor, scope, rules, now.date_naive());
    let base = facts.get(request.stance.into());
    let supposed: Vec<(FactSet, String)> = request
        .scenarios
        .iter()
        .map(|scenario| suppose(book, base, scenario))
        .collect();
    let outcome = |facts: &FactSet, refused: &str| {
        let step = law::assess(rules, facts);
        Outcome {
            verdict: step.truth.into(),
            sentence: sentence(rules, &step),
            refused: refused.into(),
        }
    };
    let worked_on = supposed.get(request.active as usize).map_or(base, |(facts, _)| facts);
    Ok(WhatIfView {
        before: outcome(base, ""),
        after: supposed
            .iter()
            .map(|(facts, refused)| outcome(facts, refused))
            .collect(),
        changed: changed(book, rules, base, &supposed),
        offences: others(&facts, rules, base, &supposed),
        facts: supposable(book, record, &actor, rules, worked_on, base, scope),
        pack: pack_chip(&head, rules),
        stance: request.stance,
        actor,
        head,
    })
}

pub(crate) fn scope(accepted_only: bool) -> Scope {
    if accepted_only { Scope::Accepted } else { Scope::All }
}

/// The facts with some answers otherwise, and what could not be read.
pub(crate) fn suppose(book: &Book, base: &FactSet, scenario: &[Override]) -> (FactSet, String) {
    let (mut facts, mut refused) = (base.clone(), String::new());
    for one in scenario {
        let value = one.path.parse::<Path>().map_err(Failure::from).and_then(|path| {
            let shape = shape(book, &path)?;
            Ok(answer::read(&shape, &one.answer)?.and_then(|answer| answer.value().cloned()))
        });
        match value {
            Ok(value) => facts.set(&one.path, value),
            Err(failure) => refused = failure.message,
        }
    }
    (facts, refused)
}

/// Every node of a tree once, in its order: place in the order, depth, what is said of it.
struct Said<'a> {
    step: Step<'a>,
    depth: u32,
}

fn nodes<'a>(step: &Step<'a>, depth: u32, order: &mut Vec<String>, found: &mut BTreeMap<String, Said<'a>>) {
    if !found.contains_key(&step.node.id) {
        order.push(step.node.id.clone());
        let own = Step {
            parts: step.parts.clone(),
            ..step.clone()
        };
        found.insert(step.node.id.clone(), Said { step: own, depth });
    }
    for part in step.parts.iter().chain(&step.exceptions) {
        nodes(part, depth + 1, order, found);
    }
}

fn changed(book: &Book, rules: &RuleSet, base: &FactSet, supposed: &[(FactSet, String)]) -> Vec<ChangedNode> {
    let tree = |facts| {
        let (mut order, mut found) = (Vec::new(), BTreeMap::new());
        nodes(&law::assess(rules, facts), 0, &mut order, &mut found);
        (order, found)
    };
    let (mut order, before) = tree(base);
    let after: Vec<_> = supposed.iter().map(|(facts, _)| tree(facts)).collect();
    for (more, _) in &after {
        let new: Vec<String> = more
            .iter()
            .filter(|id| !before.contains_key(*id) && !order.contains(id))
            .cloned()
            .collect();
        order.extend(new);
    }
    let outcome = |said: Option<&Said>| match said {
        Some(said) => NodeOutcome {
            truth: said.step.truth.into(),
            mark: said.step.mark.into(),
            why: law::why(book, &said.step),
        },
        // Below a catch-all nobody pleads.
        None => NodeOutcome {
            truth: Truth::False,
            mark: Mark::NotPleaded,
            why: String::new(),
        },
    };
    let differs = |id: &String| {
        let was = before.get(id).map(|said| (said.step.truth, said.step.mark));
        after
            .iter()
            .any(|(_, found)| found.get(id).map(|said| (said.step.truth, said.step.mark)) != was)
    };
    let changed = order.iter().filter(|id| differs(id)).filter_map(|id| {
        let known = before
            .get(id)
            .or_else(|| after.iter().find_map(|(_, found)| found.get(id)))?;
        let node = known.step.node;
        Some(ChangedNode {
            node: id.clone(),
            name: node.name.clone(),
            depth: known.depth,
            shape: shape_of(&known.step, false),
            before: outcome(before.get(id)),
            after: after.iter().map(|(_, found)| outcome(found.get(id))).collect(),
            cites: chips(book, &node.cite),
        })
    });
    changed.collect()
}

fn others(facts: &Facts, charge: &RuleSet, base: &FactSet, supposed: &[(FactSet, String)]) -> Vec<OtherOffence> {
    let verdict = |rules: &RuleSet, facts: &FactSet| Verdict::from(law::assess(rules, facts).truth);
    let other = facts.offences().iter().filter(|rules| rules.id != charge.id);
    other
        .map(|rules| OtherOffence {
            id: rules.id.clone(),
            name: rules.short.clone(),
            before: verdict(rules, base),
            after: supposed.iter().map(|(facts, _)| verdict(rules, facts)).collect(),
        })
        .filter(|offence| {
            offence.before != Verdict::NotMadeOut || offence.after.iter().any(|after| *after != offence.before)
        })
        .collect()
}

/// Paths on which nobody disputes what stands.
pub(crate) fn undisputed(record: &Record, actor: &str, scope: Scope) -> BTreeSet<String> {
    let mine = record
        .entries
        .iter()
        .filter(|(key, _)| key.actor.as_deref().is_none_or(|own| own == actor));
    mine.filter(|(_, entry)| case::standing(entry, case::Stance::Proved, scope).is_some())
        .map(|(key, _)| key.path.to_string())
        .collect()
}

fn supposable(
    book: &Book,
    record: &Record,
    actor: &str,
    rules: &RuleSet,
    worked_on: &FactSet,
    base: &FactSet,
    scope: Scope,
) -> Vec<Supposable> {
    // What is disputed matters with everything undisputed as it is; what is undisputed matters if it could.
    let undisputed = undisputed(record, actor, scope);
    let (all, could) = law::mattering(book, rules, worked_on, rules.root, &BTreeSet::new());
    let (_, does) = law::mattering(book, rules, worked_on, rules.root, &undisputed);
    let mut found: Vec<((bool, i64, Path), Supposable)> = Vec::new();
    for path in all {
        let Ok(parsed) = path.parse::<Path>() else { continue };
        let Ok(shape) = shape(book, &parsed) else { continue };
        let (order, group) = place(book, &parsed);
        let now = base.at(&path);
        let matters = if undisputed.contains(&path) {
            could.contains(&path)
        } else {
            does.contains(&path)
        };
        found.push((
            (!matters, order, parsed.clone()),
            Supposable {
                question: titled(record, actor, &parsed),
                group,
                kind: kind_id(shape.kind).into(),
                options: options(record, holder(book, &parsed, actor), &shape, worked_on),
                unit: shape.unit.clone(),
                now: now
                    .as_ref()
                    .map(|value| say(record, actor, book, &parsed, value))
                    .unwrap_or_default(),
                now_answer: match now {
                    Some(Value::Bool(answer)) => law::Truth::known(answer).into(),
                    _ => Truth::Unknown,
                },
                matters,
                undisputed: undisputed.contains(&path),
                path,
            },
        ));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.into_iter().map(|(_, fact)| fact).collect()
}

fn options(record: &Record, holder: Option<&str>, shape: &answer::Shape, facts: &FactSet) -> Vec<Named> {
    let named = |id: &String, name: String| Named { id: id.clone(), name };
    let chosen = shape
        .options
        .iter()
        .map(|option| named(&option.id, option.name.clone()));
    let rows = facts
        .tables
        .get(&shape.table)
        .map(|table| table.rows.as_slice())
        .unwrap_or_default();
    chosen
        .chain(
            rows.iter()
                .map(|row| named(&row.id, row_name(record, holder, &shape.table, &row.id))),
        )
        .collect()
}

/// Place and name of the group a path stands in.
pub(crate) fn place(book: &Book, path: &Path) -> (i64, String) {
    let id = match path {
        Path::Fact(id) => id.as_str(),
        other => other.table().unwrap_or_default(),
    };
    let group = book.dictionary.group_of(id);
    group.map_or((i64::MAX, "律师判断".into()), |group| {
        (group.order, group.name.clone())
    })
}

/// A value at a path in words.
pub(crate) fn say(record: &Record, actor: &str, book: &Book, path: &Path, value: &Value) -> String {
    let Ok(shape) = shape(book, path) else {
        return String::new();
    };
    let known = case::Answer::Known {
        value: value.clone(),
        typed: String::new(),
    };
    answer::words(record, holder(book, path, actor), &shape, &known)
}
