//! The refunds as windows draw them.

use super::FollowedRefund;
use crate::money::Direction;
use crate::refund::{RefundState, Refusal};
use crate::tag::SaleNumber;
use crate::till::actor::Actor;
use crate::view::{
    Notice, RefundCheckingReason, RefundOutcome, RefundRefusal, RefundStateView, RefundView, SaleAction, SaleRow,
    SaleRowState,
};

impl Actor {
    /// Every refund that is not certain yet, or whose end was not acknowledged.
    pub(in crate::till) fn refund_views(&self) -> Vec<RefundView> {
        let is_to_be_seen = |it: &&FollowedRefund| !it.refund.is_filed || it.is_storing();
        self.refunds.values().filter(is_to_be_seen).map(|followed| self.refund_view(followed)).collect()
    }

    /// The refund of a sale, once staff asked for one.
    pub(in crate::till) fn refund_view_of(&self, sale: SaleNumber) -> Option<RefundView> {
        self.refunds.get(&sale).map(|followed| self.refund_view(followed))
    }

    /// Whether the refund of a sale that moved money may be asked for now.
    pub(in crate::till) fn may_refund(&self, sale: SaleNumber) -> bool {
        let may = |it: &FollowedRefund| it.refund.state.may_be_tried_again() && !it.is_storing();
        self.refunds.get(&sale).is_none_or(may)
    }

    /// A line of the list with what belongs to its refund.
    pub(in crate::till) fn row_with_refund(&self, sale: SaleNumber, row: &SaleRow) -> SaleRow {
        let may_refund = row.state == SaleRowState::Succeeded && self.may_refund(sale);
        let actions = if may_refund { vec![SaleAction::Refund] } else { Vec::new() };
        SaleRow { refund: self.refund_view_of(sale), actions, ..row.clone() }
    }

    /// What has settled and was not seen yet.
    pub(in crate::till) fn refund_notices(&self) -> impl Iterator<Item = Notice> {
        self.refunds.iter().filter(|(_, it)| !it.refund.is_filed && !it.is_storing()).filter_map(|(sale, it)| {
            let outcome = match it.refund.state {
                RefundState::Refunded { .. } => RefundOutcome::Refunded,
                RefundState::RefundedElsewhere { .. } => RefundOutcome::RefundedElsewhere,
                RefundState::Refused { .. } => RefundOutcome::Refused,
                RefundState::NotCarriedOut { .. } => RefundOutcome::NotCarriedOut,
                RefundState::Intended | RefundState::Asking { .. } | RefundState::Unanswered { .. } => return None,
            };
            Some(Notice::RefundSettled { number: self.setup.till_code.label(*sale), outcome })
        })
    }

    fn refund_view(&self, followed: &FollowedRefund) -> RefundView {
        let refund = &followed.refund;
        let intent = &refund.intent;
        let transaction = intent.transaction_id.to_string();
        RefundView {
            number: self.setup.till_code.label(intent.sale),
            direction: intent.direction,
            amount: intent.amount.to_string(),
            money_amount: intent.money_amount.to_string(),
            point_amount: intent.point_amount.to_string(),
            transaction_last4: transaction[transaction.len() - 4..].to_owned(),
            reason: refund.request.reason.clone(),
            staff: refund.request.staff.clone(),
            asked_at: refund.request.asked_at.to_string(),
            state: self.refund_state(followed),
            actions: actions(followed),
        }
    }

    fn refund_state(&self, followed: &FollowedRefund) -> RefundStateView {
        let FollowedRefund { refund, watch, .. } = followed;
        let now = self.now();
        let checking_for_ms = u64::try_from(now.saturating_duration_since(watch.since).as_millis()).unwrap_or(u64::MAX);
        let checking = |why, certain_in_ms| RefundStateView::Checking { why, checking_for_ms, certain_in_ms };
        if followed.is_storing() {
            return checking(RefundCheckingReason::Storing, None);
        }
        match &refund.state {
            RefundState::Intended | RefundState::Asking { .. } => checking(RefundCheckingReason::Asking, None),
            RefundState::Unanswered { over_at } => {
                let left = over_at.duration_since(self.clock.at(now));
                let reason =
                    if watch.is_taken_up { RefundCheckingReason::Restarted } else { RefundCheckingReason::Unanswered };
                checking(reason, Some(u64::try_from(left.as_millis()).unwrap_or(0)))
            }
            RefundState::Refunded { facts } => RefundStateView::Refunded {
                refunded_at: facts.refunded_at.to_string(),
                after_restart: watch.is_taken_up,
            },
            RefundState::RefundedElsewhere { facts } => {
                RefundStateView::RefundedElsewhere { refunded_at: facts.refunded_at.to_string() }
            }
            RefundState::Refused { refusal } => RefundStateView::Refused {
                why: why_refused(refusal, refund.intent.direction),
                error_type: refusal.error_type.clone(),
                error_message: refusal.error_message.clone(),
            },
            RefundState::NotCarriedOut { why } => RefundStateView::NotCarriedOut { why: *why },
        }
    }
}

fn actions(followed: &FollowedRefund) -> Vec<SaleAction> {
    let state = &followed.refund.state;
    if followed.is_storing() {
        return Vec::new();
    }
    if !state.is_settled() {
        return vec![SaleAction::CheckNow];
    }
    let again = state.may_be_tried_again().then_some(SaleAction::Refund);
    let done = (!followed.refund.is_filed).then_some(SaleAction::Done);
    again.into_iter().chain(done).collect()
}

/// The time alone publishes nothing.
pub(in crate::till) fn stop_refund_counters(refund: &mut RefundView) {
    if let RefundStateView::Checking { checking_for_ms, certain_in_ms, .. } = &mut refund.state {
        *checking_for_ms = 0;
        *certain_in_ms = certain_in_ms.map(|_| 0);
    }
}

fn why_refused(refusal: &Refusal, direction: Direction) -> RefundRefusal {
    match (refusal.status, refusal.error_type.as_str()) {
        (403, _) => RefundRefusal::NotPermitted,
        (404, _) | (_, "transaction_not_found") => RefundRefusal::TransactionNotFound,
        (_, "account_balance_not_enough") => match direction {
            Direction::Payment => RefundRefusal::ShopBalanceTooLow,
            Direction::Topup => RefundRefusal::AlreadySpent,
        },
        (_, "not_refundable_transaction_type" | "can_not_refund_bank_transaction") => RefundRefusal::NotRefundable,
        (_, "account_closed" | "account_pre_closed") => RefundRefusal::WalletClosed,
        _ => RefundRefusal::Other,
    }
}
