//! What was shown as the end of each sale, kept on the disk until the books are opened: in memory it would be growth.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use partner_api::schema::CashtrayWithResult;
use till::view::SaleRowState;

use crate::session::{Finding, Shown, check};

pub(super) struct Tally {
    path: PathBuf,
    file: BufWriter<File>,
}

/// The ends in the order of their words on the disk.
const ENDS: [SaleRowState; 5] = [
    SaleRowState::Succeeded,
    SaleRowState::Failed,
    SaleRowState::Canceled,
    SaleRowState::Expired,
    SaleRowState::NotCreated,
];

impl Tally {
    pub(super) fn create(path: &Path) -> Result<Self> {
        Ok(Self { path: path.to_owned(), file: BufWriter::new(File::create(path)?) })
    }

    pub(super) fn write(&mut self, desk: &str, shown: &[(String, Shown)]) -> Result<()> {
        for (number, shown) in shown {
            let end = ENDS.iter().position(|end| *end == shown.end).context("only ends are written")?;
            writeln!(self.file, "{desk} {number} {end} {}", shown.amount)?;
        }
        Ok(())
    }

    /// Holds it against the books. Answers how many sales and charges there were, and what does not fit.
    pub(super) fn compare(mut self, books: &[CashtrayWithResult]) -> Result<(usize, usize, Vec<Finding>)> {
        self.file.flush()?;
        let mut by_desk: BTreeMap<String, BTreeMap<String, Shown>> = BTreeMap::new();
        for line in BufReader::new(File::open(&self.path)?).lines() {
            let line = line?;
            let [desk, number, end, amount] = line.split(' ').collect::<Vec<_>>()[..] else { continue };
            let shown = Shown { end: ENDS[end.parse::<usize>()?], amount: amount.to_owned() };
            by_desk.entry(desk.to_owned()).or_default().insert(number.to_owned(), shown);
        }
        let mut findings = Vec::new();
        for (desk, shown) in &by_desk {
            let own: Vec<_> = books.iter().filter(|tray| tray.description.starts_with(desk)).cloned().collect();
            findings.extend(check(shown, &BTreeSet::new(), &own));
        }
        let charges = books.iter().filter(|tray| tray.transaction.is_some()).count();
        Ok((by_desk.values().map(BTreeMap::len).sum(), charges, findings))
    }
}
