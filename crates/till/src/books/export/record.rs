//! A sale as an export tells it.

use jiff::Timestamp;
use serde::Serialize;

use crate::books::rows::SaleRecord;
use crate::mask::mask;
use crate::money::Direction;
use crate::shift::ShopDay;
use crate::tag::TillCode;
use crate::view::{RefundMarkState, SaleRowState};

/// One line of a sheet, one object of a list. The names are the ones a program reads; a person reads
/// [`super::words::Words::columns`], in the same order.
#[derive(Debug, Serialize)]
pub(super) struct Record<'a> {
    pub(super) number: String,
    pub(super) state: SaleRowState,
    pub(super) direction: Direction,
    /// What moved, or was asked for: always positive, the direction stands beside it.
    pub(super) amount: &'a str,
    pub(super) asked_amount: &'a str,
    pub(super) money_amount: Option<&'a str>,
    pub(super) point_amount: Option<&'a str>,
    pub(super) started_at: String,
    pub(super) ended_at: Option<String>,
    pub(super) done_at: Option<&'a str>,
    pub(super) customer: Option<String>,
    pub(super) note: &'a str,
    pub(super) error_type: Option<&'a str>,
    pub(super) error_message: Option<&'a str>,
    pub(super) transaction_id: Option<&'a str>,
    pub(super) cashtray_id: Option<&'a str>,
    pub(super) tag: &'a str,
    pub(super) shift: u32,
    /// How far it was given back; none for a sale that nobody asked to give back.
    pub(super) refund: Option<RefundMarkState>,
    pub(super) refund_at: Option<String>,
    pub(super) refund_reason: Option<&'a str>,
}

impl<'a> Record<'a> {
    pub(super) fn of(sale: &'a SaleRecord, code: &TillCode, day: &ShopDay) -> Self {
        Self {
            number: code.label(sale.number),
            state: sale.state,
            direction: sale.direction,
            amount: sale.amount(),
            asked_amount: &sale.asked_amount,
            money_amount: sale.money_amount.as_deref(),
            point_amount: sale.point_amount.as_deref(),
            started_at: local(&sale.started_at, day),
            ended_at: sale.ended_at.as_deref().map(|at| local(at, day)),
            done_at: sale.done_at.as_deref(),
            customer: sale.customer.as_deref().and_then(mask),
            note: &sale.note,
            error_type: sale.error_type.as_deref(),
            error_message: sale.error_message.as_deref(),
            transaction_id: sale.transaction_id.as_deref(),
            cashtray_id: sale.cashtray_id.as_deref(),
            tag: &sale.tag,
            shift: sale.shift,
            refund: sale.refund.as_ref().map(|refund| refund.state),
            refund_at: sale.refund.as_ref().map(|refund| local(&refund.at, day)),
            refund_reason: sale.refund.as_ref().map(|refund| &*refund.reason),
        }
    }
}

/// A moment on the shop's clock, to the second, with its offset. What cannot be read stays as it is.
pub(super) fn local(text: &str, day: &ShopDay) -> String {
    match text.parse::<Timestamp>() {
        Ok(at) => day.local(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        Err(_) => text.to_owned(),
    }
}
