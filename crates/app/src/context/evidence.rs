//! The register of evidence on paper: by volume, by element, ours alone, and what we say against the other side's.

use super::elements::join_chips;
use crate::evidence::{
    ElementRef, challenged, check_state, elements, in_order, kind_name, locked, node_name, place, state_name,
    volume_name,
};
use crate::wire::chips;
use case::{Checked, Exhibit, ExhibitKind, Form, Quality, Record, Scope, Submitter, View};
use law::{Book, RuleSet};
use serde::Serialize;

/// A ground of exclusion that is raised.
#[derive(Debug, Clone, Serialize)]
pub struct PaperExclusion {
    /// Its name.
    pub name: String,
    /// Clues and material.
    pub clues: String,
    /// 拟申请, 已申请 …
    pub state: String,
    /// What must appear, joined.
    pub show: String,
    /// Provisions, joined.
    pub cites: String,
}

/// A point of the checklist that is not met.
#[derive(Debug, Clone, Serialize)]
pub struct PaperFailed {
    /// Its name.
    pub name: String,
    /// What was seen.
    pub note: String,
    /// What follows.
    pub failed: String,
    /// Provisions, joined.
    pub cites: String,
}

/// One piece of evidence.
#[derive(Debug, Clone, Serialize)]
pub struct PaperExhibit {
    /// Number in the register.
    pub no: usize,
    /// Name.
    pub name: String,
    /// Statutory kind, short.
    pub kind: String,
    /// 控方 or 辩方.
    pub by: String,
    /// Where it comes from.
    pub source: String,
    /// When it was made, as typed.
    pub date: String,
    /// 原件, 复印件 or nothing.
    pub form: String,
    /// 证据卷二第12-18页.
    pub place: String,
    /// 12-18.
    pub pages: String,
    /// 证明内容.
    pub proves: String,
    /// Elements, joined.
    pub elements: String,
    /// 无异议, 有异议：… or nothing.
    pub authenticity: String,
    /// The same of 合法性.
    pub legality: String,
    /// The same of 关联性.
    pub relevance: String,
    /// 质证意见.
    pub opinion: String,
    /// What stands against it, joined.
    pub objections: String,
    /// Grounds of exclusion raised.
    pub exclusions: Vec<PaperExclusion>,
    /// Points not met.
    pub failed: Vec<PaperFailed>,
}

/// Evidence that belongs together.
#[derive(Debug, Clone, Serialize)]
pub struct PaperExhibits {
    /// Of what.
    pub name: String,
    /// Which.
    pub rows: Vec<PaperExhibit>,
}

/// A fact that rests on evidence we object to.
#[derive(Debug, Clone, Serialize)]
pub struct PaperChallenged {
    /// The question.
    pub title: String,
    /// 指控, 我方 or 研判.
    pub side: String,
    /// What is said.
    pub words: String,
    /// The evidence, with its pages.
    pub exhibit: String,
    /// What stands against it, joined.
    pub objections: String,
    /// No other evidence without objection stands beside it.
    pub sole: bool,
}

/// The register.
#[derive(Debug, Clone, Serialize)]
pub struct PaperEvidence {
    /// How many pieces there are.
    pub count: usize,
    /// By volume, what lies in none last.
    pub by_volume: Vec<PaperExhibits>,
    /// By element, what bears on none last.
    pub by_element: Vec<PaperExhibits>,
    /// What the defence submits.
    pub ours: Vec<PaperExhibit>,
    /// The same by what it is to prove, numbered through.
    pub by_purpose: Vec<PaperExhibits>,
    /// What the prosecution submits and we say something about, in the order of the statutory kinds.
    pub opposed: Vec<PaperExhibits>,
    /// What we have nothing against.
    pub unopposed: Vec<PaperExhibit>,
    /// Prosecution evidence that is not looked at yet.
    pub open: usize,
    /// Facts that rest on what we object to.
    pub challenged: Vec<PaperChallenged>,
    /// The procedure of exclusion in sentences.
    pub procedure: Vec<String>,
}

/// The register of a case on paper. With only accepted entries asked for, proposals are left out.
pub(super) fn evidence(book: &Book, record: &Record, actor: &str, rules: &RuleSet, scope: Scope) -> PaperEvidence {
    let kept: Vec<Exhibit> = in_order(record)
        .into_iter()
        .map(|(_, exhibit)| match scope {
            Scope::All => exhibit.clone(),
            Scope::Accepted => settled(exhibit),
        })
        .collect();
    let known = elements(rules);
    let all: Vec<(&Exhibit, PaperExhibit)> = kept
        .iter()
        .enumerate()
        .map(|(at, exhibit)| (exhibit, row(book, at + 1, exhibit, &known)))
        .collect();
    let theirs = |exhibit: &Exhibit| exhibit.by == Submitter::Prosecution;
    let spoken = |exhibit: &Exhibit| !exhibit.objections().is_empty() || !exhibit.opinion.is_empty();
    let accepted = |exhibit: &Exhibit| exhibit.qualities().iter().all(|(_, own)| own.view == View::Accepted);
    PaperEvidence {
        count: all.len(),
        by_volume: by_volume(&all),
        by_element: by_element(&all, &known),
        ours: rows(&all, |exhibit| !theirs(exhibit)),
        by_purpose: by_purpose(&all, &known),
        opposed: ExhibitKind::ALL
            .into_iter()
            .map(|kind| PaperExhibits {
                name: book
                    .evidence
                    .kind(kind.id())
                    .map(|own| own.name.clone())
                    .unwrap_or_default(),
                rows: rows(&all, |exhibit| {
                    exhibit.kind == kind && theirs(exhibit) && spoken(exhibit)
                }),
            })
            .filter(|group| !group.rows.is_empty())
            .collect(),
        unopposed: rows(&all, |exhibit| theirs(exhibit) && accepted(exhibit) && !spoken(exhibit)),
        open: kept
            .iter()
            .filter(|exhibit| theirs(exhibit) && !accepted(exhibit) && !spoken(exhibit))
            .count(),
        challenged: challenged(record, actor)
            .into_iter()
            .map(|own| PaperChallenged {
                title: own.fact.title,
                side: own.fact.side_name,
                words: own.fact.words,
                exhibit: format!("{}（{}）", own.name, own.fact.source),
                objections: own.objections.join("、"),
                sole: own.sole,
            })
            .collect(),
        procedure: book
            .evidence
            .steps
            .iter()
            .map(|step| {
                format!(
                    "{}（{}）",
                    step.text.trim_end_matches('。'),
                    join_chips(&chips(book, &step.cite))
                )
            })
            .collect(),
    }
}

/// The exhibit without what no lawyer has set.
fn settled(exhibit: &Exhibit) -> Exhibit {
    let mut own = exhibit.clone();
    for quality in [&mut own.authenticity, &mut own.legality, &mut own.relevance] {
        if !quality.settled {
            *quality = Quality::default();
        }
    }
    if !own.opinion_settled {
        own.opinion.clear();
    }
    own.exclusions.retain(|exclusion| exclusion.settled);
    own
}

fn rows(all: &[(&Exhibit, PaperExhibit)], which: impl Fn(&Exhibit) -> bool) -> Vec<PaperExhibit> {
    let found = all.iter().filter(|(exhibit, _)| which(exhibit));
    found.map(|(_, row)| row.clone()).collect()
}

fn by_volume(all: &[(&Exhibit, PaperExhibit)]) -> Vec<PaperExhibits> {
    let mut groups: Vec<(String, PaperExhibits)> = Vec::new();
    for (exhibit, row) in all {
        match groups.iter_mut().find(|(label, _)| *label == exhibit.volume) {
            Some((_, group)) => group.rows.push(row.clone()),
            None => {
                let name = match exhibit.volume.as_str() {
                    "" => "未归卷".into(),
                    label => volume_name(label),
                };
                let group = PaperExhibits {
                    name,
                    rows: vec![row.clone()],
                };
                groups.push((exhibit.volume.clone(), group));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn by_element(all: &[(&Exhibit, PaperExhibit)], known: &[ElementRef]) -> Vec<PaperExhibits> {
    let mut nodes: Vec<(String, String)> = known.iter().map(|own| (own.node.clone(), own.name.clone())).collect();
    for node in all.iter().flat_map(|(exhibit, _)| &exhibit.nodes) {
        if nodes.iter().all(|(own, _)| own != node) {
            nodes.push((node.clone(), node_name(node)));
        }
    }
    let mut groups: Vec<PaperExhibits> = nodes
        .into_iter()
        .map(|(node, name)| PaperExhibits {
            name,
            rows: rows(all, |exhibit| exhibit.nodes.contains(&node)),
        })
        .collect();
    groups.push(PaperExhibits {
        name: "未归入要件".into(),
        rows: rows(all, |exhibit| exhibit.nodes.is_empty()),
    });
    groups.retain(|group| !group.rows.is_empty());
    groups
}

/// What the defence submits, each piece once, under the first thing it bears on.
fn by_purpose(all: &[(&Exhibit, PaperExhibit)], known: &[ElementRef]) -> Vec<PaperExhibits> {
    let mut groups: Vec<PaperExhibits> = Vec::new();
    for (exhibit, row) in all.iter().filter(|(exhibit, _)| exhibit.by == Submitter::Defence) {
        let name = match exhibit.nodes.first() {
            Some(node) => {
                let element = known.iter().find(|own| own.node == *node);
                format!(
                    "关于{}",
                    element.map_or_else(|| node_name(node), |own| own.name.clone())
                )
            }
            None => "关于量刑和个人情况".into(),
        };
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.rows.push(row.clone()),
            None => groups.push(PaperExhibits {
                name,
                rows: vec![row.clone()],
            }),
        }
    }
    for (at, row) in groups.iter_mut().flat_map(|group| &mut group.rows).enumerate() {
        row.no = at + 1;
    }
    groups
}

fn row(book: &Book, no: usize, exhibit: &Exhibit, known: &[ElementRef]) -> PaperExhibit {
    let said = |quality: &Quality| match (quality.view, quality.reason.as_str()) {
        (View::Open, _) => String::new(),
        (View::Accepted, "") => "无异议".into(),
        (View::Accepted, reason) => format!("无异议：{reason}"),
        (View::Objected, reason) => format!("有异议：{reason}"),
    };
    let named = |node: &String| {
        let element = known.iter().find(|own| own.node == *node);
        element.map_or_else(|| node_name(node), |own| own.name.clone())
    };
    let failed = exhibit
        .checks
        .iter()
        .filter(|(_, check)| check.state == Checked::Failed);
    PaperExhibit {
        no,
        name: exhibit.name.clone(),
        kind: kind_name(book, exhibit.kind),
        by: match exhibit.by {
            Submitter::Prosecution => "控方",
            Submitter::Defence => "辩方",
        }
        .into(),
        source: exhibit.source.clone(),
        date: exhibit.date.clone(),
        form: match exhibit.form {
            Form::Unsaid => "",
            Form::Original => "原件",
            Form::Copy => "复印件",
        }
        .into(),
        place: place(&exhibit.volume, &exhibit.pages),
        pages: exhibit.pages.clone(),
        proves: exhibit.proves.clone(),
        elements: exhibit.nodes.iter().map(named).collect::<Vec<_>>().join("；"),
        authenticity: said(&exhibit.authenticity),
        legality: said(&exhibit.legality),
        relevance: said(&exhibit.relevance),
        opinion: exhibit.opinion.clone(),
        objections: exhibit.objections().join("、"),
        exclusions: exhibit
            .exclusions
            .iter()
            .filter_map(|own| {
                let ground = book.evidence.ground(&own.ground)?;
                Some(PaperExclusion {
                    name: ground.name.clone(),
                    clues: own.clues.clone(),
                    state: state_name(own.state).into(),
                    show: ground.show.join("，"),
                    cites: join_chips(&chips(book, &ground.cite)),
                })
            })
            .collect(),
        failed: failed
            .filter_map(|(id, check)| {
                let (_, point) = book.evidence.point(id)?;
                (!locked(book, &point.cite)).then(|| PaperFailed {
                    name: format!("{}：{}", point.name, check_state(check.state)),
                    note: check.note.clone(),
                    failed: point.failed.clone(),
                    cites: join_chips(&chips(book, &point.cite)),
                })
            })
            .collect(),
    }
}
