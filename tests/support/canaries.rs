//! Secrets and personal data that are sent through the terminal, and the search for them afterwards (figure S1).

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Something that must not be found where it does not belong.
pub(crate) struct Canary {
    /// Which of the eight kinds it is.
    pub(crate) kind: &'static str,
    text: String,
}

impl Canary {
    pub(crate) fn new(kind: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        // Shorter ones are found anywhere by chance.
        assert!(text.len() >= 8, "{kind}: {text} is no canary");
        Self { kind, text }
    }

    /// The lines of a PEM file that are not the same in every such file.
    pub(crate) fn of_pem(kind: &'static str, pem: &str) -> Vec<Self> {
        let lines = pem.lines().filter(|line| line.len() >= 60 && !line.starts_with("-----"));
        // The first line of a key says little more than what kind of key it is.
        lines.skip(1).map(|line| Self::new(kind, line)).collect()
    }

    /// How often it is in the bytes: as it is, in base64, and escaped as JSON may be.
    pub(crate) fn hits(&self, bytes: &[u8]) -> usize {
        let mut escaped = String::new();
        for unit in self.text.encode_utf16() {
            write!(escaped, "\\u{unit:04x}").expect("a text can be written to");
        }
        let spellings = [self.text.clone(), STANDARD.encode(&self.text), escaped];
        spellings.iter().map(|spelling| count(bytes, spelling.as_bytes())).sum()
    }
}

fn count(bytes: &[u8], text: &[u8]) -> usize {
    let Some(&first) = text.first() else { return 0 };
    let starts = bytes.iter().enumerate().filter(|&(_, &byte)| byte == first);
    starts.filter(|&(at, _)| bytes[at..].starts_with(text)).count()
}

#[test]
fn a_canary_is_found_however_it_is_spelt() {
    let canary = Canary::new("customer name", "山田 太郎");
    for hidden in
        ["名前は山田 太郎です".to_owned(), STANDARD.encode("山田 太郎"), r"\u5c71\u7530\u0020\u592a\u90ce".to_owned()]
    {
        assert_eq!(canary.hits(hidden.as_bytes()), 1, "{hidden}");
    }
    assert_eq!(canary.hits("山＊ ＊郎".as_bytes()), 0);
}
