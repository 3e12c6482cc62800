//! Exact fractions: nothing is rounded on the way to a term.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::ops::{Add, Mul, Sub};

/// A fraction in lowest terms with a positive denominator. Months and shares of a base sentence are kept so until they are
/// printed (法发〔2021〕21号 has no rule of rounding, so nothing is rounded in the middle).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ratio {
    over: i128,
    under: i128,
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Ratio = Ratio { over: 0, under: 1 };
    /// The whole.
    pub const ONE: Ratio = Ratio { over: 1, under: 1 };

    /// A whole number.
    pub fn whole(number: i64) -> Ratio {
        Ratio {
            over: number.into(),
            under: 1,
        }
    }

    /// `over / under`; a denominator of nothing is taken for one, so that no input can bring the program down.
    pub fn of(over: i128, under: i128) -> Ratio {
        if under == 0 {
            return Ratio { over, under: 1 };
        }
        let common = common(over.unsigned_abs(), under.unsigned_abs()).max(1) as i128;
        let sign = under.signum();
        Ratio {
            over: sign * over / common,
            under: sign * under / common,
        }
    }

    /// So many hundredths.
    pub fn percent(number: i64) -> Ratio {
        Ratio::of(number.into(), 100)
    }

    /// The largest whole number not above it.
    pub fn floor(self) -> i64 {
        i64::try_from(self.over.div_euclid(self.under)).unwrap_or(if self.over < 0 { i64::MIN } else { i64::MAX })
    }

    /// What is above the floor: at least nothing, less than one.
    pub fn rest(self) -> Ratio {
        Ratio::of(self.over.rem_euclid(self.under), self.under)
    }

    /// Numerator and denominator, in lowest terms.
    pub fn parts(self) -> (i128, i128) {
        (self.over, self.under)
    }

    /// Above nothing.
    pub fn is_positive(self) -> bool {
        self.over > 0
    }

    /// Exactly in decimals where it ends, else as a fraction: `5.4`, `16/3`.
    pub fn exact(self) -> String {
        let mut under = self.under;
        let mut digits = 0;
        for prime in [2, 5] {
            let mut times = 0;
            while under % prime == 0 {
                under /= prime;
                times += 1;
            }
            digits = digits.max(times);
        }
        let scale = 10i128.checked_pow(digits);
        let scaled = scale.and_then(|scale| Some((scale, self.over.checked_mul(scale / self.under)?)));
        match scaled {
            Some((scale, scaled)) if under == 1 && digits > 0 => {
                let sign = if scaled < 0 { "-" } else { "" };
                let (whole, rest) = (scaled.abs() / scale, scaled.abs() % scale);
                format!("{sign}{whole}.{rest:0width$}", width = digits as usize)
            }
            Some((_, scaled)) if under == 1 => scaled.to_string(),
            _ => format!("{}/{}", self.over, self.under),
        }
    }
}

fn common(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { common(b, a % b) }
}

impl Add for Ratio {
    type Output = Ratio;

    fn add(self, other: Ratio) -> Ratio {
        Ratio::of(
            self.over * other.under + other.over * self.under,
            self.under * other.under,
        )
    }
}

impl Sub for Ratio {
    type Output = Ratio;

    fn sub(self, other: Ratio) -> Ratio {
        Ratio::of(
            self.over * other.under - other.over * self.under,
            self.under * other.under,
        )
    }
}

impl Mul for Ratio {
    type Output = Ratio;

    fn mul(self, other: Ratio) -> Ratio {
        Ratio::of(self.over * other.over, self.under * other.under)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        (self.over * other.under).cmp(&(other.over * self.under))
    }
}

/// From `low` to `high`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The end that is better for the accused.
    pub low: Ratio,
    /// The end that is worse.
    pub high: Ratio,
}

impl Span {
    /// Exactly one value.
    pub fn exactly(value: Ratio) -> Span {
        Span {
            low: value,
            high: value,
        }
    }

    /// Between two whole numbers.
    pub fn whole(low: i64, high: i64) -> Span {
        Span {
            low: Ratio::whole(low),
            high: Ratio::whole(high),
        }
    }

    /// Every value that is in either.
    pub fn hull(self, other: Span) -> Span {
        Span {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    /// Whether the value lies in it.
    pub fn contains(self, value: Ratio) -> bool {
        self.low <= value && value <= self.high
    }

    /// Both ends moved into `range`.
    pub fn within(self, range: Span) -> Span {
        let into = |value: Ratio| value.max(range.low).min(range.high);
        Span {
            low: into(self.low),
            high: into(self.high),
        }
    }
}
