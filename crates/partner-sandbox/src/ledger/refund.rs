//! Undoing a transaction: whole, and once.

use jiff::Timestamp;
use partner_api::ids::TransactionId;

use super::book::Posting;
use super::transaction::Refund;
use super::{Kind, Ledger, Movement};
use crate::refusal::Refusal;

impl Ledger {
    /// Moves the money of a transaction back.
    ///
    /// Refused when it is unknown, was refunded before, or when the receiver no longer holds what it received (a
    /// top-up that was spent). The direction of points stays: points go back as points.
    pub(crate) fn refund_transaction(
        &mut self,
        now: Timestamp,
        id: TransactionId,
        description: &str,
    ) -> Result<&Movement, Refusal> {
        let movement = self.transaction(id).ok_or_else(|| Refusal::of("transaction_not_found"))?.clone();
        if movement.refund.is_some() {
            return Err(Refusal::of("transaction_already_refunded"));
        }
        if !self.book.balance(movement.receiver_account_id).covers(movement.moved) {
            return Err(Refusal::of("account_balance_not_enough"));
        }
        self.book.post(Posting {
            from: movement.receiver_account_id,
            to: movement.sender_account_id,
            moved: movement.moved,
            transaction_id: Some(id),
        });
        if movement.kind == Kind::Topup {
            self.withdraw(id, movement.sender_account_id, movement.moved);
        }
        let refund = Refund { transfer_id: self.ids.next(), done_at: now, description: description.to_owned() };
        self.changed();
        let kept = self.transactions.get_mut(&id).ok_or_else(|| Refusal::of("transaction_not_found"))?;
        kept.refund = Some(refund);
        Ok(kept)
    }
}
