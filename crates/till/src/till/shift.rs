//! The shift: open it, close it, and have one open before the first sale of the day is written.
//!
//! A shift never stands in a sale's way: where staff have opened none, the first sale does. Closing is held only by
//! sales whose outcome is not certain, and only until somebody answers for carrying them over.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use tokio::time::Instant;

use super::actor::Actor;
use crate::amount_entry::read_amount;
use crate::audit::AuditAct;
use crate::journal::{JournalError, ShiftRecord, StoredShift};
use crate::shift::{Closing, IllegalShiftEntry, Opener, Shift, ShiftEntry, ShiftNumber, ShiftState};
use crate::tag::{SaleNumber, tidy_note};
use crate::view::{CommandProblem, ShiftAct, ShiftProblem, ShiftView};

/// How long a name may be, in characters.
const LONGEST_NAME: usize = 60;

impl Actor {
    /// Carries out an act of staff; answers the shift's number.
    pub(super) fn shift_act(&mut self, act: &ShiftAct) -> Result<u32, ShiftProblem> {
        match act {
            ShiftAct::Open { staff, float } => {
                let float = read_cash(float).map_err(|()| ShiftProblem::FloatNotAnAmount)?;
                self.open_shift(Opener { staff: read_name(staff)?, float })
            }
            ShiftAct::Close { shift, staff, counted, carried_by } => {
                let counted = read_cash(counted).map_err(|()| ShiftProblem::CountedNotAnAmount)?;
                let carried_by = carried_by.as_deref().map(read_name).transpose()?;
                if carried_by.as_deref() == Some("") {
                    return Err(ShiftProblem::CarriedByMissing);
                }
                self.close_shift(ShiftNumber(*shift), read_name(staff)?, counted, carried_by)
            }
        }
    }

    /// Opens one, or says who and with what of one that a first sale has opened.
    fn open_shift(&mut self, opener: Opener) -> Result<u32, ShiftProblem> {
        let last = self.known_shift()?.map(|stored| (stored.shift.number, stored.shift.state.clone()));
        match last {
            Some((number, ShiftState::Open { opener: there })) if there == opener => Ok(number.0),
            Some((number, ShiftState::Open { .. })) => Err(ShiftProblem::ShiftOpen { shift: number.0 }),
            Some((number, ShiftState::OpenedBySale)) => {
                let act = AuditAct::ShiftOpened { shift: number.0 };
                self.append_to_shift(&ShiftEntry::TakenOver { opener }, act)?;
                Ok(number.0)
            }
            Some((_, ShiftState::Closed { .. })) | None => Ok(self.begin_shift(Some(opener))?.0),
        }
    }

    /// Closes it, once: a shift that is closed already stays as it was closed.
    fn close_shift(
        &mut self,
        number: ShiftNumber,
        staff: String,
        counted: Option<Decimal>,
        carried_by: Option<String>,
    ) -> Result<u32, ShiftProblem> {
        let last = self.known_shift()?.map(|stored| (stored.shift.number, stored.shift.is_open()));
        let Some((last, is_open)) = last else { return Err(ShiftProblem::ShiftNotOpen) };
        if number == last && !is_open || number < last && number.0 > 0 {
            return Ok(number.0);
        }
        if number != last {
            return Err(ShiftProblem::ShiftNotOpen);
        }
        let carried = self.unsettled();
        if carried_by.is_none() && !carried.is_empty() {
            return Err(ShiftProblem::Unsettled { numbers: self.labels(&carried) });
        }
        // Nobody has to answer for what there is not.
        let carried_by = carried_by.filter(|_| !carried.is_empty());
        let figures = self.journal.figures(number).map_err(|error| journal_trouble(&error))?.into();
        let act = AuditAct::ShiftClosed { shift: number.0, carried_over: self.labels(&carried) };
        let closing = Closing { staff, counted, carried_by, carried, figures };
        self.append_to_shift(&ShiftEntry::Closed { closing }, act)?;
        Ok(number.0)
    }

    /// A shift is open when this has returned `Ok`: a first sale opens one by itself.
    pub(super) fn ensure_shift(&mut self) -> Result<(), CommandProblem> {
        let is_open = self.known_shift().map(|last| last.is_some_and(|stored| stored.shift.is_open()));
        match is_open {
            Ok(true) => Ok(()),
            Ok(false) => self.begin_shift(None).map(|_| ()).map_err(|_| CommandProblem::JournalUnavailable),
            Err(_) => Err(CommandProblem::JournalUnavailable),
        }
    }

    fn begin_shift(&mut self, opener: Option<Opener>) -> Result<ShiftNumber, ShiftProblem> {
        let number = ShiftNumber(self.shift.as_ref().map_or(0, |stored| stored.shift.number.0) + 1);
        let at = self.clock.now();
        let day = &self.settings().shop_day;
        // What a first sale opens by itself is no act of staff.
        let act = opener.is_some().then_some(AuditAct::ShiftOpened { shift: number.0 });
        let entry = ShiftEntry::Opened {
            business_day: day.business_day(at),
            zone: day.zone_name(at),
            day_starts: day.starts(),
            opener,
        };
        let shift = Shift::begin(number, at, &entry).map_err(|illegal| illegal_entry(&illegal))?;
        let written = self.write_shift(ShiftRecord { seq: 0, at, entry: &entry, shift: &shift }, act);
        self.keep_shift(&written, StoredShift { shift, entries: 1 })?;
        Ok(number)
    }

    fn append_to_shift(&mut self, entry: &ShiftEntry, act: AuditAct) -> Result<(), ShiftProblem> {
        let Some(StoredShift { shift, entries }) = self.shift.clone() else { return Err(ShiftProblem::ShiftNotOpen) };
        let at = self.clock.now();
        let shift = shift.after(at, entry).map_err(|illegal| illegal_entry(&illegal))?;
        let written = self.write_shift(ShiftRecord { seq: entries, at, entry, shift: &shift }, Some(act));
        self.keep_shift(&written, StoredShift { shift, entries: entries + 1 })
    }

    /// What was written is so. Where the journal reported an error it may be so all the same: it is asked before the
    /// next act.
    fn keep_shift(&mut self, written: &Result<(), JournalError>, after: StoredShift) -> Result<(), ShiftProblem> {
        self.note_journal(written);
        self.is_shift_unsure = written.is_err();
        if written.is_err() {
            return Err(ShiftProblem::JournalUnavailable);
        }
        tracing::info!(shift = after.shift.number.0, state = after.shift.state.name(), "a shift moved");
        self.shift = Some(after);
        Ok(())
    }

    /// The newest shift as the journal has it.
    fn known_shift(&mut self) -> Result<Option<&StoredShift>, ShiftProblem> {
        if self.is_shift_unsure {
            self.shift = self.journal.last_shift().map_err(|error| journal_trouble(&error))?;
            self.is_shift_unsure = false;
        }
        Ok(self.shift.as_ref())
    }

    /// The sales whose outcome, or whose refund, is not certain, or is known and not written yet.
    fn unsettled(&self) -> Vec<SaleNumber> {
        let sales = self.sales.iter().filter(|(_, it)| !it.sale.state.is_final()).map(|(number, _)| *number);
        let refunds = self.refunds.iter().filter(|(_, it)| !it.refund.state.is_settled()).map(|(number, _)| *number);
        sales.chain(refunds).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn labels(&self, numbers: &[SaleNumber]) -> Vec<String> {
        numbers.iter().map(|number| self.setup.till_code.label(*number)).collect()
    }

    /// The open shift, for the view.
    pub(super) fn shift_view(&self) -> Option<ShiftView> {
        let shift = &self.shift.as_ref()?.shift;
        let opener = shift.opener();
        shift.is_open().then(|| ShiftView {
            number: shift.number.0,
            business_day: shift.business_day.to_string(),
            opened_at: shift.opened_at.to_string(),
            opened_by: opener.map(|opener| opener.staff.clone()),
            float: opener.and_then(|opener| opener.float).map(|float| float.to_string()),
            is_overdue: shift.is_overdue(self.clock.now()),
            unsettled: self.labels(&self.unsettled()),
        })
    }

    /// When the open shift becomes overdue, should nothing come in.
    pub(super) fn shift_overdue_at(&self, now: Instant) -> Option<Instant> {
        let shift = &self.shift.as_ref()?.shift;
        let end = shift.day.end(shift.business_day)?;
        (shift.is_open() && self.clock.at(now) < end).then(|| self.clock.when(end, now))
    }
}

/// Cash as it was typed: nothing, or whole units of zero or more. `10000+500×3` is a sum, as for any amount.
fn read_cash(text: &str) -> Result<Option<Decimal>, ()> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match read_amount(text, Decimal::from(u64::MAX)) {
        Ok(amount) => Ok(Some(amount.value())),
        Err(CommandProblem::AmountZero) => Ok(Some(Decimal::ZERO)),
        Err(_) => Err(()),
    }
}

fn read_name(name: &str) -> Result<String, ShiftProblem> {
    let name = tidy_note(name);
    if name.chars().count() > LONGEST_NAME {
        return Err(ShiftProblem::NameTooLong { limit: u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX) });
    }
    Ok(name)
}

fn journal_trouble(error: &JournalError) -> ShiftProblem {
    tracing::error!(%error, "the journal was not read");
    ShiftProblem::JournalUnavailable
}

/// The screen was behind; the log says more.
fn illegal_entry(illegal: &IllegalShiftEntry) -> ShiftProblem {
    tracing::error!(error = %illegal, "an act does not fit the shift");
    ShiftProblem::ShiftNotOpen
}
