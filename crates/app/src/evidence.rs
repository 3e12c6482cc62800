//! The register of evidence: what there is, what it is to prove, what we say of it; and which facts rest on what.

mod change;
mod index;
mod norms;
mod shapes;

pub use crate::entry::Saved;
pub use change::{
    CheckExhibit, ExcludeExhibit, JudgeExhibit, ListStatements, PutExhibit, RemoveExhibit, SettleExhibit,
};
pub(crate) use change::{
    check_exhibit, exclude_exhibit, judge_exhibit, list_statements, put_exhibit, remove_exhibit, settle_exhibit,
};
pub(crate) use change::{pages, volume_label};
pub use index::{ExhibitMarks, ExhibitMarksRequest};
pub(crate) use index::{exhibit_marks, of_pages};
pub(crate) use norms::{check_state, kind_name, locked};
pub(crate) use shapes::state_name;
pub use shapes::{
    ChallengedFact, CitedFact, ElementRef, EvidenceRegister, EvidenceRequest, ExhibitView, FailedPoint, PointCheckView,
    UncoveredPage, VolumeRef,
};

use crate::analysis::{actor_of, pack};
use crate::entry::titled;
use crate::failure::Failure;
use crate::head::head;
use crate::rules::book;
use crate::session::{App, Now};
use crate::whatif::say;
use crate::wire::chips;
use case::{Checked, Exhibit, ExhibitKind, Record, Source};
use std::collections::{BTreeMap, BTreeSet};

/// Positions of the register: by volume and page, what lies in no volume last.
pub(crate) fn in_order(record: &Record) -> Vec<(&str, &Exhibit)> {
    let volumes = volumes(record);
    let place = |label: &str| {
        volumes
            .iter()
            .position(|volume| volume.label == label)
            .unwrap_or(usize::MAX)
    };
    let mut all: Vec<(&str, &Exhibit)> = record.items_of::<Exhibit>().collect();
    all.sort_by_key(|(id, exhibit)| {
        let first = exhibit.runs().first().map_or(u32::MAX, |(first, _)| *first);
        (exhibit.volume.is_empty(), place(&exhibit.volume), first, id.to_string())
    });
    all
}

/// Volumes that are in the file or that an exhibit or statement names, in the order of the file.
pub(crate) fn volumes(record: &Record) -> Vec<VolumeRef> {
    let mut kept: Vec<&case::Volume> = record.items_of::<case::Volume>().map(|(_, volume)| volume).collect();
    kept.sort_by_key(|volume| (volume.order, volume.label.clone()));
    let mut found: Vec<VolumeRef> = Vec::new();
    let mut add = |label: &str, title: &str, kept: bool| {
        if !label.is_empty() && found.iter().all(|volume| volume.label != label) {
            found.push(VolumeRef {
                label: label.into(),
                name: volume_name(label),
                title: title.into(),
                kept,
            });
        }
    };
    for volume in kept {
        add(&volume.label, &volume.title, true);
    }
    let exhibits = record.items_of::<Exhibit>().map(|(_, exhibit)| exhibit.volume.as_str());
    let statements = record.items_of::<case::Statement>().map(|(_, own)| own.volume.as_str());
    let mut named: Vec<&str> = exhibits.chain(statements).collect();
    named.sort_by_key(|label| (label.parse::<u32>().unwrap_or(u32::MAX), label.to_string()));
    for label in named {
        add(label, "", false);
    }
    found
}

/// 证据卷二.
pub(crate) fn volume_name(label: &str) -> String {
    let numeral = label.parse().ok().and_then(case::chinese_numeral);
    format!("证据卷{}", numeral.as_deref().unwrap_or(label))
}

/// 证据卷二第12-18页, or nothing.
pub(crate) fn place(volume: &str, pages: &str) -> String {
    match (volume.is_empty(), pages.is_empty()) {
        (true, _) => String::new(),
        (false, true) => volume_name(volume),
        (false, false) => format!("{}第{pages}页", volume_name(volume)),
    }
}

/// The register, with the law beside it.
pub(crate) fn evidence(app: &mut App, request: EvidenceRequest, now: Now) -> Result<EvidenceRegister, Failure> {
    let head = head(app, &request.case, &request.actor, now)?;
    let record = app.record(&request.case)?;
    let book = book();
    let actor = actor_of(record, &request.actor)?;
    let rules = pack(book, record, &actor, None, now.date_naive())?;
    let elements = elements(rules);
    let cites = cited(record, &actor);
    let exhibits: Vec<ExhibitView> = in_order(record)
        .into_iter()
        .enumerate()
        .map(|(at, (id, exhibit))| view(record, at + 1, id, exhibit, &elements, &cites))
        .collect();
    Ok(EvidenceRegister {
        volumes: volumes(record),
        challenged: challenged(record, &actor),
        uncovered: uncovered(record, &cites),
        unlisted_statements: unlisted(record).len() as u32,
        kinds: norms::kinds(book),
        checklists: norms::checklists(book),
        grounds: norms::grounds(book),
        steps: norms::steps(book),
        exhibits,
        elements,
        actor,
        head,
    })
}

/// The elements of the offence and what each is directly made of.
pub(crate) fn elements(rules: &law::RuleSet) -> Vec<ElementRef> {
    let name = |at: usize, depth: u32| ElementRef {
        node: format!("{}/{}", rules.id, rules.nodes[at].id),
        name: rules.nodes[at].name.clone(),
        depth,
    };
    let mut found: Vec<ElementRef> = Vec::new();
    for &part in rules.root().rule.parts() {
        let mut add = |own: ElementRef| {
            if found.iter().all(|known| known.node != own.node) {
                found.push(own);
            }
        };
        add(name(part, 0));
        for &below in rules.nodes[part].rule.parts() {
            add(name(below, 1));
        }
    }
    found
}

fn view(
    record: &Record,
    no: usize,
    id: &str,
    exhibit: &Exhibit,
    elements: &[ElementRef],
    cites: &[CitedFact],
) -> ExhibitView {
    let book = book();
    let held = record.items.get(&case::ItemKey::new(case::ItemKind::Exhibit, id));
    let points: Vec<&law::Point> = norms::points(book, exhibit.kind.id()).collect();
    let open: Vec<&&law::Point> = points.iter().filter(|point| !locked(book, &point.cite)).collect();
    let state = |point: &str| exhibit.checks.get(point).map_or(Checked::Open, |check| check.state);
    ExhibitView {
        id: id.into(),
        no: no as u32,
        name: exhibit.name.clone(),
        kind: exhibit.kind.id().into(),
        kind_name: kind_name(book, exhibit.kind),
        by: shapes::submitter_id(exhibit.by).into(),
        source: exhibit.source.clone(),
        date: exhibit.date.clone(),
        form: shapes::form_id(exhibit.form).into(),
        place: place(&exhibit.volume, &exhibit.pages),
        volume: exhibit.volume.clone(),
        pages: exhibit.pages.clone(),
        proves: exhibit.proves.clone(),
        nodes: exhibit
            .nodes
            .iter()
            .map(|node| match elements.iter().find(|element| element.node == *node) {
                Some(element) => element.clone(),
                None => ElementRef {
                    node: node.clone(),
                    name: node_name(node),
                    depth: 0,
                },
            })
            .collect(),
        authenticity: (&exhibit.authenticity).into(),
        legality: (&exhibit.legality).into(),
        relevance: (&exhibit.relevance).into(),
        opinion: exhibit.opinion.clone(),
        opinion_settled: exhibit.opinion_settled,
        checks: exhibit
            .checks
            .iter()
            .map(|(point, check)| PointCheckView {
                point: point.clone(),
                state: shapes::checked_id(check.state).into(),
                note: check.note.clone(),
            })
            .collect(),
        checks_done: open.iter().filter(|point| state(&point.id) != Checked::Open).count() as u32,
        checks_total: open.len() as u32,
        failed: open
            .iter()
            .filter(|point| state(&point.id) == Checked::Failed)
            .map(|point| FailedPoint {
                point: point.id.clone(),
                name: point.name.clone(),
                failed: point.failed.clone(),
                effect: norms::effect_id(point.effect).into(),
                cites: chips(book, &point.cite),
            })
            .collect(),
        exclusions: exhibit
            .exclusions
            .iter()
            .map(|own| shapes::exclusion(book, own))
            .collect(),
        objections: exhibit.objections(),
        proposed: exhibit.is_proposed(),
        cited: cites
            .iter()
            .filter(|cited| exhibit.holds(&cited.volume, &cited.page))
            .cloned()
            .collect(),
        by_who: held.map(|held| held.by.clone()).unwrap_or_default(),
        at: held
            .map(|held| held.at.format("%Y-%m-%d %H:%M").to_string())
            .unwrap_or_default(),
    }
}

/// What a node `offence/node` is called in the newest version that has it.
pub(crate) fn node_name(node: &str) -> String {
    let Some((offence, id)) = node.split_once('/') else {
        return node.into();
    };
    let versions: Vec<&law::RuleSet> = book().versions(offence).collect();
    let found = versions.iter().rev().find_map(|rules| rules.node(id));
    found.map_or_else(|| node.into(), |own| own.name.clone())
}

/// Every position of this accused and of the case that cites a page.
pub(crate) fn cited(record: &Record, actor: &str) -> Vec<CitedFact> {
    let mine = record
        .entries
        .iter()
        .filter(|(key, _)| key.actor.as_deref().is_none_or(|own| own == actor));
    let mut found = Vec::new();
    for (key, entry) in mine {
        for (side, position) in entry.positions() {
            for source in &position.sources {
                let Source::Page { volume, page, .. } = source else {
                    continue;
                };
                let words = match position.answer.value() {
                    Some(value) => say(record, actor, book(), &key.path, value),
                    None => "尚不清楚".into(),
                };
                found.push(CitedFact {
                    path: key.path.to_string(),
                    title: titled(record, actor, &key.path),
                    side: side.into(),
                    side_name: side.name().into(),
                    words,
                    volume: volume.clone(),
                    page: page.clone(),
                    source: source.to_string(),
                    quote: source.quote().into(),
                });
            }
        }
    }
    found
}

/// Facts that rest on evidence we object to.
pub(crate) fn challenged(record: &Record, actor: &str) -> Vec<ChallengedFact> {
    let exhibits = in_order(record);
    let mut found: Vec<ChallengedFact> = Vec::new();
    for cited in cited(record, actor) {
        let sole = !exhibits
            .iter()
            .any(|(_, exhibit)| exhibit.objections().is_empty() && stands_beside(record, actor, &cited, exhibit));
        for (id, exhibit) in &exhibits {
            let objections = exhibit.objections();
            if objections.is_empty() || !exhibit.holds(&cited.volume, &cited.page) {
                continue;
            }
            if found
                .iter()
                .any(|known| known.exhibit == *id && known.fact.path == cited.path && known.fact.side == cited.side)
            {
                continue;
            }
            found.push(ChallengedFact {
                exhibit: id.to_string(),
                name: exhibit.name.clone(),
                objections,
                sole,
                fact: cited.clone(),
            });
        }
    }
    found
}

/// Whether the same position also cites a page of this exhibit.
fn stands_beside(record: &Record, actor: &str, cited: &CitedFact, exhibit: &Exhibit) -> bool {
    let Ok(path) = cited.path.parse::<case::Path>() else {
        return false;
    };
    [None, Some(actor)].into_iter().any(|holder| {
        let position = record
            .entry(holder, &path)
            .and_then(|entry| entry.side(cited.side.into()));
        position.is_some_and(|position| {
            position
                .sources
                .iter()
                .any(|source| matches!(source, Source::Page { volume, page, .. } if exhibit.holds(volume, page)))
        })
    })
}

/// Pages that facts rest on and no exhibit takes up.
fn uncovered(record: &Record, cites: &[CitedFact]) -> Vec<UncoveredPage> {
    let mut pages: BTreeMap<(String, String), BTreeSet<&str>> = BTreeMap::new();
    for cited in cites {
        let covered = record
            .items_of::<Exhibit>()
            .any(|(_, exhibit)| exhibit.holds(&cited.volume, &cited.page));
        if !covered {
            let key = (cited.volume.clone(), cited.page.clone());
            pages.entry(key).or_default().insert(&cited.path);
        }
    }
    let mut found: Vec<UncoveredPage> = pages
        .into_iter()
        .map(|((volume, page), facts)| UncoveredPage {
            place: place(&volume, &page),
            facts: facts.len() as u32,
            volume,
            page,
        })
        .collect();
    let number = |text: &str| case::page_runs(text).first().map_or(u32::MAX, |(first, _)| *first);
    found.sort_by_key(|own| (number(&own.volume), own.volume.clone(), number(&own.page)));
    found
}

/// Statements with a place in the file that no exhibit takes up, as exhibits.
pub(crate) fn unlisted(record: &Record) -> Vec<Exhibit> {
    let covered = |volume: &str, pages: &str| {
        record
            .items_of::<Exhibit>()
            .any(|(_, exhibit)| exhibit.holds(volume, pages))
    };
    case::in_order(record)
        .into_iter()
        .filter(|(_, own)| own.kind != case::StatementKind::Meeting)
        .filter(|(_, own)| !own.volume.is_empty() && !case::page_runs(&own.pages).is_empty())
        .filter(|(_, own)| !covered(&own.volume, &own.pages))
        .map(|(_, own)| {
            let role = crate::statements::speaker(record, &own.person).map(|person| person.role);
            Exhibit {
                name: crate::statements::title(record, own),
                kind: match role {
                    Some(case::PersonRole::Victim) => ExhibitKind::Victim,
                    Some(case::PersonRole::Expert) => ExhibitKind::Expert,
                    Some(case::PersonRole::Client | case::PersonRole::CoAccused | case::PersonRole::Upstream) => {
                        ExhibitKind::Accused
                    }
                    _ => ExhibitKind::Witness,
                },
                source: own.taken_by.clone(),
                date: own.from.clone(),
                volume: own.volume.clone(),
                pages: own.pages.clone(),
                ..Exhibit::default()
            }
        })
        .collect()
}
