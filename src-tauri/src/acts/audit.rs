//! `cashtray-terminal audit verify` and `audit show`: the audit log at a command line, without a window.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use till::audit::{AuditAct, AuditEntry, AuditPerson};
use till::books::{Books, MOST_ROWS};
use till::journal::SqliteJournal;
use till::money::Direction;
use till::shift::ShopDay;
use till::view::AuditRow;

use crate::data_directory::DataDirectory;
use crate::staff::{Line, Unwritten};

/// What `audit verify` ends with when a journal is not as it was written.
const BROKEN: u8 = 3;

/// How many folders below the data directory a journal may lie.
const DEPTH: usize = 3;

/// What to do with the audit log.
#[derive(Clone, Debug, Args)]
pub(crate) struct Audit {
    #[command(subcommand)]
    act: Act,
}

#[derive(Clone, Debug, Subcommand)]
enum Act {
    /// Say of every journal whether it is as it was written. Ends with 0 when all are, with 3 when one is not.
    Verify,
    /// Print who did what, the oldest first.
    Show {
        /// Only from this day on, for example 2026-11-21.
        #[arg(long, value_name = "DAY")]
        from: Option<Date>,
        /// Only up to this day, which is included.
        #[arg(long, value_name = "DAY")]
        to: Option<Date>,
    },
}

impl Audit {
    /// Does it, for every journal below the data directory.
    pub(super) fn perform(self, data: &DataDirectory) -> anyhow::Result<ExitCode> {
        let journals = find(data.path())?;
        let waiting = Unwritten::new(data.unwritten()).take_up().context("what waits for a journal cannot be read")?;
        if journals.is_empty() && waiting.lines().is_empty() {
            bail!("there is no journal in {}; give the right --data-dir", data.path().display());
        }
        let mut out = io::BufWriter::new(io::stdout().lock());
        let performed = match self.act {
            Act::Verify => verify(data.path(), &journals, &mut out),
            Act::Show { from, to } => {
                let days = Days::of(from, to, TimeZone::system())?;
                show(data.path(), &journals, &days, &mut out)
                    .and_then(|()| show_waiting(waiting.lines(), &days, &mut out))
                    .map(|()| ExitCode::SUCCESS)
            }
        };
        match performed.and_then(|code| Ok(out.flush().map(|()| code)?)) {
            // Whoever reads has read enough.
            Err(error) if is_broken_pipe(&error) => Ok(ExitCode::SUCCESS),
            ended => ended,
        }
    }
}

fn verify(data: &Path, journals: &[PathBuf], out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let mut is_whole = true;
    for journal in journals {
        let (name, books) = (name(data, journal), open(journal)?);
        let report = books.verify_chain().with_context(|| format!("the journal {name} cannot be read"))?;
        let lines = books.audit(None, 0).with_context(|| format!("the journal {name} cannot be read"))?.total;
        match report.broken_at {
            None => writeln!(
                out,
                "{name}: whole, {} entries, {lines} of them in the audit log; the newest link is {}",
                report.entries, report.head
            )?,
            Some(position) => {
                is_whole = false;
                writeln!(
                    out,
                    "{name}: BROKEN at entry {position}: it, or one before it, was changed, added or removed"
                )?;
            }
        }
        for aside in set_aside(journal) {
            writeln!(out, "{name}: a damaged journal was set aside as {aside}")?;
        }
    }
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::from(BROKEN) })
}

/// What was done since the last till sold, and stands in no journal yet.
fn show_waiting(lines: &[Line], days: &Days, out: &mut impl Write) -> anyhow::Result<()> {
    let lines: Vec<&Line> = lines.iter().filter(|line| days.has(line.at)).collect();
    if !lines.is_empty() {
        writeln!(out, "# not linked yet: the next till that sells takes it over")?;
    }
    for Line { at, entry } in lines {
        writeln!(out, "{}  {}", shown(*at, &days.zone), told(entry))?;
    }
    Ok(())
}

fn show(data: &Path, journals: &[PathBuf], days: &Days, out: &mut impl Write) -> anyhow::Result<()> {
    for journal in journals {
        writeln!(out, "# {}", name(data, journal))?;
        let books = open(journal)?;
        let mut pages = Vec::new();
        let mut before = None;
        loop {
            let page = books.audit(before, MOST_ROWS).context("the journal cannot be read")?;
            let Some(oldest) = page.rows.last() else { break };
            before = Some(oldest.number);
            pages.push(page.rows);
        }
        for row in pages.iter().rev().flat_map(|page| page.iter().rev()).filter(|row| days.have(row)) {
            writeln!(out, "{}", line(row, &days.zone))?;
        }
    }
    Ok(())
}

/// The days that are wanted, by this machine's zone.
struct Days {
    zone: TimeZone,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
}

impl Days {
    fn of(from: Option<Date>, to: Option<Date>, zone: TimeZone) -> anyhow::Result<Self> {
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            bail!("--to is a day before --from");
        }
        let begin = |day: Date| anyhow::Ok(day.to_zoned(zone.clone())?.timestamp());
        let (from, to) = (from.map(begin).transpose()?, to.map(|day| begin(day.tomorrow()?)).transpose()?);
        Ok(Self { zone, from, to })
    }

    /// A line whose time cannot be read is shown rather than hidden.
    fn have(&self, row: &AuditRow) -> bool {
        row.at.parse().map_or(true, |at| self.has(at))
    }

    fn has(&self, at: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= at) && self.to.is_none_or(|to| at < to)
    }
}

/// One line as a person reads it.
fn line(row: &AuditRow, zone: &TimeZone) -> String {
    let at = row.at.parse::<Timestamp>();
    let at = at.map_or_else(|_| row.at.clone(), |at| shown(at, zone));
    let told = row.entry.as_ref().map_or_else(|| "THIS LINE IS NOT WHAT WAS WRITTEN".to_owned(), told);
    format!("{at}  #{}  {told}", row.number)
}

fn shown(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%F %T").to_string()
}

/// Who, and what.
fn told(AuditEntry { by, act }: &AuditEntry) -> String {
    let who = by.who.as_ref().map_or_else(|| "nobody logged in".to_owned(), person);
    let approved = by.approved_by.as_ref().map(|by| format!(", approved by {}", person(by))).unwrap_or_default();
    format!("{who}{approved}: {}", words(act))
}

fn person(person: &AuditPerson) -> String {
    format!("{} ({})", person.name, person.id)
}

fn words(act: &AuditAct) -> String {
    let direction = |direction: &Direction| match direction {
        Direction::Payment => "payment",
        Direction::Topup => "top-up",
    };
    match act {
        AuditAct::Started { number, direction: way, amount } => format!("{} of {amount}, {number}", direction(way)),
        AuditAct::Canceled { number } => format!("cancel {number}"),
        AuditAct::Amended { number, direction: way, from, to } => {
            format!("change {} {number} from {from} to {to}", direction(way))
        }
        AuditAct::RefundAsked { number, direction: way, amount, reason } => {
            format!("refund {} {number} of {amount}: {reason}", direction(way))
        }
        AuditAct::CashSettled { bill, direction: Direction::Payment, amount } => {
            format!("rest of bill {bill} taken in cash: {amount}")
        }
        AuditAct::CashSettled { bill, direction: Direction::Topup, amount } => {
            format!("rest of bill {bill} handed back in cash: {amount}")
        }
        AuditAct::ShiftOpened { shift } => format!("open shift {shift}"),
        AuditAct::ShiftClosed { shift, carried_over } if carried_over.is_empty() => format!("close shift {shift}"),
        AuditAct::ShiftClosed { shift, carried_over } => {
            format!("close shift {shift} over unsettled {}", carried_over.join(", "))
        }
        AuditAct::JournalAcknowledged => "acknowledge that the journal was begun anew".to_owned(),
        AuditAct::LoggedIn { person: who } => format!("{} logs in", person(who)),
        AuditAct::Locked { is_idle: true } => "locked, nobody was at the till".to_owned(),
        AuditAct::Locked { is_idle: false } => "lock".to_owned(),
        AuditAct::WrongPin { person: Some(whose) } => format!("wrong PIN for {}", person(whose)),
        AuditAct::WrongPin { person: None } => "wrong PIN for somebody unknown".to_owned(),
        AuditAct::Approved { person: who, right } => format!("{} approves one act: {right}", person(who)),
        AuditAct::PersonAdded { person: who, rights } => format!("add {}: {}", person(who), rights.join(", ")),
        AuditAct::PersonChanged { person: who, rights } => format!("change {}: {}", person(who), rights.join(", ")),
        AuditAct::PinChanged { person: whose } => format!("new PIN for {}", person(whose)),
        AuditAct::PersonRemoved { person: who } => format!("remove {}", person(who)),
        AuditAct::NobodyMay { rights } if rights.is_empty() => "nothing may be done without logging in".to_owned(),
        AuditAct::NobodyMay { rights } => format!("may be done without logging in: {}", rights.join(", ")),
        AuditAct::StaffTurnedOff => "turn staff off".to_owned(),
        AuditAct::SettingsChanged { settings } => format!("change settings: {}", settings.join(", ")),
        AuditAct::KeysChanged { profile, change } => format!("keys of {profile}: {change}"),
        AuditAct::Opened { environment, people } => format!("opened for {environment}, {people} people set up"),
    }
}

fn open(journal: &Path) -> anyhow::Result<Books> {
    let directory = journal.parent().unwrap_or(Path::new("."));
    // A sale's label is in the log as text, so neither the code nor the day has a part in it.
    let code = "A".parse().context("a code of one letter")?;
    Books::open(directory, code, ShopDay::default())
        .with_context(|| format!("the journal {} cannot be opened", journal.display()))
}

/// Every journal below a directory, by its path.
fn find(data: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![(data.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let journal = SqliteJournal::path(&folder);
        if journal.is_file() {
            found.push(journal);
        }
        if depth == DEPTH {
            continue;
        }
        let entries = fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push((entry.path(), depth + 1));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A journal's name for a person: its folder below the data directory.
fn name(data: &Path, journal: &Path) -> String {
    let folder = journal.parent().unwrap_or(journal);
    let below = folder.strip_prefix(data).unwrap_or(folder);
    if below.as_os_str().is_empty() { "journal".to_owned() } else { below.display().to_string() }
}

/// The damaged journals that were set aside beside this one.
fn set_aside(journal: &Path) -> Vec<String> {
    let entries = journal.parent().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> =
        names.filter(|name| name.starts_with("journal-damaged-") && name.ends_with(".sqlite3")).collect();
    names.sort();
    names
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
#[path = "audit_tests.rs"]
mod tests;
