//! What is told after every change, in the order in which it became true.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Lets many threads tell of their changes without an older state ever being told after a newer one.
///
/// A state is read and told as one step that no other thread interrupts. A thread that comes meanwhile leaves at once,
/// and the one that tells looks again: so nobody waits, not even the window's own thread, which the reading may need.
#[derive(Debug, Default)]
pub(crate) struct Telling {
    changes: AtomicU64,
    turn: Mutex<()>,
}

impl Telling {
    /// Something has changed: `tell`, which reads the state and tells it, runs at least once from now on, here or on
    /// the thread whose turn it is.
    pub(crate) fn tell(&self, tell: impl Fn()) {
        self.changes.fetch_add(1, Ordering::SeqCst);
        // A turn that was given up in a panic has told nothing that the next one would not tell anew.
        self.turn.clear_poison();
        while let Ok(turn) = self.turn.try_lock() {
            let known = self.changes.load(Ordering::SeqCst);
            tell();
            drop(turn);
            if self.changes.load(Ordering::SeqCst) == known {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;

    use super::Telling;

    #[test]
    fn what_is_told_never_grows_older_and_the_last_change_is_told() {
        const THREADS: u64 = 8;
        const CHANGES: u64 = 2_000;
        let (telling, state, told) = (Telling::default(), AtomicU64::new(0), Mutex::new(Vec::new()));
        let tell = || {
            let read = state.load(Ordering::SeqCst);
            thread::yield_now();
            told.lock().expect("no thread panics").push(read);
        };
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    for _ in 0..CHANGES {
                        state.fetch_add(1, Ordering::SeqCst);
                        telling.tell(tell);
                    }
                });
            }
        });
        let told = told.into_inner().expect("no thread panicked");
        assert!(told.is_sorted(), "an older state was told after a newer one");
        assert_eq!(told.last(), Some(&(THREADS * CHANGES)), "the last change was not told");
    }

    #[test]
    fn a_change_that_happens_while_it_is_told_is_told_as_well() {
        let (telling, state, told) = (Telling::default(), AtomicU64::new(1), Mutex::new(Vec::new()));
        telling.tell(|| {
            let read = state.load(Ordering::SeqCst);
            told.lock().expect("one thread").push(read);
            if read == 1 {
                state.store(2, Ordering::SeqCst);
                telling.tell(|| unreachable!("its turn has not come"));
            }
        });
        assert_eq!(told.into_inner().expect("one thread"), [1, 2]);
    }
}
