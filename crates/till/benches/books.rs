//! The books of a till that has sold for years: a million journal rows. Prints figures and judges none.
//!
//! The journal is written through its own door, on a memory disk where there is one, because a million commits on a
//! real disk take an hour. What is measured afterwards reads from memory either way: the file fits the system's cache.

#![expect(clippy::print_stdout, reason = "figures are what this is for")]
#![expect(clippy::disallowed_methods, reason = "real time is what is measured")]

use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::time;
use partner_api::ids::{CashtrayId, TransactionId};
use rust_decimal::Decimal;
use till::books::Books;
use till::books::export::ExportOrder;
use till::journal::{Journal, JournalError, Record, ShiftRecord, SqliteJournal};
use till::money::{Amount, Direction};
use till::sale::{Entry, Intent, Sale, SaleEvent, Success, Tray};
use till::shift::{Closing, Shift, ShiftEntry, ShiftNumber, ShopDay};
use till::tag::{SaleNumber, Tag, TillCode};
use till::view::{BooksProblem, ExportFormat, ExportLanguage, ExportScope, HistoryFilter, HistoryQuery, SaleRowState};
use uuid::Uuid;

/// Each sale has four entries, so these are a million.
const SALES: u32 = 250_000;

/// A busy day.
const SALES_PER_SHIFT: u32 = 1_000;

/// How many rows the export writes.
const EXPORTED: u32 = 100_000;

/// How often each reading is repeated; the median counts.
const ROUNDS: usize = 7;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let memory_disk = Path::new("/dev/shm");
    let directory = if memory_disk.is_dir() { tempfile::tempdir_in(memory_disk)? } else { tempfile::tempdir()? };
    let begun = Instant::now();
    write(directory.path())?;
    println!("{SALES} sales in {} journal rows written in {:.0} s", SALES * 4, begun.elapsed().as_secs_f64());
    measure(directory.path())?;
    Ok(())
}

fn measure(directory: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let open = || Books::open(directory, code(), ShopDay::default());
    print("first page of the history, on a new connection (goal 50 ms)", || first_page(&open()?))?;
    let books = open()?;
    print("first page again", || first_page(&books))?;
    let query = |filter, offset| HistoryQuery { filter, up_to: None, offset, limit: 100 };
    print("a page in the middle", || books.history(&query(HistoryFilter::default(), SALES / 2)).map(drop))?;
    for (what, search) in
        [("a note", "卓 77"), ("an amount", "1234"), ("a transaction's last digits", "0beef"), ("a time", "14:35")]
    {
        let filter = || HistoryFilter { search: search.to_owned(), ..HistoryFilter::default() };
        print(&format!("a search for {what} over everything"), || books.history(&query(filter(), 0)).map(drop))?;
    }
    let failed = || HistoryFilter { states: vec![SaleRowState::Expired], ..HistoryFilter::default() };
    print("a filter by state over everything", || books.history(&query(failed(), 0)).map(drop))?;
    let shift = SALES / SALES_PER_SHIFT / 2;
    print("report of a closed shift with 1,000 sales", || books.shift_report(Some(shift)).map(drop))?;
    print("totals of the open shift with 1,000 sales (goal 100 ms)", || books.shift_report(None).map(drop))?;
    print("start: open, check, read what is open (goal 200 ms)", || start(directory).map_err(BooksProblem::from))?;
    let folder = directory.join("exports");
    let scope = ExportScope::Range { from: at(0).to_string(), to: at(EXPORTED).to_string() };
    let order = ExportOrder {
        scope: &scope,
        format: ExportFormat::Csv,
        language: ExportLanguage::Ja,
        folder: &folder,
        shop_name: "さくら商店",
        unit: "円",
    };
    print("CSV of 100,000 rows (goal 2,000 ms)", || {
        let exported = books.export(&order, &mut |_| {})?;
        assert_eq!(exported.rows, EXPORTED, "the file has what was asked for");
        Ok(())
    })?;
    Ok(())
}

fn first_page(books: &Books) -> Result<(), BooksProblem> {
    let query = HistoryQuery { filter: HistoryFilter::default(), up_to: None, offset: 0, limit: 100 };
    let page = books.history(&query)?;
    assert_eq!((page.total, page.rows.len()), (SALES, 100), "everything is there");
    Ok(())
}

fn start(directory: &Path) -> Result<(), JournalError> {
    let journal = SqliteJournal::open(directory)?;
    journal.last_number()?;
    journal.recent(20)?;
    journal.unfinished()?;
    journal.last_shift()?;
    Ok(())
}

/// Prints the median of some rounds.
fn print(what: &str, mut act: impl FnMut() -> Result<(), BooksProblem>) -> Result<(), BooksProblem> {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        act()?;
        times.push(begun.elapsed());
    }
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("{:>9.2} ms (worst {:.2})  {what}", ms(times[ROUNDS / 2]), ms(times[ROUNDS - 1]));
    Ok(())
}

fn code() -> TillCode {
    "A".parse().expect("a code")
}

/// The minute in which a sale was made.
fn at(sale: u32) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + i64::from(sale) * 60).expect("in range")
}

fn write(directory: &Path) -> Result<(), JournalError> {
    let mut journal = SqliteJournal::open(directory)?;
    let mut shift: Option<Shift> = None;
    for number in 0..SALES {
        if number.is_multiple_of(SALES_PER_SHIFT) {
            shift = Some(turn(&mut journal, shift, at(number))?);
        }
        sell(&mut journal, number)?;
    }
    Ok(())
}

/// Closes the shift that is open and opens the next.
fn turn(journal: &mut SqliteJournal, open: Option<Shift>, at: Timestamp) -> Result<Shift, JournalError> {
    let mut number = 1;
    if let Some(open) = open {
        let figures = journal.figures(open.number)?.into();
        let closing =
            Closing { staff: "花子".to_owned(), counted: None, carried_by: None, carried: Vec::new(), figures };
        let entry = ShiftEntry::Closed { closing };
        let closed = open.after(at, &entry).expect("it is open");
        journal.append_shift(&ShiftRecord { seq: 1, at, entry: &entry, shift: &closed })?;
        number = open.number.0 + 1;
    }
    let day = ShopDay::default();
    let entry = ShiftEntry::Opened {
        business_day: day.business_day(at),
        zone: day.zone_name(at),
        day_starts: time(4, 0, 0, 0),
        opener: None,
    };
    let shift = Shift::begin(ShiftNumber(number), at, &entry).expect("it begins");
    journal.append_shift(&ShiftRecord { seq: 0, at, entry: &entry, shift: &shift })?;
    Ok(shift)
}

/// A sale of four entries; one in ten expires, one in four is a top-up.
fn sell(journal: &mut SqliteJournal, place: u32) -> Result<(), JournalError> {
    let number = SaleNumber(place + 1);
    let amount = Amount::try_from(Decimal::from(100 + place % 9_000)).expect("above zero");
    let direction = if place.is_multiple_of(4) { Direction::Topup } else { Direction::Payment };
    let note = if place.is_multiple_of(3) { format!("卓 {}", place % 100) } else { String::new() };
    let intent = Intent {
        number,
        direction,
        amount,
        note,
        tag: Tag::new(&code(), number, u64::from(place).wrapping_mul(0x9e37_79b9_7f4a_7c15)),
        started_at: at(place),
        bill: None,
        life_seconds: None,
    };
    let tray = Tray {
        id: CashtrayId(Uuid::from_u128(u128::from(place) << 64)),
        token: format!("https://www.pokepay.jp/cashtrays/{place:032}"),
        amount,
        expires_at: at(place + 5),
    };
    let success = Success {
        transaction_id: TransactionId(Uuid::from_u128(u128::from(place).wrapping_mul(0x9e37_79b9_7f4a_7c15_1234_5678))),
        amount: amount.value(),
        money_amount: amount.value(),
        point_amount: Decimal::ZERO,
        done_at: at(place).to_string(),
        customer: "山田 太郎".to_owned(),
        customer_mark: None,
    };
    let end = if place % 10 == 7 { SaleEvent::Expired } else { SaleEvent::Succeeded { success } };
    let mut sale = Sale::begin(intent.clone());
    let at = at(place);
    journal.append(&Record { seq: 0, at, entry: &Entry::Begun(intent), sale: &sale })?;
    for (seq, event) in (1..).zip([SaleEvent::Opened { tray }, end, SaleEvent::Acknowledged]) {
        sale = sale.after(&event).expect("it can happen");
        journal.append(&Record { seq, at, entry: &Entry::Happened(event), sale: &sale })?;
    }
    Ok(())
}
