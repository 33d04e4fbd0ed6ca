//! Amounts as a reader expects them: grouped by thousands, with their unit.

use rust_decimal::Decimal;

/// `1234567.50` with `円` becomes `1,234,567.50円`; a unit in Latin letters stands after a space.
pub(crate) fn with_unit(amount: Decimal, unit: &str) -> String {
    let gap = if unit.starts_with(|c: char| c.is_ascii_alphanumeric()) { " " } else { "" };
    format!("{}{gap}{unit}", grouped(amount))
}

/// The digits with a comma before every third of the whole part. All digits that the amount has, and no others.
fn grouped(amount: Decimal) -> String {
    let text = amount.abs().to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::with_capacity(text.len() * 2);
    if amount.is_sign_negative() && !amount.is_zero() {
        grouped.push('-');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// `12件`, `12`.
pub(crate) fn count(count: u64, unit: &str) -> String {
    format!("{}{unit}", grouped(Decimal::from(count)))
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::with_unit;

    #[test]
    fn amounts_are_grouped_and_keep_every_digit() {
        for (amount, unit, expected) in [
            ("0", "円", "0円"),
            ("999", "円", "999円"),
            ("1000", "円", "1,000円"),
            ("1234567.50", "円", "1,234,567.50円"),
            ("1200", "pt", "1,200 pt"),
            ("-350", "円", "-350円"),
            ("-0", "円", "0円"),
            ("79228162514264337593543950335", "", "79,228,162,514,264,337,593,543,950,335"),
        ] {
            let amount: Decimal = amount.parse().expect("an amount of this test");
            assert_eq!(with_unit(amount, unit), expected);
        }
    }
}
