//! Every documented limit of every parameter is kept, and every fault is named.

use serde_json::{Value, json};

use super::desk::Desk;
use super::documents::{Documented, Parameter, documents};
use super::samples::sample;

#[test]
fn every_required_parameter_is_missed() {
    for documented in &documents().operations {
        for (name, _) in documented.parameters.iter().filter(|(_, parameter)| parameter.required) {
            let (refused, at) = ask_with(documented, name, None);
            assert_eq!(refused.missing, [name.as_str()], "{at}");
        }
    }
}

#[test]
fn every_documented_limit_is_kept() {
    let mut tried = 0;
    for documented in &documents().operations {
        for (name, parameter) in &documented.parameters {
            for wrong in wrong_values(parameter) {
                let (refused, at) = ask_with(documented, name, Some(&wrong));
                assert_eq!(refused.invalid, [name.as_str()], "{at} {wrong}");
                tried += 1;
            }
        }
    }
    assert!(tried > 400, "{tried} wrong values");
}

#[test]
fn every_parameter_of_any_version_is_known_and_no_other() {
    for documented in &documents().operations {
        let route = crate::operations::ROUTES.iter().find(|route| route.name == documented.operator).expect("a route");
        for name in documented.parameters.keys().chain(&documented.later) {
            assert!(route.parameters.contains(&name.as_str()), "{} {name}", documented.operator);
        }
        if documented.operator == "GetPing" {
            continue; // It looks at nothing that is sent (wire protocol, section 2).
        }
        let (refused, at) = ask_with(documented, "colour", Some(&json!("red")));
        assert_eq!(refused.unpermitted, ["colour"], "{at}");
    }
}

/// The faults of a request that is good but for one parameter, which is left out or has this value.
fn ask_with(documented: &Documented, name: &str, value: Option<&Value>) -> (partner_api::InvalidParameters, String) {
    let mut desk = Desk::new();
    let (id, mut parameters) = sample(&mut desk, &documented.operator);
    let all = parameters.as_object_mut().expect("an object");
    match value {
        Some(value) => all.insert(name.to_owned(), value.clone()),
        None => all.remove(name),
    };
    let at = format!("{}.{name}", documented.operator);
    let before = desk.ledger.revision();
    let refusal = desk.ask(&documented.operator, id, &parameters).expect_err(&at);
    assert_eq!((refusal.status, refusal.kind.as_str()), (400, "invalid_parameters"), "{at} {parameters}");
    assert_eq!(desk.ledger.revision(), before, "{at}: nothing changed");
    (refusal.parameters, at)
}

/// Values that a parameter's documented limits forbid.
fn wrong_values(parameter: &Parameter) -> Vec<Value> {
    let mut wrong = vec![json!({"an": "object"})];
    match parameter.kind.as_str() {
        "string" => wrong.extend([json!(5), json!(true), json!(["a"])]),
        "number" => wrong.extend([json!("5"), json!("five"), json!([5])]),
        "integer" => wrong.extend([json!("5"), json!(1.5)]),
        "boolean" => wrong.extend([json!("true"), json!(1)]),
        "array" => wrong.extend([json!("a"), json!(5)]),
        other => panic!("a kind this test does not know: {other}"),
    }
    match parameter.format.as_deref() {
        Some("uuid") => wrong.extend([json!("5ca2bbb1"), json!("5ca2bbb1321648f0b17126ec05dfcc03"), json!("")]),
        Some("date-time") => wrong.extend([json!("yesterday"), json!("2026-11-20"), json!("")]),
        Some("email") => wrong.extend([json!("nobody"), json!("@example.com")]),
        _ => {}
    }
    wrong.extend(parameter.minimum.map(|minimum| json!(minimum - 1)));
    wrong.extend(parameter.min_length.filter(|least| *least > 0).map(|least| json!("あ".repeat(least - 1))));
    wrong.extend(parameter.max_length.map(|most| json!("0".repeat(most + 1))));
    wrong.extend(parameter.pattern.as_ref().map(|_| json!("!")));
    wrong.extend(parameter.words.as_ref().map(|_| json!("another word")));
    wrong.extend(parameter.min_items.filter(|least| *least > 0).map(|_| json!([])));
    if let Some(items) = &parameter.items {
        wrong.extend(wrong_values(items).into_iter().map(|item| json!([item])));
    }
    wrong
}
