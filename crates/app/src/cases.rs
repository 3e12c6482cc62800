//! The case list, new cases, import and export.

use crate::analysis::{Facts, actor_of, pack, sentence};
use crate::calendar::{Neglected, forgotten, last_act};
use crate::deadlines::{Leads, Listed, NextDate, listed};
use crate::failure::{Code, Failure};
use crate::people::change::Decided;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{CaseFile, Matter, Record, Review, ReviewState, Scope, Stage, Stance};

wire! {
    /// One row of the case list.
    pub struct CaseRow {
        /// Case id.
        pub id: String,
        /// Name in the office.
        pub name: String,
        /// Names of the accused.
        pub accused: Vec<String>,
        /// Offence in words.
        pub charge: String,
        /// Stage id.
        pub stage: String,
        /// Stage in words.
        pub stage_name: String,
        /// Entries to review.
        pub pending: u32,
        /// Entries returned.
        pub returned: u32,
        /// Where the case stands, one sentence.
        pub result: String,
        /// 2026-11-23 14:32.
        pub updated_at: String,
        /// The fictional case.
        pub demo: bool,
        /// The user is one of its lawyers, or nobody is named yet.
        pub mine: bool,
        /// The nearest date that binds.
        pub next_deadline: Option<NextDate>,
        /// The dates after it, at most two.
        pub later: Vec<NextDate>,
        /// Today is that day of custody.
        pub custody_day: Option<u32>,
        /// Conflicts of interest that stop.
        pub conflict_stops: u32,
        /// Conflicts of interest a lawyer has to decide.
        pub conflict_warns: u32,
    }

    /// An option of a list.
    pub struct Named {
        /// Id.
        pub id: String,
        /// In words.
        pub name: String,
    }

    /// Asks for the case list.
    pub struct CaseListRequest {}

    /// The case list.
    pub struct CaseList {
        /// Newest change first.
        pub cases: Vec<CaseRow>,
        /// Procedural stages.
        pub stages: Vec<Named>,
        /// Offences there are rules for.
        pub charges: Vec<Named>,
        /// 可能被遗忘: in custody and no lawyer's action for long.
        pub neglected: Vec<Neglected>,
        /// For how long.
        pub neglect_days: u32,
    }

    /// The four fields of a new case.
    pub struct CreateCase {
        /// Name in the office.
        pub name: String,
        /// The accused, the one we defend first.
        pub accused: String,
        /// Offence id.
        pub charge: String,
        /// Stage id.
        pub stage: String,
        /// The client's number of identity, or empty: to tell them from others of the name.
        #[serde(default)]
        pub id_number: String,
        /// It concerns secrets of the state: then it is refused.
        #[serde(default)]
        pub state_secret: bool,
        /// What a lawyer decided on conflicts of interest, before the case is made.
        #[serde(default)]
        pub decided: Vec<Decided>,
    }

    /// Asks for the fictional case.
    pub struct CreateDemo {}

    /// A case file's text.
    pub struct ImportCase {
        /// TOML or JSON.
        pub text: String,
    }

    /// Asks for a case file.
    pub struct ExportCase {
        /// Case id.
        pub case: String,
    }

    /// A case file to be saved.
    pub struct CaseFileView {
        /// Suggested name.
        pub file_name: String,
        /// TOML.
        pub text: String,
    }
}

/// A case id from the wire.
pub(crate) fn case_id(text: &str) -> Result<store::CaseId, Failure> {
    text.parse().map_err(Failure::from)
}

/// Refuses an empty or overlong field by name.
pub(crate) fn required(text: &str, what: &str) -> Result<String, Failure> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Failure::invalid(format!("请填写{what}。"))),
        1..=200 => Ok(text.into()),
        _ => Err(Failure::invalid(format!("{what}过长，请控制在200字以内。"))),
    }
}

/// Every procedural stage, in order.
pub(crate) fn stages() -> Vec<Named> {
    Stage::ALL
        .iter()
        .map(|stage| Named {
            id: stage.id().into(),
            name: stage.name().into(),
        })
        .collect()
}

/// The case list.
pub(crate) fn case_list(app: &mut App, _: CaseListRequest, now: Now) -> Result<CaseList, Failure> {
    let leads = app.leads()?;
    let neglected = forgotten(app, now)?;
    let user = app.user()?.name.clone();
    let rows = app.vault()?.cases()?;
    let mut conflicts = std::collections::BTreeMap::new();
    for listed in &rows {
        let open = crate::people::check::open(app, listed.id.as_str())?;
        conflicts.insert(listed.id.clone(), open);
    }
    let offences: std::collections::BTreeMap<&str, &str> = book()
        .offences
        .iter()
        .map(|rules| (rules.id.as_str(), rules.name.as_str()))
        .collect();
    Ok(CaseList {
        neglected,
        neglect_days: leads.neglect,
        cases: rows
            .into_iter()
            .map(|listed| {
                let conflicts = conflicts.remove(&listed.id).unwrap_or_default();
                CaseRow {
                    conflict_stops: conflicts.stops,
                    conflict_warns: conflicts.warns,
                    ..row(listed, &leads, &user, now)
                }
            })
            .collect(),
        stages: stages(),
        charges: offences
            .into_iter()
            .map(|(id, name)| Named {
                id: id.into(),
                name: name.into(),
            })
            .collect(),
    })
}

fn row(row: store::Projection, leads: &Leads, user: &str, now: Now) -> CaseRow {
    let dates = Listed::read(&row.dates);
    let (mut later, custody_day) = crate::deadlines::next_of(&dates, leads, now.date_naive(), 3);
    let next_deadline = (!later.is_empty()).then(|| later.remove(0));
    CaseRow {
        next_deadline,
        later,
        custody_day,
        id: row.id.to_string(),
        charge: book()
            .versions(&row.charge)
            .last()
            .map_or_else(|| row.charge.clone(), |rules| rules.name.clone()),
        stage_name: Stage::from_id(&row.stage).unwrap_or_default().name().into(),
        updated_at: row.updated_at.format("%Y-%m-%d %H:%M").to_string(),
        name: row.name,
        accused: row.accused,
        stage: row.stage,
        pending: row.pending as u32,
        returned: row.returned as u32,
        result: row.result,
        demo: row.demo,
        // A case that names nobody is everybody's.
        mine: dates.lawyers.is_empty() || dates.lawyers.iter().any(|lawyer| lawyer.trim() == user),
        conflict_stops: 0,
        conflict_warns: 0,
    }
}

/// A new case: four fields, nothing entered twice.
pub(crate) fn create_case(app: &mut App, request: CreateCase, now: Now) -> Result<CaseRow, Failure> {
    if request.state_secret {
        return Err(Failure::new(
            Code::Forbidden,
            "涉密案件不得录入。",
            "国家秘密须用核心密码、普通密码保护，本软件用的是商用密码。请按保密规定在专用设备上办理。",
        ));
    }
    let stage = Stage::from_id(&request.stage).ok_or_else(|| Failure::invalid("没有这个诉讼阶段，请重新选择。"))?;
    if book().versions(&request.charge).next().is_none() {
        return Err(Failure::invalid("暂无这个罪名的规则包，请重新选择罪名。"));
    }
    let matter = Matter {
        name: required(&request.name, "案名")?,
        charge: request.charge,
        stage,
        ..Matter::default()
    };
    required(&request.accused, "当事人")?;
    let mut record = crate::people::check::unborn(&request.accused, &request.id_number);
    if record.parties.is_empty() {
        return Err(Failure::invalid("请填写当事人。"));
    }
    for at in 1..record.parties.len() {
        crate::head::fits(&record, &record.parties[at])?;
    }
    record.matter = matter;
    let by = app.user()?.name.clone();
    for held in record.items.values_mut() {
        (held.by, held.at) = (by.clone(), now);
    }
    crate::people::change::begin(app, &mut record, &request.decided, now)?;
    // What was decided is part of how the case begins.
    record.revision = 0;
    add(app, record, now)
}

/// The fictional demonstration case.
pub(crate) fn create_demo(app: &mut App, _: CreateDemo, now: Now) -> Result<CaseRow, Failure> {
    let record = read_record(crate::demo::DEMO, "示例", now)?;
    add(app, record, now)
}

/// A case from a case file. In a paralegal's hands what it calls accepted is proposed: a file is not a lawyer.
pub(crate) fn import_case(app: &mut App, request: ImportCase, now: Now) -> Result<CaseRow, Failure> {
    let by = app.user()?.name.clone();
    let record = proposed(app, read_record(&request.text, &by, now)?, now)?;
    add(app, record, now)
}

/// A record from a file as the present user brings it in: what a paralegal brings is proposed, and signed by nobody.
pub(crate) fn proposed(app: &App, mut record: Record, now: Now) -> Result<Record, Failure> {
    if app.is_lawyer() {
        return Ok(record);
    }
    let by = app.user()?.name.clone();
    let positions = record
        .entries
        .values_mut()
        .flat_map(|entry| [&mut entry.alleged, &mut entry.ours, &mut entry.finding]);
    for position in positions.flatten() {
        // Names in a file prove nothing: in this vault it is the importer who enters.
        (position.by, position.at) = (by.clone(), now);
        (position.review.by, position.review.at) = Default::default();
        if position.review.state == ReviewState::Accepted {
            position.review = Review::default();
        }
    }
    // Decisions on conflicts, what a client's words are let out and what does not apply at closing are lawyers' alone: they
    // are made again.
    let signed = [case::ItemKind::Conflict, case::ItemKind::Release];
    let lawyers = |key: &case::ItemKey| signed.contains(&key.kind) || crate::archive::waives(key);
    record.items.retain(|key, _| !lawyers(key));
    for held in record.items.values_mut() {
        (held.by, held.at) = (by.clone(), now);
        match &mut held.item {
            case::Item::Completion(completion) => {
                (completion.signed_by, completion.signed_at) = Default::default();
            }
            // What a lawyer settled of 三性, 质证意见 and exclusion is a proposal in a paralegal's hands.
            case::Item::Exhibit(exhibit) => exhibit.propose(),
            case::Item::Wording(wording) => wording.settled = false,
            case::Item::Outline(outline) => outline.settled = false,
            _ => {}
        }
    }
    Ok(record)
}

/// A case as a case file that imports to the same positions.
pub(crate) fn export_case(app: &mut App, request: ExportCase, _: Now) -> Result<CaseFileView, Failure> {
    let record = app.record(&request.case)?;
    let text = toml::to_string(&case::write_file(record))
        .map_err(|_| Failure::invalid("案件无法写成文件，请联系技术支持。"))?;
    let name = file_name(&record.matter.name);
    Ok(CaseFileView {
        file_name: format!("{name}.toml"),
        text,
    })
}

/// Longest name of a file made from a case's name, in characters: whatever is put behind it, no file system finds it too long.
const NAME: usize = 48;

/// A name that every file system takes.
pub(crate) fn file_name(name: &str) -> String {
    let fine = |c: char| c.is_alphanumeric() || matches!(c, '（' | '）' | '-');
    let name: String = name.chars().take(NAME).map(|c| if fine(c) { c } else { '_' }).collect();
    // Names of devices on Windows, whatever ending they get.
    let device = ["con", "nul", "aux", "prn", "com", "lpt"].iter().any(|device| {
        let rest = name.to_ascii_lowercase();
        let rest = rest.strip_prefix(device).map(str::to_owned);
        rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()) && rest.len() < 2)
    });
    if name.is_empty() || device {
        format!("_{name}")
    } else {
        name
    }
}

/// Largest case file that is read, in bytes.
const FILE_LIMIT: usize = 64 << 20;

/// Reads a case file, TOML or JSON.
///
/// # Errors
/// Every fault of the file, in one message.
pub fn parse_case_file(text: &str) -> Result<CaseFile, Failure> {
    if text.len() > FILE_LIMIT {
        return Err(Failure::invalid("案件文件超过 64 MB，请确认选对了文件。"));
    }
    let fail = |detail: String| {
        Failure::new(
            Code::Invalid,
            format!("案件文件的格式不对：{detail}"),
            "请对照说明文档“案件文件格式”改正后重试。",
        )
    };
    if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| fail(format!("第{}行第{}列。", error.line(), error.column())))
    } else {
        toml::from_str(text).map_err(|error: toml::de::Error| {
            let line = error.span().map_or(0, |span| {
                text[..text.floor_char_boundary(span.start.min(text.len()))]
                    .matches('\n')
                    .count()
                    + 1
            });
            fail(format!("第{line}行。"))
        })
    }
}

/// Reads a case file into a record.
pub(crate) fn read_record(text: &str, by: &str, now: Now) -> Result<Record, Failure> {
    let file = parse_case_file(text)?;
    case::read_file(file, book(), by, now).map_err(|faults| {
        let shown: Vec<String> = faults.iter().take(20).map(ToString::to_string).collect();
        let rest = faults.len().saturating_sub(20);
        let more = if rest > 0 {
            format!("\n……另有{rest}处。")
        } else {
            String::new()
        };
        Failure::new(
            Code::Invalid,
            format!("案件文件有{}处需要改正：\n{}{more}", faults.len(), shown.join("\n")),
            "",
        )
    })
}

/// Stands for the id that the store has yet to give.
const NO_CASE: &str = "00000000000000000000000000000000";

fn add(app: &mut App, record: Record, now: Now) -> Result<CaseRow, Failure> {
    let listed = to_list(app, &record, now)?;
    let id = app.vault()?.create_case(&record, listed, now)?;
    crate::people::register::fasten(app, id.as_str())?;
    listed_row(app, &id, now)
}

/// The list row of a case that has no id yet.
pub(crate) fn to_list(app: &mut App, record: &Record, now: Now) -> Result<store::Projection, Failure> {
    let calendar = app.calendar()?;
    let acted = (Some(now), !app.is_lawyer());
    projection(&case_id(NO_CASE)?, record, &calendar, acted, now)
}

/// The list row of a case, for the window.
pub(crate) fn listed_row(app: &mut App, id: &store::CaseId, now: Now) -> Result<CaseRow, Failure> {
    let leads = app.leads()?;
    let user = app.user()?.name.clone();
    let open = crate::people::check::open(app, id.as_str())?;
    let rows = app.vault()?.cases()?;
    rows.into_iter()
        .find(|row| row.id == *id)
        .map(|listed| CaseRow {
            conflict_stops: open.stops,
            conflict_warns: open.warns,
            ..row(listed, &leads, &user, now)
        })
        .ok_or_else(|| Failure::not_found("新建的案件"))
}

/// Brings the list row of a case up to date.
pub(crate) fn refresh(app: &mut App, id: &str, now: Now) -> Result<(), Failure> {
    let id = case_id(id)?;
    let calendar = app.calendar()?;
    let acted = last_act(app, &id)?;
    let row = projection(&id, app.record(id.as_str())?, &calendar, acted, now)?;
    Ok(app.vault()?.project(&id, row)?)
}

/// What the case list shows, computed from the case.
fn projection(
    id: &store::CaseId,
    record: &Record,
    calendar: &law::deadline::Calendar,
    (acted, never): (Option<Now>, bool),
    now: Now,
) -> Result<store::Projection, Failure> {
    let reviews = record.reviews();
    let count = |state| reviews.get(&state).copied().unwrap_or(0) as u64;
    let actor = actor_of(record, "")?;
    let rules = pack(book(), record, &actor, None, now.date_naive())?;
    let facts = Facts::of(book(), record, &actor, Scope::Accepted, rules, now.date_naive());
    Ok(store::Projection {
        id: id.clone(),
        name: record.matter.name.clone(),
        accused: record.parties.iter().map(|party| party.name.clone()).collect(),
        charge: record.matter.charge.clone(),
        stage: record.matter.stage.id().into(),
        pending: count(ReviewState::Proposed),
        returned: count(ReviewState::Returned),
        result: sentence(rules, &facts.assess(rules, Stance::Proved)),
        updated_at: now,
        revision: record.revision,
        demo: record.matter.demo,
        dates: Listed {
            acted,
            never,
            ..listed(record, calendar, now.date_naive())?
        }
        .kept(),
    })
}
