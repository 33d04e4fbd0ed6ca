//! Undoing a transaction: whole, and once.

use jiff::Timestamp;
use partner_api::ids::TransactionId;

use super::book::Posting;
use super::transaction::Refund;
use super::{Kind, Ledger, Lot, Movement, Purse, Standing};
use crate::refusal::Refusal;

impl Ledger {
    /// Moves the money of a transaction back.
    ///
    /// Refused when it is unknown, was refunded before, is neither payment nor top-up, or when the receiver no longer
    /// holds what it received (a top-up that was spent). Points go back as points, and end when they would have; or at
    /// `points_expire_at`, when that is given.
    pub(crate) fn refund_transaction(
        &mut self,
        now: Timestamp,
        id: TransactionId,
        description: &str,
        points_expire_at: Option<Timestamp>,
    ) -> Result<&Movement, Refusal> {
        let movement = self.transaction(id).ok_or_else(|| Refusal::of("transaction_not_found"))?.clone();
        if movement.refund.is_some() {
            return Err(Refusal::of("transaction_already_refunded"));
        }
        if !matches!(movement.kind, Kind::Payment | Kind::Topup) {
            return Err(Refusal::of("not_refundable_transaction_type"));
        }
        for account in [movement.sender_account_id, movement.receiver_account_id] {
            match self.accounts.get(&account).map(|account| account.standing) {
                Some(Standing::PreClosed) => return Err(Refusal::of("account_pre_closed")),
                Some(Standing::Closed) => return Err(Refusal::of("account_closed")),
                Some(Standing::Active | Standing::Suspended) | None => {}
            }
        }
        if !self.book.balance(movement.receiver_account_id).covers(movement.moved) {
            return Err(Refusal::of("account_balance_not_enough"));
        }
        match movement.kind {
            Kind::Topup => self.withdraw(&movement),
            _ => self.give_back(&movement, points_expire_at),
        }
        let refund = Refund { transfer_id: self.ids.next(), done_at: now, description: description.to_owned() };
        self.changed();
        let kept = self.transactions.get_mut(&id).ok_or_else(|| Refusal::of("transaction_not_found"))?;
        kept.refund = Some(refund);
        Ok(kept)
    }

    /// What a customer paid comes back, with the ends that its parts had.
    fn give_back(&mut self, movement: &Movement, points_expire_at: Option<Timestamp>) {
        self.book.post(Posting {
            from: movement.receiver_account_id,
            to: movement.sender_account_id,
            moved: movement.moved,
            transaction_id: Some(movement.id),
        });
        let mut lots = movement.taken.clone();
        if let Some(expires_at) = points_expire_at {
            for lot in &mut lots {
                lot.part.points = rust_decimal::Decimal::ZERO;
            }
            let points = Purse { points: movement.moved.points, ..Purse::default() };
            lots.push(Lot { expires_at, part: points });
        }
        self.lots.add(movement.sender_account_id, &lots);
    }
}
