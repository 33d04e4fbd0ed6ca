//! Servers whose TLS is bad, and what the till says of each (figure S4).
//!
//! The till is the real one. A kind is accepted when a byte of a request reaches the server; it is told when the till
//! says which kind it is.

mod server;

use std::time::Duration;

use anyhow::{Context, Result, bail};
use partner_sandbox::{Credentials, Options, Sandbox};
use till::money::Direction;
use till::view::{CreateProblem, SaleStateView, TlsProblemView};

use crate::counter::{Counter, settings};
pub use server::{BadServer, Fault};

/// What became of one kind.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The kind.
    pub fault: Fault,
    /// How many requests reached the server.
    pub accepted: u64,
    /// What the till said.
    pub said: CreateProblem,
}

/// How long the till may take for its word.
const PATIENCE: Duration = Duration::from_secs(30);

/// Lets the till press Enter at a server of each kind.
pub async fn run() -> Result<Vec<Trial>> {
    let folder = tempfile::tempdir()?;
    let options = Options { credentials: folder.path().to_owned(), ..Options::default() };
    let far = Sandbox::start(options).await?;
    let mut trials = Vec::new();
    for fault in Fault::ALL {
        trials.push(run_one(fault, far.credentials()).await?);
    }
    far.stop().await;
    Ok(trials)
}

async fn run_one(fault: Fault, credentials: &Credentials) -> Result<Trial> {
    let server = BadServer::start(fault).await?;
    let credentials = Credentials { client_identity_pem: server.client_pem().into(), ..credentials.clone() };
    let settings = settings(Duration::from_secs(60));
    let counter = Counter::open(&credentials, server.address(), "localhost", server.ca_pem(), settings)?;
    counter.till.start_sale(Direction::Payment, "1200", "").await.context("a sale can be begun")?;
    let mut views = counter.till.views();
    let is_ended =
        |view: &std::sync::Arc<till::view::TillView>| view.live.as_ref().is_some_and(|sale| sale.state.is_final());
    let view = tokio::time::timeout(PATIENCE, views.wait_for(is_ended)).await??.clone();
    counter.till.close().await;
    match view.live.as_ref().map(|sale| &sale.state) {
        Some(SaleStateView::NotCreated { problem }) => {
            Ok(Trial { fault, accepted: server.requests(), said: problem.clone() })
        }
        other => bail!("{fault:?}: the till shows {other:?}"),
    }
}

impl Trial {
    /// Whether nothing was sent and the till said which kind it is.
    pub fn is_good(&self) -> bool {
        let CreateProblem::Tls { problem } = &self.said else { return false };
        self.accepted == 0 && self.fault.is_told_by(problem)
    }
}

impl Fault {
    /// Whether this is the word for it, both clocks included where they belong to it.
    fn is_told_by(self, said: &TlsProblemView) -> bool {
        match self {
            Self::Expired => matches!(said, TlsProblemView::Expired { ended_at: Some(_), clock: Some(_) }),
            Self::NotYetValid => matches!(said, TlsProblemView::NotYetValid { begins_at: Some(_), clock: Some(_) }),
            Self::WrongName => *said == TlsProblemView::WrongName,
            Self::UnknownRoot => *said == TlsProblemView::UnknownIssuer,
            Self::SelfSigned => *said == TlsProblemView::SelfSigned,
            Self::PlainText => *said == TlsProblemView::NotTls,
            Self::TruncatedHandshake => *said == TlsProblemView::HandshakeCut,
            Self::MissingClientCertificate => *said == TlsProblemView::ClientCertificateMissing,
            Self::WrongClientCertificate => *said == TlsProblemView::ClientCertificateRefused,
            Self::ExpiredClientCertificate => *said == TlsProblemView::ClientCertificateExpired,
            Self::Tls10 | Self::Tls11 | Self::NoCommonVersion => *said == TlsProblemView::ProtocolTooOld,
        }
    }
}
