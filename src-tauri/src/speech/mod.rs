//! A result said aloud: what is said, when, and by which voice. Nothing waits for it and nothing depends on it; the screen
//! and the tones say everything too.

mod follow;
mod voice;
mod words;

pub(crate) use follow::follow;
pub(crate) use voice::Voice;
pub use words::{Saying, paid};
