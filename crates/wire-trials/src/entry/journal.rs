//! The database file: whatever its bytes are, the till can work at the second start at the latest, and is told the same
//! sales from then on. Only the file of a newer program is refused.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jiff::Timestamp;
use rust_decimal::Decimal;
use till::journal::{Journal, JournalError, Record, SqliteJournal, StoredSale};
use till::money::{Amount, Direction};
use till::sale::{Entry as SaleEntry, Intent, Sale, SaleEvent};
use till::tag::{SaleNumber, Tag, TillCode};

use super::Entry;

pub(super) const ENTRY: Entry = Entry { name: "journal", check, seeds, head: 0 };

fn check(data: &[u8]) {
    let directory = directory();
    fs::write(SqliteJournal::path(directory.path()), data).expect("the disk has room");
    let first = match read(directory.path()) {
        Ok(sales) => sales,
        Err(JournalError::NewerFile { .. }) => return,
        // Damage that shows only where it is read keeps staff out once: the next start examines everything.
        Err(_) => read(directory.path()).expect("the second start sets a damaged file aside"),
    };
    let second = read(directory.path()).expect("what opened opens again");
    assert_eq!(first, second, "another opening says something else");
}

/// In memory where there is such a file system: an input is written, opened, synced and thrown away.
fn directory() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a directory can be made")
}

fn read(directory: &Path) -> Result<(Vec<StoredSale>, Vec<StoredSale>), JournalError> {
    let journal = SqliteJournal::open(directory)?;
    Ok((journal.unfinished()?, journal.recent(20)?))
}

/// An empty journal, and one with a few sales.
fn seeds() -> Vec<Vec<u8>> {
    static SEEDS: LazyLock<Vec<Vec<u8>>> =
        LazyLock::new(|| vec![journal_of(0), journal_of(5), b"SQLite format 3\0".to_vec()]);
    SEEDS.clone()
}

fn journal_of(sales: u32) -> Vec<u8> {
    let directory = directory();
    let mut journal = SqliteJournal::open(directory.path()).expect("a fresh directory");
    for number in 1..=sales {
        write(&mut journal, number).expect("the disk has room");
    }
    drop(journal);
    fs::read(SqliteJournal::path(directory.path())).expect("closing it left one file")
}

fn write(journal: &mut dyn Journal, number: u32) -> Result<(), JournalError> {
    let code: TillCode = "A".parse().expect("a code");
    let number = SaleNumber(number);
    let mut sale = Sale::begin(Intent {
        number,
        direction: Direction::Payment,
        amount: Amount::try_from(Decimal::from(1280)).expect("above zero"),
        note: "たい焼き".to_owned(),
        tag: Tag::new(&code, number, 7),
        started_at: Timestamp::UNIX_EPOCH,
        bill: None,
        life_seconds: None,
    });
    let at = Timestamp::UNIX_EPOCH;
    journal.append(&Record { seq: 0, at, entry: &SaleEntry::Begun(sale.intent.clone()), sale: &sale })?;
    // Half of them stay open.
    if number.0.is_multiple_of(2) {
        let event = SaleEvent::Abandoned;
        sale = sale.after(&event).expect("a sale that begins can be left");
        journal.append(&Record { seq: 1, at, entry: &SaleEntry::Happened(event), sale: &sale })?;
    }
    Ok(())
}
