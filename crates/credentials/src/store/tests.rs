use std::sync::OnceLock;

use secrecy::SecretString;

use super::{KeyStore, KeyStoreProblem, PassphraseFile, PassphraseProblem, ThisRun};
use crate::Credentials;
use crate::credentials::Parts;
use crate::identity::Identity;

fn credentials(client_id: &str) -> Credentials {
    static KEY: OnceLock<(String, String)> = OnceLock::new();
    let (certificate, key) = KEY.get_or_init(|| {
        let pair = rcgen::KeyPair::generate().expect("a key");
        let certificate = rcgen::CertificateParams::new(vec!["till".to_owned()])
            .expect("parameters")
            .self_signed(&pair)
            .expect("a certificate");
        (certificate.pem(), pair.serialize_pem())
    });
    let identity = Identity::from_pem(certificate, &SecretString::from(key.as_str()), None).expect("they fit");
    let parts = Parts {
        client_id: Some(client_id.to_owned()),
        client_secret: Some("A".repeat(43).into()),
        base_url: Some("https://partnerapi.example.jp".to_owned()),
        ca_pem: None,
    };
    Credentials::new(parts, identity).expect("well-formed")
}

fn passphrase(text: &str) -> SecretString {
    text.into()
}

fn id_of(store: &dyn KeyStore, profile: &str) -> Option<String> {
    store.load(profile).expect("readable").map(|credentials| credentials.client_id)
}

#[test]
fn every_store_keeps_replaces_and_forgets_by_profile() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = PassphraseFile::new(directory.path(), passphrase("rainy day in Kobe")).expect("long enough");
    for store in [&ThisRun::new() as &dyn KeyStore, &file] {
        assert_eq!(id_of(store, "shop"), None);
        store.save("shop", &credentials("first")).expect("kept");
        store.save("sandbox", &credentials("other")).expect("kept");
        store.save("shop", &credentials("second")).expect("kept");
        assert_eq!(id_of(store, "shop").as_deref(), Some("second"));
        assert_eq!(id_of(store, "sandbox").as_deref(), Some("other"));
        store.delete("shop").expect("forgotten");
        store.delete("shop").expect("twice is harmless");
        assert_eq!(id_of(store, "shop"), None);
        assert_eq!(id_of(store, "sandbox").as_deref(), Some("other"));
    }
}

#[test]
fn the_file_survives_a_restart_and_opens_only_with_its_passphrase() {
    let directory = tempfile::tempdir().expect("a directory");
    let open = |text| PassphraseFile::new(directory.path(), passphrase(text)).expect("long enough");
    open("rainy day in Kobe").save("shop", &credentials("kept")).expect("kept");
    assert!(PassphraseFile::has(directory.path(), "shop"));
    assert_eq!(id_of(&open("rainy day in Kobe"), "shop").as_deref(), Some("kept"));
    let error = open("sunny day in Kobe").load("shop").expect_err("another passphrase");
    assert!(matches!(error, KeyStoreProblem::Passphrase(PassphraseProblem::Wrong)), "{error}");
}

#[test]
fn the_keys_of_one_profile_do_not_open_as_another_ones() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = PassphraseFile::new(directory.path(), passphrase("rainy day in Kobe")).expect("long enough");
    store.save("sandbox", &credentials("sandbox")).expect("kept");
    std::fs::rename(directory.path().join("sandbox.keys"), directory.path().join("shop.keys")).expect("moved");
    assert!(store.load("shop").is_err(), "sandbox keys must never sell");
}

#[test]
fn a_short_passphrase_is_refused() {
    let directory = tempfile::tempdir().expect("a directory");
    let problem = PassphraseFile::new(directory.path(), passphrase("123456789")).err();
    assert_eq!(problem, Some(PassphraseProblem::TooShort { least: 10 }));
}

#[test]
fn a_damaged_or_forged_file_is_told_and_asks_for_nothing_absurd() {
    let directory = tempfile::tempdir().expect("a directory");
    let store = PassphraseFile::new(directory.path(), passphrase("rainy day in Kobe")).expect("long enough");
    let path = directory.path().join("shop.keys");
    let forged =
        r#"{"version":1,"cost":{"memory_kib":4294967295,"passes":9,"lanes":1},"salt":"","nonce":"","sealed":""}"#;
    for text in ["", "{}", "not json", forged] {
        std::fs::write(&path, text).expect("written");
        let error = store.load("shop").expect_err("no keys in it");
        assert!(matches!(error, KeyStoreProblem::Damaged), "{text}: {error}");
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_file_and_no_secret_stands_in_it() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().expect("a directory");
    let store = PassphraseFile::new(directory.path(), passphrase("rainy day in Kobe")).expect("long enough");
    store.save("shop", &credentials("canary")).expect("kept");
    let path = directory.path().join("shop.keys");
    assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
    let text = std::fs::read_to_string(&path).expect("text");
    assert!(!text.contains("canary") && !text.contains("PRIVATE KEY") && !text.contains(&"A".repeat(43)));
}
