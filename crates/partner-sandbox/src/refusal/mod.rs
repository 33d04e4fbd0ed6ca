//! Refusals in the documented form `{"type", "message", "errors"?}`, with the documented texts in both languages.
//!
//! `texts.json` holds type, HTTP status and sentences of every error that Pokepay documents for the 42 operations and
//! for a customer's scan. Where a document leaves a sentence empty, `ours` names the languages that we filled in. It
//! must not know which operation refuses, nor how an answer travels.

mod language;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use language::Language;
use partner_api::InvalidParameters;
use serde::{Deserialize, Serialize};

/// One documented error.
#[derive(Debug, Deserialize)]
pub(crate) struct Text {
    #[serde(rename = "type")]
    kind: String,
    /// The HTTP status it is documented with.
    pub(crate) status: u16,
    ja: Option<String>,
    en: Option<String>,
}

static TEXTS: LazyLock<HashMap<String, Text>> = LazyLock::new(|| {
    let texts: Vec<Text> =
        serde_json::from_str(include_str!("texts.json")).expect("texts.json is part of the program and well formed");
    texts.into_iter().map(|text| (text.kind.clone(), text)).collect()
});

/// The documented error of this machine name.
pub(crate) fn documented(kind: &str) -> Option<&'static Text> {
    TEXTS.get(kind)
}

/// The sentence of an error in a language; in the other one when only that is documented; empty for an unknown type.
pub(crate) fn message(kind: &str, language: Language) -> &'static str {
    let Some(text) = TEXTS.get(kind) else { return "" };
    let (first, second) = match language {
        Language::Japanese => (&text.ja, &text.en),
        Language::English => (&text.en, &text.ja),
    };
    first.as_deref().or(second.as_deref()).unwrap_or_default()
}

/// Why an operation was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The machine name.
    pub(crate) kind: String,
    /// The wrong parameters; all lists empty for other refusals.
    pub(crate) parameters: InvalidParameters,
}

/// The body of a refusal on the wire.
#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<&'a InvalidParameters>,
}

impl Refusal {
    /// A documented error with its documented status; 422 for a type that no document names.
    pub(crate) fn of(kind: &str) -> Self {
        let status = documented(kind).map_or(422, |text| text.status);
        Self { status, kind: kind.to_owned(), parameters: InvalidParameters::default() }
    }

    /// The path's id names nothing that this caller can see.
    pub(crate) fn not_found() -> Self {
        Self::of("notfound")
    }

    /// Parameters were missing, wrong or unknown.
    pub(crate) fn invalid_parameters(parameters: InvalidParameters) -> Self {
        Self { parameters, ..Self::of("invalid_parameters") }
    }

    /// One parameter has a value that is not accepted.
    pub(crate) fn invalid(parameter: &str) -> Self {
        Self::invalid_parameters(InvalidParameters { invalid: vec![parameter.to_owned()], ..Default::default() })
    }

    /// One parameter is not there.
    pub(crate) fn missing(parameter: &str) -> Self {
        Self::invalid_parameters(InvalidParameters { missing: vec![parameter.to_owned()], ..Default::default() })
    }

    /// The JSON body. The API's older form of a 404 (`api_error`) has one sentence in every language.
    pub(crate) fn body(&self, language: Language) -> String {
        let message = if self.kind == "api_error" { "Not Found" } else { message(&self.kind, language) };
        let errors = (self.parameters != InvalidParameters::default()).then_some(&self.parameters);
        serde_json::to_string(&Body { kind: &self.kind, message, errors }).expect("text and lists of text become JSON")
    }
}

#[cfg(test)]
mod tests {
    use partner_api::InvalidParameters;

    use super::{Language, Refusal, TEXTS, message};

    #[test]
    fn every_documented_error_has_a_sentence_in_each_language() {
        assert!(TEXTS.len() > 100);
        for (kind, text) in TEXTS.iter() {
            assert!(text.ja.as_ref().is_some_and(|text| !text.is_ascii()), "{kind}");
            assert!(text.en.as_ref().is_some_and(|text| !text.is_empty() && text.is_ascii()), "{kind}");
            assert_ne!(message(kind, Language::Japanese), message(kind, Language::English), "{kind}");
        }
    }

    #[test]
    fn only_the_lists_that_name_something_are_sent() {
        let refusal = Refusal::invalid_parameters(InvalidParameters {
            missing: vec!["amount".to_owned()],
            ..InvalidParameters::default()
        });
        assert_eq!(
            refusal.body(Language::English),
            r#"{"type":"invalid_parameters","message":"Invalid parameters","errors":{"missing":["amount"]}}"#
        );
    }

    #[test]
    fn an_error_speaks_the_language_that_was_asked_for() {
        let refusal = Refusal::of("cashtray_expired");
        assert_eq!(refusal.status, 422);
        assert!(refusal.body(Language::Japanese).contains("この決済QRコードは有効期限が切れています"));
        assert!(refusal.body(Language::English).contains("Cashtray is expired"));
    }
}
