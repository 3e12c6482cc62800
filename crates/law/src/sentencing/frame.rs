//! The statutory range, and what a figure outside of it comes to.

use super::{Mitigation, Ratio, Span};
use crate::{Band, Principal};

/// The statutory range in months, and how far below it the law lets a court go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Least to most within the band.
    pub range: Span,
    /// Least that mitigation (减轻) can reach: of the next band below, or of this one where there is none (刑法 63).
    pub below: Ratio,
    /// Detention is open.
    pub detention: bool,
    /// 管制 is open, which is lighter than any term here.
    pub control: bool,
    /// Life imprisonment is open, which no number of months says.
    pub life: bool,
}

impl Frame {
    /// The frame of one band of an offence, its bands lightest first. Detention is one month to six (刑法 42).
    pub fn of(bands: &[Band], at: usize) -> Option<Frame> {
        let band = bands.get(at)?;
        let least = |band: &Band| match band.principal.contains(&Principal::Detention) {
            true => Ratio::ONE,
            false => Ratio::whole(band.months[0].into()),
        };
        Some(Frame {
            range: Span {
                low: least(band),
                high: Ratio::whole(band.months[1].into()),
            },
            below: least(at.checked_sub(1).and_then(|at| bands.get(at)).unwrap_or(band)),
            detention: band.principal.contains(&Principal::Detention),
            control: band.principal.contains(&Principal::Control),
            life: band.principal.contains(&Principal::Life),
        })
    }

    /// A figure brought within the law (法发〔2021〕21号 二).
    ///
    /// Below the minimum: without a mitigating factor the statutory minimum, with one that may mitigate the court chooses
    /// (so the worse end stays at the minimum), with one that must, below it. Above the maximum: the maximum.
    pub fn bound(&self, raw: Span, mitigation: Mitigation) -> Bounded {
        let inside = raw.within(self.range);
        let span = match mitigation {
            Mitigation::No => inside,
            Mitigation::Must if self.below < self.range.low => raw.within(Span {
                low: self.below,
                high: self.range.low,
            }),
            Mitigation::May | Mitigation::Must => Span {
                low: raw.low.max(self.below).min(self.range.high),
                high: inside.high,
            },
        };
        Bounded {
            span,
            below_minimum: raw.low < self.range.low,
            above_maximum: raw.high > self.range.high,
            nothing_left: !raw.low.is_positive(),
        }
    }
}

/// A figure brought within the law, and how it stood before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounded {
    /// What remains.
    pub span: Span,
    /// The better end fell below the statutory minimum.
    pub below_minimum: bool,
    /// The worse end rose above the statutory maximum.
    pub above_maximum: bool,
    /// The better end came to nothing or less: never printed as such; exemption needs a basis of its own.
    pub nothing_left: bool,
}
