//! A shift's report as a page to print: one file without links or scripts, black on white, A4 or a roll's width.
//!
//! HTML and not PDF: a PDF with Japanese text would have to carry a font of several megabytes, and every desktop prints
//! a page to paper or to PDF.

use std::fmt::Write;

use super::record::local;
use super::words::Words;
use crate::shift::ShopDay;
use crate::view::{ChainView, CountView, ShiftReport, SumView};

const STYLE: &str = "body{font:14px/1.5 'Noto Sans CJK JP','Hiragino Sans','Yu Gothic',sans-serif;margin:2em auto;\
    max-width:46em;color:#000;background:#fff}h1{font-size:1.5em;margin:0}h2{font-size:1.1em;margin:1.5em 0 .3em}\
    table{border-collapse:collapse;width:100%}th,td{padding:.25em .5em;border-bottom:1px solid #999;text-align:left;\
    font-weight:normal}td.n{text-align:right;font-variant-numeric:tabular-nums}tr.sum th,tr.sum td{font-weight:bold}\
    code{overflow-wrap:anywhere;font-size:.8em}@media print{body{margin:0;max-width:none}h2{break-after:avoid}\
    tr{break-inside:avoid}}";

/// What stands at the head of a report beside the shift.
pub(super) struct Heading<'a> {
    pub(super) shop: &'a str,
    pub(super) unit: &'a str,
    pub(super) till: &'a str,
}

/// Draws the page.
pub(super) fn draw(report: &ShiftReport, heading: &Heading<'_>, words: &Words, day: &ShopDay) -> String {
    let mut page = Page { html: String::new(), unit: heading.unit, language: words.language };
    let title = if report.closed_at.is_some() { words.closing } else { words.inspection };
    page.add(&format!(
        "<!doctype html>\n<html lang=\"{}\"><meta charset=\"utf-8\"><title>{} {}</title><style>{STYLE}</style>\n\
         <h1>{}</h1><p><bdi>{}</bdi></p>\n",
        words.language,
        escape(title),
        report.number,
        escape(title),
        escape(heading.shop)
    ));
    page.facts(&head(report, heading, words, day));
    page.sums(report, words);
    page.counts(report, words);
    page.cash(report, words);
    page.unsettled(report, words, day);
    page.add(&format!("<h2>{}</h2>\n<p>{}</p>\n", words.journal, chain(&report.chain, words)));
    page.add("</html>\n");
    page.html
}

fn head(report: &ShiftReport, heading: &Heading<'_>, words: &Words, day: &ShopDay) -> Vec<(&'static str, String)> {
    let who = |at: &str, staff: Option<&str>| format!("{} {}", local(at, day), staff.unwrap_or_default());
    let closed = match &report.closed_at {
        Some(at) => who(at, report.closed_by.as_deref()),
        None => words.not_closed.to_owned(),
    };
    let opened_by = report.opened_by.as_deref().unwrap_or(words.opened_by_sale);
    let mut facts = vec![
        (words.till, heading.till.to_owned()),
        (words.shift, report.number.to_string()),
        (words.business_day, report.business_day.clone()),
        (words.opened, who(&report.opened_at, Some(opened_by))),
        (words.closed, closed),
    ];
    facts.extend(report.carried_by.clone().map(|who| (words.carried_by, who)));
    facts
}

fn chain(chain: &ChainView, words: &Words) -> String {
    match chain {
        ChainView::Intact { entries, head } => format!("{} ({entries})<br><code>{head}</code>", words.intact),
        ChainView::Broken { position } => format!("<strong>{} {position}</strong>", words.broken),
    }
}

struct Page<'a> {
    html: String,
    unit: &'a str,
    language: &'static str,
}

impl Page<'_> {
    fn add(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn facts(&mut self, facts: &[(&str, String)]) {
        self.add("<table>\n");
        for (name, value) in facts {
            self.add(&format!("<tr><th>{name}</th><td><bdi>{}</bdi></td></tr>\n", escape(value)));
        }
        self.add("</table>\n");
    }

    fn sums(&mut self, report: &ShiftReport, words: &Words) {
        let totals = &report.totals;
        let lines: [(&str, &SumView, bool); 6] = [
            (words.payments, &totals.payments, false),
            (words.payment_refunds, &totals.payment_refunds, false),
            (words.payments_net, &totals.payments_net, true),
            (words.topups, &totals.topups, false),
            (words.topup_refunds, &totals.topup_refunds, false),
            (words.topups_net, &totals.topups_net, true),
        ];
        self.add(&format!(
            "<h2>{} / {}</h2>\n<table><tr><th></th><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
             <td class=\"n\">{}</td></tr>\n",
            words.payments, words.topups, words.count, words.amount, words.money, words.points
        ));
        for (name, sum, is_sum) in lines {
            let class = if is_sum { " class=\"sum\"" } else { "" };
            let cells =
                [sum.count.to_string(), self.amount(&sum.amount), self.amount(&sum.money), self.amount(&sum.points)];
            self.add(&format!("<tr{class}><th>{name}</th>"));
            for cell in cells {
                self.add(&format!("<td class=\"n\">{cell}</td>"));
            }
            self.add("</tr>\n");
        }
        self.add("</table>\n");
    }

    fn counts(&mut self, report: &ShiftReport, words: &Words) {
        let totals = &report.totals;
        let lines: [(&str, CountView); 4] = [
            (words.failed, totals.failed),
            (words.canceled, totals.canceled),
            (words.expired, totals.expired),
            (words.not_created, totals.not_created),
        ];
        self.add(&format!(
            "<h2>{}</h2>\n<table><tr><th></th><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
            words.without_money, words.payment, words.topup
        ));
        for (name, CountView { payments, topups }) in lines {
            self.add(&format!(
                "<tr><th>{name}</th><td class=\"n\">{payments}</td><td class=\"n\">{topups}</td></tr>\n"
            ));
        }
        self.add("</table>\n");
    }

    fn cash(&mut self, report: &ShiftReport, words: &Words) {
        let cash = &report.cash;
        let amount = |value: Option<&String>| value.map_or_else(|| words.not_counted.to_owned(), |it| self.amount(it));
        let lines = [
            (words.float, amount(cash.float.as_ref()), false),
            (words.taken, self.amount(&cash.taken), false),
            (words.handed_back, self.amount(&cash.handed_back), false),
            (words.expected, self.amount(&cash.expected), true),
            (words.counted, amount(cash.counted.as_ref()), false),
            (words.difference, amount(cash.difference.as_ref()), true),
        ];
        self.add(&format!("<h2>{}</h2>\n<table>\n", words.drawer));
        for (name, value, is_sum) in lines {
            let class = if is_sum { " class=\"sum\"" } else { "" };
            self.add(&format!("<tr{class}><th>{name}</th><td class=\"n\">{value}</td></tr>\n"));
        }
        self.add("</table>\n");
    }

    fn unsettled(&mut self, report: &ShiftReport, words: &Words, day: &ShopDay) {
        self.add(&format!("<h2>{}</h2>\n", words.unsettled));
        if report.unsettled.is_empty() {
            self.add(&format!("<p>{}</p>\n", words.none));
            return;
        }
        self.add(&format!(
            "<table><tr><th>{}</th><th>{}</th><td class=\"n\">{}</td></tr>\n",
            words.number, words.started, words.amount
        ));
        for sale in &report.unsettled {
            let row = format!(
                "<tr><th>{} {}</th><td>{}</td><td class=\"n\">{}</td></tr>\n",
                sale.number,
                words.direction(sale.direction),
                local(&sale.started_at, day),
                self.amount(&sale.amount)
            );
            self.add(&row);
        }
        self.add("</table>\n");
    }

    /// An amount with its thousands set apart and its unit, as the screen of the same language writes it.
    fn amount(&self, value: &str) -> String {
        let (sign, digits) = value.strip_prefix('-').map_or(("", value), |digits| ("−", digits));
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
        let mut text = String::new();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        if let Some(fraction) = fraction {
            let _ = write!(text, ".{fraction}");
        }
        match (self.language, self.unit) {
            ("ja", unit) => format!("{sign}{text}{}", escape(unit)),
            (_, "円") => format!("{sign}¥{text}"),
            (_, unit) => format!("{sign}{text} {}", escape(unit)),
        }
    }
}

/// Text that is nothing but text in HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
