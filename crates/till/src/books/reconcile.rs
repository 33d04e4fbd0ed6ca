//! Reconciliation: the journal of a shift beside the server's list.
//!
//! Sales and transactions belong together by the transaction's id, and where this till never learnt that, by the tag
//! in the description. A transaction whose sale counts in another shift is that shift's affair. Nothing is changed
//! here: what staff do about a row is a step they take.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use partner_api::schema::Transaction;
use rusqlite::OptionalExtension;
use rust_decimal::Decimal;

use super::rows::{COLUMNS, SaleRecord};
use super::{Books, report};
use crate::journal::StoredShift;
use crate::mask::mask;
use crate::money::Direction;
use crate::shift::{Figures, Sum};
use crate::tag::TillCode;
use crate::view::{
    BooksProblem, HereView, Reconciliation, ReconciliationCause as Cause, ReconciliationClass as Class,
    ReconciliationRow, ReconciliationStep as Step, ReconciliationTotals, SaleRowState, ThereView,
};

/// The till's clock and the server's may differ by this much in what they call the same moment.
const MARGIN: SignedDuration = SignedDuration::from_mins(1);

/// The sales that count in a shift, and those that were begun in it and are not certain yet.
#[derive(Debug)]
pub struct ShiftSales {
    shift: u32,
    opened_at: Timestamp,
    closed_at: Option<Timestamp>,
    from: Timestamp,
    to: Option<Timestamp>,
    sales: Vec<SaleRecord>,
}

impl ShiftSales {
    /// From when the server's list is wanted.
    pub fn from(&self) -> Timestamp {
        self.from
    }

    /// Until when it is wanted; `None` for now.
    pub fn to(&self) -> Option<Timestamp> {
        self.to
    }
}

impl Books {
    /// The sales of a shift; of the open one, or the last, when none is named.
    pub fn shift_sales(&self, shift: Option<u32>) -> Result<ShiftSales, BooksProblem> {
        let connection = self.connection();
        let StoredShift { shift, .. } = report::stored(&connection, shift)?.ok_or(BooksProblem::NoSuchShift)?;
        let mut statement =
            connection.prepare_cached(&format!("SELECT {COLUMNS} FROM sales WHERE shift = ?1 ORDER BY number"))?;
        let sales: Vec<SaleRecord> =
            statement.query_map([shift.number.0], SaleRecord::read)?.collect::<rusqlite::Result<_>>()?;
        let closed_at = shift.closing().map(|(at, _)| at);
        // A carried-over sale was paid before its shift began.
        let begun = sales.iter().filter_map(|sale| sale.started_at.parse::<Timestamp>().ok());
        let first = begun.fold(shift.opened_at, Timestamp::min);
        let ended = sales.iter().filter_map(|sale| sale.ended_at.as_ref()?.parse::<Timestamp>().ok());
        let to = closed_at.map(|closed_at| ended.fold(closed_at, Timestamp::max));
        Ok(ShiftSales {
            shift: shift.number.0,
            opened_at: shift.opened_at,
            closed_at,
            from: first.saturating_sub(MARGIN).unwrap_or(first),
            to: to.map(|to| to.saturating_add(MARGIN).unwrap_or(to)),
            sales,
        })
    }

    /// Lays a shift's sales beside the server's list of [`ShiftSales::from`] to [`ShiftSales::to`].
    pub fn compare(&self, here: &ShiftSales, there: &[Transaction]) -> Result<Reconciliation, BooksProblem> {
        let mut rows = Vec::new();
        let mut seen = BTreeSet::new();
        let (mut own, mut others) = (Totals::default(), Totals::default());
        for transaction in there {
            match self.sale_of(transaction)? {
                Some(sale) if sale.shift == here.shift => {
                    seen.insert(sale.number);
                    own.add(transaction);
                    rows.push(self.pair(&sale, transaction));
                }
                None if here.covers(transaction) => {
                    let cause = self.stranger(transaction);
                    let is_own = cause == Cause::UnknownHere;
                    if is_own {
                        own.add(transaction);
                    } else {
                        others.add(transaction);
                    }
                    let step = if cause == Cause::OtherProgram { Step::None } else { Step::SeeOtherTill };
                    rows.push(row(Class::OnlyThere, cause, step, None, Some(there_view(transaction))));
                }
                // It belongs to another shift.
                Some(_) | None => {}
            }
        }
        let missing = here.sales.iter().filter(|sale| !seen.contains(&sale.number));
        rows.extend(missing.filter_map(|sale| self.missing(sale)));
        rows.sort_by_cached_key(|row| (row.class, moment(row)));
        let matched = rows.iter().filter(|row| row.class == Class::Matched).count();
        Ok(Reconciliation {
            shift: here.shift,
            from: here.from.to_string(),
            to: here.to.map(|to| to.to_string()),
            matched: u32::try_from(matched).unwrap_or(u32::MAX),
            rows,
            here: here.totals()?.view(),
            there: own.view(),
            others: others.view(),
        })
    }

    /// The sale that a transaction is of: by its id, then by its tag.
    fn sale_of(&self, transaction: &Transaction) -> Result<Option<SaleRecord>, BooksProblem> {
        let connection = self.connection();
        let find = |column: &str, value: &str| {
            connection
                .prepare_cached(&format!("SELECT {COLUMNS} FROM sales WHERE {column} = ?1"))?
                .query_row([value], SaleRecord::read)
                .optional()
        };
        if let Some(sale) = find("transaction_id", &transaction.id.to_string())? {
            return Ok(Some(sale));
        }
        let Some(found) = self.code.read_tag(&transaction.description) else { return Ok(None) };
        Ok(find("tag", found.tag.as_str())?)
    }

    fn pair(&self, sale: &SaleRecord, transaction: &Transaction) -> ReconciliationRow {
        let is_paid = sale.state == SaleRowState::Succeeded;
        let same_amount = sale.amount().parse::<Decimal>() == Ok(transaction.amount);
        let is_refunded_here = sale.is_refunded_here();
        let (class, cause, step) = if !is_paid {
            (Class::OnlyThere, Cause::MissedResult, Step::CheckSale)
        } else if direction(transaction) != Some(sale.direction) {
            (Class::Contradiction, Cause::DirectionDiffers, Step::CallSupport)
        } else if !same_amount {
            (Class::Contradiction, Cause::AmountDiffers, Step::CallSupport)
        } else if transaction.is_modified && !is_refunded_here {
            (Class::Contradiction, Cause::RefundedThere, Step::SeeOtherTill)
        } else if is_refunded_here && !transaction.is_modified {
            (Class::Contradiction, Cause::NotRefundedThere, Step::CallSupport)
        } else {
            (Class::Matched, Cause::SameTransaction, Step::None)
        };
        row(class, cause, step, Some(self.here_view(sale)), Some(there_view(transaction)))
    }

    /// Why a transaction has no sale here.
    fn stranger(&self, transaction: &Transaction) -> Cause {
        match till_of(&transaction.description) {
            Some(code) if code == self.code => Cause::UnknownHere,
            Some(code) => Cause::OtherTill { till: code.as_str().to_owned() },
            None => Cause::OtherProgram,
        }
    }

    /// A sale that the list does not have; one that moved nothing should not be there.
    fn missing(&self, sale: &SaleRecord) -> Option<ReconciliationRow> {
        let (cause, step) = match sale.state {
            SaleRowState::Succeeded => (Cause::NotOnList, Step::CompareAgain),
            SaleRowState::Open => (Cause::Unsettled, Step::Wait),
            SaleRowState::Failed | SaleRowState::Canceled | SaleRowState::Expired | SaleRowState::NotCreated => {
                return None;
            }
        };
        Some(row(Class::OnlyHere, cause, step, Some(self.here_view(sale)), None))
    }

    fn here_view(&self, sale: &SaleRecord) -> HereView {
        HereView {
            number: self.code.label(sale.number),
            direction: sale.direction,
            amount: sale.amount().to_owned(),
            state: sale.state,
            at: sale.ended_at.clone().unwrap_or_else(|| sale.started_at.clone()),
            is_refunded: sale.is_refunded_here(),
        }
    }
}

impl ShiftSales {
    /// Whether a transaction that belongs to no sale was done in this shift.
    fn covers(&self, transaction: &Transaction) -> bool {
        let at = transaction.done_at.at();
        at.is_none_or(|at| at >= self.opened_at && self.closed_at.is_none_or(|closed_at| at < closed_at))
    }

    fn totals(&self) -> Result<Totals, BooksProblem> {
        let mut totals = Totals::default();
        for sale in self.sales.iter().filter(|sale| sale.state == SaleRowState::Succeeded) {
            let amount = sale.amount().parse().map_err(|_| BooksProblem::JournalUnavailable)?;
            totals.count(sale.direction, amount, sale.is_refunded_here());
        }
        Ok(totals)
    }
}

#[derive(Default)]
struct Totals {
    figures: Figures,
    refunded: u32,
}

impl Totals {
    fn add(&mut self, transaction: &Transaction) {
        if let Some(direction) = direction(transaction) {
            self.count(direction, transaction.amount, transaction.is_modified);
        }
    }

    fn count(&mut self, direction: Direction, amount: Decimal, is_refunded: bool) {
        *self.figures.sum_mut(direction) += Sum { count: 1, amount, ..Sum::default() };
        self.refunded += u32::from(is_refunded);
    }

    fn view(&self) -> ReconciliationTotals {
        ReconciliationTotals {
            payments: self.figures.payments.count,
            payments_amount: self.figures.payments.amount.normalize().to_string(),
            topups: self.figures.topups.count,
            topups_amount: self.figures.topups.amount.normalize().to_string(),
            refunded: self.refunded,
        }
    }
}

fn row(class: Class, cause: Cause, step: Step, here: Option<HereView>, there: Option<ThereView>) -> ReconciliationRow {
    ReconciliationRow { class, cause, step, here, there }
}

/// Which way a transaction moved money; `None` for an exchange and whatever later versions add.
fn direction(transaction: &Transaction) -> Option<Direction> {
    match transaction.kind.as_str() {
        "payment" => Some(Direction::Payment),
        "topup" => Some(Direction::Topup),
        _ => None,
    }
}

fn there_view(transaction: &Transaction) -> ThereView {
    let direction = direction(transaction);
    let customer = if direction == Some(Direction::Topup) { &transaction.receiver } else { &transaction.sender };
    ThereView {
        transaction_id: transaction.id.to_string(),
        direction,
        kind: transaction.kind.clone(),
        amount: transaction.amount.normalize().to_string(),
        done_at: transaction.done_at.text().to_owned(),
        customer: mask(&customer.name),
        is_refunded: transaction.is_modified,
        description: transaction.description.clone(),
    }
}

/// The till whose tag a description ends with.
fn till_of(description: &str) -> Option<TillCode> {
    let (_, tag) = description.split_at_checked(description.rfind('[')?)?;
    let code: TillCode = tag.strip_prefix('[')?.split('-').next()?.parse().ok()?;
    code.read_tag(description).map(|_| code)
}

/// When a row happened, and its number where that is the same.
fn moment(row: &ReconciliationRow) -> (Option<Timestamp>, Option<String>) {
    let text = row.there.as_ref().map(|there| &there.done_at).or(row.here.as_ref().map(|here| &here.at));
    (text.and_then(|text| text.parse().ok()), row.here.as_ref().map(|here| here.number.clone()))
}
