//! The documented limits of parameters, checked before a request leaves.

use rust_decimal::Decimal;

use crate::Error;

fn refuse(parameter: &'static str, problem: impl Into<String>) -> Result<(), Error> {
    Err(Error::InvalidRequest { parameter, problem: problem.into() })
}

/// A text of at most `most` characters, counted as code points and as UTF-16 units: which of them the server counts is
/// not documented, so the larger number has to fit.
pub(crate) fn check_text(parameter: &'static str, text: Option<&str>, most: usize) -> Result<(), Error> {
    let length = text.unwrap_or_default().encode_utf16().count();
    if length <= most {
        return Ok(());
    }
    refuse(parameter, format!("at most {most} characters fit, and this has {length}"))
}

/// A count that starts at 1.
pub(crate) fn check_positive(parameter: &'static str, number: Option<u32>) -> Result<(), Error> {
    if number == Some(0) {
        return refuse(parameter, "must be at least 1");
    }
    Ok(())
}

/// An organisation's code: up to 32 letters, digits and hyphens.
pub(crate) fn check_organization_code(code: Option<&str>) -> Result<(), Error> {
    let parameter = "organization_code";
    check_text(parameter, code, 32)?;
    if code.unwrap_or_default().chars().all(|char| char.is_ascii_alphanumeric() || char == '-') {
        return Ok(());
    }
    refuse(parameter, "only letters, digits and hyphens are allowed")
}

/// A text of at least 1 and at most `most` characters.
pub(crate) fn check_filled(parameter: &'static str, text: Option<&str>, most: usize) -> Result<(), Error> {
    if text == Some("") {
        return refuse(parameter, "must not be empty");
    }
    check_text(parameter, text, most)
}

/// A list with something in it.
pub(crate) fn check_not_empty<T>(parameter: &'static str, list: &[T]) -> Result<(), Error> {
    if list.is_empty() { refuse(parameter, "must name at least one") } else { Ok(()) }
}

/// An amount that is not negative.
pub(crate) fn check_amount(parameter: &'static str, amount: Option<Decimal>) -> Result<(), Error> {
    if amount.unwrap_or_default() < Decimal::ZERO {
        return refuse(parameter, "must not be negative: the operation says the direction");
    }
    Ok(())
}

/// An amount of at least 1.
pub(crate) fn check_amount_of_one_or_more(parameter: &'static str, amount: Option<Decimal>) -> Result<(), Error> {
    if amount.is_some_and(|amount| amount < Decimal::ONE) {
        return refuse(parameter, "must be at least 1");
    }
    Ok(())
}

/// A Japanese postal code: seven digits, with or without a hyphen after the third.
pub(crate) fn check_postal_code(parameter: &'static str, code: Option<&str>) -> Result<(), Error> {
    match code.map(digit_groups) {
        None => Ok(()),
        Some(Some(groups)) if groups == [7] || groups == [3, 4] => Ok(()),
        Some(_) => refuse(parameter, "must be seven digits, with or without a hyphen after the third"),
    }
}

/// A Japanese telephone number: 0 and one to three digits, two to four digits, three or four digits, with or without
/// hyphens between the groups.
pub(crate) fn check_tel(parameter: &'static str, number: Option<&str>) -> Result<(), Error> {
    let Some(number) = number else { return Ok(()) };
    let fits = number.starts_with('0')
        && digit_groups(number).is_some_and(|groups| match groups[..] {
            [all] => (7..=12).contains(&all),
            [first, rest] if (2..=4).contains(&first) && (5..=8).contains(&rest) => true,
            [start, last] => (4..=8).contains(&start) && (3..=4).contains(&last),
            [first, middle, last] => (2..=4).contains(&first) && (2..=4).contains(&middle) && (3..=4).contains(&last),
            _ => false,
        });
    if fits { Ok(()) } else { refuse(parameter, "must be a Japanese telephone number such as 03-1234-5678") }
}

/// How many digits stand between the hyphens; `None` where there is anything else.
fn digit_groups(text: &str) -> Option<Vec<usize>> {
    let groups = text.split('-').map(|group| group.bytes().all(|byte| byte.is_ascii_digit()).then_some(group.len()));
    groups.collect()
}

/// A text of exactly so many digits, or an empty one.
pub(crate) fn check_code(parameter: &'static str, code: Option<&str>, digits: usize) -> Result<(), Error> {
    match code {
        None | Some("") => Ok(()),
        Some(code) if digit_groups(code).is_some_and(|groups| groups == [digits]) => Ok(()),
        Some(_) => refuse(parameter, format!("must be {digits} digits, or empty")),
    }
}

/// A text of so many digits or fewer.
pub(crate) fn check_digits(parameter: &'static str, text: Option<&str>, most: usize) -> Result<(), Error> {
    let fits = |text: &str| digit_groups(text).is_some_and(|groups| matches!(groups[..], [all] if all <= most));
    if text.is_none_or(fits) { Ok(()) } else { refuse(parameter, format!("must be up to {most} digits")) }
}

/// The name of a bank account's holder: up to 30 of the characters that Japanese banks exchange. The documents' pattern
/// allows a single one, which cannot be meant.
pub(crate) fn check_bank_account_holder_name(name: Option<&str>) -> Result<(), Error> {
    let parameter = "bank_account_holder_name";
    check_text(parameter, name, 30)?;
    let fits = |char: char| matches!(char, '0'..='9' | 'A'..='Z' | ' ' | '(' | ')' | ',' | '-' | '.' | '/' | '\\' | 'ｦ' | 'ｱ'..='ﾟ' | '｢' | '｣');
    if name.unwrap_or_default().chars().all(fits) {
        return Ok(());
    }
    refuse(parameter, "only half-width katakana, capital letters, digits, blanks and ( ) , - . / \\ ｢ ｣ are allowed")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn two_hundred_characters_fit_and_one_more_does_not() {
        assert!(check_text("description", Some(&"円".repeat(200)), 200).is_ok());
        let error = check_text("description", Some(&"円".repeat(201)), 200).expect_err("one too many");
        assert_eq!(error.to_string(), "description: at most 200 characters fit, and this has 201");
        assert!(!error.is_outcome_unknown());
    }

    #[test]
    fn a_character_outside_the_basic_plane_counts_twice() {
        assert!(check_text("description", Some(&"𠮷".repeat(100)), 200).is_ok());
        assert!(check_text("description", Some(&"𠮷".repeat(101)), 200).is_err());
    }

    #[test]
    fn counts_start_at_one() {
        assert!(check_positive("expires_in", Some(0)).is_err());
        assert!(check_positive("expires_in", Some(1)).is_ok());
        assert!(check_positive("expires_in", None).is_ok());
    }

    #[test]
    fn an_organization_code_is_letters_digits_and_hyphens() {
        assert!(check_organization_code(Some("taiyaki-2")).is_ok());
        assert!(check_organization_code(Some("taiyaki_2")).is_err());
        assert!(check_organization_code(Some(&"a".repeat(33))).is_err());
    }

    #[test]
    fn a_telephone_number_is_any_of_the_documented_shapes_and_no_other() {
        let mut shapes = std::collections::HashSet::new();
        for (first, middle, last) in
            (1..=3).flat_map(|first| (2..=4).flat_map(move |middle| (3..=4).map(move |last| (first, middle, last))))
        {
            for (left, right) in [("", ""), ("-", ""), ("", "-"), ("-", "-")] {
                let digits = |count| "0".repeat(count);
                shapes.insert(format!("0{}{left}{}{right}{}", digits(first), digits(middle), digits(last)));
            }
        }
        // Every text of up to 15 zeros and hyphens.
        for length in 0..=15_u32 {
            for hyphens in 0..1_u32 << length {
                let text: String = (0..length).map(|at| if hyphens >> at & 1 == 1 { '-' } else { '0' }).collect();
                assert_eq!(check_tel("tel", Some(&text)).is_ok(), shapes.contains(&text), "{text}");
            }
        }
        assert!(check_tel("tel", Some("13-1234-5678")).is_err());
    }

    #[test]
    fn an_amount_says_no_direction() {
        let error = check_amount("amount", Some((-1100).into())).expect_err("negative");
        assert_eq!(error.to_string(), "amount: must not be negative: the operation says the direction");
    }

    proptest! {
        #[test]
        fn every_text_fits_up_to_its_limit_and_not_beyond(text in "\\PC{0,40}", most in 0_usize..40) {
            let fits = text.encode_utf16().count() <= most;
            prop_assert_eq!(check_text("name", Some(&text), most).is_ok(), fits);
            prop_assert_eq!(check_filled("name", Some(&text), most).is_ok(), fits && !text.is_empty());
        }

        #[test]
        fn every_postal_code_fits_and_no_other_text_does(code in "[0-9]{3}-?[0-9]{4}", other in "\\PC{0,9}") {
            prop_assert!(check_postal_code("postal_code", Some(&code)).is_ok());
            let bare = other.replacen('-', "", usize::from(other.find('-') == Some(3)));
            let fits = bare.len() == 7 && bare.bytes().all(|byte| byte.is_ascii_digit());
            prop_assert_eq!(check_postal_code("postal_code", Some(&other)).is_ok(), fits, "{}", other);
        }

        #[test]
        fn no_text_makes_a_check_panic(text in "\\PC{0,40}") {
            for check in [check_tel, check_postal_code] {
                let _ = check("tel", Some(&text));
            }
            let _ = check_code("bank_code", Some(&text), 4);
            let _ = check_digits("bank_account", Some(&text), 7);
            let _ = check_bank_account_holder_name(Some(&text));
            let _ = check_organization_code(Some(&text));
        }
    }
}
