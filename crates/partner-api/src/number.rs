//! Amounts as the wire carries them: JSON numbers, read to [`Decimal`] from their own text and never through a float.
//!
//! Used as `#[serde(with = "number")]`. The real server's form (`1100` or `1100.0`) is unknown (wire protocol,
//! section 8), so every form of a JSON number is read; a number in quotes is read as well. What a [`Decimal`] cannot
//! hold exactly is an error. Works where serde reads from JSON text, not from a `serde_json::Value`.

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::parameters::Change;

/// No decimal has more digits, before and after its point together.
const LONGEST: i32 = 29;

/// Writes the shortest exact form: `1500`, `0.5`, `-1200`.
pub fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    RawValue::from_string(value.normalize().to_string()).map_err(S::Error::custom)?.serialize(serializer)
}

/// Reads a JSON number, or one in quotes, from its text.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let raw = <Box<RawValue>>::deserialize(deserializer)?;
    parse(raw.get()).ok_or_else(|| D::Error::custom("expected a number that a decimal can hold exactly"))
}

/// Reads the text of a JSON number exactly; `None` when it is not one or does not fit without rounding.
pub fn parse(text: &str) -> Option<Decimal> {
    let bare = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    let is_json_number = serde_json::from_str::<&RawValue>(bare).is_ok_and(|raw| raw.get() == bare)
        && bare.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    if !is_json_number {
        return None;
    }
    if bare.contains(['e', 'E']) { from_scientific(bare) } else { Decimal::from_str_exact(bare).ok() }
        .or_else(|| from_scientific(bare))
}

/// Writes the number out in its shortest form first: [`Decimal::from_scientific`] rounds a mantissa that is too long,
/// and [`Decimal::from_str_exact`] refuses zeros that say nothing.
fn from_scientific(number: &str) -> Option<Decimal> {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let significant = all.trim_start_matches('0');
    let leading = i32::try_from(all.len() - significant.len()).ok()?;
    let digits = significant.trim_end_matches('0');
    if digits.is_empty() {
        return Some(Decimal::ZERO);
    }
    // Where the point stands, counted from the first digit that says something. What does not fit here fits no decimal.
    let before = i32::try_from(whole.len()).ok()? - leading;
    let point = exponent.parse::<i32>().ok()?.checked_add(before)?;
    let length = i32::try_from(digits.len()).ok()?;
    if length > LONGEST || !(-LONGEST..=LONGEST).contains(&point) {
        return None;
    }
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or_default());
    let plain = match usize::try_from(point) {
        Ok(point) if point < digits.len() => format!("{sign}0{}.{}", &digits[..point], &digits[point..]),
        Ok(_) => format!("{sign}{digits}{}", zeros(point - length)),
        Err(_) => format!("{sign}0.{}{digits}", zeros(-point)),
    };
    Decimal::from_str_exact(&plain).ok()
}

/// Writes what an update does to an amount.
pub(crate) fn serialize_change<S: Serializer>(change: &Change<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    optional::serialize(&change.value().copied(), serializer)
}

/// The same for a field that may be null or absent.
pub mod optional {
    use super::{Decimal, Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    #[serde(transparent)]
    struct Number(#[serde(with = "super")] Decimal);

    /// Writes the number, or null.
    pub fn serialize<S: Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
        value.map(Number).serialize(serializer)
    }

    /// Reads a number, or null.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
        Ok(Option::<Number>::deserialize(deserializer)?.map(|number| number.0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;
    use serde::{Deserialize, Serialize};

    use super::parse;

    #[derive(Serialize, Deserialize)]
    #[serde(transparent)]
    struct Number(#[serde(with = "super")] Decimal);

    proptest! {
        #[test]
        fn every_amount_is_written_as_a_plain_number_and_read_back_exactly(units in any::<i64>(), scale in 0u32..=18) {
            let amount = Decimal::new(units, scale);
            let text = serde_json::to_string(&Number(amount)).expect("a number");
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'.'), "{}", text);
            prop_assert_eq!(serde_json::from_str::<Number>(&text).expect("the same number").0, amount);
        }

        #[test]
        fn no_text_makes_reading_a_number_panic(text in "[-+0-9.eE\"]{0,40}|\\PC{0,20}") {
            let _ = parse(&text);
        }
    }

    #[test]
    fn every_json_form_of_an_amount_is_read_exactly() {
        for (text, expected) in [
            ("1280", "1280"),
            ("-1280", "-1280"),
            ("1280.0", "1280.0"),
            ("1.28e3", "1280"),
            ("\"1280\"", "1280"),
            ("0.1", "0.1"),
            ("-128000E-2", "-1280"),
            ("0.00128e+6", "1280"),
            ("1e-28", "0.0000000000000000000000000001"),
            ("-0.0000000000006648e41", "-66480000000000000000000000000"),
            ("0e400", "0"),
            ("-0.0E-99999999999", "0"),
            ("7.9228162514264337593543950335e28", "79228162514264337593543950335"),
            ("0.5000000000000000000000000000000000000000", "0.5"),
            ("1280.0000000000000000000000000000000000000000", "1280"),
            ("9007199254740993", "9007199254740993"),
        ] {
            assert_eq!(parse(text), expected.parse().ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_or_does_not_fit_is_refused() {
        for text in [
            "",
            "1e400",
            "NaN",
            "Infinity",
            "+5",
            "1_000",
            "01",
            "true",
            "null",
            "{}",
            "\"\"",
            "\"12 \"",
            "0.12345678901234567890123456789012",
            // Where the library's own reading of an exponent rounds.
            "1.23456789012345678901234567890123e5",
            "7.92281625142643375935439503351e28",
            "1e29",
            "1e-29",
            "1e99999999999",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
