//! What a till needs to sell, checked line by line. The same lines stand in the assistant and in `doctor`.
//!
//! A line is green, yellow (it sells, and something wants attention) or red with what to mend. The lines come in the
//! order in which they depend on each other; after a red one the rest is not asked, for its answers would mislead.

mod lines;
mod run;

pub use lines::{Check, CheckLine, CheckProblem, CheckResult};
pub use run::{Choice, Found, ShopChoice, check_choice, check_keys};
