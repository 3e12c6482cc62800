//! Instruments and provisions: what a citation points at, and how sure we are of its text.

use crate::Fault;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a provision's text was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// 未核实: decides nothing until a lawyer has confirmed it.
    Unverified,
    /// One reliable source, or excerpts only: may decide, always marked.
    OneSource,
    /// Two independent sources agree.
    TwoSources,
    /// The whole text was read.
    FullText,
}

impl Confidence {
    /// As said on paper.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Unverified => "未核实",
            Confidence::OneSource => "一处来源",
            Confidence::TwoSources => "两处来源互证",
            Confidence::FullText => "全文已核",
        }
    }
}

/// One article, paragraph or item, digested in our own words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// 条-款-项, as in `12-1-4`.
    pub id: String,
    /// As printed: 第十二条第一款第（四）项.
    pub label: String,
    /// Our digest; numbers and connectives exact.
    pub digest: String,
    /// How its text was checked.
    pub verified: Confidence,
    /// What is open about it.
    #[serde(default)]
    pub note: String,
}

/// A law, interpretation, opinion or minutes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// The part of a citation before the slash: 文号, or the short name of a law.
    pub id: String,
    /// Full title.
    pub title: String,
    /// Name on a chip.
    pub short: String,
    /// Who issued it.
    #[serde(default)]
    pub issuer: String,
    /// law, interpretation, opinion, minutes, regulation or rule.
    pub kind: String,
    /// Day of publication, empty when not verified.
    #[serde(default)]
    pub published: String,
    /// Day of coming into force, empty when not verified.
    #[serde(default)]
    pub effective: String,
    /// What is open about it.
    #[serde(default)]
    pub note: String,
    /// Its provisions.
    #[serde(rename = "provision", default)]
    pub provisions: Vec<Provision>,
}

/// What an instrument can be.
const KINDS: [&str; 6] = ["law", "interpretation", "opinion", "minutes", "regulation", "rule"];

/// Every instrument, by citation.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// In order of file name.
    pub instruments: Vec<Instrument>,
    index: BTreeMap<String, (usize, usize)>,
}

impl Sources {
    pub(crate) fn new(
        files: Vec<(String, Instrument)>,
        texts: &BTreeMap<String, String>,
        faults: &mut Vec<Fault>,
    ) -> Sources {
        let mut sources = Sources::default();
        for (at, (file, instrument)) in files.into_iter().enumerate() {
            let text = texts.get(&file).map_or("", String::as_str);
            let fault = |id: &str, message: String| Fault::at(&file, text, id, message);
            if sources
                .instruments
                .iter()
                .any(|before: &Instrument| before.id == instrument.id)
            {
                let message = format!("规范 {} 登记了两次，请合并到一个文件。", instrument.id);
                faults.push(fault(&instrument.id, message));
            }
            if !KINDS.contains(&instrument.kind.as_str()) {
                let (id, kinds) = (&instrument.id, KINDS.join("、"));
                faults.push(fault(
                    id,
                    format!("规范 {id} 的 kind 写了 {}，只能写：{kinds}。", instrument.kind),
                ));
            }
            for date in [&instrument.published, &instrument.effective]
                .into_iter()
                .filter(|date| !date.is_empty())
            {
                if date.parse::<chrono::NaiveDate>().is_err() {
                    let id = &instrument.id;
                    faults.push(fault(
                        id,
                        format!("规范 {id} 的日期 {date} 读不懂，请写成“2019-11-01”；没有核实的写成空的引号。"),
                    ));
                }
            }
            for (place, provision) in instrument.provisions.iter().enumerate() {
                let cite = format!("{}/{}", instrument.id, provision.id);
                if provision.digest.trim().is_empty() || provision.label.trim().is_empty() {
                    faults.push(fault(
                        &provision.id,
                        format!("条文 {cite} 没有条款名称（label）或者摘要（digest），请补写。"),
                    ));
                }
                if sources.index.insert(cite.clone(), (at, place)).is_some() {
                    let message = format!("条文 {cite} 登记了两次，请合并。");
                    faults.push(Fault::again(&file, text, &provision.id, message));
                }
            }
            sources.instruments.push(instrument);
        }
        sources
    }

    /// The provision a citation points at.
    pub fn get(&self, cite: &str) -> Option<(&Instrument, &Provision)> {
        let &(at, place) = self.index.get(cite)?;
        Some((&self.instruments[at], &self.instruments[at].provisions[place]))
    }

    /// As shown on a chip and on paper: `2019解释第十二条第一款第（四）项`.
    pub fn label(&self, cite: &str) -> String {
        match self.get(cite) {
            Some((instrument, provision)) => format!("{}{}", instrument.short, provision.label),
            None => cite.to_string(),
        }
    }

    /// How sure we are of a cited text; a citation that does not resolve is unverified.
    pub fn confidence(&self, cite: &str) -> Confidence {
        self.get(cite)
            .map_or(Confidence::Unverified, |(_, provision)| provision.verified)
    }
}
