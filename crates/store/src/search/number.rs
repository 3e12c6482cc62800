//! The number of a document: case, kind and place in one, so that a case and a kind are ranges of numbers.

use super::DocKind;

/// The number of the first case; later ones count down from it.
pub(super) const FIRST: i64 = 1 << 30;

/// Case and kind, as the documents' `home`.
pub(super) fn home(case: i64, kind: DocKind) -> i64 {
    (case << 8) | kind.number()
}

/// The first number of a case and kind.
pub(super) fn first(home: i64) -> i64 {
    home << 24
}

/// The last number of a case and kind.
pub(super) fn last(home: i64) -> i64 {
    first(home) | 0xff_ffff
}

/// Every number of a case.
pub(super) fn of_case(case: i64) -> (i64, i64) {
    (case << 32, (case << 32) | 0xffff_ffff)
}

/// The kind of a number; `None` when no kind has it.
pub(super) fn kind(id: i64) -> Option<DocKind> {
    DocKind::ALL.into_iter().find(|kind| kind.number() == (id >> 24) & 0xff)
}
