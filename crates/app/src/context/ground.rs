//! Which kind of non-prosecution is asked for first, and which in the alternative: driven by the exits.

use crate::analysis::Facts;
use crate::wire::Verdict;
use case::Stance;
use law::{Book, Truth};
use serde::Serialize;

/// A kind of non-prosecution.
#[derive(Debug, Clone, Serialize)]
pub struct PaperGround {
    /// statutory, doubtful, relative or conditional.
    pub id: String,
    /// 法定不起诉 …
    pub name: String,
    /// shall, may, open or closed, as found proved.
    pub state: String,
    /// Why, in one sentence; empty when the sentence is for our own desk.
    pub words: String,
}

/// The kinds in the order in which they are argued; the first is asked for.
pub(super) fn grounds(book: &Book, facts: &Facts, root: Verdict, lenient: bool) -> Vec<PaperGround> {
    let state = |id: &str, stance: Stance| {
        let rules = book.exits.iter().find(|exit| exit.id == id)?;
        let step = facts.assess(rules, stance);
        let shall = step.find("shall").is_some_and(|step| step.truth == Truth::True);
        Some(match step.truth {
            Truth::True if shall => "shall",
            Truth::True => "may",
            Truth::Unknown => "open",
            Truth::False => "closed",
        })
    };
    let proved = |id: &str| state(id, Stance::Proved).unwrap_or("closed");
    let minor = book
        .exits
        .iter()
        .find(|exit| exit.id == "conditional")
        .is_some_and(|rules| {
            let step = facts.assess(rules, Stance::Ours);
            step.find("minor_then").is_some_and(|step| step.truth == Truth::True)
        });
    let order: Vec<&str> = match root {
        _ if matches!(proved("statutory"), "shall" | "may") => vec!["statutory", "doubtful", "relative"],
        Verdict::NotMadeOut => vec!["statutory", "doubtful", "relative"],
        Verdict::NotProved => vec!["doubtful", "relative", "conditional"],
        Verdict::MadeOut if minor && proved("relative") == "closed" => vec!["conditional"],
        Verdict::MadeOut => vec!["relative", "conditional"],
    };
    let first = order.first().copied().unwrap_or("doubtful");
    order
        .into_iter()
        .filter(|id| match *id {
            id if id == first => true,
            // In the alternative only what there is something to say for.
            "relative" => lenient,
            "conditional" => minor,
            _ => true,
        })
        .filter_map(|id| {
            let rules = book.exits.iter().find(|exit| exit.id == id)?;
            Some(PaperGround {
                id: id.into(),
                name: rules.name.clone(),
                state: proved(id).into(),
                words: rules
                    .defence
                    .as_ref()
                    .map(|meta| meta.words.clone())
                    .unwrap_or_default(),
            })
        })
        .collect()
}
