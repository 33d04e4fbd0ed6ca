//! The three papers of a shift beside the far side's ledger: every line, and every sum.

use std::collections::HashMap;

use partner_api::schema::CashtrayWithResult;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::support::far_side::Ledger;

/// What the till wrote down.
pub(super) struct Papers {
    /// The CSV file.
    pub(super) sheet: String,
    /// The JSON file.
    pub(super) list: String,
    /// The report as a page.
    pub(super) page: String,
}

/// Money of one kind in the ledger.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    count: u32,
    amount: Decimal,
    money: Decimal,
    points: Decimal,
}

/// Holds every figure of the papers against the ledger.
pub(super) fn adds_up(papers: &Papers, ledger: &Ledger) {
    let ours: Vec<&CashtrayWithResult> =
        ledger.cashtrays.iter().filter(|tray| tray.description.contains("[A-")).collect();
    lines_are_trays(&papers.sheet, &ours);
    let list: Value = serde_json::from_str(&papers.list).unwrap();
    let totals = &list["report"]["totals"];
    for (line, direction, refunded) in [
        ("payments", "payment", false),
        ("payment_refunds", "payment", true),
        ("topups", "topup", false),
        ("topup_refunds", "topup", true),
    ] {
        let sum = sum_of(&ours, direction, refunded);
        assert!(sum.count > 0, "{line} is put to the test");
        assert_eq!(read_sum(&totals[line]), sum, "{line}");
        let row = format!(
            "<td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>",
            sum.count,
            shown(sum.amount),
            shown(sum.money),
            shown(sum.points)
        );
        assert!(papers.page.contains(&row), "{line}: {row} is not in {}", papers.page);
    }
    let taken = sum_of(&ours, "topup", false).amount;
    let handed_back = sum_of(&ours, "topup", true).amount;
    let cash = &list["report"]["cash"];
    assert_eq!(number(&cash["expected"]), Decimal::from(10_000) + taken - handed_back);
    assert_eq!(number(&cash["difference"]), number(&cash["counted"]) - number(&cash["expected"]));
    assert!(papers.page.contains(&shown(number(&cash["expected"]))));
    assert_eq!(list["report"]["chain"]["state"], "intact");
    assert_eq!(list["report"]["unsettled"], Value::Array(Vec::new()));
}

/// Each line of the sheet tells what the ledger says of its tray, and each of this till's trays has one line.
fn lines_are_trays(sheet: &str, trays: &[&CashtrayWithResult]) {
    let text = sheet.strip_prefix('\u{feff}').expect("a spreadsheet program sees that it is UTF-8");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let lines: Vec<HashMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!(lines.len(), 11);
    let mut states = HashMap::<&str, u32>::new();
    for line in &lines {
        *states.entry(&*line["状態"]).or_default() += 1;
        let Some(tray) = trays.iter().find(|tray| tray.id.to_string() == line["Cashtray ID"]) else {
            assert_eq!((&*line["状態"], &*line["取引ID"]), ("QR未発行", ""), "{line:?}");
            continue;
        };
        let direction = if tray.amount.is_sign_negative() { "支払い" } else { "チャージ" };
        assert_eq!((&*line["状態"], &*line["区分"]), (outcome(tray), direction), "{line:?}");
        assert_eq!(cell(&line["金額"]), tray.amount.abs(), "{line:?}");
        let moved = tray.transaction.as_ref();
        let is_taken_back = moved.is_some_and(|it| it.is_modified);
        assert_eq!(
            (&*line["返金"], line["返金理由"].is_empty()),
            if is_taken_back { ("返金済み", false) } else { ("", true) }
        );
        assert_eq!(line["取引ID"], moved.map(|it| it.id.to_string()).unwrap_or_default());
        assert_eq!(cell(&line["マネー"]), moved.map(|it| it.money_amount).unwrap_or_default(), "{line:?}");
        assert_eq!(cell(&line["ポイント"]), moved.map(|it| it.point_amount).unwrap_or_default(), "{line:?}");
    }
    let counted = ["完了", "取引不成立", "取り消し", "期限切れ", "QR未発行"].map(|state| states[state]);
    assert_eq!(counted, [6, 2, 1, 1, 1]);
    for tray in trays.iter().filter(|tray| tray.transaction.is_some()) {
        assert!(
            lines.iter().any(|line| line["Cashtray ID"] == tray.id.to_string()),
            "a charge without a line: {tray:?}"
        );
    }
}

/// The documented order.
fn outcome(tray: &CashtrayWithResult) -> &'static str {
    match (&tray.attempt, &tray.transaction, &tray.canceled_at) {
        (Some(_), Some(_), _) => "完了",
        (Some(_), None, _) => "取引不成立",
        (None, _, Some(_)) => "取り消し",
        (None, _, None) => "期限切れ",
    }
}

fn sum_of(trays: &[&CashtrayWithResult], kind: &str, refunded: bool) -> Sum {
    let moved = trays.iter().filter_map(|tray| tray.transaction.as_ref());
    let mut sum = Sum::default();
    for transaction in moved.filter(|it| it.kind == kind && (it.is_modified || !refunded)) {
        sum.count += 1;
        sum.amount += transaction.amount;
        sum.money += transaction.money_amount;
        sum.points += transaction.point_amount;
    }
    sum
}

fn read_sum(line: &Value) -> Sum {
    Sum {
        count: serde_json::from_value(line["count"].clone()).unwrap(),
        amount: number(&line["amount"]),
        money: number(&line["money"]),
        points: number(&line["points"]),
    }
}

fn number(value: &Value) -> Decimal {
    value.as_str().unwrap_or_else(|| panic!("no amount: {value}")).parse().unwrap()
}

fn cell(text: &str) -> Decimal {
    if text.is_empty() { Decimal::ZERO } else { text.parse().unwrap() }
}

/// As a person reads it: with commas and the unit.
fn shown(amount: Decimal) -> String {
    let digits = amount.normalize().to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    format!("{}円", groups.join(","))
}
