//! Direction and amount: what a sale moves and which way.
//!
//! An [`Amount`] has no sign. Which way it moves is a [`Direction`] beside it, and the two become one signed number
//! only in [`crate::gateway`], where the wire wants it so.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which way money moves. The sign on the wire exists only at the gateway's border.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The customer pays the shop. Negative on the wire.
    Payment,
    /// The shop adds to the customer's wallet. Positive on the wire.
    Topup,
}

/// What a sale asks for: above zero, in whole units of the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Decimal", into = "Decimal")]
pub struct Amount(Decimal);

/// Why a number is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAmount {
    /// Zero.
    #[error("an amount is above zero")]
    Zero,
    /// Below zero: the direction never stands in the sign.
    #[error("an amount has no sign")]
    Negative,
    /// A fraction of a unit.
    #[error("an amount is in whole units")]
    Fraction,
}

impl Amount {
    /// The number itself, above zero.
    pub fn value(self) -> Decimal {
        self.0
    }
}

impl TryFrom<Decimal> for Amount {
    type Error = NotAnAmount;

    fn try_from(value: Decimal) -> Result<Self, NotAnAmount> {
        if value.is_zero() {
            Err(NotAnAmount::Zero)
        } else if value.is_sign_negative() {
            Err(NotAnAmount::Negative)
        } else if value.fract().is_zero() {
            Ok(Self(value.normalize()))
        } else {
            Err(NotAnAmount::Fraction)
        }
    }
}

impl From<Amount> for Decimal {
    fn from(amount: Amount) -> Self {
        amount.0
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::{Amount, NotAnAmount};

    #[test]
    fn zero_signs_and_fractions_are_no_amounts() {
        assert_eq!(Amount::try_from(Decimal::ZERO), Err(NotAnAmount::Zero));
        assert_eq!(Amount::try_from(-Decimal::ZERO), Err(NotAnAmount::Zero));
        assert_eq!(Amount::try_from(Decimal::from(-1)), Err(NotAnAmount::Negative));
        assert_eq!(Amount::try_from(Decimal::new(15, 1)), Err(NotAnAmount::Fraction));
    }

    proptest! {
        #[test]
        fn an_amount_survives_the_journal_exactly(units in 1_u64.., trailing_zeros in 0_u32..5) {
            let mut value = Decimal::from(units);
            value.rescale(trailing_zeros);
            let amount = Amount::try_from(value).expect("whole and above zero");
            let text = serde_json::to_string(&amount).expect("a decimal is plain text");
            prop_assert_eq!(&text, &format!("\"{units}\""));
            prop_assert_eq!(serde_json::from_str::<Amount>(&text).expect("what was written can be read"), amount);
        }
    }
}
