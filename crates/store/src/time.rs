//! Moments as text.

use chrono::{DateTime, FixedOffset};

/// RFC 3339, to the precision given.
pub(crate) fn say(at: DateTime<FixedOffset>) -> String {
    format!("{at:?}")
}

/// The moment a text says.
pub(crate) fn read(text: &str) -> Option<DateTime<FixedOffset>> {
    text.parse().ok()
}
