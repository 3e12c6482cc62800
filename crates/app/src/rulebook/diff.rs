//! What changed from one version of an offence to another.

use super::{RuleVersion, find, version};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{CiteChip, chips, wire};
use law::DifferenceKind;

wire! {
    /// One change.
    pub struct RuleChange {
        /// What kind of change.
        #[cfg_attr(feature = "typescript", ts(type = "\"added\" | \"removed\" | \"threshold\" | \"connective\" | \"parts\" | \"cites\""))]
        pub kind: String,
        /// The rule in the version where it stands.
        pub node: String,
        /// One sentence.
        pub words: String,
        /// Provisions of the changed rule.
        pub cites: Vec<CiteChip>,
    }

    /// Changes to one element.
    pub struct RuleChanges {
        /// The element.
        pub heading: String,
        /// What changed in it.
        pub changes: Vec<RuleChange>,
    }

    /// What changed.
    pub struct RuleDiffView {
        /// From which version.
        pub from: RuleVersion,
        /// To which.
        pub to: RuleVersion,
        /// By element.
        pub groups: Vec<RuleChanges>,
    }

    /// Asks what changed between two versions of the same offence.
    pub struct RuleDiff {
        /// File of the older one.
        pub from: String,
        /// File of the newer one.
        pub to: String,
    }
}

/// What changed from one version to another, by element.
pub(crate) fn rule_diff(_: &mut App, request: RuleDiff, _: Now) -> Result<RuleDiffView, Failure> {
    let book = book();
    let (old, new) = (find(book, &request.from)?, find(book, &request.to)?);
    if old.id != new.id {
        return Err(Failure::invalid("只能比较同一罪名的两个版本，请重新选择。"));
    }
    let mut groups: Vec<RuleChanges> = Vec::new();
    for difference in law::differences(book, old, new) {
        let change = RuleChange {
            kind: match difference.kind {
                DifferenceKind::Added => "added",
                DifferenceKind::Removed => "removed",
                DifferenceKind::Threshold => "threshold",
                DifferenceKind::Connective => "connective",
                DifferenceKind::Parts => "parts",
                DifferenceKind::Cites => "cites",
            }
            .into(),
            node: difference.node,
            words: difference.words,
            cites: chips(book, &difference.cites),
        };
        match groups.last_mut().filter(|last| last.heading == difference.heading) {
            Some(last) => last.changes.push(change),
            None => groups.push(RuleChanges {
                heading: difference.heading,
                changes: vec![change],
            }),
        }
    }
    Ok(RuleDiffView {
        from: version(old),
        to: version(new),
        groups,
    })
}
