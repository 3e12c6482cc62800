//! Notes of the case (办案笔记): what was said on the telephone, what to think about, what the meeting brought. Searched like
//! everything else; no document prints them.

pub(crate) use crate::entry::Saved;
use crate::entry::saved;
use crate::failure::Failure;
use crate::items::{out, put};
use crate::session::{App, Now};
use crate::wire::wire;
use case::{ItemKey, ItemKind, Note, Op, Target};

/// Longest heading and longest note, in characters.
const TITLE: usize = 60;
const TEXT: usize = 20_000;

wire! {
    /// A note.
    pub struct NoteRow {
        /// Number of the item.
        pub id: String,
        /// Its heading, or empty.
        pub title: String,
        /// Its text.
        pub text: String,
        /// Who wrote it, and when.
        pub by: String,
    }

    /// The notes of a case.
    pub struct NotesView {
        /// Latest first.
        pub rows: Vec<NoteRow>,
    }

    /// Asks for the notes.
    pub struct NotesRequest {
        /// Case id.
        pub case: String,
    }

    /// Writes a note.
    pub struct SetNote {
        /// Case id.
        pub case: String,
        /// Number of the item; empty for a new one.
        pub id: String,
        /// Its heading, or empty.
        pub title: String,
        /// Its text.
        pub text: String,
    }

    /// Takes a note away; the recycle bin keeps it.
    pub struct RemoveNote {
        /// Case id.
        pub case: String,
        /// Number of the item.
        pub id: String,
    }
}

/// The notes on the case as a whole. Those that sign off an item of the archive belong to the archive.
pub(crate) fn notes(app: &mut App, request: NotesRequest, _now: Now) -> Result<NotesView, Failure> {
    let record = app.record(&request.case)?;
    let mut rows: Vec<_> = record
        .items_of::<Note>()
        .filter(|(id, note)| note.on == Target::Case && !id.contains('/'))
        .map(|(id, note)| (record.items.get(&ItemKey::new(ItemKind::Note, id)), id, note))
        .collect();
    rows.sort_by_key(|(held, ..)| std::cmp::Reverse(held.map(|held| held.at)));
    let row = |(held, id, note): (Option<&case::Held>, &str, &Note)| NoteRow {
        id: id.into(),
        title: note.title.clone(),
        text: note.text.clone(),
        by: held
            .map(|held| format!("{} {}", held.by, held.at.format("%Y-%m-%d %H:%M")))
            .unwrap_or_default(),
    };
    Ok(NotesView {
        rows: rows.into_iter().map(row).collect(),
    })
}

/// Writes a note.
pub(crate) fn set_note(app: &mut App, request: SetNote, now: Now) -> Result<Saved, Failure> {
    let (title, text) = (request.title.trim(), request.text.trim());
    if text.is_empty() || text.chars().count() > TEXT {
        return Err(Failure::invalid(format!("请填写笔记，{TEXT}字以内。")));
    }
    if title.chars().count() > TITLE {
        return Err(Failure::invalid(format!("笔记的标题请在{TITLE}字以内。")));
    }
    let record = app.record(&request.case)?;
    let (key, what) = match request.id.as_str() {
        "" => (record.next_item(ItemKind::Note), "写办案笔记"),
        id => match record.item::<Note>(id) {
            Some(note) if note.on == Target::Case => (ItemKey::new(ItemKind::Note, id), "修改办案笔记"),
            _ => return Err(Failure::not_found("这条笔记")),
        },
    };
    let note = Note {
        on: Target::Case,
        title: title.into(),
        text: text.into(),
    };
    let change = put(app, key, note, now)?;
    app.change(&request.case, now, Op::Put(vec![change]), what)?;
    saved(app, &request.case, "", None, what.into(), now)
}

/// Takes a note away.
pub(crate) fn remove_note(app: &mut App, request: RemoveNote, now: Now) -> Result<Saved, Failure> {
    let record = app.record(&request.case)?;
    if record
        .item::<Note>(&request.id)
        .is_none_or(|note| note.on != Target::Case)
    {
        return Err(Failure::not_found("这条笔记"));
    }
    let what = "删除办案笔记";
    let change = out(ItemKey::new(ItemKind::Note, &request.id));
    app.change(&request.case, now, Op::Put(vec![change]), what)?;
    saved(app, &request.case, "", None, what.into(), now)
}
