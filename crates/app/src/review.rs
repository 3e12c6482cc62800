//! Review: a paralegal proposes, a lawyer accepts or returns.

use crate::analysis::{Facts, actor_of, pack};
use crate::answer::{shape, show};
use crate::entry::{Saved, saved, title, titled};
use crate::failure::Failure;
use crate::head::{CaseHead, head};
use crate::questions::holder;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{Answer, Side, SourceView, wire};
use case::{Key, Op, Path, Review, ReviewState, Scope, Stance};
use std::collections::BTreeMap;

wire! {
    /// Another entry the same decision covers: the other side's of the same words, or the rest of one procedural document.
    pub struct ReviewedToo {
        /// Where it is.
        pub path: String,
        /// Whose position.
        pub side: Side,
        /// In plain words.
        pub question: String,
        /// What is said.
        pub answer: Answer,
        /// What was accepted before.
        pub old: Answer,
    }

    /// One entry by its place.
    pub struct ReviewedPlace {
        /// Where it is.
        pub path: String,
        /// Whose position.
        pub side: Side,
    }

    /// An entry to review.
    pub struct ReviewItem {
        /// Where it is.
        pub path: String,
        /// Whose position.
        pub side: Side,
        /// Party id, or empty for a fact of the case.
        pub actor: String,
        /// In plain words.
        pub question: String,
        /// What is said.
        pub answer: Answer,
        /// On what evidence.
        pub sources: Vec<SourceView>,
        /// Who entered it.
        pub by: String,
        /// When.
        pub at: String,
        /// Expected effect, in words.
        pub effect: String,
        /// What was accepted before.
        pub old: Answer,
        /// proposed or returned.
        #[cfg_attr(feature = "typescript", ts(type = "\"proposed\" | \"returned\""))]
        pub state: String,
        /// Why it was returned.
        pub reason: String,
        /// Group of the form it stands in.
        pub group: String,
        /// How many open comments there are on it.
        pub comments: u32,
        /// What the same decision covers.
        pub also: Vec<ReviewedToo>,
    }

    /// What waits for review, most effective first.
    pub struct ReviewQueueView {
        /// Case bar.
        pub head: CaseHead,
        /// Items.
        pub items: Vec<ReviewItem>,
    }

    /// Asks for the queue.
    pub struct ReviewQueue {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
    }

    /// Accepts or returns an entry.
    pub struct ReviewRequest {
        /// Case id.
        pub case: String,
        /// Party id.
        pub actor: String,
        /// Where it is.
        pub path: String,
        /// Whose position.
        pub side: Side,
        /// accepted or returned.
        #[cfg_attr(feature = "typescript", ts(type = "\"accepted\" | \"returned\""))]
        pub verdict: String,
        /// Mandatory when returned.
        pub reason: String,
        /// Other entries it covers, as the queue showed them.
        #[serde(default)]
        pub also: Vec<ReviewedPlace>,
    }
}

/// Tables whose rows are one document each, read and decided as a whole.
const WHOLE_ROWS: [&str; 1] = ["events"];

/// What waits for review, ordered by how much the result turns on it.
pub(crate) fn review_queue(app: &mut App, request: ReviewQueue, now: Now) -> Result<ReviewQueueView, Failure> {
    let head = head(app, &request.case, &request.actor, now)?;
    let record = app.record(&request.case)?.clone();
    let book = book();
    let actor = actor_of(&record, &request.actor)?;
    let rules = pack(book, &record, &actor, None, now.date_naive())?;
    let facts = Facts::of(book, &record, &actor, Scope::Accepted, rules, now.date_naive());
    let mut weight: BTreeMap<String, (bool, u32)> = BTreeMap::new();
    for opening in Stance::ALL.into_iter().flat_map(|stance| facts.openings(rules, stance)) {
        let known = weight.entry(opening.path.clone()).or_default();
        *known = (*known).max((opening.decisive, opening.effect));
    }
    let arguing = book
        .defences
        .iter()
        .flat_map(|defence| facts.openings(defence, Stance::Ours));
    let arguing: std::collections::BTreeSet<String> = arguing.map(|opening| opening.path).collect();
    let mut items = Vec::new();
    for (key, entry) in &record.entries {
        if key.actor.as_deref().is_some_and(|own| own != actor) {
            continue;
        }
        for (side, position) in entry
            .positions()
            .filter(|(_, position)| position.review.state != ReviewState::Accepted)
        {
            let shape = shape(book, &key.path)?;
            let table = key.path.table().map(|table| format!("{table}#complete"));
            let effect = weight
                .get(&key.path.to_string())
                .or_else(|| weight.get(&table?))
                .copied()
                .unwrap_or_default();
            let old = before(app, &request.case, key, side)?;
            let words = match effect {
                (true, _) => "可以单独改变结论",
                (false, 0) if arguing.contains(&key.path.to_string()) => "与抗辩、从宽情节有关",
                (false, 0) => "不影响当前结论",
                (false, 1..=1_000) => "与结论有关",
                (false, _) => "明显影响结论",
            };
            let state = if position.review.state == ReviewState::Returned {
                "returned"
            } else {
                "proposed"
            };
            items.push((
                (
                    state == "returned",
                    std::cmp::Reverse(effect),
                    key.path.to_string(),
                    side,
                ),
                ReviewItem {
                    path: key.path.to_string(),
                    side: side.into(),
                    actor: key.actor.clone().unwrap_or_default(),
                    question: titled(&record, key.actor.as_deref().unwrap_or_default(), &key.path),
                    answer: show(&record, key.actor.as_deref(), &shape, Some(&position.answer)),
                    sources: position.sources.iter().map(SourceView::from).collect(),
                    by: position.by.clone(),
                    at: position.at.format("%Y-%m-%d %H:%M").to_string(),
                    effect: words.into(),
                    old: show(&record, key.actor.as_deref(), &shape, old.as_ref()),
                    state: state.into(),
                    reason: position.review.reason.clone(),
                    group: group(book, &key.path),
                    comments: record
                        .items_of::<case::Comment>()
                        .filter(|(_, comment)| {
                            comment.settled_by.is_empty()
                                && matches!(&comment.on, case::Target::Fact { path, .. } if *path == key.path.to_string())
                        })
                        .count() as u32,
                    also: Vec::new(),
                },
            ));
        }
    }
    items.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(ReviewQueueView {
        head,
        items: together(items.into_iter().map(|(_, item)| item))?,
    })
}

/// Entries that are one thing to the reader are one item: both sides in the same words, the cells of one document. What differs in
/// any way — who entered it, its state, the answer — stays apart.
fn together(items: impl Iterator<Item = ReviewItem>) -> Result<Vec<ReviewItem>, Failure> {
    let mut kept: Vec<ReviewItem> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for item in items {
        let path: Path = item.path.parse()?;
        let of = match (path.table(), path.row()) {
            (Some(table), Some(row)) if WHOLE_ROWS.contains(&table) => format!("{table}/{row}"),
            _ => {
                let pages: Vec<&str> = item.sources.iter().map(|source| source.text.as_str()).collect();
                format!("{}|{:?}|{:?}|{pages:?}", item.path, item.answer, item.old)
            }
        };
        let of = format!("{of}|{}|{}|{}", item.actor, item.state, item.by);
        match known.get(&of) {
            Some(&at) => {
                let lead = &mut kept[at];
                for source in item.sources {
                    if lead.sources.iter().all(|known| known.text != source.text) {
                        lead.sources.push(source);
                    }
                }
                lead.comments += item.comments;
                lead.also.push(ReviewedToo {
                    path: item.path,
                    side: item.side,
                    question: item.question,
                    answer: item.answer,
                    old: item.old,
                });
            }
            None => {
                known.insert(of, kept.len());
                kept.push(item);
            }
        }
    }
    Ok(kept)
}

/// The group of the form a question stands in; the judgments have one of their own.
fn group(book: &law::Book, path: &Path) -> String {
    let id = match path {
        Path::Fact(id) => id.as_str(),
        other => other.table().unwrap_or_default(),
    };
    let group = book.dictionary.group_of(id);
    group.map_or_else(|| "律师判断".into(), |group| group.name.clone())
}

/// What the same side said before the entry at hand.
fn before(app: &mut App, case: &str, key: &Key, side: case::Side) -> Result<Option<case::Answer>, Failure> {
    let past = app.vault()?.history(&crate::cases::case_id(case)?, key)?;
    let own = past.into_iter().filter(|past| past.side == side).nth(1);
    Ok(own.and_then(|past| past.position).map(|position| position.answer))
}

/// The acknowledgement of a review is that of any change.
pub(crate) type Reviewed = Saved;

/// Accepts or returns an entry; lawyers only.
pub(crate) fn review(app: &mut App, request: ReviewRequest, now: Now) -> Result<Reviewed, Failure> {
    app.lawyer_only("审核意见")?;
    let path: Path = request.path.parse()?;
    let state = match request.verdict.as_str() {
        "accepted" => ReviewState::Accepted,
        "returned" if request.reason.trim().is_empty() => {
            return Err(Failure::invalid("退回须写明理由，助理才知道怎样改。"));
        }
        "returned" => ReviewState::Returned,
        _ => return Err(Failure::invalid("审核意见须是“通过”或者“退回”。")),
    };
    let review = Review {
        state,
        by: app.user()?.name.clone(),
        at: Some(now),
        reason: request.reason.trim().into(),
    };
    let places = std::iter::once((path.clone(), request.side));
    let others = request.also.iter().map(|own| Ok((own.path.parse()?, own.side)));
    let others: Vec<(Path, Side)> = others.collect::<Result<_, Failure>>()?;
    let op = |(path, side): (Path, Side)| Op::Review {
        actor: holder(book(), &path, &request.actor).map(str::to_string),
        path,
        side: side.into(),
        review: review.clone(),
    };
    let mut ops: Vec<Op> = places.chain(others).map(op).collect();
    let done = if state == ReviewState::Accepted {
        "审核通过"
    } else {
        "退回"
    };
    let what = match ops.len() {
        1 => format!("{done}：{}", title(&path)),
        count => format!("{done}：{}等{count}处", title(&path)),
    };
    let op = if ops.len() == 1 { ops.remove(0) } else { Op::All(ops) };
    app.change(&request.case, now, op, &what)?;
    saved(app, &request.case, &request.actor, Some(&path), what, now)
}
