//! What staff can ask for, and what the till says to it. Whether an act is possible is decided here and shown by the
//! view from the same list; no window is relied on.

use jiff::Timestamp;
use tokio::sync::oneshot;

use super::actor::Actor;
use super::recheck::RecheckReply;
use crate::audit::{AuditAct, By};
use crate::journal::JournalError;
use crate::money::{Amount, Direction};
use crate::settings::Tuning;
use crate::tag::SaleNumber;
use crate::view::{BillAct, CommandProblem, Recheck, SaleAction, ShiftAct, ShiftProblem};

/// The answer to a command.
pub(super) type Reply<T> = oneshot::Sender<Result<T, CommandProblem>>;

/// A command, and in whose name it is.
#[derive(Debug)]
pub(super) struct Signed {
    pub(super) by: By,
    pub(super) command: Command,
}

/// An act of staff, or of the program on their behalf.
#[derive(Debug)]
pub(super) enum Command {
    /// A new sale; answers its label.
    Start { direction: Direction, amount: Amount, note: String, reply: Reply<String> },
    /// Withdraw the QR, or leave before it is there.
    Cancel { sale: String, reply: Reply<()> },
    /// Another amount.
    Amend { sale: String, to: Amount, reply: Reply<()> },
    /// A longer life.
    Extend { sale: String, reply: Reply<()> },
    /// Set the sale aside.
    Park { sale: String, reply: Reply<()> },
    /// Ask at once, also about a sale that has ended.
    CheckNow { sale: String, reply: Reply<Recheck> },
    /// The same once more; answers the new sale's label.
    NewQr { sale: String, reply: Reply<String> },
    /// The result was seen.
    Done { sale: String, reply: Reply<()> },
    /// Open or close a shift; answers its number.
    Shift { act: ShiftAct, reply: oneshot::Sender<Result<u32, ShiftProblem>> },
    /// Take the whole sale back.
    Refund { sale: String, reason: String, staff: String, reply: Reply<()> },
    /// Settle something in several steps.
    Bill { act: BillAct, reply: Reply<()> },
    /// That the journal was begun anew was seen.
    AcknowledgeJournal { reply: Reply<()> },
    /// Something around the till is to be in the audit log.
    Audit { act: AuditAct, at: Option<Timestamp>, reply: Reply<()> },
    /// Behave so from the next sale on.
    Tune { tuning: Tuning },
    /// Something suggests that asking now is worth it.
    Poke,
    /// An amount is being typed.
    WarmUp,
    /// The program ends.
    Close { reply: oneshot::Sender<()> },
}

impl Actor {
    /// The first sale waits a moment for the comparison with the server's list, so that it gets a number that is
    /// free there too.
    pub(super) fn obey(&mut self, signed: Signed) {
        let begins = matches!(signed.command, Command::Start { .. } | Command::Bill { act: BillAct::Next { .. }, .. });
        if begins && self.held_until().is_some_and(|until| until > self.now()) {
            self.held.push(signed);
        } else {
            self.carry_out(signed);
        }
    }

    /// Carries out what has waited for the comparison.
    pub(super) fn obey_held(&mut self) {
        if self.held_until().is_none_or(|until| until <= self.now()) {
            for signed in std::mem::take(&mut self.held) {
                self.carry_out(signed);
            }
        }
    }

    fn carry_out(&mut self, Signed { by, command }: Signed) {
        self.by = by;
        self.act(command);
        // What the till does by itself it does in nobody's name.
        self.by = By::default();
    }

    fn act(&mut self, command: Command) {
        match command {
            Command::Start { direction, amount, note, reply } => {
                answer(reply, self.start(direction, amount, &note, None));
            }
            Command::Cancel { sale, reply } => match self.permit(&sale, SaleAction::Cancel) {
                Ok(number) => answer(reply, self.cancel(number)),
                Err(_) => self.withdraw_again(&sale, reply),
            },
            Command::Amend { sale, to, reply } => {
                let done = self.permit(&sale, SaleAction::Amend).and_then(|number| self.amend(number, to));
                answer(reply, done);
            }
            Command::Extend { sale, reply } => {
                let done = self.permit(&sale, SaleAction::Extend).and_then(|number| self.extend(number));
                answer(reply, done);
            }
            Command::Park { sale, reply } => {
                let done = self.permit(&sale, SaleAction::Park).and_then(|number| self.park(number));
                answer(reply, done);
            }
            Command::CheckNow { sale, reply } => self.check(&sale, reply),
            Command::NewQr { sale, reply } => {
                let done = match self.permit(&sale, SaleAction::NewQr) {
                    Ok(number) => self.new_qr(number),
                    Err(_) => self.new_qr_from_history(&sale),
                };
                answer(reply, done);
            }
            Command::Done { sale, reply } => {
                answer(reply, self.acknowledge_all(&sale));
            }
            Command::Shift { act, reply } => {
                let _ = reply.send(self.shift_act(&act));
            }
            Command::Refund { sale, reason, staff, reply } => answer(reply, self.refund(&sale, &reason, &staff)),
            Command::Bill { act, reply } => answer(reply, self.bill_act(act)),
            Command::AcknowledgeJournal { reply } => answer(reply, self.acknowledge_journal()),
            Command::Audit { act, at, reply } => {
                answer(reply, self.audit_at(at.unwrap_or_else(|| self.clock.now()), act).map_err(CommandProblem::from));
            }
            Command::Tune { tuning } => self.settings.tune(tuning),
            Command::Poke => self.poke(),
            Command::WarmUp => {
                if !self.connection.is_warm(self.now()) {
                    self.send_ping();
                }
            }
            // The loop itself ends on it.
            Command::Close { reply } => drop(reply),
        }
    }

    /// Of a sale that has ended the tray is withdrawn all the same, should it be open.
    fn withdraw_again(&mut self, sale: &str, reply: Reply<()>) {
        // Of a sale that nobody knows there is nothing to write down.
        let written =
            self.past_tray(sale).and_then(|_| Ok(self.audit(AuditAct::Canceled { number: sale.to_owned() })?));
        match written {
            Ok(()) => self.recheck(sale, RecheckReply::Withdrawn(reply)),
            Err(problem) => answer(reply, Err(problem)),
        }
    }

    /// Asks at once: about the sale, about its refund, or, of a sale that has ended, whether the server still says the
    /// same. Only one of them can be open.
    fn check(&mut self, label: &str, reply: Reply<Recheck>) {
        if let Ok(number) = self.permit(label, SaleAction::CheckNow) {
            self.check_now(number);
            return answer(reply, Ok(Recheck::Followed));
        }
        match self.setup.till_code.read_label(label) {
            Some(sale) if self.check_refund(sale) => answer(reply, Ok(Recheck::Followed)),
            Some(_) | None => self.recheck(label, RecheckReply::Found(reply)),
        }
    }

    /// What stands on the screen under this number was seen: the sale's result, and how its refund has settled.
    fn acknowledge_all(&mut self, label: &str) -> Result<(), CommandProblem> {
        let sale = self.setup.till_code.read_label(label).ok_or(CommandProblem::NotPossibleNow)?;
        let had_refund = self.done_refund(sale)?;
        match self.permit(label, SaleAction::Done) {
            Ok(number) => self.done(number),
            Err(_) if had_refund => Ok(()),
            Err(problem) => Err(problem),
        }
    }

    /// The sale a label means, when the act is possible as it stands.
    pub(super) fn permit(&self, label: &str, action: SaleAction) -> Result<SaleNumber, CommandProblem> {
        let number = self.setup.till_code.read_label(label).ok_or(CommandProblem::NotPossibleNow)?;
        let followed = self.sales.get(&number).ok_or(CommandProblem::NotPossibleNow)?;
        if self.actions(followed).contains(&action) { Ok(number) } else { Err(CommandProblem::NotPossibleNow) }
    }
}

/// The caller may have gone; then nobody wants to know.
fn answer<T>(reply: Reply<T>, result: Result<T, CommandProblem>) {
    let _ = reply.send(result);
}

impl From<JournalError> for CommandProblem {
    fn from(_: JournalError) -> Self {
        Self::JournalUnavailable
    }
}

impl From<super::record::Unwritten> for CommandProblem {
    fn from(unwritten: super::record::Unwritten) -> Self {
        match unwritten {
            super::record::Unwritten::Journal(_) => Self::JournalUnavailable,
            super::record::Unwritten::Gone
            | super::record::Unwritten::Illegal(_)
            | super::record::Unwritten::IllegalRefund(_) => Self::NotPossibleNow,
        }
    }
}
