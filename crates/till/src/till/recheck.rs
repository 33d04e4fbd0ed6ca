//! Ask again about a sale that has ended, from the history: what the journal says is held against the server.
//!
//! Money that the journal does not know of is taken over, loudly; every other contradiction is told and changes
//! nothing, because a success never becomes anything else. A tray that was left open can be withdrawn on the way.

use std::sync::Arc;

use partner_api::ids::CashtrayId;
use partner_api::schema::CashtrayWithResult;
use tokio::time::Instant;

use super::actor::Actor;
use super::command::Reply;
use super::requests::{Done, Outcome};
use crate::gateway::Exchange;
use crate::journal::StoredRefund;
use crate::refund::RefundState;
use crate::sale::{Sale, SaleState};
use crate::tag::SaleNumber;
use crate::view::{CommandProblem, Recheck};

/// Who waits for what asking again finds.
#[derive(Debug)]
pub(super) enum RecheckReply {
    /// Staff asked for it.
    Found(Reply<Recheck>),
    /// Staff withdrew a tray; only that it was done is said.
    Withdrawn(Reply<()>),
}

impl RecheckReply {
    fn tell(self, found: Result<Recheck, CommandProblem>) {
        // The caller may have gone; then nobody wants to know.
        match self {
            Self::Found(reply) => drop(reply.send(found)),
            Self::Withdrawn(reply) => drop(reply.send(found.map(|_| ()))),
        }
    }
}

impl Actor {
    /// Asks about an ended sale's tray, and withdraws it first where that is wanted: a refusal then is as good as an
    /// answer, for the question after it decides.
    pub(super) fn recheck(&mut self, label: &str, reply: RecheckReply) {
        let (number, tray) = match self.past_tray(label) {
            Ok(past) => past,
            Err(problem) => return reply.tell(Err(problem)),
        };
        let sent = self.now();
        let gateway = Arc::clone(&self.gateway);
        let withdraws = matches!(reply, RecheckReply::Withdrawn(_));
        let exchange: Exchange<CashtrayWithResult> = Box::pin(async move {
            if withdraws {
                let _ = gateway.cancel_cashtray(tray).await;
            }
            gateway.get_cashtray(tray).await
        });
        let exchange = self.limited_for(number, exchange, self.settings().change_limit + self.settings().read_limit);
        self.requests
            .push(Box::pin(async move { Done::Rechecked { number, sent, outcome: Box::new(exchange.await), reply } }));
    }

    pub(super) fn rechecked(
        &mut self,
        number: SaleNumber,
        sent: Instant,
        outcome: Outcome<CashtrayWithResult>,
        reply: RecheckReply,
    ) {
        self.learn(sent, &outcome);
        let found = match outcome {
            Ok(answer) => self.weigh_again(number, &answer.value),
            Err(_) => Ok(Recheck::Unanswered),
        };
        reply.tell(found);
    }

    /// What the server's answer means beside what the journal says.
    fn weigh_again(&mut self, number: SaleNumber, tray: &CashtrayWithResult) -> Result<Recheck, CommandProblem> {
        let stored = self.journal.sale(number)?.ok_or(CommandProblem::NotPossibleNow)?;
        match (&tray.transaction, &stored.sale.state) {
            (None, SaleState::Succeeded { .. }) => {
                tracing::error!(sale = %self.label(number), "a paid sale has no transaction on the server");
                Ok(Recheck::NotPaidThere)
            }
            (None, _) => Ok(Recheck::Same),
            (Some(transaction), SaleState::Succeeded { success, .. }) => {
                if transaction.amount != success.amount {
                    tracing::error!(sale = %self.label(number), "the server says another amount than the journal");
                    let text = |amount: rust_decimal::Decimal| amount.normalize().to_string();
                    return Ok(Recheck::AmountDiffers { here: text(success.amount), there: text(transaction.amount) });
                }
                // What this till has taken back, or is taking back, is no news.
                let refund = self.journal.refund_of(number)?;
                let is_ours = refund.is_some_and(|StoredRefund { refund, .. }| {
                    matches!(refund.state, RefundState::Refunded { .. }) || !refund.state.is_settled()
                });
                Ok(if transaction.is_modified && !is_ours { Recheck::RefundedThere } else { Recheck::Same })
            }
            (Some(transaction), _) => {
                self.weigh_known(stored, transaction);
                let is_paid = |sale: &Sale| matches!(sale.state, SaleState::Succeeded { .. });
                match self.sales.get(&number) {
                    Some(followed) if is_paid(&followed.sale) => Ok(Recheck::FoundPaid {
                        transaction_id: transaction.id.to_string(),
                        amount: transaction.amount.normalize().to_string(),
                    }),
                    Some(_) | None => Err(CommandProblem::JournalUnavailable),
                }
            }
        }
    }

    /// The same once more, of a sale that ended some time ago without moving anything.
    pub(super) fn new_qr_from_history(&mut self, label: &str) -> Result<String, CommandProblem> {
        let sale = self.past(label)?;
        if !sale.state.may_be_repeated() {
            return Err(CommandProblem::NotPossibleNow);
        }
        let bill = self.bill_again(&sale);
        self.start(sale.intent.direction, sale.asked(), &sale.intent.note, bill)
    }

    pub(super) fn past_tray(&self, label: &str) -> Result<(SaleNumber, CashtrayId), CommandProblem> {
        let number = self.past(label)?.intent.number;
        let tray = self.journal.cashtray_of(number)?.ok_or(CommandProblem::NotPossibleNow)?;
        Ok((number, tray))
    }

    /// A sale that has ended, however old. One that has not is followed anyway.
    fn past(&self, label: &str) -> Result<Sale, CommandProblem> {
        let number = self.setup.till_code.read_label(label).ok_or(CommandProblem::NotPossibleNow)?;
        let stored = self.journal.sale(number)?.ok_or(CommandProblem::NotPossibleNow)?;
        if stored.sale.state.is_final() { Ok(stored.sale) } else { Err(CommandProblem::NotPossibleNow) }
    }
}
