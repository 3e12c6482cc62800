//! The strategy of a case: every position there is, in order of what it leads to, with what carries it, what it lacks, what
//! stands in its way, what will be said against it, and what it cannot be taken together with.

mod condition;
mod position;

use crate::analysis::{Facts, actor_of, pack};
use crate::failure::Failure;
use crate::head::{CaseHead, head};
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{CiteChip, SourceView, Truth, wire};
use case::{Record, Scope};
use law::{Book, RuleSet, State};

pub(crate) use position::Desk;

wire! {
    /// Where a position stands.
    #[derive(Copy, PartialEq, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum PositionState {
        /// 可主张.
        Ready,
        /// 有障碍.
        Obstructed,
        /// 待补.
        Open,
        /// 目前不可用.
        Unavailable,
        /// 不涉及.
        Absent,
    }

    /// A way out a position leads to.
    pub struct WayView {
        /// 无罪, 存疑不起诉 …
        pub way: String,
        /// On what condition, and what is asked for.
        pub sentence: String,
    }

    /// An opinion: an argument, never a rule.
    pub struct OpinionView {
        /// L1 … L12.
        pub id: String,
        /// What it holds.
        pub text: String,
        /// Who, and where.
        pub source: String,
        /// 高 中 低 未核实.
        pub confidence: String,
    }

    /// A condition with what it rests on.
    pub struct ConditionView {
        /// Node id.
        pub node: String,
        /// Its name.
        pub name: String,
        /// Its truth.
        pub truth: Truth,
        /// One sentence.
        pub why: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
        /// Open points, what to check.
        pub note: String,
        /// Pages and other evidence.
        pub sources: Vec<SourceView>,
        /// Where the fact is; empty for what is made of others.
        pub path: String,
        /// 均须具备, 具备其一 …
        pub connective: String,
        /// What it is made of.
        pub parts: Vec<ConditionView>,
    }

    /// What stands in the way of a position.
    pub struct ObstacleView {
        /// The obstacle.
        pub what: ConditionView,
        /// 已查证, 控方主张, 待查, 没有.
        pub standing: String,
        /// It stands on what is proved or on what we ourselves say.
        pub stands: bool,
        /// The prosecution says so.
        pub alleged: bool,
    }

    /// Something a position still lacks.
    pub struct LackView {
        /// Where it is.
        pub path: String,
        /// The question.
        pub question: String,
        /// 会见, 阅卷, 调取, 律师判断.
        pub how: String,
        /// What usually proves it.
        pub proof: String,
    }

    /// A page of the file and what it shows.
    pub struct EvidenceView {
        /// The page.
        pub source: SourceView,
        /// The condition it is cited for.
        pub shows: String,
    }

    /// A position.
    pub struct PleaView {
        /// Defence id.
        pub id: String,
        /// D01 … D24.
        pub code: String,
        /// Its name.
        pub name: String,
        /// conviction, charge, sentence or procedure.
        pub stage: String,
        /// Where it stands.
        pub state: PositionState,
        /// In words.
        pub state_text: String,
        /// first, together, alternative, open, or empty.
        #[cfg_attr(feature = "typescript", ts(type = "\"first\" | \"together\" | \"alternative\" | \"open\" | \"\""))]
        pub role: String,
        /// In words.
        pub role_text: String,
        /// On whose facts it is made out.
        pub basis: String,
        /// Somebody has said something about what it turns on.
        pub spoken: bool,
        /// One sentence.
        pub why: String,
        /// Its legal effect.
        pub effect: String,
        /// Where it leads.
        pub exits: Vec<WayView>,
        /// How firmly its basis rests.
        pub confidence: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
        /// What it consists of.
        pub condition: ConditionView,
        /// What carries it without deciding it.
        pub supports: Vec<ConditionView>,
        /// What stands in its way.
        pub obstacles: Vec<ObstacleView>,
        /// What it lacks, or what would strengthen it.
        pub lacks: Vec<LackView>,
        /// What is in the file for it.
        pub evidence: Vec<EvidenceView>,
        /// What to collect.
        pub collect: Vec<String>,
        /// What the prosecution will say.
        pub answer: String,
        /// What we say to that.
        pub reply: String,
        /// Words for a paper.
        pub words: String,
        /// Opinions that support it.
        pub opinions: Vec<OpinionView>,
    }

    /// The positions argued at one place.
    pub struct StageView {
        /// conviction, charge, sentence or procedure.
        pub stage: String,
        /// 定罪, 罪名, 量刑, 程序.
        pub name: String,
        /// In order.
        pub positions: Vec<PleaView>,
    }

    /// Two positions that cannot be taken together.
    pub struct ContradictionView {
        /// The one pleaded first.
        pub first: String,
        /// Its name.
        pub first_name: String,
        /// The other.
        pub second: String,
        /// Its name.
        pub second_name: String,
        /// Why.
        pub why: String,
        /// How to plead in the alternative.
        pub plead: String,
    }

    /// The strategy.
    pub struct StrategyView {
        /// Case bar.
        pub head: CaseHead,
        /// Party id.
        pub actor: String,
        /// Version used.
        pub pack: String,
        /// Only accepted entries count.
        pub accepted_only: bool,
        /// What to plead first, in one sentence.
        pub sentence: String,
        /// 定罪 → 罪名 → 量刑 → 程序.
        pub stages: Vec<StageView>,
        /// What cannot be taken together.
        pub contradictions: Vec<ContradictionView>,
    }

    /// Asks for the strategy.
    pub struct StrategyRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Version by date, or the one in force.
        pub pack: Option<String>,
        /// Only accepted entries count.
        pub accepted_only: bool,
    }
}

/// Every position of one case, ready for a screen or a paper.
pub(crate) struct Strategy {
    /// In order.
    pub positions: Vec<PleaView>,
    /// Between positions that are still alive.
    pub contradictions: Vec<ContradictionView>,
    /// What to plead first.
    pub sentence: String,
}

/// The strategy of one accused.
pub(crate) fn strategy(app: &mut App, request: StrategyRequest, now: Now) -> Result<StrategyView, Failure> {
    let head = head(app, &request.case, &request.actor, now)?;
    let record = app.record(&request.case)?;
    let book = book();
    let actor = actor_of(record, &request.actor)?;
    let rules = pack(book, record, &actor, request.pack.as_deref(), now.date_naive())?;
    let scope = if request.accepted_only {
        Scope::Accepted
    } else {
        Scope::All
    };
    let facts = Facts::of(book, record, &actor, scope, rules, now.date_naive());
    let Strategy {
        positions,
        contradictions,
        sentence,
    } = made(book, record, &actor, &facts);
    let mut stages: Vec<StageView> = Vec::new();
    for position in positions {
        if stages.last().is_none_or(|last| last.stage != position.stage) {
            stages.push(StageView {
                name: stage_name(&position.stage).into(),
                stage: position.stage.clone(),
                positions: Vec::new(),
            });
        }
        if let Some(last) = stages.last_mut() {
            last.positions.push(position);
        }
    }
    Ok(StrategyView {
        actor: actor.clone(),
        pack: rules.from.map(|from| from.to_string()).unwrap_or_default(),
        accepted_only: request.accepted_only,
        sentence,
        stages,
        contradictions,
        head,
    })
}

/// Makes the strategy of a case.
pub(crate) fn made(book: &Book, record: &Record, actor: &str, facts: &Facts) -> Strategy {
    let desk = Desk {
        book,
        record,
        actor,
        facts,
    };
    let found: Vec<(&RuleSet, State)> = book.defences.iter().map(|rules| (rules, desk.state(rules))).collect();
    let mut positions: Vec<PleaView> = law::order(found)
        .into_iter()
        .map(|(rules, state)| desk.position(rules, state))
        .collect();
    let contradictions = contradictions(book, &positions);
    cast(&mut positions, &contradictions);
    let sentence = sentence(&positions);
    Strategy {
        positions,
        contradictions,
        sentence,
    }
}

/// 定罪, 罪名, 量刑, 程序.
pub(crate) fn stage_name(stage: &str) -> &'static str {
    match stage {
        "conviction" => "定罪",
        "charge" => "罪名",
        "procedure" => "程序",
        _ => "量刑",
    }
}

impl PleaView {
    /// It can still be pleaded, now or once something is found out.
    pub(crate) fn alive(&self) -> bool {
        !matches!(self.state, PositionState::Unavailable | PositionState::Absent)
    }
}

fn contradictions(book: &Book, positions: &[PleaView]) -> Vec<ContradictionView> {
    let place = |id: &str| positions.iter().position(|one| one.id == id && one.alive());
    let mut found: Vec<(usize, usize, ContradictionView)> = Vec::new();
    for (one, other, item) in law::contradictions(book) {
        let (Some(one), Some(other)) = (place(&one.id), place(&other.id)) else {
            continue;
        };
        let (first, second) = (one.min(other), one.max(other));
        let view = ContradictionView {
            first: positions[first].id.clone(),
            first_name: positions[first].name.clone(),
            second: positions[second].id.clone(),
            second_name: positions[second].name.clone(),
            why: item.why.clone(),
            plead: item.plead.clone(),
        };
        found.push((first, second, view));
    }
    found.sort_by_key(|(first, second, _)| (*first, *second));
    found.into_iter().map(|(_, _, view)| view).collect()
}

/// Says which position leads, what goes beside it, what only in the alternative.
fn cast(positions: &mut [PleaView], contradictions: &[ContradictionView]) {
    let leads = |state: PositionState| positions.iter().position(|one| one.state == state);
    let Some(first) = leads(PositionState::Ready).or_else(|| leads(PositionState::Obstructed)) else {
        for position in positions.iter_mut().filter(|position| position.alive()) {
            position.set_role("open");
        }
        return;
    };
    let (lead, stage) = (positions[first].id.clone(), positions[first].stage.clone());
    for (at, position) in positions.iter_mut().enumerate() {
        let against = contradictions.iter().any(|pair| {
            (&pair.first, &pair.second) == (&lead, &position.id) || (&pair.second, &pair.first) == (&lead, &position.id)
        });
        let presupposes = stage == "conviction" && matches!(position.stage.as_str(), "charge" | "sentence");
        let role = match position.state {
            _ if at == first => "first",
            PositionState::Open => "open",
            PositionState::Ready | PositionState::Obstructed if against || presupposes => "alternative",
            PositionState::Ready | PositionState::Obstructed => "together",
            PositionState::Unavailable | PositionState::Absent => "",
        };
        position.set_role(role);
    }
}

impl PleaView {
    fn set_role(&mut self, role: &str) {
        self.role = role.into();
        self.role_text = match role {
            "first" => "首选",
            "together" => "同时主张",
            "alternative" => "备位",
            "open" => "待补",
            _ => "",
        }
        .into();
    }
}

fn sentence(positions: &[PleaView]) -> String {
    let count = |role: &str| positions.iter().filter(|one| one.role == role).count();
    let way = |one: &PleaView| one.exits.first().map(|exit| exit.way.clone()).unwrap_or_default();
    let open = positions.iter().filter(|one| one.role == "open" && one.spoken).count();
    let counts = [
        ("可以同时主张", count("together")),
        ("备位", count("alternative")),
        ("待补", open),
    ];
    let rest = counts
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(word, n)| format!("{word}{n}项"))
        .collect::<Vec<_>>()
        .join("，");
    match positions.iter().find(|one| one.role == "first") {
        Some(first) => {
            let obstructed = if first.state == PositionState::Obstructed {
                "，但有障碍"
            } else {
                ""
            };
            let rest = if rest.is_empty() {
                String::new()
            } else {
                format!("其余{rest}。")
            };
            format!(
                "首选“{}”，请求{}（{}{obstructed}）。{rest}",
                first.name,
                way(first),
                first.basis
            )
        }
        None => match positions.iter().find(|one| one.state == PositionState::Open) {
            Some(nearest) => format!(
                "目前没有条件已经具备的方案；可以先补“{}”（{}），还差{}项。",
                nearest.name,
                way(nearest),
                nearest.lacks.len().max(1)
            ),
            None => "目前没有可以主张的方案；请先录入案件事实。".into(),
        },
    }
}
