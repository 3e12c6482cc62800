//! Three truths, and Kleene's tables.

use serde::{Deserialize, Serialize};

/// What is known about a statement.
///
/// A missing fact is `Unknown`: never `False` (the prosecution carries the burden of proof, 刑诉法 51, so
/// `Unknown` is a result of its own and not a gap to be filled with a default).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// Shown to be so.
    True,
    /// Shown not to be so.
    False,
    /// Neither.
    Unknown,
}

impl Truth {
    /// The truth of a known statement.
    pub fn known(holds: bool) -> Truth {
        if holds { Truth::True } else { Truth::False }
    }

    /// True when shown to be so.
    pub fn is_true(self) -> bool {
        self == Truth::True
    }

    /// True when shown not to be so.
    pub fn is_false(self) -> bool {
        self == Truth::False
    }

    /// True when neither is shown.
    pub fn is_unknown(self) -> bool {
        self == Truth::Unknown
    }

    /// Kleene's conjunction over any number of parts; an empty one is true.
    pub fn all(parts: impl IntoIterator<Item = Truth>) -> Truth {
        let mut result = Truth::True;
        for part in parts {
            match part {
                Truth::False => return Truth::False,
                Truth::Unknown => result = Truth::Unknown,
                Truth::True => {}
            }
        }
        result
    }

    /// Kleene's disjunction over any number of parts; an empty one is false.
    pub fn any(parts: impl IntoIterator<Item = Truth>) -> Truth {
        !Truth::all(parts.into_iter().map(|part| !part))
    }

    /// At least `n` of the parts hold.
    pub fn at_least(n: usize, parts: impl IntoIterator<Item = Truth>) -> Truth {
        let (mut sure, mut possible) = (0, 0);
        for part in parts {
            sure += usize::from(part.is_true());
            possible += usize::from(!part.is_false());
        }
        if sure >= n {
            Truth::True
        } else if possible < n {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// Where the law is silent and several readings are computed: definite only where all of them agree.
    pub fn readings(parts: impl IntoIterator<Item = Truth>) -> Truth {
        let mut parts = parts.into_iter();
        let Some(first) = parts.next() else {
            return Truth::Unknown;
        };
        if parts.all(|part| part == first) {
            first
        } else {
            Truth::Unknown
        }
    }

    /// A rule with an exception: a proved exception defeats the rule whatever the rest says; an unproved
    /// exception leaves the rule as it is. The one construct that is not monotone in information.
    pub fn unless(self, exception: Truth) -> Truth {
        if exception.is_true() { Truth::False } else { self }
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }
}
