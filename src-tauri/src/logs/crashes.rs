//! What a crash leaves behind: a line in the log, and no picture of the memory.

use std::backtrace::Backtrace;
use std::panic::{self, PanicHookInfo};
use std::thread;

/// From now on a panic is a line of the log.
pub(super) fn tell_the_log() {
    leave_no_core();
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let thread = thread::current().name().map(str::to_owned);
        let trace = Backtrace::force_capture();
        tracing::error!(place, thread, said = said(panic), %trace, "panicked: this is a fault of the program");
    }));
}

/// A literal is part of the program. What was put together at run time may hold anything, a key among it, so that the
/// place has to do.
fn said(panic: &PanicHookInfo<'_>) -> &'static str {
    panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("(left out: it may hold data)")
}

/// A core file would hold the keys. Not being able to say so costs nothing but that.
#[cfg(unix)]
fn leave_no_core() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    if let Err(error) = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }) {
        tracing::warn!(%error, "core files cannot be switched off");
    }
}

#[cfg(not(unix))]
fn leave_no_core() {}

#[cfg(test)]
mod tests {
    use std::panic;
    use std::sync::{Arc, Mutex};

    use super::said;

    #[test]
    fn a_panic_tells_a_literal_and_never_what_was_put_together_at_run_time() {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hear = Arc::clone(&heard);
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| hear.lock().expect("no panic holds it").push(said(panic))));
        let secret = std::hint::black_box("hunter2");
        let outcomes = [
            panic::catch_unwind(|| panic!("a literal")).is_err(),
            panic::catch_unwind(|| panic!("the key is {secret}")).is_err(),
        ];
        panic::set_hook(before);
        assert_eq!(outcomes, [true, true]);
        let heard = heard.lock().expect("no panic holds it");
        assert!(heard.contains(&"a literal"), "{heard:?}");
        assert!(heard.contains(&"(left out: it may hold data)"), "{heard:?}");
        assert!(!heard.iter().any(|said| said.contains(secret)), "{heard:?}");
    }
}
