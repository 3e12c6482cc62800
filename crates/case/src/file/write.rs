//! A record as a case file.

use super::cite::write_cite;
use super::{CaseFile, EntryFile, ItemFile, Written};
use crate::{Answer, Entry, Position, Record, ReviewState, Side};
use law::{Value, say};

/// Turns a record into a case file that reads back to the same positions.
pub fn write_file(record: &Record) -> CaseFile {
    let mut entries = Vec::new();
    for (key, entry) in &record.entries {
        for (side, position) in entry.positions() {
            entries.push(one(key.actor.clone(), key.path.to_string(), side, position));
        }
        merge(entry, &mut entries);
    }
    CaseFile {
        format: 1,
        matter: record.matter.clone(),
        parties: record.parties.clone(),
        entries,
        rows: Vec::new(),
        items: record
            .items
            .iter()
            .map(|(key, held)| ItemFile {
                id: key.id.clone(),
                by: held.by.clone(),
                at: Some(held.at),
                item: held.item.clone(),
            })
            .collect(),
    }
}

fn one(actor: Option<String>, path: String, side: Side, position: &Position) -> EntryFile {
    let written = Some(match &position.answer {
        Answer::Unclear { .. } => Written::Text("尚不清楚".into()),
        Answer::Known {
            value: Value::Bool(holds),
            ..
        } => Written::Bool(*holds),
        Answer::Known { typed, .. } if !typed.is_empty() => Written::Text(typed.clone()),
        Answer::Known { value, .. } => Written::Text(say(value, &[], "")),
    });
    let why = match &position.answer {
        Answer::Unclear { why } if position.reason.is_empty() => why.clone(),
        _ => position.reason.clone(),
    };
    let mut file = EntryFile {
        actor,
        path,
        reason: why,
        cite: position.sources.iter().map(write_cite).collect(),
        note: position.note.clone(),
        review: (position.review.state != ReviewState::Accepted).then_some(position.review.state),
        returned: position.review.reason.clone(),
        by: position.by.clone(),
        at: Some(position.at),
        reviewed_by: position.review.by.clone(),
        reviewed_at: position.review.at,
        ..EntryFile::default()
    };
    match side {
        Side::Alleged => file.alleged = written,
        Side::Ours => file.ours = written,
        Side::Finding => {
            file.found = written;
            file.status = position.status;
        }
    }
    file
}

/// Two sides that say the same on the same evidence are written once, as `both`.
fn merge(entry: &Entry, entries: &mut Vec<EntryFile>) {
    let (Some(alleged), Some(ours)) = (&entry.alleged, &entry.ours) else {
        return;
    };
    let place = entries.len() - entry.positions().count();
    let same = |a: &EntryFile, b: &EntryFile| {
        let said = |file: &EntryFile| (file.cite.clone(), file.note.clone(), file.reason.clone());
        let done = |file: &EntryFile| {
            (
                file.review,
                file.returned.clone(),
                file.reviewed_by.clone(),
                file.reviewed_at,
            )
        };
        said(a) == said(b) && done(a) == done(b) && (&a.by, a.at) == (&b.by, b.at)
    };
    if alleged.answer == ours.answer && same(&entries[place], &entries[place + 1]) {
        entries.remove(place + 1);
        entries[place].both = entries[place].alleged.take();
    }
}
