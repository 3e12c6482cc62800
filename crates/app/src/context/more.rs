//! What the papers on measures, sentence, meetings and reading say beside the elements.

use super::argue::stated;
use super::filing::{PaperFiling, filing};
use super::ground::{PaperGround, grounds};
use super::money::PaperSheet;
use super::outline::PaperQuestions;
use super::paper::{PaperDefence, PaperElement, PaperFact};
use super::person::{PaperNote, PaperPerson};
use super::sayer::Sayer;
use crate::analysis::Facts;
use crate::deadlines::events_of;
use crate::sentence::{FiledSentence, filed_sentence};
use crate::wire::{SourceView, Verdict};
use case::{Path, Side, Stage};
use chrono::NaiveDate;
use law::RuleSet;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A named line with its pages.
#[derive(Debug, Clone, Serialize)]
pub struct PaperLine {
    /// What it is about.
    pub name: String,
    /// In words, or empty.
    pub text: String,
    /// Pages, joined.
    pub sources: String,
}

/// The rest of what a template may say.
#[derive(Debug, Clone, Serialize)]
pub struct PaperMore {
    /// Head and foot.
    pub filing: PaperFiling,
    /// The accused as a person.
    pub person: PaperPerson,
    /// Which kind of non-prosecution is argued first: statutory, doubtful, relative or conditional.
    pub ground: String,
    /// Every kind that is asked for, the first first.
    pub grounds: Vec<PaperGround>,
    /// All but the first.
    pub alternatives: Vec<PaperGround>,
    /// Elements not made out on what is found proved, by name.
    pub contested: Vec<String>,
    /// What is not known, of these elements, by name.
    pub open_points: Vec<String>,
    /// Grounds for leniency made out on our facts, by name.
    pub lenient_names: Vec<String>,
    /// Remorse as far as something shows it, in one sentence, or empty.
    pub regret: String,
    /// Disputes that no gap argues.
    pub rest: Vec<PaperFact>,
    /// Knowledge is not made out.
    pub presumption_contested: bool,
    /// The sentence, as it may be spoken of outside.
    pub filed: FiledSentence,
    /// The amounts sheet.
    pub sheet: PaperSheet,
    /// What the client is asked.
    pub outline: Vec<PaperQuestions>,
    /// Evidence may be verified with the client: from prosecution review on.
    pub verify: bool,
    /// The charge in its seven elements.
    pub seven: Vec<PaperLine>,
    /// What is cited from which page.
    pub pages_used: Vec<PaperLine>,
    /// The checklist of a plea.
    pub plea: Vec<PaperLine>,
    /// Evidence to be excluded.
    pub excluded: Vec<PaperLine>,
    /// Other evidence we object to, joined, or empty.
    pub opposed_list: String,
}

/// What the rest is made from.
pub(super) struct Desk<'a, 'b> {
    pub said: &'a Sayer<'a>,
    pub rules: &'b RuleSet,
    pub facts: &'a Facts<'b>,
    pub root: Verdict,
    pub elements: &'a [PaperElement],
    pub disputes: &'a [PaperFact],
    pub argued: &'a BTreeSet<String>,
    pub defences: &'a [PaperDefence],
    pub evidence: &'a super::PaperEvidence,
    pub calendar: &'a law::deadline::Calendar,
    pub today: NaiveDate,
}

impl Desk<'_, '_> {
    pub(super) fn more(&self) -> PaperMore {
        let said = self.said;
        let (book, record, actor) = (said.book, said.record, said.actor);
        let lenient: Vec<&PaperDefence> = self
            .defences
            .iter()
            .filter(|own| own.stage == "量刑" && own.pleaded)
            .collect();
        let grounds = grounds(book, self.facts, self.root, !lenient.is_empty());
        let contested: Vec<&PaperElement> = self.elements.iter().filter(|element| element.live).collect();
        let person = said.person(self.calendar, self.today);
        let stage = record.matter.stage;
        PaperMore {
            filing: filing(record, actor, &events_of(record, actor)),
            ground: grounds.first().map(|ground| ground.id.clone()).unwrap_or_default(),
            alternatives: grounds.iter().skip(1).cloned().collect(),
            grounds,
            open_points: contested
                .iter()
                .flat_map(|element| &element.gaps)
                .map(|gap| gap.plain.clone())
                .collect(),
            presumption_contested: contested.iter().any(|element| element.node == "knowledge"),
            contested: contested.iter().map(|element| element.name.clone()).collect(),
            regret: regret(&lenient),
            lenient_names: lenient.iter().map(|own| own.name.clone()).collect(),
            rest: self
                .disputes
                .iter()
                .filter(|fact| !self.argued.contains(&fact.path))
                .map(unclear_said)
                .collect(),
            filed: filed_sentence(book, record, actor, self.rules, self.facts).unwrap_or_default(),
            sheet: said.sheet(self.elements, self.today),
            outline: said.outline(self.rules, self.facts),
            verify: !matches!(stage, Stage::Investigation | Stage::ArrestReview),
            seven: self.seven(),
            pages_used: self.pages_used(),
            plea: self.plea(&person),
            excluded: self.excluded(),
            opposed_list: self.opposed(),
            person,
        }
    }

    /// Time, place, people, means, amount, mind, result, as charged.
    fn seven(&self) -> Vec<PaperLine> {
        let said = self.said;
        let record = said.record;
        let line = |name: &str, text: String, sources: String| PaperLine {
            name: name.into(),
            text: if text.is_empty() { "没有写明".into() } else { text },
            sources,
        };
        let owner = Some(said.actor);
        let acts = record.rows(owner, "acts");
        let cell = |row: &str, column: &str| -> String {
            let path = Path::Cell("acts".into(), row.into(), column.into());
            let key = case::Key {
                actor: owner.map(str::to_string),
                path: path.clone(),
            };
            let fact = record.entry(owner, &path).and_then(|entry| said.fact(&key, entry));
            fact.map(|fact| {
                if fact.alleged.is_empty() {
                    fact.finding
                } else {
                    fact.alleged
                }
            })
            .unwrap_or_default()
            .replace("已查证：", "")
        };
        let span = |row: &String| match (cell(row, "from"), cell(row, "to")) {
            (from, to) if from.is_empty() && to.is_empty() => None,
            (from, to) if from == to || to.is_empty() => Some(from),
            (from, to) if from.is_empty() => Some(format!("至{to}")),
            (from, to) => Some(format!("{from}至{to}")),
        };
        let joined = |parts: BTreeSet<String>| parts.into_iter().collect::<Vec<_>>().join("；");
        let pages: BTreeSet<String> = acts
            .iter()
            .map(|row| said.row_sources("acts", row))
            .filter(|pages| !pages.is_empty())
            .collect();
        let place = said.note("place_of_act");
        let result = said.note("place_of_result");
        let people = record.parties.iter().map(|party| match party.role.as_str() {
            "" => party.name.clone(),
            role => format!("{}（{role}）", party.name),
        });
        let knowledge = self.elements.iter().find(|element| element.node == "knowledge");
        let upstream = said.note("upstream_inquiry_text");
        let objects: Vec<String> = record
            .rows(None, "objects")
            .iter()
            .map(|row| crate::answer::row_name(record, None, "objects", row))
            .collect();
        let totals = crate::overview::amounts(self.rules, self.facts);
        vec![
            line(
                "时间",
                joined(acts.iter().filter_map(span).collect()),
                joined(pages.clone()),
            ),
            line("地点", place.text, place.sources),
            line("人物", people.collect::<Vec<_>>().join("；"), String::new()),
            line(
                "手段",
                acts.iter()
                    .map(|row| crate::answer::row_name(record, owner, "acts", row))
                    .collect::<Vec<_>>()
                    .join("；"),
                joined(pages),
            ),
            line(
                "数额",
                totals
                    .iter()
                    .map(|bar| format!("{}{}", bar.name, bar.low))
                    .collect::<Vec<_>>()
                    .join("；"),
                String::new(),
            ),
            line(
                "主观",
                knowledge.map(|element| element.why.alleged.clone()).unwrap_or_default(),
                String::new(),
            ),
            line(
                "结果",
                [upstream.text, objects.join("、"), result.text]
                    .into_iter()
                    .filter(|text| !text.is_empty())
                    .collect::<Vec<_>>()
                    .join("；"),
                upstream.sources,
            ),
        ]
    }

    /// Every page that is cited, with the facts cited from it.
    fn pages_used(&self) -> Vec<PaperLine> {
        let said = self.said;
        let mut found: BTreeMap<(String, usize, String), Vec<String>> = BTreeMap::new();
        let mine = said
            .record
            .entries
            .iter()
            .filter(|(key, _)| key.actor.as_deref().is_none_or(|own| own == said.actor));
        for (key, entry) in mine.filter(|(key, _)| said.worth_saying(&key.path)) {
            let Some(fact) = said.fact(key, entry) else { continue };
            for (side, position) in entry.positions().filter(|(_, own)| said.counts(own)) {
                let words = match side {
                    Side::Alleged => &fact.alleged,
                    Side::Ours => &fact.ours,
                    Side::Finding => &fact.finding,
                };
                for source in position
                    .sources
                    .iter()
                    .map(SourceView::from)
                    .filter(|source| source.kind == "page")
                {
                    let place = (source.volume.clone(), source.page.len(), source.page.clone());
                    let question = fact.question.trim_end_matches('？');
                    let told = match (stated(question, true), words.as_str()) {
                        (Some(stated), "是") => stated,
                        (Some(_), "否") => stated(question, false).unwrap_or_default(),
                        _ => format!("{question}：{words}"),
                    };
                    let quote = match source.quote.as_str() {
                        "" => String::new(),
                        quote => format!("“{quote}”"),
                    };
                    let line = format!("{told}{quote}（{}）", side.name());
                    let lines = found.entry(place).or_default();
                    if !lines.contains(&line) {
                        lines.push(line);
                    }
                }
            }
        }
        let line = |((volume, _, page), lines): ((String, usize, String), Vec<String>)| PaperLine {
            name: crate::evidence::place(&volume, &page),
            text: lines.join("；"),
            sources: String::new(),
        };
        found.into_iter().map(line).collect()
    }

    fn plea(&self, person: &PaperPerson) -> Vec<PaperLine> {
        let note = |name: &str, note: &PaperNote| PaperLine {
            name: name.into(),
            text: note.text.clone(),
            sources: note.sources.clone(),
        };
        let asked = |name: &str, fact: &str| note(name, &self.said.note(fact));
        vec![
            note("承认指控的犯罪事实", &person.admits),
            note("愿意接受处罚", &person.accepts),
            note("已告知权利和法律规定，并就四项事项听取意见", &person.told),
            note("出于自愿并了解后果", &person.voluntary),
            note("已签署具结书", &person.signed),
            asked("签署日期", "plea_signed_on"),
            note("签署时辩护人或者值班律师在场", &person.present),
            note("量刑建议（主刑、附加刑、是否缓刑）", &person.proposed),
            asked("社区矫正调查评估的结论", "community_report"),
            asked("应当退缴的违法所得", "total_gains_due"),
            asked("签署后反悔", "plea_withdrawn"),
            note("我方建议的主刑、罚金和执行方式", &person.proposal),
        ]
    }

    fn excluded(&self) -> Vec<PaperLine> {
        let rows = self.evidence.opposed.iter().flat_map(|group| &group.rows);
        rows.flat_map(|row| {
            let raised = row
                .exclusions
                .iter()
                .filter(|own| matches!(own.state.as_str(), "拟申请" | "已申请"));
            raised.map(|own| PaperLine {
                name: match row.place.as_str() {
                    "" => row.name.clone(),
                    place => format!("{}（{place}）", row.name),
                },
                text: format!("{}，请求依法排除（{}）。{}", own.name, own.cites, own.clues),
                sources: String::new(),
            })
        })
        .collect()
    }

    fn opposed(&self) -> String {
        let raised = |row: &&super::evidence::PaperExhibit| {
            !row.exclusions
                .iter()
                .any(|own| matches!(own.state.as_str(), "拟申请" | "已申请"))
        };
        let rows = self
            .evidence
            .opposed
            .iter()
            .flat_map(|group| &group.rows)
            .filter(raised);
        let said = rows.map(|row| match row.place.as_str() {
            "" => row.name.clone(),
            place => format!("{}（{place}）", row.name),
        });
        said.collect::<Vec<_>>().join("、")
    }
}

/// A dispute for a reader outside: why we find something unclear is for our own desk.
fn unclear_said(fact: &PaperFact) -> PaperFact {
    let said = |words: &str, unclear: &str| {
        if words.starts_with("尚不清楚") {
            unclear.into()
        } else {
            words.to_string()
        }
    };
    PaperFact {
        alleged: said(&fact.alleged, "没有写明"),
        ours: said(&fact.ours, "没有查清"),
        ..fact.clone()
    }
}

/// What shows remorse, with its pages.
fn regret(lenient: &[&PaperDefence]) -> String {
    let shows = |own: &&&PaperDefence| {
        matches!(
            own.id.as_str(),
            "surrender" | "confession" | "restitution" | "forgiveness" | "plea_leniency"
        )
    };
    let said = lenient.iter().filter(shows).map(|own| match own.sourced.as_str() {
        "" => own.name.clone(),
        pages => format!("{}（{pages}）", own.name),
    });
    said.collect::<Vec<_>>().join("；")
}

/// A gap in one sentence, for a reader outside: what is not shown, and why what there is does not show it.
pub(super) fn gap_said(gap: &super::PaperPoint, failed: bool, stage: Stage) -> String {
    let read = !matches!(stage, Stage::Investigation | Stage::ArrestReview);
    let cites = match gap.cites.as_str() {
        "" => String::new(),
        cites => format!("（{cites}）"),
    };
    let plain = &gap.plain;
    let unexplained = gap.text.ends_with("尚未查明。") || gap.text.ends_with("不足以作出该项认定。");
    let reason = match (gap.argument.as_str(), gap.sources.as_str()) {
        ("", _) if failed => gap.text.clone(),
        ("", "") if unexplained && read => "在案没有证据证明这一事实。".into(),
        ("", "") if unexplained => "辩护人没有见到证明这一事实的证据。".into(),
        ("", pages) if unexplained => format!("现有证据（{pages}）不足以证明这一事实。"),
        ("", "") => gap.text.clone(),
        ("", pages) => format!("{}（{pages}）。", gap.text.trim_end_matches('。')),
        (argument, _) => argument.to_string(),
    };
    match reason.strip_prefix(plain.as_str()) {
        Some(_) => format!("{}{cites}。", reason.trim_end_matches('。')),
        None => format!("关于{plain}{cites}：{reason}"),
    }
}
