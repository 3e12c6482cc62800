//! Changing the register. Who enters what: the register and the checklists are anybody's work; what we say of a piece of
//! evidence — its three qualities, the 质证意见, exclusion — is a proposal until a lawyer sets it.

use super::norms::{kind_name, locked, points};
use super::shapes::STATES;
use crate::cases::required;
use crate::entry::{Saved, limit, saved};
use crate::failure::Failure;
use crate::items;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{
    Check, Checked, Exclusion, ExclusionState, Exhibit, ExhibitKind, Form, ItemKey, ItemKind, Quality, Source,
    Submitter, View,
};

wire! {
    /// Puts a piece of evidence into the register, or changes its entry.
    pub struct PutExhibit {
        /// Case id.
        pub case: String,
        /// Item id, or empty for a new one.
        pub id: String,
        /// What it is called.
        pub name: String,
        /// Kind id.
        pub kind: String,
        /// prosecution or defence.
        #[cfg_attr(feature = "typescript", ts(type = "\"prosecution\" | \"defence\""))]
        pub by: String,
        /// Where it comes from.
        pub source: String,
        /// When it was made or collected, as typed.
        pub date: String,
        /// unsaid, original or copy.
        #[cfg_attr(feature = "typescript", ts(type = "\"unsaid\" | \"original\" | \"copy\""))]
        pub form: String,
        /// Volume label, or empty.
        pub volume: String,
        /// Printed pages.
        pub pages: String,
        /// 证明内容.
        pub proves: String,
        /// Elements it bears on, as `offence/node`.
        pub nodes: Vec<String>,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// What is said of one quality.
    pub struct QualityInput {
        /// open, accepted or objected.
        #[cfg_attr(feature = "typescript", ts(type = "\"open\" | \"accepted\" | \"objected\""))]
        pub view: String,
        /// Why; mandatory for an objection.
        pub reason: String,
    }

    /// Says what we think of a piece of evidence.
    pub struct JudgeExhibit {
        /// Case id.
        pub case: String,
        /// Item id.
        pub id: String,
        /// 真实性.
        pub authenticity: QualityInput,
        /// 合法性.
        pub legality: QualityInput,
        /// 关联性.
        pub relevance: QualityInput,
        /// 质证意见.
        pub opinion: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Ticks a point of the checklist.
    pub struct CheckExhibit {
        /// Case id.
        pub case: String,
        /// Item id.
        pub id: String,
        /// Point id.
        pub point: String,
        /// open, met, failed or idle.
        #[cfg_attr(feature = "typescript", ts(type = "\"open\" | \"met\" | \"failed\" | \"idle\""))]
        pub state: String,
        /// What was seen.
        pub note: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Raises a ground of exclusion, changes it, or takes it back.
    pub struct ExcludeExhibit {
        /// Case id.
        pub case: String,
        /// Item id.
        pub id: String,
        /// Ground id.
        pub ground: String,
        /// Clues and material.
        pub clues: String,
        /// planned, applied, granted, refused, dropped; empty takes it back.
        #[cfg_attr(feature = "typescript", ts(type = "\"\" | \"planned\" | \"applied\" | \"granted\" | \"refused\" | \"dropped\""))]
        pub state: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// A lawyer takes over everything that is proposed for a piece of evidence.
    pub struct SettleExhibit {
        /// Case id.
        pub case: String,
        /// Item id.
        pub id: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Takes a piece of evidence out of the register.
    pub struct RemoveExhibit {
        /// Case id.
        pub case: String,
        /// Item id.
        pub id: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Puts every statement that no exhibit takes up into the register.
    pub struct ListStatements {
        /// Case id.
        pub case: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }
}

/// Puts a piece of evidence into the register, or changes its entry.
pub(crate) fn put_exhibit(app: &mut App, request: PutExhibit, now: Now) -> Result<Saved, Failure> {
    let kind = ExhibitKind::from_id(&request.kind).ok_or_else(|| Failure::invalid("请选择证据种类。"))?;
    for words in [&request.source, &request.proves, &request.date] {
        limit(words)?;
    }
    let volume = volume_label(&request.volume)?;
    let pages = pages(&request.pages)?;
    if volume.is_empty() && !pages.is_empty() {
        return Err(Failure::invalid("写了页码，没有写卷号，请填写卷号。"));
    }
    for node in &request.nodes {
        known_node(node)?;
    }
    let record = app.record(&request.case)?;
    let (key, mut exhibit) = match request.id.as_str() {
        "" => (record.next_item(ItemKind::Exhibit), Exhibit::default()),
        id => (
            ItemKey::new(ItemKind::Exhibit, id),
            items::of::<Exhibit>(app, &request.case, id)?.clone(),
        ),
    };
    exhibit.name = required(&request.name, "证据名称")?;
    exhibit.kind = kind;
    exhibit.by = match request.by.as_str() {
        "defence" => Submitter::Defence,
        _ => Submitter::Prosecution,
    };
    exhibit.form = match request.form.as_str() {
        "original" => Form::Original,
        "copy" => Form::Copy,
        _ => Form::Unsaid,
    };
    exhibit.source = request.source.trim().into();
    exhibit.date = request.date.trim().into();
    exhibit.volume = volume;
    exhibit.pages = pages;
    exhibit.proves = request.proves.trim().into();
    exhibit.nodes = request.nodes;
    let verb = if request.id.is_empty() { "登记" } else { "修改" };
    let what = format!("{verb}证据（{}）", kind_name(book(), kind));
    put(app, &request.case, key, exhibit, what, request.seen, now)
}

/// Says what we think of a piece of evidence: a lawyer sets it, a paralegal proposes it.
pub(crate) fn judge_exhibit(app: &mut App, request: JudgeExhibit, now: Now) -> Result<Saved, Failure> {
    limit(&request.opinion)?;
    let lawyer = app.is_lawyer();
    let mut exhibit = items::of::<Exhibit>(app, &request.case, &request.id)?.clone();
    let inputs = [
        ("真实性", &request.authenticity),
        ("合法性", &request.legality),
        ("关联性", &request.relevance),
    ];
    let qualities = [&mut exhibit.authenticity, &mut exhibit.legality, &mut exhibit.relevance];
    for ((name, input), quality) in inputs.into_iter().zip(qualities) {
        judge(app, lawyer, name, input, quality)?;
    }
    let opinion = request.opinion.trim();
    if opinion != exhibit.opinion {
        if exhibit.opinion_settled {
            app.lawyer_only("律师审定过的质证意见")?;
        }
        exhibit.opinion = opinion.into();
    }
    exhibit.opinion_settled = lawyer && !exhibit.opinion.is_empty() || exhibit.opinion_settled && !lawyer;
    let key = ItemKey::new(ItemKind::Exhibit, request.id);
    let what = format!("{}三性与质证意见", if lawyer { "审定" } else { "提出" });
    put(app, &request.case, key, exhibit, what, request.seen, now)
}

fn judge(app: &App, lawyer: bool, name: &str, input: &QualityInput, quality: &mut Quality) -> Result<(), Failure> {
    limit(&input.reason)?;
    let view = match input.view.as_str() {
        "accepted" => View::Accepted,
        "objected" => View::Objected,
        _ => View::Open,
    };
    let reason = input.reason.trim();
    let changed = view != quality.view || reason != quality.reason;
    if changed {
        if quality.settled {
            app.lawyer_only(&format!("律师审定过的{name}"))?;
        }
        if view == View::Objected && reason.is_empty() {
            return Err(Failure::invalid(format!("对{name}有异议的，须写明理由。")));
        }
        quality.view = view;
        quality.reason = reason.into();
    }
    if lawyer {
        quality.settled = view != View::Open;
    }
    Ok(())
}

/// Ticks a point of the checklist; a point whose provisions are unverified decides nothing and stays open.
pub(crate) fn check_exhibit(app: &mut App, request: CheckExhibit, now: Now) -> Result<Saved, Failure> {
    limit(&request.note)?;
    let mut exhibit = items::of::<Exhibit>(app, &request.case, &request.id)?.clone();
    let point = points(book(), exhibit.kind.id())
        .find(|point| point.id == request.point)
        .ok_or_else(|| Failure::not_found("这项审查要点"))?;
    let state = match request.state.as_str() {
        "met" => Checked::Met,
        "failed" => Checked::Failed,
        "idle" => Checked::Idle,
        _ => Checked::Open,
    };
    if state != Checked::Open && locked(book(), &point.cite) {
        return Err(Failure::invalid(format!(
            "“{}”所引条文未核实，不参与判断，不能作结论；可以先记下所见。",
            point.name
        )));
    }
    let note = request.note.trim().to_string();
    let what = format!("审查清单：{}", point.name);
    if state == Checked::Open && note.is_empty() {
        exhibit.checks.remove(&request.point);
    } else {
        exhibit.checks.insert(request.point, Check { state, note });
    }
    let key = ItemKey::new(ItemKind::Exhibit, request.id);
    put(app, &request.case, key, exhibit, what, request.seen, now)
}

/// Raises a ground of exclusion, changes it, or takes it back. What was asked for and what came of it is the lawyer's.
pub(crate) fn exclude_exhibit(app: &mut App, request: ExcludeExhibit, now: Now) -> Result<Saved, Failure> {
    limit(&request.clues)?;
    let lawyer = app.is_lawyer();
    let mut exhibit = items::of::<Exhibit>(app, &request.case, &request.id)?.clone();
    let ground = book()
        .evidence
        .ground(&request.ground)
        .ok_or_else(|| Failure::not_found("这项排除事由"))?;
    let at = exhibit.exclusions.iter().position(|own| own.ground == request.ground);
    if at.is_some_and(|at| exhibit.exclusions[at].settled) {
        app.lawyer_only("律师审定过的排除事由")?;
    }
    let what = match request.state.as_str() {
        "" => {
            let at = at.ok_or_else(|| Failure::not_found("这项排除事由"))?;
            exhibit.exclusions.remove(at);
            format!("撤回排除事由：{}", ground.name)
        }
        state => {
            if !ground.kinds.iter().any(|kind| kind == exhibit.kind.id()) {
                return Err(Failure::invalid(format!(
                    "“{}”不适用于{}，请核对证据种类。",
                    ground.name,
                    kind_name(book(), exhibit.kind)
                )));
            }
            let state = STATES
                .iter()
                .find(|(_, id, _)| *id == state)
                .map_or(ExclusionState::Planned, |(state, _, _)| *state);
            if state != ExclusionState::Planned {
                app.lawyer_only("是否申请、是否排除")?;
            }
            let own = Exclusion {
                ground: request.ground,
                clues: request.clues.trim().into(),
                state,
                settled: lawyer,
            };
            match at {
                Some(at) => exhibit.exclusions[at] = own,
                None => exhibit.exclusions.push(own),
            }
            format!("排除事由：{}", ground.name)
        }
    };
    let key = ItemKey::new(ItemKind::Exhibit, request.id);
    put(app, &request.case, key, exhibit, what, request.seen, now)
}

/// A lawyer takes over everything that is proposed.
pub(crate) fn settle_exhibit(app: &mut App, request: SettleExhibit, now: Now) -> Result<Saved, Failure> {
    let mut exhibit = items::of::<Exhibit>(app, &request.case, &request.id)?.clone();
    if !exhibit.is_proposed() {
        return Err(Failure::invalid("这项证据没有待审定的意见。"));
    }
    for quality in [&mut exhibit.authenticity, &mut exhibit.legality, &mut exhibit.relevance] {
        quality.settled = quality.view != View::Open;
    }
    exhibit.opinion_settled = !exhibit.opinion.is_empty();
    for exclusion in &mut exhibit.exclusions {
        exclusion.settled = true;
    }
    let key = ItemKey::new(ItemKind::Exhibit, request.id);
    put(
        app,
        &request.case,
        key,
        exhibit,
        "审定证据意见".into(),
        request.seen,
        now,
    )
}

/// Takes a piece of evidence out; the recycle bin keeps it.
pub(crate) fn remove_exhibit(app: &mut App, request: RemoveExhibit, now: Now) -> Result<Saved, Failure> {
    let exhibit = items::of::<Exhibit>(app, &request.case, &request.id)?;
    let settled = exhibit.opinion_settled
        || exhibit.qualities().iter().any(|(_, quality)| quality.settled)
        || exhibit.exclusions.iter().any(|own| own.settled);
    if settled {
        app.lawyer_only("律师审定过的证据是否移除")?;
    }
    let changes = vec![items::out(ItemKey::new(ItemKind::Exhibit, request.id))];
    items::write(app, &request.case, changes, "移除证据", request.seen, now)?;
    saved(app, &request.case, "", None, "移除证据".into(), now)
}

/// Puts every statement that no exhibit takes up into the register, each with its pages.
pub(crate) fn list_statements(app: &mut App, request: ListStatements, now: Now) -> Result<Saved, Failure> {
    let record = app.record(&request.case)?;
    let found = super::unlisted(record);
    if found.is_empty() {
        return Err(Failure::invalid("有卷页的笔录都已在证据目录里。"));
    }
    let ItemKey { kind, id } = record.next_item(ItemKind::Exhibit);
    let first: u32 = id[1..].parse().unwrap_or(1);
    let count = found.len();
    let mut changes = Vec::with_capacity(count);
    for (at, exhibit) in (first..).zip(found) {
        changes.push(items::put(app, ItemKey::new(kind, format!("e{at:04}")), exhibit, now)?);
    }
    let what = format!("将{count}份笔录列入证据");
    items::write(app, &request.case, changes, &what, request.seen, now)?;
    saved(app, &request.case, "", None, what, now)
}

fn put(
    app: &mut App,
    case: &str,
    key: ItemKey,
    exhibit: Exhibit,
    what: String,
    seen: u64,
    now: Now,
) -> Result<Saved, Failure> {
    let id = key.id.clone();
    let changes = vec![items::put(app, key, exhibit, now)?];
    items::write(app, case, changes, &what, seen, now)?;
    let done = saved(app, case, "", None, what, now)?;
    Ok(Saved { path: id, ..done })
}

/// A volume as it is cited: `2`, `补1`; from `二`, `证据卷二`, `卷2`.
pub(crate) fn volume_label(text: &str) -> Result<String, Failure> {
    let text = text.trim();
    let bare = text.trim_start_matches("证据").trim_start_matches('卷').trim();
    if bare.is_empty() {
        return Ok(String::new());
    }
    match format!("证据卷{bare}第1页").parse() {
        Ok(Source::Page { volume, .. }) if volume.chars().count() <= 8 => Ok(volume),
        _ => Err(Failure::invalid("没有读懂卷号，请写“2”“补1”或者“证据卷二”。")),
    }
}

/// Printed pages, written one way: `12-18、30`.
pub(crate) fn pages(text: &str) -> Result<String, Failure> {
    let text = text.trim().trim_start_matches('第').trim_end_matches('页').trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    let runs = case::page_runs(text);
    let parts = text
        .split(['、', '，', ',', '；', ';'])
        .filter(|part| !part.trim().is_empty())
        .count();
    if runs.is_empty() || runs.len() != parts {
        return Err(Failure::invalid(
            "没有读懂页码，请写“12”“12-18”或者“12-18、30”，起页不大于止页。",
        ));
    }
    let said: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}-{last}")
            }
        })
        .collect();
    Ok(said.join("、"))
}

fn known_node(node: &str) -> Result<(), Failure> {
    let known = node.split_once('/').is_some_and(|(offence, id)| {
        let mut versions = book().versions(offence);
        versions.any(|rules| rules.node(id).is_some())
    });
    if known {
        Ok(())
    } else {
        Err(Failure::not_found("这个要件"))
    }
}
