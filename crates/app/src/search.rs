//! Finding things: everything written in one case or in all of them, by characters, and names by pinyin.
//!
//! ```text
//! docs   what of a record can be found, under which words, and what opens it
//! keep   the index brought up to date: a case before it is searched, all of them while the window is idle
//! view   hits as the window shows them: where they are, the words around them
//! ```
//!
//! The index is never asked before the cases at hand have been compared with it, so an edit, an undo or a removal shows
//! at once. What cannot be found, because nobody could read it or has not yet, is counted beside every answer.

mod docs;
mod keep;
mod view;

use crate::cases::case_id;
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;
use store::search::{DocKind, Query, Scope};

pub(crate) use keep::exported;

wire! {
    /// Looks for words.
    pub struct SearchRequest {
        /// As typed: words apart by spaces, all of which must be found; spaces count between `"` and `"`.
        pub query: String,
        /// Case id, or empty for all cases.
        pub case: String,
        /// Ids of kinds; none means all of them.
        pub kinds: Vec<String>,
        /// So many hits of each kind at most.
        pub limit: u32,
    }

    /// A piece of a text: found, or around what was found.
    pub struct PieceView {
        /// The piece.
        pub text: String,
        /// It is what was looked for.
        pub found: bool,
    }

    /// Where the window goes for a hit.
    pub struct Address {
        /// View of the case, as routes name it.
        pub tab: String,
        /// What in the view.
        pub at: String,
        /// Party id, or empty.
        pub actor: String,
        /// Volume label for a page of the file, or empty.
        pub volume: String,
        /// Page of the document for a page of the file, from 1; else 0.
        pub page: u32,
    }

    /// Something that was found.
    pub struct HitView {
        /// Case id.
        pub case: String,
        /// Name of the case.
        pub case_name: String,
        /// Where it is, in words, without the case.
        pub place: String,
        /// The words and what is around them.
        pub pieces: Vec<PieceView>,
        /// What opens it.
        pub open: Address,
    }

    /// Hits of one kind.
    pub struct HitGroup {
        /// Kind id.
        pub kind: String,
        /// Kind in words.
        pub name: String,
        /// How many there are; more than are listed, perhaps.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub count: usize,
        /// The first of them.
        pub hits: Vec<HitView>,
    }

    /// What was found.
    pub struct SearchView {
        /// By kind, the empty ones left out.
        pub groups: Vec<HitGroup>,
        /// False when there may be more than were counted.
        pub counted_all: bool,
        /// What could not be looked into.
        pub state: SearchState,
    }

    /// Asks how far the index is.
    pub struct SearchStateRequest {
        /// Case id, or empty for all cases.
        pub case: String,
    }

    /// How far the index is.
    pub struct SearchState {
        /// Pages of the file there are.
        pub pages: u32,
        /// Pages that can be found.
        pub indexed: u32,
        /// Pages nobody could read.
        pub failed: u32,
        /// Pages nobody has read yet.
        pub unread: u32,
        /// Cases whose latest changes are not in the index yet.
        pub behind: u32,
    }

    /// Works on the index for a moment.
    pub struct IndexSlice {}

    /// What is left to do.
    pub struct IndexSliceView {
        /// Cases still to be looked at.
        pub left: u32,
    }
}

/// The longest query, in characters.
const LONGEST: usize = 200;
/// The most hits of a kind at once.
const MOST: usize = 500;

/// Looks for words.
pub(crate) fn search(app: &mut App, request: SearchRequest, now: Now) -> Result<SearchView, Failure> {
    if request.query.chars().count() > LONGEST {
        return Err(Failure::invalid("要找的文字过长，请控制在200字以内。"));
    }
    let kinds: Vec<DocKind> = request.kinds.iter().filter_map(|id| view::kind(id)).collect();
    if kinds.len() != request.kinds.len() {
        return Err(Failure::not_found("这种检索类别"));
    }
    let limit = usize::try_from(request.limit).unwrap_or(MOST).clamp(1, MOST);
    let case = (!request.case.is_empty()).then(|| case_id(&request.case)).transpose()?;
    match &case {
        Some(case) => keep::bring_up(app, case, now)?,
        None => keep::bring_up_few(app, now)?,
    }
    let scope = case.as_ref().map_or(Scope::All, Scope::One);
    let mut shelf = view::Shelf::of(app)?;
    let vault = app.vault()?;
    let mut counted_all = true;
    // The pages of all cases are so many that the rest would drown among them: looked for by themselves.
    for of_pages in [false, true] {
        let kinds: Vec<DocKind> = DocKind::ALL
            .into_iter()
            .filter(|kind| (*kind == DocKind::Page) == of_pages && (kinds.is_empty() || kinds.contains(kind)))
            .collect();
        if kinds.is_empty() {
            continue;
        }
        let found = vault.search(&Query {
            words: &request.query,
            scope,
            kinds: &kinds,
            limit,
            after: None,
        })?;
        counted_all &= found.counted_all;
        shelf.take(vault, found)?;
        if !of_pages {
            let named = vault.index_docs(scope, view::named(scope, &kinds).as_slice())?;
            shelf.take_spelled(&request.query, named, limit);
        }
    }
    let groups = shelf.groups();
    let state = keep::state(app, case.as_ref())?;
    Ok(SearchView {
        groups,
        counted_all,
        state,
    })
}

/// How far the index is.
pub(crate) fn search_state(app: &mut App, request: SearchStateRequest, now: Now) -> Result<SearchState, Failure> {
    let case = (!request.case.is_empty()).then(|| case_id(&request.case)).transpose()?;
    if let Some(case) = &case {
        keep::bring_up(app, case, now)?;
    }
    keep::state(app, case.as_ref())
}

/// Works on the index for a moment; the window calls it while nobody types.
pub(crate) fn index_slice(app: &mut App, _: IndexSlice, now: Now) -> Result<IndexSliceView, Failure> {
    Ok(IndexSliceView {
        left: keep::slice(app, now)?,
    })
}
