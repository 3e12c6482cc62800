//! Three-valued truths as pairs of functions in a decision diagram.

use crate::bdd::{Bdd, NO, Ref, YES};
use crate::{Rule, Truth};

/// Both halves of a three-valued node: where it is true, and where it is false. Elsewhere it is unknown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Halves {
    pub holds: Ref,
    pub fails: Ref,
}

impl Halves {
    /// The same everywhere.
    pub(crate) fn settled(truth: Truth) -> Halves {
        Halves {
            holds: if truth.is_true() { YES } else { NO },
            fails: if truth.is_false() { YES } else { NO },
        }
    }

    /// 非.
    pub(crate) fn swap(self) -> Halves {
        Halves {
            holds: self.fails,
            fails: self.holds,
        }
    }
}

impl Bdd {
    /// What a connective makes of its parts, as [`Truth`] does for single truths.
    pub(crate) fn combine(&mut self, rule: &Rule, parts: &[Halves]) -> Halves {
        match rule {
            Rule::Any(_) => self.all(parts.iter().map(|part| part.swap())).swap(),
            Rule::None(_) => self.all(parts.iter().map(|part| part.swap())),
            Rule::AtLeast { n, .. } => {
                let holds: Vec<Ref> = parts.iter().map(|part| part.holds).collect();
                let fails: Vec<Ref> = parts.iter().map(|part| part.fails).collect();
                let need = (parts.len() + 1).saturating_sub(*n);
                Halves {
                    holds: self.at_least(*n, &holds),
                    fails: self.at_least(need, &fails),
                }
            }
            Rule::Readings(_) => {
                let holds = parts.iter().fold(YES, |all, part| self.and(all, part.holds));
                let fails = parts.iter().fold(YES, |all, part| self.and(all, part.fails));
                Halves { holds, fails }
            }
            _ => self.all(parts.iter().copied()),
        }
    }

    /// 且.
    pub(crate) fn all(&mut self, parts: impl Iterator<Item = Halves>) -> Halves {
        parts.fold(Halves::settled(Truth::True), |all, part| Halves {
            holds: self.and(all.holds, part.holds),
            fails: self.or(all.fails, part.fails),
        })
    }

    /// A rule with one exception: a proved exception defeats it whatever the rest says.
    pub(crate) fn unless(&mut self, base: Halves, exception: Halves) -> Halves {
        let stands = self.not(exception.holds);
        Halves {
            holds: self.and(base.holds, stands),
            fails: self.or(base.fails, exception.holds),
        }
    }

    fn at_least(&mut self, n: usize, parts: &[Ref]) -> Ref {
        match (n, parts) {
            (0, _) => YES,
            (n, parts) if n > parts.len() => NO,
            (n, [first, rest @ ..]) => {
                let with = self.at_least(n - 1, rest);
                let without = self.at_least(n, rest);
                let with = self.and(*first, with);
                self.or(with, without)
            }
            (_, []) => NO,
        }
    }
}
