//! Sales line by line: as a sheet for a spreadsheet program, and as a list for a program.

use std::borrow::Cow;
use std::io::Write;

use super::file::NewFile;
use super::record::Record;
use super::words::Words;
use crate::view::{BooksProblem, ShiftReport};

/// By this a spreadsheet program knows that the text is UTF-8.
const BOM: &str = "\u{feff}";

/// A CSV file by RFC 4180.
pub(super) struct Csv<'a> {
    writer: csv::Writer<&'a mut NewFile>,
    words: &'static Words,
}

impl<'a> Csv<'a> {
    pub(super) fn begin(file: &'a mut NewFile, words: &'static Words) -> Result<Self, BooksProblem> {
        file.write_text(BOM)?;
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
        writer.write_record(words.columns)?;
        Ok(Self { writer, words })
    }

    pub(super) fn write(&mut self, record: &Record<'_>) -> Result<(), BooksProblem> {
        let shift = record.shift.to_string();
        let cells: [&str; 21] = [
            &record.number,
            self.words.state(record.state),
            self.words.direction(record.direction),
            record.amount,
            record.asked_amount,
            record.money_amount.unwrap_or_default(),
            record.point_amount.unwrap_or_default(),
            &record.started_at,
            record.ended_at.as_deref().unwrap_or_default(),
            record.done_at.unwrap_or_default(),
            record.customer.as_deref().unwrap_or_default(),
            record.note,
            record.error_type.unwrap_or_default(),
            record.error_message.unwrap_or_default(),
            record.transaction_id.unwrap_or_default(),
            record.cashtray_id.unwrap_or_default(),
            record.tag,
            &shift,
            record.refund.map(|state| self.words.refund(state)).unwrap_or_default(),
            record.refund_at.as_deref().unwrap_or_default(),
            record.refund_reason.unwrap_or_default(),
        ];
        for cell in cells {
            self.writer.write_field(&*defused(cell))?;
        }
        // Ends the line.
        self.writer.write_record(None::<&[u8]>)?;
        Ok(())
    }

    pub(super) fn end(mut self) -> Result<(), BooksProblem> {
        self.writer.flush().map_err(|error| csv::Error::from(error).into())
    }
}

/// A cell that no spreadsheet program takes for a formula (reliability, I4): also not one that an input method has
/// made of full-width signs, nor one behind a space.
fn defused(cell: &str) -> Cow<'_, str> {
    let begins = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if begins || cell.starts_with(['\t', '\r', '\n']) { format!("'{cell}").into() } else { cell.into() }
}

/// A JSON file: the till, the shift's report where it is of one, and the sales.
pub(super) struct Json<'a> {
    file: &'a mut NewFile,
    is_first: bool,
}

impl<'a> Json<'a> {
    pub(super) fn begin(file: &'a mut NewFile, till: &str, report: Option<&ShiftReport>) -> Result<Self, BooksProblem> {
        let mut list = Self { file, is_first: true };
        list.file.write_text("{\"till\":")?;
        list.value(&till)?;
        if let Some(report) = report {
            list.file.write_text(",\n\"report\":")?;
            list.value(report)?;
        }
        list.file.write_text(",\n\"sales\":[")?;
        Ok(list)
    }

    pub(super) fn write(&mut self, record: &Record<'_>) -> Result<(), BooksProblem> {
        self.file.write_text(if self.is_first { "\n" } else { ",\n" })?;
        self.is_first = false;
        self.value(record)
    }

    pub(super) fn end(self) -> Result<(), BooksProblem> {
        self.file.write_text("\n]}\n")
    }

    fn value(&mut self, value: &impl serde::Serialize) -> Result<(), BooksProblem> {
        let written = serde_json::to_writer(self.file.by_ref(), value).map_err(std::io::Error::from);
        written.map_err(|error| super::file::problem(&error, std::path::Path::new("")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::defused;

    #[test]
    fn a_formula_is_text() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+81", "'+81"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            ("＝１", "'＝１"),
            ("\t=1", "'\t=1"),
            ("卓 5 = 窓", "卓 5 = 窓"),
            ("", ""),
        ] {
            assert_eq!(defused(cell), expected);
        }
    }

    proptest! {
        #[test]
        fn no_cell_begins_as_a_formula_and_none_loses_a_character(cell in ".{0,40}") {
            let safe = defused(&cell);
            prop_assert!(safe.ends_with(&cell));
            prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
        }
    }
}
