//! Work that blocks: disks, key stores, slow hashes.

use std::fmt::Debug;

/// Carries it out where blocking is allowed. Answers `unfinished` where it did not come to its end, which only a
/// defect of ours brings about.
pub(crate) async fn aside<T, E>(unfinished: E, work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: Debug + Send + 'static,
{
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|error| {
        tracing::error!(%error, answer = ?unfinished, "an act was not carried out to its end");
        Err(unfinished)
    })
}
