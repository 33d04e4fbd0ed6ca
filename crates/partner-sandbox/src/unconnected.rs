//! The API without sockets: requests go in and answers come out inside the caller's process.
//!
//! For whoever has to ask millions of times, or with bytes that no HTTP client would send. Everything behind the
//! connection is the same as in [`Sandbox`](crate::Sandbox); TLS and the control side are what is missing.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::CONTENT_TYPE;
use jiff::Timestamp;

use crate::clock::Clock;
use crate::envelope;
use crate::ledger::{Ledger, LedgerReport, ScanRefused, ScanResult};
use crate::switches::Switches;
use crate::world::{Client, ScanTarget, World};

/// A far side that is called and not connected to.
#[derive(Debug)]
pub struct Unconnected {
    world: World,
}

/// An answer: HTTP status and body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnconnectedAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Unconnected {
    /// A fresh ledger for this partner, at a moment that does not pass: the same requests get the same answers, and one
    /// seed has the same ids.
    pub fn new(seed: u64, at: Timestamp, switches: Switches, client: Client) -> Self {
        let mut world = World::new(Ledger::new(seed, 0), switches, client);
        world.clock = Clock::stopped(at);
        Self { world }
    }

    /// Answers a POST of this body to this path; `None` when path and content type cannot stand in a request.
    pub async fn post(&self, path: &str, content_type: &str, body: Vec<u8>) -> Option<UnconnectedAnswer> {
        let request = Request::post(path).header(CONTENT_TYPE, content_type).body(Body::from(body)).ok()?;
        // Only a fault rule cuts a connection, and there is no way to set one here.
        let response = envelope::serve(&self.world, request).await.ok()?;
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX).await.ok()?.to_vec();
        Some(UnconnectedAnswer { status, body })
    }

    /// A customer scans a QR; `customer` is a key such as `rich`. The money moves at once.
    pub fn scan(&self, target: &ScanTarget, customer: &str) -> Result<ScanResult, ScanRefused> {
        self.world.scan(target, customer, None)
    }

    /// The books.
    pub fn ledger(&self) -> LedgerReport {
        self.world.read(|ledger| ledger.report(self.world.switches.shown_attempt))
    }

    /// A number that grows whenever the books change.
    pub fn revision(&self) -> u64 {
        self.world.read(Ledger::revision)
    }

    /// The first thing in the books that cannot be, such as money from nowhere; null while they are sound.
    pub fn find_flaw(&self) -> Option<&'static str> {
        self.world.read(Ledger::find_flaw)
    }
}
