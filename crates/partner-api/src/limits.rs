//! The documented limits of parameters, checked before a request leaves.

use crate::Error;

/// A text of at most `most` characters, counted as code points and as UTF-16 units: which of them the server counts is
/// not documented, so the larger number has to fit.
pub(crate) fn check_text(parameter: &'static str, text: Option<&str>, most: usize) -> Result<(), Error> {
    let length = text.unwrap_or_default().encode_utf16().count();
    if length <= most {
        return Ok(());
    }
    Err(Error::InvalidRequest { parameter, problem: format!("at most {most} characters fit, and this has {length}") })
}

/// A count that starts at 1.
pub(crate) fn check_positive(parameter: &'static str, number: Option<u32>) -> Result<(), Error> {
    if number == Some(0) {
        return Err(Error::InvalidRequest { parameter, problem: "must be at least 1".to_owned() });
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
    Err(Error::InvalidRequest { parameter, problem: "only letters, digits and hyphens are allowed".to_owned() })
}

#[cfg(test)]
mod tests {
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
}
