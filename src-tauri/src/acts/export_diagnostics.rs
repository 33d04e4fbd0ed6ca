//! `cashtray-terminal export-diagnostics [--out FILE]`
//!
//! Packs what support asks for. Only what is named here goes in, field by field, and every line of the logs passes
//! `scrub` once more: no key, no token, no name of a customer.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use rusqlite::{Connection, OpenFlags};
use serde::Serialize;
use serde_json::{Value, json};
use shop_setup::profile::{Profile, Profiles};
use till::journal::SqliteJournal;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::data_directory::DataDirectory;
use crate::logs::daily_files;
use crate::settings::Keeper;
use crate::setup::wall;

mod scrub;

use scrub::Scrubber;

/// Where to.
#[derive(Clone, Debug, Args)]
pub(crate) struct ExportDiagnostics {
    /// The file to write. Default: a new one in the current folder, named by the moment.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// What is told of a profile: nothing that would open anything.
#[derive(Serialize)]
struct AboutProfile<'a> {
    id: String,
    environment: shop_setup::profile::Environment,
    server: &'a str,
    shop: &'a str,
    money: &'a str,
    unit: &'a str,
    transfer_limit: String,
    can_topup: bool,
    till_code: &'a str,
    certificate_until: String,
    keys_in: shop_setup::profile::KeysIn,
}

impl ExportDiagnostics {
    /// Writes the file and says where it is.
    pub(super) fn perform(self, data: &DataDirectory) -> anyhow::Result<ExitCode> {
        let moment = wall().strftime("%Y%m%d-%H%M%S").to_string();
        let path = self.out.unwrap_or_else(|| PathBuf::from(format!("cashtray-diagnostics-{moment}.zip")));
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Under another name until it is whole: nobody sends half a file to support.
        let mut draft = tempfile::NamedTempFile::new_in(folder)
            .with_context(|| format!("the folder {} cannot be written; give a file with --out", folder.display()))?;
        pack(data, draft.as_file_mut()).context("the diagnostics cannot be packed")?;
        draft.persist(&path).with_context(|| format!("the file {} cannot be written", path.display()))?;
        writeln!(io::stdout().lock(), "{}", path.display())?;
        Ok(ExitCode::SUCCESS)
    }
}

fn pack(data: &DataDirectory, out: &mut File) -> anyhow::Result<()> {
    let mut zip = ZipWriter::new(out);
    let (profiles, damaged) = Profiles::new(&data.profiles()).list();
    put(&mut zip, "about.json", &about(&damaged.iter().map(ToString::to_string).collect::<Vec<_>>()))?;
    put(&mut zip, "settings.json", &serde_json::to_value(Keeper::look(&data.settings()))?)?;
    let rows: Vec<AboutProfile<'_>> = profiles.iter().map(about_profile).collect();
    put(&mut zip, "profiles.json", &serde_json::to_value(rows)?)?;
    let mut journals = vec![("practice".to_owned(), data.path().join("practice"))];
    let folder = Profiles::new(&data.profiles());
    journals.extend(profiles.iter().map(|profile| (profile.id.to_string(), folder.journal(profile.id))));
    for (name, directory) in journals {
        let path = SqliteJournal::path(&directory);
        if path.exists() {
            put(&mut zip, &format!("journals/{name}.json"), &about_journal(&path))?;
        }
    }
    put_logs(&mut zip, &data.logs())?;
    zip.finish()?;
    Ok(())
}

fn about(damaged_profiles: &[String]) -> Value {
    let system = fs::read_to_string("/etc/os-release").ok();
    let name = system.as_deref().and_then(|text| text.lines().find_map(|line| line.strip_prefix("PRETTY_NAME=")));
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "made_at": wall().to_string(),
        "system": std::env::consts::OS,
        "processor": std::env::consts::ARCH,
        "system_name": name.map(|name| name.trim_matches('"')),
        "damaged_profiles": damaged_profiles,
    })
}

fn about_profile(profile: &Profile) -> AboutProfile<'_> {
    AboutProfile {
        id: profile.id.to_string(),
        environment: profile.environment(),
        server: profile.base_url.host_str().unwrap_or_default(),
        shop: &profile.shop_name,
        money: &profile.money_name,
        unit: &profile.unit,
        transfer_limit: profile.transfer_limit.to_string(),
        can_topup: profile.can_topup,
        till_code: &profile.till_code,
        certificate_until: profile.certificate_until.to_string(),
        keys_in: profile.keys_in,
    }
}

/// How a journal is, in numbers: no row of it is copied.
fn about_journal(path: &Path) -> Value {
    let chain = match SqliteJournal::verify_chain_of(path) {
        Ok(report) => json!({ "entries": report.entries, "broken_at": report.broken_at }),
        Err(error) => json!({ "error": error.to_string() }),
    };
    let counted = match count_rows(path) {
        Ok(counted) => counted,
        Err(error) => json!({ "error": error.to_string() }),
    };
    let bytes = fs::metadata(path).map(|about| about.len()).unwrap_or_default();
    json!({ "bytes": bytes, "chain": chain, "content": counted })
}

fn count_rows(path: &Path) -> rusqlite::Result<Value> {
    let journal = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let version: i64 = journal.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let sound: String = journal.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    let mut names = journal.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut rows = serde_json::Map::new();
    for name in names {
        let quoted = name.replace('"', "\"\"");
        let count: i64 = journal.query_row(&format!("SELECT count(*) FROM \"{quoted}\""), [], |row| row.get(0))?;
        rows.insert(name, count.into());
    }
    Ok(json!({ "schema": version, "is_sound": sound == "ok", "rows": rows }))
}

fn put(zip: &mut ZipWriter<&mut File>, name: &str, value: &Value) -> anyhow::Result<()> {
    zip.start_file(name, SimpleFileOptions::default())?;
    // Even what is chosen field by field passes: a shop may have typed anything into a setting.
    let text = Scrubber::new().scrub(&format!("{value:#}\n"));
    zip.write_all(text.as_bytes())?;
    Ok(())
}

fn put_logs(zip: &mut ZipWriter<&mut File>, folder: &Path) -> anyhow::Result<()> {
    let scrubber = Scrubber::new();
    let Ok(files) = daily_files::paths(folder) else { return Ok(()) };
    for path in files {
        let Some(name) = path.file_name() else { continue };
        zip.start_file(format!("logs/{}", name.to_string_lossy()), SimpleFileOptions::default())?;
        let text = fs::read(&path).with_context(|| format!("the log file {} cannot be read", path.display()))?;
        zip.write_all(scrubber.scrub(&String::from_utf8_lossy(&text)).as_bytes())?;
    }
    Ok(())
}
