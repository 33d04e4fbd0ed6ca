//! A second, independent reading of numbers, to hold the product's own against.
//!
//! As slow and as plain as it can be: digits as text, and nothing that could round.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde_json::value::RawValue;

/// The largest mantissa of a [`Decimal`]: 96 bits.
const LARGEST: u128 = (1 << 96) - 1;

/// The finest scale of a [`Decimal`].
const FINEST: i64 = 28;

/// A number: `digits` with neither leading nor trailing zeros, times ten to the `exponent`. Zero has no digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exact {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Exact {
    /// Reads a number as the JSON grammar writes it; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            None => (rest, 0),
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            None => (mantissa, ""),
            Some((_, "")) => return None,
            Some(parts) => parts,
        };
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !are_digits(whole) || !are_digits(fraction) || whole.len() > 1 && whole.starts_with('0')
        {
            return None;
        }
        let all = format!("{whole}{fraction}");
        let digits = all.trim_end_matches('0');
        let dropped = length(&all) - length(digits);
        let digits = digits.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self { negative: false, digits, exponent: 0 });
        }
        Some(Self { negative, digits, exponent: exponent.saturating_sub(length(fraction)).saturating_add(dropped) })
    }

    /// The number that a decimal is.
    pub fn of(decimal: Decimal) -> Self {
        Self::read(&decimal.to_string()).expect("a decimal prints itself as a number")
    }

    /// Whether a [`Decimal`] can hold it without rounding.
    pub fn fits_a_decimal(&self) -> bool {
        if self.digits.is_empty() {
            return true;
        }
        let places = length(&self.digits) + self.exponent.clamp(0, FINEST + 2);
        if self.exponent < -FINEST || places > FINEST + 1 {
            return false;
        }
        let zeros = usize::try_from(self.exponent.max(0)).unwrap_or(usize::MAX);
        format!("{}{}", self.digits, "0".repeat(zeros)).parse::<u128>().is_ok_and(|mantissa| mantissa <= LARGEST)
    }
}

fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(i64::MAX)
}

fn read_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse().unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
    Some(if text.starts_with('-') { -size } else { size })
}

/// The fields of a JSON object as they are written, without a look inside.
pub type Fields = HashMap<String, Box<RawValue>>;

/// Panics unless the decimal is exactly the number that stands in this field.
pub fn assert_is_written(fields: &Fields, name: &str, decimal: Decimal) {
    let raw = fields.get(name).unwrap_or_else(|| panic!("{name} was made up")).get();
    let bare = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(raw);
    let written = Exact::read(bare).unwrap_or_else(|| panic!("{name} is no number: {raw}"));
    assert_eq!(Exact::of(decimal), written, "{name} was read as another number than {raw}");
}

#[cfg(test)]
mod tests {
    use super::Exact;

    #[test]
    fn one_number_has_one_form_and_two_numbers_have_two() {
        let read = |text| Exact::read(text).expect("a number");
        for (one, other) in
            [("1280", "1.28e3"), ("1280", "1280.000"), ("-0", "0.0e9"), ("0.001", "1E-3"), ("10", "1e+1")]
        {
            assert_eq!(read(one), read(other));
        }
        for (one, other) in [("1280", "-1280"), ("1280", "128"), ("0.1", "0.10000000000000000000000000000001")] {
            assert_ne!(read(one), read(other));
        }
        for text in ["", "-", "01", "1.", ".5", "1e", "1e+", "+1", "0x1", "1 "] {
            assert_eq!(Exact::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_fits_is_known_at_the_edges() {
        for (text, expected) in [
            ("79228162514264337593543950335", true),
            ("79228162514264337593543950336", false),
            ("7922816251426433759354395033.5", true),
            ("1e28", true),
            ("1e29", false),
            ("1e-28", true),
            ("1e-29", false),
            ("0e999999999999999999999", true),
            ("1e999999999999999999999", false),
        ] {
            assert_eq!(Exact::read(text).map(|number| number.fits_a_decimal()), Some(expected), "{text}");
        }
    }
}
