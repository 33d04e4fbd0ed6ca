//! Log files that a person can read: one line per event, few files, bounded in number and size.
//!
//! No secret, token or name of a customer is ever written to them; `tests/window/canaries.rs` looks for them. What is
//! about a sale carries `sale=A-0042`, what is about a request its `request=`; [`find`] searches for a sale.

mod crashes;
pub(crate) mod daily_files;
pub(crate) mod find;

use std::fmt;
use std::path::Path;

use jiff::Zoned;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;

use daily_files::DailyFiles;

/// What is written when `CASHTRAY_LOG` does not say otherwise.
const DEFAULT_FILTER: &str = "info,cashtray_terminal=debug,till=debug,partner_api=debug";

/// Starts logging into `folder`. The guard writes out what is left when it is dropped.
pub(crate) fn start(folder: &Path) -> anyhow::Result<WorkerGuard> {
    let files = DailyFiles::open(folder, || now().date())?;
    let (writer, guard) = tracing_appender::non_blocking(files);
    let filter = EnvFilter::try_from_env("CASHTRAY_LOG").unwrap_or_else(|_| EnvFilter::new(DEFAULT_FILTER));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_timer(ShopTime).with_ansi(false);
    if lines.with_writer(writer).try_init().is_err() {
        tracing::debug!("logging was started before");
    }
    crashes::tell_the_log();
    Ok(guard)
}

/// The time as the clock on the shop's wall shows it, with the offset, so that it can be laid beside the server's.
struct ShopTime;

impl FormatTime for ShopTime {
    fn format_time(&self, writer: &mut Writer<'_>) -> fmt::Result {
        write!(writer, "{}", now().strftime("%Y-%m-%dT%H:%M:%S%.3f%:z"))
    }
}

#[expect(clippy::disallowed_methods, reason = "a log line says what the wall clock said, right or wrong")]
fn now() -> Zoned {
    Zoned::now()
}
