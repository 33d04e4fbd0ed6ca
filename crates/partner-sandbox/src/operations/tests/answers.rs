//! Every answer has every documented field, of the documented kind.

use serde_json::Value;

use super::desk::Desk;
use super::documents::{Field, documents};
use super::samples::sample;

#[test]
fn every_operation_answers_its_documented_fields() {
    for documented in &documents().operations {
        let mut desk = Desk::new();
        let (id, parameters) = sample(&mut desk, &documented.operator);
        let answer = desk.done(&documented.operator, id, &parameters);
        check_schema(&documented.operator, &answer, &documented.response);
        for key in &documented.keys {
            assert!(answer.get(key).is_some(), "{}: an SDK needs {key}", documented.operator);
        }
        if let Some(rows) = answer.get("rows").and_then(Value::as_array) {
            assert!(!rows.is_empty(), "{}: the test sees a row", documented.operator);
        }
        // Java's SDK takes an object that has both for an error.
        assert!(answer.get("type").is_none() || answer.get("message").is_none(), "{}", documented.operator);
    }
}

fn check_schema(at: &str, answer: &Value, schema: &str) {
    let fields = documents().schemas.get(schema).unwrap_or_else(|| panic!("{at}: the schema {schema}"));
    for (name, field) in fields {
        let at = format!("{at}.{name}");
        let value = answer.get(name).unwrap_or_else(|| panic!("{at} is missing in {answer}"));
        if value.is_null() {
            assert!(field.nullable, "{at} is null");
        } else {
            check_field(&at, value, field);
        }
    }
}

fn check_field(at: &str, value: &Value, field: &Field) {
    if let Some(schema) = &field.schema {
        return check_schema(at, value, schema);
    }
    let is_kind = match field.kind.as_deref() {
        Some("string") => value.is_string(),
        Some("number") => value.is_number(),
        Some("integer") => value.is_u64() || value.is_i64(),
        Some("boolean") => value.is_boolean(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        other => panic!("{at}: a kind this test does not know: {other:?}"),
    };
    assert!(is_kind, "{at} is {value}");
    let text = value.as_str().unwrap_or_default();
    match field.format.as_deref() {
        Some("uuid") => assert!(text.parse::<uuid::Uuid>().is_ok(), "{at} is {value}"),
        Some("date-time") => assert!(text.parse::<jiff::Timestamp>().is_ok(), "{at} is {value}"),
        _ => {}
    }
    if let Some(words) = &field.words {
        assert!(words.contains(value), "{at} is {value}");
    }
    if let Some(schema) = &field.items {
        for row in value.as_array().into_iter().flatten() {
            check_schema(at, row, schema);
        }
    }
}
