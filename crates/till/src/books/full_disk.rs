//! A disk that fills in the middle of a file, played by a limit on the size of files. The limit is a process's own, so
//! the test runs itself once more in a process where nothing else writes.

use std::process::Command;

use super::tests::{a_day, names, order};
use crate::view::{BooksProblem, ExportFormat, ExportScope};

const NAME: &str = "books::full_disk::a_disk_that_fills_is_told_and_leaves_no_half_file";
const INNER: &str = "CASHTRAY_FILES_MAY_END";

#[test]
fn a_disk_that_fills_is_told_and_leaves_no_half_file() {
    #[expect(clippy::disallowed_methods, reason = "a test takes no arguments of its own")]
    let is_inner = std::env::var_os(INNER).is_some();
    if is_inner {
        return fills();
    }
    // A file that may not grow is an error of the write then, and no signal that ends the process.
    let this = std::env::current_exe().expect("it runs");
    let inner = Command::new("sh")
        .args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"])
        .arg(this)
        .args(["--exact", NAME, "--nocapture"])
        .env(INNER, "1")
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&inner.stdout);
    assert!(inner.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&inner.stderr));
}

fn fills() {
    let shop = a_day();
    let books = shop.books();
    let folder = shop.folder();
    let scope = ExportScope::Shift { shift: 1 };
    let formats = [(ExportFormat::Csv, "csv"), (ExportFormat::Json, "json"), (ExportFormat::Report, "html")];
    for (written, (format, end)) in formats.into_iter().enumerate() {
        let order = order(&scope, format, &folder);
        files_end_after("500");
        let path = folder.join(format!("cashtray-A-shift-0001.{end}"));
        let refused = books.export(&order, &mut |_| {});
        assert!(
            matches!(&refused, Err(BooksProblem::DiskFull { path: told }) if *told == path.display().to_string()),
            "{refused:?}"
        );
        assert_eq!(names(&folder).len(), written, "half a file is there");
        files_end_after("unlimited");
        books.export(&order, &mut |_| {}).expect("there is room again");
        assert!(path.exists());
    }
}

fn files_end_after(bytes: &str) {
    let id = std::process::id().to_string();
    let limit = Command::new("prlimit").args(["--pid", &id, &format!("--fsize={bytes}:unlimited")]).status();
    assert!(limit.expect("prlimit belongs to util-linux").success());
}
