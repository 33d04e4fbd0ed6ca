//! Pokepay's documents as data: parameters with their limits, answers with their fields, refusals with their statuses.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
pub(super) struct Documents {
    pub(super) operations: Vec<Documented>,
    /// By name: field name to field.
    pub(super) schemas: BTreeMap<String, BTreeMap<String, Field>>,
}

#[derive(Deserialize)]
pub(super) struct Documented {
    pub(super) operator: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) parameters: BTreeMap<String, Parameter>,
    /// Parameters that only later versions of the documents name.
    pub(super) later: Vec<String>,
    /// The schema of the answer.
    pub(super) response: String,
    /// The keys that the Python SDK cannot do without.
    pub(super) keys: Vec<String>,
    /// Type and status of every refusal beside those of the envelope.
    pub(super) refusals: BTreeMap<String, u16>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Parameter {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) format: Option<String>,
    #[serde(default)]
    pub(super) required: bool,
    pub(super) minimum: Option<i64>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) pattern: Option<String>,
    #[serde(rename = "enum")]
    pub(super) words: Option<Vec<String>>,
    pub(super) min_items: Option<usize>,
    pub(super) items: Option<Box<Parameter>>,
}

#[derive(Deserialize)]
pub(super) struct Field {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) format: Option<String>,
    /// The schema this field is of.
    #[serde(rename = "ref")]
    pub(super) schema: Option<String>,
    /// The schema of a list's rows.
    pub(super) items: Option<String>,
    pub(super) nullable: bool,
    #[serde(rename = "enum")]
    pub(super) words: Option<Vec<Value>>,
}

static DOCUMENTS: LazyLock<Documents> =
    LazyLock::new(|| serde_json::from_str(include_str!("documents.json")).expect("the fixture is well formed"));

pub(super) fn documents() -> &'static Documents {
    &DOCUMENTS
}

pub(super) fn documented(operator: &str) -> &'static Documented {
    documents().operations.iter().find(|one| one.operator == operator).expect("a documented operation")
}
