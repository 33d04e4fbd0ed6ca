//! What is refused before any connection is made.

use partner_api::{Client, Config, ConfigError};

use crate::far_side::{FarSide, foreign_identity};

async fn refused(change: impl FnOnce(&mut Config)) -> ConfigError {
    let mut config = FarSide::sending(String::new()).await.config();
    change(&mut config);
    Client::new(config).expect_err("refused")
}

#[tokio::test]
async fn only_https_addresses_are_taken() {
    for address in [
        "http://localhost",
        "ftp://localhost",
        "https://user:word@localhost",
        "https://localhost/?a=b",
        "https://localhost/#a",
        "mailto:shop@example.jp",
    ] {
        let error = refused(|config| config.base_url = address.parse().expect("a URL")).await;
        assert!(matches!(error, ConfigError::BaseUrl { .. }), "{address}: {error}");
        assert!(!error.to_string().contains("word"), "{error}");
    }
}

#[tokio::test]
async fn an_identity_needs_certificate_and_key() {
    let pem = foreign_identity();
    let (certificate, key) = pem.split_once("-----BEGIN PRIVATE KEY-----").expect("both in one text");
    let key = format!("-----BEGIN PRIVATE KEY-----{key}");
    for text in [certificate, &key, "", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        let error = refused(|config| config.identity_pem = text.to_owned().into()).await;
        assert!(matches!(error, ConfigError::Identity(_)), "{error}");
    }
}

#[tokio::test]
async fn the_key_must_belong_to_the_certificate() {
    let (first, second) = (foreign_identity(), foreign_identity());
    let certificate = first.split("-----BEGIN PRIVATE KEY-----").next().expect("a certificate").to_owned();
    let key = second.split_once("-----END CERTIFICATE-----").expect("both in one text").1;
    let error = refused(|config| config.identity_pem = (certificate + key).into()).await;
    assert!(matches!(error, ConfigError::Tls(_)), "{error}");
}

#[tokio::test]
async fn a_private_authority_needs_a_certificate() {
    for text in ["", "not PEM"] {
        let error = refused(|config| config.ca_pem = Some(text.to_owned())).await;
        assert!(matches!(error, ConfigError::Authority(_)), "{error}");
    }
}

#[tokio::test]
async fn a_client_prints_no_secret() {
    let far_side = FarSide::sending(String::new()).await;
    let config = far_side.config();
    let shown = format!("{:?} {:?}", far_side.client(), config.identity_pem);
    assert!(!shown.contains("AAECAw") && !shown.contains("BEGIN"), "{shown}");
}
