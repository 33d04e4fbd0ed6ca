//! The one reader of a typed amount.
//!
//! Whoever types uses what the keyboard gives: full-width digits, `1,200`, `0500`, `1200+300×2`. Everything that is
//! not on the list below is refused rather than guessed at; `1,2` or `1.000` could mean different amounts to
//! different people. The screen shows back what was read, never what was typed.

use rust_decimal::Decimal;

use crate::money::{Amount, NotAnAmount};
use crate::view::CommandProblem;

/// Longer texts are no amounts. Twenty factors of ten digits fit.
const MAX_LENGTH: usize = 256;

/// Reads what staff typed.
///
/// The sum of products of whole numbers; `×` binds tighter than `+`. `limit` is the most one transaction may move, in
/// the money's unit.
pub fn read_amount(text: &str, limit: Decimal) -> Result<Amount, CommandProblem> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
    let text = text.strip_prefix('¥').unwrap_or(&text);
    let text = text.strip_suffix('円').unwrap_or(text);
    if text.is_empty() {
        return Err(CommandProblem::AmountEmpty);
    }
    if text.len() > MAX_LENGTH {
        return Err(CommandProblem::AmountNotANumber);
    }
    let too_large = || CommandProblem::AmountTooLarge { limit: limit.normalize().to_string() };
    if let Some(rest) = text.strip_prefix('-') {
        return Err(match sum(rest) {
            Ok(_) | Err(Unread::TooLarge) => CommandProblem::AmountNegative,
            Err(Unread::Fraction | Unread::NotANumber) => CommandProblem::AmountNotANumber,
        });
    }
    let value = sum(text).map_err(|unread| match unread {
        Unread::NotANumber => CommandProblem::AmountNotANumber,
        Unread::Fraction => CommandProblem::AmountHasFraction,
        Unread::TooLarge => too_large(),
    })?;
    let amount = Amount::try_from(value).map_err(|problem| match problem {
        NotAnAmount::Zero => CommandProblem::AmountZero,
        NotAnAmount::Negative => CommandProblem::AmountNegative,
        NotAnAmount::Fraction => CommandProblem::AmountHasFraction,
    })?;
    if value > limit { Err(too_large()) } else { Ok(amount) }
}

enum Unread {
    NotANumber,
    Fraction,
    TooLarge,
}

/// The ASCII form of what keyboards and input methods produce; anything else stays and is refused later.
fn plain(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '＋' => '+',
        '－' | '−' | '‐' | '―' | '–' | '—' => '-',
        '×' | '＊' | '✕' | '✖' | 'x' | 'X' | 'ｘ' | 'Ｘ' => '*',
        '，' => ',',
        '．' => '.',
        '￥' => '¥',
        _ => c,
    }
}

fn sum(text: &str) -> Result<Decimal, Unread> {
    text.split('+').try_fold(Decimal::ZERO, |total, term| total.checked_add(product(term)?).ok_or(Unread::TooLarge))
}

fn product(text: &str) -> Result<Decimal, Unread> {
    text.split('*').try_fold(Decimal::ONE, |total, factor| total.checked_mul(number(factor)?).ok_or(Unread::TooLarge))
}

fn number(text: &str) -> Result<Decimal, Unread> {
    if let Some((whole, fraction)) = text.split_once('.') {
        let is_number = is_digits(fraction) && digits(whole).is_some();
        return Err(if is_number { Unread::Fraction } else { Unread::NotANumber });
    }
    let digits = digits(text).ok_or(Unread::NotANumber)?;
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Ok(Decimal::ZERO);
    }
    Decimal::from_str_exact(digits).map_err(|_| Unread::TooLarge)
}

/// The digits of a whole number with or without separators of thousands.
fn digits(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    let mut grouped = false;
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
        grouped = true;
    }
    (is_digits(&digits) && !first.is_empty() && (!grouped || first.len() <= 3)).then_some(digits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::read_amount;
    use crate::view::CommandProblem;

    const LIMIT: i64 = 1_000_000;

    fn read(text: &str) -> Result<String, CommandProblem> {
        read_amount(text, Decimal::from(LIMIT)).map(|amount| amount.to_string())
    }

    #[test]
    fn everything_a_keyboard_gives_is_read_as_meant() {
        for (text, expected) in [
            ("1200", "1200"),
            (" 1200 ", "1200"),
            ("１２００", "1200"),
            ("0001200", "1200"),
            ("1,200", "1200"),
            ("1，200", "1200"),
            ("1,000,000", "1000000"),
            ("¥1,200", "1200"),
            ("1200円", "1200"),
            ("1200+300×2", "1800"),
            ("2×3+4×5", "26"),
            ("１００＋２００", "300"),
            ("3*4x5", "60"),
            ("0+5", "5"),
        ] {
            assert_eq!(read(text), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_meant_gets_its_own_sentence() {
        let too_large = || CommandProblem::AmountTooLarge { limit: "1000000".to_owned() };
        for (text, expected) in [
            ("", CommandProblem::AmountEmpty),
            ("　 ", CommandProblem::AmountEmpty),
            ("円", CommandProblem::AmountEmpty),
            ("0", CommandProblem::AmountZero),
            ("0×5", CommandProblem::AmountZero),
            ("-5", CommandProblem::AmountNegative),
            ("－５", CommandProblem::AmountNegative),
            ("-99999999999999999999999999999999", CommandProblem::AmountNegative),
            ("1.5", CommandProblem::AmountHasFraction),
            ("1.000", CommandProblem::AmountHasFraction),
            ("1,200.5", CommandProblem::AmountHasFraction),
            ("1000001", too_large()),
            ("999999999999999999999999999999999999", too_large()),
            ("99999999999999×99999999999999×99999999999999", too_large()),
            ("1,2", CommandProblem::AmountNotANumber),
            ("1,20,000", CommandProblem::AmountNotANumber),
            ("1000,000", CommandProblem::AmountNotANumber),
            (",200", CommandProblem::AmountNotANumber),
            ("+5", CommandProblem::AmountNotANumber),
            ("5+", CommandProblem::AmountNotANumber),
            ("5++5", CommandProblem::AmountNotANumber),
            ("500-100", CommandProblem::AmountNotANumber),
            ("1e5", CommandProblem::AmountNotANumber),
            ("٣", CommandProblem::AmountNotANumber),
            ("たくさん", CommandProblem::AmountNotANumber),
            ("--5", CommandProblem::AmountNotANumber),
            (".", CommandProblem::AmountNotANumber),
        ] {
            assert_eq!(read(text), Err(expected), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_no_reading_breaks_the_limit(text in ".{0,40}") {
            if let Ok(amount) = read_amount(&text, Decimal::from(LIMIT)) {
                prop_assert!(amount.value() > Decimal::ZERO && amount.value() <= Decimal::from(LIMIT));
            }
        }

        #[test]
        fn sums_of_products_are_exact(terms in prop::collection::vec(prop::collection::vec(1_u64..20, 1..4), 1..6)) {
            let text = terms
                .iter()
                .map(|factors| factors.iter().map(u64::to_string).collect::<Vec<_>>().join("×"))
                .collect::<Vec<_>>()
                .join("+");
            let expected: u64 = terms.iter().map(|factors| factors.iter().product::<u64>()).sum();
            prop_assert_eq!(read(&text), Ok(expected.to_string()));
        }

        #[test]
        fn separators_and_width_change_nothing(units in 1_u64..=1_000_000) {
            let digits = units.to_string();
            let grouped = digits
                .as_bytes()
                .rchunks(3)
                .rev()
                .map(|group| String::from_utf8_lossy(group).into_owned())
                .collect::<Vec<_>>()
                .join(",");
            let wide: String =
                digits.chars().filter_map(|c| char::from_u32(u32::from(c) - u32::from('0') + u32::from('０'))).collect();
            prop_assert_eq!(read(&grouped), Ok(digits.clone()));
            prop_assert_eq!(read(&wide), Ok(digits));
        }
    }
}
