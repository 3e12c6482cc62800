//! Where the case stands, read in twenty seconds.

use crate::analysis::{Facts, actor_of, pack, sentence, verdict};
use crate::charges::Comparison;
use crate::deadlines::{self, NextDate};
use crate::entry::{title, titled};
use crate::failure::Failure;
use crate::head::{CaseHead, head};
use crate::history::{ActivityRow, activity_rows};
use crate::rules::book;
use crate::session::{App, Now};
use crate::step_view::{StepView, Viewer};
use crate::wire::{CiteChip, Mark, Stance, Truth, Verdict, chips, wire};
use case::{Path, Scope};
use law::{Fen, Opening, OpeningKind, Rule, RuleSet, Subject};
use std::collections::BTreeMap;

wire! {
    /// An element.
    pub struct ElementTile {
        /// Node id.
        pub node: String,
        /// Its name.
        pub name: String,
        /// As found proved.
        pub truth: Truth,
        /// How it came about.
        pub mark: Mark,
        /// Pages cited by us.
        pub for_cites: u32,
        /// Pages cited by the prosecution.
        pub against_cites: u32,
        /// One sentence.
        pub why: String,
    }

    /// Something unknown that can still change the result.
    pub struct OpeningView {
        /// Where it is.
        pub path: String,
        /// fact, judge or table.
        #[cfg_attr(feature = "typescript", ts(type = "\"fact\" | \"judge\" | \"table\""))]
        pub kind: String,
        /// The question.
        pub question: String,
        /// interview, file, collect.
        pub how: Vec<String>,
        /// Expected effect, in words.
        pub effect: String,
        /// One answer settles the result.
        pub decisive: bool,
        /// Whom the better answer helps: always ours, or empty when neither.
        #[cfg_attr(feature = "typescript", ts(type = "Side | \"\""))]
        pub helps: String,
        /// Group id on the form.
        pub group: String,
    }

    /// A threshold across an amount.
    pub struct ThresholdLine {
        /// In words.
        pub label: String,
        /// 分, or pieces.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub fen: i64,
        /// Provision.
        pub cite: CiteChip,
    }

    /// An amount against its thresholds.
    pub struct AmountBar {
        /// table.column.
        pub id: String,
        /// In words.
        pub name: String,
        /// Lower end in words.
        pub low: String,
        /// Upper end in words.
        pub high: String,
        /// Lower end, 分 or pieces.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub low_fen: i64,
        /// Upper end; absent when open.
        #[cfg_attr(feature = "typescript", ts(type = "number | null"))]
        pub high_fen: Option<i64>,
        /// On which basis it is counted.
        pub note: String,
        /// Counted in 分; else in pieces.
        pub money: bool,
        /// The measure word of pieces, or empty.
        pub unit: String,
        /// Thresholds.
        pub lines: Vec<ThresholdLine>,
    }

    /// A defence.
    pub struct DefenceTile {
        /// Defence id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// On our facts.
        pub truth: Truth,
        /// One sentence.
        pub why: String,
        /// Where it is argued.
        pub stage: String,
        /// Its legal effect.
        pub effect: String,
    }

    /// A line of defence, or a plea, that may end in something worse.
    pub struct TrapLine {
        /// heavier, stands, turn, same_maximum, may_be_heavier or open.
        pub kind: String,
        /// The other offence.
        pub offence: String,
        /// In a line.
        pub title: String,
    }

    /// A result by stance.
    pub struct StanceResult {
        /// Whose.
        pub stance: Stance,
        /// Result.
        pub verdict: Verdict,
        /// In one sentence.
        pub sentence: String,
    }

    /// The overview.
    pub struct OverviewView {
        /// Case bar.
        pub head: CaseHead,
        /// Party id.
        pub actor: String,
        /// Version shown.
        pub pack: String,
        /// What comes first: warnings of the comparison of offences, gravest first.
        pub traps: Vec<TrapLine>,
        /// On accepted entries.
        pub sentence_accepted: String,
        /// On all entries.
        pub sentence_all: String,
        /// Entries not yet reviewed change something.
        pub differs: bool,
        /// On accepted entries.
        pub result_accepted: Verdict,
        /// On all entries.
        pub result_all: Verdict,
        /// By stance, all entries.
        pub stances: Vec<StanceResult>,
        /// Elements, as found proved on all entries.
        pub elements: Vec<ElementTile>,
        /// Most effective first.
        pub openings: Vec<OpeningView>,
        /// Amounts as the prosecution has them.
        pub amounts: Vec<AmountBar>,
        /// Defences.
        pub defences: Vec<DefenceTile>,
        /// Last changes.
        pub activity: Vec<ActivityRow>,
        /// The next three dates that bind.
        pub dates: Vec<NextDate>,
    }

    /// Asks for the overview.
    pub struct OverviewRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Version by date, or the one in force.
        pub pack: Option<String>,
    }
}

/// The overview of one accused.
pub(crate) fn overview(app: &mut App, request: OverviewRequest, now: Now) -> Result<OverviewView, Failure> {
    let head = head(app, &request.case, &request.actor, now)?;
    let activity = activity_rows(app, &request.case, 8)?;
    let (calendar, leads, today) = (app.calendar()?, app.leads()?, now.date_naive());
    let record = app.record(&request.case)?;
    let book = book();
    let actor = actor_of(record, &request.actor)?;
    let rules = pack(book, record, &actor, request.pack.as_deref(), now.date_naive())?;
    let (accepted, all) = (
        Facts::of(book, record, &actor, Scope::Accepted, rules, now.date_naive()),
        Facts::of(book, record, &actor, Scope::All, rules, now.date_naive()),
    );
    let proved = case::Stance::Proved;
    let (step_accepted, step_all) = (accepted.assess(rules, proved), all.assess(rules, proved));
    let open = all.openings(rules, proved);
    let viewer = Viewer {
        book,
        record,
        actor: &actor,
        open: open.iter().map(|opening| opening.path.clone()).collect(),
    };
    let tree = viewer.step(&step_all, &rules.id, false);
    let (sentence_accepted, sentence_all) = (sentence(rules, &step_accepted), sentence(rules, &step_all));
    let events = deadlines::events_of(record, &actor);
    let line = deadlines::line_of(deadlines::procedure(today)?, &calendar, &events, today);
    let lens = deadlines::Lens {
        record,
        actor: &actor,
        calendar: &calendar,
        leads: &leads,
        today,
        held: line.custody.held,
    };
    Ok(OverviewView {
        dates: deadlines::coming(&lens, &line).into_iter().take(3).collect(),
        actor: actor.clone(),
        pack: rules.from.map(|from| from.to_string()).unwrap_or_default(),
        traps: trap_lines(&Comparison::of(book, record, &actor, &all, rules)),
        differs: sentence_accepted != sentence_all,
        result_accepted: verdict(&step_accepted),
        result_all: verdict(&step_all),
        stances: case::Stance::ALL
            .into_iter()
            .map(|stance| {
                let step = all.assess(rules, stance);
                StanceResult {
                    stance: stance.into(),
                    verdict: verdict(&step),
                    sentence: sentence(rules, &step),
                }
            })
            .collect(),
        elements: tree.parts.iter().map(tile).collect(),
        openings: open.iter().map(|opening| opening_of(record, &actor, opening)).collect(),
        amounts: amounts(rules, &all),
        defences: book
            .defences
            .iter()
            .map(|defence| {
                let step = all.assess(defence, case::Stance::Ours);
                let meta = defence.defence.as_ref();
                DefenceTile {
                    id: defence.id.clone(),
                    name: defence.name.clone(),
                    truth: step.truth.into(),
                    why: law::why(book, &step),
                    stage: meta.map(|meta| meta.stage.clone()).unwrap_or_default(),
                    effect: meta.map(|meta| meta.effect.clone()).unwrap_or_default(),
                }
            })
            .collect(),
        sentence_accepted,
        sentence_all,
        activity,
        head,
    })
}

/// The warnings that a reader of the overview must not miss.
fn trap_lines(comparison: &Comparison) -> Vec<TrapLine> {
    let lines = crate::charges::trap::traps(comparison)
        .into_iter()
        .map(|trap| TrapLine {
            kind: trap.kind,
            offence: trap.offence,
            title: format!("{}：{}", trap.side, trap.title),
        });
    lines.collect()
}

fn tile(view: &StepView) -> ElementTile {
    let mut ours = std::collections::BTreeSet::new();
    let mut theirs = std::collections::BTreeSet::new();
    pages(view, &mut ours, &mut theirs);
    ElementTile {
        node: view.node.clone(),
        name: view.name.clone(),
        truth: view.truth,
        mark: view.mark,
        for_cites: ours.len() as u32,
        against_cites: theirs.len() as u32,
        why: view.why.clone(),
    }
}

fn pages<'a>(
    view: &'a StepView,
    ours: &mut std::collections::BTreeSet<&'a str>,
    theirs: &mut std::collections::BTreeSet<&'a str>,
) {
    for said in view.leaf.iter().flat_map(|leaf| &leaf.said) {
        let cited = said
            .sources
            .iter()
            .filter(|source| source.kind == "page")
            .map(|source| source.text.as_str());
        match said.side {
            crate::wire::Side::Alleged => theirs.extend(cited),
            crate::wire::Side::Ours => ours.extend(cited),
            crate::wire::Side::Finding => {}
        }
    }
    for row in view.leaf.iter().flat_map(|leaf| &leaf.rows) {
        theirs.extend(
            row.sources
                .iter()
                .filter(|source| source.kind == "page")
                .map(|source| source.text.as_str()),
        );
    }
    for part in view.parts.iter().chain(&view.exceptions) {
        pages(part, ours, theirs);
    }
}

/// An opening of one accused in words: the same question about several rows says which row.
pub(crate) fn opening_of(record: &case::Record, actor: &str, opening: &Opening) -> OpeningView {
    let view = opening_view(opening);
    match opening.path.parse() {
        Ok(path) => OpeningView {
            question: titled(record, actor, &path),
            ..view
        },
        Err(_) => view,
    }
}

/// An opening in words.
pub(crate) fn opening_view(opening: &Opening) -> OpeningView {
    let book = book();
    let path: Option<Path> = opening.path.parse().ok();
    let question = path.as_ref().map(title).unwrap_or_default();
    let (find, group) = match &path {
        Some(Path::Fact(id)) => match book.dictionary.fact(id) {
            Some(fact) => (fact.find.clone(), book.dictionary.group_of(id)),
            None => (Vec::new(), None),
        },
        Some(other) => {
            let table = other.table().and_then(|table| book.dictionary.table(table));
            let column = match other {
                Path::Cell(_, _, column) => table.and_then(|table| table.column(column)),
                _ => None,
            };
            (
                column.map_or_else(|| vec![law::Finder::File], |column| column.find.clone()),
                table.and_then(|table| book.dictionary.group_of(&table.id)),
            )
        }
        None => (Vec::new(), None),
    };
    let yes_or_no = path
        .as_ref()
        .and_then(|path| case::question(book, path))
        .is_some_and(|(kind, _)| kind == law::Kind::Bool);
    let better = opening.better.filter(|_| yes_or_no);
    let helps = if better.is_some() { "ours" } else { "" };
    let effect = match (opening.decisive, better) {
        (true, Some(true)) => "可以单独改变结论；为“是”有利于我方",
        (true, Some(false)) => "可以单独改变结论；为“否”有利于我方",
        (true, None) => "查明即可单独改变结论",
        (false, Some(true)) => "为“是”有利于我方",
        (false, Some(false)) => "为“否”有利于我方",
        (false, None) => "查明后可能改变结论",
    };
    OpeningView {
        path: opening.path.clone(),
        kind: match opening.kind {
            OpeningKind::Fact => "fact",
            OpeningKind::Judge => "judge",
            OpeningKind::Table => "table",
        }
        .into(),
        question,
        how: find.iter().map(|finder| finder_name(*finder).to_string()).collect(),
        effect: effect.into(),
        decisive: opening.decisive,
        helps: helps.into(),
        group: group.map_or_else(|| crate::form::JUDGMENTS.into(), |group| group.id.clone()),
    }
}

/// 会见, 阅卷, 调取.
pub(crate) fn finder_name(finder: law::Finder) -> &'static str {
    match finder {
        law::Finder::Interview => "会见",
        law::Finder::File => "阅卷",
        law::Finder::Collect => "调取",
    }
}

/// Every sum the version compares with a threshold, as the prosecution has it: each basis kept apart.
pub(crate) fn amounts(rules: &RuleSet, facts: &Facts) -> Vec<AmountBar> {
    amounts_of(rules, facts, case::Stance::Alleged)
}

/// The same on the facts of another stance.
pub(crate) fn amounts_of(rules: &RuleSet, facts: &Facts, stance: case::Stance) -> Vec<AmountBar> {
    let book = book();
    let tree = facts.assess(rules, stance);
    let mut bars: BTreeMap<String, AmountBar> = BTreeMap::new();
    tree.walk(&mut |step| {
        let (Rule::Test(test), Some(leaf)) = (&step.node.rule, &step.leaf) else {
            return;
        };
        let (Subject::Sum(table, column), law::Predicate::Compare(_, threshold)) = (&test.subject, &test.predicate)
        else {
            return;
        };
        let (Some(table), Some(interval)) = (
            book.dictionary.table(table),
            leaf.value.as_ref().and_then(law::Value::interval),
        ) else {
            return;
        };
        let id = format!("{}.{column}", table.id);
        let (low, lines_wanted) = (
            interval.low.unwrap_or(0),
            ThresholdLine {
                label: law::say_threshold(book, step.node, test),
                fen: *threshold,
                cite: cite(step.node),
            },
        );
        let money = test.threshold.contains('元');
        let unit = table
            .column(column)
            .map(|column| column.unit.clone())
            .unwrap_or_default();
        let words = |amount: i64| {
            if money {
                Fen(amount).to_string()
            } else {
                format!("{amount}{unit}")
            }
        };
        let bar = bars.entry(id.clone()).or_insert_with(|| AmountBar {
            id,
            name: format!(
                "{}·{}",
                table.name,
                table
                    .column(column)
                    .map(|column| column.name.trim_end_matches(['？', '。']).trim_end_matches("是多少"))
                    .unwrap_or_default()
            ),
            low: words(low),
            high: interval.high.map_or_else(|| "尚无上限（未穷尽）".into(), words),
            low_fen: low,
            high_fen: interval.high,
            note: step.node.name.clone(),
            money,
            unit: unit.clone(),
            lines: Vec::new(),
        });
        // Nested conditions count the same column more or less strictly; the widest lower end is what is alleged.
        if low > bar.low_fen {
            bar.low_fen = low;
            bar.low = words(low);
            bar.note = step.node.name.clone();
        }
        if bar.lines.iter().all(|line| line.fen != lines_wanted.fen) {
            bar.lines.push(lines_wanted);
        }
    });
    let mut bars: Vec<AmountBar> = bars
        .into_values()
        .filter(|bar| bar.low_fen > 0 || bar.high_fen.is_some_and(|high| high > 0))
        .collect();
    for bar in &mut bars {
        bar.lines.sort_by_key(|line| line.fen);
    }
    bars
}

fn cite(node: &law::Node) -> CiteChip {
    chips(book(), &node.cite)
        .into_iter()
        .next()
        .unwrap_or_else(|| CiteChip {
            cite: String::new(),
            text: node.name.clone(),
            verified: crate::wire::Verified::FullText,
        })
}
