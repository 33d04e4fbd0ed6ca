//! Slips from the books, with their copies counted.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use jiff::Zoned;
use receipts::receipt::{Language, Reprint, Slip, TestSlip};
use serde::Deserialize;
use till::books::Books;
use till::server_clock::ServerClock;
use till::shift::ShopDay;
use till::view::ShopView;
use ts_rs::TS;

use super::copies::Copies;
use super::{PrintProblem, Station, sale, shift};

/// Which slip.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum SlipName {
    /// The customer's slip of a sale; of its refund, once it is taken back.
    Sale {
        /// The sale's number.
        number: String,
    },
    /// The report of a shift: 点検 of an open one, 精算 of a closed one.
    Shift {
        /// The shift; `None` for the open one, or the last.
        shift: Option<u32>,
    },
}

/// The slips of one till.
pub struct Slips {
    books: Arc<Books>,
    copies: Copies,
    shop: ShopView,
    day: ShopDay,
    clock: Arc<ServerClock>,
    is_practice: bool,
}

/// A slip as it would come out now.
struct Drawn {
    slip: Slip,
    /// The name under which its copies are counted; `None` where each is a first one.
    name: Option<String>,
}

impl Slips {
    /// The slips of the till whose books these are. Copies are counted in `folder`, the till's own.
    pub fn open(
        folder: &Path,
        books: Arc<Books>,
        shop: ShopView,
        day: ShopDay,
        clock: Arc<ServerClock>,
        is_practice: bool,
    ) -> Self {
        Self { books, copies: Copies::open(folder), shop, day, clock, is_practice }
    }

    /// A slip as it would come out now, marked where it would be a copy. Counts nothing.
    pub fn look_at(&self, wanted: &SlipName, language: Language) -> Result<Slip, PrintProblem> {
        let Drawn { slip, name } = self.draw(wanted, language)?;
        let earlier = name.map_or(0, |name| self.copies.given(&name).unwrap_or(1));
        Ok(self.marked(slip, earlier))
    }

    /// Prints what staff ask for. One that failed before is tried again as it was, so that a slip which never came out
    /// is not marked as a copy.
    pub fn print(&self, station: &Station, wanted: &SlipName, language: Language) -> Result<(), PrintProblem> {
        let Drawn { slip, name } = self.draw(wanted, language)?;
        let state = station.state().ok_or(PrintProblem::NoPrinter)?;
        if state.failed.iter().any(|failed| failed.number == slip.number()) {
            return station.retry(self.now());
        }
        let earlier = name.as_deref().map_or(0, |name| self.copies.given(name).unwrap_or(1));
        self.give(station, self.marked(slip, earlier), name.as_deref())
    }

    /// Prints the slip of a sale that has just settled, unless it was printed before.
    pub fn print_settled(&self, station: &Station, number: &str, language: Language) -> Result<(), PrintProblem> {
        if station.state().is_none() {
            return Ok(());
        }
        let Drawn { slip, name } = self.draw(&SlipName::Sale { number: number.to_owned() }, language)?;
        if name.as_deref().and_then(|name| self.copies.given(name)).is_some_and(|given| given > 0) {
            return Ok(());
        }
        self.give(station, slip, name.as_deref())
    }

    /// Prints a slip that shows that the printer works, and tries the drawer, though not in practice.
    pub fn print_test(&self, station: &Station, language: Language) -> Result<(), PrintProblem> {
        let shop = sale::shop(&self.shop);
        let test = TestSlip { language, shop, time: self.now(), opens_drawer: !self.is_practice };
        station.print(Slip::Test(Box::new(test)))
    }

    /// The time on the shop's clock.
    pub fn now(&self) -> Zoned {
        self.day.local(self.clock.now())
    }

    /// The copy is counted before the slip is given away: a power cut between the two must not make two first ones.
    fn give(&self, station: &Station, slip: Slip, name: Option<&str>) -> Result<(), PrintProblem> {
        if let Some(name) = name {
            self.copies.give(name);
        }
        station.print(slip)
    }

    fn marked(&self, mut slip: Slip, earlier: u32) -> Slip {
        if earlier == 0 {
            return slip;
        }
        let reprint = Some(Reprint { count: earlier, time: self.now() });
        match &mut slip {
            Slip::Sale(sale) => sale.reprint = reprint,
            Slip::Shift(shift) => shift.reprint = reprint,
            Slip::Test(_) => {}
        }
        slip
    }

    fn draw(&self, wanted: &SlipName, language: Language) -> Result<Drawn, PrintProblem> {
        let paper = Stationery { language, shop: &self.shop, day: &self.day, is_practice: self.is_practice };
        match wanted {
            SlipName::Sale { number } => {
                let detail = self.books.sale_detail(number)?;
                let slip = sale::slip(&detail, &paper)?;
                let kind = if sale::is_taken_back(&detail) { "refund" } else { "sale" };
                Ok(Drawn { slip: Slip::Sale(Box::new(slip)), name: Some(format!("{kind} {number}")) })
            }
            SlipName::Shift { shift } => {
                let report = self.books.shift_report(*shift)?;
                let name = report.closed_at.as_ref().map(|_| format!("shift {}", report.number));
                Ok(Drawn { slip: Slip::Shift(Box::new(shift::slip(&report, &paper, self.now())?)), name })
            }
        }
    }
}

impl fmt::Debug for Slips {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slips")
            .field("shop", &self.shop)
            .field("is_practice", &self.is_practice)
            .finish_non_exhaustive()
    }
}

/// What all slips of a till have in common.
pub(super) struct Stationery<'a> {
    pub(super) language: Language,
    pub(super) shop: &'a ShopView,
    pub(super) day: &'a ShopDay,
    pub(super) is_practice: bool,
}
