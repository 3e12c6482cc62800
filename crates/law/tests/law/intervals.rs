//! Interval arithmetic against every value inside.

use law::{Interval, Truth};
use proptest::prelude::*;

fn interval() -> impl Strategy<Value = Interval> {
    (-20i64..20, 0i64..15, any::<bool>(), any::<bool>()).prop_map(|(low, width, from, to)| Interval {
        low: from.then_some(low),
        high: to.then_some(low + width),
    })
}

/// The values of an interval that matter: open ends reach well beyond every other end.
fn values(interval: Interval) -> impl Iterator<Item = i64> + Clone {
    interval.low.unwrap_or(-60)..=interval.high.unwrap_or(60)
}

fn has(interval: Interval, value: i64) -> bool {
    interval.low.is_none_or(|low| low <= value) && interval.high.is_none_or(|high| value <= high)
}

proptest! {
    #![proptest_config(crate::chance::config(500))]

    #[test]
    fn sums_and_differences_hold_every_value(a in interval(), b in interval()) {
        for x in values(a) {
            for y in values(b) {
                prop_assert!(has(a.plus(b), x + y));
                prop_assert!(has(a.minus(b), x - y));
            }
        }
    }

    #[test]
    fn closed_sums_are_tight(a in -50i64..50, b in 0i64..9, c in -50i64..50, d in 0i64..9) {
        let (one, two) = (Interval::between(a, a + b), Interval::between(c, c + d));
        prop_assert_eq!(one.plus(two), Interval::between(a + c, a + b + c + d));
        prop_assert_eq!(one.minus(two), Interval::between(a - c - d, a + b - c));
    }

    #[test]
    fn within_says_what_every_value_says(own in interval(), range in interval()) {
        let seen: Vec<bool> = values(own).map(|value| has(range, value)).collect();
        let truth = if seen.iter().all(|inside| *inside) {
            Truth::True
        } else if seen.iter().any(|inside| *inside) {
            Truth::Unknown
        } else {
            Truth::False
        };
        prop_assert_eq!(own.within(range), truth, "{:?} in {:?}", own, range);
    }

    #[test]
    fn hulls_hold_both(a in interval(), b in interval()) {
        for value in values(a).chain(values(b)) {
            prop_assert!(has(a.hull(b), value));
        }
    }

    /// Bounds beyond the machine never claim too much.
    #[test]
    fn overflow_stays_sound(a in any::<i64>(), b in any::<i64>()) {
        let (sum, exact) = (Interval::exactly(a).plus(Interval::exactly(b)), i128::from(a) + i128::from(b));
        prop_assert!(sum.low.is_none_or(|low| i128::from(low) <= exact));
        prop_assert!(sum.high.is_none_or(|high| i128::from(high) >= exact));
        let (less, exact) = (Interval::exactly(a).minus(Interval::exactly(b)), i128::from(a) - i128::from(b));
        prop_assert!(less.low.is_none_or(|low| i128::from(low) <= exact));
        prop_assert!(less.high.is_none_or(|high| i128::from(high) >= exact));
    }
}

#[test]
fn huge_sums_still_reach_a_threshold() {
    let huge = Interval::exactly(i64::MAX).plus(Interval::exactly(i64::MAX));
    assert_eq!(huge.within(Interval::from(20_000_000)), Truth::True);
}
