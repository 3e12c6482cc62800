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
    }
}

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
                },
            ));
        }
    }
    items.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(ReviewQueueView {
        head,
        items: items.into_iter().map(|(_, item)| item).collect(),
    })
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
    let side = case::Side::from(request.side);
    let review = Review {
        state,
        by: app.user()?.name.clone(),
        at: Some(now),
        reason: request.reason.trim().into(),
    };
    let actor = holder(book(), &path, &request.actor).map(str::to_string);
    let what = format!(
        "{}：{}",
        if state == ReviewState::Accepted {
            "审核通过"
        } else {
            "退回"
        },
        title(&path)
    );
    app.change(
        &request.case,
        now,
        Op::Review {
            actor,
            path: path.clone(),
            side,
            review,
        },
        &what,
    )?;
    saved(app, &request.case, &request.actor, Some(&path), what, now)
}
