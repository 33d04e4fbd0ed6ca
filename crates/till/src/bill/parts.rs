//! How an amount is split: as few parts as the limit allows, the last one the smallest.

use rust_decimal::Decimal;

use crate::money::Amount;

/// More parts than that are no way to pay; a larger amount is refused with the limit.
pub const MOST_PARTS: u32 = 20;

/// Parts of at most `most` that add up to `whole` exactly. Never more than [`MOST_PARTS`]: where `most` is too small for
/// that, the last part is what is left, and whoever asks for it meets the limit.
pub fn propose(whole: Amount, most: Amount) -> Vec<Amount> {
    let mut left = whole.value();
    let mut parts = Vec::new();
    for place in 1..=MOST_PARTS {
        let part = if place == MOST_PARTS { left } else { left.min(most.value()) };
        let Ok(amount) = Amount::try_from(part) else { break };
        parts.push(amount);
        left -= part;
        if left <= Decimal::ZERO {
            break;
        }
    }
    parts
}

/// The larger half of an amount, in whole units: the limit is not known, only that it is below the whole.
pub(crate) fn half(whole: Amount) -> Amount {
    Amount::try_from((whole.value() / Decimal::TWO).ceil()).unwrap_or(whole)
}
