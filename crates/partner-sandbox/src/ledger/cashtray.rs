//! A tray's life: created, perhaps amended, then scanned, cancelled or expired.

use jiff::{SignedDuration, Timestamp};
use partner_api::ids::{AccountId, CashtrayId, PrivateMoneyId, ShopId, TransactionId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Ledger, Owner};
use crate::refusal::Refusal;
use crate::switches::{ShownAttempt, Switches, UpdateExpiry};

/// The life of a tray when `expires_in` is not sent, in seconds (documented).
pub(crate) const DEFAULT_EXPIRES_IN_SECONDS: u32 = 1800;

const TOKEN_PREFIX: &str = "https://www-sandbox.pokepay.jp/cashtrays/";

/// What a tray's QR carries (wire protocol, section 10).
pub(crate) fn token_of(id: CashtrayId) -> String {
    format!("{TOKEN_PREFIX}{id}")
}

/// The tray a QR names, read as Pokepay's phones read it: everything after the prefix is the id.
pub(crate) fn tray_id_in(token: &str) -> Option<CashtrayId> {
    token.trim().strip_prefix(TOKEN_PREFIX)?.parse().ok()
}

/// A tray as the far side keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Tray {
    pub(crate) id: CashtrayId,
    /// Negative: the customer pays. Positive: the customer is topped up.
    pub(crate) amount: Decimal,
    pub(crate) description: String,
    /// The shop's wallet.
    pub(crate) account_id: AccountId,
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) canceled_at: Option<Timestamp>,
    /// Every scan, in order.
    pub(crate) attempts: Vec<Attempt>,
    /// Set by the one scan that moved money.
    pub(crate) transaction_id: Option<TransactionId>,
    /// True after the one scan that was let through to the wallets, whatever became of it.
    pub(crate) is_spent: bool,
}

/// One scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Attempt {
    /// The customer's wallet; null when there is none of this money.
    pub(crate) account_id: Option<AccountId>,
    /// Null for a success, otherwise the machine name of the refusal.
    pub(crate) error_type: Option<String>,
    pub(crate) created_at: Timestamp,
}

/// Where a tray stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Life {
    /// A scan is let through.
    Open,
    /// A scan was let through; whether it moved money says the transaction.
    Spent,
    /// The shop took it back.
    Canceled,
    /// Its time is over.
    Expired,
}

impl Life {
    /// What a scan, an update or a cancel of a tray in this state is refused with.
    pub(crate) fn refusal(self) -> Option<&'static str> {
        match self {
            Self::Open => None,
            Self::Spent => Some("cashtray_already_proceed"),
            Self::Canceled => Some("cashtray_already_canceled"),
            Self::Expired => Some("cashtray_expired"),
        }
    }
}

impl Tray {
    /// Where the tray stands at a moment. Documented: expired is what has `expires_at < now`.
    pub(crate) fn life(&self, now: Timestamp) -> Life {
        if self.is_spent {
            Life::Spent
        } else if self.canceled_at.is_some() {
            Life::Canceled
        } else if self.expires_at < now {
            Life::Expired
        } else {
            Life::Open
        }
    }

    /// The one attempt that `GetCashtray` shows.
    pub(crate) fn shown_attempt(&self, shown: ShownAttempt) -> Option<&Attempt> {
        match shown {
            ShownAttempt::Newest => self.attempts.last(),
            ShownAttempt::SuccessfulElseFirst => {
                self.attempts.iter().find(|attempt| attempt.error_type.is_none()).or(self.attempts.first())
            }
        }
    }
}

/// What `CreateCashtray` asks for.
#[derive(Clone, Debug)]
pub(crate) struct NewCashtray {
    pub(crate) private_money_id: PrivateMoneyId,
    pub(crate) shop_id: ShopId,
    pub(crate) amount: Decimal,
    pub(crate) description: String,
    pub(crate) expires_in_seconds: Option<u32>,
}

/// What `UpdateCashtray` asks for; null leaves a field as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct TrayChange {
    pub(crate) amount: Option<Decimal>,
    pub(crate) description: Option<String>,
    pub(crate) expires_in_seconds: Option<u32>,
}

impl Ledger {
    /// Makes a tray. Refused for an unknown shop, and for a shop without a wallet of the money.
    pub(crate) fn create_cashtray(&mut self, now: Timestamp, new: NewCashtray) -> Result<&Tray, Refusal> {
        self.shop(new.shop_id).ok_or_else(|| Refusal::of("shop_user_not_found"))?;
        let account_id = self
            .account_of(Owner::Shop(new.shop_id), new.private_money_id)
            .ok_or_else(|| Refusal::of("account_not_found"))?
            .id;
        let tray = Tray {
            id: CashtrayId(self.ids.next()),
            amount: new.amount,
            description: new.description,
            account_id,
            created_at: now,
            expires_at: later(now, new.expires_in_seconds.unwrap_or(DEFAULT_EXPIRES_IN_SECONDS)),
            canceled_at: None,
            attempts: Vec::new(),
            transaction_id: None,
            is_spent: false,
        };
        self.changed();
        Ok(self.cashtrays.entry(tray.id).or_insert(tray))
    }

    /// Changes the fields that are given of an open tray.
    pub(crate) fn update_cashtray(
        &mut self,
        now: Timestamp,
        id: CashtrayId,
        change: TrayChange,
        switches: &Switches,
    ) -> Result<&Tray, Refusal> {
        self.open_cashtray(now, id)?;
        self.changed();
        let tray = self.tray_mut(id)?;
        tray.amount = change.amount.unwrap_or(tray.amount);
        if let Some(description) = change.description {
            tray.description = description;
        }
        let reset = switches.omitted_expiry_resets.then_some(DEFAULT_EXPIRES_IN_SECONDS);
        if let Some(seconds) = change.expires_in_seconds.or(reset) {
            let from = match switches.update_expiry {
                UpdateExpiry::FromUpdate => now,
                UpdateExpiry::FromCreation => tray.created_at,
            };
            tray.expires_at = later(from, seconds);
        }
        Ok(tray)
    }

    /// Takes an open tray back.
    pub(crate) fn cancel_cashtray(&mut self, now: Timestamp, id: CashtrayId) -> Result<&Tray, Refusal> {
        self.open_cashtray(now, id)?;
        self.changed();
        let tray = self.tray_mut(id)?;
        tray.canceled_at = Some(now);
        Ok(tray)
    }

    /// The trays that a scan would be let through to, the newest first.
    pub(crate) fn open_trays(&self, now: Timestamp) -> Vec<&Tray> {
        let mut trays: Vec<_> = self.cashtrays.values().filter(|tray| tray.life(now) == Life::Open).collect();
        trays.sort_by_key(|tray| std::cmp::Reverse((tray.created_at, tray.id)));
        trays
    }

    /// Every tray there ever was.
    pub(crate) fn cashtrays(&self) -> impl Iterator<Item = &Tray> {
        self.cashtrays.values()
    }

    pub(super) fn tray_mut(&mut self, id: CashtrayId) -> Result<&mut Tray, Refusal> {
        self.cashtrays.get_mut(&id).ok_or_else(Refusal::not_found)
    }

    fn open_cashtray(&self, now: Timestamp, id: CashtrayId) -> Result<(), Refusal> {
        let tray = self.cashtray(id).ok_or_else(Refusal::not_found)?;
        tray.life(now).refusal().map_or(Ok(()), |kind| Err(Refusal::of(kind)))
    }
}

/// A moment plus some seconds; the last moment there is when that would be later still.
fn later(from: Timestamp, seconds: u32) -> Timestamp {
    from.checked_add(SignedDuration::from_secs(seconds.into())).unwrap_or(Timestamp::MAX)
}
