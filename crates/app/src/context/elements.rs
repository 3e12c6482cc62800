//! An element in words: its points, its pages, what keeps it from being made out.

use super::paper::{PaperElement, PaperPoint, PaperRow};
use crate::step_view::StepView;
use crate::wire::{ByStance, CiteChip, SourceView, Truth, Verified, chips};
use case::Stance;
use law::Book;
use std::collections::BTreeSet;

/// A truth in the words of an element.
pub(crate) fn word(view: &StepView) -> String {
    use crate::wire::Mark;
    match (view.mark, view.truth) {
        (Mark::NotPleaded, _) => "未主张",
        (Mark::Defeated, _) => "已推翻",
        (Mark::Stands, _) if view.shape == crate::step_view::Shape::Presumption => "推定成立",
        (_, Truth::True) => "具备",
        (_, Truth::False) => "不具备",
        (_, Truth::Unknown) => "未证明",
    }
    .into()
}

pub(super) fn elements(trees: &ByStance<StepView>) -> Vec<PaperElement> {
    let of = |at: usize| -> ByStance<&StepView> { ByStance::each(|stance| &trees.get(stance).parts[at]) };
    (0..trees.proved.parts.len())
        .map(|at| {
            let element = of(at);
            let child = |child: usize| -> Option<PaperRow> {
                let parts = ByStance::each(|stance| element.get(stance).parts.get(child));
                let named = parts.alleged.or(parts.proved).or(parts.ours)?;
                Some(PaperRow {
                    name: named.name.clone(),
                    words: ByStance::each(|stance| parts.get(stance).map(word).unwrap_or_default()),
                    cites: joined(named),
                })
            };
            let deepest = Stance::ALL
                .iter()
                .map(|stance| element.get(*stance).parts.len())
                .max()
                .unwrap_or(0);
            let mut gaps = Vec::new();
            collect_gaps(element.proved, element.alleged, 0, &mut gaps);
            let mut paths = BTreeSet::new();
            leaf_paths(element.alleged, &mut paths);
            PaperElement {
                node: element.proved.node.clone(),
                name: element.proved.name.clone(),
                words: ByStance::each(|stance| word(element.get(stance))),
                why: ByStance::each(|stance| element.get(stance).why.clone()),
                cites: joined(element.proved),
                rows: (0..deepest).filter_map(child).collect(),
                proved: element.proved.truth == Truth::True,
                settled: Stance::ALL
                    .iter()
                    .all(|stance| element.get(*stance).truth == element.proved.truth)
                    && gaps.is_empty(),
                argued: false,
                live: element.proved.truth != Truth::True,
                paths: paths.iter().cloned().collect::<Vec<_>>().join(", "),
                asked: paths,
                gaps,
            }
        })
        .collect()
}

pub(super) fn joined(view: &StepView) -> String {
    join_chips(&view.cites)
}

/// Citations in a row; one whose text rests on fewer than two sources carries its mark wherever it is used.
pub(crate) fn join_chips(chips: &[CiteChip]) -> String {
    let marked = |chip: &CiteChip| matches!(chip.verified, Verified::OneSource | Verified::Unverified);
    let said = chips
        .iter()
        .map(|chip| format!("{}{}", chip.text, if marked(chip) { MARK } else { "" }));
    said.collect::<Vec<_>>().join("、")
}

/// Stands after a citation that must be compared with the official text before it is relied on.
pub(super) const MARK: &str = "※";

pub(crate) fn pages(view: &StepView, found: &mut Vec<SourceView>) {
    if let Some(leaf) = &view.leaf {
        let rows = leaf.rows.iter().flat_map(|row| &row.sources);
        for source in leaf.said.iter().flat_map(|said| &said.sources).chain(rows) {
            if found.iter().all(|known| known.text != source.text) && source.kind != "none" {
                found.push(source.clone());
            }
        }
    }
    for part in view.parts.iter().chain(&view.exceptions) {
        pages(part, found);
    }
}

/// Pages of one volume are said together: `证据卷三第50、51页，卷六第8页`.
pub(crate) fn join_sources(sources: &[SourceView]) -> String {
    let mut volumes: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut others: Vec<&str> = Vec::new();
    for source in sources {
        if source.kind != "page" {
            others.push(&source.text);
            continue;
        }
        match volumes.iter_mut().find(|(volume, _)| *volume == source.volume) {
            Some((_, pages)) => pages.push(&source.page),
            None => volumes.push((&source.volume, vec![&source.page])),
        }
    }
    let numeral = |volume: &str| {
        volume
            .parse()
            .ok()
            .and_then(case::chinese_numeral)
            .unwrap_or_else(|| volume.to_string())
    };
    let said = volumes.iter().enumerate().map(|(at, (volume, pages))| {
        let mut pages = pages.clone();
        pages.sort_by_key(|page| (page.len(), page.to_string()));
        format!(
            "{}卷{}第{}页",
            if at == 0 { "证据" } else { "" },
            numeral(volume),
            pages.join("、")
        )
    });
    said.chain(others.iter().map(|other| other.to_string()))
        .collect::<Vec<_>>()
        .join("，")
}

pub(super) fn leaf_paths(view: &StepView, paths: &mut BTreeSet<String>) {
    paths.extend(view.leaf.as_ref().map(|leaf| leaf.path.clone()));
    for part in view.parts.iter().chain(&view.exceptions) {
        leaf_paths(part, paths);
    }
}

/// How many pages one sentence cites before it says 等.
const PAGES: usize = 6;

pub(super) fn view_point(view: &StepView) -> PaperPoint {
    let mut cited = Vec::new();
    pages(view, &mut cited);
    let more = cited.len() > PAGES;
    cited.truncate(PAGES);
    let sources = format!("{}{}", join_sources(&cited), if more { "等" } else { "" });
    PaperPoint {
        line: line(&view.name, &view.why),
        plain: uncoded(&view.name).trim_end_matches('？').into(),
        node: view.node.clone(),
        name: view.name.clone(),
        text: view.why.clone(),
        cites: joined(view),
        sources,
        argument: String::new(),
        contested: false,
        said: String::new(),
    }
}

/// `K1 经监管部门告知` → `经监管部门告知`: our codes mean nothing to a reader outside.
pub(super) fn uncoded(text: &str) -> &str {
    match text.split_once(' ') {
        Some((code, rest))
            if code.len() <= 4
                && code.starts_with(|c: char| c.is_ascii_uppercase())
                && code[1..].starts_with(|c: char| c.is_ascii_digit()) =>
        {
            rest
        }
        _ => text,
    }
}

/// Name and sentence as one, unless the sentence begins with the name.
pub(super) fn line(name: &str, why: &str) -> String {
    let (name, why) = (uncoded(name).trim_end_matches(['？', '。']), uncoded(why));
    if why.starts_with(name) || why.starts_with('‘') || why.starts_with('“') {
        why.into()
    } else {
        format!("{name}：{why}")
    }
}

/// The branches that keep an element from being made out: where a conjunction fails each failing part; of
/// alternatives those that the prosecution's own facts would make out, for these are what it must prove.
pub(super) fn collect_gaps(proved: &StepView, alleged: &StepView, depth: usize, gaps: &mut Vec<PaperPoint>) {
    const DEEPEST: usize = 3;
    if proved.truth == Truth::True {
        return;
    }
    let pairs = proved
        .parts
        .iter()
        .map(|part| (part, alleged.parts.iter().find(|own| own.node == part.node)));
    let failing: Vec<(&StepView, &StepView)> = pairs
        .filter_map(|(part, own)| Some((part, own?)))
        .filter(|(part, _)| part.truth != Truth::True)
        .collect();
    let before = gaps.len();
    if depth < DEEPEST {
        let alternative = proved.connective == "具备其一";
        for (part, own) in failing
            .into_iter()
            .filter(|(_, own)| !alternative || own.truth == Truth::True)
        {
            collect_gaps(part, own, depth + 1, gaps);
        }
    }
    if gaps.len() == before && depth > 0 {
        gaps.push(view_point(proved));
    }
}

/// Somebody said something below it.
pub(super) fn touched(view: &StepView) -> bool {
    let own = view
        .leaf
        .as_ref()
        .is_some_and(|leaf| !leaf.said.is_empty() || !leaf.rows.is_empty());
    own || view.parts.iter().any(touched)
}

pub(super) fn point(name: String, text: String, book: &Book, cites: &[String]) -> PaperPoint {
    PaperPoint {
        line: line(&name, &text),
        plain: uncoded(&name).into(),
        node: String::new(),
        name,
        text,
        cites: join_chips(&chips(book, cites)),
        sources: String::new(),
        argument: String::new(),
        contested: false,
        said: String::new(),
    }
}
