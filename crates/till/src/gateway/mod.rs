//! What the till asks of the far side, in the till's words, and the only place where a direction becomes a sign.
//!
//! A gateway sends and receives; it decides nothing, repeats nothing and keeps nothing. Whether an answer is the one
//! that was asked for is checked by [`Terms::check`], so that every gateway is held to it.

mod partner;

use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use partner_api::ids::{CashtrayId, PrivateMoneyId, ShopId, TransactionId};
use partner_api::schema::{AccountWithUser, Cashtray, CashtrayWithResult, Page, Transaction};
use rust_decimal::Decimal;

pub use partner::{PartnerGateway, create_request};
pub use partner_api::Answer;

use crate::money::{Amount, Direction};

/// A request under way. Dropping it gives it up; the far side may still carry it out.
pub type Exchange<T> = BoxFuture<'static, Result<Answer<T>, partner_api::Error>>;

/// The far side.
pub trait Gateway: Send + Sync + 'static {
    /// The shop and money all trays are for.
    fn terms(&self) -> Terms;

    /// Makes a tray.
    fn create_cashtray(&self, order: Order) -> Exchange<Cashtray>;

    /// Asks what became of a tray.
    fn get_cashtray(&self, id: CashtrayId) -> Exchange<CashtrayWithResult>;

    /// Changes a tray's amount or life.
    fn update_cashtray(&self, id: CashtrayId, change: Change) -> Exchange<Cashtray>;

    /// Withdraws a tray.
    fn cancel_cashtray(&self, id: CashtrayId) -> Exchange<Cashtray>;

    /// Reads a transaction, and whether it was taken back since.
    fn get_transaction(&self, id: TransactionId) -> Exchange<Transaction>;

    /// Takes a transaction back, whole. There is no request id: who has no answer reads the transaction and never
    /// sends this again by itself (reliability, R14). The description appears on the refund.
    fn refund_transaction(&self, id: TransactionId, description: String) -> Exchange<Transaction>;

    /// Lists one page of the transactions of this shop and money that fit a query. What is listed may shift while the
    /// pages are turned: [`crate::list`] reads a whole range.
    fn list_transactions(&self, query: TransactionQuery) -> Exchange<Page<Transaction>>;

    /// Asks whether the far side answers at all. Leaves a connection ready for the tray that will soon be asked for.
    fn ping(&self) -> Exchange<()>;
}

/// A tray to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Payment or top-up.
    pub direction: Direction,
    /// The amount.
    pub amount: Amount,
    /// Note and tag, for the transaction.
    pub description: String,
    /// The tray's life, sent in whole seconds.
    pub life: Duration,
}

/// Which transactions of this shop and money are wanted, and which page of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionQuery {
    /// Done at this moment or later; `None` for no bound.
    pub from: Option<Timestamp>,
    /// Done before this moment; `None` for no bound.
    pub to: Option<Timestamp>,
    /// With exactly this description, note and tag together; `None` for any.
    pub description: Option<String>,
    /// The page, from 1.
    pub page: u32,
    /// Rows per page, at least 1.
    pub per_page: u32,
}

/// A change of a tray: never both at once, so that an amend cannot move the end (reliability, D7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another amount, in the tray's own direction (reliability, A2).
    Amount {
        /// The tray's direction.
        direction: Direction,
        /// The amount.
        to: Amount,
    },
    /// A new life, counted from the arrival of the request, sent in whole seconds.
    Life(Duration),
}

/// The shop and money that every answer must be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The shop.
    pub shop_id: ShopId,
    /// The money.
    pub private_money_id: PrivateMoneyId,
}

/// In what an answer is not about what was asked for (reliability, A1 and C12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// Another amount, or the other direction.
    #[error("the tray is for {found}, not for {asked}")]
    Amount {
        /// What was asked for, with its sign.
        asked: Decimal,
        /// What the answer says.
        found: Decimal,
    },
    /// Another shop's wallet.
    #[error("the tray belongs to another shop")]
    Shop,
    /// Another money.
    #[error("the tray is in another money")]
    Money,
}

impl Terms {
    /// Whether an answer is about this shop and money and exactly this amount in this direction.
    pub fn check(
        &self,
        direction: Direction,
        asked: Amount,
        found: Decimal,
        account: &AccountWithUser,
    ) -> Result<(), Mismatch> {
        let asked = signed(direction, asked);
        if found != asked {
            Err(Mismatch::Amount { asked, found })
        } else if account.user.id.0 != self.shop_id.0 {
            Err(Mismatch::Shop)
        } else if account.private_money.id != self.private_money_id {
            Err(Mismatch::Money)
        } else {
            Ok(())
        }
    }
}

/// The amount as the wire wants it: negative when the customer pays, positive for a top-up.
fn signed(direction: Direction, amount: Amount) -> Decimal {
    match direction {
        Direction::Payment => -amount.value(),
        Direction::Topup => amount.value(),
    }
}

/// The amount of an answer for a sale in this direction; `None` when it is not one.
pub fn unsigned(direction: Direction, found: Decimal) -> Option<Amount> {
    let value = match direction {
        Direction::Payment => -found,
        Direction::Topup => found,
    };
    Amount::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::{signed, unsigned};
    use crate::money::{Amount, Direction};

    proptest! {
        #[test]
        fn a_payment_is_negative_a_topup_positive_and_neither_reads_as_the_other(units in 1_u64..) {
            let amount = Amount::try_from(Decimal::from(units)).expect("above zero");
            prop_assert_eq!(signed(Direction::Payment, amount), -Decimal::from(units));
            prop_assert_eq!(signed(Direction::Topup, amount), Decimal::from(units));
            for (way, other) in [(Direction::Payment, Direction::Topup), (Direction::Topup, Direction::Payment)] {
                prop_assert_eq!(unsigned(way, signed(way, amount)), Some(amount));
                prop_assert_eq!(unsigned(other, signed(way, amount)), None);
            }
        }
    }
}
