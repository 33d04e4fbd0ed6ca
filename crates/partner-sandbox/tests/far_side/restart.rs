//! What survives the end of a sandbox.

use partner_api::Limits;
use partner_api::operations::cashtrays::GetCashtray;
use partner_sandbox::{Options, Sandbox, ScanTarget, Switches};
use secrecy::ExposeSecret;

use crate::support::{client_of, options};

#[tokio::test]
async fn a_till_goes_on_with_the_credentials_and_the_ledger_of_an_earlier_run() {
    let directory = tempfile::tempdir().expect("a directory");
    let state = Some(directory.path().join("ledger.json"));
    let options = Options { state, ..options(&directory, Switches::default()) };
    let first = Sandbox::start(options.clone()).await.expect("it serves");
    let address = first.api_url().socket_addrs(|| None).expect("an address")[0];
    let client = client_of(&first, Limits::default());
    let site = crate::support::Site { sandbox: first, directory };
    let tray = site.cashtray(-1100).await;
    site.sandbox.scan(&ScanTarget::Cashtray(tray.id), "rich").expect("paid");
    let id = site.sandbox.credentials().client_id.clone();
    let crate::support::Site { sandbox, directory } = site;
    sandbox.stop().await;
    assert!(client.send(&GetCashtray { cashtray_id: tray.id }).await.is_err(), "nobody listens");

    let second = Sandbox::start(Options { listen: address, ..options }).await.expect("it serves again");
    assert_eq!(second.credentials().client_id, id);
    let paid = client.send(&GetCashtray { cashtray_id: tray.id }).await.expect("remembered").value;
    assert_eq!(paid.transaction.expect("a transaction").amount, 1100.into());
    assert_eq!(second.customers()[0].wallet.as_ref().expect("a wallet").balance, 78_900.into());
    second.stop().await;
    drop(directory);
}

#[tokio::test]
async fn a_damaged_set_of_credentials_is_made_anew() {
    let directory = tempfile::tempdir().expect("a directory");
    let options = options(&directory, Switches::default());
    let first = Sandbox::start(options.clone()).await.expect("it serves");
    let old = first.credentials().clone();
    first.stop().await;
    std::fs::write(old.directory.join("client.key"), "nonsense").expect("written");
    let second = Sandbox::start(options).await.expect("it serves");
    assert_ne!(second.credentials().ca_pem, old.ca_pem);
    assert_ne!(second.credentials().client_id, old.client_id);
    client_of(&second, Limits::default())
        .send(&partner_api::operations::system::GetPing {})
        .await
        .expect("new keys work");
}

#[tokio::test]
async fn the_files_are_what_the_official_sdks_read_and_secrets_are_the_owners_alone() {
    let directory = tempfile::tempdir().expect("a directory");
    let sandbox = Sandbox::start(options(&directory, Switches::default())).await.expect("it serves");
    let known = sandbox.credentials();
    let read = |name: &str| std::fs::read_to_string(known.directory.join(name)).expect("a file");
    let plain = read("config.ini");
    assert!(plain.starts_with("CLIENT_ID = "), "no section before the keys");
    for key in
        ["CLIENT_SECRET", "API_BASE_URL", "SSL_KEY_FILE", "SSL_CERT_FILE", "TIMEZONE", "CONNECTTIMEOUT", "TIMEOUT"]
    {
        assert!(plain.contains(&format!("\n{key} = ")), "{key}");
    }
    assert!(plain.contains(&format!("[testdata]\nshop_id = {}\n", known.shop_id)));
    assert_eq!(read("config.global.ini"), format!("[global]\n{plain}"));
    assert!(read("client.key").starts_with("-----BEGIN PRIVATE KEY-----"));
    let debug = format!("{sandbox:?}");
    assert!(!debug.contains(known.client_secret_text.expose_secret()) && !debug.contains("PRIVATE KEY"));
    #[cfg(unix)]
    for name in ["client.key", "ca.key", "config.ini", "config.global.ini"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(known.directory.join(name)).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn a_taken_port_is_one_clear_sentence() {
    let directory = tempfile::tempdir().expect("a directory");
    let options = options(&directory, Switches::default());
    let first = Sandbox::start(options.clone()).await.expect("it serves");
    let listen = first.api_url().socket_addrs(|| None).expect("an address")[0];
    let error = Sandbox::start(Options { listen, ..options }).await.expect_err("taken");
    assert!(error.to_string().starts_with(&format!("cannot listen on {listen}: ")), "{error}");
}
