//! Sessions at a counter while the network fails: nothing is misreported and nothing hangs (figure G5).

use std::sync::Arc;

use network_trials::campaign;
use network_trials::fault::KINDS;
use network_trials::session::Bench;
use partner_sandbox::Options;

/// Each kind strikes in two sessions; thousands are a command: `cargo xtask network`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_the_network_does_the_till_says_what_the_books_say_and_nothing_hangs() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = Options { credentials: folder.path().to_owned(), ..Options::default() };
    let bench = Arc::new(Bench::start(options).await.expect("it serves"));
    let sessions = KINDS.len() as u64 * 2;
    let summary = campaign::run(Arc::clone(&bench), 0, sessions, 32).await.expect("no session breaks off");
    assert!(summary.failures.is_empty(), "{:#?}", summary.failures);
    assert_eq!(summary.sessions, sessions);
    assert!(summary.charges > 0, "a run without a charge proves nothing");
    let idle = summary.idle_kinds();
    assert!(idle.len() <= KINDS.len() / 10, "these struck in no session: {idle:?}");
    assert_eq!(bench.far.ledger().total, 0.into(), "the books balance");
}
