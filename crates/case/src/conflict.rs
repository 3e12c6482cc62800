//! Is this person somebody the office already knows, and may the office act for them?
//!
//! ```text
//! Identity ─prepare─▶ Prepared ─likeness─▶ Likeness { reasons, another }     is it the same person? (names, numbers)
//!                                  │
//!                     Standing ────┴─ground─▶ Ground ─▶ Level                may we act? (who is what, in which case)
//! ```
//!
//! Nothing is weighed: reasons are classes in an order, the strongest first, and every likeness there is comes out. What it is
//! worth is decided by a lawyer, who sees why it was found.

mod ground;
mod keys;
mod likeness;
mod names;

pub use ground::{Capacity, Ground, Level, Standing, ground};
pub use likeness::{Identity, Likeness, Match, Prepared, Reason, Why, find, likeness};
