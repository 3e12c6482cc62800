//! What to find out, by who can find it out: 会见, 阅卷, 调取, and what the lawyer judges (待查清单).

use crate::analysis::{Facts, actor_of, pack};
use crate::failure::Failure;
use crate::flips::proof;
use crate::overview::{OpeningView, opening_of};
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Path, Record, Scope};
use law::{Book, Opening};

wire! {
    /// A question to put, a page to read, a thing to ask for.
    pub struct AgendaItem {
        /// The opening.
        pub opening: OpeningView,
        /// The answer that is better for the client, in words; empty when there is none.
        pub better: String,
        /// What usually proves it.
        pub proof: String,
        /// So many more rows of the same table stand open in the same way.
        pub more_rows: u32,
    }

    /// What one way of finding out is for.
    pub struct AgendaGroup {
        /// interview, file, collect or judge.
        #[cfg_attr(feature = "typescript", ts(type = "\"interview\" | \"file\" | \"collect\" | \"judge\""))]
        pub finder: String,
        /// 会见, 阅卷, 调取, 律师判断.
        pub name: String,
        /// Where one answer is better for us: most effective first.
        pub helps: Vec<AgendaItem>,
        /// Where no answer is better in itself.
        pub open: Vec<AgendaItem>,
    }

    /// What to find out.
    pub struct AgendaView {
        /// Party id.
        pub actor: String,
        /// Every way of finding out that has something to do.
        pub groups: Vec<AgendaGroup>,
    }

    /// Asks what to find out.
    pub struct AgendaRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Version by date, or the one in force.
        pub pack: Option<String>,
    }
}

/// What to find out, most effective first. A question that two ways can answer stands under both.
pub(crate) fn agenda(app: &mut App, request: AgendaRequest, now: Now) -> Result<AgendaView, Failure> {
    let record = app.record(&request.case)?;
    let book = book();
    let actor = actor_of(record, &request.actor)?;
    let rules = pack(book, record, &actor, request.pack.as_deref(), now.date_naive())?;
    let facts = Facts::of(book, record, &actor, Scope::All, rules, now.date_naive());
    let open = facts.openings(rules, case::Stance::Proved);
    Ok(AgendaView {
        groups: groups(book, record, &actor, &open),
        actor,
    })
}

const FINDERS: [(&str, &str); 4] = [
    ("interview", "会见"),
    ("file", "阅卷"),
    ("collect", "调取"),
    ("judge", "律师判断"),
];

/// Openings by who can find them out.
pub(crate) fn groups(book: &Book, record: &Record, actor: &str, open: &[Opening]) -> Vec<AgendaGroup> {
    let group = |(finder, name): (&str, &str)| {
        let (mut helps, mut neither) = (Vec::new(), Vec::new());
        for opening in open {
            let view = opening_of(record, actor, opening);
            let here = if view.how.is_empty() {
                finder == "judge"
            } else {
                view.how.iter().any(|how| how == name)
            };
            if !here {
                continue;
            }
            let path: Option<Path> = opening.path.parse().ok();
            let better = match opening.better.filter(|_| !view.helps.is_empty()) {
                Some(true) => "是",
                Some(false) => "否",
                None => "",
            };
            let item = AgendaItem {
                better: better.into(),
                proof: path.map(|path| proof(book, &path)).unwrap_or_default(),
                more_rows: u32::try_from(opening.rows_left_out).unwrap_or(u32::MAX),
                opening: view,
            };
            if better.is_empty() {
                neither.push(item)
            } else {
                helps.push(item)
            }
        }
        AgendaGroup {
            finder: finder.into(),
            name: name.into(),
            helps,
            open: neither,
        }
    };
    let all = FINDERS.into_iter().map(group);
    all.filter(|group| !group.helps.is_empty() || !group.open.is_empty())
        .collect()
}
