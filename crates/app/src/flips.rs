//! Smallest flips in words, ranked by how they could be proved (最小翻案集).

use crate::analysis::{Facts, actor_of, pack};
use crate::answer::AnswerInput;
use crate::entry::titled;
use crate::failure::Failure;
use crate::overview::opening_view;
use crate::questions::holder;
use crate::rules::book;
use crate::session::{App, Now};
use crate::whatif::{Override, say, scope, undisputed};
use crate::wire::{SourceView, Stance, Truth, wire};
use case::{Path, Record};
use law::{Aim, Book, Change, Fen, Interval, RuleSet, Value, Want};

wire! {
    /// The result wanted.
    #[derive(Copy, PartialEq, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Wanted {
        /// What the prosecution would need.
        MadeOut,
        /// 不成立或者未达证明标准.
        NotMadeOut,
        /// 不成立.
        Failed,
    }

    /// How a fact could be shown, best first.
    #[derive(Copy, PartialEq, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum Provable {
        /// Our own position rests on evidence in the file.
        InHand,
        /// The file or an inquiry can settle it.
        Obtainable,
        /// Only words, or a lawyer's or court's judgment.
        WordsOnly,
    }

    /// One fact of a set.
    pub struct FlipFact {
        /// Where it is.
        pub path: String,
        /// The question.
        pub question: String,
        /// As it stands.
        pub now: String,
        /// What it would have to turn out to be.
        pub to: String,
        /// How it could be shown.
        pub provable: Provable,
        /// 会见, 阅卷, 调取.
        pub how: Vec<String>,
        /// What usually proves it.
        pub proof: String,
        /// On what our position rests.
        pub sources: Vec<SourceView>,
        /// The same change as a supposition.
        pub suppose: Override,
    }

    /// A minimal set.
    pub struct FlipSet {
        /// Its weakest fact decides.
        pub provable: Provable,
        /// All of them together.
        pub facts: Vec<FlipFact>,
    }

    /// What can be chosen to turn.
    pub struct FlipNode {
        /// Node id.
        pub node: String,
        /// Its name.
        pub name: String,
        /// Its truth in this stance.
        pub truth: Truth,
    }

    /// Smallest flips of one node.
    pub struct FlipsView {
        /// The node.
        pub node: String,
        /// Result wanted.
        pub want: Wanted,
        /// It is so already.
        pub met: bool,
        /// Sets, by provability, then by size.
        pub sets: Vec<FlipSet>,
        /// How many facts must change at the least; absent when nothing entered so far can give it.
        pub least: Option<u32>,
        /// Not everything is listed.
        pub truncated: bool,
        /// The offence, then its elements.
        pub nodes: Vec<FlipNode>,
    }

    /// Asks for smallest flips.
    pub struct FlipsRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Version by date, or the one in force.
        pub pack: Option<String>,
        /// Only accepted entries count.
        pub accepted_only: bool,
        /// Whose facts.
        pub stance: Stance,
        /// The offence's root or an element; empty for the offence.
        pub node: String,
        /// The result wanted; absent for the one that changes what stands, the client's first.
        pub want: Option<Wanted>,
    }
}

/// So many sets are looked for, and so many shown.
const SOUGHT: usize = 400;
const SHOWN: usize = 40;

/// The smallest flips of one node.
pub(crate) fn flips(app: &mut App, request: FlipsRequest, now: Now) -> Result<FlipsView, Failure> {
    let record = app.record(&request.case)?;
    let book = book();
    let actor = actor_of(record, &request.actor)?;
    let rules = pack(book, record, &actor, request.pack.as_deref(), now.date_naive())?;
    let scope = scope(request.accepted_only);
    let facts = Facts::of(book, record, &actor, scope, rules, now.date_naive());
    let facts = facts.get(request.stance.into());
    let place = |id: &str| rules.nodes.iter().position(|node| node.id == id && node.row.is_none());
    let node = match request.node.as_str() {
        "" => rules.root,
        id => place(id).ok_or_else(|| Failure::not_found("这个要件"))?,
    };
    let truth = law::assess_at(rules, node, facts).truth;
    let want = request.want.unwrap_or(match truth {
        law::Truth::True => Wanted::NotMadeOut,
        law::Truth::Unknown => Wanted::Failed,
        law::Truth::False => Wanted::MadeOut,
    });
    let fixed = undisputed(record, &actor, scope);
    let aim = Aim {
        node,
        want: match want {
            Wanted::MadeOut => Want::MadeOut,
            Wanted::NotMadeOut => Want::NotMadeOut,
            Wanted::Failed => Want::Failed,
        },
        fixed: &fixed,
        size: Aim::LARGEST,
        most: SOUGHT,
    };
    let found = law::flips(book, rules, facts, aim);
    let mut sets: Vec<FlipSet> = found
        .sets
        .iter()
        .map(|set| in_words(book, record, &actor, set))
        .collect();
    sets.sort_by_key(|set| (set.provable, set.facts.len()));
    let truncated = found.truncated || sets.len() > SHOWN;
    sets.truncate(SHOWN);
    Ok(FlipsView {
        node: rules.nodes[node].id.clone(),
        want,
        met: found.met,
        sets,
        least: found.least.map(|least| least as u32),
        truncated,
        nodes: nodes(rules, facts),
    })
}

fn nodes(rules: &RuleSet, facts: &law::FactSet) -> Vec<FlipNode> {
    let tree = law::assess(rules, facts);
    let node = |step: &law::Step| FlipNode {
        node: step.node.id.clone(),
        name: step.node.name.clone(),
        truth: step.truth.into(),
    };
    std::iter::once(node(&tree))
        .chain(tree.parts.iter().map(node))
        .collect()
}

fn in_words(book: &Book, record: &Record, actor: &str, set: &law::Flip) -> FlipSet {
    let facts: Vec<FlipFact> = set
        .changes
        .iter()
        .filter_map(|change| fact(book, record, actor, change))
        .collect();
    FlipSet {
        provable: facts
            .iter()
            .map(|fact| fact.provable)
            .max()
            .unwrap_or(Provable::WordsOnly),
        facts,
    }
}

fn fact(book: &Book, record: &Record, actor: &str, change: &Change) -> Option<FlipFact> {
    let path: Path = change.path.parse().ok()?;
    let words = |value: &Value| say(record, actor, book, &path, value);
    let mut to: Vec<String> = change.to.iter().map(words).collect();
    if change.unproved {
        to.insert(0, "不能认定".into());
    }
    let asked = opening_view(&law::Opening {
        path: change.path.clone(),
        kind: law::OpeningKind::Fact,
        node: String::new(),
        effect: 0,
        decisive: false,
        better: None,
        rows_left_out: 0,
    });
    let (provable, sources) = provable(book, record, actor, &path, change, &asked.how);
    Some(FlipFact {
        question: titled(record, actor, &path),
        now: change.now.as_ref().map(words).unwrap_or_else(|| "尚未查明".into()),
        to: to.join("，或者"),
        provable,
        how: asked.how,
        proof: proof(book, &path),
        sources,
        suppose: Override {
            path: change.path.clone(),
            answer: supposed(change),
        },
        path: change.path.clone(),
    })
}

/// What usually proves the answer to a question.
pub(crate) fn proof(book: &Book, path: &Path) -> String {
    match path {
        Path::Fact(id) => book.dictionary.fact(id).map(|fact| fact.proof.clone()),
        Path::Cell(table, _, column) => {
            let table = book.dictionary.table(table);
            table
                .and_then(|table| table.column(column))
                .map(|column| column.proof.clone())
        }
        _ => None,
    }
    .unwrap_or_default()
}

/// Evidence in hand > the file or an inquiry > words or a judgment.
fn provable(
    book: &Book,
    record: &Record,
    actor: &str,
    path: &Path,
    change: &Change,
    how: &[String],
) -> (Provable, Vec<SourceView>) {
    let ours = record
        .entry(holder(book, path, actor), path)
        .and_then(|entry| entry.ours.as_ref());
    let fits = |value: &Value| {
        let inside = |to: &Value| match (to.interval(), value.interval()) {
            (Some(to), Some(own)) => {
                own.low.zip(to.low).is_none_or(|(own, to)| own >= to)
                    && own.high.zip(to.high).is_none_or(|(own, to)| own <= to)
            }
            _ => to == value,
        };
        change.to.iter().any(inside) || change.unproved && Some(value) != change.now.as_ref()
    };
    if let Some(ours) = ours.filter(|ours| ours.answer.value().is_some_and(fits)) {
        let evidence =
            |source: &&case::Source| matches!(source, case::Source::Page { .. } | case::Source::Other { .. });
        let sources: Vec<SourceView> = ours.sources.iter().filter(evidence).map(SourceView::from).collect();
        if !sources.is_empty() {
            return (Provable::InHand, sources);
        }
    }
    let judge = matches!(path, Path::Fact(id) if book.dictionary.fact(id).is_none());
    let outside = how.iter().any(|how| how == "阅卷" || how == "调取");
    let provable = if outside && !judge {
        Provable::Obtainable
    } else {
        Provable::WordsOnly
    };
    (provable, Vec::new())
}

/// One value of the change, as somebody would enter it.
fn supposed(change: &Change) -> AnswerInput {
    if change.unproved {
        return AnswerInput::Unclear { why: String::new() };
    }
    let end = |interval: &Interval| interval.high.or(interval.low).unwrap_or(0);
    match change.to.first() {
        Some(Value::Bool(true)) => AnswerInput::Yes,
        Some(Value::Bool(false)) => AnswerInput::No,
        Some(Value::Choice(id)) => AnswerInput::Choice { id: id.clone() },
        Some(Value::Ref(row)) => AnswerInput::Ref { row: row.clone() },
        Some(Value::Money(interval)) => AnswerInput::Typed {
            text: Fen(end(interval)).to_string().replace(',', ""),
        },
        Some(Value::Number(interval)) => AnswerInput::Typed {
            text: end(interval).to_string(),
        },
        Some(Value::Date(interval)) => AnswerInput::Typed {
            text: law::from_day_number(end(interval))
                .map(|day| day.to_string())
                .unwrap_or_default(),
        },
        Some(Value::Text(_)) | None => AnswerInput::Unclear { why: String::new() },
    }
}
