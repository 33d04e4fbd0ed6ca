//! What all connections of one sandbox share.

use std::sync::{Mutex, MutexGuard, PoisonError};

use partner_api::envelope::ClientSecret;
use partner_api::ids::CashtrayId;
use rust_decimal::Decimal;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::envelope::CallIds;
use crate::faults::{Action, Faults, SCAN};
use crate::ledger::{Ledger, ScanRefused, ScanResult};
use crate::recent::RecentRequests;
use crate::switches::Switches;

/// The partner that may call.
#[derive(Clone, Debug)]
pub struct Client {
    /// `CLIENT_ID`
    pub client_id: String,
    /// `CLIENT_SECRET`
    pub client_secret: ClientSecret,
}

/// What all connections share. Locks are held for the length of a computation, never over an await.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) clock: Clock,
    pub(crate) switches: Switches,
    pub(crate) client: Client,
    ledger: Mutex<Ledger>,
    faults: Mutex<Faults>,
    call_ids: Mutex<CallIds>,
    recent: Mutex<RecentRequests>,
    /// The ledger's revision, for the saver.
    pub(crate) revision: watch::Sender<u64>,
    /// Ends stalled exchanges and background work.
    pub(crate) closing: CancellationToken,
}

/// What a customer holds the phone over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanTarget {
    /// The text of a QR.
    Token(String),
    /// The tray whose QR it is.
    Cashtray(CashtrayId),
}

impl World {
    pub(crate) fn new(ledger: Ledger, switches: Switches, client: Client) -> Self {
        Self {
            clock: Clock::default(),
            call_ids: Mutex::new(CallIds::new(switches.call_id_memory_hours)),
            switches,
            client,
            revision: watch::Sender::new(ledger.revision()),
            ledger: Mutex::new(ledger),
            faults: Mutex::new(Faults::default()),
            recent: Mutex::new(RecentRequests::default()),
            closing: CancellationToken::new(),
        }
    }

    /// Reads the ledger as it stands now: what fell due meanwhile has happened.
    pub(crate) fn read<T>(&self, look: impl FnOnce(&Ledger) -> T) -> T {
        self.change(|ledger| {
            ledger.pass_time(self.clock.now());
            look(ledger)
        })
    }

    /// Works on the ledger, and wakes the saver when that changed it.
    pub(crate) fn change<T>(&self, act: impl FnOnce(&mut Ledger) -> T) -> T {
        let mut ledger = locked(&self.ledger);
        let done = act(&mut ledger);
        let revision = ledger.revision();
        self.revision.send_if_modified(|known| std::mem::replace(known, revision) != revision);
        done
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        locked(&self.faults)
    }

    pub(crate) fn call_ids(&self) -> MutexGuard<'_, CallIds> {
        locked(&self.call_ids)
    }

    pub(crate) fn recent(&self) -> MutexGuard<'_, RecentRequests> {
        locked(&self.recent)
    }

    /// A customer scans a tray, a bill or a check. `amount` is what the customer enters for a bill that leaves it open.
    pub(crate) fn scan(
        &self,
        target: &ScanTarget,
        customer: &str,
        amount: Option<Decimal>,
    ) -> Result<ScanResult, ScanRefused> {
        let harm = self.faults().take(SCAN, "/scan");
        let forced = harm.and_then(|harm| match harm.action {
            Action::Refuse { kind } => Some(kind),
            _ => None,
        });
        let now = self.clock.now();
        self.change(|ledger| {
            ledger.pass_time(now);
            match target {
                ScanTarget::Token(token) => ledger.read_token(now, token, customer, amount, forced.as_deref()),
                ScanTarget::Cashtray(id) => ledger.scan(now, *id, customer, forced.as_deref()),
            }
        })
    }
}

/// A lock whose last holder panicked is taken all the same: every change is whole before it can panic.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
