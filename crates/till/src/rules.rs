//! The rules of the till that a simulation may switch off, to prove that its checks would notice.
//!
//! Each is asked at the one place where it lives. Without the feature `breakable`, which the terminal never enables,
//! there is nothing to switch: `Rules::hold` is `true` and the compiler removes the question. The rules about the
//! order of writing and telling (R1 to R3) and about the clock (R8) need no switch here: a simulation breaks them from
//! outside, with a journal that writes behind and an answer that carries the wrong date.

use jiff::Timestamp;
use partner_api::schema::{CashtrayAttempt, CashtrayWithResult};

use crate::resolve::{self, TrayStatus};

/// A rule that can be switched off. Numbers as in the project's list of hazards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// R4: everything that is not final is taken up again at the start.
    TakeUp,
    /// R5: a transaction means paid, before anything else is looked at.
    TransactionFirst,
    /// R6: a reading that claims success and has no transaction yet ends nothing.
    SuccessWithoutTransaction,
    /// R6: `cashtray_already_proceed` without a transaction ends nothing.
    AlreadyProceed,
    /// R7: every wait ends: past expiry and grace a sale is settled, and a person is told.
    EveryWaitEnds,
    /// R9: a withdrawal without an answer is unknown; it is repeated and asked for.
    SilenceIsUnknown,
    /// R10: a refused withdrawal says nothing about the end; the tray is asked for.
    RefusalIsAsked,
    /// R11: the amount that is reported comes from the transaction.
    AmountOfTransaction,
    /// R12: the QR is covered while a change of its amount is not resolved.
    CoverWhileChanging,
    /// R12: a change of the amount without an answer gives the tray up.
    GiveUpUnansweredAmend,
    /// R13: a sale gets a new tray only when the last one is final.
    OneTrayAtATime,
    /// R14: when the answer to a refund is lost, the transaction says whether it was carried out.
    TransactionDecidesRefund,
    /// R15: a create without an answer is searched for in the server's list.
    SearchLostCreates,
}

/// Which rules hold: all, unless a simulation says otherwise.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules {
    #[cfg(feature = "breakable")]
    broken: u16,
}

impl Rules {
    /// The same without one rule more.
    #[cfg(feature = "breakable")]
    #[must_use]
    pub fn without(self, rule: Rule) -> Self {
        Self { broken: self.broken | 1 << rule as u16 }
    }

    /// Whether a rule holds.
    #[cfg(feature = "breakable")]
    pub(crate) fn hold(self, rule: Rule) -> bool {
        self.broken & (1 << rule as u16) == 0
    }

    /// Whether a rule holds.
    #[cfg(not(feature = "breakable"))]
    #[expect(clippy::unused_self, reason = "the same question as where rules can be broken")]
    pub(crate) const fn hold(self, _: Rule) -> bool {
        true
    }

    /// [`resolve::resolve`]; without R5 a refusal in the attempt hides the transaction.
    pub(crate) fn resolve(self, tray: &CashtrayWithResult, now: Timestamp) -> TrayStatus<'_> {
        match &tray.attempt {
            Some(attempt) if !self.hold(Rule::TransactionFirst) && !attempt.error_type.is_empty() => {
                TrayStatus::Failed(attempt)
            }
            _ => resolve::resolve(tray, now),
        }
    }

    /// [`resolve::is_undecided`]; without R6 such a reading counts as failed.
    pub(crate) fn is_undecided(self, attempt: &CashtrayAttempt) -> bool {
        let rule = if attempt.error_type == "cashtray_already_proceed" {
            Rule::AlreadyProceed
        } else {
            Rule::SuccessWithoutTransaction
        };
        self.hold(rule) && resolve::is_undecided(attempt)
    }
}
