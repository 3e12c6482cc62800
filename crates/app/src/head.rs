//! The case bar: name, stage, accused, versions of the law, and what the user may do.

use crate::analysis::{act_span, actor_of, chosen, versions};
use crate::cases::Named;
use crate::deadlines::{self, NextDate};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Matter, Op, Party, PartyKind, Record, ReviewState, Stage};
use law::{Confidence, Standing};

wire! {
    /// An accused.
    pub struct PartyView {
        /// Party id.
        pub id: String,
        /// Name.
        pub name: String,
        /// person or unit.
        #[cfg_attr(feature = "typescript", ts(type = "\"person\" | \"unit\""))]
        pub kind: String,
        /// Whether we defend them.
        pub client: bool,
        /// Post or part, in words.
        pub role: String,
    }

    /// A version of the law that can apply.
    pub struct PackChip {
        /// In force from.
        pub from: String,
        /// Offence.
        pub name: String,
        /// 行为时 / 现行, with the date.
        pub label: String,
        /// In force when the act ended.
        pub in_force_at_act: bool,
        /// Newest in force.
        pub current: bool,
        /// Why it can apply, in words.
        pub ground: String,
        /// Chosen by a lawyer: what every screen takes unless another is picked.
        pub chosen: bool,
    }

    /// What this user may do.
    #[derive(Copy)]
    pub struct Can {
        /// Make findings and judgments.
        pub find: bool,
        /// Accept and return entries.
        pub review: bool,
        /// Export outgoing documents as final.
        pub sign: bool,
    }

    /// The case bar.
    pub struct CaseHead {
        /// Case id.
        pub id: String,
        /// Name in the office.
        pub name: String,
        /// Stage id.
        pub stage: String,
        /// Stage in words.
        pub stage_name: String,
        /// Offence in words.
        pub charge: String,
        /// The fictional case.
        pub demo: bool,
        /// The accused.
        pub parties: Vec<PartyView>,
        /// Versions that can apply, oldest first.
        pub packs: Vec<PackChip>,
        /// Counts changes.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub revision: u64,
        /// 14:32:07 of the last save in this session, or empty.
        pub saved_at: String,
        /// Accepted entries.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub reviewed: usize,
        /// All entries.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub total: usize,
        /// Provisions below 两处来源 that the current version uses.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub unverified: usize,
        /// What this user may do.
        pub can: Can,
        /// The nearest date that binds this accused.
        pub next_deadline: Option<NextDate>,
        /// 在押第47日 and so on, or empty.
        pub custody: String,
        /// Conflicts of interest that stop the case, undecided.
        pub conflict_stops: u32,
        /// Conflicts of interest a lawyer has to decide.
        pub conflict_warns: u32,
    }

    /// Asks for the case bar.
    pub struct CaseHeadRequest {
        /// Case id.
        pub case: String,
    }

    /// Asks for the file cover.
    pub struct MatterForm {
        /// Case id.
        pub case: String,
    }

    /// The file cover: what documents print 【待补】 for while it is empty.
    pub struct MatterView {
        /// Case bar.
        pub head: CaseHead,
        /// Procedural stages.
        pub stages: Vec<Named>,
        /// The body that decides now, as addressed.
        pub authority: String,
        /// Docket number, as printed.
        pub docket: String,
        /// Law firm.
        pub firm: String,
        /// Defenders, by name.
        pub lawyers: Vec<String>,
        /// Their licence numbers, in the same order.
        pub licences: Vec<String>,
        /// Address and telephone of the firm, as printed.
        pub contact: String,
        /// The police in charge, where another body decides now.
        pub police: String,
        /// The procuratorate in charge, where another body decides now.
        pub procuratorate: String,
        /// The court in charge, where another body decides now.
        pub court: String,
        /// Who entrusted them and in what relation.
        pub entrusted_by: String,
        /// What else there is to say.
        pub note: String,
    }

    /// Writes the file cover anew.
    pub struct UpdateMatter {
        /// Case id.
        pub case: String,
        /// Name in the office.
        pub name: String,
        /// Stage id.
        pub stage: String,
        /// The body that decides now, as addressed.
        pub authority: String,
        /// Docket number, as printed.
        pub docket: String,
        /// Law firm.
        pub firm: String,
        /// Defenders, by name.
        pub lawyers: Vec<String>,
        /// Their licence numbers, in the same order.
        #[serde(default)]
        pub licences: Vec<String>,
        /// Address and telephone of the firm, as printed.
        #[serde(default)]
        pub contact: String,
        /// The police in charge, where another body decides now.
        #[serde(default)]
        pub police: String,
        /// The procuratorate in charge, where another body decides now.
        #[serde(default)]
        pub procuratorate: String,
        /// The court in charge, where another body decides now.
        #[serde(default)]
        pub court: String,
        /// Who entrusted them and in what relation.
        pub entrusted_by: String,
        /// What else there is to say.
        pub note: String,
    }

    /// Adds an accused, or corrects what is said of one.
    pub struct SetParty {
        /// Case id.
        pub case: String,
        /// Party id, or empty for a new one.
        pub party: String,
        /// Name.
        pub name: String,
        /// person or unit.
        #[cfg_attr(feature = "typescript", ts(type = "\"person\" | \"unit\""))]
        pub kind: String,
        /// Whether we defend them.
        pub client: bool,
        /// Post or part, in words.
        pub role: String,
    }
}

/// The case bar.
pub(crate) fn case_head(app: &mut App, request: CaseHeadRequest, now: Now) -> Result<CaseHead, Failure> {
    head(app, &request.case, "", now)
}

/// The case bar, versions of the law for one accused.
pub(crate) fn head(app: &mut App, case: &str, actor: &str, now: Now) -> Result<CaseHead, Failure> {
    let lawyer = app.is_lawyer();
    let saved_at = app
        .case(case)?
        .saved_at
        .map(|at| at.format("%H:%M:%S").to_string())
        .unwrap_or_default();
    let (calendar, leads) = (app.calendar()?, app.leads()?);
    let conflicts = crate::people::check::open(app, case)?;
    let record = app.record(case)?;
    let book = book();
    let actor = actor_of(record, actor)?;
    let (today, events) = (now.date_naive(), deadlines::events_of(record, &actor));
    let line = deadlines::line_of(deadlines::procedure(today)?, &calendar, &events, today);
    let lens = deadlines::Lens {
        record,
        actor: &actor,
        calendar: &calendar,
        leads: &leads,
        today,
        held: line.custody.held,
    };
    let dated = act_span(record, &actor) != law::Interval::OPEN;
    let candidates = versions(book, record, &actor, now.date_naive());
    let choice = chosen(book, record, &actor).map(|chosen| chosen.rules.from);
    let chip = |candidate: &law::Candidate| {
        let from = candidate.rules.from.map(|from| from.to_string()).unwrap_or_default();
        let standing = match (candidate.standing, candidate.current) {
            // Nobody has said yet when the acts ended: a version is not before or after them.
            (_, false) if !dated => "",
            (_, true) if !dated => "现行",
            (standing, current) => standing_words(standing, current),
        };
        PackChip {
            name: candidate.rules.short.clone(),
            label: if standing.is_empty() {
                format!("{from}起")
            } else {
                format!("{standing}·{from}起")
            },
            in_force_at_act: dated && candidate.is_of_the_act(),
            current: candidate.current,
            ground: candidate.grounds.iter().map(|ground| ground.words()).collect(),
            chosen: Some(candidate.rules.from) == choice,
            from,
        }
    };
    let unverified = candidates.last().map_or(0, |candidate| {
        let cites: std::collections::BTreeSet<&String> =
            candidate.rules.nodes.iter().flat_map(|node| &node.cite).collect();
        cites
            .into_iter()
            .filter(|cite| book.sources.confidence(cite) < Confidence::TwoSources)
            .count()
    });
    let reviews = record.reviews();
    Ok(CaseHead {
        next_deadline: deadlines::coming(&lens, &line).into_iter().find(|next| next.days >= 0),
        custody: deadlines::custody_day(&line),
        conflict_stops: conflicts.stops,
        conflict_warns: conflicts.warns,
        id: case.into(),
        name: record.matter.name.clone(),
        stage: record.matter.stage.id().into(),
        stage_name: record.matter.stage.name().into(),
        charge: book
            .versions(&record.matter.charge)
            .last()
            .map_or_else(|| record.matter.charge.clone(), |rules| rules.name.clone()),
        demo: record.matter.demo,
        parties: record.parties.iter().map(party_view).collect(),
        packs: candidates.iter().map(chip).collect(),
        revision: record.revision,
        saved_at,
        reviewed: reviews.get(&ReviewState::Accepted).copied().unwrap_or(0),
        total: reviews.values().sum(),
        unverified,
        can: Can {
            find: lawyer,
            review: lawyer,
            sign: lawyer,
        },
    })
}

/// How a version stands to the act, in two or three words.
pub(crate) fn standing_words(standing: Standing, current: bool) -> &'static str {
    match (standing, current) {
        (Standing::AtAct, true) => "行为时并现行",
        (Standing::AtAct, false) => "行为时",
        (Standing::MaybeAtAct, true) => "可能为行为时并现行",
        (Standing::MaybeAtAct, false) => "可能为行为时",
        (Standing::FirstInterpretation, true) => "首部解释并现行",
        (Standing::FirstInterpretation, false) => "代替行为时",
        (Standing::Displaced, _) => "行为时，已被代替",
        (Standing::Later, true) => "现行",
        (Standing::Later, false) => "行为后，待核实",
        (Standing::NotYet, _) => "行为时尚无本罪",
        (Standing::FirstRecorded, _) => "所收录的最早一版",
    }
}

fn party_view(party: &Party) -> PartyView {
    let kind = if party.kind == PartyKind::Unit {
        "unit"
    } else {
        "person"
    };
    PartyView {
        id: party.id.clone(),
        name: party.name.clone(),
        kind: kind.into(),
        client: party.client,
        role: party.role.clone(),
    }
}

/// The file cover.
pub(crate) fn matter_form(app: &mut App, request: MatterForm, now: Now) -> Result<MatterView, Failure> {
    let head = head(app, &request.case, "", now)?;
    let matter = app.record(&request.case)?.matter.clone();
    Ok(MatterView {
        head,
        stages: crate::cases::stages(),
        authority: matter.authority,
        docket: matter.docket,
        firm: matter.firm,
        lawyers: matter.lawyers,
        licences: matter.licences,
        contact: matter.contact,
        police: matter.police,
        procuratorate: matter.procuratorate,
        court: matter.court,
        entrusted_by: matter.entrusted_by,
        note: matter.note,
    })
}

/// Writes the file cover anew.
pub(crate) fn update_matter(app: &mut App, request: UpdateMatter, now: Now) -> Result<CaseHead, Failure> {
    let stage = Stage::from_id(&request.stage).ok_or_else(|| Failure::invalid("没有这个诉讼阶段，请重新选择。"))?;
    let name = crate::cases::required(&request.name, "案名")?;
    let (authority, docket) = (
        optional(&request.authority, "办案机关")?,
        optional(&request.docket, "案号")?,
    );
    let (firm, entrusted_by) = (
        optional(&request.firm, "律师事务所")?,
        optional(&request.entrusted_by, "委托人")?,
    );
    let lawyers = request
        .lawyers
        .iter()
        .filter(|lawyer| !lawyer.trim().is_empty())
        .map(|lawyer| crate::cases::required(lawyer, "承办律师"))
        .collect::<Result<_, _>>()?;
    if request.licences.len() > lawyers_named(&request) {
        return Err(Failure::invalid("执业证号比承办律师多，请按承办律师的次序逐一填写。"));
    }
    let licences = request
        .licences
        .iter()
        .map(|licence| optional(licence, "执业证号"))
        .collect::<Result<_, _>>()?;
    crate::entry::limit(&request.note)?;
    let note = request.note.trim().into();
    let matter = Matter {
        licences,
        contact: optional(&request.contact, "律师事务所的地址和电话")?,
        police: optional(&request.police, "公安机关")?,
        procuratorate: optional(&request.procuratorate, "检察院")?,
        court: optional(&request.court, "法院")?,
        name,
        stage,
        authority,
        docket,
        firm,
        lawyers,
        entrusted_by,
        note,
        ..app.record(&request.case)?.matter.clone()
    };
    app.change(&request.case, now, Op::SetMatter(matter), "修改案件信息")?;
    head(app, &request.case, "", now)
}

fn lawyers_named(request: &UpdateMatter) -> usize {
    request
        .lawyers
        .iter()
        .filter(|lawyer| !lawyer.trim().is_empty())
        .count()
}

/// A field that may stay empty; refused by name when overlong.
fn optional(text: &str, what: &str) -> Result<String, Failure> {
    if text.trim().is_empty() {
        Ok(String::new())
    } else {
        crate::cases::required(text, what)
    }
}

/// Adds an accused, or corrects one; the facts of each hang on their own id.
pub(crate) fn set_party(app: &mut App, request: SetParty, now: Now) -> Result<CaseHead, Failure> {
    let name = crate::cases::required(&request.name, "姓名或者名称")?;
    let role = optional(&request.role, "身份或者作用")?;
    let record = app.record(&request.case)?;
    let (id, what) = if request.party.is_empty() {
        (new_party(record), "添加当事人")
    } else if record.party(&request.party).is_some() {
        (request.party, "修改当事人信息")
    } else {
        return Err(Failure::not_found("这名当事人"));
    };
    let kind = if request.kind == "unit" {
        PartyKind::Unit
    } else {
        PartyKind::Person
    };
    let party = Party {
        id,
        name,
        kind,
        client: request.client,
        role,
    };
    fits(record, &party)?;
    if party.client {
        crate::people::check::one_client(&record.parties, &party.id)?;
    }
    app.change(&request.case, now, Op::SetParty(party), what)?;
    head(app, &request.case, "", now)
}

/// An id for a new accused.
pub(crate) fn new_party(record: &Record) -> String {
    let mut ids = (1..).map(|number| format!("a{number}"));
    ids.find(|id| record.party(id).is_none()).unwrap_or_default()
}

/// Whether the accused can stand beside the others: a name of their own, and somebody left to defend.
pub(crate) fn fits(record: &Record, party: &Party) -> Result<(), Failure> {
    let mut others = record.parties.iter().filter(|other| other.id != party.id);
    if others.clone().any(|other| other.name == party.name) {
        return Err(Failure::invalid("本案已有同名的当事人，请加以区分，例如“王某（甲）”。"));
    }
    // With others in the case the wrong one may have been marked: the mark is taken off before it is put on another.
    let alone = others.next().is_none() && record.party(&party.id).is_some();
    if alone && !party.client {
        return Err(Failure::invalid(
            "本案至少有一名当事人是我方委托人，请先添加另一名当事人。",
        ));
    }
    Ok(())
}

/// The chip of a version; one that cannot apply has a plain one.
pub(crate) fn pack_chip(head: &CaseHead, rules: &law::RuleSet) -> PackChip {
    let from = rules.from.map(|from| from.to_string()).unwrap_or_default();
    let known = head.packs.iter().find(|chip| chip.from == from).cloned();
    known.unwrap_or_else(|| PackChip {
        label: format!("{from}起"),
        name: rules.short.clone(),
        in_force_at_act: false,
        current: false,
        ground: String::new(),
        chosen: false,
        from,
    })
}
