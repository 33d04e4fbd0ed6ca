//! The books say what the journal holds, page by page, and write it down whole or not at all.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::time;
use partner_api::ids::{CashtrayId, TransactionId};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::Books;
use super::export::ExportOrder;
use crate::journal::{Journal, Record, ShiftRecord, SqliteJournal};
use crate::money::{Amount, Direction};
use crate::sale::{Entry, Failure, Intent, Sale, SaleEvent, Success, Tray};
use crate::shift::{Closing, Opener, Shift, ShiftEntry, ShiftNumber, ShopDay};
use crate::tag::{SaleNumber, Tag, TillCode};
use crate::view::{
    BooksProblem, ChainView, ExportFormat, ExportLanguage, ExportScope, HistoryFilter, HistoryQuery, SaleRowState,
    TimelineEvent,
};

const NOON: &str = "2026-11-20T12:00:00+09:00";

fn code() -> TillCode {
    "A".parse().expect("a code")
}

fn tokyo() -> ShopDay {
    ShopDay::of("Asia/Tokyo", time(4, 0, 0, 0)).expect("it is known")
}

fn at(minutes: i64) -> Timestamp {
    let noon: Timestamp = NOON.parse().expect("a time");
    Timestamp::from_second(noon.as_second() + minutes * 60).expect("in range")
}

/// How a sale of the test ends.
#[derive(Clone, Copy)]
enum End {
    Paid,
    Refused,
    Expired,
    Open,
}

/// A till's journal with a shift that is open since noon.
pub(super) struct Shop {
    directory: tempfile::TempDir,
    journal: SqliteJournal,
    shift: Shift,
}

impl Shop {
    fn open() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let mut journal = SqliteJournal::open(directory.path()).expect("it can be opened");
        let entry = ShiftEntry::Opened {
            business_day: tokyo().business_day(at(0)),
            zone: "Asia/Tokyo".to_owned(),
            day_starts: time(4, 0, 0, 0),
            opener: Some(Opener { staff: "花子".to_owned(), float: Some(10_000.into()) }),
        };
        let shift = Shift::begin(ShiftNumber(1), at(0), &entry).expect("it begins");
        journal.append_shift(&ShiftRecord { seq: 0, at: at(0), entry: &entry, shift: &shift }).expect("there is room");
        Self { directory, journal, shift }
    }

    /// A sale that begins so many minutes after noon, is opened and ends within the minute.
    fn sell(&mut self, number: u32, minutes: i64, direction: Direction, amount: u32, note: &str, end: End) {
        let number = SaleNumber(number);
        let amount = Amount::try_from(Decimal::from(amount)).expect("above zero");
        let tag = Tag::new(&code(), number, u64::from(number.0));
        let intent = Intent {
            number,
            direction,
            amount,
            note: note.to_owned(),
            tag,
            started_at: at(minutes),
            bill: None,
            life_seconds: None,
        };
        let tray = Tray {
            id: CashtrayId(Uuid::from_u128(0xc000 + u128::from(number.0))),
            token: "https://www.pokepay.jp/cashtrays/secret".to_owned(),
            amount,
            expires_at: at(minutes + 5),
        };
        let mut events = vec![SaleEvent::Opened { tray }];
        match end {
            End::Paid => {
                let points = Decimal::from(if direction == Direction::Payment { 100 } else { 0 });
                events.push(SaleEvent::Succeeded {
                    success: Success {
                        transaction_id: TransactionId(Uuid::from_u128(0xbeef_0000 + u128::from(number.0))),
                        amount: amount.value(),
                        money_amount: amount.value() - points,
                        point_amount: points,
                        done_at: at(minutes).to_string(),
                        customer: "山田 太郎".to_owned(),
                        customer_mark: None,
                    },
                });
            }
            End::Refused => events.push(SaleEvent::Failed {
                failure: Failure {
                    error_type: "account_balance_not_enough".to_owned(),
                    error_message: "=m".to_owned(),
                },
            }),
            End::Expired => events.push(SaleEvent::Expired),
            End::Open => {}
        }
        let mut sale = Sale::begin(intent.clone());
        let mut write = |seq: usize, sale: &Sale, entry: &Entry| {
            let record = Record { seq: u32::try_from(seq).expect("few"), at: at(minutes), entry, sale };
            self.journal.append(&record).expect("there is room");
        };
        write(0, &sale, &Entry::Begun(intent));
        for (seq, event) in events.into_iter().enumerate() {
            sale = sale.after(&event).expect("it can happen");
            write(seq + 1, &sale, &Entry::Happened(event));
        }
    }

    fn close(&mut self, counted: u32) {
        let closing = Closing {
            staff: "花子".to_owned(),
            counted: Some(counted.into()),
            carried_by: None,
            carried: Vec::new(),
            figures: self.journal.figures(self.shift.number).expect("readable").into(),
        };
        let entry = ShiftEntry::Closed { closing };
        self.shift = self.shift.after(at(600), &entry).expect("it is open");
        let record = ShiftRecord { seq: 1, at: at(600), entry: &entry, shift: &self.shift };
        self.journal.append_shift(&record).expect("there is room");
    }

    pub(super) fn books(&self) -> Books {
        Books::open(self.directory.path(), code(), tokyo()).expect("they can be read")
    }

    pub(super) fn folder(&self) -> std::path::PathBuf {
        self.directory.path().join("exports")
    }
}

/// A day with every end: 1 to 6.
pub(super) fn a_day() -> Shop {
    let mut shop = Shop::open();
    shop.sell(1, 1, Direction::Payment, 1200, "卓 5", End::Paid);
    shop.sell(2, 2, Direction::Topup, 3000, "", End::Paid);
    shop.sell(3, 65, Direction::Payment, 980, "100% =SUM(A1)", End::Refused);
    shop.sell(4, 66, Direction::Topup, 5000, "", End::Expired);
    shop.sell(5, 67, Direction::Payment, 1200, "=1+1", End::Paid);
    shop.sell(6, 68, Direction::Payment, 400, "", End::Open);
    shop
}

fn found(books: &Books, filter: HistoryFilter) -> Vec<String> {
    let query = HistoryQuery { filter, up_to: None, offset: 0, limit: 100 };
    books.history(&query).expect("readable").rows.into_iter().map(|row| row.number).collect()
}

fn search(books: &Books, text: &str) -> Vec<String> {
    found(books, HistoryFilter { search: text.to_owned(), ..HistoryFilter::default() })
}

#[test]
fn a_search_finds_by_number_amount_time_day_note_and_last_digits() {
    let shop = a_day();
    let books = shop.books();
    for (text, expected) in [
        ("A-0002", vec!["A-0002"]),
        ("a-0002", vec!["A-0002"]),
        ("１，２００円", vec!["A-0005", "A-0001"]),
        ("13:05", vec!["A-0003"]),
        ("11/20 1200", vec!["A-0005", "A-0001"]),
        ("11/21", vec![]),
        ("卓", vec!["A-0001"]),
        ("100%", vec!["A-0003"]),
        ("%", vec!["A-0003"]),
        ("beef0005", vec!["A-0005"]),
        ("0002", vec!["A-0002"]),
        ("卓 980", vec![]),
        ("' OR 1=1 --", vec![]),
    ] {
        assert_eq!(search(&books, text), expected, "{text}");
    }
    assert_eq!(search(&books, "   ").len(), 6, "nothing typed is no search");
}

#[test]
fn filters_can_be_joined() {
    let shop = a_day();
    let books = shop.books();
    let filter = HistoryFilter { states: vec![SaleRowState::Open, SaleRowState::Failed], ..HistoryFilter::default() };
    assert_eq!(found(&books, filter.clone()), ["A-0006", "A-0003"]);
    let from = Some("2026-11-20T13:07:00+09:00".to_owned());
    assert_eq!(found(&books, HistoryFilter { from: from.clone(), ..filter }), ["A-0006"]);
    let topups = HistoryFilter { direction: Some(Direction::Topup), shift: Some(1), ..HistoryFilter::default() };
    assert_eq!(found(&books, topups), ["A-0004", "A-0002"]);
    let backwards = HistoryFilter { to: Some(NOON.to_owned()), from, ..HistoryFilter::default() };
    let query = HistoryQuery { filter: backwards, up_to: None, offset: 0, limit: 10 };
    assert_eq!(books.history(&query), Err(BooksProblem::FromAfterTo));
    let filter = HistoryFilter { from: Some("昨日".to_owned()), ..HistoryFilter::default() };
    let query = HistoryQuery { filter, ..query };
    assert_eq!(books.history(&query), Err(BooksProblem::NotATime { text: "昨日".to_owned() }));
}

#[test]
fn a_list_stands_still_while_new_sales_are_made() {
    let mut shop = a_day();
    let books = shop.books();
    for search in ["", "11/20"] {
        let filter = HistoryFilter { search: search.to_owned(), ..HistoryFilter::default() };
        let first = books.history(&HistoryQuery { filter: filter.clone(), up_to: Some(6), offset: 0, limit: 2 });
        assert_eq!(first.expect("readable").rows[1].number, "A-0005");
        let next = 7 + u32::from(!search.is_empty());
        shop.sell(next, 70, Direction::Payment, 1, "", End::Paid);
        let next = books.history(&HistoryQuery { filter, up_to: Some(6), offset: 2, limit: 2 }).expect("readable");
        let numbers: Vec<&str> = next.rows.iter().map(|row| row.number.as_str()).collect();
        assert_eq!((numbers, next.total), (vec!["A-0004", "A-0003"], 6));
    }
    let past_the_end = HistoryQuery { offset: 99, limit: 10, ..HistoryQuery::default() };
    assert_eq!(books.history(&past_the_end).expect("readable").rows, []);
}

#[test]
fn a_detail_tells_the_whole_story_and_never_the_token() {
    let shop = a_day();
    let books = shop.books();
    let detail = books.sale_detail("A-0003").expect("it is there");
    let json = serde_json::to_string(&detail).expect("plain data");
    assert!(!json.contains("secret"), "{json}");
    assert_eq!(detail.cashtray_id.as_deref(), Some("00000000-0000-0000-0000-00000000c003"));
    assert!(matches!(
        &detail.timeline[..],
        [begun, opened, failed]
            if matches!(begun.what, TimelineEvent::Begun { .. })
                && matches!(opened.what, TimelineEvent::Opened { .. })
                && matches!(&failed.what, TimelineEvent::Failed { error_type, .. } if error_type == "account_balance_not_enough")
    ));
    for number in ["A-0099", "B-0001", "", "A-1"] {
        let expected = BooksProblem::NoSuchSale { number: number.to_owned() };
        assert_eq!(books.sale_detail(number), Err(expected));
    }
}

#[test]
fn a_report_adds_up_and_a_closed_one_stays_as_it_was_closed() {
    let mut shop = a_day();
    let report = shop.books().shift_report(None).expect("a shift is open");
    let totals = &report.totals;
    assert_eq!((totals.payments.count, &*totals.payments.amount, &*totals.payments.money), (2, "2400", "2200"));
    assert_eq!((totals.topups.count, &*totals.topups.amount, &*totals.topups.points), (1, "3000", "0"));
    assert_eq!((totals.failed.payments, totals.expired.topups), (1, 1));
    assert_eq!((&*report.cash.expected, report.cash.counted), ("13000", None));
    assert_eq!(report.unsettled.len(), 1);
    let hours: Vec<(u8, u32, u32)> = report.hours.iter().map(|hour| (hour.hour, hour.payments, hour.topups)).collect();
    assert_eq!(hours, [(12, 1, 1), (13, 1, 0)]);
    assert!(matches!(report.chain, ChainView::Intact { .. }));
    shop.close(12_900);
    shop.sell(7, 700, Direction::Payment, 999, "", End::Paid);
    let closed = shop.books().shift_report(Some(1)).expect("it is there");
    assert_eq!(closed.totals, report.totals);
    assert_eq!(closed.cash.difference.as_deref(), Some("-100"));
    assert_eq!(shop.books().shift_report(Some(2)), Err(BooksProblem::NoSuchShift));
    assert_eq!(shop.books().shifts(0, 10).expect("readable").total, 1);
}

#[test]
fn an_entry_that_was_edited_by_hand_is_told_in_the_report() {
    let shop = a_day();
    let raw = rusqlite::Connection::open(SqliteJournal::path(shop.directory.path())).expect("a database");
    raw.execute_batch("DROP TRIGGER entries_are_never_changed; UPDATE entries SET at = 'x' WHERE position = 5;")
        .expect("who has the file can edit it");
    let report = shop.books().shift_report(None).expect("a shift is open");
    assert_eq!(report.chain, ChainView::Broken { position: 5 });
}

pub(super) fn order<'a>(scope: &'a ExportScope, format: ExportFormat, folder: &'a Path) -> ExportOrder<'a> {
    ExportOrder { scope, format, language: ExportLanguage::Ja, folder, shop_name: "<さくら> 商店", unit: "円" }
}

pub(super) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_sheet_has_a_line_per_tray_and_no_formula() {
    let shop = a_day();
    let folder = shop.folder();
    let scope = ExportScope::Shift { shift: 1 };
    let mut told = Vec::new();
    let exported = shop
        .books()
        .export(&order(&scope, ExportFormat::Csv, &folder), &mut |it| told.push(it))
        .expect("there is room");
    assert_eq!((exported.rows, told.last().map(|it| (it.done, it.total))), (6, Some((6, 6))));
    assert!(exported.path.ends_with("cashtray-A-shift-0001.csv"));
    let text = fs::read_to_string(&exported.path).expect("it is there");
    let text = text.strip_prefix('\u{feff}').expect("a mark for spreadsheet programs");
    assert_eq!(text.matches("\r\n").count(), 7, "{text}");
    assert!(text.contains("A-0001,完了,支払い,1200,1200,1100,100,2026-11-20T12:01:00+09:00"), "{text}");
    assert!(text.contains(",'=1+1,") && text.contains(",'=m,"), "{text}");
    assert!(!text.contains("secret") && !text.contains("太郎"), "{text}");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let amounts: Vec<Decimal> = reader
        .records()
        .map(|record| record.expect("RFC 4180"))
        .filter(|record| &record[1] == "完了")
        .map(|record| record[3].parse().expect("an amount"))
        .collect();
    assert_eq!(amounts.iter().sum::<Decimal>(), 5400.into());
    // Nothing that is there is written over.
    let again = shop.books().export(&order(&scope, ExportFormat::Csv, &folder), &mut |_| {}).expect("there is room");
    assert!(again.path.ends_with("cashtray-A-shift-0001-2.csv"));
    assert_eq!(names(&folder).len(), 2);
}

#[test]
fn a_list_for_programs_and_a_page_for_people_say_the_same() {
    let shop = a_day();
    let folder = shop.folder();
    let scope = ExportScope::Shift { shift: 1 };
    let books = shop.books();
    let list = books.export(&order(&scope, ExportFormat::Json, &folder), &mut |_| {}).expect("there is room");
    let list: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(list.path).expect("it is there")).expect("JSON");
    assert_eq!(list["sales"].as_array().map(Vec::len), Some(6));
    assert_eq!(list["sales"][1]["direction"], "topup");
    assert_eq!(list["report"]["totals"]["payments"]["amount"], "2400");
    let page = books.export(&order(&scope, ExportFormat::Report, &folder), &mut |_| {}).expect("there is room");
    let page = fs::read_to_string(page.path).expect("it is there");
    for expected in ["点検レポート", "&lt;さくら&gt; 商店", "2,400円", "13,000円", "A-0006", "花子", "改変なし"]
    {
        assert!(page.contains(expected), "{expected} is missing in {page}");
    }
    assert!(!page.contains("<さくら>") && !page.contains("<script"));
}

#[test]
fn days_begin_at_the_hour_of_the_shop() {
    let mut shop = a_day();
    // 03:59 and 04:00 of the next morning.
    shop.sell(7, 16 * 60 - 1, Direction::Payment, 1, "", End::Paid);
    shop.sell(8, 16 * 60, Direction::Payment, 1, "", End::Paid);
    let folder = shop.folder();
    let rows = |scope: &ExportScope| {
        shop.books().export(&order(scope, ExportFormat::Csv, &folder), &mut |_| {}).map(|exported| exported.rows)
    };
    let day = |day: &str| ExportScope::Day { day: day.to_owned() };
    assert_eq!(rows(&day("2026-11-20")), Ok(7));
    assert_eq!(rows(&day("2026-11-21")), Ok(1));
    assert_eq!(rows(&day("2026-11-22")), Ok(0));
    assert_eq!(rows(&day("今日")), Err(BooksProblem::NotATime { text: "今日".to_owned() }));
    let range = |from: &str, to: &str| ExportScope::Range { from: from.to_owned(), to: to.to_owned() };
    assert_eq!(rows(&range(NOON, "2026-11-20T13:00:00+09:00")), Ok(2));
    assert_eq!(rows(&range("2026-11-21T00:00:00Z", NOON)), Err(BooksProblem::FromAfterTo));
}

#[test]
fn what_cannot_be_written_or_is_cancelled_leaves_nothing() {
    let mut shop = Shop::open();
    for number in 1..=600 {
        shop.sell(number, 1, Direction::Payment, 1, "", End::Expired);
    }
    let books = shop.books();
    let scope = ExportScope::Shift { shift: 1 };
    let folder = shop.folder();
    let canceled = books.export(&order(&scope, ExportFormat::Csv, &folder), &mut |_| {
        // While one runs, another is refused.
        let second = books.export(&order(&scope, ExportFormat::Csv, &folder), &mut |_| {});
        assert_eq!(second, Err(BooksProblem::AlreadyExporting));
        books.cancel_export();
    });
    assert_eq!(canceled, Err(BooksProblem::ExportCanceled));
    assert_eq!(names(&folder), [] as [&str; 0]);
    let is_a_file = shop.directory.path().join("a file");
    fs::write(&is_a_file, "").expect("there is room");
    let refused = books.export(&order(&scope, ExportFormat::Csv, &is_a_file), &mut |_| {});
    assert_eq!(refused, Err(BooksProblem::CannotWrite { path: is_a_file.display().to_string() }));
    let day = ExportScope::Day { day: "2026-11-20".to_owned() };
    let refused = books.export(&order(&day, ExportFormat::Report, &folder), &mut |_| {});
    assert_eq!(refused, Err(BooksProblem::ReportOfShiftOnly));
    assert_eq!(names(&folder), [] as [&str; 0]);
    let missing = ExportScope::Shift { shift: 9 };
    assert_eq!(books.export(&order(&missing, ExportFormat::Csv, &folder), &mut |_| {}), Err(BooksProblem::NoSuchShift));
}
