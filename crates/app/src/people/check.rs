//! Who in the office may be this person, in which case, in what part, and why: the check itself.

use super::numbers;
use super::register::{Known, Register, register};
use super::view::{DecisionView, FieldFault, MatchView, PersonInput, ReasonView, level_id};
use crate::cases::Named;
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;
use case::conflict::{Ground, Level, Likeness, Prepared, Reason, Why, ground, likeness};
use case::identity::{hide_account, hide_id, hide_phone};
use case::{Cast, Conflict, Party, Person, PersonRole, Record, Verdict};

wire! {
    /// Asks who may be the person being entered.
    pub struct ConflictCheck {
        /// Case id.
        pub case: String,
        /// Item id, or empty for somebody new.
        pub id: String,
        /// As typed so far.
        pub person: PersonInput,
    }

    /// Asks who may be the accused of a case that is about to be made.
    pub struct CheckParties {
        /// Names, the client first.
        pub accused: String,
        /// The client's number of identity, or empty.
        pub id_number: String,
    }

    /// What was found.
    pub struct CheckView {
        /// What is wrong with what was typed.
        pub faults: Vec<FieldFault>,
        /// The gravest first.
        pub matches: Vec<MatchView>,
        /// Further ones that are only for knowing and are not listed.
        pub more: u32,
        /// Cases whose people could not be compared.
        pub unread: u32,
        /// How many people were compared.
        pub compared: u32,
        /// The rule on accused of one case.
        pub rule: String,
        /// What it rests on.
        pub rule_basis: String,
    }
}

/// So many are listed; whatever stops or asks for a decision always is.
const LISTED: usize = 30;

/// What is open in a case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Open {
    /// Grounds that stop.
    pub stops: u32,
    /// Grounds a lawyer has to decide.
    pub warns: u32,
}

/// One likeness and what it means.
pub(super) struct Found<'a> {
    pub case: &'a str,
    pub known: &'a Known,
    pub cast: &'a Cast,
    likeness: Likeness,
    ground: Ground,
    pub level: Level,
    mirrored: Ground,
}

impl Found<'_> {
    /// What a decision has to be about to stand.
    pub(super) fn why(&self) -> String {
        let reasons: Vec<&str> = self.likeness.reasons.iter().map(|reason| reason.why.name()).collect();
        format!("{}：{}", self.ground.name(), reasons.join("、"))
    }

    pub(super) fn verdicts(&self) -> Vec<Verdict> {
        // What one may not see one does not decide on.
        if self.known.hidden.is_some() {
            return Vec::new();
        }
        self.ground.verdicts(self.likeness.certain())
    }

    /// The decision on it, taken in either case, and whether it still fits.
    pub(super) fn decision<'a>(&'a self, own: &'a Known, case: &str, id: &str) -> Option<(&'a Conflict, bool)> {
        let ours = own
            .company
            .decision(id, self.case, &self.cast.id)
            .map(|decided| (decided, self.ground));
        let theirs = || {
            self.known
                .company
                .decision(&self.cast.id, case, id)
                .map(|decided| (decided, self.mirrored))
        };
        let (decided, ground) = ours.or_else(theirs)?;
        let about = decided
            .matches
            .iter()
            .any(|of| of.why.split('：').next() == Some(ground.name()));
        Some((decided, about && self.verdicts().contains(&decided.verdict)))
    }
}

/// Everybody who may be `who`, entered in `case` as `id`. The gravest first, then the likeliest.
pub(super) fn find<'a>(
    all: &'a Register,
    own: &'a Known,
    case: &'a str,
    id: &str,
    role: PersonRole,
    who: &Prepared,
) -> Vec<Found<'a>> {
    let ours = own.standing(case, role.into());
    let mut found: Vec<Found> = all
        .near(who)
        .filter(|(other, known, cast, _)| known.demo == own.demo && (*other != case || cast.id != id))
        .filter_map(|(other, known, cast, prepared)| {
            let likeness = likeness(who, prepared)?;
            let theirs = known.standing(other, cast.capacity());
            let (ground_found, level) = ground(ours, theirs, &likeness);
            // Colleagues within one case are no news.
            let news = ground_found != Ground::Colleague || other != case;
            news.then(|| Found {
                case: other,
                known,
                cast,
                mirrored: ground(theirs, ours, &likeness).0,
                likeness,
                ground: ground_found,
                level,
            })
        })
        .collect();
    found.sort_by_key(|one| {
        let likeness = &one.likeness;
        (
            one.level,
            likeness.another,
            likeness.best(),
            usize::MAX - likeness.reasons.len(),
            one.ground,
        )
    });
    found
}

/// What is open in a case; computed once, until somebody changes whom its people are like.
pub(crate) fn open(app: &mut App, case: &str) -> Result<Open, Failure> {
    let all = register(app)?;
    if let Some(open) = all.found.get(case) {
        return Ok(*open);
    }
    let mut open = Open::default();
    if let Some(own) = all.case(case) {
        open.stops += u32::from(second_client(&own.company.people).is_some());
        for (cast, prepared) in own.people() {
            for found in find(all, own, case, &cast.id, cast.person.role, prepared) {
                let decided = found.decision(own, case, &cast.id).is_some_and(|(_, stands)| stands);
                match found.level {
                    Level::Stop if !decided => open.stops += 1,
                    Level::Warn if !decided => open.warns += 1,
                    _ => {}
                }
            }
        }
    }
    all.found.insert(case.into(), open);
    Ok(open)
}

/// The second accused of one case whom we would defend.
pub(super) fn second_client(people: &[Cast]) -> Option<&Cast> {
    people
        .iter()
        .filter(|cast| cast.person.role == PersonRole::Client)
        .nth(1)
}

/// Refuses to make a second accused of the case our client. Nobody may decide otherwise.
pub(crate) fn one_client(parties: &[Party], id: &str) -> Result<(), Failure> {
    if parties.iter().any(|party| party.client && party.id != id) {
        return Err(Failure::new(
            crate::failure::Code::Forbidden,
            format!("本案已有一名我方委托人：{}。", super::view::RULE),
            super::view::BASIS,
        ));
    }
    Ok(())
}

/// Longest name, number or list of accused that is compared with the whole office, and how many numbers of a kind: the comparison
/// takes time with the square of their length. What can be saved is no longer.
const LONGEST: usize = 200;
const LISTS: usize = 100;

fn bounded(text: &str, what: &str) -> Result<(), Failure> {
    if text.chars().count() > LONGEST {
        return Err(Failure::invalid(format!("{what}过长，请控制在{LONGEST}字以内。")));
    }
    Ok(())
}

/// Who may be the person being entered, and what is wrong with the numbers.
pub(crate) fn conflict_check(app: &mut App, request: ConflictCheck, _: Now) -> Result<CheckView, Failure> {
    let person = &request.person;
    let lists = [&person.aliases, &person.ids, &person.phones, &person.accounts];
    let typed = [&person.name, &person.employer]
        .into_iter()
        .chain(lists.into_iter().flatten());
    typed
        .into_iter()
        .try_for_each(|text| bounded(text, "姓名、号码或者单位"))?;
    if lists.iter().any(|list| list.len() > LISTS) {
        return Err(Failure::invalid(format!(
            "每种号码和别名最多比对{LISTS}项，请移除不用的。"
        )));
    }
    app.record(&request.case)?;
    let all = register(app)?;
    let own = all.case(&request.case).ok_or_else(|| Failure::not_found("这个案件"))?;
    let role = PersonRole::from_id(&request.person.role).unwrap_or_default();
    let cast = draft(&request.id, &request.person, role);
    let who = Prepared::of(&cast.identity(&request.case));
    let found = find(all, own, &request.case, &request.id, role, &who);
    Ok(view(
        all,
        own,
        &request.case,
        &cast,
        found,
        numbers::faults(&request.person),
    ))
}

fn draft(id: &str, input: &PersonInput, role: PersonRole) -> Cast {
    // What cannot be saved yet is compared as far as it goes.
    let person = numbers::read(input).unwrap_or_else(|_| Person {
        name: input.name.trim().into(),
        ids: input.ids.clone(),
        phones: input.phones.clone(),
        accounts: input.accounts.clone(),
        ..Person::default()
    });
    Cast {
        id: id.into(),
        person: Person { role, ..person },
    }
}

/// The accused of a new case as they are typed: the first is the client.
pub(crate) fn parties(accused: &str) -> Vec<Party> {
    let names = accused.split(['、', '，', ',', ';', '；', '\n']).map(str::trim);
    let names = names.filter(|name| !name.is_empty()).enumerate();
    names
        .map(|(at, name)| Party {
            id: format!("a{}", at + 1),
            name: name.into(),
            client: at == 0,
            ..Party::default()
        })
        .collect()
}

/// A case that is about to be made, as the register would know it.
pub(crate) fn unborn(accused: &str, id_number: &str) -> Record {
    let mut record = Record {
        parties: parties(accused),
        ..Record::default()
    };
    let id_number = id_number.trim();
    if let Some(client) = record.parties.first().filter(|_| !id_number.is_empty()) {
        let person = Person {
            name: client.name.clone(),
            role: PersonRole::Client,
            party: client.id.clone(),
            ids: vec![id_number.into()],
            ..Person::default()
        };
        let key = case::ItemKey::new(case::ItemKind::Person, client.id.clone());
        record.taken.insert(key.clone());
        record.items.insert(
            key,
            case::Held {
                item: person.into(),
                by: String::new(),
                at: chrono::DateTime::default(),
            },
        );
    }
    record
}

/// Who may be one of the accused of a new case.
pub(crate) fn check_parties(app: &mut App, request: CheckParties, _: Now) -> Result<CheckView, Failure> {
    bounded(&request.accused, "当事人姓名")?;
    bounded(&request.id_number, "证件号码")?;
    let all = register(app)?;
    let own = Known::of_record("", &unborn(&request.accused, &request.id_number));
    let mut matches = Vec::new();
    let (mut more, mut compared, mut faults) = (0, 0, Vec::new());
    for (cast, who) in own.people() {
        let mut typed = numbers::written(&cast.person);
        typed.phones.clear();
        let found = find(all, &own, "", &cast.id, cast.person.role, who);
        let one = view(all, &own, "", cast, found, numbers::faults(&typed));
        (more, compared) = (more + one.more, one.compared);
        matches.extend(one.matches);
        faults.extend(one.faults);
    }
    matches.sort_by_key(|one| level_rank(&one.level));
    Ok(CheckView {
        faults,
        matches,
        more,
        unread: all.unread,
        compared,
        rule: super::view::RULE.into(),
        rule_basis: super::view::BASIS.into(),
    })
}

fn level_rank(level: &str) -> usize {
    ["stop", "warn", "note"]
        .iter()
        .position(|known| *known == level)
        .unwrap_or(3)
}

fn view(all: &Register, own: &Known, case: &str, ours: &Cast, found: Vec<Found>, faults: Vec<FieldFault>) -> CheckView {
    let grave = found.iter().filter(|one| one.level != Level::Note).count();
    let listed = found.len().min(LISTED.max(grave));
    CheckView {
        faults,
        more: (found.len() - listed) as u32,
        matches: found[..listed].iter().map(|one| shown(one, own, case, ours)).collect(),
        unread: all.unread,
        compared: all.everybody().count() as u32,
        rule: super::view::RULE.into(),
        rule_basis: super::view::BASIS.into(),
    }
}

/// A likeness as it is shown.
pub(super) fn shown(one: &Found, own: &Known, case: &str, ours: &Cast) -> MatchView {
    if let Some(contact) = &one.known.hidden {
        return behind_a_wall(contact, one.level, ours);
    }
    let person = &one.cast.person;
    let decision = one.decision(own, case, &ours.id).map(|(decided, stands)| DecisionView {
        verdict: decided.verdict.id().into(),
        verdict_name: decided.verdict.name().into(),
        reason: decided.reason.clone(),
        by: decided.by.clone(),
        at: decided.at.format("%Y-%m-%d %H:%M").to_string(),
        stands,
    });
    MatchView {
        own: ours.id.clone(),
        own_name: ours.person.name.clone(),
        case: one.case.into(),
        case_name: if one.case == case {
            String::new()
        } else {
            one.known.name.clone()
        },
        closed: one.known.company.closed,
        person: one.cast.id.clone(),
        name: person.name.clone(),
        role_name: person.role.name().into(),
        level: level_id(one.level).into(),
        ground: one.ground.name().into(),
        why: one.ground.why().into(),
        rule: matches!(one.ground, Ground::SameCase | Ground::CoAccused),
        reasons: one.likeness.reasons.iter().map(reason).collect(),
        certain: one.likeness.certain(),
        linked: one.likeness.best() == Why::Linked,
        verdicts: one
            .verdicts()
            .into_iter()
            .map(|verdict| Named {
                id: verdict.id().into(),
                name: verdict.name().into(),
            })
            .collect(),
        decision,
    }
}

/// A likeness in a case behind a wall: that there is one, and whom to ask.
fn behind_a_wall(contact: &str, level: Level, ours: &Cast) -> MatchView {
    let words = format!("与一件受隔离案件有关，请找{contact}");
    MatchView {
        own: ours.id.clone(),
        own_name: ours.person.name.clone(),
        case: String::new(),
        case_name: words.clone(),
        closed: false,
        person: String::new(),
        name: String::new(),
        role_name: String::new(),
        level: level_id(level).into(),
        ground: "受隔离案件".into(),
        why: format!("{words}；隔离案件的内容、当事人和相似的理由均不显示。"),
        rule: false,
        reasons: Vec::new(),
        certain: false,
        linked: false,
        verdicts: Vec::new(),
        decision: None,
    }
}

fn reason(reason: &Reason) -> ReasonView {
    let hide: fn(&str) -> String = match reason.why {
        Why::Linked => |_| String::new(),
        Why::SameId => hide_id,
        Why::SamePhone => hide_phone,
        Why::SameAccount => hide_account,
        _ => str::to_string,
    };
    ReasonView {
        name: reason.why.name().into(),
        ours: hide(&reason.ours),
        theirs: if reason.why.of_name() {
            hide(&reason.theirs)
        } else {
            String::new()
        },
    }
}
