//! Statements: who said what, when, before whom; and how it compares.

mod cell;
mod change;
mod shapes;

pub use crate::entry::Saved;
pub use cell::{PutAssertion, RecordAssertion};
pub(crate) use cell::{put_assertion, record_assertion};
pub use change::{PutProposition, PutStatement, RemoveProposition, RemoveStatement};
pub(crate) use change::{put_proposition, put_statement, remove_proposition, remove_statement};
pub use shapes::{
    CellView, DiscrepancyView, FactChoice, PropositionView, SaidView, SpeakerView, StatementMark, StatementView,
    StatementsRequest, StatementsView,
};

use crate::analysis::actor_of;
use crate::cases::Named;
use crate::entry::{title as path_title, titled};
use crate::evidence::{of_pages, place, volumes};
use crate::failure::Failure;
use crate::head::head;
use crate::questions::holder;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{SourceView, chips};
use case::{
    Assertion, Company, ContradictionKind, Path, Person, PersonRole, Proposition, Record, Said, Says, Source, Statement,
};
use shapes::{role_name, says_id};

/// The statements of a case, compared.
pub(crate) fn statements(app: &mut App, request: StatementsRequest, now: Now) -> Result<StatementsView, Failure> {
    let head = head(app, &request.case, &request.actor, now)?;
    let record = app.record(&request.case)?;
    let actor = actor_of(record, &request.actor)?;
    let flags = case::flags(&book().evidence, record);
    let all = case::in_order(record);
    Ok(StatementsView {
        people: people(record),
        roles: shapes::ROLES
            .iter()
            .map(|(_, id, name)| Named {
                id: id.to_string(),
                name: name.to_string(),
            })
            .collect(),
        statements: all.iter().map(|(id, own)| view(record, id, own, &flags)).collect(),
        propositions: propositions(record)
            .into_iter()
            .map(|(id, own)| proposition(record, &actor, id, own))
            .collect(),
        cells: cells(record, &actor),
        contradictions: contradictions(record),
        facts: facts(),
        volumes: volumes(record),
        actor,
        head,
    })
}

/// 某甲第3次讯问笔录.
pub(crate) fn title(record: &Record, own: &Statement) -> String {
    let name = speaker(record, &own.person).map_or_else(|| "姓名不明".to_string(), |person| person.name);
    match own.number {
        0 => format!("{name}{}笔录", own.kind.name()),
        number => format!("{name}第{number}次{}笔录", own.kind.name()),
    }
}

/// Propositions in their order.
pub(crate) fn propositions(record: &Record) -> Vec<(&str, &Proposition)> {
    let mut all: Vec<(&str, &Proposition)> = record.items_of::<Proposition>().collect();
    all.sort_by_key(|(id, own)| (own.order, id.to_string()));
    all
}

/// Who made a statement: a person of the case, or an accused about whom nothing else was entered.
pub(crate) fn speaker(record: &Record, id: &str) -> Option<Person> {
    Company::of(record).person(id).map(|cast| cast.person.clone())
}

fn people(record: &Record) -> Vec<SpeakerView> {
    let all = Company::of(record).people;
    all.into_iter()
        .map(|cast| {
            let own: Vec<&Statement> = record
                .items_of::<Statement>()
                .map(|(_, own)| own)
                .filter(|own| own.person == cast.id)
                .collect();
            let role = cast.person.role;
            SpeakerView {
                id: cast.id,
                name: cast.person.name,
                role_name: role_name(role).into(),
                statements: own.len() as u32,
                next: own.iter().map(|own| own.number).max().unwrap_or(0) + 1,
                accused: matches!(role, PersonRole::Client | PersonRole::CoAccused | PersonRole::Upstream),
            }
        })
        .collect()
}

fn view(record: &Record, id: &str, own: &Statement, flags: &[case::Flagged]) -> StatementView {
    let person = speaker(record, &own.person);
    let source = Source::Page {
        volume: own.volume.clone(),
        page: own.pages.clone(),
        quote: String::new(),
        anchor: None,
    };
    StatementView {
        id: id.into(),
        person: own.person.clone(),
        person_name: person.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
        role_name: person.map(|person| role_name(person.role)).unwrap_or_default().into(),
        number: own.number,
        kind: shapes::kind_id(own.kind).into(),
        kind_name: own.kind.name().into(),
        title: title(record, own),
        from: own.from.clone(),
        to: own.to.clone(),
        time: time(own),
        place: own.place.clone(),
        taken_by: own.taken_by.clone(),
        recorded: match own.recorded {
            Some(true) => "yes",
            Some(false) => "no",
            None => "unknown",
        }
        .into(),
        volume: own.volume.clone(),
        pages: own.pages.clone(),
        at_pages: place(&own.volume, &own.pages),
        note: own.note.clone(),
        exhibit: of_pages(record, &source)
            .first()
            .map(|(id, _)| id.to_string())
            .unwrap_or_default(),
        flags: flags
            .iter()
            .filter(|flag| flag.statement == id)
            .filter_map(|flag| {
                let rule = book().evidence.flags.iter().find(|rule| rule.id == flag.flag)?;
                let other = flag.other.as_ref().and_then(|other| record.item::<Statement>(other));
                Some(StatementMark {
                    id: rule.id.clone(),
                    name: rule.name.clone(),
                    detail: flag.detail.clone(),
                    other: other.map(|other| title(record, other)).unwrap_or_default(),
                    note: rule.note.clone(),
                    cites: chips(book(), &rule.cite),
                })
            })
            .collect(),
    }
}

/// 2026年3月5日 21:30—次日01:00（3小时30分钟), as far as it can be read.
pub(crate) fn time(own: &Statement) -> String {
    let taken = case::taken(own);
    let Some(day) = taken.day else {
        return own.from.clone();
    };
    let mut said = day.format("%Y年%-m月%-d日").to_string();
    if let Some(begin) = taken.begin {
        said.push_str(&begin.format(" %H:%M").to_string());
        if let Some(end) = taken.end {
            let days = (end.date() - begin.date()).num_days();
            let next = match days {
                0 => String::new(),
                1 => "次日".into(),
                _ => end.format("%-m月%-d日").to_string(),
            };
            said.push_str(&format!("—{next}{}", end.format("%H:%M")));
        }
    }
    if let Some(minutes) = taken.minutes() {
        let lasted = match (minutes / 60, minutes % 60) {
            (0, minutes) => format!("{minutes}分钟"),
            (hours, 0) => format!("{hours}小时"),
            (hours, minutes) => format!("{hours}小时{minutes}分钟"),
        };
        said.push_str(&format!("（{lasted}）"));
    }
    said
}

fn proposition(record: &Record, actor: &str, id: &str, own: &Proposition) -> PropositionView {
    let path: Option<Path> = own.fact.parse().ok().filter(|_| !own.fact.is_empty());
    PropositionView {
        id: id.into(),
        text: own.text.clone(),
        order: own.order,
        fact: own.fact.clone(),
        fact_title: path.map(|path| titled(record, actor, &path)).unwrap_or_default(),
        negates: own.negates,
    }
}

fn cells(record: &Record, actor: &str) -> Vec<CellView> {
    record
        .items_of::<Assertion>()
        .filter(|(_, own)| {
            record.item::<Proposition>(&own.proposition).is_some() && record.item::<Statement>(&own.statement).is_some()
        })
        .map(|(_, own)| CellView {
            proposition: own.proposition.clone(),
            statement: own.statement.clone(),
            says: says_id(own.says).into(),
            says_name: own.says.name().into(),
            quote: own.source.as_ref().map(Source::quote).unwrap_or_default().into(),
            source: own.source.as_ref().map(SourceView::from),
            note: own.note.clone(),
            on_fact: on_fact(record, actor, own),
        })
        .collect()
}

/// On which side's position the cell's page already stands; empty when on none.
fn on_fact(record: &Record, actor: &str, own: &Assertion) -> String {
    let proposition = record.item::<Proposition>(&own.proposition);
    let path: Option<Path> = proposition.and_then(|own| own.fact.parse().ok());
    let (Some(path), Some(source)) = (path, &own.source) else {
        return String::new();
    };
    let entry = record.entry(holder(book(), &path, actor), &path);
    let sides: Vec<&str> = entry
        .into_iter()
        .flat_map(|entry| entry.positions())
        .filter(|(_, position)| position.sources.iter().any(|known| same_place(known, source)))
        .map(|(side, _)| side.name())
        .collect();
    sides.join("、")
}

/// The same page with the same words; where on the page it was marked makes no other source.
pub(super) fn same_place(one: &Source, other: &Source) -> bool {
    one.to_string() == other.to_string() && one.quote() == other.quote()
}

/// Every contradiction, in words.
pub(crate) fn contradictions(record: &Record) -> Vec<DiscrepancyView> {
    case::contradictions(record)
        .into_iter()
        .map(|found| {
            let said: Vec<SaidView> = found.said.iter().map(|said| said_view(record, said)).collect();
            let text = record
                .item::<Proposition>(&found.proposition)
                .map(|own| own.text.clone());
            let change = found.kind == ContradictionKind::Change;
            DiscrepancyView {
                kind: if change { "change" } else { "between" }.into(),
                proposition: found.proposition,
                text: text.unwrap_or_default(),
                person: if change {
                    found.said.first().map(|said| said.person.clone()).unwrap_or_default()
                } else {
                    String::new()
                },
                opposed: found.opposed,
                words: if change { over_time(&said) } else { between(&said) },
                said,
            }
        })
        .collect()
}

fn said_view(record: &Record, said: &Said) -> SaidView {
    let own = record.item::<Statement>(&said.statement);
    let source = said.source.as_ref().map(SourceView::from);
    SaidView {
        statement: said.statement.clone(),
        title: own.map(|own| title(record, own)).unwrap_or_default(),
        person_name: speaker(record, &said.person)
            .map(|person| person.name)
            .unwrap_or_default(),
        time: own
            .and_then(|own| case::taken(own).day)
            .map(|day| day.format("%Y年%-m月%-d日").to_string())
            .unwrap_or_default(),
        says: says_id(said.says).into(),
        says_name: said.says.name().into(),
        quote: said.source.as_ref().map(Source::quote).unwrap_or_default().into(),
        source,
    }
}

/// One clause: 某甲第1次讯问笔录（2026年3月5日）承认：“……”（证据卷二第12页）.
fn clause(said: &SaidView) -> String {
    let time = if said.time.is_empty() {
        String::new()
    } else {
        format!("（{}）", said.time)
    };
    let verb = match said.says.as_str() {
        "affirms" => "作此陈述",
        "denies" => "否认",
        _ => "说法不同",
    };
    let quote = if said.quote.is_empty() {
        String::new()
    } else {
        format!("：“{}”", said.quote)
    };
    let place = said
        .source
        .as_ref()
        .map_or_else(String::new, |source| format!("（{}）", source.text));
    format!("{}{time}{verb}{quote}{place}", said.title)
}

fn over_time(said: &[SaidView]) -> String {
    let clauses: Vec<String> = said.iter().map(clause).collect();
    format!(
        "{}前后说法有变化：{}。",
        said.first().map_or("", |said| said.person_name.as_str()),
        clauses.join("；其后，")
    )
}

fn between(said: &[SaidView]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for own in said {
        if !names.contains(&own.person_name.as_str()) {
            names.push(&own.person_name);
        }
    }
    let clauses: Vec<String> = said.iter().map(clause).collect();
    format!("{}的说法不一致：{}。", names.join("、"), clauses.join("；"))
}

fn facts() -> Vec<FactChoice> {
    let groups = book().dictionary.groups.iter();
    groups
        .flat_map(|group| {
            let facts = group.facts.iter().filter(|fact| !fact.given);
            facts.map(|fact| FactChoice {
                path: fact.id.clone(),
                title: path_title(&Path::Fact(fact.id.clone())),
                group: group.name.clone(),
                yes_no: fact.kind == law::Kind::Bool,
            })
        })
        .collect()
}

/// What a cell does, spoken of in the matrix.
pub(crate) fn says_of(text: &str) -> Option<Says> {
    match text {
        "affirms" => Some(Says::Affirms),
        "differs" => Some(Says::Differs),
        "denies" => Some(Says::Denies),
        "silent" => Some(Says::Silent),
        _ => None,
    }
}
