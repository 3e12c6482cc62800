//! The two plans for 认罪认罚, and the arithmetic itself.

use super::{Bounded, Effect, Frame, Guide, Mitigation, Ratio, Share, Span, Tier, Weighed};
use crate::Truth;

/// Which way 认罪认罚 is taken into account; the law wants no double use (法发〔2021〕21号 三).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanKind {
    /// A: it counts, and the seven factors it absorbs do not.
    Absorbing,
    /// B: it does not, and every other factor counts by itself.
    Apart,
}

/// What became of a factor in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Shown, and counted.
    Counted,
    /// Not shown either way: an "if".
    If,
    /// Shown not to be there.
    Absent,
    /// Taken up by 认罪认罚.
    Absorbed,
    /// 认罪认罚 itself, left out of plan B.
    LeftOut,
    /// Kept out by another factor that is shown: the place of that factor.
    Excluded(usize),
    /// No text gives a share: for the court.
    Open,
    /// Not open for these offences at all.
    Closed,
}

/// A factor in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Its place among the factors weighed.
    pub at: usize,
    /// What became of it.
    pub used: Use,
}

/// How a figure is built up. In months; while the start is not confirmed, in parts of the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// Product of the first tier.
    pub first: Span,
    /// One plus the sum of the second tier.
    pub second: Span,
    /// Base × first × second, an increase that is generally not below so many months included; may come to nothing or less.
    pub raw: Span,
    /// Within the law; without a base or a band there is none.
    pub bounded: Option<Bounded>,
    /// The same after the court's own discretion (±20 %), shown apart.
    pub adjusted: Option<Bounded>,
}

/// How far one factor moves the better end (lenient) or the worse end (severe).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swing {
    /// Its place among the factors weighed.
    pub at: usize,
    /// Months; while the start is not confirmed, parts of the base.
    pub by: Ratio,
}

/// One plan.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Which.
    pub kind: PlanKind,
    /// Whether it is open: A needs 认罪认罚.
    pub truth: Truth,
    /// Every factor.
    pub entries: Vec<Entry>,
    /// On what is shown.
    pub shown: Sum,
    /// With every "if" at its best and at its worst.
    pub possible: Sum,
    /// What moves it, furthest first.
    pub swings: Vec<Swing>,
}

/// The whole calculation.
#[derive(Debug, Clone)]
pub struct Calculation {
    /// Months from which it starts, if a lawyer confirmed them or a local file that is switched on gives them.
    pub base: Option<Span>,
    /// A and B.
    pub plans: Vec<Plan>,
    /// The plan to claim: open on what is shown, and the lighter one.
    pub claimed: usize,
}

/// Runs both plans. Without a `base` the shares are computed and no months.
pub fn calculate(guide: &Guide, weighed: &[Weighed], base: Option<Span>, frame: Option<Frame>) -> Calculation {
    let plans = [PlanKind::Absorbing, PlanKind::Apart].map(|kind| {
        Desk {
            weighed,
            kind,
            base,
            frame,
            discretion: guide.measures.discretion,
        }
        .plan()
    });
    let better = |plan: &Plan| (plan.shown.raw.low, plan.shown.raw.high);
    let claimed = usize::from(!plans[0].truth.is_true() || better(&plans[1]) < better(&plans[0]));
    Calculation {
        base,
        plans: plans.into(),
        claimed,
    }
}

/// Where one plan is worked out.
struct Desk<'a, 'g> {
    weighed: &'a [Weighed<'g>],
    kind: PlanKind,
    base: Option<Span>,
    frame: Option<Frame>,
    discretion: i64,
}

/// Least and most of every factor that may be in, and whether it is surely in.
type Shares = Vec<Option<(Share, bool)>>;

impl Desk<'_, '_> {
    fn plan(&self) -> Plan {
        let plea = self.weighed.iter().find(|one| one.factor.plea);
        let truth = match self.kind {
            PlanKind::Absorbing => plea.map_or(Truth::False, |plea| plea.truth),
            PlanKind::Apart => Truth::True,
        };
        // Plan A supposes 认罪认罚, also while it is still an "if".
        let supposed = self
            .weighed
            .iter()
            .position(|one| one.factor.plea && one.truth.is_unknown());
        let supposed = supposed
            .filter(|_| self.kind == PlanKind::Absorbing)
            .map(|at| (at, true));
        let shown = self.sum(&[self.shares(&|at| self.shown(at, supposed), false)], false);
        let possible = self.sum(&self.scenarios(supposed), true);
        Plan {
            kind: self.kind,
            truth,
            entries: (0..self.weighed.len()).map(|at| self.entry(at, supposed)).collect(),
            swings: self.swings(supposed),
            shown,
            possible,
        }
    }

    /// Kept by this plan at all.
    fn kept(&self, at: usize) -> bool {
        let one = &self.weighed[at];
        one.is_counted()
            && match self.kind {
                PlanKind::Absorbing => !one.factor.absorbed,
                PlanKind::Apart => !one.factor.plea,
            }
    }

    fn shown(&self, at: usize, forced: Option<(usize, bool)>) -> bool {
        match forced {
            Some((other, there)) if other == at => there,
            _ => self.weighed[at].truth.is_true(),
        }
    }

    /// The factor that keeps this one out, if it is there: absorbed or not, what is established excludes.
    fn excluder(&self, at: usize, there: &dyn Fn(usize) -> bool) -> Option<usize> {
        let factor = self.weighed[at].factor;
        factor.excluded_by.iter().find_map(|id| {
            let other = self.weighed.iter().position(|one| one.factor.id == *id)?;
            (there(other) && self.excluder(other, there).is_none()).then_some(other)
        })
    }

    fn entry(&self, at: usize, supposed: Option<(usize, bool)>) -> Entry {
        let one = &self.weighed[at];
        let used = if !one.factor.closed.is_empty() {
            Use::Closed
        } else if one.truth.is_false() {
            Use::Absent
        } else if one.factor.tier == Tier::Open {
            Use::Open
        } else if one.factor.plea && self.kind == PlanKind::Apart {
            Use::LeftOut
        } else if one.factor.absorbed && self.kind == PlanKind::Absorbing {
            Use::Absorbed
        } else if let Some(other) = self.excluder(at, &|at| self.shown(at, supposed)) {
            Use::Excluded(other)
        } else if one.truth.is_true() {
            Use::Counted
        } else {
            Use::If
        };
        Entry { at, used }
    }

    /// Shares of the factors in it; with `open`, of those that may be too, as far as they may go.
    fn shares(&self, there: &dyn Fn(usize) -> bool, open: bool) -> Shares {
        let share = |at: usize| {
            let one = &self.weighed[at];
            let sure = there(at);
            if !self.kept(at) || !(sure || open) || self.excluder(at, there).is_some() {
                return None;
            }
            let share = match (open, one.truth.is_true()) {
                (true, _) => one.possible,
                (false, true) => one.shown,
                (false, false) => one.supposed,
            };
            Some((share, sure && !(open && one.truth.is_unknown())))
        };
        (0..self.weighed.len()).map(share).collect()
    }

    /// Every way in which open factors that exclude others can turn out.
    fn scenarios(&self, supposed: Option<(usize, bool)>) -> Vec<Shares> {
        let excludes = |at: &usize| {
            let one = &self.weighed[*at];
            let named = |other: &Weighed| other.factor.excluded_by.contains(&one.factor.id);
            one.truth.is_unknown() && self.weighed.iter().any(named)
        };
        let open: Vec<usize> = (0..self.weighed.len()).filter(excludes).take(8).collect();
        let ways = 0..1u32 << open.len();
        ways.map(|way| {
            let there = |at: usize| match open.iter().position(|own| *own == at) {
                Some(bit) => way >> bit & 1 == 1,
                None => self.shown(at, supposed),
            };
            let mut shares = self.shares(&there, true);
            for at in &open {
                if !there(*at) {
                    shares[*at] = None;
                }
            }
            shares
        })
        .collect()
    }

    fn sum(&self, ways: &[Shares], open: bool) -> Sum {
        let all: Vec<Sum> = ways.iter().map(|shares| self.one(shares)).collect();
        let hull = |of: fn(&Sum) -> Span| all.iter().map(of).reduce(Span::hull);
        let whole = Span::exactly(Ratio::ONE);
        let raw = hull(|sum| sum.raw).unwrap_or(whole);
        let mitigation = self.mitigation(open);
        let bound = |span: Span| {
            self.base?;
            Some(self.frame?.bound(span, mitigation))
        };
        let by = |percent: i64, value: Ratio| value * Ratio::percent(percent);
        Sum {
            first: hull(|sum| sum.first).unwrap_or(whole),
            second: hull(|sum| sum.second).unwrap_or(whole),
            raw,
            bounded: bound(raw),
            adjusted: bound(Span {
                low: by(100 - self.discretion, raw.low),
                high: by(100 + self.discretion, raw.high),
            }),
        }
    }

    /// One set of shares worked out.
    fn one(&self, shares: &Shares) -> Sum {
        let (mut first, mut second) = (Span::exactly(Ratio::ONE), Span::exactly(Ratio::ONE));
        // The increase with a floor in months: least share if surely there, most share, the floor.
        let mut floored: Option<(Option<Ratio>, Ratio, Ratio)> = None;
        for (one, share) in self.weighed.iter().zip(shares) {
            let Some((share, sure)) = share else { continue };
            let (least, most) = (Ratio::percent(share.least), Ratio::percent(share.most));
            match (one.factor.tier, one.factor.effect) {
                (Tier::First, Effect::Lenient) => {
                    first.low = first.low * (Ratio::ONE - most);
                    first.high = first.high * (Ratio::ONE - least);
                }
                (Tier::First, Effect::Severe) => {
                    first.low = first.low * (Ratio::ONE + least);
                    first.high = first.high * (Ratio::ONE + most);
                }
                (_, Effect::Lenient) => {
                    second.low = second.low - most;
                    second.high = second.high - least;
                }
                (_, Effect::Severe) => match (one.factor.least_months, self.base) {
                    (Some(months), Some(_)) => {
                        floored = Some((sure.then_some(least), most, Ratio::whole(months)));
                    }
                    _ => {
                        second.low = second.low + least;
                        second.high = second.high + most;
                    }
                },
            }
        }
        let base = self.base.unwrap_or(Span::exactly(Ratio::ONE));
        let (low, high) = (base.low * first.low, base.high * first.high);
        let months = |base: Ratio, rest: Ratio, more: Option<(Ratio, Ratio)>| {
            let more = more.map_or(Ratio::ZERO, |(share, floor)| (base * share).max(floor));
            base * rest + more
        };
        let least = floored.and_then(|(least, _, floor)| Some((least?, floor)));
        let most = floored.map(|(_, most, floor)| (most, floor));
        // With a floor the figure need not fall with the base, so its turning point is looked at too.
        let turn = least.map(|(share, floor)| match share.is_positive() {
            true => floor * Ratio::of(share.parts().1, share.parts().0),
            false => high,
        });
        let low_end = [Some(low), Some(high), turn.filter(|at| low < *at && *at < high)];
        let high_end = [low, high];
        let raw = Span {
            low: low_end
                .into_iter()
                .flatten()
                .map(|base| months(base, second.low, least))
                .min()
                .unwrap_or(low),
            high: high_end
                .into_iter()
                .map(|base| months(base, second.high, most))
                .max()
                .unwrap_or(high),
        };
        if let (Some((least, most, _)), Some(_)) = (floored, self.base) {
            second.low = second.low + least.unwrap_or(Ratio::ZERO);
            second.high = second.high + most;
        }
        Sum {
            first,
            second,
            raw,
            bounded: None,
            adjusted: None,
        }
    }

    /// The furthest way below the statutory range that is open; absorbed or not, since only the share is absorbed.
    fn mitigation(&self, open: bool) -> Mitigation {
        let of = |one: &Weighed| {
            let sure = one.applies.map(|at| one.factor.grades[at].mitigates);
            let may = one.grades.iter().zip(&one.factor.grades);
            let may = may.filter(|(truth, _)| open && truth.is_unknown() && !one.truth.is_false());
            let may = may.map(|(_, grade)| grade.mitigates.min(Mitigation::May));
            sure.into_iter().chain(may).max().unwrap_or_default()
        };
        let lenient = self.weighed.iter().filter(|one| one.is_lenient());
        lenient.map(of).max().unwrap_or_default()
    }

    fn swings(&self, supposed: Option<(usize, bool)>) -> Vec<Swing> {
        let raw = |at: usize, is: bool| {
            let there = |other: usize| match other == at {
                true => is,
                false => self.shown(other, supposed),
            };
            self.one(&self.shares(&there, false)).raw
        };
        let swing = |at: usize| {
            let one = &self.weighed[at];
            if !self.kept(at) || supposed.is_some_and(|(plea, _)| plea == at) {
                return None;
            }
            let (with, without) = (raw(at, true), raw(at, false));
            let by = match one.factor.effect {
                Effect::Lenient => without.low.max(Ratio::ZERO) - with.low.max(Ratio::ZERO),
                Effect::Severe => with.high - without.high,
            };
            by.is_positive().then_some(Swing { at, by })
        };
        let mut swings: Vec<Swing> = (0..self.weighed.len()).filter_map(swing).collect();
        swings.sort_by(|a, b| b.by.cmp(&a.by).then(a.at.cmp(&b.at)));
        swings
    }
}
