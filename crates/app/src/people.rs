//! The people of a case and of the whole office, and the check for conflicts of interest that runs on every change of them.
//!
//! ```text
//! Record ─Company─▶ vault.db ─▶ register (in memory) ─▶ check: likeness ─▶ ground ─▶ findings, of both cases
//! put, remove, decide ─▶ App::change ─▶ take the row away, write the case, put the row back
//! ```

pub(crate) mod change;
pub(crate) mod check;
mod list;
mod numbers;
pub(crate) mod register;
pub(crate) mod view;

pub(crate) use change::{DecideConflict, PutPerson, RemovePerson, decide_conflict, put_person, remove_person};
pub(crate) use check::{CheckParties, CheckView, ConflictCheck, check_parties, conflict_check};
pub(crate) use list::{RegisterRequest, RegisterView, register};
pub(crate) use view::{PeopleRequest, PeopleView, PersonInput, PersonRequest, people, person};
