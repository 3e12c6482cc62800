//! How each factor stands on a set of facts.

use super::{Effect, Factor, Grade, Guide, Tier, When};
use crate::evaluate::Evaluator;
use crate::{FactSet, Truth};

/// Hundredths of the base: the end worse for the accused and the end better for the accused are not the same end for both
/// directions, so they are kept as the least and the most that the factor can count for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Least it can count for.
    pub least: i64,
    /// Most it can count for.
    pub most: i64,
}

/// A factor on a set of facts.
#[derive(Debug, Clone)]
pub struct Weighed<'g> {
    /// The factor.
    pub factor: &'g Factor,
    /// Whether it is shown at all; unknown is an "if".
    pub truth: Truth,
    /// Truth of each of its lines.
    pub grades: Vec<Truth>,
    /// The line that applies on what is shown.
    pub applies: Option<usize>,
    /// What it counts for on what is shown: nothing while it is not.
    pub shown: Share,
    /// What it would count for if it were shown and nothing else were known: the general line, or the one whose other needs are met.
    pub supposed: Share,
    /// What it can still count for: every line that is not shown to fail, down to nothing while none is shown.
    pub possible: Share,
}

/// Weighs every factor of the guidance, and of a local file that is switched on, in their order.
///
/// `facts` must carry how the offences and the defences came out ([`FactSet::take_elements`]).
pub fn weigh<'g>(guide: &'g Guide, more: &'g [Factor], facts: &FactSet) -> Vec<Weighed<'g>> {
    let evaluator = Evaluator::new(&guide.rules, facts);
    let truth = |when: &When| match when {
        When::Own(at) => evaluator.outcome(*at, None).truth,
        When::Element(element) => facts.elements.get(element).copied().unwrap_or(Truth::Unknown),
    };
    let weighed = guide.factors.iter().chain(more).map(|factor| {
        let given = |grade: &Grade| grade.given.as_ref().map_or(Truth::Unknown, truth);
        let grades = factor.grades.iter().map(|grade| truth(&grade.when)).collect();
        one(factor, grades, factor.grades.iter().map(given).collect())
    });
    weighed.collect()
}

fn one(factor: &Factor, grades: Vec<Truth>, given: Vec<Truth>) -> Weighed<'_> {
    let truth = match factor.closed.is_empty() {
        true => Truth::any(grades.iter().copied()),
        false => Truth::False,
    };
    let applies = grades
        .iter()
        .position(|grade| grade.is_true())
        .filter(|_| truth.is_true());
    let share = |at: usize| {
        let [low, most] = factor.grades[at].percent.unwrap_or_default();
        Share {
            // 可以: the court may leave it out of account altogether.
            least: if factor.must { low } else { 0 },
            most,
        }
    };
    let shown = applies.map(share).unwrap_or_default();
    let met = || {
        given
            .iter()
            .zip(&grades)
            .position(|(given, grade)| given.is_true() && !grade.is_false())
    };
    let general = || grades.iter().rposition(|grade| !grade.is_false());
    let supposed = applies
        .or_else(met)
        .or_else(general)
        .filter(|_| factor.closed.is_empty());
    let supposed = supposed.map(share).unwrap_or_default();
    // Lines before the one that applies may still turn out to apply instead; without one, nothing may.
    let open = (0..applies.unwrap_or(grades.len())).filter(|at| grades[*at].is_unknown());
    let open = open.map(share).filter(|_| !truth.is_false());
    let possible = open.fold(shown, |known, other| Share {
        least: known.least.min(other.least),
        most: known.most.max(other.most),
    });
    Weighed {
        factor,
        truth,
        grades,
        applies,
        shown,
        supposed,
        possible,
    }
}

impl<'g> Weighed<'g> {
    /// One factor whose lines came out so.
    pub fn of(factor: &'g Factor, grades: Vec<Truth>) -> Weighed<'g> {
        let given = factor.grades.iter().map(|_| Truth::Unknown).collect();
        one(factor, grades, given)
    }

    /// Counted in months: it has a share, and is not barred.
    pub fn is_counted(&self) -> bool {
        self.factor.tier != Tier::Open && !self.truth.is_false()
    }

    /// 从宽.
    pub fn is_lenient(&self) -> bool {
        self.factor.effect == Effect::Lenient
    }
}
