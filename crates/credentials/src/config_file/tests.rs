use std::path::{Path, PathBuf};

use proptest::prelude::*;
use secrecy::ExposeSecret;

use super::{ConfigFile, ConfigFileError};

const SECRET: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

fn exposed(secret: Option<&secrecy::SecretString>) -> Option<&str> {
    secret.map(ExposeSecret::expose_secret)
}

#[test]
fn the_node_form_without_a_section_is_read() {
    let text = format!(
        "CLIENT_ID        = 4f2c\nCLIENT_SECRET    = {SECRET}\nAPI_BASE_URL     = https://partnerapi.example.jp\n\
         SSL_KEY_FILE = /keys/client.key\nSSL_CERT_FILE=/keys/client.pem\nTIMEZONE = Asia/Tokyo\nCONNECTTIMEOUT = 5\n"
    );
    let file = ConfigFile::parse(&text).expect("readable");
    assert_eq!(file.client_id.as_deref(), Some("4f2c"));
    assert_eq!(exposed(file.client_secret.as_ref()), Some(SECRET));
    assert_eq!(file.api_base_url.as_deref(), Some("https://partnerapi.example.jp"));
    assert_eq!(file.key_file.as_deref(), Some(Path::new("/keys/client.key")));
    assert_eq!(file.certificate_file.as_deref(), Some(Path::new("/keys/client.pem")));
    assert!(file.unknown_keys.is_empty());
}

#[test]
fn the_python_form_with_its_section_and_quotes_is_read_the_same() {
    let text = format!(
        "\u{feff}; from the partner's desk\r\n[global]\r\nclient_id: '4f2c'\r\nCLIENT_SECRET = \"{SECRET}\"\r\n\
         API_BASE_URL=https://partnerapi.example.jp\r\n\r\n[testdata]\r\nshop_id = 8d1a\r\ncustomer_id = 1\r\n\
         private_money_id = 77aa\r\n"
    );
    let file = ConfigFile::parse(&text).expect("readable");
    assert_eq!(file.client_id.as_deref(), Some("4f2c"));
    assert_eq!(exposed(file.client_secret.as_ref()), Some(SECRET));
    assert_eq!(file.shop_id.as_deref(), Some("8d1a"));
    assert_eq!(file.private_money_id.as_deref(), Some("77aa"));
}

#[test]
fn the_java_form_with_its_escapes_and_its_other_spelling_is_read() {
    let text = "! properties\nCLIENT_ID=4f2c\nAPI_BASE_URL=https\\://partnerapi.example.jp\nACCEPT-LANGUAGE=ja\n\
                PKCS12_FILE=keys/client.p12\nPKCS12_PASSWORD=change=it\n";
    let file = ConfigFile::parse(text).expect("readable");
    assert_eq!(file.api_base_url.as_deref(), Some("https://partnerapi.example.jp"));
    assert_eq!(file.pkcs12_file, Some(PathBuf::from("keys/client.p12")));
    assert_eq!(exposed(file.pkcs12_password.as_ref()), Some("change=it"));
    assert!(file.unknown_keys.is_empty());
}

#[test]
fn a_misspelt_key_is_named_instead_of_dropped() {
    let file = ConfigFile::parse("CLIENT_ID = 1\nCLIENT_SECRETT = x\n").expect("readable");
    assert_eq!(file.unknown_keys, ["CLIENT_SECRETT"]);
}

#[test]
fn two_different_values_for_one_key_are_refused_and_the_same_twice_is_not() {
    let error = ConfigFile::parse("CLIENT_ID = 1\n[global]\nCLIENT_ID = 2\n").expect_err("they contradict");
    assert!(matches!(error, ConfigFileError::Twice { line: 3, key: "CLIENT_ID" }), "{error}");
    let error = ConfigFile::parse("CLIENT_SECRET = a\nCLIENT_SECRET = b\n").expect_err("they contradict");
    assert!(matches!(error, ConfigFileError::Twice { line: 2, key: "CLIENT_SECRET" }), "{error}");
    ConfigFile::parse("CLIENT_ID = 1\nCLIENT_ID = 1\n").expect("no contradiction");
}

#[test]
fn a_line_that_says_nothing_is_named_by_its_number() {
    let error = ConfigFile::parse("CLIENT_ID = 1\n\nwhat is this\n").expect_err("no value");
    assert_eq!(error.to_string(), "line 3 of the configuration is not of the form KEY = value");
}

#[test]
fn another_kind_of_file_is_told_as_such() {
    assert!(matches!(ConfigFile::parse("[user]\nname = someone\n"), Err(ConfigFileError::NothingKnown)));
    assert!(matches!(ConfigFile::parse(""), Err(ConfigFileError::NothingKnown)));
}

#[test]
fn paths_count_from_the_file_and_from_the_users_home() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("config.ini");
    std::fs::write(&path, "CLIENT_ID=1\nSSL_KEY_FILE=~/client.key\nSSL_CERT_FILE=certs/client.pem\n").expect("written");
    let file = ConfigFile::read(&path, Some(Path::new("/home/shop"))).expect("readable");
    assert_eq!(file.key_file, Some(PathBuf::from("/home/shop/client.key")));
    assert_eq!(file.certificate_file, Some(directory.path().join("certs/client.pem")));
}

#[test]
fn a_missing_a_huge_and_a_binary_file_are_told_apart() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("config.ini");
    assert!(matches!(ConfigFile::read(&path, None), Err(ConfigFileError::Unreadable { .. })));
    std::fs::write(&path, vec![b'a'; 300 * 1024]).expect("written");
    assert!(matches!(ConfigFile::read(&path, None), Err(ConfigFileError::TooLarge { .. })));
    std::fs::write(&path, [0xff, 0xfe, 0, 1]).expect("written");
    assert!(matches!(ConfigFile::read(&path, None), Err(ConfigFileError::NotText)));
}

#[test]
fn no_error_and_no_debug_text_shows_a_secret() {
    let file =
        ConfigFile::parse("CLIENT_ID=1\nCLIENT_SECRET=canary\nPKCS12_PASSWORD=canary\nSSL_KEY_PASSWORD=canary\n");
    assert!(!format!("{file:?}").contains("canary"));
    for text in ["CLIENT_SECRET = canary\nCLIENT_SECRET = canary2", "canary", "CLIENT_ID=1\n[canary"] {
        let error = ConfigFile::parse(text).expect_err("not a configuration");
        assert!(!format!("{error:?} {error}").contains("canary"), "{error:?}");
    }
}

proptest! {
    #[test]
    fn whatever_stands_in_the_file_is_read_or_refused(text in "(?s).{0,400}") {
        let _ = ConfigFile::parse(&text);
    }

    #[test]
    fn a_secret_survives_every_way_of_writing_it(
        secret in "[A-Za-z0-9_-]{43}=?", quote in "[\"']?", blank in " {0,3}", sign in "[=:]", end in "(\n|\r\n)",
    ) {
        let text = format!("[global]{end}CLIENT_ID=1{end}CLIENT_SECRET{blank}{sign}{blank}{quote}{secret}{quote}{blank}{end}");
        let file = ConfigFile::parse(&text).expect("readable");
        prop_assert_eq!(exposed(file.client_secret.as_ref()), Some(secret.as_str()));
    }
}
