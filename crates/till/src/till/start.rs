//! Begin a sale: the intent is written, then a tray is asked for; its id is written, then its QR may be drawn.

use partner_api::schema::Cashtray;
use partner_api::{Error, NotSent};
use tokio::time::Instant;

use super::actor::Actor;
use super::requests::{Outcome, end_of};
use super::watch::life_of;
use crate::bill::BillNumber;
use crate::gateway::Order;
use crate::money::{Amount, Direction};
use crate::rules::Rule;
use crate::sale::{Intent, SaleEvent, SaleState, Tray};
use crate::server_clock::{plus, signed};
use crate::tag::{SaleNumber, Tag, describe, tidy_note};
use crate::view::{CommandProblem, CreateProblem};

impl Actor {
    /// A new sale on the screen. A result that still stands there is acknowledged by it.
    pub(super) fn start(
        &mut self,
        direction: Direction,
        amount: Amount,
        note: &str,
        bill: Option<BillNumber>,
    ) -> Result<String, CommandProblem> {
        let before = self.live();
        let is_ended = |number| self.sales.get(&number).is_none_or(|it| it.sale.state.is_final());
        if before.is_some_and(|number| !is_ended(number)) && self.setup.rules.hold(Rule::OneTrayAtATime) {
            return Err(CommandProblem::SaleInProgress);
        }
        let number = self.begin(direction, amount, note, bill)?;
        if let Some(before) = before {
            self.acknowledge(before);
            if let Err(problem) = self.done_refund(before) {
                tracing::warn!(sale = %self.label(before), %problem, "how a refund has settled could not be filed");
            }
        }
        Ok(self.setup.till_code.label(number))
    }

    /// The same once more under a new tag, for a sale that has ended without moving anything.
    pub(super) fn new_qr(&mut self, number: SaleNumber) -> Result<String, CommandProblem> {
        let followed = self.sales.get(&number).ok_or(CommandProblem::NotPossibleNow)?;
        let (intent, asked) = (followed.sale.intent.clone(), followed.sale.asked());
        let bill = self.bill_again(&followed.sale);
        self.start(intent.direction, asked, &intent.note, bill)
    }

    /// Writes the intent and asks for the tray.
    pub(super) fn begin(
        &mut self,
        direction: Direction,
        amount: Amount,
        note: &str,
        bill: Option<BillNumber>,
    ) -> Result<SaleNumber, CommandProblem> {
        if direction == Direction::Topup && !self.setup.shop.can_topup {
            return Err(CommandProblem::TopupNotPermitted);
        }
        if self.is_storing() {
            return Err(CommandProblem::JournalUnavailable);
        }
        let number = SaleNumber(self.last_number.0 + 1);
        let tag = Tag::new(&self.setup.till_code, number, self.comparison.mark().stamp(self.ids.make_bits()));
        let note = tidy_note(note);
        let description = describe(&note, &tag)?;
        self.ensure_shift()?;
        // Counted even when the write fails: it may have been carried out all the same.
        self.last_number = number;
        let life = self.settings().tray_life;
        let life_seconds = u32::try_from(life.as_secs()).ok();
        let started_at = self.clock.now();
        self.append_intent(Intent { number, direction, amount, note, tag, started_at, bill, life_seconds })?;
        self.send_create(number, Order { direction, amount, description, life });
        Ok(number)
    }

    pub(super) fn tray_created(&mut self, number: SaleNumber, sent: Instant, outcome: Outcome<Cashtray>) {
        self.learn(sent, &outcome);
        self.watch(number, |watch| watch.changing = None);
        let Some(followed) = self.sales.get(&number) else { return };
        if !matches!(followed.sale.state, SaleState::Creating | SaleState::Abandoned) {
            return;
        }
        let intent = &followed.sale.intent;
        let event = match outcome {
            Err(error) => SaleEvent::NotOpened { problem: problem(&error) },
            Ok(answer) => {
                let cashtray = answer.value;
                let reckoned = plus(self.clock.at(sent), signed(life_of(&followed.sale, self.settings())));
                let tray = Tray {
                    id: cashtray.id,
                    expires_at: end_of(&cashtray, reckoned),
                    amount: intent.amount,
                    token: cashtray.token,
                };
                let terms = self.gateway.terms();
                match terms.check(intent.direction, intent.amount, cashtray.amount, &cashtray.account) {
                    Ok(()) if (self.setup.token_fits)(&tray.token) => SaleEvent::Opened { tray },
                    Ok(()) => {
                        tracing::error!(
                            sale = number.0,
                            "the QR belongs to another environment; a tray is withdrawn unseen"
                        );
                        SaleEvent::OpenedUnfit { tray }
                    }
                    Err(mismatch) => {
                        tracing::error!(sale = %self.label(number), %mismatch, "a tray is withdrawn unseen");
                        SaleEvent::OpenedUnfit { tray }
                    }
                }
            }
        };
        self.carry(number, event);
    }
}

/// Why no QR can be shown. A tray that a lost answer told of was never seen and dies by itself (reliability, B1).
fn problem(error: &Error) -> CreateProblem {
    match error {
        Error::NotSent { kind: NotSent::Unreachable | NotSent::ConnectTimeout, .. } => CreateProblem::Unreachable,
        Error::NotSent { kind: NotSent::Tls(problem), .. } => CreateProblem::Tls { problem: problem.into() },
        Error::NoAnswer { .. } => CreateProblem::NoAnswer,
        _ if error.is_busy() => CreateProblem::Busy,
        _ if error.is_clock_wrong() => CreateProblem::ClockWrong,
        Error::Unusable { .. } => CreateProblem::UnusableAnswer,
        Error::Refused(_) if error.is_outcome_unknown() => CreateProblem::NoAnswer,
        Error::Refused(refusal) => CreateProblem::Refused {
            status: refusal.status,
            error_type: refusal.kind.clone(),
            error_message: refusal.message.clone(),
        },
        Error::InvalidRequest { parameter, problem } => CreateProblem::Refused {
            status: 400,
            error_type: "invalid_parameters".to_owned(),
            error_message: format!("{parameter}: {problem}"),
        },
    }
}
