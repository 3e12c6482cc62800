//! A gap argued: what the prosecution relies on and on which page, what the file says against it, why that is not proof.

use super::elements::{join_sources, uncoded};
use super::filing::charged_in;
use super::sayer::{Sayer, leaf_views};
use crate::answer::{shape, words};
use crate::questions::holder;
use crate::step_view::{LeafView, StepView};
use crate::wire::{SourceView, Truth};
use case::{Answer, Entry, Path, Position, Side};
use law::Value;
use std::collections::BTreeSet;

/// How many facts one gap argues.
const FACTS: usize = 4;

impl Sayer<'_> {
    /// Argues one gap; empty when the file says nothing about it. What was argued is added to `argued`.
    pub(super) fn argue(&self, gap: &StepView, argued: &mut BTreeSet<String>) -> String {
        let mut leaves = Vec::new();
        leaf_views(gap, &mut leaves);
        let mut said: Vec<Clause> = Vec::new();
        for view in leaves.iter().filter(|view| view.truth != Truth::True) {
            let Some(leaf) = &view.leaf else { continue };
            for (question, entry, path) in self.asked(leaf, uncoded(&view.name), view.node == gap.node) {
                if said.len() < FACTS
                    && !argued.contains(&path.to_string())
                    && let Some(clause) = self.clause(&question, entry, &path)
                {
                    said.push(clause);
                    argued.insert(path.to_string());
                }
            }
        }
        let Some(weakest) = said.iter().map(|clause| clause.end).max() else {
            return String::new();
        };
        let end = match weakest {
            End::Alone => "该项事实尚未查证属实，不能作为定案的根据。",
            End::Read => "",
            End::Contested => "在案证据相互不一致，不能排除合理怀疑。",
        };
        format!("{}{end}", sentences(charged_in(self.record.matter.stage), &said))
    }

    /// Whether the sides say different things about a question below a gap.
    pub(super) fn contested(&self, gap: &StepView) -> bool {
        let mut leaves = Vec::new();
        leaf_views(gap, &mut leaves);
        leaves
            .iter()
            .filter_map(|view| Some((view, view.leaf.as_ref()?)))
            .any(|(view, leaf)| {
                let asked = self.asked(leaf, &view.name, false);
                asked.iter().any(|(_, entry, _)| entry.disputed())
            })
    }

    /// The questions under a leaf on which the sides differ or the prosecution stands alone; `alone` when the gap is
    /// that one question, which then need not be said again.
    fn asked(&self, leaf: &LeafView, name: &str, alone: bool) -> Vec<(String, &Entry, Path)> {
        let found = |path: &Path| self.record.entry(holder(self.book, path, self.actor), path);
        let Some(table) = self.book.dictionary.table(&leaf.path) else {
            let path: Option<Path> = leaf.path.parse().ok();
            let entry = path.and_then(|path| Some((found(&path)?, path)));
            return entry
                .map(|(entry, path)| (if alone { String::new() } else { plain(name) }, entry, path))
                .into_iter()
                .collect();
        };
        let mut all = Vec::new();
        for row in leaf.rows.iter().filter(|row| row.truth != Truth::True) {
            for column in table.columns.iter().filter(|column| !column.key) {
                let path = Path::Cell(table.id.clone(), row.row.clone(), column.id.clone());
                if let Some(entry) = found(&path).filter(|entry| entry.disputed()) {
                    all.push((format!("“{}”{}", row.name, plain(&column.name)), entry, path));
                }
            }
        }
        all
    }

    fn clause(&self, question: &str, entry: &Entry, path: &Path) -> Option<Clause> {
        let counted = |side: Side| entry.side(side).filter(|position| self.counts(position));
        let alleged = counted(Side::Alleged)?;
        let own = pages(alleged);
        let ground = match join_sources(&own) {
            none if none.is_empty() => "（没有引用证据）".to_string(),
            pages => format!("（{pages}）"),
        };
        let claim = format!("{}{ground}", self.claimed(question, alleged, path)?);
        let clause = |reply: String, end| Some(Clause { claim, reply, end });
        let Some(ours) = counted(Side::Ours) else {
            return clause(String::new(), End::Alone);
        };
        match &ours.answer {
            Answer::Unclear { why } => clause(why.trim_end_matches('。').into(), End::Alone),
            Answer::Known { value, .. } => {
                let opposite = matches!(value, Value::Bool(_));
                let answer = self.said(ours, path)?;
                let other: Vec<SourceView> = pages(ours)
                    .into_iter()
                    .filter(|page| own.iter().all(|known| known.text != page.text))
                    .collect();
                match (join_sources(&other), opposite) {
                    (none, true) if none.is_empty() => clause(DENIED.into(), End::Read),
                    (none, false) if none.is_empty() => {
                        clause(format!("辩护人认为，根据该证据应认定为{answer}"), End::Read)
                    }
                    (pages, true) => clause(format!("{pages}的内容与此相反"), End::Contested),
                    (pages, false) => clause(format!("{pages}的内容则为{answer}"), End::Contested),
                }
            }
        }
    }

    /// What the prosecution holds on a question, as a clause: 认为…, 主张….
    fn claimed(&self, question: &str, position: &Position, path: &Path) -> Option<String> {
        let said = self.said(position, path)?;
        Some(match (position.answer.value()?, question) {
            (Value::Bool(true), "") => "认为有这一事实".into(),
            (Value::Bool(false), "") => "认为没有这一事实".into(),
            (Value::Bool(yes), question) => match stated(question, *yes) {
                Some(stated) => format!("认为{stated}"),
                None if *yes => format!("认为{question}"),
                None => format!("不认为{question}"),
            },
            (_, "") => format!("主张为“{said}”"),
            (_, question) => match question
                .strip_suffix("是多少")
                .or_else(|| question.strip_suffix("多少"))
            {
                Some(what) => format!("主张{what}为{said}"),
                None => format!("就{question}主张“{said}”"),
            },
        })
    }

    /// An answer in words; nothing when it is not known.
    fn said(&self, position: &Position, path: &Path) -> Option<String> {
        position.answer.value()?;
        let shape = shape(self.book, path).ok()?;
        let holder = holder(self.book, path, self.actor);
        Some(words(self.record, holder, &shape, &position.answer))
    }
}

/// What we say to a page that is only read differently.
const DENIED: &str = "辩护人认为，该证据不能得出这一结论";

/// What the prosecution holds with its pages, and what is said to it.
struct Clause {
    claim: String,
    /// Empty when nothing is.
    reply: String,
    end: End,
}

/// Clauses as sentences: what meets the same reply is said together, and the reply once.
fn sentences(charged: &str, clauses: &[Clause]) -> String {
    let mut out = String::new();
    for group in clauses.chunk_by(|a, b| a.reply == b.reply) {
        let mut claims = String::new();
        for clause in group {
            let claim = match claims.is_empty() {
                true => clause.claim.as_str(),
                false => clause.claim.strip_prefix("认为").unwrap_or(&clause.claim),
            };
            let comma = if claims.is_empty() { "" } else { "，" };
            claims.push_str(comma);
            claims.push_str(claim);
        }
        let reply = match (group.len(), group[0].reply.as_str()) {
            (_, "") => String::new(),
            (1, reply) => format!("；{reply}"),
            (_, DENIED) => "；辩护人认为，上述证据不能得出这些结论".into(),
            (_, reply) => format!("；{reply}"),
        };
        out.push_str(&format!("{charged}{claims}{reply}。"));
    }
    out
}

/// Why what the prosecution relies on is not proof.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// It stands alone.
    Alone,
    /// The same page is read differently.
    Read,
    /// Other pages say otherwise.
    Contested,
}

/// A question or a noun phrase without its stop.
fn plain(question: &str) -> String {
    question.trim_end_matches(['？', '。']).into()
}

/// A question with 是否 as the statement of its answer; `None` when it asks in another way.
pub(super) fn stated(question: &str, yes: bool) -> Option<String> {
    const ASKED: &str = "是否";
    if let Some((before, after)) = question.rsplit_once("能否") {
        return Some(format!("{before}{}{after}", if yes { "能" } else { "不能" }));
    }
    let at = question.rfind(ASKED)?;
    let (before, after) = (&question[..at], &question[at + ASKED.len()..]);
    if yes {
        return Some(format!("{before}{after}"));
    }
    let begins = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    let without = |words: &[&str]| {
        let rest = words.iter().find_map(|word| after.strip_prefix(word));
        rest.unwrap_or(after).to_string()
    };
    Some(match () {
        () if begins(&["有"]) => format!("{before}没{after}"),
        () if begins(&["已经", "已"]) => format!("{before}尚未{}", without(&["已经", "已"])),
        () if begins(&["仍", "还"]) => format!("{before}没有{}", without(&["仍然", "仍", "还"])),
        () if begins(&[
            "属于", "具备", "需要", "能", "符合", "足以", "知道", "构成", "具有", "承认", "愿意",
        ]) =>
        {
            format!("{before}不{after}")
        }
        () if begins(&[
            "为", "在", "确因", "因", "由", "以", "从", "出于", "系", "是", "仅", "只", "同", "与", "均", "都",
        ]) =>
        {
            format!("{before}并非{after}")
        }
        () => format!("{before}没有{after}"),
    })
}

/// Pages of the file only: what a client told his defender is not handed in.
fn pages(position: &Position) -> Vec<SourceView> {
    let all = position.sources.iter().map(SourceView::from);
    all.filter(|source| source.kind == "page").collect()
}

#[cfg(test)]
mod tests {
    use super::stated;

    #[test]
    fn a_question_is_stated_as_its_answer() {
        for (question, yes, no) in [
            ("当事人是否供认当时知道", "当事人供认当时知道", "当事人没有供认当时知道"),
            (
                "这些做法是否为了逃避监管",
                "这些做法为了逃避监管",
                "这些做法并非为了逃避监管",
            ),
            ("其事实是否已经查证", "其事实已经查证", "其事实尚未查证"),
            ("收到之后是否仍继续提供", "收到之后仍继续提供", "收到之后没有继续提供"),
            ("证据能否证明其犯罪", "证据能证明其犯罪", "证据不能证明其犯罪"),
            ("是否有可比价格", "有可比价格", "没有可比价格"),
            ("偏离是否达到“明显”", "偏离达到“明显”", "偏离没有达到“明显”"),
            (
                "无法查证是否达到犯罪程度，是否确因条件限制",
                "无法查证是否达到犯罪程度，确因条件限制",
                "无法查证是否达到犯罪程度，并非确因条件限制",
            ),
        ] {
            assert_eq!(stated(question, true).as_deref(), Some(yes));
            assert_eq!(stated(question, false).as_deref(), Some(no));
        }
        assert_eq!(
            stated("金额是多少", true),
            None,
            "another kind of question is left as it is"
        );
    }
}
