//! What staff can ask for, and what the till says to it. Whether an act is possible is decided here and shown by the
//! view from the same list; no window is relied on.

use tokio::sync::oneshot;

use super::actor::Actor;
use super::show::actions;
use crate::journal::JournalError;
use crate::money::{Amount, Direction};
use crate::tag::SaleNumber;
use crate::view::{CommandProblem, SaleAction};

/// The answer to a command.
pub(super) type Reply<T> = oneshot::Sender<Result<T, CommandProblem>>;

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
    /// Ask at once.
    CheckNow { sale: String, reply: Reply<()> },
    /// The same once more; answers the new sale's label.
    NewQr { sale: String, reply: Reply<String> },
    /// The result was seen.
    Done { sale: String, reply: Reply<()> },
    /// That the journal was begun anew was seen.
    AcknowledgeJournal { reply: Reply<()> },
    /// Something suggests that asking now is worth it.
    Poke,
    /// An amount is being typed.
    WarmUp,
    /// The program ends.
    Close { reply: oneshot::Sender<()> },
}

impl Actor {
    pub(super) fn obey(&mut self, command: Command) {
        match command {
            Command::Start { direction, amount, note, reply } => {
                answer(reply, self.start(direction, amount, &note));
            }
            Command::Cancel { sale, reply } => {
                let done = self.permit(&sale, SaleAction::Cancel).and_then(|number| self.cancel(number));
                answer(reply, done);
            }
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
            Command::CheckNow { sale, reply } => {
                let done = self.permit(&sale, SaleAction::CheckNow).map(|number| self.check_now(number));
                answer(reply, done);
            }
            Command::NewQr { sale, reply } => {
                let done = self.permit(&sale, SaleAction::NewQr).and_then(|number| self.new_qr(number));
                answer(reply, done);
            }
            Command::Done { sale, reply } => {
                let done = self.permit(&sale, SaleAction::Done).and_then(|number| self.done(number));
                answer(reply, done);
            }
            Command::AcknowledgeJournal { reply } => answer(reply, self.acknowledge_journal()),
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

    /// The sale a label means, when the act is possible as it stands.
    fn permit(&self, label: &str, action: SaleAction) -> Result<SaleNumber, CommandProblem> {
        let number = self.setup.till_code.read_label(label).ok_or(CommandProblem::NotPossibleNow)?;
        let followed = self.sales.get(&number).ok_or(CommandProblem::NotPossibleNow)?;
        if actions(&followed.sale, &followed.watch, &self.circumstances()).contains(&action) {
            Ok(number)
        } else {
            Err(CommandProblem::NotPossibleNow)
        }
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
            super::record::Unwritten::Gone | super::record::Unwritten::Illegal(_) => Self::NotPossibleNow,
        }
    }
}
