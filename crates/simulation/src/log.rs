//! What happened in a schedule, line by line with its virtual time. Kept only when somebody will read it.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::time::Instant;

/// The log of one schedule. Clones are the same one.
#[derive(Clone, Debug)]
pub(crate) struct Log {
    start: Instant,
    lines: Option<Arc<Mutex<Vec<String>>>>,
}

impl Log {
    pub(crate) fn new(is_kept: bool) -> Self {
        Self { start: Instant::now(), lines: is_kept.then(Arc::default) }
    }

    /// Notes what `who` did. The words are only made when the log is kept.
    pub(crate) fn note(&self, who: &str, what: impl FnOnce() -> String) {
        if let Some(lines) = &self.lines {
            let passed = self.start.elapsed().as_secs_f64();
            let line = format!("{passed:>9.3}  {who:<9} {}", what());
            lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.lines
            .as_ref()
            .map(|lines| lines.lock().unwrap_or_else(PoisonError::into_inner).clone())
            .unwrap_or_default()
    }
}
