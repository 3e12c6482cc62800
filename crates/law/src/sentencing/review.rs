//! What a lawyer reviewing the sentencing data would refuse: cites that do not resolve, numbers nobody has verified.

use super::{Guide, Tier};
use crate::{Book, Confidence, Fault};

/// Every fault in the guidance and the local files.
pub(crate) fn faults(book: &Book) -> Vec<Fault> {
    let mut faults = Vec::new();
    for guide in &book.guides {
        let (file, text) = (&guide.rules.file, &guide.rules.text);
        for (id, cite) in cites(guide) {
            if book.sources.get(cite).is_none() {
                let message = format!("{id} 引用的条文 {cite} 在 sources/ 里找不到。");
                faults.push(Fault::at(file, text, id, message));
            }
        }
        for factor in &guide.factors {
            let weak = |cite: &String| book.sources.confidence(cite) == Confidence::Unverified;
            if factor.cite.is_empty() || factor.tier != Tier::Open && factor.cite.iter().all(weak) {
                let message = format!(
                    "量刑情节 {}（{}）没有已核实的条文，未核实的比例不得参加计算。",
                    factor.id, factor.name
                );
                faults.push(Fault::at(file, text, &factor.id, message));
            }
            if book.local_factor(&factor.id) {
                let message = format!("量刑情节 {} 与地方细则里的情节同名，请换一个标识。", factor.id);
                faults.push(Fault::at(file, text, &factor.id, message));
            }
        }
    }
    for local in &book.locals {
        let lists = [&local.cite]
            .into_iter()
            .chain(local.starts.iter().map(|start| &start.cite))
            .chain(local.increments.iter().map(|more| &more.cite))
            .chain(local.factors.iter().map(|factor| &factor.cite))
            .chain(local.rules.iter().map(|rule| &rule.cite));
        for cite in lists.flatten().filter(|cite| book.sources.get(cite).is_none()) {
            let message = format!("{} 引用的条文 {cite} 在 sources/ 里找不到。", local.id);
            faults.push(Fault::at(&local.file, &local.text, cite, message));
        }
        let option = book
            .dictionary
            .fact("local_rules")
            .is_some_and(|fact| fact.options.iter().any(|option| option.id == local.id));
        if !option {
            let message = format!(
                "地方细则 {} 不在事实 local_rules 的选项里，律师无法启用它，请补上。",
                local.id
            );
            faults.push(Fault::at(&local.file, &local.text, &local.id, message));
        }
    }
    faults
}

fn cites(guide: &Guide) -> Vec<(&str, &String)> {
    let measures = &guide.measures;
    let numbers = [
        &measures.discretion_cite,
        &measures.probation_cite,
        &measures.credit_custody_cite,
        &measures.credit_designated_cite,
        &measures.credit_administrative_cite,
        &measures.fine_cite,
    ];
    let numbers = numbers.into_iter().flatten().map(|cite| ("measures", cite));
    let remarks = guide.remarks.iter();
    let remarks = remarks.flat_map(|remark| remark.cite.iter().map(|cite| (remark.at.as_str(), cite)));
    let factors = guide.factors.iter();
    let factors = factors.flat_map(|factor| factor.cite.iter().map(|cite| (factor.id.as_str(), cite)));
    numbers.chain(remarks).chain(factors).collect()
}

impl Book {
    fn local_factor(&self, id: &str) -> bool {
        self.locals
            .iter()
            .flat_map(|local| &local.factors)
            .any(|factor| factor.id == id)
    }
}
