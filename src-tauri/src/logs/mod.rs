//! Daily log files, few and readable. No secret, token or name of a customer is ever written to them.

use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

/// How many days are kept.
const KEPT_FILES: usize = 14;

/// What is written when `CASHTRAY_LOG` does not say otherwise.
const DEFAULT_FILTER: &str = "info,cashtray_terminal=debug,till=debug,partner_api=debug";

/// Starts logging into `folder`. The guard writes out what is left when it is dropped.
pub(crate) fn start(folder: &Path) -> anyhow::Result<WorkerGuard> {
    std::fs::create_dir_all(folder)?;
    let files = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("till")
        .filename_suffix("log")
        .max_log_files(KEPT_FILES)
        .build(folder)?;
    let (writer, guard) = tracing_appender::non_blocking(files);
    let filter = EnvFilter::try_from_env("CASHTRAY_LOG").unwrap_or_else(|_| EnvFilter::new(DEFAULT_FILTER));
    let started = tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer).with_ansi(false).try_init();
    if started.is_err() {
        tracing::debug!("logging was started before");
    }
    Ok(guard)
}
