//! Nonsense gets an error answer: never a panic, a hang or a 5xx, and never a change.

use rand::Rng;
use rand::seq::IndexedRandom;
use serde_json::value::RawValue;
use uuid::Uuid;

use super::desk::Desk;
use super::documents::documents;
use super::generated::Draw;
use super::samples::sample;

/// Values of the wrong kind, of absurd size, at the edges of what can be counted.
const NASTY: [&str; 30] = [
    "null",
    "true",
    "-1",
    "0",
    "1e400",
    "-1e28",
    "79228162514264337593543950335",
    "79228162514264337593543950336",
    "0.0000000000000000000000000001",
    "1.00000000000000000000000000000000001",
    "4294967296",
    "18446744073709551616",
    "\"\"",
    "\"\\u0000\"",
    "\"0\"",
    "\"NaN\"",
    "\"9999-12-31T23:59:59Z\"",
    "\"-009999-01-01T00:00:00Z\"",
    "\"2026-11-20T06:00:00+99:99\"",
    "\"00000000-0000-0000-0000-000000000000\"",
    "\"5ca2bbb1-3216-48f0-b171-26ec05dfcc0g\"",
    "\"😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀\"",
    "\"' OR 1=1 --\"",
    "\"type,sender_id\\n\\\"\"",
    "[]",
    "[[[[[[[[[[]]]]]]]]]]",
    "[null]",
    "{}",
    "{\"a\":{\"a\":{\"a\":[]}}}",
    "[\"topup\",5]",
];

#[test]
fn ten_thousand_malformed_parameters_get_an_error_or_change_what_they_say_only() {
    let mut desk = Desk::new();
    let mut draw = Draw::new(7);
    let samples: Vec<_> = documents().operations.iter().map(|one| (one, sample(&mut desk, &one.operator))).collect();
    let mut refused = 0;
    for _ in 0..10_000 {
        let (documented, (id, good)) = samples.choose(&mut draw.rng).expect("operations");
        let mut parameters = good.as_object().expect("an object").clone();
        let (_, drawn) = draw.request(&desk, documented);
        parameters.extend(drawn);
        let text = spoil(&mut draw, &parameters);
        let id = id.map(|id| if draw.rng.random_ratio(1, 4) { Uuid::from_u128(draw.rng.random()) } else { id });
        match desk.ask_text(&documented.operator, id, &text) {
            Ok(answer) => {
                serde_json::from_str::<Box<RawValue>>(&answer).expect("an answer is JSON");
            }
            Err(refusal) => {
                assert!((400..500).contains(&refusal.status), "{} {text}: {refusal:?}", documented.operator);
                refused += 1;
            }
        }
    }
    assert!(refused > 7_000, "{refused} of 10,000 were refused");
    assert_eq!(desk.ledger.find_flaw(), None);
}

/// The parameters as JSON text, one or two of them with a nasty value, or something that is no object at all.
fn spoil(draw: &mut Draw, parameters: &serde_json::Map<String, serde_json::Value>) -> String {
    if draw.rng.random_ratio(1, 30) {
        return (*NASTY.choose(&mut draw.rng).expect("values")).to_owned();
    }
    let spoiled = draw.rng.random_range(0..parameters.len().max(1));
    let and = draw.rng.random_range(0..parameters.len().max(1));
    let mut fields: Vec<String> = Vec::new();
    for (at, (name, value)) in parameters.iter().enumerate() {
        let is_spoiled = at == spoiled || (at == and && draw.rng.random_bool(0.3));
        let nasty = NASTY.choose(&mut draw.rng).expect("values");
        let value = if is_spoiled { (*nasty).to_owned() } else { value.to_string() };
        fields.push(format!("{}:{value}", serde_json::Value::from(name.as_str())));
    }
    format!("{{{}}}", fields.join(","))
}
