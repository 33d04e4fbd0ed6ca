//! One entry for each place where bytes from outside are read: what is done with them, and what must hold then.
//!
//! Each is a plain function that panics when a promise is broken. The fuzz targets in `fuzz/` and the test of this crate
//! call the same functions.
//!
//! To add one: a file here with its `ENTRY`, its line in [`ENTRIES`], and a target of the same name in `fuzz/` (a test
//! compares the two lists).

mod amount;
mod answer;
mod date;
mod description;
mod envelope;
mod journal;
mod number;
mod sandbox_body;
mod sandbox_call;
mod transaction;
mod transaction_page;
mod tray;

pub(crate) use envelope::SECRET;

/// A place where bytes from outside are read.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name of the fuzz target.
    pub name: &'static str,
    /// Reads the bytes, and panics when they break a promise.
    pub check: fn(&[u8]),
    /// Bytes that are read gladly, to start from.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// How many bytes at the start choose a case; after them comes what is mutated as text or JSON.
    pub head: usize,
}

/// All entries.
pub const ENTRIES: &[Entry] = &[
    envelope::ENTRY,
    answer::ENTRY,
    sandbox_body::ENTRY,
    sandbox_call::ENTRY,
    tray::ENTRY,
    transaction::ENTRY,
    transaction_page::ENTRY,
    date::ENTRY,
    number::ENTRY,
    amount::ENTRY,
    description::ENTRY,
    journal::ENTRY,
];

/// The entry of that name.
///
/// # Panics
/// When there is none.
pub fn find(name: &str) -> &'static Entry {
    ENTRIES.iter().find(|entry| entry.name == name).unwrap_or_else(|| panic!("there is no entry {name}"))
}

/// Texts as seeds.
fn texts(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// The value in JSON, and what is read from it again: nothing may be lost on that way.
fn assert_same_after_json<T>(value: &T)
where
    T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let text = serde_json::to_string(value).expect("plain data becomes JSON");
    let again: T = serde_json::from_str(&text).expect("what was written is read");
    assert_eq!(&again, value, "JSON changed it");
}
