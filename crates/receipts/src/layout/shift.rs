//! The shop's own slip: the figures of a shift in the caller's words.

use super::compose::Composer;
use super::sale::{foot, head, optional};
use super::{Look, Rule, Size};
use crate::amount::{count, with_unit};
use crate::receipt::{Row, ShiftKind, ShiftSlip, Value};
use crate::text::{cells, printable};
use crate::words::Words;

/// Cells for an amount behind a count, so that counts stand under each other too.
const AMOUNT_CELLS: usize = 12;

pub(super) fn compose(shift: &ShiftSlip, on: &mut Composer) {
    let words = Words::of(shift.language);
    head(&shift.shop, shift.practice, shift.reprint.as_ref(), words, on);
    on.centred(words.report(shift.kind), Size::Double, Look::Bold);
    if shift.kind == ShiftKind::Interim {
        on.centred(words.interim_sentence, Size::Normal, Look::Plain);
    }
    on.gap();
    on.rule(Rule::Thick);
    on.gap();
    on.pair(words.shift, &shift.number);
    on.pair(words.time, &shift.time.strftime(words.time_format).to_string());
    on.pair(words.money_name, &shift.money.name);
    optional(words.staff, shift.staff.as_deref(), on);
    let unit = printable(&shift.money.unit);
    for row in &shift.rows {
        compose_row(row, &unit, words, on);
    }
    on.gap();
    on.rule(Rule::Thick);
    foot(shift.practice, words, on);
}

fn compose_row(row: &Row, unit: &str, words: &Words, on: &mut Composer) {
    match row {
        Row::Section(heading) => {
            on.gap();
            on.rule(Rule::Thin);
            on.gap();
            on.sentence(heading, Look::Bold);
        }
        Row::Entry(label, value) => on.figures(label, &written(value, unit, words)),
        Row::Total(label, value) => on.large_figures(label, &written(value, unit, words)),
        Row::Text(text) => on.sentence(text, Look::Plain),
    }
}

fn written(value: &Value, unit: &str, words: &Words) -> String {
    match value {
        Value::Amount(amount) => with_unit(*amount, unit),
        Value::Count(how_many) => count(*how_many, words.count_unit),
        Value::CountAndAmount(how_many, amount) => {
            let amount = with_unit(*amount, unit);
            let free = AMOUNT_CELLS.saturating_sub(cells(&amount)).max(1);
            format!("{}{}{amount}", count(*how_many, words.count_unit), " ".repeat(free))
        }
        Value::Text(text) => printable(text),
    }
}
