//! The questions that Pokepay's documents leave open, each with the answer this sandbox takes unless told otherwise.
//!
//! A client that works with every position of every switch does not depend on a guess.

use serde::{Deserialize, Serialize};

use crate::refusal::Language;

/// How the sandbox answers what no document says (wire protocol, section 12). The default is the likelier answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent question with two answers")]
pub struct Switches {
    /// Whether `partner_request_expired` and `partner_request_already_done` are sent encrypted. Default: plain.
    pub encrypted_envelope_errors: bool,
    /// How far a request's timestamp may be from the sandbox's clock, both ways. Default 300; `None` accepts any.
    pub timestamp_window_seconds: Option<u32>,
    /// How long a `partner_call_id` is remembered. Default 24 hours.
    pub call_id_memory_hours: u32,
    /// Whether an answer repeats the request's timestamp (default) or carries the sandbox's own.
    pub echoed_timestamp: bool,
    /// How amounts are printed. Default: without `.0`.
    pub number_form: NumberForm,
    /// The body of a 404. Default: `notfound`.
    pub not_found_body: NotFoundBody,
    /// Whether parameters that an operation does not know are refused (default) or ignored.
    pub unknown_parameters_refused: bool,
    /// Which of several attempts `GetCashtray` shows.
    pub shown_attempt: ShownAttempt,
    /// What `expires_in` of an update counts from. Default: from the update.
    pub update_expiry: UpdateExpiry,
    /// Whether an update without `expires_in` resets the life to 1800 seconds. Default: it leaves the end untouched.
    pub omitted_expiry_resets: bool,
    /// Whether a cashtray over zero is accepted. Default: 400 `invalid_parameters`.
    pub zero_amount_accepted: bool,
    /// The language for callers that name none. Default: English.
    pub default_language: Language,
    /// Whether a caller without client certificate is refused while the TLS connection is made. Default: required.
    pub client_certificate: ClientCertificate,
    /// Whether trays and transactions get the same ids in every run of one seed.
    ///
    /// Default: they do not, so that a till which remembers a tray of an earlier run is told 404 and never shown a
    /// stranger's sale. For tests that compare whole answers.
    pub repeatable_ids: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            encrypted_envelope_errors: false,
            timestamp_window_seconds: Some(300),
            call_id_memory_hours: 24,
            echoed_timestamp: true,
            number_form: NumberForm::default(),
            not_found_body: NotFoundBody::default(),
            unknown_parameters_refused: true,
            shown_attempt: ShownAttempt::default(),
            update_expiry: UpdateExpiry::default(),
            omitted_expiry_resets: false,
            zero_amount_accepted: false,
            default_language: Language::default(),
            client_certificate: ClientCertificate::default(),
            repeatable_ids: false,
        }
    }
}

impl Switches {
    /// These switches with one of them set, by its name and its value as text: `true`, `60`, `null` or a word such as
    /// `newest`.
    pub fn with(&self, name: &str, value: &str) -> Result<Self, SwitchError> {
        let mut all = serde_json::to_value(self).expect("switches are plain data");
        let switch = all.get_mut(name).ok_or_else(|| SwitchError::Unknown(name.to_owned()))?;
        *switch = serde_json::from_str(value).unwrap_or_else(|_| serde_json::Value::from(value));
        serde_json::from_value(all).map_err(|error| SwitchError::Value {
            name: name.to_owned(),
            value: value.to_owned(),
            reason: error.to_string(),
        })
    }
}

/// Why a switch was not set.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SwitchError {
    /// There is none of that name.
    #[error("there is no switch called {0}; the crate's README lists them")]
    Unknown(String),
    /// It does not have that position.
    #[error("{name} cannot be {value}: {reason}")]
    Value {
        /// The switch.
        name: String,
        /// What it was to be set to.
        value: String,
        /// What it can be.
        reason: String,
    },
}

/// How amounts are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberForm {
    /// `1100`
    #[default]
    Shortest,
    /// `1100.0`, as a server that computes with floating point prints it.
    WithPoint,
}

/// The body of a 404.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotFoundBody {
    /// `notfound` / `Not found`, as the error list of 2026 says.
    #[default]
    Notfound,
    /// `api_error` / `Not Found`, as real servers answered from 2019 to 2021.
    ApiError,
}

/// Which of several attempts `GetCashtray` shows in its one `attempt`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShownAttempt {
    /// The successful one if there is one, else the first.
    #[default]
    SuccessfulElseFirst,
    /// The newest: a paid tray that is scanned again then shows `cashtray_already_proceed` beside its transaction.
    Newest,
}

/// What `expires_in` of an update counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UpdateExpiry {
    /// The moment of the update.
    #[default]
    FromUpdate,
    /// The moment the tray was created.
    FromCreation,
}

/// What happens to a caller without client certificate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientCertificate {
    /// The TLS handshake fails.
    #[default]
    Required,
    /// The connection is made; a certificate that is shown must still be ours.
    Optional,
}

#[cfg(test)]
mod tests {
    use super::{ShownAttempt, SwitchError, Switches};

    #[test]
    fn a_switch_is_set_by_its_name_and_the_others_stay() {
        let set = Switches::default().with("shown_attempt", "newest").expect("it is one of two");
        let set = set.with("timestamp_window_seconds", "null").expect("any time may be accepted");
        let expected =
            Switches { shown_attempt: ShownAttempt::Newest, timestamp_window_seconds: None, ..Switches::default() };
        assert_eq!(set, expected);
    }

    #[test]
    fn a_switch_that_is_none_and_a_position_it_does_not_have_are_named() {
        let unknown = Switches::default().with("gravity", "off").expect_err("there is no such switch");
        assert_eq!(unknown, SwitchError::Unknown("gravity".to_owned()));
        let wrong = Switches::default().with("number_form", "roman").expect_err("there is no such form");
        assert!(wrong.to_string().contains("number_form cannot be roman"), "{wrong}");
    }
}
