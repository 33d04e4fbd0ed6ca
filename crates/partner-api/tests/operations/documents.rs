//! Pokepay's own description of the operations, and answers made up from it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

pub(crate) const ID: &str = "5ca2bbb1-3216-48f0-b171-26ec05dfcc03";

#[derive(Deserialize)]
pub(crate) struct Documents {
    pub(crate) operations: Vec<Documented>,
    schemas: BTreeMap<String, BTreeMap<String, Field>>,
}

#[derive(Deserialize)]
pub(crate) struct Documented {
    pub(crate) name: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) later_parameters: Vec<String>,
    #[serde(default)]
    pub(crate) at_least_one_of: Vec<String>,
    pub(crate) response: String,
}

#[derive(Deserialize)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) r#in: String,
    pub(crate) required: bool,
    #[serde(default)]
    pub(crate) limits: Limits,
}

/// What a parameter's value has to be like.
#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Limits {
    pub(crate) minimum: Option<u32>,
    pub(crate) min_length: Option<usize>,
    pub(crate) max_length: Option<usize>,
    pub(crate) pattern: Option<String>,
    pub(crate) min_items: Option<usize>,
    pub(crate) r#enum: Option<Vec<String>>,
}

impl Limits {
    pub(crate) fn is_none(&self) -> bool {
        let Self { minimum, min_length, max_length, pattern, min_items, r#enum } = self;
        (minimum, min_length, max_length, min_items) == (&None, &None, &None, &None)
            && pattern.is_none()
            && r#enum.is_none()
    }
}

#[derive(Deserialize)]
struct Field {
    r#type: Option<String>,
    format: Option<String>,
    pattern: Option<String>,
    r#ref: Option<String>,
    items: Option<String>,
    nullable: bool,
}

pub(crate) fn documents() -> Documents {
    serde_json::from_str(include_str!("../fixtures/operations.json")).expect("the fixture is JSON")
}

impl Documents {
    pub(crate) fn operation(&self, name: &str) -> &Documented {
        self.operations.iter().find(|operation| operation.name == name).expect(name)
    }

    /// An answer as the documents describe it, with every nullable field null or every one set.
    pub(crate) fn example(&self, schema: &str, nulls: bool) -> Value {
        let fields = self.schemas[schema].iter();
        Value::Object(fields.map(|(name, field)| (name.clone(), self.value(field, nulls))).collect())
    }

    fn value(&self, field: &Field, nulls: bool) -> Value {
        match (field.r#ref.as_deref(), field.r#type.as_deref(), field.format.as_deref()) {
            _ if field.nullable && nulls => Value::Null,
            (Some(schema), ..) => self.example(schema, nulls),
            (_, Some("string"), Some("uuid")) => json!(ID),
            (_, Some("string"), Some("date-time")) => json!("2026-11-20T06:56:43.091034Z"),
            (_, Some("string"), _) if field.pattern.as_deref() == Some("^ok$") => json!("ok"),
            (_, Some("string"), _) => json!("たい焼き"),
            (_, Some("number"), _) => json!(-1100),
            (_, Some("integer"), _) => json!(3),
            (_, Some("boolean"), _) => json!(true),
            (_, Some("array"), _) => json!([self.example(field.items.as_deref().expect("rows"), nulls)]),
            (_, kind, _) => panic!("the documents have a new type {kind:?}"),
        }
    }
}

/// Texts that fit a pattern of the documents, and texts that do not.
pub(crate) fn samples(pattern: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match pattern {
        "^[a-zA-Z0-9-]*$" => (&["", "taiyaki-2", "A"], &["taiyaki_2", "鯛", "a b"]),
        "^[0-9]{3}-?[0-9]{4}$" => {
            (&["1130033", "113-0033"], &["", "11-30033", "113-003", "113--0033", "１１３００３３"])
        }
        "^0[0-9]{1,3}-?[0-9]{2,4}-?[0-9]{3,4}$" => (
            &["03-1234-5678", "0312345678", "090-1234-5678", "03-12345678", "031234-5678", "0012-345", "0011222"],
            &[
                "",
                "13-1234-5678",
                "03-1-5678",
                "0-1234-5678",
                "03-1234-56-78",
                "+81312345678",
                "03 1234 5678",
                "001122",
            ],
        ),
        "^$|^[0-9]{4}$" => (&["", "0001"], &["1", "00011", "abcd"]),
        "^(|[0-9]{3})$" => (&["", "001"], &["1", "0001", "abc"]),
        "[0-9]{0,7}" => (&["", "1", "1234567"], &["12345678", "12a", "-1"]),
        // The documents' pattern allows one character; its set is what is meant.
        "^[0-9A-Zｦｱ-ﾟ (-),-/\\\\｢-｣]$" => (&["", "ﾀｲﾔｷ(ｶ", "A-1/2.,\\ ｢ｦ｣"], &["タイヤキ", "taiyaki", "ｧ"]),
        other => panic!("the documents have a new pattern {other}"),
    }
}
