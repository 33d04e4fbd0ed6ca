//! Sales as the journal's projection has them, read as rows of the history.

use rusqlite::Row;

use super::Books;
use super::filter::row_state;
use crate::mask::mask;
use crate::money::Direction;
use crate::sale::UNRESOLVED;
use crate::tag::{SaleNumber, TillCode};
use crate::view::{HistoryAction, HistoryRow, RefundMark, RefundMarkState, SaleRowState};

/// What [`SaleRecord::read`] reads, in its order.
pub(super) const COLUMNS: &str = "number, direction, amount, moved_amount, money_amount, point_amount, state, note,
    started_at, ended_at, error_type, error_message, transaction_id, done_at, customer, cashtray_id, tag, shift,
    (SELECT json_array(refunds.state, refunds.reason, refunds.staff,
                       coalesce(refunds.refunded_at, refunds.settled_at, refunds.asked_at))
     FROM refunds WHERE refunds.sale = sales.number)";

/// One row of `sales`, as it stands there.
#[derive(Clone, Debug)]
pub(super) struct SaleRecord {
    pub(super) number: SaleNumber,
    pub(super) direction: Direction,
    pub(super) asked_amount: String,
    pub(super) moved_amount: Option<String>,
    pub(super) money_amount: Option<String>,
    pub(super) point_amount: Option<String>,
    pub(super) state: SaleRowState,
    pub(super) note: String,
    pub(super) started_at: String,
    pub(super) ended_at: Option<String>,
    pub(super) error_type: Option<String>,
    pub(super) error_message: Option<String>,
    pub(super) transaction_id: Option<String>,
    pub(super) done_at: Option<String>,
    pub(super) customer: Option<String>,
    pub(super) cashtray_id: Option<String>,
    pub(super) tag: String,
    pub(super) shift: u32,
    pub(super) refund: Option<RefundMark>,
}

impl SaleRecord {
    /// Reads [`COLUMNS`].
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let direction = if row.get_ref(1)?.as_str()? == "topup" { Direction::Topup } else { Direction::Payment };
        Ok(Self {
            number: SaleNumber(row.get(0)?),
            direction,
            asked_amount: row.get(2)?,
            moved_amount: row.get(3)?,
            money_amount: row.get(4)?,
            point_amount: row.get(5)?,
            state: row_state(row.get_ref(6)?.as_str()?),
            note: row.get(7)?,
            started_at: row.get(8)?,
            ended_at: row.get(9)?,
            error_type: row.get(10)?,
            error_message: row.get(11)?,
            transaction_id: row.get(12)?,
            done_at: row.get(13)?,
            customer: row.get(14)?,
            cashtray_id: row.get(15)?,
            tag: row.get(16)?,
            shift: row.get(17)?,
            refund: row.get::<_, Option<String>>(18)?.as_deref().and_then(refund_mark),
        })
    }

    /// What the transaction moved, or what is asked for while there is none.
    pub(super) fn amount(&self) -> &str {
        self.moved_amount.as_deref().unwrap_or(&self.asked_amount)
    }

    /// Whether this till has given it back.
    pub(super) fn is_refunded_here(&self) -> bool {
        self.refund.as_ref().is_some_and(|refund| refund.state == RefundMarkState::Refunded)
    }

    /// The row as a window draws it.
    pub(super) fn into_row(self, code: &TillCode) -> HistoryRow {
        HistoryRow {
            number: code.label(self.number),
            direction: self.direction,
            amount: self.amount().to_owned(),
            actions: self.actions(),
            state: self.state,
            started_at: self.started_at,
            ended_at: self.ended_at,
            customer: self.customer.as_deref().and_then(mask),
            note: self.note,
            error_type: self.error_type,
            transaction_id: self.transaction_id,
            shift: self.shift,
            refund: self.refund,
        }
    }

    fn actions(&self) -> Vec<HistoryAction> {
        let has_tray = self.cashtray_id.is_some();
        let mut actions = Vec::new();
        if has_tray {
            actions.push(HistoryAction::CheckNow);
        }
        match self.state {
            SaleRowState::Open | SaleRowState::Expired if has_tray => actions.push(HistoryAction::Cancel),
            SaleRowState::Succeeded => {
                if self.refund.as_ref().is_none_or(|refund| may_be_asked_again(refund.state)) {
                    actions.push(HistoryAction::Refund);
                }
                actions.push(HistoryAction::Reprint);
            }
            SaleRowState::Open
            | SaleRowState::Failed
            | SaleRowState::Canceled
            | SaleRowState::Expired
            | SaleRowState::NotCreated => {}
        }
        let may_repeat = match self.state {
            SaleRowState::Failed => self.error_type.as_deref() != Some(UNRESOLVED),
            SaleRowState::Canceled | SaleRowState::Expired | SaleRowState::NotCreated => true,
            SaleRowState::Open | SaleRowState::Succeeded => false,
        };
        if may_repeat {
            actions.push(HistoryAction::NewQr);
        }
        actions
    }
}

/// What the last part of [`COLUMNS`] says of a sale's refund.
fn refund_mark(json: &str) -> Option<RefundMark> {
    let (state, reason, staff, at): (String, String, String, String) = serde_json::from_str(json).ok()?;
    let state = match state.as_str() {
        "refunded" => RefundMarkState::Refunded,
        "refunded_elsewhere" => RefundMarkState::RefundedElsewhere,
        "refused" => RefundMarkState::Refused,
        "not_carried_out" => RefundMarkState::NotCarriedOut,
        _ => RefundMarkState::Checking,
    };
    Some(RefundMark { state, reason, staff, at })
}

fn may_be_asked_again(state: RefundMarkState) -> bool {
    match state {
        RefundMarkState::Refused | RefundMarkState::NotCarriedOut => true,
        RefundMarkState::Checking | RefundMarkState::Refunded | RefundMarkState::RefundedElsewhere => false,
    }
}

impl Books {
    /// The sale that a label means.
    pub(super) fn sale_record(&self, label: &str) -> rusqlite::Result<Option<SaleRecord>> {
        let Some(number) = self.code.read_label(label) else { return Ok(None) };
        let connection = self.connection();
        let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM sales WHERE number = ?1"))?;
        let mut rows = statement.query_map([number.0], SaleRecord::read)?;
        rows.next().transpose()
    }
}
