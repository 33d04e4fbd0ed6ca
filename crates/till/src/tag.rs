//! The tag that ties a sale to its transaction, and the description that carries it.
//!
//! The server's list of transactions can be searched by the exact description and by nothing else that is ours, so
//! every try at a sale gets a tag of its own: `[A-0042-7ZK3M0Q9XW1BT]`, the till's code, the sale's number, 64 random
//! bits. The first 19 of them, four characters, are the journal's mark: drawn once for each new journal and the same in
//! all its tags. It tells apart what two tills with one code have sold; the rest tells apart what one journal and its
//! restored copy have.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::view::CommandProblem;

/// The most characters a description may have (`CreateCashtray.description`).
const MAX_DESCRIPTION: usize = 200;

/// Crockford's base 32: no letter that is taken for a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What a till is called: one to four letters or digits, for example `A`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TillCode(String);

/// The text is no till code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a till code has one to four letters A to Z or digits")]
pub struct NotATillCode;

impl TillCode {
    /// The code as it stands before the number.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How staff say a sale's number: `A-0042`.
    pub fn label(&self, number: SaleNumber) -> String {
        format!("{}-{:04}", self.0, number.0)
    }

    /// Reads what [`TillCode::label`] wrote; `None` when it is not a number of this till.
    pub fn read_label(&self, label: &str) -> Option<SaleNumber> {
        let digits = label.strip_prefix(self.as_str())?.strip_prefix('-')?;
        let number = SaleNumber(digits.parse().ok()?);
        (self.label(number) == label).then_some(number)
    }
}

impl FromStr for TillCode {
    type Err = NotATillCode;

    fn from_str(text: &str) -> Result<Self, NotATillCode> {
        let fits = (1..=4).contains(&text.len());
        if fits && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotATillCode)
        }
    }
}

/// The sale's number on this till; counts up from 1 and is never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SaleNumber(pub u32);

/// The unique mark of one try at a sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tag(String);

impl Tag {
    /// The tag of a sale, with 64 random bits.
    pub fn new(code: &TillCode, number: SaleNumber, random: u64) -> Self {
        let bits: String = (0..13)
            .rev()
            .map(|place| char::from(ALPHABET[usize::try_from((random >> (place * 5)) & 31).unwrap_or_default()]))
            .collect();
        Self(format!("[{}-{bits}]", code.label(number)))
    }

    /// The tag as it stands in the description.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What all tags of one journal have in common: 19 random bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(u64);

impl Mark {
    /// How many of a tag's random bits are not the mark's.
    const OTHERS: u32 = 45;

    /// The mark in random bits.
    pub fn of(random: u64) -> Self {
        Self(random >> Self::OTHERS)
    }

    /// The same random bits under this mark.
    pub fn stamp(self, random: u64) -> u64 {
        (self.0 << Self::OTHERS) | (random & ((1 << Self::OTHERS) - 1))
    }
}

/// A tag as it was found at the end of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundTag {
    /// The tag itself.
    pub tag: Tag,
    /// The sale's number in it.
    pub number: SaleNumber,
    /// The mark of the journal it was written from.
    pub mark: Mark,
    /// What stands before it.
    pub note: String,
}

impl TillCode {
    /// Reads the tag of a till with this code at the end of a description; `None` when there is none.
    pub fn read_tag(&self, description: &str) -> Option<FoundTag> {
        let (before, tag) = description.split_at_checked(description.rfind('[')?)?;
        let (label, bits) = tag.strip_prefix('[')?.strip_suffix(']')?.rsplit_once('-')?;
        let number = self.read_label(label)?;
        let random = read_bits(bits)?;
        // The whole tag is written again, so that nothing that only looks like one is taken for it.
        let found = Tag::new(self, number, random);
        let note = before.strip_suffix(' ').unwrap_or(before).to_owned();
        (found.as_str() == tag).then(|| FoundTag { tag: found, number, mark: Mark::of(random), note })
    }
}

fn read_bits(text: &str) -> Option<u64> {
    text.bytes().try_fold(0_u64, |bits, character| {
        let value = ALPHABET.iter().position(|letter| *letter == character)?;
        bits.checked_mul(32)?.checked_add(u64::try_from(value).ok()?)
    })
}

/// Makes a note fit for one line: no control characters, no space around it.
pub fn tidy_note(note: &str) -> String {
    note.replace(char::is_control, " ").trim().to_owned()
}

/// The description of a sale: the note, then the tag, which is never cut.
///
/// How the server counts characters is not documented, so the stricter count decides: UTF-16 units, which are never
/// fewer than code points. The limit in the error is what is left for the note beside this tag.
pub fn describe(note: &str, tag: &Tag) -> Result<String, CommandProblem> {
    if note.is_empty() {
        return Ok(tag.0.clone());
    }
    let length = note.encode_utf16().count();
    let limit = MAX_DESCRIPTION - tag.0.len() - 1;
    if length > limit {
        let count = |characters: usize| u32::try_from(characters).unwrap_or(u32::MAX);
        return Err(CommandProblem::NoteTooLong { limit: count(limit), length: count(length) });
    }
    Ok(format!("{note} {tag}"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::{FoundTag, Mark, SaleNumber, Tag, TillCode, describe, tidy_note};
    use crate::view::CommandProblem;

    fn code() -> TillCode {
        "A".parse().expect("a code")
    }

    #[test]
    fn a_tag_carries_till_number_and_all_random_bits() {
        assert_eq!(Tag::new(&code(), SaleNumber(42), 0).as_str(), "[A-0042-0000000000000]");
        assert_eq!(Tag::new(&code(), SaleNumber(42), u64::MAX).as_str(), "[A-0042-FZZZZZZZZZZZZ]");
        let tags: HashSet<_> = (0..64).map(|bit| Tag::new(&code(), SaleNumber(1), 1 << bit).0).collect();
        assert_eq!(tags.len(), 64);
    }

    #[test]
    fn all_tags_of_a_journal_begin_alike_and_no_two_are_the_same() {
        let mark = Mark::of(0x9e37_79b9_7f4a_7c15);
        let random = |count: u32| u64::from(count).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let tags: HashSet<_> =
            (0..1_000_000).map(|count| Tag::new(&code(), SaleNumber(7), mark.stamp(random(count))).0).collect();
        assert_eq!(tags.len(), 1_000_000, "even under one number");
        let begin = &Tag::new(&code(), SaleNumber(7), mark.stamp(0)).0[..12];
        assert!(tags.iter().all(|tag| tag.starts_with(begin)), "{begin}");
    }

    #[test]
    fn a_long_note_is_refused_with_the_length_that_fits() {
        let tag = Tag::new(&code(), SaleNumber(42), 7);
        assert!(describe(&"あ".repeat(177), &tag).is_ok_and(|text| text.chars().count() == 200));
        let problem = describe(&"あ".repeat(178), &tag);
        assert_eq!(problem, Err(CommandProblem::NoteTooLong { limit: 177, length: 178 }));
        let problem = describe(&"🍣".repeat(89), &tag);
        assert_eq!(problem, Err(CommandProblem::NoteTooLong { limit: 177, length: 178 }));
    }

    #[test]
    fn only_short_plain_codes_name_a_till() {
        assert!(["A", "B2", "9", "TILL"].iter().all(|text| text.parse::<TillCode>().is_ok()));
        assert!(["", "a", "A-1", "TILL5", "店"].iter().all(|text| text.parse::<TillCode>().is_err()));
    }

    proptest! {
        #[test]
        fn every_description_fits_and_ends_with_its_whole_tag(note in ".{0,220}", number: u32, random: u64) {
            let tag = Tag::new(&code(), SaleNumber(number), random);
            if let Ok(text) = describe(&tidy_note(&note), &tag) {
                prop_assert!(text.encode_utf16().count() <= 200);
                prop_assert!(text.ends_with(tag.as_str()));
            }
        }

        #[test]
        fn a_label_reads_back(number: u32) {
            let label = code().label(SaleNumber(number));
            prop_assert_eq!(code().read_label(&label), Some(SaleNumber(number)));
        }

        #[test]
        fn a_tag_reads_back_from_its_description(note in ".{0,40}", number: u32, mark: u64, random: u64) {
            let mark = Mark::of(mark);
            let (number, note) = (SaleNumber(number), tidy_note(&note));
            let tag = Tag::new(&code(), number, mark.stamp(random));
            let text = describe(&note, &tag).expect("it fits");
            prop_assert_eq!(code().read_tag(&text), Some(FoundTag { tag, number, mark, note }));
            prop_assert_eq!("AB".parse::<TillCode>().expect("a code").read_tag(&text), None);
        }

        #[test]
        fn no_description_panics(description in ".{0,60}", inside in "[A-Z0-9-]{0,24}") {
            let _ = code().read_tag(&description);
            let _ = code().read_tag(&format!("[A-{inside}]"));
        }

        #[test]
        fn no_label_panics(label in ".{0,12}") {
            let _ = code().read_label(&label);
        }
    }
}
