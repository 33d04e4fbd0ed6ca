//! Keys that were read, and the server they open: what is checked before a shop is kept.

use std::sync::Arc;

use credentials::Credentials;
use jiff::{SignedDuration, Timestamp};
use partner_api::ids::{PrivateMoneyId, ShopId};
use partner_api::operations::system::GetPing;
use partner_api::{Client, Language};
use shop_setup::checks::{self, CheckLine, Choice, Found};
use shop_setup::keys_file::KeysFile;
use till::clock::{Clock as _, SystemClock};
use till::server_clock::ServerClock;
use tokio::time::Instant;

use super::SetupProblem;
use crate::opening::client_of;

/// A set of keys with a client that uses them.
pub(crate) struct Connection {
    /// The keys.
    pub(crate) keys: Credentials,
    /// The shop that `config.ini` proposes.
    pub(crate) proposed_shop: Option<String>,
    /// The money that `config.ini` proposes.
    pub(crate) proposed_money: Option<String>,
    /// Keys of `config.ini` that no official SDK knows.
    pub(crate) unknown_keys: Vec<String>,
    client: Client,
    clock: Arc<ServerClock>,
}

/// A shop and a money that a till can sell with.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    /// The shop.
    pub(crate) shop_id: ShopId,
    /// The money.
    pub(crate) money_id: PrivateMoneyId,
    /// What the till needs of them.
    pub(crate) choice: Choice,
}

impl Connection {
    /// A connection of what was read. Nothing is sent yet.
    pub(crate) fn of(file: KeysFile, language: Language) -> Result<Self, SetupProblem> {
        let clock = Arc::new(ServerClock::new(Arc::new(SystemClock)));
        let client = client_of(&file.credentials, &clock, language)?;
        Ok(Self {
            keys: file.credentials,
            proposed_shop: file.shop_id,
            proposed_money: file.private_money_id,
            unknown_keys: file.unknown_keys,
            client,
            clock,
        })
    }

    /// A connection of keys that were kept.
    pub(crate) fn of_kept(keys: Credentials, language: Language) -> Result<Self, SetupProblem> {
        let file = KeysFile { credentials: keys, shop_id: None, private_money_id: None, unknown_keys: Vec::new() };
        Self::of(file, language)
    }

    /// Checks everything that does not depend on the shop; `tell` hears each line as soon as it is known.
    pub(crate) async fn check_keys(&self, tell: &mut (dyn FnMut(CheckLine) + Send)) -> Option<Found> {
        self.learn_the_time().await;
        checks::check_keys(&self.client, self.keys.identity.facts(), wall(), tell).await
    }

    /// Checks a choice of shop and money.
    pub(crate) async fn check_choice(
        &self,
        shop_id: ShopId,
        money_id: PrivateMoneyId,
        tell: &mut (dyn FnMut(CheckLine) + Send),
    ) -> Option<Chosen> {
        let choice = checks::check_choice(&self.client, shop_id, money_id, tell).await?;
        Some(Chosen { shop_id, money_id, choice })
    }

    /// A till stamps its requests with the server's time. So does the check, or a machine whose clock is off would seem
    /// to have wrong keys.
    async fn learn_the_time(&self) {
        let sent = Instant::now();
        if let Ok(answer) = self.client.send(&GetPing {}).await
            && let Some(date) = answer.server_date
        {
            self.clock.learn(date, sent, Instant::now());
        }
    }
}

/// This machine's clock, as a person reads it.
pub(crate) fn wall() -> Timestamp {
    SystemClock.wall()
}

/// Whole days from `now` until the end; negative after it.
pub(crate) fn days_until(end: Timestamp, now: Timestamp) -> i64 {
    end.duration_since(now).as_secs().div_euclid(SignedDuration::from_hours(24).as_secs())
}
