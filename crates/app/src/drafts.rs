//! What somebody is typing and has not yet saved: kept through lock, crash and power cut.

use crate::cases::case_id;
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;

wire! {
    /// Keeps what is being typed.
    pub struct KeepDraft {
        /// Case id, or empty for what belongs to no case yet.
        pub case: String,
        /// Which editor, as the window names it.
        pub key: String,
        /// What is in it, as the window writes it.
        pub body: String,
    }

    /// Forgets a draft that was saved or given up.
    pub struct DropDraft {
        /// Case id, or empty.
        pub case: String,
        /// Which editor.
        pub key: String,
    }

    /// A draft has been kept or forgotten.
    pub struct Kept {
        /// 14:32:07.
        pub at: String,
    }

    /// Asks for one's own drafts.
    pub struct DraftsRequest {
        /// Case id, or empty for those of no case.
        pub case: String,
    }

    /// One draft.
    pub struct DraftView {
        /// Which editor.
        pub key: String,
        /// What was in it.
        pub body: String,
        /// 2026-11-24 14:32.
        pub at: String,
    }

    /// One's own drafts, oldest first.
    pub struct DraftList {
        /// Drafts.
        pub drafts: Vec<DraftView>,
    }
}

/// Longest key and body, in bytes.
const KEY_LIMIT: usize = 400;
const BODY_LIMIT: usize = 1 << 20;

fn check(key: &str, body: &str) -> Result<(), Failure> {
    if key.is_empty() || key.len() > KEY_LIMIT {
        return Err(Failure::invalid("草稿的位置不明，没有保存，请刷新后重试。"));
    }
    if body.len() > BODY_LIMIT {
        return Err(Failure::invalid("草稿超过 1 MB，没有保存，请分成几处填写。"));
    }
    Ok(())
}

/// Keeps what is being typed, durably.
pub(crate) fn keep_draft(app: &mut App, request: KeepDraft, now: Now) -> Result<Kept, Failure> {
    check(&request.key, &request.body)?;
    let vault = app.vault()?;
    if request.case.is_empty() {
        vault.keep_own_draft(&request.key, &request.body, now)?;
    } else {
        vault.keep_draft(&case_id(&request.case)?, &request.key, &request.body, now)?;
    }
    Ok(kept(now))
}

/// Forgets a draft that was saved or given up.
pub(crate) fn drop_draft(app: &mut App, request: DropDraft, now: Now) -> Result<Kept, Failure> {
    check(&request.key, "")?;
    let vault = app.vault()?;
    if request.case.is_empty() {
        vault.drop_own_draft(&request.key)?;
    } else {
        vault.drop_draft(&case_id(&request.case)?, &request.key)?;
    }
    Ok(kept(now))
}

fn kept(now: Now) -> Kept {
    Kept {
        at: now.format("%H:%M:%S").to_string(),
    }
}

/// The present user's drafts.
pub(crate) fn drafts(app: &mut App, request: DraftsRequest, _: Now) -> Result<DraftList, Failure> {
    let vault = app.vault()?;
    let found = if request.case.is_empty() {
        vault.own_drafts()?
    } else {
        vault.drafts(&case_id(&request.case)?)?
    };
    let view = |(key, body, at): store::Draft| DraftView {
        key,
        body,
        at: at.format("%Y-%m-%d %H:%M").to_string(),
    };
    Ok(DraftList {
        drafts: found.into_iter().map(view).collect(),
    })
}
