//! What people set by hand in a document, through the one door: other words, sections left out, confidences let out.

use super::compose::generate;
use super::place::{Generated, generated, outline};
use super::{DocumentRequest, wanted_of};
use crate::entry::{Saved, saved};
use crate::failure::{Code, Failure};
use crate::items::{out, put, write};
use crate::session::{App, Now};
use crate::wire::wire;
use case::{ItemChange, ItemKey, ItemKind, Outline, Record, Release, Wording};
use std::collections::BTreeMap;

/// Longest text of one place, in characters.
const LONGEST: usize = 60_000;

wire! {
    /// Asks what stands in one place of a document.
    pub struct WordsRequest {
        /// Which document.
        pub paper: DocumentRequest,
        /// The place, as the document names it.
        pub place: String,
        /// The heading with everything under it.
        pub section: bool,
    }

    /// A link that words in brackets carry.
    pub struct LinkView {
        /// The words.
        pub words: String,
        /// Where they lead.
        pub target: String,
    }

    /// What stands in one place, for an editor.
    pub struct WordsView {
        /// The words as they stand.
        pub words: String,
        /// What the document says there by itself.
        pub generated: String,
        /// Number of the wording, or empty.
        pub id: String,
        /// What the words in brackets lead to.
        pub links: Vec<LinkView>,
    }

    /// Sets words in a place of a document.
    pub struct SetWords {
        /// Which document.
        pub paper: DocumentRequest,
        /// The place, as the document names it.
        pub place: String,
        /// The heading with everything under it.
        pub section: bool,
        /// The words; empty takes the place out of the document.
        pub words: String,
        /// The revision that was shown.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// One wording.
    pub struct WordingRef {
        /// Case id.
        pub case: String,
        /// Number of the wording.
        pub id: String,
        /// The revision that was shown.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// A lawyer stands behind a wording, on what the document says by itself now.
    pub struct AcceptWords {
        /// Which document.
        pub paper: DocumentRequest,
        /// Number of the wording.
        pub id: String,
        /// The revision that was shown.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Chooses the sections of a document.
    pub struct SetOutline {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Template id.
        pub document: String,
        /// Names of the sections that are not printed.
        pub off: Vec<String>,
        /// The revision that was shown.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Lets what only the client said into papers that leave the house, or keeps it back again.
    pub struct SetRelease {
        /// Case id.
        pub case: String,
        /// Party id, or empty for a fact of the case.
        pub actor: String,
        /// Which question.
        pub path: String,
        /// Let out.
        pub out: bool,
        /// The revision that was shown.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }
}

/// The wording of a place, with its number.
fn known<'r>(
    record: &'r Record,
    document: &str,
    actor: &str,
    place: &str,
    section: bool,
) -> Option<(&'r str, &'r Wording)> {
    record
        .items_of::<Wording>()
        .find(|(_, own)| own.document == document && own.actor == actor && own.place == place && own.section == section)
}

/// What a place says by itself, and the party the document is about.
fn place_of(
    app: &mut App,
    paper: &DocumentRequest,
    place: &str,
    section: bool,
    now: Now,
) -> Result<(Generated, String), Failure> {
    let wanted = wanted_of(app, paper, now)?;
    let record = app.record(&paper.case)?;
    let own = generate(record, &wanted, now)?;
    let found = generated(own.blocks, place, section, &own.paper.date).ok_or_else(|| {
        Failure::new(
            Code::NotFound,
            "文书里已没有这一处，可能内容已经变化。",
            "请刷新后在新的位置修改。",
        )
    })?;
    Ok((found, wanted.actor))
}

/// What stands in one place of a document.
pub(crate) fn words_of(app: &mut App, request: WordsRequest, now: Now) -> Result<WordsView, Failure> {
    let (own, actor) = place_of(app, &request.paper, &request.place, request.section, now)?;
    let record = app.record(&request.paper.case)?;
    let found = known(record, &request.paper.document, &actor, &request.place, request.section);
    let mut links: BTreeMap<String, String> = own.links;
    let (id, words) = match found {
        Some((id, wording)) => {
            links.extend(wording.links.clone());
            (id.to_string(), wording.words.clone())
        }
        None => (String::new(), own.text.clone()),
    };
    Ok(WordsView {
        words,
        generated: own.text,
        id,
        links: links
            .into_iter()
            .map(|(words, target)| LinkView { words, target })
            .collect(),
    })
}

/// Sets words in a place. What a paralegal sets is a proposal: the document is a draft until a lawyer accepts it.
pub(crate) fn set_words(app: &mut App, request: SetWords, now: Now) -> Result<Saved, Failure> {
    if request.words.chars().count() > LONGEST {
        return Err(Failure::invalid(format!("这一处文字超过{LONGEST}字，请分段修改。")));
    }
    let (own, actor) = place_of(app, &request.paper, &request.place, request.section, now)?;
    let words = request.words.trim().to_string();
    memo::source::read(&words, &own.links)?;
    let lawyer = app.is_lawyer();
    let case = request.paper.case.clone();
    let record = app.record(&case)?;
    let document = &request.paper.document;
    let found = known(record, document, &actor, &request.place, request.section);
    let mut changes: Vec<ItemChange> = Vec::new();
    // What was written inside a section is part of the section's words from now on.
    if request.section {
        let inner = record.items_of::<Wording>().filter(|(_, wording)| {
            wording.document == *document
                && wording.actor == actor
                && !(wording.section && wording.place == request.place)
        });
        changes.extend(
            inner
                .filter(|(_, wording)| own.places.contains(&wording.place))
                .map(|(id, _)| out(ItemKey::new(ItemKind::Wording, id))),
        );
    }
    let what = if words == own.text.trim() {
        match found {
            Some((id, wording)) => {
                may_drop(lawyer, wording)?;
                changes.push(out(ItemKey::new(ItemKind::Wording, id)));
                "恢复自动生成的文字"
            }
            None if changes.is_empty() => return saved(app, &case, "", None, "文字没有改动".into(), now),
            None => "恢复自动生成的文字",
        }
    } else {
        let key = found.map_or_else(
            || record.next_item(ItemKind::Wording),
            |(id, _)| ItemKey::new(ItemKind::Wording, id),
        );
        let mut links = own.links;
        links.extend(found.map(|(_, wording)| wording.links.clone()).unwrap_or_default());
        links.retain(|known, _| words.contains(&format!("[{known}]")));
        let wording = Wording {
            document: document.clone(),
            actor,
            place: request.place,
            section: request.section,
            words,
            base: own.base,
            settled: lawyer,
            links,
        };
        changes.push(put(app, key, wording, now)?);
        "改写文书文字"
    };
    write(app, &case, changes, what, request.seen, now)?;
    saved(app, &case, "", None, what.into(), now)
}

/// What a lawyer stands behind, only a lawyer takes back.
fn may_drop(lawyer: bool, wording: &Wording) -> Result<(), Failure> {
    if lawyer || !wording.settled {
        return Ok(());
    }
    Err(Failure::new(
        Code::Forbidden,
        "这处文字由律师改定，助理不能恢复。",
        "可以在此基础上另行改写，由律师审定。",
    ))
}

fn wording(record: &Record, id: &str) -> Result<Wording, Failure> {
    record
        .item::<Wording>(id)
        .cloned()
        .ok_or_else(|| Failure::not_found("这处改写"))
}

/// Takes a wording back: the document speaks for itself again; the recycle bin keeps the words.
pub(crate) fn drop_words(app: &mut App, request: WordingRef, now: Now) -> Result<Saved, Failure> {
    let lawyer = app.is_lawyer();
    let own = wording(app.record(&request.case)?, &request.id)?;
    may_drop(lawyer, &own)?;
    let what = "恢复自动生成的文字";
    let change = out(ItemKey::new(ItemKind::Wording, &request.id));
    write(app, &request.case, vec![change], what, request.seen, now)?;
    saved(app, &request.case, "", None, what.into(), now)
}

/// Returns a proposal: the words a lawyer stood behind before it, or what the document says by itself.
pub(crate) fn return_words(app: &mut App, request: WordingRef, now: Now) -> Result<Saved, Failure> {
    let key = ItemKey::new(ItemKind::Wording, &request.id);
    if wording(app.record(&request.case)?, &request.id)?.settled {
        return Err(Failure::invalid("这处文字已由律师审定，不需要退回。"));
    }
    let case = crate::cases::case_id(&request.case)?;
    let history = app.vault()?.item_history(&case, &key)?;
    let before = history
        .into_iter()
        .filter_map(|past| past.held)
        .find(|held| matches!(&held.item, case::Item::Wording(own) if own.settled));
    let what = "退回文书改写";
    let change = match before {
        Some(held) => ItemChange {
            key,
            held: Some(Box::new(held)),
        },
        None => out(key),
    };
    write(app, &request.case, vec![change], what, request.seen, now)?;
    saved(app, &request.case, "", None, what.into(), now)
}

/// A lawyer accepts a wording, and with it what has changed beneath it.
pub(crate) fn accept_words(app: &mut App, request: AcceptWords, now: Now) -> Result<Saved, Failure> {
    let case = request.paper.case.clone();
    let mut own = wording(app.record(&case)?, &request.id)?;
    if let Ok((now, _)) = place_of(app, &request.paper, &own.place, own.section, now) {
        own.base = now.base;
    }
    own.settled = true;
    let what = "审定文书改写";
    let change = put(app, ItemKey::new(ItemKind::Wording, &request.id), own, now)?;
    write(app, &case, vec![change], what, request.seen, now)?;
    saved(app, &case, "", None, what.into(), now)
}

/// Chooses which sections are printed.
pub(crate) fn set_outline(app: &mut App, request: SetOutline, now: Now) -> Result<Saved, Failure> {
    let settled = app.is_lawyer();
    let record = app.record(&request.case)?;
    let actor = crate::analysis::actor_of(record, &request.actor)?;
    let key = outline(record, &request.document, &actor).map_or_else(
        || record.next_item(ItemKind::Outline),
        |(id, _)| ItemKey::new(ItemKind::Outline, id),
    );
    let own = Outline {
        document: request.document,
        actor,
        off: request.off,
        settled,
    };
    let what = "选择文书章节";
    // Everything printed is nobody's choice.
    let change = if own.off.is_empty() {
        out(key)
    } else {
        put(app, key, own, now)?
    };
    write(app, &request.case, vec![change], what, request.seen, now)?;
    saved(app, &request.case, "", None, what.into(), now)
}

/// Lets what only the client said into outgoing papers, or keeps it back again.
pub(crate) fn set_release(app: &mut App, request: SetRelease, now: Now) -> Result<Saved, Failure> {
    let record = app.record(&request.case)?;
    let found = record
        .items_of::<Release>()
        .find(|(_, own)| own.actor == request.actor && own.path == request.path)
        .map(|(id, _)| ItemKey::new(ItemKind::Release, id));
    let (change, what) = match (request.out, found) {
        (true, None) => {
            let key = record.next_item(ItemKind::Release);
            let own = Release {
                actor: request.actor,
                path: request.path,
            };
            (put(app, key, own, now)?, "同意写入对外文书")
        }
        (false, Some(key)) => (out(key), "不再写入对外文书"),
        _ => return saved(app, &request.case, "", None, "没有改动".into(), now),
    };
    write(app, &request.case, vec![change], what, request.seen, now)?;
    saved(app, &request.case, "", None, what.into(), now)
}
