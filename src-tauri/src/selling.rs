//! A till that sells, with all that belongs to it.

use std::sync::{Arc, Weak};
use std::time::Duration;

use partner_api::Client;
use shop_setup::profile::Environment;
use till::Till;
use till::books::Books;
use till::gateway::Terms;
use till::server_clock::ServerClock;

use crate::desk::Desk;
use crate::opening::Whose;
use crate::practice::Practice;
use crate::printing::Slips;
use crate::setup::days_until;
use crate::setup::view::CertificateEnd;

/// How often the certificate's end is looked at: often enough to be told on the day.
const CERTIFICATE_LOOK: Duration = Duration::from_secs(60 * 60);

/// A till that sells, with what belongs to it.
pub(crate) struct Selling {
    /// The till.
    pub(crate) till: Till,
    /// What reads the server's list beside it.
    pub(crate) client: Arc<Client>,
    /// The shop and money that are sold for.
    pub(crate) terms: Terms,
    /// Its books, which are read beside it.
    pub(crate) books: Arc<Books>,
    /// Its slips of paper.
    pub(crate) slips: Arc<Slips>,
    /// The server's time.
    pub(crate) clock: Arc<ServerClock>,
    /// Whose money it is.
    pub(crate) whose: Whose,
}

impl Selling {
    /// Which money it is about.
    pub(crate) fn environment(&self) -> Environment {
        match &self.whose {
            Whose::Practice(_) => Environment::Practice,
            Whose::Shop { environment, .. } => *environment,
        }
    }

    /// The far side of practice mode, when that is what it sells against.
    pub(crate) fn practice(&self) -> Option<&Practice> {
        match &self.whose {
            Whose::Practice(practice) => Some(practice),
            Whose::Shop { .. } => None,
        }
    }

    /// Whether money may still move by a QR of this till.
    pub(crate) fn is_open(&self) -> bool {
        let view = self.till.views().borrow().clone();
        !view.parked.is_empty() || view.live.as_ref().is_some_and(|sale| !sale.state.is_final())
    }

    /// The client certificate's end, while it is worth a word.
    pub(crate) fn certificate(&self) -> Option<CertificateEnd> {
        let Whose::Shop { certificate_until, .. } = &self.whose else { return None };
        CertificateEnd::at(*certificate_until, days_until(*certificate_until, self.clock.now()))
    }
}

/// A till may stand untouched for days; the certificate's end comes nearer all the same.
pub(crate) async fn watch_certificate(desk: Arc<Desk>, selling: Weak<Selling>) {
    let mut shown = None;
    while let Some(selling) = selling.upgrade() {
        let now = selling.certificate();
        drop(selling);
        if now != shown {
            desk.publish();
            shown = now;
        }
        tokio::time::sleep(CERTIFICATE_LOOK).await;
    }
}
