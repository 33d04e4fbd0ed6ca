//! What a slip says, as plain data: the caller fills it from what is certain, and nothing here asks anybody.
//!
//! Amounts are positive; the act gives them their direction. Texts come as they are, however strange: the layout
//! cleans them. What is masked or shortened (a customer's name) is masked by the caller.

use jiff::Zoned;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The language of a slip's fixed words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// 日本語.
    Ja,
    /// English.
    En,
}

/// What stands at the head of every slip of a shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    /// The shop's name, printed large.
    pub name: String,
    /// Lines below it in the shop's own words: address, telephone, registration number. May be empty.
    pub details: Vec<String>,
}

/// The private money that moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// Its name.
    pub name: String,
    /// The unit amounts are counted in, for example `円`; stands behind every amount.
    pub unit: String,
}

/// That a slip has been printed before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reprint {
    /// Which copy this is: 1 for the first reprint.
    pub count: u32,
    /// When it was asked for.
    pub time: Zoned,
}

/// Something to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// What a customer gets.
    Sale(Box<SaleSlip>),
    /// What the shop keeps.
    Shift(Box<ShiftSlip>),
    /// What shows that a printer works.
    Test(Box<TestSlip>),
}

/// A slip that shows that a printer works: its letters, its paper's width, and its drawer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestSlip {
    /// The language of the fixed words.
    pub language: Language,
    /// Whose printer.
    pub shop: Shop,
    /// When it was asked for.
    pub time: Zoned,
    /// Whether the drawer is tried too. Not in practice.
    pub opens_drawer: bool,
}

/// A customer's slip of one payment, top-up or refund whose transaction exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleSlip {
    /// The language of the fixed words.
    pub language: Language,
    /// Who sold.
    pub shop: Shop,
    /// In which money.
    pub money: Money,
    /// What happened.
    pub act: Act,
    /// The sale's number on this till, for example `A-0042`.
    pub number: String,
    /// What really moved: the transaction's amount, never what had been asked for. Positive.
    pub amount: Decimal,
    /// How much of it was money and how much points; `None` where the server did not say.
    pub split: Option<Split>,
    /// The customer's name as it may be shown; `None` when the server gave none.
    pub customer: Option<String>,
    /// The transaction's id, whole or its last digits.
    pub transaction_id: String,
    /// When the transaction was made, in the shop's zone.
    pub time: Zoned,
    /// Who was at the till.
    pub staff: Option<String>,
    /// The staff's words on the sale.
    pub note: Option<String>,
    /// Set on every copy after the first.
    pub reprint: Option<Reprint>,
    /// Made in practice mode: the slip says that it is worth nothing.
    pub practice: bool,
}

/// What a sale's slip is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The customer paid.
    Payment,
    /// The customer's wallet was charged.
    Topup {
        /// The cash that was taken for it; `None` when it was not paid in cash. Positive.
        cash_received: Option<Decimal>,
    },
    /// An earlier sale was taken back whole.
    Refund {
        /// What is taken back.
        of: Refunded,
        /// The earlier sale's number.
        original_number: String,
        /// Why, in the staff's words.
        reason: Option<String>,
    },
}

/// What a refund takes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refunded {
    /// A payment: the amount goes back to the customer's wallet.
    Payment,
    /// A top-up: the amount leaves the customer's wallet.
    Topup {
        /// The cash that was handed back for it. Positive.
        cash_returned: Option<Decimal>,
    },
}

/// How an amount divides. Both positive or zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// The part in money.
    pub money: Decimal,
    /// The part in points.
    pub point: Decimal,
}

/// The shop's own slip: 点検 or 精算.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftSlip {
    /// The language of the fixed words. The rows come in the caller's words.
    pub language: Language,
    /// Whose books.
    pub shop: Shop,
    /// In which money.
    pub money: Money,
    /// Whether the shift goes on.
    pub kind: ShiftKind,
    /// The shift's name on this till.
    pub number: String,
    /// Who looked or closed.
    pub staff: Option<String>,
    /// When, in the shop's zone.
    pub time: Zoned,
    /// The figures, from top to bottom.
    pub rows: Vec<Row>,
    /// Set on every copy after the first.
    pub reprint: Option<Reprint>,
    /// Made in practice mode.
    pub practice: bool,
}

/// Which of the two shift reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftKind {
    /// 点検: a look at the totals; nothing changes.
    Interim,
    /// 精算: the shift is closed.
    Closing,
}

/// One row of a shift report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading, with a rule above it.
    Section(String),
    /// A label and what belongs to it.
    Entry(String, Value),
    /// As an entry, large: what the eye looks for.
    Total(String, Value),
    /// A sentence.
    Text(String),
}

/// What stands at the right of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An amount in the money's unit. The only place where a sign may be: a drawer can be short.
    Amount(Decimal),
    /// How many.
    Count(u64),
    /// How many, and what they come to.
    CountAndAmount(u64, Decimal),
    /// Anything else.
    Text(String),
}

impl Slip {
    /// Whether the cash drawer opens for it: on the first slip of a top-up that was paid in cash, and on a test that asks
    /// for it.
    pub fn opens_drawer(&self) -> bool {
        match self {
            Self::Sale(sale) => {
                matches!(sale.act, Act::Topup { cash_received: Some(_) }) && sale.reprint.is_none() && !sale.practice
            }
            Self::Shift(_) => false,
            Self::Test(test) => test.opens_drawer,
        }
    }

    /// The number by which staff know it; `TEST` for a test.
    pub fn number(&self) -> &str {
        match self {
            Self::Sale(sale) => &sale.number,
            Self::Shift(shift) => &shift.number,
            Self::Test(_) => "TEST",
        }
    }

    /// The language it is in.
    pub fn language(&self) -> Language {
        match self {
            Self::Sale(sale) => sale.language,
            Self::Shift(shift) => shift.language,
            Self::Test(test) => test.language,
        }
    }

    /// The same slip as one more copy, asked for at `time`. A test has no copies: each is a first one.
    #[must_use]
    pub fn reprinted(mut self, time: Zoned) -> Self {
        let reprint = match &mut self {
            Self::Sale(sale) => &mut sale.reprint,
            Self::Shift(shift) => &mut shift.reprint,
            Self::Test(_) => return self,
        };
        let count = reprint.as_ref().map_or(0, |earlier| earlier.count).saturating_add(1);
        *reprint = Some(Reprint { count, time });
        self
    }
}
