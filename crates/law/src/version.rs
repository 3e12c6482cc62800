//! Which versions of an offence can apply to an act, and on what ground.
//!
//! The last day of an act is a span: a day nobody knows exactly gives every version of the span. Acts are judged by the law
//! of the act and by the law of today (刑法 12); between them nothing is picked item by item, whole regimes are compared.

use crate::{Band, Book, FactSet, Interval, Principal, RuleSet, Truth, assess, bands, day_number};
use chrono::NaiveDate;
use serde::Deserialize;

/// What made a version different from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// 法律: 刑法 12 says which one applies.
    Statute,
    /// 司法解释: 高检发释字〔2001〕5号 says which one applies.
    Interpretation,
    /// 两高一部意见: no text says which one applies.
    Opinion,
    /// 厅局级会议纪要: no text says which one applies.
    Minutes,
}

impl Cause {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Cause::Statute => "法律",
            Cause::Interpretation => "司法解释",
            Cause::Opinion => "两高一部意见（不是司法解释）",
            Cause::Minutes => "厅局级会议纪要（不是司法解释）",
        }
    }

    /// Whether no text says how old and new relate (T-04).
    pub fn is_unsettled(self) -> bool {
        matches!(self, Cause::Opinion | Cause::Minutes)
    }
}

/// How a version stands to an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In force when the act ended (a continuing act ends on its last day).
    AtAct,
    /// In force on some of the days on which the act can have ended, or issued and not known to be in force yet.
    MaybeAtAct,
    /// There was no interpretation at the act: the first one applies to what is not finally decided
    /// (高检发释字〔2001〕5号第二条). It takes the place of the law of the act.
    FirstInterpretation,
    /// In force when the act ended, with [`Standing::FirstInterpretation`] in its place: shown, not competing.
    Displaced,
    /// In force today and not at the act.
    Later,
    /// The act ended before the offence existed: nothing can be convicted under it (刑法 12, T-06).
    NotYet,
    /// The act ended before the oldest version in the rules: what applied then must be looked up by hand.
    FirstRecorded,
}

/// Why a version can apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// 刑法 12: the law of the act.
    LawOfTheAct,
    /// 高检发释字〔2001〕5号第二条: no interpretation at the act.
    NoInterpretationThen,
    /// The same article, seen from the version that gives way.
    GaveWay,
    /// 刑法 12: a later law that does not punish or punishes less.
    LaterLaw,
    /// 高检发释字〔2001〕5号第三条: a later interpretation that is better for the accused.
    LaterInterpretation,
    /// A later opinion or minutes where the act already had some: no text, T-04.
    LaterOpinion,
    /// A later opinion or minutes where the act had none: 第二条 by analogy at most, T-04.
    FirstOpinion,
    /// Its day of coming into force is not verified and the act, or today, falls between issue and publication.
    StartUnverified,
    /// The last day of the act is not known exactly.
    DayUncertain,
    /// T-06: the offence did not exist.
    NoOffenceThen,
    /// The rules hold nothing as old as the act.
    NotRecorded,
}

impl Ground {
    /// In a lawyer's words.
    pub fn words(self) -> &'static str {
        match self {
            Ground::LawOfTheAct => "行为终了时的规则（行为时法）。",
            Ground::NoInterpretationThen => {
                "行为时没有司法解释，尚未处理或者正在处理的，依照其后的司法解释办理；它代替行为时的规则。"
            }
            Ground::GaveWay => "行为时只有法律、没有司法解释；尚未处理完的，改用其后的第一个司法解释，本版不参加比较。",
            Ground::LaterLaw => "行为以后的法律：不认为是犯罪或者处刑较轻的，才适用。",
            Ground::LaterInterpretation => {
                "行为以后的司法解释：行为时已有相关司法解释，只有新的对当事人有利，才适用新的。"
            }
            Ground::LaterOpinion => {
                "行为以后的意见、纪要：不是司法解释，新旧如何取舍没有明文。两套都算，有利的可以主张，不利的列为控方可能的路径。"
            }
            Ground::FirstOpinion => {
                "行为时没有同类的意见、纪要：比照司法解释时间效力规定第二条可以适用新的，但没有明文；不利时，辩方可以主张其数额只能作为参照。"
            }
            Ground::StartUnverified => "已经印发、施行日没有核实，这几天前后两套都算。",
            Ground::DayUncertain => "行为终了日没有确定，可能落在本版施行期间。",
            Ground::NoOffenceThen => "行为终了时本罪尚未设立，不得以本罪定罪。",
            Ground::NotRecorded => "行为早于所收录的最早版本：当时的规则须另行查对，这里暂用最早的一版。",
        }
    }

    /// The provisions it rests on.
    pub fn cites(self) -> &'static [&'static str] {
        match self {
            Ground::LawOfTheAct | Ground::NoOffenceThen => &["刑法/12"],
            Ground::LaterLaw => &["刑法/12", "法释〔1997〕12号/1", "法释〔1997〕12号/2"],
            Ground::NoInterpretationThen | Ground::GaveWay => &["高检发释字〔2001〕5号/2"],
            Ground::LaterInterpretation => &["高检发释字〔2001〕5号/3"],
            Ground::LaterOpinion
            | Ground::FirstOpinion
            | Ground::StartUnverified
            | Ground::DayUncertain
            | Ground::NotRecorded => &[],
        }
    }

    /// No text settles it: to choose on this ground is 辩护主张 (T-04).
    pub fn is_argument(self) -> bool {
        matches!(
            self,
            Ground::LaterOpinion | Ground::FirstOpinion | Ground::StartUnverified
        )
    }
}

/// One version that can apply.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The version.
    pub rules: &'a RuleSet,
    /// How it stands to the act.
    pub standing: Standing,
    /// The one in force today.
    pub current: bool,
    /// Why it can apply, or why it gave way.
    pub grounds: Vec<Ground>,
}

impl Candidate<'_> {
    /// Whether it takes part in the comparison.
    pub fn competes(&self) -> bool {
        self.standing != Standing::Displaced
    }

    /// Whether it is the law of the act, or what takes its place: where results are equal it applies.
    pub fn is_of_the_act(&self) -> bool {
        matches!(
            self.standing,
            Standing::AtAct
                | Standing::MaybeAtAct
                | Standing::FirstInterpretation
                | Standing::NotYet
                | Standing::FirstRecorded
        )
    }
}

/// Every version of an offence that can apply to an act whose last day lies in `act` (days, see [`day_number`]; an open end
/// is not known), as of `today`, oldest first: those in force at the act, the one in force today, and what 高检发释字〔2001〕
/// 5号 puts in the place of the law of the act. Never empty for an offence the rules know: of an act older than the oldest
/// version that version is given, and its ground says so.
pub fn candidates<'a>(book: &'a Book, offence: &str, act: Interval, today: NaiveDate) -> Vec<Candidate<'a>> {
    let packs: Vec<&RuleSet> = book.versions(offence).collect();
    let line = Line::of(&packs);
    let today = day_number(today);
    let last = act.high.unwrap_or(today).min(today);
    let first = act.low.unwrap_or(i64::MIN).min(last);
    let Some(&start) = line.from.first() else {
        return Vec::new();
    };
    let founded = packs[0].change == Cause::Statute;
    if last < start && founded {
        return vec![Candidate {
            rules: packs[0],
            standing: Standing::NotYet,
            current: line.certain(today) == Some(0),
            grounds: vec![Ground::NoOffenceThen],
        }];
    }
    let at_act = line.within(first, last);
    let now = line.within(today, today);
    let displaced = |at: usize| line.interpretation_after(&packs, at, today);
    let instead: Vec<usize> = at_act.iter().filter_map(|&at| displaced(at)).collect();
    let base = at_act.iter().map(|&at| displaced(at).unwrap_or(at)).min().unwrap_or(0);
    let sure = at_act.len() == 1;
    let one = |at: usize| -> Option<Candidate<'a>> {
        let current = line.certain(today) == Some(at);
        let (mut grounds, standing) = if at_act.contains(&at) {
            let unsure = if line.announced(at, first, last) || line.announced_after(at, first, last) {
                Ground::StartUnverified
            } else {
                Ground::DayUncertain
            };
            match (displaced(at), instead.contains(&at), sure) {
                (Some(_), _, _) => (vec![Ground::GaveWay], Standing::Displaced),
                (None, true, _) => (
                    vec![Ground::NoInterpretationThen, unsure],
                    Standing::FirstInterpretation,
                ),
                (None, false, _) if at == 0 && !founded && first < start && act != Interval::OPEN => {
                    (vec![Ground::NotRecorded], Standing::FirstRecorded)
                }
                (None, false, true) => (vec![Ground::LawOfTheAct], Standing::AtAct),
                (None, false, false) => (vec![Ground::LawOfTheAct, unsure], Standing::MaybeAtAct),
            }
        } else if instead.contains(&at) {
            (vec![Ground::NoInterpretationThen], Standing::FirstInterpretation)
        } else if now.contains(&at) {
            (later(&packs, base, at), Standing::Later)
        } else {
            return None;
        };
        if now.len() > 1 && now.contains(&at) && !grounds.contains(&Ground::StartUnverified) {
            grounds.push(Ground::StartUnverified);
        }
        Some(Candidate {
            rules: packs[at],
            standing,
            current,
            grounds,
        })
    };
    (0..packs.len()).filter_map(one).collect()
}

/// Why a version that came after the law of the act can apply: by what was changed in between.
fn later(packs: &[&RuleSet], base: usize, at: usize) -> Vec<Ground> {
    let change = |pack: &&RuleSet| pack.change;
    let between: Vec<Cause> = packs
        .get(base + 1..=at)
        .unwrap_or_default()
        .iter()
        .map(change)
        .collect();
    let had_opinion = packs[..=base].iter().map(change).any(Cause::is_unsettled);
    let mut grounds = Vec::new();
    if between.contains(&Cause::Statute) {
        grounds.push(Ground::LaterLaw);
    }
    if between.contains(&Cause::Interpretation) {
        grounds.push(Ground::LaterInterpretation);
    }
    if between.iter().any(|change| change.is_unsettled()) {
        grounds.push(if had_opinion {
            Ground::LaterOpinion
        } else {
            Ground::FirstOpinion
        });
    }
    grounds
}

/// The days of the versions of one offence.
struct Line {
    from: Vec<i64>,
    /// Day of issue where the day of coming into force is not verified, else the first day.
    begin: Vec<i64>,
}

impl Line {
    fn of(packs: &[&RuleSet]) -> Line {
        let from: Vec<i64> = packs.iter().filter_map(|pack| pack.from).map(day_number).collect();
        let begin = packs.iter().zip(&from);
        Line {
            begin: begin
                .map(|(pack, from)| pack.issued.map_or(*from, day_number))
                .collect(),
            from,
        }
    }

    /// Surely in force on that day.
    fn certain(&self, day: i64) -> Option<usize> {
        self.from.iter().rposition(|from| *from <= day)
    }

    /// Possibly in force on some day of a span.
    fn within(&self, first: i64, last: i64) -> Vec<usize> {
        let over = |at: usize| self.from.get(at + 1).is_some_and(|next| *next <= first);
        (0..self.from.len())
            .filter(|&at| (at == 0 || self.begin[at] <= last) && !over(at))
            .collect()
    }

    /// Issued and not yet known to be in force on every day of the span.
    fn announced(&self, at: usize, first: i64, last: i64) -> bool {
        self.begin[at] <= first && last < self.from[at]
    }

    /// The next version is announced on every day of the span.
    fn announced_after(&self, at: usize, first: i64, last: i64) -> bool {
        at + 1 < self.from.len() && self.announced(at + 1, first, last)
    }

    /// The first interpretation after a version that had none before it, if in force by today.
    fn interpretation_after(&self, packs: &[&RuleSet], at: usize, today: i64) -> Option<usize> {
        let interprets = |pack: &&RuleSet| pack.change == Cause::Interpretation;
        if packs[..=at].iter().any(interprets) {
            return None;
        }
        let found = at + 1 + packs[at + 1..].iter().position(interprets)?;
        (self.from[found] <= today).then_some(found)
    }
}

/// How heavy one whole version comes out on one set of facts; the lesser is better for the accused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight {
    /// 0 不成立, 1 未达证明标准, 2 成立.
    result: u8,
    /// [`Band::weight`] of the band that applies; nothing where nothing is made out.
    band: (u32, u32, Option<Principal>),
}

impl Weight {
    /// From the truth of the offence and the band that applies, or can apply while the offence is not proved.
    pub fn new(offence: Truth, band: Option<&Band>) -> Weight {
        let result = match offence {
            Truth::False => 0,
            Truth::Unknown => 1,
            Truth::True => 2,
        };
        let band = band.filter(|_| result > 0).map_or((0, 0, None), Band::weight);
        Weight { result, band }
    }

    /// One version on one set of facts: 不成立 < 未达证明标准 < 成立, then the band that the facts reach, the highest penalty first
    /// (法释〔1997〕12号第一条、第二条).
    pub fn of(rules: &RuleSet, facts: &FactSet) -> Weight {
        let bands = bands(rules, facts);
        let reached = bands.iter().rev().find(|(_, truth)| truth.is_true());
        let possible = || bands.iter().find(|(_, truth)| truth.is_unknown());
        let band = reached.or_else(possible).map(|(band, _)| *band);
        Weight::new(assess(rules, facts).truth, band)
    }
}

/// The version that is better for the accused among those that compete, by whole regimes; where they are equal, the law of
/// the act. `None` when nothing competes.
pub fn lighter(candidates: &[Candidate], weights: &[Weight]) -> Option<usize> {
    (0..candidates.len().min(weights.len()))
        .filter(|&at| candidates[at].competes())
        .min_by_key(|&at| (weights[at], !candidates[at].is_of_the_act(), at))
}
