//! Months as a court pronounces them, and what hangs on them: the kind of penalty, probation, credit.

use super::guide::Measures;
use super::{Ratio, Span};

/// The penalty that a number of months can be (刑法 42, 45).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Below one month there is no term: detention of one month, a fine alone, or exemption.
    BelowDetention,
    /// 拘役: one month to below six.
    Detention,
    /// Exactly six months: detention or imprisonment, as the court chooses.
    Either,
    /// 有期徒刑: above six months.
    Imprisonment,
}

/// The kind of penalty of that many months where the provision has detention.
pub fn kind(months: Ratio) -> Kind {
    let six = Ratio::whole(6);
    if months < Ratio::ONE {
        Kind::BelowDetention
    } else if months < six {
        Kind::Detention
    } else if months == six {
        Kind::Either
    } else {
        Kind::Imprisonment
    }
}

/// Days in a month when a fraction of a month is said in days: a convention of this program for reading, no rule of law.
const DAYS: i64 = 30;

/// Years, months and days, rounded down to days: `1年2个月6日`.
pub fn in_days(months: Ratio) -> String {
    if !months.is_positive() {
        return "0".into();
    }
    let whole = months.floor();
    let days = (months.rest() * Ratio::whole(DAYS)).floor();
    let mut words = String::new();
    if whole >= 12 {
        words.push_str(&format!("{}年", whole / 12));
    }
    if whole % 12 > 0 {
        words.push_str(&format!("{}个月", whole % 12));
    }
    if days > 0 || words.is_empty() {
        words.push_str(&format!("{days}日"));
    }
    words
}

/// The exact figure, and in years, months and days where that says more: `5.4个月（5个月12日）`.
pub fn say(months: Ratio) -> String {
    let exact = format!("{}个月", months.exact());
    let days = in_days(months);
    if months.is_positive() && exact != days {
        format!("{exact}（{days}）")
    } else {
        exact
    }
}

/// The term of probation in months when that term is suspended (刑法 73): the term itself or more, within the ends the law sets
/// for that kind. `None` when the term is too long to be suspended (刑法 72).
pub fn probation(measures: &Measures, months: Ratio, imprisonment: bool) -> Option<Span> {
    let [least, most] = match imprisonment {
        true => measures.probation_imprisonment,
        false => measures.probation_detention,
    };
    (months <= Ratio::whole(measures.probation_most)).then(|| Span {
        low: months.max(Ratio::whole(least)),
        high: Ratio::whole(most),
    })
}

/// Days of the term that so many days are worth, of every so many so many: credit shortens what is served, never probation.
pub fn credit(days: i64, [of, term]: [i64; 2]) -> Ratio {
    Ratio::of(i128::from(days) * i128::from(term), of.into())
}
