//! What can go wrong between a typed request and its typed answer.

use std::time::Duration;

use jiff::Timestamp;

use crate::TlsProblem;

/// Why an operation has no typed answer.
///
/// The one question that matters to money is [`Error::is_outcome_unknown`]: whether the far side may have done what
/// was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No connection was made, so the request never reached the far side.
    #[error("no connection to the server: {reason}")]
    NotSent {
        /// Which part failed, in words for an engineer.
        reason: String,
        /// Which kind of failure it was.
        kind: NotSent,
    },
    /// The request may have arrived, and no answer came back within the limits.
    #[error("no answer from the server: {reason}")]
    NoAnswer {
        /// What happened instead, in words for an engineer.
        reason: String,
    },
    /// An answer came that is no documented one: a gateway's page, a body too large, an envelope that does not open.
    #[error("HTTP {status} without a usable answer: {reason}")]
    Unusable {
        /// The HTTP status.
        status: u16,
        /// What is wrong with it.
        reason: String,
        /// The server's clock, from the `Date` header.
        server_date: Option<Timestamp>,
        /// How long the server asks callers to stay away.
        retry_after: Option<Duration>,
    },
    /// The server understood the request and refused it, in its documented form.
    #[error("{0}")]
    Refused(Box<Refusal>),
    /// The request breaks a documented rule and was not sent.
    #[error("{parameter}: {problem}")]
    InvalidRequest {
        /// The parameter's name on the wire.
        parameter: &'static str,
        /// What is wrong with it.
        problem: String,
    },
}

/// Where making a connection failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// The host's name has no address, or no network is there.
    Unreachable,
    /// The host did not accept a connection in time.
    ConnectTimeout,
    /// The TLS handshake failed: a certificate or protocol was not acceptable.
    Tls(TlsProblem),
}

/// A refusal in the documented form `{"type", "message", "errors"?}`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("HTTP {status} {kind}: {message}")]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The machine name, for example `cashtray_already_proceed`. Empty when the server sent none.
    pub kind: String,
    /// The server's sentence, in the language that was asked for.
    pub message: String,
    /// Which parameters were wrong; all empty for most errors.
    pub parameters: InvalidParameters,
    /// The server's clock, from the `Date` header.
    pub server_date: Option<Timestamp>,
    /// How long the server asks callers to stay away.
    pub retry_after: Option<Duration>,
}

/// The parameter names of an `invalid_parameters` refusal.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct InvalidParameters {
    /// Required and not sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Sent with a value the server does not accept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invalid: Vec<String>,
    /// Sent though the operation does not know them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unpermitted: Vec<String>,
}

impl Error {
    /// Whether the far side may have done what was asked. True for every change whose answer was lost or unusable,
    /// for `partner_request_already_done` (an earlier copy got through), and for a busy server.
    pub fn is_outcome_unknown(&self) -> bool {
        match self {
            Self::NotSent { .. } | Self::InvalidRequest { .. } => false,
            Self::NoAnswer { .. } | Self::Unusable { .. } => true,
            Self::Refused(refusal) => refusal.kind == "partner_request_already_done" || refusal.status >= 500,
        }
    }

    /// The documented refusal, when that is what it is.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Whether the server understood the request and said no: this request did nothing. Not for a request that broke a
    /// documented rule and never left, and not where the outcome is unknown.
    pub fn is_refused(&self) -> bool {
        self.refusal().is_some() && !self.is_outcome_unknown()
    }

    /// Whether these keys may not do what was asked.
    pub fn is_forbidden(&self) -> bool {
        self.refusal().is_some_and(|refusal| refusal.status == 403)
    }

    /// Whether something that must be one of its kind is there already: a name, a code, a bulk job's `request_id`, or
    /// the `request_id` of another user's transaction.
    pub fn is_conflict(&self) -> bool {
        self.refusal().is_some_and(|refusal| refusal.status == 409 || refusal.kind == "request_id_conflict")
    }

    /// Whether the thing asked for does not exist.
    pub fn is_not_found(&self) -> bool {
        self.refusal().is_some_and(|refusal| refusal.status == 404)
    }

    /// Whether the server asks callers to slow down (429, 503, 504, in any form).
    pub fn is_busy(&self) -> bool {
        matches!(self.status(), Some(429 | 503 | 504))
    }

    /// Whether the request's timestamp was outside the server's window: this machine's clock is wrong.
    pub fn is_clock_wrong(&self) -> bool {
        self.refusal().is_some_and(|refusal| refusal.kind == "partner_request_expired")
    }

    /// The HTTP status, when there was an answer.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Unusable { status, .. } => Some(*status),
            Self::Refused(refusal) => Some(refusal.status),
            Self::NotSent { .. } | Self::NoAnswer { .. } | Self::InvalidRequest { .. } => None,
        }
    }

    /// The server's clock at the time of the answer.
    pub fn server_date(&self) -> Option<Timestamp> {
        match self {
            Self::Unusable { server_date, .. } => *server_date,
            Self::Refused(refusal) => refusal.server_date,
            Self::NotSent { .. } | Self::NoAnswer { .. } | Self::InvalidRequest { .. } => None,
        }
    }

    /// How long the server asks callers to stay away.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Unusable { retry_after, .. } => *retry_after,
            Self::Refused(refusal) => refusal.retry_after,
            Self::NotSent { .. } | Self::NoAnswer { .. } | Self::InvalidRequest { .. } => None,
        }
    }
}
