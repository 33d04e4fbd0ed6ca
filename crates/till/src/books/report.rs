//! The books of a shift: its lines, its drawer, its hours, and whether the journal under them is as it was written.
//!
//! An open shift is counted from the journal's projection. A closed one is told as it was closed: those figures are an
//! entry of the journal themselves, so that no later result and no hand on the projection changes what was signed for.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, params};
use rust_decimal::Decimal;

use super::rows::{COLUMNS, SaleRecord};
use super::{Books, MOST_ROWS};
use crate::journal::StoredShift;
use crate::journal::sqlite::{chain, shifts};
use crate::money::Direction;
use crate::shift::{Count, Figures, Shift, ShiftNumber, Sum};
use crate::tag::SaleNumber;
use crate::view::{
    BooksProblem, CashView, ChainView, CountView, HourView, ShiftReport, ShiftRow, ShiftTotals, ShiftsPage, SumView,
    UnsettledSale,
};

impl Books {
    /// The books of a shift; of the open one, or the last, when none is named.
    pub fn shift_report(&self, number: Option<u32>) -> Result<ShiftReport, BooksProblem> {
        let mut connection = self.connection();
        // One moment for every line of it.
        let moment = connection.transaction()?;
        let StoredShift { shift, .. } = stored(&moment, number)?.ok_or(BooksProblem::NoSuchShift)?;
        let counted;
        let (figures, unsettled) = if let Some((_, closing)) = shift.closing() {
            (&*closing.figures, self.sales(&moment, &closing.carried)?)
        } else {
            counted = shifts::figures(&moment, shift.number)?;
            (&counted, self.unsettled(&moment)?)
        };
        let opener = shift.opener();
        let closing = shift.closing();
        Ok(ShiftReport {
            number: shift.number.0,
            business_day: shift.business_day.to_string(),
            opened_at: shift.opened_at.to_string(),
            opened_by: opener.map(|opener| opener.staff.clone()),
            closed_at: closing.map(|(at, _)| at.to_string()),
            closed_by: closing.map(|(_, closing)| closing.staff.clone()),
            carried_by: closing.and_then(|(_, closing)| closing.carried_by.clone()),
            totals: totals(figures),
            cash: cash(figures, opener.and_then(|opener| opener.float), closing.and_then(|(_, it)| it.counted)),
            unsettled,
            hours: hours(&moment, &shift)?,
            chain: chain_view(&moment, &shift)?,
        })
    }

    /// The shifts, newest first.
    pub fn shifts(&self, offset: u32, limit: u32) -> Result<ShiftsPage, BooksProblem> {
        let connection = self.connection();
        let total = connection.query_row("SELECT count(*) FROM shifts", [], |row| row.get(0))?;
        let mut statement = connection.prepare_cached(
            "SELECT number, business_day, opened_at, opened_by, closed_at, closed_by FROM shifts
             ORDER BY number DESC LIMIT ?1 OFFSET ?2",
        )?;
        let rows = statement.query_map([limit.min(MOST_ROWS), offset], |row| {
            Ok(ShiftRow {
                number: row.get(0)?,
                business_day: row.get(1)?,
                opened_at: row.get(2)?,
                opened_by: row.get(3)?,
                closed_at: row.get(4)?,
                closed_by: row.get(5)?,
            })
        })?;
        Ok(ShiftsPage { shifts: rows.collect::<rusqlite::Result<_>>()?, total })
    }

    fn unsettled(&self, connection: &Connection) -> Result<Vec<UnsettledSale>, BooksProblem> {
        let ended = "('succeeded', 'failed', 'canceled', 'expired', 'not_created')";
        // What has not ended has not been filed, and only that has an index to be found by.
        let text = format!(
            "SELECT {COLUMNS} FROM sales WHERE (place <> 'filed' OR is_sought) AND state NOT IN {ended}
             OR number IN (SELECT sale FROM refunds WHERE filed = 0 AND state IN ('intended', 'asking', 'unanswered'))
             ORDER BY number"
        );
        let mut statement = connection.prepare_cached(&text)?;
        let records = statement.query_map([], SaleRecord::read)?;
        Ok(records.map(|record| record.map(|record| self.unsettled_sale(record))).collect::<rusqlite::Result<_>>()?)
    }

    fn sales(&self, connection: &Connection, numbers: &[SaleNumber]) -> Result<Vec<UnsettledSale>, BooksProblem> {
        let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM sales WHERE number = ?1"))?;
        let mut read = |number: &SaleNumber| statement.query_row([number.0], SaleRecord::read);
        let records = numbers.iter().map(|number| read(number).map(|record| self.unsettled_sale(record)));
        Ok(records.collect::<rusqlite::Result<_>>()?)
    }

    fn unsettled_sale(&self, record: SaleRecord) -> UnsettledSale {
        UnsettledSale {
            number: self.code.label(record.number),
            direction: record.direction,
            amount: record.asked_amount,
            started_at: record.started_at,
        }
    }
}

/// A shift by its number, or the newest.
pub(super) fn stored(connection: &Connection, number: Option<u32>) -> Result<Option<StoredShift>, BooksProblem> {
    Ok(match number {
        Some(number) => shifts::stored(connection, ShiftNumber(number))?,
        None => shifts::last(connection)?,
    })
}

fn totals(figures: &Figures) -> ShiftTotals {
    ShiftTotals {
        payments: sum_view(figures.payments),
        payment_refunds: sum_view(figures.payment_refunds),
        payments_net: net(figures.payments, figures.payment_refunds),
        topups: sum_view(figures.topups),
        topup_refunds: sum_view(figures.topup_refunds),
        topups_net: net(figures.topups, figures.topup_refunds),
        failed: count_view(figures.failed),
        canceled: count_view(figures.canceled),
        expired: count_view(figures.expired),
        not_created: count_view(figures.not_created),
    }
}

fn sum_view(sum: Sum) -> SumView {
    net(sum, Sum::default())
}

fn net(gross: Sum, refunded: Sum) -> SumView {
    let count = i64::from(gross.count) - i64::from(refunded.count);
    let text = |gross: Decimal, refunded: Decimal| (gross - refunded).normalize().to_string();
    SumView {
        count: i32::try_from(count).unwrap_or(i32::MAX),
        amount: text(gross.amount, refunded.amount),
        money: text(gross.money, refunded.money),
        points: text(gross.points, refunded.points),
    }
}

fn count_view(count: Count) -> CountView {
    CountView { payments: count.payments, topups: count.topups }
}

fn cash(figures: &Figures, float: Option<Decimal>, counted: Option<Decimal>) -> CashView {
    let expected = figures.cash_expected(float);
    let text = |amount: Decimal| amount.normalize().to_string();
    CashView {
        float: float.map(text),
        taken: text(figures.cash_taken()),
        handed_back: text(figures.cash_handed_back()),
        expected: text(expected),
        counted: counted.map(text),
        difference: counted.map(|counted| text(counted - expected)),
    }
}

/// What succeeded in each hour of the shop's clock, by the moment it became certain.
fn hours(connection: &Connection, shift: &Shift) -> Result<Vec<HourView>, BooksProblem> {
    let mut statement = connection.prepare_cached(
        "SELECT substr(ended_at, 1, 16), direction, moved_amount, count(*) FROM sales
         WHERE shift = ?1 AND state = 'succeeded' GROUP BY 1, 2, 3",
    )?;
    let mut rows = statement.query(params![shift.number.0])?;
    let mut hours: BTreeMap<Timestamp, Figures> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (minute, direction, amount): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let unreadable = || BooksProblem::NotATime { text: minute.clone() };
        let at: Timestamp = format!("{minute}:00Z").parse().map_err(|_| unreadable())?;
        let local = shift.day.local(at);
        let into_hour = i64::from(local.minute()) * 60;
        let from = Timestamp::from_second(at.as_second() - into_hour).map_err(|_| unreadable())?;
        let amount: Decimal = amount.parse().map_err(|_| BooksProblem::JournalUnavailable)?;
        let direction = if direction == "topup" { Direction::Topup } else { Direction::Payment };
        let one = Sum { count: 1, amount, ..Sum::default() };
        *hours.entry(from).or_default().sum_mut(direction) += one.times(row.get(3)?);
    }
    let view = |(from, figures): (Timestamp, Figures)| HourView {
        from: from.to_string(),
        hour: u8::try_from(shift.day.local(from).hour()).unwrap_or(0),
        payments: figures.payments.count,
        payments_amount: figures.payments.amount.normalize().to_string(),
        topups: figures.topups.count,
        topups_amount: figures.topups.amount.normalize().to_string(),
    };
    Ok(hours.into_iter().map(view).collect())
}

/// Computes the chain over what was written since the shift before was closed, log-ins before the opening among it: to
/// the shift's own closing, or to the newest entry of all.
fn chain_view(connection: &Connection, shift: &Shift) -> Result<ChainView, BooksProblem> {
    let first = shifts::last_position(connection, shift.number.0.saturating_sub(1))? + 1;
    let last = shifts::last_position(connection, shift.number.0)?;
    let found = chain::verify_part(connection, first, (!shift.is_open()).then_some(last))?;
    Ok(match found.broken_at {
        None => ChainView::Intact { entries: found.entries, head: found.head.to_string() },
        Some(position) => ChainView::Broken { position },
    })
}
