//! 争议焦点: where the sides differ and an element turns on it.

use crate::analysis::{Facts, actor_of, pack};
use crate::entry::titled;
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::whatif::{place, say, scope};
use crate::wire::{SourceView, wire};
use case::{Entry, Path, Record, Scope, Side};
use law::{Book, FactSet, RuleSet, Truth, Value};
use std::collections::BTreeMap;

wire! {
    /// What one side says.
    pub struct FocusSide {
        /// In words.
        pub words: String,
        /// On which pages.
        pub sources: Vec<SourceView>,
    }

    /// An element that turns on it.
    pub struct FocusElement {
        /// Node id.
        pub node: String,
        /// Its name.
        pub name: String,
        /// Believing the other side on this alone changes the element in some stance; else only together with others.
        pub alone: bool,
    }

    /// One dispute that matters.
    pub struct Focus {
        /// Where it is.
        pub path: String,
        /// The question.
        pub question: String,
        /// 指控.
        pub alleged: FocusSide,
        /// 我方.
        pub ours: FocusSide,
        /// 研判, when there is one.
        pub finding: String,
        /// Elements that turn on it.
        pub elements: Vec<FocusElement>,
        /// What is to be settled, in one question.
        pub ask: String,
    }

    /// Disputes that matter, those that matter by themselves first.
    pub struct FocusView {
        /// Party id.
        pub actor: String,
        /// Disputes.
        pub disputes: Vec<Focus>,
        /// Disputes on which no element turns.
        pub idle: u32,
    }

    /// Asks for the disputes that matter.
    pub struct FocusRequest {
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

/// The disputes on which an element turns.
pub(crate) fn focus(app: &mut App, request: FocusRequest, now: Now) -> Result<FocusView, Failure> {
    let record = app.record(&request.case)?;
    let book = book();
    let actor = actor_of(record, &request.actor)?;
    let rules = pack(book, record, &actor, request.pack.as_deref(), now.date_naive())?;
    let scope = scope(request.accepted_only);
    let facts = Facts::of(book, record, &actor, scope, rules, now.date_naive());
    let (disputes, idle) = disputes(book, record, &actor, rules, &facts, scope);
    Ok(FocusView {
        disputes,
        idle: u32::try_from(idle).unwrap_or(u32::MAX),
        actor,
    })
}

/// What each side says of one question, where they differ.
struct Dispute<'a> {
    entry: &'a Entry,
    alleged: Option<Value>,
    ours: Option<Value>,
}

/// The disputes on which an element turns, and how many there are on which none does.
pub(crate) fn disputes(
    book: &Book,
    record: &Record,
    actor: &str,
    rules: &RuleSet,
    facts: &Facts,
    scope: Scope,
) -> (Vec<Focus>, usize) {
    let mut all: BTreeMap<String, Dispute> = BTreeMap::new();
    let mine = record
        .entries
        .iter()
        .filter(|(key, _)| key.actor.as_deref().is_none_or(|own| own == actor));
    for (key, entry) in mine.filter(|(_, entry)| entry.disputed()) {
        let of = |stance| case::standing(entry, stance, scope).cloned();
        let (alleged, ours) = (of(case::Stance::Alleged), of(case::Stance::Ours));
        if alleged != ours {
            all.insert(key.path.to_string(), Dispute { entry, alleged, ours });
        }
    }
    let base = facts.get(case::Stance::Alleged);
    let sides = all
        .iter()
        .map(|(path, dispute)| (path.clone(), vec![dispute.ours.clone()]))
        .collect();
    let elements = rules.root().rule.parts();
    let nodes: Vec<usize> = elements.iter().chain(&rules.root().unless).copied().collect();
    let turning = law::turning(rules, base, &sides, &nodes);
    let mut found: Vec<((bool, i64, String), Focus)> = Vec::new();
    for (path, turns) in &turning {
        let Some(dispute) = all.get(path) else { continue };
        let Ok(parsed) = path.parse::<Path>() else { continue };
        let elements: Vec<FocusElement> = turns
            .iter()
            .map(|&node| FocusElement {
                node: rules.nodes[node].id.clone(),
                name: rules.nodes[node].name.clone(),
                alone: case::Stance::ALL
                    .into_iter()
                    .any(|stance| swaps(rules, node, facts.get(stance), path, dispute)),
            })
            .collect();
        let alone = elements.iter().any(|element| element.alone);
        let names: Vec<&str> = elements.iter().map(|element| element.name.as_str()).collect();
        found.push((
            (!alone, place(book, &parsed).0, path.clone()),
            Focus {
                question: titled(record, actor, &parsed),
                ask: format!(
                    "“{}”能否认定，决定“{}”",
                    titled(record, actor, &parsed).trim_end_matches('？'),
                    names.join("”“")
                ),
                alleged: side(book, record, actor, &parsed, dispute.entry, Side::Alleged),
                ours: side(book, record, actor, &parsed, dispute.entry, Side::Ours),
                finding: side(book, record, actor, &parsed, dispute.entry, Side::Finding).words,
                elements,
                path: path.clone(),
            },
        ));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let idle = all.len() - found.len();
    (found.into_iter().map(|(_, focus)| focus).collect(), idle)
}

const UNCLEAR: &str = "尚不清楚";

/// Whether believing the one or the other side on this alone changes a node.
fn swaps(rules: &RuleSet, node: usize, facts: &FactSet, path: &str, dispute: &Dispute) -> bool {
    let truth =
        |value: &Option<Value>| -> Truth { law::assess_at(rules, node, &facts.with(path, value.clone())).truth };
    truth(&dispute.alleged) != truth(&dispute.ours)
}

fn side(book: &Book, record: &Record, actor: &str, path: &Path, entry: &Entry, side: Side) -> FocusSide {
    let position = entry.side(side);
    let words = position.map(|position| match position.answer.value() {
        Some(value) => say(record, actor, book, path, value),
        None => UNCLEAR.into(),
    });
    let status = position
        .and_then(|position| position.status)
        .map(|status| status.name());
    FocusSide {
        words: match (words, status) {
            // A finding that settles nothing is said by its status alone.
            (Some(words), Some(status)) if words != UNCLEAR => format!("{status}（{words}）"),
            (_, Some(status)) => status.into(),
            (words, None) => words.unwrap_or_default(),
        },
        sources: position
            .into_iter()
            .flat_map(|position| &position.sources)
            .map(SourceView::from)
            .collect(),
    }
}
