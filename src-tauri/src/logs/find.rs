//! `cashtray-terminal logs`: what the log says, all of it or of one sale, the oldest first.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use super::daily_files::list;

/// Writes the lines that are about `sale`, or all of them; answers how many there were.
pub(crate) fn find(folder: &Path, sale: Option<&str>, out: &mut impl Write) -> io::Result<usize> {
    let mut found = 0;
    for (_, path) in list(folder)? {
        for line in BufReader::new(File::open(path)?).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            if sale.is_none_or(|sale| is_about(&line, sale)) {
                writeln!(out, "{line}")?;
                found += 1;
            }
        }
    }
    Ok(found)
}

/// Whether the line names this sale, and not one whose number only begins with it.
fn is_about(line: &str, sale: &str) -> bool {
    line.match_indices("sale=").any(|(at, field)| {
        let value = line[at + field.len()..].trim_start_matches('"');
        value.strip_prefix(sale).is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::find;

    #[test]
    fn a_sale_is_found_across_files_and_not_confused_with_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = [
            (
                "till.2026-11-20.1.log",
                "1 INFO till: a sale moved sale=A-0042 event=\"opened\"\n2 INFO other sale=A-00421\n",
            ),
            ("till.2026-11-21.2.log", "4 DEBUG request{sale=A-0042}: partner_api: exchange request=1\n"),
            ("till.2026-11-21.1.log", "3 WARN slip sale=\"A-0042\" trouble\n3 INFO sale=BA-0042\n"),
        ];
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("it can be written");
        }
        let mut out = Vec::new();
        assert_eq!(find(folder.path(), Some("A-0042"), &mut out).expect("it can be read"), 3);
        let out = String::from_utf8(out).expect("text");
        let order: Vec<&str> = out.lines().map(|line| &line[..1]).collect();
        assert_eq!(order, ["1", "3", "4"], "{out}");
        assert_eq!(find(folder.path(), None, &mut Vec::new()).expect("it can be read"), 5);
    }
}
