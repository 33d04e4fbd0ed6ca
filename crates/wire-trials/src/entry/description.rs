//! Notes and labels: every description fits and ends with its whole tag, and a label names one sale only.

use till::tag::{SaleNumber, Tag, TillCode, describe, tidy_note};

use super::Entry;

/// Four bytes of a sale's number, eight random ones of its tag, and then the note.
pub(super) const ENTRY: Entry = Entry { name: "description", check, seeds, head: 12 };

/// What the server takes (`CreateCashtray.description`), counted in the stricter way.
const MAX_DESCRIPTION: usize = 200;

fn check(data: &[u8]) {
    let Some((number, rest)) = data.split_first_chunk::<4>() else { return };
    let Some((random, note)) = rest.split_first_chunk::<8>() else { return };
    let number = SaleNumber(u32::from_le_bytes(*number));
    let code: TillCode = "A".parse().expect("a code");
    let tag = Tag::new(&code, number, u64::from_le_bytes(*random));
    assert_eq!(code.read_label(&code.label(number)), Some(number));

    let note = String::from_utf8_lossy(note);
    if let Some(read) = code.read_label(&note) {
        assert_eq!(code.label(read), note, "two labels name one sale");
    }
    if let Ok(code) = note.parse::<TillCode>() {
        assert_eq!(code.as_str(), note);
    }
    let tidy = tidy_note(&note);
    assert_eq!(tidy_note(&tidy), tidy, "a tidy note stays as it is");
    assert!(!tidy.contains(char::is_control), "{tidy:?} would break a line");
    let fits = tidy.encode_utf16().count() + usize::from(!tidy.is_empty()) + tag.as_str().len() <= MAX_DESCRIPTION;
    match describe(&tidy, &tag) {
        Ok(text) => {
            assert!(fits && text.ends_with(tag.as_str()) && text.starts_with(&tidy), "{text:?}");
            assert!(text.encode_utf16().count() <= MAX_DESCRIPTION && text.chars().count() <= MAX_DESCRIPTION);
        }
        Err(problem) => assert!(!fits, "{tidy:?} fits and was refused: {problem:?}"),
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let long = "鯛焼き".repeat(60);
    let notes = ["", "たい焼き 2", " \t\u{85}x\u{200f} ", "A-0042", "A-4294967295", "🍣🍣", "e\u{301}", long.as_str()];
    let head = |filling: u8| [filling; 12];
    notes.iter().flat_map(|note| [0, 0xff].map(|filling| [&head(filling), note.as_bytes()].concat())).collect()
}
