//! What is done to the people of a case: entered, corrected, taken out, decided on.

use super::check::{find, one_client};
use super::numbers::read;
use super::register::register;
use super::view::{PeopleRequest, PeopleView, PersonInput, people};
use crate::failure::Failure;
use crate::items;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Cast, Conflict, ConflictMatch, ItemKey, ItemKind, Op, Party, PartyKind, Person, PersonRole, Verdict};

wire! {
    /// Enters a person, or corrects what is known of one.
    pub struct PutPerson {
        /// Case id.
        pub case: String,
        /// Item id, or empty for somebody new.
        pub id: String,
        /// As typed.
        pub person: PersonInput,
        /// Revision of the page.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Takes a person out of a case.
    pub struct RemovePerson {
        /// Case id.
        pub case: String,
        /// Item id.
        pub id: String,
        /// Revision of the page.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Records what a lawyer decided on a likeness.
    pub struct DecideConflict {
        /// Case id.
        pub case: String,
        /// Item id of the person in this case.
        pub id: String,
        /// The other case.
        pub other: String,
        /// Item id there.
        pub person: String,
        /// Verdict id.
        pub verdict: String,
        /// Why.
        pub reason: String,
        /// Revision of the page.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }
}

/// Enters a person or corrects one. Of an accused the name, the kind and whether we defend them are the party's.
pub(crate) fn put_person(app: &mut App, request: PutPerson, now: Now) -> Result<PeopleView, Failure> {
    let mut person = read(&request.person)?;
    let record = app.record(&request.case)?;
    let company = case::Company::of(record);
    let known = match request.id.as_str() {
        "" => None,
        id => Some(company.person(id).ok_or_else(|| Failure::not_found("这名人员"))?),
    };
    let party = known.and_then(|known| record.party(&known.person.party)).cloned();
    let defended = person.role == PersonRole::Client;
    let wanted = match &party {
        Some(party) if defended || person.role == PersonRole::CoAccused => Some(Party {
            name: person.name.clone(),
            client: defended,
            kind: kind(&person),
            ..party.clone()
        }),
        Some(_) => {
            return Err(Failure::invalid(
                "本案当事人只能是我方当事人或者同案人，不能改为其他身份。",
            ));
        }
        None if defended => Some(Party {
            id: crate::head::new_party(record),
            name: person.name.clone(),
            client: true,
            kind: kind(&person),
            role: String::new(),
        }),
        None => None,
    };
    let key = match known {
        Some(known) => ItemKey::new(ItemKind::Person, known.id.clone()),
        None => record.next_item(ItemKind::Person),
    };
    let mut seen = request.seen;
    if let Some(wanted) = wanted {
        person.party = wanted.id.clone();
        if party.as_ref() != Some(&wanted) {
            if wanted.client {
                one_client(&record.parties, &wanted.id)?;
            }
            crate::head::fits(record, &wanted)?;
            let what = if party.is_some() {
                "修改当事人信息"
            } else {
                "添加当事人"
            };
            app.change_since(&request.case, now, Op::SetParty(wanted), what, seen)?;
            seen = app.record(&request.case)?.revision;
        }
    }
    let what = if known.is_some() {
        "修改人员信息"
    } else {
        "登记人员"
    };
    let change = items::put(app, key, person, now)?;
    items::write(app, &request.case, vec![change], what, seen, now)?;
    people(app, PeopleRequest { case: request.case }, now)
}

fn kind(person: &Person) -> PartyKind {
    if person.unit {
        PartyKind::Unit
    } else {
        PartyKind::Person
    }
}

/// Takes a person out; the recycle bin keeps them. An accused stays: facts hang on them.
pub(crate) fn remove_person(app: &mut App, request: RemovePerson, now: Now) -> Result<PeopleView, Failure> {
    let record = app.record(&request.case)?;
    let person = record
        .item::<Person>(&request.id)
        .ok_or_else(|| Failure::not_found("这名人员的登记"))?;
    if record.party(&person.party).is_some() {
        return Err(Failure::invalid(
            "本案当事人名下有事实记录，不能移除；登记有误的，请修改。",
        ));
    }
    let change = items::out(ItemKey::new(ItemKind::Person, request.id));
    items::write(app, &request.case, vec![change], "移除人员", request.seen, now)?;
    people(app, PeopleRequest { case: request.case }, now)
}

/// Records a decision. What nobody may decide is refused with the rule.
pub(crate) fn decide_conflict(app: &mut App, request: DecideConflict, now: Now) -> Result<PeopleView, Failure> {
    app.record(&request.case)?;
    let by = app.user()?.name.clone();
    let all = register(app)?;
    let own = all.case(&request.case).ok_or_else(|| Failure::not_found("这个案件"))?;
    let (cast, prepared) = own
        .people()
        .find(|(cast, _)| cast.id == request.id)
        .ok_or_else(|| Failure::not_found("这名人员"))?;
    let found = find(all, own, &request.case, &cast.id, cast.person.role, prepared);
    let one = found
        .iter()
        .find(|one| one.case == request.other && one.cast.id == request.person)
        .ok_or_else(|| Failure::not_found("这项匹配"))?;
    let decided = decision(&request.verdict, &request.reason, one.verdicts(), &by, now)?;
    let decided = Conflict {
        person: request.id.clone(),
        matches: vec![ConflictMatch {
            case: request.other.clone(),
            person: request.person.clone(),
            why: one.why(),
        }],
        ..decided
    };
    let key = ItemKey::new(
        ItemKind::Conflict,
        format!("{}/{}/{}", request.id, request.other, request.person),
    );
    let change = items::put(app, key, decided, now)?;
    items::write(app, &request.case, vec![change], "利益冲突处理决定", request.seen, now)?;
    people(app, PeopleRequest { case: request.case }, now)
}

fn decision(verdict: &str, reason: &str, may: Vec<Verdict>, by: &str, now: Now) -> Result<Conflict, Failure> {
    let verdict = Verdict::from_id(verdict).ok_or_else(|| Failure::invalid("没有这种处理决定，请重新选择。"))?;
    if !may.contains(&verdict) {
        return Err(Failure::new(
            crate::failure::Code::Forbidden,
            format!("这项冲突不能作“{}”处理。", verdict.name()),
            super::view::BASIS,
        ));
    }
    crate::entry::limit(reason)?;
    Ok(Conflict {
        person: String::new(),
        matches: Vec::new(),
        verdict,
        reason: crate::cases::required(reason, "理由")?,
        by: by.into(),
        at: now,
    })
}

wire! {
    /// What a lawyer decides on a likeness before the case is made.
    pub struct Decided {
        /// Party id of the accused: a1 for the first, and so on.
        pub own: String,
        /// The other case.
        pub case: String,
        /// Item id there.
        pub person: String,
        /// Verdict id.
        pub verdict: String,
        /// Why.
        pub reason: String,
    }
}

/// The decisions that a new case begins with. Refused while anything stops it: a case is not opened for somebody for whom we may
/// not act.
pub(crate) fn begin(app: &mut App, record: &mut case::Record, decided: &[Decided], now: Now) -> Result<(), Failure> {
    let (lawyer, by) = (app.is_lawyer(), app.user()?.name.clone());
    if !decided.is_empty() {
        app.lawyer_only("利益冲突的处理决定")?;
    }
    let all = register(app)?;
    let own = super::register::Known::of_record("", record);
    let mut items = Vec::new();
    for (cast, prepared) in own.people() {
        for one in find(all, &own, "", &cast.id, cast.person.role, prepared) {
            let about = |decided: &&Decided| {
                decided.own == cast.id && decided.case == one.case && decided.person == one.cast.id
            };
            let Some(said) = decided.iter().find(about) else {
                if one.level == case::conflict::Level::Stop {
                    return Err(stopped(lawyer));
                }
                continue;
            };
            let conflict = decision(&said.verdict, &said.reason, one.verdicts(), &by, now)?;
            if conflict.verdict == Verdict::Refused && one.level == case::conflict::Level::Stop {
                return Err(Failure::invalid("已决定不接受委托，不建立案件。"));
            }
            items.push((cast, one.case.to_string(), one.cast.id.clone(), one.why(), conflict));
        }
    }
    let puts = items
        .into_iter()
        .map(|(cast, case, person, why, conflict): (&Cast, _, _, _, _)| {
            let key = ItemKey::new(ItemKind::Conflict, format!("{}/{case}/{person}", cast.id));
            let conflict = Conflict {
                person: cast.id.clone(),
                matches: vec![ConflictMatch { case, person, why }],
                ..conflict
            };
            items::put(app, key, conflict, now)
        });
    let puts = puts.collect::<Result<Vec<_>, _>>()?;
    if !puts.is_empty() {
        record.apply(Op::Put(puts))?;
    }
    Ok(())
}

fn stopped(lawyer: bool) -> Failure {
    let hint = if lawyer {
        "请在下方逐项核对：不是同一人或者两案没有关联的，写明理由后方可建立案件。"
    } else {
        "请交律师核对：只有律师能够认定不是同一人或者两案没有关联。"
    };
    Failure::new(
        crate::failure::Code::Forbidden,
        format!("当事人是本所委托人的同案人：{}。", super::view::RULE),
        hint,
    )
}
