//! Bills: what takes more than one sale. The till decides what is offered, what the next step may be, and how far it is;
//! a QR never comes without a key.

use rust_decimal::Decimal;

use super::actor::{Actor, Followed};
use crate::amount_entry::read_amount;
use crate::audit::AuditAct;
use crate::bill::parts::half;
use crate::bill::{Bill, BillEntry, BillEvent, BillNumber, BillState, BillTerms, BillWay, MOST_PARTS};
use crate::journal::{BillRecord, JournalError, StoredBill};
use crate::money::{Amount, Direction};
use crate::sale::{Sale, SaleState, Trace};
use crate::tag::{SaleNumber, tidy_note};
use crate::view::{BillAct, BillPart, BillStateView, BillView, CommandProblem, SaleAction};

impl Actor {
    /// Carries out an act of staff.
    pub(super) fn bill_act(&mut self, act: BillAct) -> Result<(), CommandProblem> {
        self.know_bill()?;
        match act {
            BillAct::TopupFirst { sale } => self.go_on(&sale, SaleAction::TopupFirst, |_, _| BillWay::TopupFirst),
            BillAct::Split { sale } => self.go_on(&sale, SaleAction::Split, |asked, limit| BillWay::Split {
                // The server's limit is below the till's: nobody says how far.
                most: if asked > limit { limit } else { half(asked) },
            }),
            BillAct::Lower { sale } => self.go_on(&sale, SaleAction::Lower, |_, _| BillWay::Lower),
            BillAct::SplitAmount { direction, amount, note } => self.split_amount(direction, &amount, &note),
            BillAct::Next { bill, amount } => self.next_step(BillNumber(bill), &amount),
            BillAct::CashSettled { bill } => self.move_bill(BillNumber(bill), &BillEvent::CashSettled),
            BillAct::GiveUp { bill } => self.move_bill(BillNumber(bill), &BillEvent::GivenUp),
        }
    }

    /// From a failed sale on the screen: its bill goes on another way, or one is begun. The result was seen by it.
    fn go_on(
        &mut self,
        label: &str,
        action: SaleAction,
        way: impl FnOnce(Amount, Amount) -> BillWay,
    ) -> Result<(), CommandProblem> {
        let number = self.permit(label, action)?;
        let sale = self.sales.get(&number).map(|it| it.sale.clone()).ok_or(CommandProblem::NotPossibleNow)?;
        let limit = Amount::try_from(self.setup.transfer_limit).unwrap_or(sale.asked());
        let how = way(sale.asked(), limit);
        match self.open_bill() {
            Some(bill) if sale.intent.bill == Some(bill.number) => self.append_bill(&BillEvent::Chosen { how })?,
            Some(_) => return Err(CommandProblem::BillOpen),
            None => {
                let direction = sale.intent.direction;
                self.begin_bill(BillTerms { direction, total: sale.asked(), note: sale.intent.note }, how)?;
            }
        }
        self.done(number)
    }

    fn split_amount(&mut self, direction: Direction, text: &str, note: &str) -> Result<(), CommandProblem> {
        if self.open_bill().is_some() {
            return Err(CommandProblem::BillOpen);
        }
        let limit = self.setup.transfer_limit;
        let total = read_amount(text, limit * Decimal::from(MOST_PARTS))?;
        let most = Amount::try_from(limit).map_err(|_| CommandProblem::NotPossibleNow)?;
        self.begin_bill(BillTerms { direction, total, note: tidy_note(note) }, BillWay::Split { most })
    }

    /// A sale for the next step. Only when the last one is certain, and never of more than is open (reliability, R13).
    fn next_step(&mut self, number: BillNumber, text: &str) -> Result<(), CommandProblem> {
        let bill = self.bill_of(number)?.clone();
        let open = bill.open().ok_or(CommandProblem::NotPossibleNow)?;
        if self.bill_under_way(number).is_some() {
            return Err(CommandProblem::SaleInProgress);
        }
        let amount = read_amount(text, self.setup.transfer_limit)?;
        let rest = || open.to_string();
        let direction = match bill.state {
            BillState::TopupFirst => Direction::Topup,
            BillState::Next if amount > open => return Err(CommandProblem::AmountOverRest { rest: rest() }),
            BillState::Lower if amount >= open => return Err(CommandProblem::AmountNotLower { rest: rest() }),
            BillState::Next | BillState::Lower => bill.terms.direction,
            BillState::Cash | BillState::Done | BillState::GivenUp => return Err(CommandProblem::NotPossibleNow),
        };
        self.start(direction, amount, &bill.terms.note, Some(number)).map(|_| ())
    }

    fn move_bill(&mut self, number: BillNumber, event: &BillEvent) -> Result<(), CommandProblem> {
        self.bill_of(number)?;
        Ok(self.append_bill(event)?)
    }

    /// What the audit log says of an event; nothing of one that moves no money, and of those that sales bring about.
    fn audit_of(bill: &Bill, event: &BillEvent) -> Option<AuditAct> {
        match event {
            BillEvent::CashSettled => Some(AuditAct::CashSettled {
                bill: bill.number.0,
                direction: bill.terms.direction,
                amount: bill.open()?.to_string(),
            }),
            BillEvent::Chosen { .. } | BillEvent::ToppedUp { .. } | BillEvent::Settled { .. } | BillEvent::GivenUp => {
                None
            }
        }
    }

    /// What staff may do about a sale that failed because of its amount.
    pub(super) fn bill_offers(&self, sale: &Sale) -> Vec<SaleAction> {
        let SaleState::Failed { failure, asked } = &sale.state else { return Vec::new() };
        let others = self.open_bill().is_some_and(|bill| sale.intent.bill != Some(bill.number));
        // A top-up that was to come first has no rest of its own: the payment after it has.
        let is_ahead = self.open_bill().is_some_and(|bill| bill.terms.direction != sale.intent.direction);
        if others || is_ahead {
            return Vec::new();
        }
        let offers: &[SaleAction] = match (failure.error_type.as_str(), sale.intent.direction) {
            ("account_balance_not_enough", Direction::Payment) => &[SaleAction::TopupFirst, SaleAction::Lower],
            ("account_transfer_limit_exceeded", _)
            | ("account_money_topup_transfer_limit_exceeded", Direction::Topup) => {
                &[SaleAction::Split, SaleAction::Lower]
            }
            (
                "account_balance_exceeded"
                | "account_total_topup_limit_range"
                | "account_total_topup_limit_entire_period"
                | "topup_amount_exceeding_topup_quota_usable_amount",
                Direction::Topup,
            ) => &[SaleAction::Lower],
            _ => &[],
        };
        // One unit has no smaller part.
        let is_divisible = asked.value() > Decimal::ONE;
        let is_possible = |offer: &SaleAction| match offer {
            // What the till would refuse to start is not offered.
            SaleAction::TopupFirst => self.setup.shop.can_topup,
            _ => is_divisible,
        };
        offers.iter().copied().filter(is_possible).collect()
    }

    /// What its sales say since the last turn. A part that the journal does not take is tried again with the next one.
    pub(super) fn settle_bill(&mut self) {
        let Some(bill) = self.bill.as_ref().map(|stored| stored.bill.clone()) else { return };
        let is_known = |sale: SaleNumber| bill.settled.iter().any(|part| part.sale == sale);
        let certain: Vec<BillEvent> = self
            .sales
            .values()
            .filter(|followed| followed.sale.intent.bill == Some(bill.number))
            .filter_map(|followed| {
                let SaleState::Succeeded { success, .. } = &followed.sale.state else { return None };
                let sale = followed.sale.intent.number;
                if followed.sale.intent.direction != bill.terms.direction {
                    return (!bill.topped_up.contains(&sale)).then_some(BillEvent::ToppedUp { sale });
                }
                (!is_known(sale)).then_some(BillEvent::Settled { sale, amount: success.amount })
            })
            .collect();
        for event in certain {
            if let Err(error) = self.append_bill(&event) {
                tracing::warn!(bill = bill.number.0, %error, "a step of a bill could not be written yet");
            }
        }
    }

    /// The bill with what belongs to it, while it is open or its last result is on the screen.
    pub(super) fn bill_view(&self) -> Option<BillView> {
        let bill = &self.bill.as_ref()?.bill;
        let live = self.live().and_then(|number| self.sales.get(&number));
        let is_on_screen = live.is_some_and(|it| it.sale.intent.bill == Some(bill.number));
        let state = match bill.state {
            BillState::TopupFirst => BillStateView::TopupFirst,
            BillState::Next => BillStateView::Next,
            BillState::Lower => BillStateView::Lower,
            BillState::Cash => BillStateView::Cash,
            BillState::Done if is_on_screen => BillStateView::Done,
            BillState::Done | BillState::GivenUp => return None,
        };
        let label = |sale| self.setup.till_code.label(sale);
        Some(BillView {
            number: bill.number.0,
            direction: bill.terms.direction,
            total: bill.terms.total.to_string(),
            note: bill.terms.note.clone(),
            settled_amount: bill.settled_amount().normalize().to_string(),
            open_amount: bill.open().map_or_else(|| "0".to_owned(), |open| open.to_string()),
            settled: bill
                .settled
                .iter()
                .map(|part| BillPart { number: label(part.sale), amount: part.amount.normalize().to_string() })
                .collect(),
            open_parts: bill.open_parts().iter().map(ToString::to_string).collect(),
            under_way: self.bill_under_way(bill.number).map(label),
            state,
        })
    }

    /// The bill that a sale which is asked for once more belongs to: its own, while that is open.
    pub(super) fn bill_again(&self, sale: &Sale) -> Option<BillNumber> {
        sale.intent.bill.filter(|number| self.open_bill().is_some_and(|bill| bill.number == *number))
    }

    /// A sale of the bill that is not certain: open, or ended in a way that only the server's list can tell.
    fn bill_under_way(&self, number: BillNumber) -> Option<SaleNumber> {
        let is_unsure = |followed: &&Followed| {
            let Sale { intent, state, trace, .. } = &followed.sale;
            let is_sought = matches!(state, SaleState::Failed { .. }) && *trace == Trace::Sought;
            intent.bill == Some(number) && !followed.sale.is_abandoned() && (!state.is_final() || is_sought)
        };
        self.sales.values().find(is_unsure).map(|followed| followed.sale.intent.number)
    }

    fn open_bill(&self) -> Option<&Bill> {
        self.bill.as_ref().map(|stored| &stored.bill).filter(|bill| !bill.state.is_final())
    }

    fn bill_of(&self, number: BillNumber) -> Result<&Bill, CommandProblem> {
        self.open_bill().filter(|bill| bill.number == number).ok_or(CommandProblem::NotPossibleNow)
    }

    fn begin_bill(&mut self, terms: BillTerms, how: BillWay) -> Result<(), CommandProblem> {
        let number = BillNumber(self.bill.as_ref().map_or(0, |stored| stored.bill.number.0) + 1);
        let entry = BillEntry::Begun { terms: terms.clone(), how };
        self.append_to_bill(number, 0, &entry, None)?;
        self.bill = Some(StoredBill { bill: Bill::begin(number, terms, how), entries: 1 });
        tracing::info!(bill = number.0, "a bill was begun");
        Ok(())
    }

    fn append_bill(&mut self, event: &BillEvent) -> Result<(), BillUnwritten> {
        self.know_bill()?;
        let StoredBill { bill, entries } = self.bill.clone().ok_or(BillUnwritten::Impossible)?;
        let after = bill.after(event).map_err(|illegal| {
            tracing::warn!(bill = bill.number.0, %illegal, "a step of a bill was left out");
            BillUnwritten::Impossible
        })?;
        if after == bill {
            return Ok(());
        }
        let act = Self::audit_of(&bill, event);
        self.append_to_bill(bill.number, entries, &BillEntry::Happened(event.clone()), act)?;
        tracing::info!(bill = bill.number.0, event = event.name(), "a bill moved");
        self.bill = Some(StoredBill { bill: after, entries: entries + 1 });
        Ok(())
    }

    fn append_to_bill(
        &mut self,
        number: BillNumber,
        seq: u32,
        entry: &BillEntry,
        act: Option<AuditAct>,
    ) -> Result<(), JournalError> {
        let at = self.clock.now();
        let written = self.write_bill(BillRecord { number, seq, at, entry }, act);
        self.is_bill_unsure = written.is_err();
        self.note_journal(&written);
        written
    }

    /// A write that reported an error may have been carried out all the same: the journal says what it holds.
    fn know_bill(&mut self) -> Result<(), JournalError> {
        if self.is_bill_unsure {
            self.bill = self.journal.last_bill()?;
            self.is_bill_unsure = false;
        }
        Ok(())
    }
}

/// Why an event is not part of a bill.
#[derive(Debug, thiserror::Error)]
enum BillUnwritten {
    /// It cannot happen to it.
    #[error("not possible as the bill stands")]
    Impossible,
    /// The journal did not take it.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl From<BillUnwritten> for CommandProblem {
    fn from(unwritten: BillUnwritten) -> Self {
        match unwritten {
            BillUnwritten::Impossible => Self::NotPossibleNow,
            BillUnwritten::Journal(_) => Self::JournalUnavailable,
        }
    }
}
