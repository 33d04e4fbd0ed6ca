//! No server with bad TLS is spoken to, and staff are told what is wrong with it (hazards H2 and H4, figure S4).

use network_trials::{bad_tls, redirects};

#[tokio::test]
async fn no_server_with_bad_tls_is_accepted_and_each_is_told_by_name() {
    let trials = bad_tls::run().await.expect("the servers start");
    let bad: Vec<_> = trials.iter().filter(|trial| !trial.is_good()).collect();
    assert!(bad.is_empty(), "{bad:#?}");
    assert_eq!(trials.len(), bad_tls::Fault::ALL.len());
}

#[tokio::test]
async fn no_redirect_is_followed_even_to_a_server_that_is_trusted() {
    let (redirected, followed) = redirects::run().await.expect("the servers start");
    assert!(redirected >= redirects::STATUSES.len(), "{redirected} redirects");
    assert_eq!(followed, 0);
}
