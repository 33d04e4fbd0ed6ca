//! One copy of the program per data directory. A second start brings the first one's window to the front and ends.
//!
//! A lock on a file decides, so that it holds where there is no session bus, and a copy that was killed leaves nothing
//! behind. Two data directories are two tills and may run side by side. The wish to see the window goes over a local
//! socket named after the directory; whoever else knocks there can do no more than bring the window up.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use interprocess::local_socket::prelude::*;
use interprocess::local_socket::{GenericNamespaced, ListenerOptions, Name, Stream};
use sha2::{Digest, Sha256};

/// A copy that was killed a moment ago holds the lock while it is being cleared away, which takes seconds on a machine
/// that has much else to do; and one that just starts may not listen yet.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long a living copy has for its answer.
const ANSWER_LIMIT: Duration = Duration::from_secs(1);

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// How a start goes on.
pub(crate) enum Start {
    /// This is the only copy.
    Only(OnlyCopy),
    /// Another copy runs and was asked to show its window; this one has nothing left to do.
    Shown,
}

/// The lock. The system gives it up with the process, however that ends.
pub(crate) struct OnlyCopy {
    lock: File,
    /// The name under which further starts are listened for; `None` where the directory has no real path.
    door: Option<String>,
}

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotStarted {
    /// Another copy runs and did not answer.
    #[error(
        "another copy of the terminal uses this data directory and does not answer; end it, or give another --data-dir"
    )]
    AlreadyRunning,
    /// The lock's file cannot be used.
    #[error("the data directory cannot be locked; give one on a local disk with --data-dir")]
    NoLock(#[source] io::Error),
}

/// Takes the lock, or brings up the window of the copy that has it.
pub(crate) fn begin(data: &Path) -> Result<Start, NotStarted> {
    begin_within(PATIENCE, data)
}

fn begin_within(patience: Duration, data: &Path) -> Result<Start, NotStarted> {
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(data.join("program.lock"))
        .map_err(NotStarted::NoLock)?;
    let door = door_of(data);
    let until = Instant::now() + patience;
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(Start::Only(OnlyCopy { lock, door })),
            Err(TryLockError::Error(error)) => return Err(NotStarted::NoLock(error)),
            Err(TryLockError::WouldBlock) if door.as_deref().is_some_and(knock) => return Ok(Start::Shown),
            Err(TryLockError::WouldBlock) if Instant::now() >= until => return Err(NotStarted::AlreadyRunning),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
        }
    }
}

impl OnlyCopy {
    /// Calls `show` whenever another start of the program knocks. Keep the answer: it holds the lock.
    pub(crate) fn show_at_each_other_start(self, show: impl Fn() + Send + 'static) -> File {
        let listening = self.door.as_deref().map(|door| listen(door, show));
        if let Some(Err(error)) = listening {
            tracing::warn!(%error, "a second start cannot bring up this window");
        }
        self.lock
    }
}

fn listen(door: &str, show: impl Fn() + Send + 'static) -> io::Result<()> {
    let listener = ListenerOptions::new().name(name(door)?).create_sync()?;
    thread::Builder::new().name("second starts".to_owned()).spawn(move || {
        for knocked in listener.incoming() {
            match knocked {
                Ok(mut knocked) => {
                    show();
                    if let Err(error) = knocked.write_all(&[1]) {
                        tracing::debug!(%error, "a second start did not wait for its answer");
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "a second start was not understood");
                    // An error that stays must not keep a processor busy.
                    thread::sleep(PAUSE);
                }
            }
        }
    })?;
    Ok(())
}

/// Whether a living copy answered. One that was killed a moment ago may still have its door, with nobody behind it.
fn knock(door: &str) -> bool {
    let answer = name(door).and_then(Stream::connect).and_then(|mut stream| {
        // Where a system knows no such limit, whoever lives answers all the same.
        if let Err(error) = stream.set_recv_timeout(Some(ANSWER_LIMIT)) {
            tracing::debug!(%error, "the answer of another copy is waited for without a limit");
        }
        stream.read_exact(&mut [0])
    });
    answer.is_ok()
}

fn name(door: &str) -> io::Result<Name<'_>> {
    door.to_ns_name::<GenericNamespaced>()
}

/// The same for every spelling of the directory's path, and short enough for every system's limit.
fn door_of(data: &Path) -> Option<String> {
    let path = fs::canonicalize(data).ok()?;
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let number = digest.iter().take(12).fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    Some(format!("cashtray-terminal-{number:024x}"))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use interprocess::local_socket::ListenerOptions;
    use interprocess::local_socket::prelude::*;

    use super::{NotStarted, Start, begin, begin_within, door_of, name};

    #[test]
    fn a_second_start_shows_the_first_window_and_ends() {
        let data = tempfile::tempdir().expect("a folder");
        let Ok(Start::Only(first)) = begin(data.path()) else { panic!("nobody else runs") };
        let (bell, rings) = mpsc::channel();
        let lock = first.show_at_each_other_start(move || bell.send(()).expect("the test waits"));
        for _ in 0..2 {
            let by_another_spelling = data.path().join(".");
            assert!(matches!(begin(&by_another_spelling), Ok(Start::Shown)));
            rings.recv_timeout(Duration::from_secs(30)).expect("the first window is shown");
        }
        drop(lock);
        assert!(matches!(begin(data.path()), Ok(Start::Only(_))), "the lock goes with its holder");
    }

    #[test]
    fn a_copy_that_dies_before_it_answers_is_taken_over_from() {
        let data = tempfile::tempdir().expect("a folder");
        let Ok(Start::Only(dying)) = begin(data.path()) else { panic!("nobody else runs") };
        let door = door_of(data.path()).expect("a real path");
        let listener = ListenerOptions::new().name(name(&door).expect("a name")).create_sync().expect("a free door");
        let its_end = std::thread::spawn(move || {
            let knocked = listener.accept().expect("somebody knocks");
            // The order in which a killed process is cleared away: its files, its sockets.
            drop((dying, listener, knocked));
        });
        assert!(matches!(begin(data.path()), Ok(Start::Only(_))), "nobody was there to show a window");
        its_end.join().expect("it knocked");
    }

    #[test]
    fn two_data_directories_run_side_by_side() {
        let (here, there) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let first = begin(here.path()).expect("nobody else runs");
        let second = begin(there.path()).expect("nobody else runs");
        assert!(matches!((first, second), (Start::Only(_), Start::Only(_))));
    }

    #[test]
    fn a_copy_that_does_not_answer_is_named_and_not_run_beside() {
        let data = tempfile::tempdir().expect("a folder");
        let silent = begin(data.path()).expect("nobody else runs");
        let patience = Duration::from_millis(300);
        assert!(matches!(begin_within(patience, data.path()), Err(NotStarted::AlreadyRunning)));
        drop(silent);
    }
}
