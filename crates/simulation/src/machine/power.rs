//! Life and death of the till's process: it can be killed at any poll, and it can sleep.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

use super::MachineClock;
use crate::log::Log;

/// What unwinds a process that is killed in the middle of a call.
#[derive(Debug)]
pub(crate) struct Killed;

/// The machine's power. Clones are the same machine's.
#[derive(Clone, Debug)]
pub(crate) struct Power {
    state: Arc<Mutex<State>>,
    clock: MachineClock,
    log: Log,
}

#[derive(Debug, Default)]
struct State {
    /// The process is killed at the so manieth poll from now: at the await it stood at.
    dies_at_poll: Option<u64>,
    /// Until then the machine sleeps, since when, and whether its monotonic clock stands still meanwhile.
    sleep: Option<(Instant, Instant, bool)>,
}

impl Power {
    pub(crate) fn new(clock: MachineClock, log: Log) -> Self {
        Self { state: Arc::default(), clock, log }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn kill_at_poll(&self, poll: Option<u64>) {
        self.state().dies_at_poll = poll;
    }

    /// The lid is closed for so long.
    pub(crate) fn sleep(&self, length: Duration, stands_still: bool) {
        let now = Instant::now();
        self.state().sleep.get_or_insert((now + length, now, stands_still));
    }

    pub(crate) fn is_asleep(&self) -> bool {
        self.state().sleep.is_some_and(|(until, _, _)| Instant::now() < until)
    }

    /// Whether the machine is awake, or until when it is not. What slept long enough wakes here.
    pub(crate) fn wakes(&self) -> Result<(), Instant> {
        let mut state = self.state();
        let Some((until, since, stands_still)) = state.sleep else { return Ok(()) };
        if Instant::now() < until {
            return Err(until);
        }
        state.sleep = None;
        if stands_still {
            self.clock.stand_still(until - since);
        }
        Ok(())
    }

    fn dies_now(&self) -> bool {
        let mut state = self.state();
        match state.dies_at_poll.as_mut() {
            Some(0) => {
                state.dies_at_poll = None;
                true
            }
            Some(left) => {
                *left -= 1;
                false
            }
            None => false,
        }
    }

    /// Runs a process until it ends or is killed. Whatever it holds is dropped with it.
    pub(crate) fn run(self, process: impl Future<Output = ()> + Send + 'static) -> impl Future<Output = ()> + Send {
        let mut process = Box::pin(process);
        let mut asleep: Option<Pin<Box<Sleep>>> = None;
        poll_fn(move |context| {
            if let Err(until) = self.wakes() {
                let alarm = asleep.get_or_insert_with(|| Box::pin(sleep_until(until)));
                if alarm.as_mut().poll(context).is_pending() {
                    return Poll::Pending;
                }
                let _ = self.wakes();
            }
            asleep = None;
            if self.dies_now() {
                self.log.note("power", || "killed between two polls".to_owned());
                return Poll::Ready(());
            }
            match catch_unwind(AssertUnwindSafe(|| process.as_mut().poll(context))) {
                Ok(poll) => poll,
                Err(reason) if reason.is::<Killed>() => {
                    self.log.note("power", || "killed while it wrote".to_owned());
                    Poll::Ready(())
                }
                Err(reason) => resume_unwind(reason),
            }
        })
    }
}
