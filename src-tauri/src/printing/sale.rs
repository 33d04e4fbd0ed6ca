//! From a sale in the books to the customer's slip.

use jiff::{Timestamp, Zoned};
use receipts::receipt::{Act, Money, Refunded, SaleSlip, Shop, Split};
use rust_decimal::Decimal;
use till::money::Direction;
use till::view::{RefundMark, RefundMarkState, SaleDetail, SaleRowState, ShopView};

use super::PrintProblem;
use super::slips::Stationery;

/// The slip of a sale whose transaction exists: of its refund, once that is certain.
pub(super) fn slip(detail: &SaleDetail, paper: &Stationery<'_>) -> Result<SaleSlip, PrintProblem> {
    let row = &detail.row;
    let nothing = || PrintProblem::NothingToPrint { number: row.number.clone() };
    let transaction_id =
        row.transaction_id.clone().filter(|_| row.state == SaleRowState::Succeeded).ok_or_else(nothing)?;
    let refund = refund(detail);
    let amount = decimal(&row.amount)?;
    let done_at = detail.done_at.as_deref().or(row.ended_at.as_deref()).unwrap_or(&row.started_at);
    let at = refund.map_or(done_at, |refund| &refund.at);
    Ok(SaleSlip {
        language: paper.language,
        shop: shop(paper.shop),
        money: money(paper.shop),
        act: act(detail, refund, amount),
        number: row.number.clone(),
        amount,
        split: split(detail)?,
        customer: row.customer.clone(),
        transaction_id,
        time: local(at, paper)?,
        staff: refund.map(|refund| refund.staff.clone()),
        note: Some(row.note.clone()),
        reprint: None,
        practice: paper.is_practice,
    })
}

/// Whether the slip is about its refund.
pub(super) fn is_taken_back(detail: &SaleDetail) -> bool {
    refund(detail).is_some()
}

/// The refund that is certain, if there is one.
fn refund(detail: &SaleDetail) -> Option<&RefundMark> {
    detail.row.refund.as_ref().filter(|refund| match refund.state {
        RefundMarkState::Refunded | RefundMarkState::RefundedElsewhere => true,
        RefundMarkState::Checking | RefundMarkState::Refused | RefundMarkState::NotCarriedOut => false,
    })
}

fn act(detail: &SaleDetail, refund: Option<&RefundMark>, amount: Decimal) -> Act {
    match (refund, detail.row.direction) {
        (None, Direction::Payment) => Act::Payment,
        (None, Direction::Topup) => Act::Topup { cash_received: Some(amount) },
        (Some(refund), direction) => {
            // What was taken back elsewhere moved no cash of this drawer.
            let cash_returned = (refund.state == RefundMarkState::Refunded).then_some(amount);
            let of = match direction {
                Direction::Payment => Refunded::Payment,
                Direction::Topup => Refunded::Topup { cash_returned },
            };
            Act::Refund { of, original_number: detail.row.number.clone(), reason: Some(refund.reason.clone()) }
        }
    }
}

fn split(detail: &SaleDetail) -> Result<Option<Split>, PrintProblem> {
    match (&detail.money_amount, &detail.point_amount) {
        (Some(money), Some(point)) => Ok(Some(Split { money: decimal(money)?, point: decimal(point)? })),
        _ => Ok(None),
    }
}

/// The head of every slip.
pub(super) fn shop(shop: &ShopView) -> Shop {
    Shop { name: shop.name.clone(), details: Vec::new() }
}

/// What amounts are counted in.
pub(super) fn money(shop: &ShopView) -> Money {
    Money { name: shop.money_name.clone(), unit: shop.unit.clone() }
}

/// An amount of the books.
pub(super) fn decimal(text: &str) -> Result<Decimal, PrintProblem> {
    text.parse().map_err(|_| {
        tracing::error!(text, "an amount of the books cannot be read");
        PrintProblem::JournalUnavailable
    })
}

/// A time of the books on the shop's clock.
fn local(text: &str, paper: &Stationery<'_>) -> Result<Zoned, PrintProblem> {
    let at: Timestamp = text.parse().map_err(|_| {
        tracing::error!(text, "a time of the books cannot be read");
        PrintProblem::JournalUnavailable
    })?;
    Ok(paper.day.local(at))
}

#[cfg(test)]
mod tests {
    use receipts::receipt::{Act, Language, Refunded, Slip};
    use till::money::Direction;
    use till::shift::ShopDay;
    use till::view::{HistoryRow, RefundMark, RefundMarkState, SaleDetail, SaleRowState, ShopView};

    use super::{PrintProblem, Stationery, slip};

    fn shop() -> ShopView {
        ShopView {
            can_topup: true,
            name: "みどり商店".into(),
            money_name: "みどりマネー".into(),
            unit: "円".into(),
            transfer_limit: "50000".into(),
        }
    }

    fn detail(direction: Direction, refund: Option<RefundMarkState>) -> SaleDetail {
        let mark = |state| RefundMark {
            state,
            reason: "商品の不良".into(),
            staff: String::new(),
            at: "2026-11-20T06:00:00Z".into(),
        };
        SaleDetail {
            row: HistoryRow {
                number: "A-0042".into(),
                direction,
                amount: "3000".into(),
                state: SaleRowState::Succeeded,
                started_at: "2026-11-20T05:03:00Z".into(),
                ended_at: Some("2026-11-20T05:03:26Z".into()),
                customer: Some("山●●郎".into()),
                note: String::new(),
                error_type: None,
                transaction_id: Some("4f9c2b7e-1d3a-4c58-9e0f-7a6b5c4d3e2f".into()),
                shift: 1,
                refund: refund.map(mark),
                actions: Vec::new(),
            },
            asked_amount: "3000".into(),
            money_amount: Some("2800".into()),
            point_amount: Some("200".into()),
            done_at: Some("2026-11-20T05:03:25.123456Z".into()),
            error_message: None,
            cashtray_id: None,
            tag: String::new(),
            timeline: Vec::new(),
        }
    }

    fn printed(detail: &SaleDetail, is_practice: bool) -> Result<receipts::receipt::SaleSlip, PrintProblem> {
        let (shop, day) = (shop(), ShopDay::default());
        slip(detail, &Stationery { language: Language::Ja, shop: &shop, day: &day, is_practice })
    }

    #[test]
    fn a_top_up_in_cash_opens_the_drawer_but_not_in_practice() {
        let topup = detail(Direction::Topup, None);
        let opens = |is_practice| Slip::Sale(Box::new(printed(&topup, is_practice).expect("a slip"))).opens_drawer();
        assert!(opens(false));
        assert!(!opens(true));
    }

    #[test]
    fn a_sale_that_was_taken_back_prints_its_refund_and_only_cash_of_this_drawer() {
        for (state, cash) in [(RefundMarkState::Refunded, true), (RefundMarkState::RefundedElsewhere, false)] {
            let slip = printed(&detail(Direction::Topup, Some(state)), false).expect("a slip");
            let Act::Refund { of: Refunded::Topup { cash_returned }, .. } = slip.act else { panic!("{:?}", slip.act) };
            assert_eq!(cash_returned.is_some(), cash);
        }
        for state in [RefundMarkState::Checking, RefundMarkState::Refused, RefundMarkState::NotCarriedOut] {
            let slip = printed(&detail(Direction::Payment, Some(state)), false).expect("a slip");
            assert_eq!(slip.act, Act::Payment);
        }
    }

    #[test]
    fn what_moved_no_money_has_no_slip() {
        for state in [SaleRowState::Open, SaleRowState::Failed, SaleRowState::Canceled, SaleRowState::Expired] {
            let mut sale = detail(Direction::Payment, None);
            sale.row.state = state;
            assert_eq!(printed(&sale, false), Err(PrintProblem::NothingToPrint { number: "A-0042".into() }));
        }
    }
}
