//! Every change of a case as a list: taken back one by one or down to a chosen one, in this session or any earlier.

use crate::bin::{FormerRef, kind_of, lawyers_own, ops};
use crate::cases::case_id;
pub(crate) use crate::entry::Saved;
use crate::entry::{saved, undo_one};
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::thing::{fields, said};
use crate::wire::wire;
use case::{Change, Op};
use store::{Touched, Was};

wire! {
    /// One change.
    pub struct ChangeRow {
        /// Its number in the log.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seq: i64,
        /// When.
        pub at: String,
        /// Who.
        pub who: String,
        /// What.
        pub what: String,
        /// How many steps of undo take the case back to before it; 0 when it is not of this session.
        pub steps: u32,
        /// It can be taken back by itself: something of the case was changed by it.
        pub single: bool,
    }

    /// The changes of a case.
    pub struct ChangesView {
        /// Newest first.
        pub rows: Vec<ChangeRow>,
        /// What can be done again, next first.
        pub redo: Vec<String>,
    }

    /// Asks for the changes.
    pub struct ChangesRequest {
        /// Case id.
        pub case: String,
    }

    /// Takes back the last changes of this session.
    pub struct UndoTo {
        /// Case id.
        pub case: String,
        /// How many.
        pub steps: u32,
    }

    /// Takes one change back by itself, of whatever session.
    pub struct TakeBack {
        /// Case id.
        pub case: String,
        /// Its number in the log.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seq: i64,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// A field of a thing.
    pub struct FieldView {
        /// Its label.
        pub label: String,
        /// What it says, in words.
        pub value: String,
        /// What it said before, when that was something else.
        pub before: Option<String>,
    }

    /// A state of a thing.
    pub struct StateRow {
        /// What brings it back.
        pub former: FormerRef,
        /// When.
        pub at: String,
        /// Who.
        pub who: String,
        /// What was done.
        pub what: String,
        /// Fields that are different from the state before; all of them in the first state.
        pub fields: Vec<FieldView>,
        /// This is how it stands now.
        pub current: bool,
        /// This user may bring it back.
        pub may: bool,
    }

    /// Every state a thing ever had, newest first.
    pub struct StatesView {
        /// What it is called.
        pub name: String,
        /// States.
        pub rows: Vec<StateRow>,
    }

    /// Asks for every state of a thing.
    pub struct StatesRequest {
        /// Case id.
        pub case: String,
        /// matter, party or item.
        #[cfg_attr(feature = "typescript", ts(type = "\"matter\" | \"party\" | \"item\""))]
        pub kind: String,
        /// Empty for the file cover, a party's id, or an item's `kind:id`.
        pub key: String,
    }
}

/// Most changes that are listed.
const LIMIT: usize = 2_000;

/// The changes of a case, newest first.
pub(crate) fn changes(app: &mut App, request: ChangesRequest, _: Now) -> Result<ChangesView, Failure> {
    let open = app.case(&request.case)?;
    let session: Vec<u64> = open.undo.iter().rev().map(|step| step.revision).collect();
    let redo = open.redo.iter().rev().map(|step| step.what.clone()).collect();
    let lines = app.vault()?.activity(&case_id(&request.case)?, LIMIT)?;
    let row = |line: store::Activity| {
        let writes = !matches!(line.kind.as_str(), "create" | "export");
        let steps = session.iter().position(|revision| writes && *revision == line.revision);
        ChangeRow {
            seq: line.seq,
            at: line.at.format("%Y-%m-%d %H:%M:%S").to_string(),
            who: line.who,
            what: line.what,
            steps: steps.map_or(0, |place| place as u32 + 1),
            single: writes,
        }
    };
    Ok(ChangesView {
        rows: lines.into_iter().map(row).collect(),
        redo,
    })
}

/// Takes back the last changes of this session, each as one more change of the log.
pub(crate) fn undo_to(app: &mut App, request: UndoTo, now: Now) -> Result<Saved, Failure> {
    let there = app.case(&request.case)?.undo.len();
    if request.steps == 0 || request.steps as usize > there {
        return Err(Failure::invalid("这次打开案件以来没有这么多改动，请刷新后再选。"));
    }
    for _ in 0..request.steps {
        undo_one(app, &request.case, now)?;
    }
    let what = format!("已撤销{}步", request.steps);
    saved(app, &request.case, "", None, what, now)
}

/// Takes one change back by itself, as long as nothing it changed was changed again.
pub(crate) fn take_back(app: &mut App, request: TakeBack, now: Now) -> Result<Saved, Failure> {
    let case = case_id(&request.case)?;
    app.record(&request.case)?;
    let touched = app.vault()?.touched(&case, request.seq)?;
    if touched.is_empty() {
        return Err(Failure::invalid("这一条没有改动案件内容，不需要撤回。"));
    }
    let lawyer = app.is_lawyer();
    let record = app.record(&request.case)?;
    let later: Vec<String> = touched
        .iter()
        .filter(|one| !one.latest)
        .map(|one| said(record, &one.thing).name)
        .collect();
    if let Some(first) = later.first() {
        return Err(Failure::invalid(format!(
            "“{first}”后来又改过，不能整条撤回。请在该项的“修改记录”里选择要恢复的内容。"
        )));
    }
    if !lawyer
        && touched
            .iter()
            .any(|one| one.review.is_some() || lawyers_own(&one.thing))
    {
        app.lawyer_only("研判、评价和审核意见是否撤回")?;
    }
    let what = app
        .vault()?
        .activity(&case, LIMIT)?
        .into_iter()
        .find(|line| line.seq == request.seq)
        .map_or_else(|| "撤回一次改动".to_string(), |line| format!("撤回：{}", line.what));
    let ops = inverse(app, &request.case, touched, now)?;
    app.change_since(&request.case, now, Op::All(ops), &what, request.seen)?;
    saved(app, &request.case, "", None, what, now)
}

/// What takes the touched things back to where they were.
fn inverse(app: &mut App, case: &str, touched: Vec<Touched>, now: Now) -> Result<Vec<Op>, Failure> {
    let (mut back, mut changes, mut puts, mut others) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for one in touched {
        match (one.review, one.before, one.thing) {
            (Some(review), _, Was::Position(key, side, _)) => others.push(Op::Review {
                actor: key.actor,
                path: key.path,
                side,
                review,
            }),
            (_, Some(_), thing) => back.push(thing),
            (_, None, Was::Position(key, side, _)) => changes.push(Change {
                actor: key.actor,
                path: key.path,
                side,
                position: None,
            }),
            (_, None, Was::Item(key, _)) => puts.push(crate::items::out(key)),
            (_, None, Was::Party(party)) => {
                let record = app.record(case)?;
                let said = record
                    .entries
                    .iter()
                    .any(|(key, entry)| key.actor.as_deref() == Some(&party.id) && entry.positions().next().is_some());
                if said || record.parties.len() < 2 {
                    return Err(Failure::invalid(
                        "这名当事人已有录入的事实，或者是本案唯一的当事人，不能撤回。",
                    ));
                }
                others.push(Op::DropParty(party.id));
            }
            (_, None, Was::Matter(_)) => {}
        }
    }
    let mut all = ops(app, back, now)?;
    if !changes.is_empty() {
        all.push(Op::Record(changes));
    }
    if !puts.is_empty() {
        all.push(Op::Put(puts));
    }
    all.extend(others);
    Ok(all)
}

/// Every state a thing ever had, field by field.
pub(crate) fn states(app: &mut App, request: StatesRequest, _: Now) -> Result<StatesView, Failure> {
    let lawyer = app.is_lawyer();
    app.record(&request.case)?;
    let states = app
        .vault()?
        .states(&case_id(&request.case)?, &request.kind, &request.key)?;
    let record = app.record(&request.case)?;
    let name = states
        .first()
        .map(|state| said(record, &state.was).name)
        .unwrap_or_default();
    let all: Vec<Vec<(String, String)>> = states.iter().map(|state| fields(record, &state.was)).collect();
    let mut rows = Vec::new();
    for (place, state) in states.into_iter().enumerate() {
        rows.push(StateRow {
            former: FormerRef {
                kind: kind_of(&state.was).into(),
                row: state.row,
            },
            at: state.at.format("%Y-%m-%d %H:%M:%S").to_string(),
            who: state.by,
            what: state.what,
            fields: difference(&all[place], all.get(place + 1)),
            current: place == 0 && stands(record, &state.was),
            may: lawyer || !lawyers_own(&state.was),
        });
    }
    Ok(StatesView { name, rows })
}

fn stands(record: &case::Record, was: &Was) -> bool {
    match was {
        Was::Party(party) => record.party(&party.id).is_some(),
        Was::Item(key, _) => record.items.contains_key(key),
        _ => true,
    }
}

fn difference(own: &[(String, String)], before: Option<&Vec<(String, String)>>) -> Vec<FieldView> {
    let Some(before) = before else {
        let all = own.iter().map(|(label, value)| FieldView {
            label: label.clone(),
            value: value.clone(),
            before: None,
        });
        return all.collect();
    };
    let of = |list: &[(String, String)], label: &str| {
        list.iter()
            .find(|(own, _)| own == label)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    };
    let mut labels: Vec<&String> = own.iter().map(|(label, _)| label).collect();
    labels.extend(
        before
            .iter()
            .map(|(label, _)| label)
            .filter(|label| !own.iter().any(|(own, _)| own == *label)),
    );
    let changed = labels
        .into_iter()
        .map(|label| (label, of(own, label), of(before, label)));
    changed
        .filter(|(_, value, old)| value != old)
        .map(|(label, value, old)| FieldView {
            label: label.clone(),
            value,
            before: Some(old),
        })
        .collect()
}
