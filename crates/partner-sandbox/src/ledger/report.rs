//! The books, laid open for tests and for engineers.

use jiff::Timestamp;
use partner_api::WireTime;
use partner_api::ids::{AccountId, CashtrayId};
use partner_api::schema::{CashtrayWithResult, Transaction};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Ledger, Tray, token_of};
use crate::refusal::Language;
use crate::switches::ShownAttempt;

/// Everything the far side remembers, as `GET /ledger` of the control side answers it.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerReport {
    /// All wallets together, money and points: always zero.
    #[serde(with = "partner_api::number")]
    pub total: Decimal,
    /// Every wallet, the issuer's included.
    pub wallets: Vec<WalletReport>,
    /// Every tray there ever was, with what became of it.
    pub cashtrays: Vec<CashtrayWithResult>,
    /// Every transaction with its transfers, the oldest first.
    pub transactions: Vec<Transaction>,
}

/// One wallet.
#[derive(Clone, Debug, Serialize)]
pub struct WalletReport {
    /// The wallet's id.
    pub account_id: AccountId,
    /// Whose it is.
    pub name: String,
    /// The part that was paid for. An issuer's is negative by what it has issued.
    #[serde(with = "partner_api::number")]
    pub money_balance: Decimal,
    /// The part that was given as points.
    #[serde(with = "partner_api::number")]
    pub point_balance: Decimal,
}

/// A tray that waits for a scan.
#[derive(Clone, Debug, Serialize)]
pub struct OpenCashtray {
    /// The tray's id.
    pub id: CashtrayId,
    /// What its QR carries.
    pub token: String,
    /// Negative: the customer pays. Positive: the customer is topped up. In the money's unit.
    #[serde(with = "partner_api::number")]
    pub amount: Decimal,
    /// The money's unit, for example `円`.
    pub unit: String,
    /// What the shop wrote; may be empty.
    pub description: String,
    /// The shop's name.
    pub shop_name: String,
    /// From then on a scan is refused.
    pub expires_at: WireTime,
    /// Whole seconds until then, by the sandbox's clock.
    pub expires_in_seconds: i64,
}

impl Ledger {
    /// Everything, in the form of the wire.
    pub(crate) fn report(&self, shown: ShownAttempt) -> LedgerReport {
        let wallet = |account: &super::AccountRecord| {
            let purse = self.book.balance(account.id);
            WalletReport {
                account_id: account.id,
                name: account.name.clone(),
                money_balance: purse.money,
                point_balance: purse.points,
            }
        };
        LedgerReport {
            total: self.book.sum().total(),
            wallets: self.accounts.values().map(wallet).collect(),
            cashtrays: self.cashtrays().map(|tray| self.cashtray_with_result(tray, shown, Language::English)).collect(),
            transactions: self
                .order
                .iter()
                .filter_map(|id| self.transaction(*id))
                .map(|movement| self.transaction_detail(movement))
                .collect(),
        }
    }

    /// The trays a phone could scan now, the newest first.
    pub(crate) fn open_cashtrays(&self, now: Timestamp) -> Vec<OpenCashtray> {
        let open = |tray: &Tray| {
            let shape = self.cashtray_shape(tray);
            OpenCashtray {
                id: tray.id,
                token: token_of(tray.id),
                amount: tray.amount,
                unit: shape.account.private_money.unit,
                description: shape.description,
                shop_name: shape.account.user.name,
                expires_at: shape.expires_at,
                expires_in_seconds: tray.expires_at.duration_since(now).as_secs(),
            }
        };
        self.open_trays(now).into_iter().map(open).collect()
    }
}
