//! The index brought up to date. Nothing else tells it what changed: it is compared with the cases, by revision and by the
//! rows of the pages, so that neither an undo nor a crash can leave it wrong for longer than until the next look.

use super::{SearchState, docs};
use crate::failure::Failure;
use crate::session::{App, Now};
use case::{Record, Volume};
use std::collections::{BTreeMap, BTreeSet};
use store::search::{Coverage, DocKind, Scope};
use store::{CaseId, PageState, Vault};

/// Pages taken over in one transaction.
const BATCH: usize = 100;
/// Pages taken over before an answer is given; the rest while the window is idle.
const AT_ONCE: usize = 400;
/// Cases that are read and brought up to date at once; the rest while the window is idle.
const FEW: usize = 4;
/// Cases found as they should be that one moment of work looks at.
const GLANCES: usize = 10;

/// Brings one case up to date before it is searched.
pub(super) fn bring_up(app: &mut App, case: &CaseId, now: Now) -> Result<(), Failure> {
    let _ = now;
    app.record(case.as_str())?;
    let known = app.vault()?.index_state()?.get(case).copied();
    let (record, vault) = both(app, case)?;
    pages(vault, case, volumes(record), AT_ONCE)?;
    text(vault, case, record, known)?;
    Ok(())
}

/// Brings the cases that were opened in this session up to date before all of them are searched: nobody else changes any.
pub(super) fn bring_up_open(app: &mut App, _: Now) -> Result<(), Failure> {
    let state = app.vault()?.index_state()?;
    let open: Vec<String> = app.open.keys().cloned().collect();
    for id in open {
        let case = crate::cases::case_id(&id)?;
        let (record, vault) = both(app, &case)?;
        pages(vault, &case, volumes(record), BATCH)?;
        text(vault, &case, record, state.get(&case).copied())?;
    }
    Ok(())
}

/// Brings a few cases up to date that were changed without being opened, as one that was just made or imported.
pub(super) fn bring_up_few(app: &mut App, now: Now) -> Result<(), Failure> {
    bring_up_open(app, now)?;
    let vault = app.vault()?;
    let state = vault.index_state()?;
    let behind = |row: &store::Projection| state.get(&row.id) != Some(&row.revision);
    for row in vault.cases()?.into_iter().filter(behind).take(FEW) {
        if let Ok(record) = vault.load(&row.id) {
            // Where there are pages to take over is noted; they are taken over while the window is idle.
            pages(vault, &row.id, volumes(&record), 0)?;
            text(vault, &row.id, &record, state.get(&row.id).copied())?;
        }
    }
    Ok(())
}

/// One moment of work on whatever is behind; gives how many cases are left to look at.
pub(super) fn slice(app: &mut App, now: Now) -> Result<u32, Failure> {
    if app.sweep.is_none() {
        app.sweep = Some(sweep(app)?);
    }
    let mut left = app.sweep.take().unwrap_or_default();
    // Once everything was looked at, only a case that is open can fall behind.
    if left.is_empty() {
        left = app.open.keys().cloned().collect();
    }
    let state = app.vault()?.index_state()?;
    for _ in 0..GLANCES {
        let Some(id) = left.last() else { break };
        // A case that cannot be read says so when it is opened; here it only must not stop the others.
        if matches!(glance(app, id, &state, now), Ok(true)) {
            break;
        }
        left.pop();
    }
    let count = left.len();
    app.sweep = Some(left);
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Looks at one case; true when there was something to do, so that it is looked at again.
fn glance(app: &App, id: &str, state: &BTreeMap<CaseId, u64>, _: Now) -> Result<bool, Failure> {
    let case = crate::cases::case_id(id)?;
    let known = state.get(&case).copied();
    if let Ok((record, vault)) = both(app, &case) {
        let taken = pages(vault, &case, volumes(record), BATCH)?;
        return Ok(text(vault, &case, record, known)? || taken > 0);
    }
    let Some(vault) = &app.vault else { return Ok(false) };
    if known.is_some() && known == vault.cases()?.iter().find(|row| row.id == case).map(|row| row.revision) {
        // Nothing but pages can be new, and the volumes are those the index knows.
        let coverage = vault.index_coverage(Scope::One(&case))?;
        let volumes = coverage.into_iter().map(|(_, one)| (one.original, one.pages)).collect();
        return Ok(pages(vault, &case, volumes, BATCH)? > 0);
    }
    let record = vault.load(&case)?;
    let taken = pages(vault, &case, volumes(&record), BATCH)?;
    Ok(text(vault, &case, &record, known)? || taken > 0)
}

/// The originals that volumes name, with their lengths.
fn volumes(record: &Record) -> BTreeMap<String, u32> {
    let volumes = record.items_of::<Volume>();
    volumes
        .map(|(_, volume)| (volume.original.clone(), volume.pages))
        .collect()
}

/// The cases to look at, last first: those whose list row is ahead of the index, and those with a file, whose pages may
/// have been read by a process that died before it told.
fn sweep(app: &mut App) -> Result<Vec<String>, Failure> {
    let vault = app.vault()?;
    let (listed, mut state) = (vault.cases()?, vault.index_state()?);
    let with_pages: BTreeSet<CaseId> = vault
        .index_coverage(Scope::All)?
        .into_iter()
        .map(|(case, _)| case)
        .collect();
    let mut left = Vec::new();
    for row in listed.iter().rev() {
        let behind = state.remove(&row.id) != Some(row.revision);
        if behind || with_pages.contains(&row.id) {
            left.push(row.id.to_string());
        }
    }
    // What is left over is of cases that are gone.
    for gone in state.keys() {
        vault.index_forget(gone)?;
    }
    Ok(left)
}

/// Everything but the pages, and after them: a case whose revision is in the index has its originals there, too, so that
/// a death between the two leaves it behind. True when something had to be written.
fn text(vault: &Vault, case: &CaseId, record: &Record, known: Option<u64>) -> Result<bool, Failure> {
    if known == Some(record.revision) {
        return Ok(false);
    }
    let mut all = docs::of(record);
    all.extend(docs::exports(&vault.exports(case)?));
    let kinds: Vec<DocKind> = DocKind::ALL.into_iter().filter(|kind| *kind != DocKind::Page).collect();
    vault.index_replace(case, &kinds, &all, record.revision)?;
    Ok(true)
}

/// A document has left the house, which is no change of the record.
pub(crate) fn exported(app: &mut App, case: &str) -> Result<(), Failure> {
    let case = crate::cases::case_id(case)?;
    let vault = app.vault()?;
    if let Some(revision) = vault.index_state()?.get(&case) {
        let all = docs::exports(&vault.exports(&case)?);
        vault.index_replace(&case, &[DocKind::Document], &all, *revision)?;
    }
    Ok(())
}

/// Takes over what was read off the pages of the volumes since the last time, and takes out the pages of originals that
/// no volume names any more. Gives how many pages were taken over, at most `most`.
fn pages(vault: &Vault, case: &CaseId, volumes: BTreeMap<String, u32>, most: usize) -> Result<usize, Failure> {
    let known: BTreeMap<String, Coverage> = vault
        .index_coverage(Scope::One(case))?
        .into_iter()
        .map(|(_, coverage)| (coverage.original.clone(), coverage))
        .collect();
    for original in known.keys().filter(|original| !volumes.contains_key(*original)) {
        vault.index_drop_pages(case, original)?;
    }
    if volumes.is_empty() {
        return Ok(0);
    }
    let counts = vault.page_counts(case)?;
    let mut taken = 0;
    for (original, length) in &volumes {
        let original = original.as_str();
        let mut coverage = known.get(original).cloned().unwrap_or_default();
        loop {
            let batch = BATCH.min(most.saturating_sub(taken));
            let (read, mark) = match counts.get(original) {
                Some(_) if batch > 0 => vault.pages_since(case, original, coverage.mark, batch)?,
                _ => (Vec::new(), coverage.mark),
            };
            let count = counts.get(original).copied().unwrap_or_default();
            let all_in = read.len() < batch;
            let next = Coverage {
                original: original.into(),
                mark,
                pages: *length,
                indexed: if all_in {
                    count.read
                } else {
                    count.read.min(coverage.indexed + indexed(&read))
                },
                failed: count.failed,
            };
            if next != coverage || !read.is_empty() {
                let docs: Vec<_> = read.iter().map(|page| docs::page(original, page)).collect();
                vault.index_pages(case, &docs, &next)?;
            }
            taken += read.len();
            coverage = next;
            if all_in || batch == 0 {
                break;
            }
        }
    }
    Ok(taken)
}

fn indexed(read: &[store::Page]) -> u32 {
    let found = read.iter().filter(|page| page.state != PageState::Failed).count();
    u32::try_from(found).unwrap_or(u32::MAX)
}

/// How far the index is, in one case or in all of them.
pub(super) fn state(app: &mut App, case: Option<&CaseId>) -> Result<SearchState, Failure> {
    let vault = app.vault()?;
    let coverage = vault.index_coverage(case.map_or(Scope::All, Scope::One))?;
    let sum = |part: fn(&Coverage) -> u32| coverage.iter().map(|(_, one)| part(one)).sum::<u32>();
    let (pages, indexed, failed) = (
        sum(|one| one.pages),
        sum(|one| one.indexed.min(one.pages)),
        sum(|one| one.failed.min(one.pages)),
    );
    let behind = match case {
        Some(_) => 0,
        None => {
            let known = vault.index_state()?;
            let behind = |row: &&store::Projection| known.get(&row.id) != Some(&row.revision);
            vault.cases()?.iter().filter(behind).count()
        }
    };
    Ok(SearchState {
        pages,
        indexed,
        failed,
        unread: pages.saturating_sub(indexed + failed),
        behind: u32::try_from(behind).unwrap_or(u32::MAX),
    })
}

/// The record of an open case and the vault.
fn both<'a>(app: &'a App, case: &CaseId) -> Result<(&'a Record, &'a Vault), Failure> {
    match (app.open.get(case.as_str()), &app.vault) {
        (Some(open), Some(vault)) => Ok((&open.record, vault)),
        _ => Err(Failure::not_found("这个案件")),
    }
}
