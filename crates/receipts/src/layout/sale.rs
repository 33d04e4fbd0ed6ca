//! A customer's slip: what happened, large; how much; and what one needs to find it again.

use rust_decimal::Decimal;

use super::compose::Composer;
use super::{Look, Rule, Size};
use crate::amount::with_unit;
use crate::receipt::{Act, Refunded, Reprint, SaleSlip, Shop};
use crate::text::printable;
use crate::words::Words;

pub(super) fn compose(sale: &SaleSlip, on: &mut Composer) {
    let words = Words::of(sale.language);
    head(&sale.shop, sale.practice, sale.reprint.as_ref(), words, on);
    on.centred(words.title(&sale.act), Size::Double, Look::Bold);
    on.gap();
    on.rule(Rule::Thick);
    on.gap();
    amounts(sale, words, on);
    on.gap();
    on.rule(Rule::Thin);
    on.gap();
    particulars(sale, words, on);
    on.gap();
    on.rule(Rule::Thick);
    on.gap();
    if !matches!(sale.act, Act::Refund { .. }) {
        on.centred(words.thanks, Size::Normal, Look::Plain);
    }
    foot(sale.practice, words, on);
}

/// Who sells, and what is special about this piece of paper. The same on all slips.
pub(super) fn head(shop: &Shop, practice: bool, reprint: Option<&Reprint>, words: &Words, on: &mut Composer) {
    foot(practice, words, on);
    on.gap();
    on.name(&shop.name);
    for detail in &shop.details {
        on.centred(detail, Size::Normal, Look::Plain);
    }
    on.gap();
    if let Some(reprint) = reprint {
        on.band(&format!("{} {}{}", words.reprint, reprint.count, words.reprint_count));
        on.pair(words.reprint_time, &reprint.time.strftime(words.time_format).to_string());
        on.gap();
    }
}

/// The mark of a slip that is worth nothing; it stands at both ends, so that no half of it looks real.
pub(super) fn foot(practice: bool, words: &Words, on: &mut Composer) {
    if practice {
        on.gap();
        on.band(&format!("{}  {}", words.practice, words.practice_sentence));
    }
}

/// What moved, of what it consisted, and the cash that changed hands for it.
fn amounts(sale: &SaleSlip, words: &Words, on: &mut Composer) {
    let unit = printable(&sale.money.unit);
    let in_unit = |amount: Decimal| with_unit(amount, &unit);
    on.large_figures(words.amount_label(&sale.act), &in_unit(sale.amount));
    if let Some(split) = &sale.split
        && !split.point.is_zero()
    {
        on.pair(words.of_money, &in_unit(split.money));
        on.pair(words.of_points, &in_unit(split.point));
    }
    match &sale.act {
        Act::Topup { cash_received: Some(received) } => {
            on.gap();
            on.pair(words.cash_received, &in_unit(*received));
            if *received > sale.amount {
                on.pair(words.change, &in_unit(*received - sale.amount));
            }
        }
        Act::Refund { of: Refunded::Topup { cash_returned: Some(returned) }, .. } => {
            on.gap();
            on.pair(words.cash_returned, &in_unit(*returned));
        }
        Act::Payment | Act::Topup { cash_received: None } | Act::Refund { .. } => {}
    }
}

/// By what the sale is found again.
fn particulars(sale: &SaleSlip, words: &Words, on: &mut Composer) {
    on.pair(words.money_name, &sale.money.name);
    if let Some(customer) = &sale.customer {
        on.pair(words.customer, &format!("{customer}{}", words.honorific));
    }
    on.pair(words.time, &sale.time.strftime(words.time_format).to_string());
    on.pair(words.number, &sale.number);
    if let Act::Refund { of, original_number, reason } = &sale.act {
        on.pair(words.original, &format!("{} {original_number}", words.refunded(of)));
        optional(words.reason, reason.as_deref(), on);
    }
    on.pair(words.transaction, &sale.transaction_id);
    optional(words.staff, sale.staff.as_deref(), on);
    optional(words.note, sale.note.as_deref(), on);
}

/// A pair where there is something to say.
pub(super) fn optional(label: &str, value: Option<&str>, on: &mut Composer) {
    if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
        on.pair(label, value);
    }
}
