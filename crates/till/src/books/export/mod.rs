//! Exports: a part of the books as a file that is whole or not there.
//!
//! Each runs over one moment of the journal on a connection of its own, tells how far it is, and ends when it is asked
//! to. Where the file goes is the caller's choice, never a window's.

mod file;
mod page;
mod record;
mod sheet;
mod words;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};

use jiff::civil::Date;
use rusqlite::{Connection, params_from_iter};

use super::filter::Condition;
use super::rows::{COLUMNS, SaleRecord};
use super::{Books, read_time, report};
use crate::view::{BooksProblem, ExportFormat, ExportLanguage, ExportProgress, ExportScope, Exported};
use file::{NewFile, problem};
use record::Record;
use words::words;

/// After how many rows progress is told and a wish to end is heard.
const STEP: u32 = 500;

/// A file to be written.
#[derive(Clone, Copy, Debug)]
pub struct ExportOrder<'a> {
    /// What of the books.
    pub scope: &'a ExportScope,
    /// As what.
    pub format: ExportFormat,
    /// In which language.
    pub language: ExportLanguage,
    /// Into which folder; it is made where it is missing.
    pub folder: &'a Path,
    /// What the shop is called, for the head of a report.
    pub shop_name: &'a str,
    /// The money's unit.
    pub unit: &'a str,
}

impl Books {
    /// Writes a file. One export runs at a time; a second one is refused meanwhile.
    pub fn export(
        &self,
        order: &ExportOrder<'_>,
        tell: &mut dyn FnMut(ExportProgress),
    ) -> Result<Exported, BooksProblem> {
        let stop = Arc::new(AtomicBool::new(false));
        {
            let mut running = self.exporting.lock().unwrap_or_else(PoisonError::into_inner);
            if running.is_some() {
                return Err(BooksProblem::AlreadyExporting);
            }
            *running = Some(Arc::clone(&stop));
        }
        let ended = self.write_file(order, &stop, tell).map_err(|problem| self.named(problem, order));
        *self.exporting.lock().unwrap_or_else(PoisonError::into_inner) = None;
        ended
    }

    /// Ends the export that runs, if one does.
    pub fn cancel_export(&self) {
        if let Some(stop) = &*self.exporting.lock().unwrap_or_else(PoisonError::into_inner) {
            stop.store(true, Ordering::Relaxed);
        }
    }

    /// What writes a row knows no name; the sentence that staff read has one.
    fn named(&self, problem: BooksProblem, order: &ExportOrder<'_>) -> BooksProblem {
        let (name, end) = self.file_name(order);
        let path = order.folder.join(format!("{name}.{end}")).display().to_string();
        match problem {
            BooksProblem::DiskFull { path: unknown } if unknown.is_empty() => BooksProblem::DiskFull { path },
            BooksProblem::CannotWrite { path: unknown } if unknown.is_empty() => BooksProblem::CannotWrite { path },
            problem => problem,
        }
    }

    fn write_file(
        &self,
        order: &ExportOrder<'_>,
        stop: &AtomicBool,
        tell: &mut dyn FnMut(ExportProgress),
    ) -> Result<Exported, BooksProblem> {
        let mut connection = self.reconnect()?;
        let moment = connection.transaction()?;
        let condition = self.condition(&moment, order.scope)?;
        let mut file = NewFile::begin(order.folder, &self.file_name(order))?;
        let rows = match order.format {
            ExportFormat::Csv => {
                let mut sheet = sheet::Csv::begin(&mut file, words(order.language))?;
                let rows = self.each(&moment, &condition, stop, tell, |record| sheet.write(record))?;
                sheet.end()?;
                rows
            }
            ExportFormat::Json => {
                let report = self.report_of(order.scope)?;
                let mut list = sheet::Json::begin(&mut file, self.code.as_str(), report.as_ref())?;
                let rows = self.each(&moment, &condition, stop, tell, |record| list.write(record))?;
                list.end()?;
                rows
            }
            ExportFormat::Report => {
                let report = self.report_of(order.scope)?.ok_or(BooksProblem::ReportOfShiftOnly)?;
                let heading = page::Heading { shop: order.shop_name, unit: order.unit, till: self.code.as_str() };
                let html = page::draw(&report, &heading, words(order.language), &self.day());
                file.write_text(&html)?;
                1
            }
        };
        let path = file.finish()?;
        Ok(Exported { path: path.display().to_string(), rows })
    }

    /// Gives every sale that fits to `write`, oldest first; answers how many there were.
    fn each(
        &self,
        moment: &Connection,
        condition: &Condition,
        stop: &AtomicBool,
        tell: &mut dyn FnMut(ExportProgress),
        mut write: impl FnMut(&Record<'_>) -> Result<(), BooksProblem>,
    ) -> Result<u32, BooksProblem> {
        let text = condition.text();
        let count = format!("SELECT count(*) FROM sales WHERE {text}");
        let total = moment.query_row(&count, params_from_iter(condition.values()), |row| row.get(0))?;
        tell(ExportProgress { done: 0, total });
        let mut statement = moment.prepare(&format!("SELECT {COLUMNS} FROM sales WHERE {text} ORDER BY number"))?;
        let mut rows = statement.query(params_from_iter(condition.values()))?;
        let mut done = 0;
        while let Some(row) = rows.next()? {
            let sale = SaleRecord::read(row)?;
            write(&Record::of(&sale, &self.code, &self.day()))?;
            done += 1;
            if done % STEP == 0 {
                tell(ExportProgress { done, total });
                if stop.load(Ordering::Relaxed) {
                    return Err(BooksProblem::ExportCanceled);
                }
            }
        }
        tell(ExportProgress { done, total });
        if stop.load(Ordering::Relaxed) { Err(BooksProblem::ExportCanceled) } else { Ok(done) }
    }

    fn condition(&self, moment: &Connection, scope: &ExportScope) -> Result<Condition, BooksProblem> {
        match scope {
            ExportScope::Shift { shift } => {
                report::stored(moment, Some(*shift))?.ok_or(BooksProblem::NoSuchShift)?;
                Ok(Condition::of_shift(*shift))
            }
            ExportScope::Day { day } => {
                let not_a_day = || BooksProblem::NotATime { text: day.clone() };
                let date: Date = day.parse().map_err(|_| not_a_day())?;
                let bounds = self.day().begin(date).zip(self.day().end(date));
                let (from, to) = bounds.ok_or_else(not_a_day)?;
                Condition::between(from, to)
            }
            ExportScope::Range { from, to } => Condition::between(read_time(from)?, read_time(to)?),
        }
    }

    fn report_of(&self, scope: &ExportScope) -> Result<Option<crate::view::ShiftReport>, BooksProblem> {
        match scope {
            ExportScope::Shift { shift } => self.shift_report(Some(*shift)).map(Some),
            ExportScope::Day { .. } | ExportScope::Range { .. } => Ok(None),
        }
    }

    /// The file's name without what tells it apart from one that is there already.
    fn file_name(&self, order: &ExportOrder<'_>) -> (String, &'static str) {
        let of = match order.scope {
            ExportScope::Shift { shift } => format!("shift-{shift:04}"),
            ExportScope::Day { day } => day.clone(),
            ExportScope::Range { from, to } => {
                let day = |text: &str| {
                    read_time(text).map_or_else(|_| String::new(), |at| self.day().local(at).date().to_string())
                };
                format!("{}_{}", day(from), day(to))
            }
        };
        let end = match order.format {
            ExportFormat::Csv => "csv",
            ExportFormat::Json => "json",
            ExportFormat::Report => "html",
        };
        (format!("cashtray-{}-{of}", self.code.as_str()), end)
    }
}

/// What went wrong while a row was written.
impl From<csv::Error> for BooksProblem {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => problem(&error, Path::new("")),
            _ => Self::CannotWrite { path: String::new() },
        }
    }
}
