//! Why TLS did not come about, in the terms of who has to do something about it.
//!
//! Read from the TLS library's own error type; its sentences are never looked at. A kind that it does not tell apart
//! is [`TlsProblem::Other`], never a guess.

use std::error::Error as StdError;
use std::io;

use jiff::Timestamp;
use rustls::pki_types::UnixTime;
use rustls::{AlertDescription, CertificateError, InvalidMessage, PeerIncompatible};

/// Why no trusted connection was made. Nothing was sent in any of these cases.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TlsProblem {
    /// The server's certificate has ended, or this machine's clock is ahead.
    #[error("the server's certificate has ended ({})", clocks("until", *.ended_at, *.clock))]
    Expired {
        /// Until when it was valid; `None` where the platform does not say.
        ended_at: Option<Timestamp>,
        /// This machine's clock by which that was judged; `None` where the platform does not say.
        clock: Option<Timestamp>,
    },
    /// The server's certificate does not hold yet, or this machine's clock is behind.
    #[error("the server's certificate does not hold yet ({})", clocks("from", *.begins_at, *.clock))]
    NotYetValid {
        /// From when on it is valid; `None` where the platform does not say.
        begins_at: Option<Timestamp>,
        /// This machine's clock by which that was judged; `None` where the platform does not say.
        clock: Option<Timestamp>,
    },
    /// The server's certificate is for other names than the address that was called.
    #[error("the server's certificate is for another name")]
    WrongName,
    /// Nobody this machine trusts vouches for the server's certificate.
    #[error("the server's certificate is from an authority that is not trusted")]
    UnknownIssuer,
    /// The server vouches for itself.
    #[error("the server's certificate is signed by itself")]
    SelfSigned,
    /// The server's certificate was withdrawn by its authority.
    #[error("the server's certificate was revoked")]
    Revoked,
    /// What answers does not speak TLS.
    #[error("what answers at this address does not speak TLS")]
    NotTls,
    /// The connection ended in the middle of the handshake.
    #[error("the connection was cut during the TLS handshake")]
    HandshakeCut,
    /// The server wants a client certificate and got none that it can use.
    #[error("the server got no client certificate from this terminal")]
    ClientCertificateMissing,
    /// The server does not accept our client certificate.
    #[error("the server does not accept this terminal's client certificate")]
    ClientCertificateRefused,
    /// The server says that our client certificate has ended.
    #[error("the server says that this terminal's client certificate has ended")]
    ClientCertificateExpired,
    /// The server speaks no TLS that is still safe: neither 1.2 nor 1.3.
    #[error("the server speaks neither TLS 1.2 nor TLS 1.3")]
    ProtocolTooOld,
    /// Anything else.
    #[error("no trusted connection could be made")]
    Other,
}

/// Found beside [`CertificateError::UnknownIssuer`] by our verifier: subject and issuer are the same.
#[derive(Debug, thiserror::Error)]
#[error("the certificate is signed by itself")]
pub(crate) struct SelfSigned;

fn clocks(word: &str, bound: Option<Timestamp>, clock: Option<Timestamp>) -> String {
    let text = |moment: Option<Timestamp>| moment.map_or_else(|| "unknown".to_owned(), |moment| moment.to_string());
    format!("valid {word} {}; this machine's clock says {}", text(bound), text(clock))
}

impl TlsProblem {
    /// What a failure while the connection was being made says about TLS; `None` when it failed before.
    pub(crate) fn of_connecting(error: &(dyn StdError + 'static)) -> Option<Self> {
        match find(error)? {
            Cause::Tls(tls) => Some(Self::of(tls)),
            // No TCP connection ends like this before it is made: that would be a refusal or a timeout.
            Cause::Io(
                io::ErrorKind::UnexpectedEof
                | io::ErrorKind::ConnectionReset
                | io::ErrorKind::ConnectionAborted
                | io::ErrorKind::BrokenPipe,
            ) => Some(Self::HandshakeCut),
            Cause::Io(_) => None,
        }
    }

    /// What a failure after our side took the handshake for done says about it; `None` when it says nothing: then the
    /// request may have been read.
    ///
    /// In TLS 1.3 the server judges our certificate only then. It sends these alerts before it reads any request.
    pub(crate) fn of_refused_handshake(error: &(dyn StdError + 'static)) -> Option<Self> {
        match find(error)? {
            Cause::Tls(rustls::Error::AlertReceived(alert)) if is_refusal_of_handshake(*alert) => {
                Some(Self::of_alert(*alert))
            }
            Cause::Tls(_) | Cause::Io(_) => None,
        }
    }

    fn of(error: &rustls::Error) -> Self {
        match error {
            rustls::Error::InvalidCertificate(certificate) => Self::of_certificate(certificate),
            rustls::Error::AlertReceived(alert) => Self::of_alert(*alert),
            rustls::Error::InvalidMessage(
                InvalidMessage::InvalidContentType
                | InvalidMessage::UnknownProtocolVersion
                | InvalidMessage::MessageTooLarge
                | InvalidMessage::InvalidEmptyPayload,
            ) => Self::NotTls,
            rustls::Error::PeerIncompatible(
                PeerIncompatible::ServerDoesNotSupportTls12Or13
                | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig,
            ) => Self::ProtocolTooOld,
            _ => Self::Other,
        }
    }

    fn of_certificate(error: &CertificateError) -> Self {
        match error {
            CertificateError::Expired => Self::Expired { ended_at: None, clock: None },
            CertificateError::ExpiredContext { time, not_after } => {
                Self::Expired { ended_at: moment(*not_after), clock: moment(*time) }
            }
            CertificateError::NotValidYet => Self::NotYetValid { begins_at: None, clock: None },
            CertificateError::NotValidYetContext { time, not_before } => {
                Self::NotYetValid { begins_at: moment(*not_before), clock: moment(*time) }
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Self::WrongName,
            // A bad signature is that of an authority which took a trusted one's name and has another key.
            CertificateError::UnknownIssuer | CertificateError::BadSignature => Self::UnknownIssuer,
            CertificateError::Revoked => Self::Revoked,
            CertificateError::Other(other) if other.0.is::<SelfSigned>() => Self::SelfSigned,
            _ => Self::Other,
        }
    }

    fn of_alert(alert: AlertDescription) -> Self {
        match alert {
            AlertDescription::CertificateRequired | AlertDescription::NoCertificate => Self::ClientCertificateMissing,
            AlertDescription::CertificateExpired => Self::ClientCertificateExpired,
            AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
            | AlertDescription::AccessDenied
            | AlertDescription::DecryptError => Self::ClientCertificateRefused,
            AlertDescription::ProtocolVersion => Self::ProtocolTooOld,
            _ => Self::Other,
        }
    }
}

/// Alerts a server sends only while it judges our side of the handshake, before it reads any request.
fn is_refusal_of_handshake(alert: AlertDescription) -> bool {
    matches!(
        alert,
        AlertDescription::CertificateRequired
            | AlertDescription::NoCertificate
            | AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
            | AlertDescription::AccessDenied
            | AlertDescription::DecryptError
            | AlertDescription::HandshakeFailure
            | AlertDescription::ProtocolVersion
    )
}

/// What lies at the bottom of a failure.
enum Cause<'a> {
    Tls(&'a rustls::Error),
    Io(io::ErrorKind),
}

/// The TLS library's own error somewhere below, or else the deepest I/O error. An `io::Error` hides what it carries
/// from `source()`.
fn find<'a>(error: &'a (dyn StdError + 'static)) -> Option<Cause<'a>> {
    let mut deepest = None;
    let mut next = error.source();
    while let Some(current) = next {
        if let Some(found) = current.downcast_ref() {
            return Some(Cause::Tls(found));
        }
        let io = current.downcast_ref::<io::Error>();
        if let Some(io) = io {
            deepest = Some(Cause::Io(io.kind()));
        }
        next = match io.and_then(io::Error::get_ref) {
            Some(carried) => Some(carried),
            None => current.source(),
        };
    }
    deepest
}

fn moment(time: UnixTime) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(time.as_secs()).ok()?).ok()
}
