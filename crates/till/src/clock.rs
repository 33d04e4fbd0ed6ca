//! This machine's clocks, behind a trait so that a test can run a day of trade in a millisecond.
//!
//! Gaps and limits are counted on the monotonic clock; the wall clock is only ever a first guess at the server's time
//! and a witness of sleep ([`crate::server_clock`]).

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use tokio::time::Instant;

/// This machine's clocks.
pub trait Clock: Send + Sync + 'static {
    /// A clock that never jumps and, on some systems, stands still while the machine sleeps.
    fn monotonic(&self) -> Instant;

    /// What this machine believes the time to be.
    fn wall(&self) -> Timestamp;

    /// Ends when the monotonic clock reaches `at`.
    fn sleep_until(&self, at: Instant) -> BoxFuture<'static, ()>;
}

/// The operating system's clocks. Under tokio's paused time the monotonic one is virtual.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn monotonic(&self) -> Instant {
        Instant::now()
    }

    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else asks")]
    fn wall(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep_until(&self, at: Instant) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep_until(at))
    }
}
