//! Which version of the law applies: every candidate with its ground and result, what changed between them, the lawyer's choice.

use crate::analysis::{Facts, act_span, actor_of, charge, chosen, decided, sentence, verdict, versions as possible};
use crate::failure::Failure;
use crate::head::{CaseHead, head, standing_words};
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{ByStance, CiteChip, Verdict, chips, wire};
use case::{Record, ReviewState, Scope, Stance};
use chrono::NaiveDate;
use law::{Book, Candidate, Confidence, Interval, Value, Weight, differences, lighter};

wire! {
    /// Why a version can apply.
    pub struct VersionGround {
        /// In words.
        pub words: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
        /// No text settles it: 辩护主张.
        pub argument: bool,
    }

    /// How the whole version comes out in one stance.
    pub struct VersionResult {
        /// Result.
        pub verdict: Verdict,
        /// In one sentence.
        pub sentence: String,
        /// Best for the accused among those that compete, or the law of the act where they are equal.
        pub lighter: bool,
    }

    /// A version that can apply.
    pub struct VersionView {
        /// In force from.
        pub from: String,
        /// Instruments.
        pub law: String,
        /// 行为时, 现行 …
        pub standing: String,
        /// What made it: statute, interpretation, opinion or minutes, in words.
        pub nature: String,
        /// Day of issue where the day of coming into force is not verified, or empty.
        pub issued: String,
        /// What it is.
        pub summary: String,
        /// Why it can apply, or why it gave way.
        pub grounds: Vec<VersionGround>,
        /// Results by stance.
        pub results: ByStance<VersionResult>,
        /// Takes part in the comparison.
        pub competes: bool,
        /// In force today.
        pub current: bool,
        /// Chosen by a lawyer.
        pub chosen: bool,
        /// Provisions it uses that rest on fewer than two sources.
        pub weak: Vec<CiteChip>,
    }

    /// One change of the law.
    pub struct VersionChange {
        /// In words.
        pub words: String,
        /// Provisions of the changed rule.
        pub cites: Vec<CiteChip>,
    }

    /// Changes of one element.
    pub struct VersionGroup {
        /// Its name.
        pub heading: String,
        /// What changed.
        pub changes: Vec<VersionChange>,
    }

    /// What changed from one version to the next that can apply.
    pub struct VersionStep {
        /// The older one.
        pub from: String,
        /// The newer one.
        pub to: String,
        /// By element.
        pub groups: Vec<VersionGroup>,
    }

    /// The choice a lawyer recorded.
    pub struct VersionChoice {
        /// In force from.
        pub from: String,
        /// Why.
        pub reason: String,
        /// By whom and when.
        pub by: String,
        /// Not yet accepted in review.
        pub pending: bool,
    }

    /// What one stance gains by which version.
    pub struct VersionAdvice {
        /// In one sentence.
        pub words: String,
        /// The results differ and no text settles which applies: 辩护主张.
        pub argument: bool,
        /// The versions come out differently.
        pub differs: bool,
    }

    /// Which version applies.
    pub struct VersionsView {
        /// Case bar.
        pub head: CaseHead,
        /// Party id.
        pub actor: String,
        /// Offence, short.
        pub offence: String,
        /// The days on which the last act can have ended, in words; empty when nobody gave any.
        pub act: String,
        /// The day of the final decision in words, or empty while the case is pending.
        pub decided: String,
        /// Oldest first.
        pub versions: Vec<VersionView>,
        /// Between neighbours, oldest first.
        pub steps: Vec<VersionStep>,
        /// By stance.
        pub advice: ByStance<VersionAdvice>,
        /// The recorded choice.
        pub choice: Option<VersionChoice>,
    }

    /// Asks which version applies.
    pub struct VersionsRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Only accepted entries count.
        pub accepted_only: bool,
    }
}

/// Every candidate version with how it comes out.
pub(crate) struct Compared<'a> {
    /// Oldest first.
    pub candidates: Vec<Candidate<'a>>,
    /// Results of each.
    pub results: Vec<ByStance<VersionResult>>,
    /// By stance.
    pub advice: ByStance<VersionAdvice>,
}

/// Assesses the charge on every version that can apply, whole regimes against each other.
pub(crate) fn compare<'a>(
    book: &'a Book,
    record: &Record,
    actor: &str,
    scope: Scope,
    today: NaiveDate,
) -> Compared<'a> {
    let candidates = possible(book, record, actor, today);
    let facts: Vec<Facts> = candidates
        .iter()
        .map(|candidate| Facts::of(book, record, actor, scope, candidate.rules, today))
        .collect();
    let weights = ByStance::each(|stance| -> Vec<Weight> {
        let one = |(candidate, facts): (&Candidate, &Facts)| Weight::of(candidate.rules, facts.get(stance));
        candidates.iter().zip(&facts).map(one).collect()
    });
    let best = ByStance::each(|stance| lighter(&candidates, weights.get(stance)));
    let results = candidates
        .iter()
        .zip(&facts)
        .enumerate()
        .map(|(at, (candidate, facts))| {
            ByStance::each(|stance| {
                let step = facts.assess(candidate.rules, stance);
                VersionResult {
                    verdict: verdict(&step),
                    sentence: sentence(candidate.rules, &step),
                    lighter: *best.get(stance) == Some(at),
                }
            })
        });
    let results: Vec<ByStance<VersionResult>> = results.collect();
    let advice = ByStance::each(|stance| advise(&candidates, &results, weights.get(stance), stance));
    Compared {
        candidates,
        results,
        advice,
    }
}

fn advise(
    candidates: &[Candidate],
    results: &[ByStance<VersionResult>],
    weights: &[Weight],
    stance: Stance,
) -> VersionAdvice {
    let named = |at: usize| {
        let from = candidates[at]
            .rules
            .from
            .map(|from| from.to_string())
            .unwrap_or_default();
        format!("{from}版（{}）", results[at].get(stance).verdict.name())
    };
    let competing: Vec<usize> = (0..candidates.len()).filter(|&at| candidates[at].competes()).collect();
    let Some(best) = lighter(candidates, weights) else {
        return VersionAdvice {
            words: "没有可以适用的版本。".into(),
            argument: false,
            differs: false,
        };
    };
    let differs = competing.iter().any(|&at| weights[at] != weights[best]);
    let argument = differs
        && competing
            .iter()
            .any(|&at| candidates[at].grounds.iter().any(|ground| ground.is_argument()));
    let words = if competing.len() == 1 {
        format!("只有{}可以适用。", named(best))
    } else if differs {
        let worse: Vec<String> = competing
            .iter()
            .filter(|&&at| weights[at] != weights[best])
            .map(|&at| named(at))
            .collect();
        let tail = if argument {
            "没有明文规定适用哪一套，主张有利的一套属辩护主张；不利的是控方可能的路径。"
        } else {
            "依从旧兼从轻，适用有利的一套。"
        };
        format!("{}比{}有利。{tail}", named(best), worse.join("、"))
    } else {
        format!("各版结果相同，适用{}；各版的差别只影响论证和量刑。", named(best))
    };
    VersionAdvice {
        words,
        argument,
        differs,
    }
}

/// Which version applies, with everything a lawyer needs to decide it.
pub(crate) fn versions(app: &mut App, request: VersionsRequest, now: Now) -> Result<VersionsView, Failure> {
    let head = head(app, &request.case, &request.actor, now)?;
    let record = app.record(&request.case)?;
    let book = book();
    let actor = actor_of(record, &request.actor)?;
    let scope = if request.accepted_only {
        Scope::Accepted
    } else {
        Scope::All
    };
    let compared = compare(book, record, &actor, scope, now.date_naive());
    let choice = chosen(book, record, &actor);
    let from = choice.as_ref().map(|choice| choice.rules.from);
    let view = |(candidate, results): (&Candidate, ByStance<VersionResult>)| VersionView {
        from: day(candidate.rules.from),
        law: candidate.rules.law.clone(),
        standing: standing_words(candidate.standing, candidate.current).into(),
        nature: candidate.rules.change.name().into(),
        issued: day(candidate.rules.issued),
        summary: candidate.rules.summary.clone(),
        grounds: candidate.grounds.iter().map(|ground| said(book, *ground)).collect(),
        results,
        competes: candidate.competes(),
        current: candidate.current,
        chosen: Some(candidate.rules.from) == from,
        weak: weak(book, candidate),
    };
    let act = act_span(record, &actor);
    Ok(VersionsView {
        offence: book
            .versions(charge(book, record))
            .last()
            .map_or_else(String::new, |rules| rules.short.clone()),
        act: if act == Interval::OPEN {
            String::new()
        } else {
            law::say(&Value::Date(act), &[], "")
        },
        decided: decided(record, &actor).map_or_else(String::new, law::say_date),
        steps: compared
            .candidates
            .windows(2)
            .map(|pair| step(book, &pair[0], &pair[1]))
            .collect(),
        versions: compared.candidates.iter().zip(compared.results).map(view).collect(),
        advice: compared.advice,
        choice: choice.map(|choice| VersionChoice {
            from: day(choice.rules.from),
            reason: choice.position.reason.clone(),
            by: format!(
                "{}，{}",
                choice.position.by,
                choice.position.at.format("%Y-%m-%d %H:%M")
            ),
            pending: choice.position.review.state != ReviewState::Accepted,
        }),
        actor,
        head,
    })
}

fn day(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn said(book: &Book, ground: law::Ground) -> VersionGround {
    let cites: Vec<String> = ground.cites().iter().map(ToString::to_string).collect();
    VersionGround {
        words: ground.words().into(),
        cites: chips(book, &cites),
        argument: ground.is_argument(),
    }
}

/// What it uses that rests on fewer than two sources.
fn weak(book: &Book, candidate: &Candidate) -> Vec<CiteChip> {
    let cites: std::collections::BTreeSet<&String> = candidate.rules.nodes.iter().flat_map(|node| &node.cite).collect();
    let below = |cite: &&String| book.sources.confidence(cite) < Confidence::TwoSources;
    let cites: Vec<String> = cites.into_iter().filter(below).cloned().collect();
    chips(book, &cites)
}

fn step(book: &Book, old: &Candidate, new: &Candidate) -> VersionStep {
    let mut groups: Vec<VersionGroup> = Vec::new();
    for one in differences(book, old.rules, new.rules) {
        let change = VersionChange {
            words: one.words,
            cites: chips(book, &one.cites),
        };
        match groups.iter_mut().find(|group| group.heading == one.heading) {
            Some(group) => group.changes.push(change),
            None => groups.push(VersionGroup {
                heading: one.heading,
                changes: vec![change],
            }),
        }
    }
    VersionStep {
        from: day(old.rules.from),
        to: day(new.rules.from),
        groups,
    }
}
