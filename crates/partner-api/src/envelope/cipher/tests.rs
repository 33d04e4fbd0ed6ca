//! The envelope against bytes that the official SDKs made.

use proptest::prelude::*;
use serde::Deserialize;

use super::super::{Call, ClientSecret, ClientSecretError, SealedRequest};
use super::{CannotOpen, open, open_text, seal};

#[derive(Deserialize)]
struct Vectors {
    secrets: Vec<Secret>,
    positive: Vec<Positive>,
    negative: Vec<Negative>,
    secret_edge_cases: Vec<SecretEdgeCase>,
}

#[derive(Deserialize)]
struct Secret {
    id: String,
    #[serde(rename = "client_secret")]
    text: String,
    key_hex: String,
}

#[derive(Deserialize)]
struct Positive {
    id: String,
    secret: String,
    plaintext: Option<String>,
    plaintext_rule: Option<Rule>,
    ciphertexts: Vec<Ciphertext>,
}

#[derive(Deserialize)]
struct Rule {
    unit: String,
    times: usize,
    suffix: String,
}

#[derive(Deserialize)]
struct Ciphertext {
    sdk: String,
    data: String,
}

#[derive(Deserialize)]
struct Negative {
    id: String,
    secret: String,
    data: String,
    strict_expected: String,
    strict_plaintext: Option<String>,
}

#[derive(Deserialize)]
struct SecretEdgeCase {
    client_secret: String,
    key_len: Option<usize>,
}

#[derive(Deserialize)]
struct Captures {
    meta: CaptureMeta,
    requests: Vec<Capture>,
}

#[derive(Deserialize)]
struct CaptureMeta {
    client_id: String,
    client_secret: String,
}

#[derive(Deserialize)]
struct Capture {
    body: String,
    content_type: Option<String>,
    decrypted: Option<String>,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../../../tests/fixtures/vectors.json")).expect("the fixture is JSON")
}

impl Vectors {
    fn secret(&self, id: &str) -> ClientSecret {
        let secret = self.secrets.iter().find(|secret| secret.id == id).expect("the secret is in the fixture");
        ClientSecret::parse(&secret.text).expect("a documented secret")
    }
}

fn any_secret() -> ClientSecret {
    ClientSecret::parse("CC5crCCuQXjR_6qlnOQsR1KLj4ewHwCAEFpKXOKyX94").expect("32 bytes")
}

#[test]
fn every_envelope_the_official_sdks_made_opens() {
    let vectors = vectors();
    assert_eq!(vectors.positive.len(), 32);
    for case in &vectors.positive {
        let secret = vectors.secret(&case.secret);
        let plain = match (&case.plaintext, &case.plaintext_rule) {
            (Some(plain), _) => plain.clone(),
            (None, Some(rule)) => rule.unit.repeat(rule.times) + &rule.suffix,
            (None, None) => panic!("{} has no plain text", case.id),
        };
        let is_json = serde_json::from_str::<serde_json::Value>(&plain).is_ok();
        assert!(!case.ciphertexts.is_empty(), "{}", case.id);
        for Ciphertext { sdk, data } in &case.ciphertexts {
            assert!(open_text(&secret, data).as_deref() == Ok(&plain), "{} of {sdk}", case.id);
            assert_eq!(open(&secret, data).is_ok(), is_json, "{} of {sdk}: only JSON is an answer", case.id);
        }
    }
}

#[test]
fn every_bad_envelope_is_refused_with_the_same_error() {
    let vectors = vectors();
    assert_eq!(vectors.negative.len(), 22);
    for case in &vectors.negative {
        let opened = open(&vectors.secret(&case.secret), &case.data);
        match case.strict_expected.as_str() {
            "accepts" => assert_eq!(opened.ok(), case.strict_plaintext, "{}", case.id),
            _ => assert_eq!(opened, Err(CannotOpen), "{}", case.id),
        }
    }
}

#[test]
fn a_documented_secret_gives_the_documented_key() {
    for secret in vectors().secrets {
        let parsed = ClientSecret::parse(&secret.text).expect("32 bytes");
        let documented = (0..32).map(|at| u8::from_str_radix(&secret.key_hex[2 * at..2 * at + 2], 16));
        let documented = documented.collect::<Result<Vec<_>, _>>().expect("hexadecimal");
        assert!(parsed.key()[..] == documented, "{}", secret.id);
    }
}

#[test]
fn a_secret_of_any_other_size_is_refused_when_it_is_configured() {
    for case in vectors().secret_edge_cases {
        let parsed = ClientSecret::parse(&case.client_secret);
        match case.key_len {
            Some(length) => assert_eq!(parsed.err(), Some(ClientSecretError::WrongLength { length })),
            None => assert!(parsed.is_ok(), "32 bytes in an odd spelling: {}", case.client_secret),
        }
    }
    assert_eq!(ClientSecret::parse("not a secret!").err(), Some(ClientSecretError::NotBase64));
}

#[test]
fn a_secret_prints_nothing_of_itself() {
    assert_eq!(format!("{:?}", any_secret()), "ClientSecret(..)");
}

#[test]
fn every_captured_request_opens_to_what_its_sdk_sent() {
    let captures: Captures =
        serde_json::from_str(include_str!("../../../tests/fixtures/wire-captures.json")).expect("JSON");
    let secret = ClientSecret::parse(&captures.meta.client_secret).expect("32 bytes");
    let mut opened = 0;
    for Capture { body, content_type, decrypted } in &captures.requests {
        let Some(decrypted) = decrypted else { continue };
        let form = content_type.as_deref().is_some_and(|kind| kind.contains("form-urlencoded"));
        let request: SealedRequest = if form {
            let fields: std::collections::BTreeMap<_, _> = url::form_urlencoded::parse(body.as_bytes()).collect();
            serde_json::from_value(serde_json::to_value(fields).expect("text")).expect("the outer message")
        } else {
            serde_json::from_str(body).expect("the outer message")
        };
        assert_eq!(request.partner_client_id, captures.meta.client_id);
        let text = open(&secret, &request.data).expect("the SDK's envelope opens");
        assert_eq!(&text, decrypted);
        let call: Call<serde_json::Value> = serde_json::from_str(&text).expect("the inner message");
        assert!(call.timestamp.at().is_some(), "{}", call.timestamp);
        opened += 1;
    }
    assert_eq!(opened, 42, "all but the four bare pings");
}

#[test]
fn the_same_text_never_seals_to_the_same_bytes() {
    assert_ne!(seal(&any_secret(), "{}"), seal(&any_secret(), "{}"));
}

proptest! {
    #[test]
    fn whatever_is_sealed_opens_again(text in ".{0,300}") {
        let sealed = seal(&any_secret(), &text);
        prop_assert!(sealed.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
        prop_assert_eq!(open_text(&any_secret(), &sealed), Ok(text));
    }

    #[test]
    fn no_text_makes_opening_panic(text in "\\PC{0,120}") {
        prop_assert_eq!(open(&any_secret(), &text), Err(CannotOpen));
    }
}
