//! Exits and the range on paper: short, in tables.

use super::exits::word;
use super::ledger::{PlanView, plan_view};
use super::start::{Start, confirmed, local};
use super::work::{Work, work};
use crate::analysis::Facts;
use crate::context::join_chips;
use crate::wire::chips;
use case::{Record, Stance};
use law::{Book, RuleSet};
use memo::receipt::Confirmation;
use serde::Serialize;

/// A way out by stance.
#[derive(Debug, Clone, Serialize)]
pub struct PaperExit {
    /// Name.
    pub name: String,
    /// Word as the prosecution has it.
    pub alleged: String,
    /// As found proved.
    pub proved: String,
    /// As we have it.
    pub ours: String,
    /// Why, as found proved.
    pub why: String,
    /// Provisions, joined.
    pub cites: String,
}

/// A line of the calculation.
#[derive(Debug, Clone, Serialize)]
pub struct PaperLine {
    /// 1, 2 …
    pub number: u32,
    /// What is done, with what.
    pub title: String,
    /// Detail.
    pub detail: String,
    /// Both ends.
    pub ends: String,
    /// Provisions, joined.
    pub cites: String,
}

/// A plan.
#[derive(Debug, Clone, Serialize)]
pub struct PaperPlan {
    /// Name.
    pub name: String,
    /// The one to claim.
    pub claimed: bool,
    /// On what is shown.
    pub shown: String,
    /// After the court's discretion, or empty.
    pub adjusted: String,
    /// With every "if".
    pub possible: String,
    /// What moves it most, joined.
    pub swings: String,
}

/// Exits and the range.
#[derive(Debug, Clone, Serialize)]
pub struct PaperSentence {
    /// Ways out.
    pub exits: Vec<PaperExit>,
    /// The start is confirmed, or comes from a local file that is switched on.
    pub started: bool,
    /// Why not, or on what it rests.
    pub basis: String,
    /// The accused is a unit: no principal penalty.
    pub unit: bool,
    /// The calculation of the plan to claim.
    pub lines: Vec<PaperLine>,
    /// A and B.
    pub plans: Vec<PaperPlan>,
    /// What the reader must know.
    pub flags: Vec<String>,
    /// Fine, probation, credit in one sentence each.
    pub asides: Vec<String>,
}

/// Exits by stance, and the range on our facts.
pub(crate) fn sentence_paper(
    book: &Book,
    record: &Record,
    actor: &str,
    charge: &RuleSet,
    facts: &Facts,
) -> Option<PaperSentence> {
    let done = work(book, record, actor, charge, facts, Stance::Ours)?;
    let exits = book.exits.iter().map(|rules| {
        let said = |stance| word(facts, rules, stance).1.to_string();
        let step = facts.assess(rules, Stance::Proved);
        PaperExit {
            name: rules.name.clone(),
            alleged: said(Stance::Alleged),
            proved: said(Stance::Proved),
            ours: said(Stance::Ours),
            why: law::why(book, &step),
            cites: join_chips(&chips(book, &rules.cite)),
        }
    });
    let views: Vec<PlanView> = match done.unit {
        true => Vec::new(),
        false => (0..done.calculation.plans.len())
            .map(|at| plan_view(&done, at))
            .collect(),
    };
    let claimed = views.iter().find(|view| view.claimed);
    let aside = |id: &str| matches!(id, "fine" | "probation" | "credit");
    let asides = super::aside::asides(&done).into_iter().filter(|group| aside(&group.id));
    Some(PaperSentence {
        exits: exits.collect(),
        started: done.base.is_some(),
        basis: basis(&done),
        unit: done.unit,
        lines: claimed.map(lines).unwrap_or_default(),
        plans: views.iter().map(plan).collect(),
        flags: claimed.map(|view| view.flags.clone()).unwrap_or_default(),
        asides: asides
            .flat_map(|group| group.lines)
            .map(|line| format!("{}（{}）", line.text.trim_end_matches('。'), join_chips(&line.cites)))
            .collect(),
    })
}

fn basis(work: &Work) -> String {
    match &work.start {
        Start::Confirmed(start) => format!(
            "量刑起点由{}确认，依据：{}。",
            start.by,
            start.source.trim_end_matches('。')
        ),
        Start::Regional { local, .. } => format!("量刑起点取自{}，由律师启用。", local.name),
        Start::None(why) if !why.is_empty() => format!("起点未确认：{why}以下只列比例。"),
        Start::None(_) => {
            "起点未确认：本罪的起点数字没有核实，须由承办律师读到官方文本后确认。以下只列比例，以基准刑为100%。".into()
        }
    }
}

fn lines(view: &PlanView) -> Vec<PaperLine> {
    let line = |line: &super::ledger::LedgerLine| PaperLine {
        number: line.number,
        title: line.title.clone(),
        detail: match line.kind.as_str() {
            // Said above the table already.
            "start" if line.low == line.high && line.low == "未确认" => "见上".into(),
            _ => line.detail.trim_end_matches('。').into(),
        },
        ends: both(&line.low, &line.high),
        cites: join_chips(&line.cites),
    };
    view.lines.iter().map(line).collect()
}

fn both(low: &str, high: &str) -> String {
    match low == high {
        true => low.into(),
        false => format!("{low}至{high}"),
    }
}

fn plan(view: &PlanView) -> PaperPlan {
    let swings = view.swings.iter().take(5);
    PaperPlan {
        name: view.name.clone(),
        claimed: view.claimed,
        shown: both(&view.shown.low, &view.shown.high),
        adjusted: view
            .adjusted
            .as_ref()
            .map(|figure| both(&figure.low, &figure.high))
            .unwrap_or_default(),
        possible: both(&view.possible.low, &view.possible.high),
        swings: swings
            .map(|swing| format!("{}（{}）", swing.name, swing.words))
            .collect::<Vec<_>>()
            .join("；"),
    }
}

/// What lawyers confirmed about the sentence, for the receipt.
pub(crate) fn confirmations(book: &Book, record: &Record, actor: &str) -> Vec<Confirmation> {
    let start = confirmed(record, actor).map(|given| Confirmation {
        by: given.by.clone(),
        what: format!(
            "确认量刑起点{}至{}个月，增加{}个月；依据：{}；理由：{}",
            given.low,
            given.high,
            match given.more {
                [low, high] if low == high => low.to_string(),
                [low, high] => format!("{low}至{high}"),
            },
            given.source,
            given.reason
        ),
        when: given.at.format("%Y-%m-%d %H:%M").to_string(),
    });
    let local = local(book, record, actor).map(|(local, position)| Confirmation {
        by: position.by.clone(),
        what: format!("启用{}；理由：{}", local.name, position.reason),
        when: position.at.format("%Y-%m-%d %H:%M").to_string(),
    });
    start.into_iter().chain(local).collect()
}
