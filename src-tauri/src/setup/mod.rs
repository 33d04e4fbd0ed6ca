//! From keys to a till that sells: what the assistant does, and `provision` without a window.

mod problem;
pub mod view;

pub use problem::SetupProblem;
