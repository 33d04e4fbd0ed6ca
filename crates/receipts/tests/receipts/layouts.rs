//! What stands on a slip, and that nothing a stranger typed can break it.

use crate::support::interpreter::{Command, commands, printed_lines};
use crate::support::samples;
use proptest::prelude::*;
use receipts::escpos::{Cut, Letters, encode};
use receipts::layout::{Layout, Line, Paper, layout};
use receipts::receipt::{Act, Language, Refunded, Row, SaleSlip, Slip, Split, Value};
use receipts::text::printable;
use rust_decimal::Decimal;

#[test]
fn slips_read_as_a_shop_expects() {
    for (name, slip) in samples::all() {
        for (paper_name, paper) in [("58mm", Paper::Mm58), ("80mm", Paper::Mm80)] {
            insta::assert_snapshot!(format!("{name}-{paper_name}"), layout(&slip, paper).to_string());
        }
    }
}

#[test]
fn hostile_and_foreign_letters_become_printable() {
    for (typed, printed) in [
        ("\u{1b}p\0\u{32}\u{fe}山田", "p2þ山田"),
        ("a\r\nb\tc", "a b c"),
        ("\u{202e}abc\u{202c}\u{2066}d", "abcd"),
        ("👨‍👩‍👧 家族", "〓 家族"),
        ("か\u{3099}\u{200b}ぎ", "がぎ"),
        ("ｶﾞｷﾞ", "ｶﾞｷﾞ"),
        ("髙﨑①㈱", "髙﨑①㈱"),
        ("  x   y  ", "x y"),
        ("한국", "〓〓"),
        ("café", "café"),
        ("\u{0}\u{7f}\u{9b}", ""),
    ] {
        assert_eq!(printable(typed), printed, "{typed:?}");
    }
}

#[test]
fn practice_and_reprint_are_marked_on_every_slip() {
    // Nobody takes a test for a receipt, so each is a first one.
    for (name, slip) in samples::all().into_iter().filter(|(_, slip)| !matches!(slip, Slip::Test(_))) {
        let copy = slip.reprinted(samples::time("2026-11-21T09:30:00+09:00[Asia/Tokyo]"));
        let mark = match copy.language() {
            Language::Ja => "再発行",
            Language::En => "REPRINT",
        };
        let text = layout(&copy, Paper::Mm58).to_string();
        assert!(text.contains(mark) && text.contains("09:30:00+09:00"), "{name}: {text}");
    }
    let practice = layout(&samples::practice(Language::Ja), Paper::Mm58).to_string();
    assert_eq!(practice.matches("このレシートは無効です").count(), 2, "at both ends");
}

#[test]
fn copies_are_counted() {
    let time = || samples::time("2026-11-21T09:30:00+09:00[Asia/Tokyo]");
    let third = samples::payment(Language::Ja).reprinted(time()).reprinted(time()).reprinted(time());
    assert!(layout(&third, Paper::Mm80).to_string().contains("再発行 3回目"));
}

fn any_paper() -> impl Strategy<Value = Paper> {
    prop_oneof![Just(Paper::Mm58), Just(Paper::Mm80), Just(Paper::Mm80Coarse)]
}

fn any_language() -> impl Strategy<Value = Language> {
    prop_oneof![Just(Language::Ja), Just(Language::En)]
}

/// What people, phones and attackers type.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,80}",
        "[ぁ-んァ-ヶ一-龠ｦ-ﾟ 　]{0,60}",
        "[\u{0}-\u{20}\u{7f}-\u{a0}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}😀-🙏a]{0,40}",
    ]
}

fn any_amount() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (0_i64..10_000_000).prop_map(Decimal::from),
        (any::<i64>(), 0_u32..6).prop_map(|(digits, scale)| Decimal::new(digits.saturating_abs(), scale)),
        Just(Decimal::MAX),
    ]
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        Just(Act::Payment),
        proptest::option::of(any_amount()).prop_map(|cash_received| Act::Topup { cash_received }),
        (any_text(), proptest::option::of(any_text()), proptest::option::of(any_amount())).prop_map(
            |(original_number, reason, cash_returned)| Act::Refund {
                of: Refunded::Topup { cash_returned },
                original_number,
                reason
            }
        ),
    ]
}

prop_compose! {
    fn any_sale()(
        language in any_language(),
        act in any_act(),
        amount in any_amount(),
        points in proptest::option::of(any_amount()),
        texts in proptest::collection::vec(any_text(), 8),
        practice in any::<bool>(),
    ) -> SaleSlip {
        let mut sale = samples::sale(language, act);
        sale.amount = amount;
        sale.split = points.map(|point| Split { money: amount, point });
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap();
        sale.shop.name = next();
        sale.shop.details = vec![next()];
        sale.money.name = next();
        sale.number = next();
        sale.customer = Some(next());
        sale.transaction_id = next();
        sale.staff = Some(next());
        sale.note = Some(next());
        sale.practice = practice;
        sale
    }
}

/// The letters of a layout, without where they stand and how figures are grouped.
fn letters(layout: &Layout) -> String {
    let spans = layout.lines.iter().filter_map(|line| match line {
        Line::Text(spans) => Some(spans),
        Line::Rule(_) | Line::Gap => None,
    });
    spans.flatten().flat_map(|span| span.text.chars()).filter(|c| !matches!(c, ' ' | ',')).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_line_is_wider_than_the_paper_and_no_amount_is_cut(sale in any_sale(), paper in any_paper()) {
        let amount = format!("{}円", sale.amount);
        let layout = layout(&Slip::Sale(Box::new(sale)), paper);
        for line in &layout.lines {
            prop_assert!(line.cells(paper) <= paper.columns(), "{line:?}");
        }
        prop_assert!(letters(&layout).contains(&amount), "{amount} in {layout}");
    }

    #[test]
    fn nothing_typed_gives_the_printer_an_order(sale in any_sale(), paper in any_paper()) {
        let layout = layout(&Slip::Sale(Box::new(sale)), paper);
        let commands = commands(&encode(&layout, Letters::Printers, Cut::Partial));
        prop_assert!(printed_lines(&commands).iter().all(|line| line.cells <= paper.columns()));
        let count = |wanted: fn(&Command) -> bool| commands.iter().filter(|one| wanted(one)).count();
        prop_assert_eq!(count(|one| matches!(one, Command::Reset)), 1);
        prop_assert_eq!(count(|one| matches!(one, Command::Cut { .. })), 1);
        prop_assert_eq!(count(|one| matches!(one, Command::Kick { .. } | Command::KickNow { .. })), 0);
        prop_assert_eq!(count(|one| matches!(one, Command::AskNow(_) | Command::AskWhenDone(_))), 0);
    }

    #[test]
    fn rows_of_a_report_keep_their_figures(label in any_text(), amount in any_amount(), paper in any_paper()) {
        let mut slip = samples::closing(Language::Ja);
        if let Slip::Shift(shift) = &mut slip {
            shift.rows = vec![
                Row::Entry(label.clone(), Value::CountAndAmount(u64::MAX, amount)),
                Row::Total(label.clone(), Value::Amount(-amount)),
                Row::Section(label.clone()),
                Row::Text(label),
            ];
        }
        let layout = layout(&slip, paper);
        for line in &layout.lines {
            prop_assert!(line.cells(paper) <= paper.columns(), "{line:?}");
        }
        let expected = format!("{}件{amount}円", u64::MAX);
        prop_assert!(letters(&layout).contains(&expected), "{expected} in {layout}");
    }
}
