//! From the report of a shift to the shop's own slip.

use jiff::Zoned;
use receipts::receipt::{Language, Row, ShiftKind, ShiftSlip, Value};
use till::view::{CashView, ChainView, CountView, ShiftReport, ShiftTotals, SumView};

use super::PrintProblem;
use super::sale::{decimal, money, shop};
use super::slips::Stationery;

/// A word of the slip in both languages.
type Word = (&'static str, &'static str);

/// How many digits of the newest link are printed: enough that nobody finds another journal with the same.
const LINK_DIGITS: usize = 32;

/// The slip of an open shift (点検) or a closed one (精算), printed at `now`.
pub(super) fn slip(report: &ShiftReport, paper: &Stationery<'_>, now: Zoned) -> Result<ShiftSlip, PrintProblem> {
    let kind = if report.closed_at.is_some() { ShiftKind::Closing } else { ShiftKind::Interim };
    let mut lines = Lines { language: paper.language, rows: Vec::new() };
    lines.trade(&report.totals)?;
    lines.without_money(report);
    lines.cash(&report.cash)?;
    lines.journal(&report.chain);
    Ok(ShiftSlip {
        language: paper.language,
        shop: shop(paper.shop),
        money: money(paper.shop),
        kind,
        number: format!("{} ({})", report.number, report.business_day),
        staff: report.closed_by.clone().or_else(|| report.opened_by.clone()),
        time: now,
        rows: lines.rows,
        reprint: None,
        practice: paper.is_practice,
    })
}

/// The rows, from top to bottom.
struct Lines {
    language: Language,
    rows: Vec<Row>,
}

impl Lines {
    fn trade(&mut self, totals: &ShiftTotals) -> Result<(), PrintProblem> {
        let sections: [(Word, [&SumView; 3]); 2] = [
            (("支払い", "Payments"), [&totals.payments, &totals.payment_refunds, &totals.payments_net]),
            (("チャージ", "Top-ups"), [&totals.topups, &totals.topup_refunds, &totals.topups_net]),
        ];
        for (title, [made, refunds, net]) in sections {
            self.section(title);
            self.sum(title, made)?;
            self.sum(("返金", "Refunds"), refunds)?;
            self.total(("差引", "Net"), &net.amount)?;
        }
        Ok(())
    }

    /// One line with its count, and its parts where points were among it.
    fn sum(&mut self, label: Word, sum: &SumView) -> Result<(), PrintProblem> {
        let count = u64::try_from(sum.count).unwrap_or(0);
        self.entry(label, Value::CountAndAmount(count, decimal(&sum.amount)?));
        if !decimal(&sum.points)?.is_zero() {
            self.entry(("  内 マネー", "  of it money"), Value::Amount(decimal(&sum.money)?));
            self.entry(("  内 ポイント", "  of it points"), Value::Amount(decimal(&sum.points)?));
        }
        Ok(())
    }

    fn without_money(&mut self, report: &ShiftReport) {
        self.section(("お金が動かなかった会計", "Sales that moved no money"));
        let totals = &report.totals;
        let counts: [(Word, CountView); 4] = [
            (("取引不成立", "Not completed"), totals.failed),
            (("取り消し", "Cancelled"), totals.canceled),
            (("期限切れ", "Expired"), totals.expired),
            (("QR未発行", "No QR"), totals.not_created),
        ];
        for (label, count) in counts {
            self.entry(label, Value::Count(u64::from(count.payments) + u64::from(count.topups)));
        }
        self.section(("未確定の会計", "Sales that are not certain yet"));
        if report.unsettled.is_empty() {
            self.text(("ありません", "None"));
        }
        for sale in &report.unsettled {
            self.rows.push(Row::Text(sale.number.clone()));
        }
        if let Some(who) = &report.carried_by {
            self.entry(("繰り越し責任者", "Carried over by"), Value::Text(who.clone()));
        }
    }

    fn cash(&mut self, cash: &CashView) -> Result<(), PrintProblem> {
        self.section(("現金", "Cash"));
        self.counted(("釣銭準備金", "Float"), cash.float.as_deref())?;
        self.entry(("チャージで受取", "Taken for top-ups"), Value::Amount(decimal(&cash.taken)?));
        self.entry(("返金で渡した分", "Handed back"), Value::Amount(decimal(&cash.handed_back)?));
        self.entry(("あるべき現金", "Expected"), Value::Amount(decimal(&cash.expected)?));
        self.counted(("数えた現金", "Counted"), cash.counted.as_deref())?;
        match &cash.difference {
            Some(difference) => self.total(("過不足", "Difference"), difference),
            None => Ok(()),
        }
    }

    fn counted(&mut self, label: Word, amount: Option<&str>) -> Result<(), PrintProblem> {
        let value = match amount {
            Some(amount) => Value::Amount(decimal(amount)?),
            None => Value::Text(self.word(("未入力", "not counted")).to_owned()),
        };
        self.entry(label, value);
        Ok(())
    }

    fn journal(&mut self, chain: &ChainView) {
        self.section(("取引の記録", "Journal"));
        match chain {
            ChainView::Intact { entries, head } => {
                self.entry(("改変なし", "Unchanged, entries"), Value::Count(*entries));
                self.rows.push(Row::Text(head.chars().take(LINK_DIGITS).collect()));
            }
            ChainView::Broken { position } => {
                self.entry(("改変あり 番号", "Changed from outside at"), Value::Text(position.to_string()));
            }
        }
    }

    fn section(&mut self, title: Word) {
        self.rows.push(Row::Section(self.word(title).to_owned()));
    }

    fn entry(&mut self, label: Word, value: Value) {
        self.rows.push(Row::Entry(self.word(label).to_owned(), value));
    }

    fn total(&mut self, label: Word, amount: &str) -> Result<(), PrintProblem> {
        self.rows.push(Row::Total(self.word(label).to_owned(), Value::Amount(decimal(amount)?)));
        Ok(())
    }

    fn text(&mut self, text: Word) {
        self.rows.push(Row::Text(self.word(text).to_owned()));
    }

    fn word(&self, (japanese, english): Word) -> &'static str {
        match self.language {
            Language::Ja => japanese,
            Language::En => english,
        }
    }
}
