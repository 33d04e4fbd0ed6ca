//! An answer as it comes over the connection: only a sealed success to this very request is taken for one.

use partner_api::Error;
use partner_api::envelope::{SealedResponse, open, seal};
use partner_api::offline::read_answer;
use partner_api::operations::cashtrays::GetCashtray;
use partner_api::schema::CashtrayWithResult;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Entry;
use super::envelope::SECRET;
use crate::far_side;

/// One byte that chooses the status, and then the body.
pub(super) const ENTRY: Entry = Entry { name: "answer", check, seeds, head: 1 };

const STATUSES: [u16; 8] = [200, 200, 200, 201, 302, 404, 422, 503];

const CALL: Uuid = Uuid::from_u128(0x5ca2_bbb1_3216_48f0_b171_26ec_05df_cc03);

fn check(data: &[u8]) {
    let Some((choice, body)) = data.split_first() else { return };
    let status = STATUSES[usize::from(*choice) % STATUSES.len()];
    let is_success = (200..300).contains(&status);

    match read(status, body.to_vec()) {
        Ok(tray) => assert_was_sealed(is_success, body, &tray),
        Err(Error::Refused(refusal)) => {
            assert!(!is_success && refusal.status == status, "a success was read as {refusal}");
        }
        Err(Error::Unusable { status: told, .. }) => assert_eq!(told, status),
        Err(other) => panic!("bytes that came were read as {other}"),
    }
    if let Ok(text) = std::str::from_utf8(body) {
        check_sealed(status, is_success, text);
    }
}

fn read(status: u16, body: Vec<u8>) -> Result<CashtrayWithResult, Error> {
    read_answer::<GetCashtray>(status, body, &SECRET, CALL)
}

fn assert_was_sealed(is_success: bool, body: &[u8], tray: &CashtrayWithResult) {
    assert!(is_success, "a tray was read from a refusal");
    let outer: Map<String, Value> = serde_json::from_slice(body).expect("an object");
    let sealed = outer.get("response_data").and_then(Value::as_str).expect("a success in clear is none");
    let text = open(&SECRET, sealed).expect("it was opened");
    assert_eq!(serde_json::from_str::<CashtrayWithResult>(&text).expect("it was decoded"), *tray);
    let answered = outer.get("partner_call_id").and_then(Value::as_str).and_then(|id| id.parse::<Uuid>().ok());
    assert!(answered.is_none_or(|id| id == CALL), "the answer to another request was taken");
}

/// The same bytes as what an envelope holds: for our request, and for another one.
fn check_sealed(status: u16, is_success: bool, text: &str) {
    let sealed = |call: Uuid| {
        let envelope = SealedResponse {
            response_data: seal(&SECRET, text),
            timestamp: "2026-11-20T06:56:43Z".to_owned().into(),
            partner_call_id: call.to_string(),
        };
        serde_json::to_vec(&envelope).expect("three texts become JSON")
    };
    let direct = serde_json::from_str::<CashtrayWithResult>(text).ok().filter(|_| is_success);
    assert_eq!(read(status, sealed(CALL)).ok(), direct, "{text}");
    assert!(matches!(read(status, sealed(Uuid::nil())), Err(Error::Unusable { .. })), "another request's answer");
}

/// Sealed answers to [`CALL`], which are kept because sealing is never the same twice, and plain ones, which the check
/// seals.
fn seeds() -> Vec<Vec<u8>> {
    let sealed = include_str!("../../fixtures/sealed-answers.jsonl").lines().map(|line| line.as_bytes().to_vec());
    let answers = &far_side::ANSWERS;
    let bodies: Vec<Vec<u8>> = sealed.chain(answers.trays.clone()).chain([answers.refusal.clone()]).collect();
    // As a success, and as a 422.
    [0_u8, 6].iter().flat_map(|choice| bodies.iter().map(|body| [&[*choice], body.as_slice()].concat())).collect()
}
