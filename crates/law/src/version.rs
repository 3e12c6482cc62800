//! Which versions of an offence can apply to an act.

use crate::{Book, RuleSet};
use chrono::NaiveDate;

/// How a version stands to an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In force when the act ended (a continuing act ends on its last day).
    AtAct,
    /// Came into force after the act and before today: applies where it is better for the accused
    /// (刑法 12; 高检发释字〔2001〕5号; for 法发 opinions no text settles it, 辩护主张).
    Later,
    /// The act is older than every version; there was no interpretation yet, so the first one is used for
    /// what is not finally decided (高检发释字〔2001〕5号第二条).
    FirstAfter,
}

/// One version that can apply.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The version.
    pub rules: &'a RuleSet,
    /// How it stands to the act.
    pub standing: Standing,
    /// The newest one in force today.
    pub current: bool,
}

/// Every version of an offence that can apply to an act that ended on `act`, as of `today`, oldest first.
/// When the day of the act is not known every version up to today can apply.
pub fn candidates<'a>(book: &'a Book, offence: &str, act: Option<NaiveDate>, today: NaiveDate) -> Vec<Candidate<'a>> {
    let packs: Vec<&RuleSet> = book
        .versions(offence)
        .filter(|pack| pack.from.is_some_and(|from| from <= today))
        .collect();
    let at_act = act.and_then(|act| packs.iter().rposition(|pack| pack.from.is_some_and(|from| from <= act)));
    let last = packs.len().saturating_sub(1);
    packs
        .iter()
        .enumerate()
        .filter(|(at, _)| at_act.is_none_or(|first| *at >= first))
        .map(|(at, rules)| Candidate {
            rules,
            standing: match at_act {
                Some(first) if at == first => Standing::AtAct,
                None if act.is_some() && at == 0 => Standing::FirstAfter,
                _ => Standing::Later,
            },
            current: at == last,
        })
        .collect()
}
