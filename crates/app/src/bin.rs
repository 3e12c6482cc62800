//! The recycle bin: what was taken out of a case, and cases taken out of the list. Everything can come back.

use crate::cases::case_id;
pub(crate) use crate::entry::Saved;
use crate::entry::{own_review, saved};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::thing::said;
use crate::wire::wire;
use case::{Change, Item, ItemChange, Op, Path, Position, Side};
use store::Was;

wire! {
    /// A state of a thing that can come back: its kind and the number of its row.
    pub struct FormerRef {
        /// matter, party, position or item.
        #[cfg_attr(feature = "typescript", ts(type = "\"matter\" | \"party\" | \"position\" | \"item\""))]
        pub kind: String,
        /// Number of the row.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub row: i64,
    }

    /// Something that was taken out.
    pub struct BinRow {
        /// What brings it back.
        pub former: FormerRef,
        /// 事实, 表格行, 当事人, 证据 …
        pub kind_name: String,
        /// What it is called.
        pub name: String,
        /// What it said.
        pub words: String,
        /// When it was taken out.
        pub at: String,
        /// Who took it out.
        pub who: String,
        /// What was done, with the reason when there is one.
        pub what: String,
        /// This user may put it back.
        pub may: bool,
    }

    /// The recycle bin of a case, taken out last first.
    pub struct BinView {
        /// What was taken out.
        pub rows: Vec<BinRow>,
    }

    /// Asks for the recycle bin of a case.
    pub struct BinRequest {
        /// Case id.
        pub case: String,
    }

    /// Puts former states back: out of the recycle bin, or in place of what stands now.
    pub struct PutBack {
        /// Case id.
        pub case: String,
        /// Which.
        pub former: Vec<FormerRef>,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// A case in the recycle bin.
    pub struct BinnedCase {
        /// Case id.
        pub id: String,
        /// Name in the office.
        pub name: String,
        /// Names of the accused.
        pub accused: Vec<String>,
        /// When it went in.
        pub at: String,
        /// Who put it in.
        pub who: String,
    }

    /// A case that was destroyed: no name is left.
    pub struct Destroyed {
        /// First digits of its file's name.
        pub mark: String,
        /// When.
        pub at: String,
        /// Who.
        pub who: String,
    }

    /// The recycle bin of cases.
    pub struct CaseBinView {
        /// Put in last first.
        pub cases: Vec<BinnedCase>,
        /// Destroyed last first.
        pub destroyed: Vec<Destroyed>,
    }

    /// Asks for the recycle bin of cases.
    pub struct CaseBinRequest {}

    /// Puts a case into the recycle bin, or takes it out.
    pub struct BinCase {
        /// Case id.
        pub case: String,
    }

    /// Destroys a case for ever.
    pub struct DestroyCase {
        /// Case id.
        pub case: String,
        /// Its name, typed by hand.
        pub name: String,
    }
}

/// What was taken out of a case.
pub(crate) fn bin(app: &mut App, request: BinRequest, _: Now) -> Result<BinView, Failure> {
    let lawyer = app.is_lawyer();
    app.record(&request.case)?;
    let removed = app.vault()?.removed(&case_id(&request.case)?)?;
    let record = app.record(&request.case)?;
    let mut rows = Vec::new();
    for former in removed {
        if !known(&former.was) {
            continue;
        }
        let said = said(record, &former.was);
        rows.push(BinRow {
            former: FormerRef {
                kind: kind_of(&former.was).into(),
                row: former.row,
            },
            kind_name: said.kind.into(),
            name: said.name,
            words: said.words,
            at: former.at.format("%Y-%m-%d %H:%M").to_string(),
            who: former.by,
            what: former.what,
            may: lawyer || !lawyers_own(&former.was),
        });
    }
    Ok(BinView { rows })
}

/// A question that the rules no longer ask cannot be answered again.
fn known(was: &Was) -> bool {
    match was {
        Was::Position(key, ..) => case::question(book(), &key.path).is_some(),
        _ => true,
    }
}

/// Identifier of the kind of thing, as the store knows it.
pub(crate) fn kind_of(was: &Was) -> &'static str {
    match was {
        Was::Matter(_) => "matter",
        Was::Party(_) => "party",
        Was::Position(..) => "position",
        Was::Item(..) => "item",
    }
}

/// What only a lawyer may put back: findings, judgments, decisions on conflicts, signed completions.
pub(crate) fn lawyers_own(was: &Was) -> bool {
    match was {
        Was::Position(key, side, _) => {
            let judgment = matches!(&key.path, Path::Fact(id) if book().dictionary.fact(id).is_none());
            *side == Side::Finding || judgment
        }
        Was::Item(_, held) => match &held.item {
            Item::Conflict(_) | Item::Release(_) => true,
            Item::Wording(wording) => wording.settled,
            Item::Completion(completion) => !completion.signed_by.is_empty(),
            _ => false,
        },
        _ => false,
    }
}

/// Puts former states back, as the present user's entry of now: every one of them, or none.
pub(crate) fn put_back(app: &mut App, request: PutBack, now: Now) -> Result<Saved, Failure> {
    let case = case_id(&request.case)?;
    if request.former.is_empty() {
        return Err(Failure::invalid("请先选择要恢复的内容。"));
    }
    app.record(&request.case)?;
    let mut found = Vec::new();
    for former in &request.former {
        let was = app.vault()?.former(&case, &former.kind, former.row)?;
        if lawyers_own(&was) {
            app.lawyer_only("研判、评价和签核过的内容是否恢复")?;
        }
        if !known(&was) {
            return Err(Failure::invalid("这项事实已不在现在的规则里，不能恢复。"));
        }
        found.push(was);
    }
    let record = app.record(&request.case)?;
    let names: Vec<String> = found.iter().map(|was| said(record, was).kind.to_string()).collect();
    let what = match names.as_slice() {
        [one] => format!("恢复：{}", plain(&found[0], one)),
        several => format!("恢复{}项", several.len()),
    };
    let back = ops(app, found, now)?;
    app.change_since(&request.case, now, Op::All(back), &what, request.seen)?;
    saved(app, &request.case, "", None, what, now)
}

/// What is restored, in words without client data.
fn plain(was: &Was, kind: &str) -> String {
    match was {
        Was::Position(key, side, _) => format!("{}（{}）", crate::entry::title(&key.path), side.name()),
        _ => kind.to_string(),
    }
}

/// The changes that put things back: parties first, positions in one change, items in one.
pub(crate) fn ops(app: &App, found: Vec<Was>, now: Now) -> Result<Vec<Op>, Failure> {
    let (mut ops, mut changes, mut puts) = (Vec::new(), Vec::new(), Vec::new());
    for was in found {
        match was {
            Was::Matter(matter) => ops.push(Op::SetMatter(*matter)),
            Was::Party(party) => ops.push(Op::SetParty(*party)),
            Was::Position(key, side, position) => changes.push(Change {
                actor: key.actor,
                path: key.path,
                side,
                position: Some(Box::new(again(app, *position, now)?)),
            }),
            Was::Item(key, held) => puts.push(crate::items::put(app, key, held.item, now)?),
        }
    }
    if !changes.is_empty() {
        ops.push(Op::Record(changes));
    }
    if !puts.is_empty() {
        ops.push(Op::Put(puts as Vec<ItemChange>));
    }
    Ok(ops)
}

/// A position entered again by the present user: what a paralegal brings back waits for review.
fn again(app: &App, position: Position, now: Now) -> Result<Position, Failure> {
    Ok(Position {
        by: app.user()?.name.clone(),
        at: now,
        review: own_review(app, now)?,
        ..position
    })
}

/// The recycle bin of cases.
pub(crate) fn case_bin(app: &mut App, _: CaseBinRequest, _: Now) -> Result<CaseBinView, Failure> {
    let vault = app.vault()?;
    let said = |at: Now| at.format("%Y-%m-%d %H:%M").to_string();
    let cases = vault.binned()?.into_iter().map(|binned| BinnedCase {
        id: binned.row.id.to_string(),
        name: binned.row.name,
        accused: binned.row.accused,
        at: said(binned.at),
        who: binned.by,
    });
    let destroyed = vault.tombstones()?.into_iter().map(|stone| Destroyed {
        mark: stone.id.as_str().chars().take(8).collect(),
        at: said(stone.at),
        who: stone.by,
    });
    Ok(CaseBinView {
        cases: cases.collect(),
        destroyed: destroyed.collect(),
    })
}

/// Puts a case into the recycle bin; lawyers only. Its file stays as it is.
pub(crate) fn bin_case(app: &mut App, request: BinCase, now: Now) -> Result<CaseBinView, Failure> {
    app.vault()?.bin_case(&case_id(&request.case)?, now)?;
    app.open.remove(&request.case);
    app.people = None;
    case_bin(app, CaseBinRequest {}, now)
}

/// Takes a case out of the recycle bin again.
pub(crate) fn restore_case(app: &mut App, request: BinCase, now: Now) -> Result<CaseBinView, Failure> {
    app.vault()?.unbin_case(&case_id(&request.case)?)?;
    app.people = None;
    case_bin(app, CaseBinRequest {}, now)
}

/// Destroys a case in the recycle bin for ever; lawyers only, and only who types its name.
pub(crate) fn destroy_case(app: &mut App, request: DestroyCase, now: Now) -> Result<CaseBinView, Failure> {
    let case = case_id(&request.case)?;
    let vault = app.vault()?;
    let binned = vault.binned()?.into_iter().find(|binned| binned.row.id == case);
    let binned = binned.ok_or_else(|| Failure::not_found("回收站里的这个案件"))?;
    if binned.row.name.trim() != request.name.trim() {
        return Err(Failure::invalid("输入的案名与要销毁的案件不一致，没有销毁。"));
    }
    vault.destroy_case(&case, now)?;
    case_bin(app, CaseBinRequest {}, now)
}
