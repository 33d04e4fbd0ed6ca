//! What staff type: what is accepted is a whole amount within the limit, and the one that a plain reckoning gives.

use rust_decimal::Decimal;
use till::amount_entry::read_amount;

use super::{Entry, texts};

pub(super) const ENTRY: Entry = Entry { name: "amount", check, seeds, head: 0 };

/// The limits that an amount is held against: a usual one, and the most that any money could have.
const LIMITS: [Decimal; 2] = [Decimal::ONE_HUNDRED, Decimal::MAX];

fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let [small, large] = LIMITS.map(|limit| read_amount(text, limit).ok().map(|amount| (limit, amount.value())));
    for (limit, value) in small.iter().chain(&large) {
        assert!(*value > Decimal::ZERO && value <= limit && value.fract().is_zero(), "{text} was read as {value}");
        assert_eq!(Decimal::from(reckon(text).unwrap_or_else(|| panic!("{text} is no sum"))), *value, "{text}");
        let shown = value.to_string();
        assert_eq!(read_amount(&shown, *limit).map(till::money::Amount::value), Ok(*value), "shown back as {shown}");
    }
    if small.is_some() {
        assert_eq!(
            small.map(|(_, value)| value),
            large.map(|(_, value)| value),
            "the limit changed the amount of {text}"
        );
    }
}

/// The sum of products in a text of which only the digits, `+` and the signs of multiplication count.
fn reckon(text: &str) -> Option<u128> {
    let mut plain = String::new();
    for char in text.chars().filter(|char| !char.is_whitespace()) {
        match char {
            '0'..='9' | '+' => plain.push(char),
            '０'..='９' => plain.push(char::from_digit(u32::from(char) - u32::from('０'), 10)?),
            '＋' => plain.push('+'),
            '*' | '×' | '＊' | '✕' | '✖' | 'x' | 'X' | 'ｘ' | 'Ｘ' => plain.push('*'),
            ',' | '，' | '¥' | '￥' | '円' => {}
            _ => return None,
        }
    }
    plain.split('+').try_fold(0_u128, |sum, term| {
        let product =
            term.split('*').try_fold(1_u128, |product, factor| product.checked_mul(factor.parse::<u128>().ok()?))?;
        sum.checked_add(product)
    })
}

fn seeds() -> Vec<Vec<u8>> {
    texts(&[
        "1200",
        "１２００",
        "0012",
        "1,200",
        "¥1,200円",
        "1200+300×2",
        "2*3*4+5",
        "79228162514264337593543950335",
        "-5",
        "1.5",
        "9,999,999x9,999,999x9,999,999",
        "1e5",
    ])
}
