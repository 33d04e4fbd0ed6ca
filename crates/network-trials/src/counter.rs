//! A counter in a shop: the real till with its journal on the disk and its client, calling where it is told to.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::Result;
use partner_api::{Client, Config, Language, Limits};
use partner_sandbox::Credentials;
use tempfile::TempDir;
use till::clock::SystemClock;
use till::gateway::{PartnerGateway, Terms};
use till::ids::RandomIds;
use till::journal::SqliteJournal;
use till::server_clock::ServerClock;
use till::settings::Settings;
use till::{Setup, Till};

/// Limits that let a trial end in seconds. Long enough for a handshake on a busy machine; and should one take longer,
/// that is one more fault, and nothing is concluded from it.
pub const LIMITS: Limits = Limits {
    connect: Duration::from_secs(3),
    read: Duration::from_secs(3),
    change: Duration::from_secs(4),
    idle: Duration::from_secs(50),
    body_bytes: 1024 * 1024,
};

/// A till with everything it stands on.
pub struct Counter {
    /// The till.
    pub till: Till,
    /// Where its journal is. Dropped after the till.
    _folder: TempDir,
}

/// Settings in proportion to [`LIMITS`], with this life for a tray.
pub fn settings(tray_life: Duration) -> Settings {
    Settings {
        tray_life,
        extension: Duration::from_secs(20),
        base_gap: Duration::from_millis(250),
        parked_gap: Duration::from_millis(500),
        background_gap: Duration::from_millis(200),
        cover_before_expiry: Duration::from_millis(500),
        grace: Duration::from_secs(1),
        unsteady_after: Duration::from_millis(700),
        silent_after: Duration::from_millis(1200),
        park_after: Duration::from_millis(500),
        read_limit: LIMITS.read + Duration::from_millis(500),
        change_limit: LIMITS.change + Duration::from_millis(500),
        ..Settings::default()
    }
}

impl Counter {
    /// A till that calls `address` as `host` and trusts the authorities of `ca_pem`.
    pub fn open(
        credentials: &Credentials,
        address: SocketAddr,
        host: &str,
        ca_pem: &str,
        settings: Settings,
    ) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let clock = Arc::new(ServerClock::new(Arc::new(SystemClock)));
        let stamp = Arc::clone(&clock);
        let client = Client::new(Config {
            base_url: format!("https://{host}:{}", address.port()).parse()?,
            client_id: credentials.client_id.clone(),
            client_secret: credentials.client_secret.clone(),
            identity_pem: credentials.client_identity_pem.clone(),
            ca_pem: Some(ca_pem.to_owned()),
            accept_language: Language::Ja,
            now: Arc::new(move || stamp.now()),
            limits: LIMITS,
        })?;
        let terms = Terms { shop_id: credentials.shop_id, private_money_id: credentials.private_money_id };
        let gateway = PartnerGateway::new(Arc::new(client), terms);
        let journal = SqliteJournal::open(folder.path())?;
        let setup = Setup::new("さくら商店 本店", "さくらマネー", "円", 50_000.into(), next_code().parse()?)
            .with_settings(settings);
        let till = Till::spawn(setup, Arc::new(gateway), Box::new(journal), clock, Box::new(RandomIds))?;
        Ok(Self { till, _folder: folder })
    }
}

/// A code that no other till of this program has: tills of one shop with one code and a new journal would take each
/// other's sales over, as a till must whose disk was replaced.
fn next_code() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    const DIGITS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut rest = NEXT.fetch_add(1, Ordering::Relaxed);
    let digits = (0..4).map(|_| {
        let digit = DIGITS[usize::try_from(rest % 36).unwrap_or_default()];
        rest /= 36;
        char::from(digit)
    });
    digits.collect()
}
