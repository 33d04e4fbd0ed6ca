use partner_api::TlsProblem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why the server cannot be trusted, or does not trust this terminal. Nothing was sent.
///
/// Kept in the journal with the sale that got no QR. Times are RFC 3339 texts; both are null where the operating
/// system does not say them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "tls", rename_all = "snake_case")]
pub enum TlsProblemView {
    /// The server's certificate has ended, or this machine's clock is ahead.
    Expired {
        /// Until when it was valid.
        ended_at: Option<String>,
        /// What this machine's clock said.
        clock: Option<String>,
    },
    /// The server's certificate does not hold yet, or this machine's clock is behind.
    NotYetValid {
        /// From when on it is valid.
        begins_at: Option<String>,
        /// What this machine's clock said.
        clock: Option<String>,
    },
    /// The certificate is for another address: the address is mistyped, or somebody else answers.
    WrongName,
    /// Nobody this machine trusts vouches for the certificate.
    UnknownIssuer,
    /// The server vouches for itself.
    SelfSigned,
    /// The certificate was withdrawn by its authority.
    Revoked,
    /// What answers does not speak TLS.
    NotTls,
    /// The connection ended in the middle of the handshake.
    HandshakeCut,
    /// The server got no client certificate from this terminal.
    ClientCertificateMissing,
    /// The server does not accept this terminal's certificate.
    ClientCertificateRefused,
    /// This terminal's certificate has ended.
    ClientCertificateExpired,
    /// The server speaks neither TLS 1.2 nor TLS 1.3.
    ProtocolTooOld,
    /// Anything else.
    #[default]
    Other,
}

impl From<&TlsProblem> for TlsProblemView {
    fn from(problem: &TlsProblem) -> Self {
        let text = |moment: &Option<jiff::Timestamp>| moment.map(|moment| moment.to_string());
        match problem {
            TlsProblem::Expired { ended_at, clock } => Self::Expired { ended_at: text(ended_at), clock: text(clock) },
            TlsProblem::NotYetValid { begins_at, clock } => {
                Self::NotYetValid { begins_at: text(begins_at), clock: text(clock) }
            }
            TlsProblem::WrongName => Self::WrongName,
            TlsProblem::UnknownIssuer => Self::UnknownIssuer,
            TlsProblem::SelfSigned => Self::SelfSigned,
            TlsProblem::Revoked => Self::Revoked,
            TlsProblem::NotTls => Self::NotTls,
            TlsProblem::HandshakeCut => Self::HandshakeCut,
            TlsProblem::ClientCertificateMissing => Self::ClientCertificateMissing,
            TlsProblem::ClientCertificateRefused => Self::ClientCertificateRefused,
            TlsProblem::ClientCertificateExpired => Self::ClientCertificateExpired,
            TlsProblem::ProtocolTooOld => Self::ProtocolTooOld,
            TlsProblem::Other => Self::Other,
        }
    }
}
