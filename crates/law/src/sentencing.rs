//! Sentencing is arithmetic with sources, not prediction (法发〔2021〕21号).
//!
//! ```text
//! statutory range → start (confirmed by a lawyer, or a local file switched on) → base
//!   → factors of the first tier multiplied → factors of the second tier summed
//!   → plan A (认罪认罚 absorbing seven factors) and plan B (every factor by itself) → a range in months
//! ```
//!
//! Everything is an exact fraction; a factor that is not shown is an "if" and widens a range of its own. The result is
//! a range and what moves it, never a number.

mod factor;
mod frame;
mod guide;
mod local;
mod plan;
mod ratio;
mod review;
pub mod term;

pub use factor::{Share, Weighed, weigh};
pub use frame::{Bounded, Frame};
pub use guide::{Effect, Factor, Grade, Guide, Measures, Mitigation, Remark, Tier, When};
pub(crate) use guide::{GuideFile, link as link_guide};
pub use local::{Increment, LocalGuide, LocalRule, Start, increase};
pub(crate) use local::{LocalFile, link as link_local};
pub use plan::{Calculation, Entry, Plan, PlanKind, Sum, Swing, Use, calculate};
pub use ratio::{Ratio, Span};
pub(crate) use review::faults;
