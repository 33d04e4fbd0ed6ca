//! Amounts on the wire: an accepted number is exactly the one that was written, and none that fits is refused.

use partner_api::number;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Entry, assert_same_after_json, texts};
use crate::exact::Exact;

pub(super) const ENTRY: Entry = Entry { name: "number", check, seeds, head: 0 };

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Amount {
    #[serde(with = "number")]
    amount: Decimal,
}

fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let bare = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    match (number::parse(text), Exact::read(bare)) {
        (Some(read), Some(written)) => {
            assert_eq!(Exact::of(read), written, "{text} was read as {read}");
            assert_same_after_json(&Amount { amount: read });
        }
        (Some(read), None) => panic!("{text} is no number, and was read as {read}"),
        (None, Some(written)) => assert!(!written.fits_a_decimal(), "{text} was refused, and would fit"),
        (None, None) => {}
    }
}

fn seeds() -> Vec<Vec<u8>> {
    texts(&[
        "1280",
        "-1280",
        "1280.0",
        "\"1280\"",
        "1.28e3",
        "128000E-2",
        "0.1",
        "9007199254740993",
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
        "-0.0000000000006648e41",
        "1e400",
        "1.2345678901234567890123456789e2",
    ])
}
