use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::Error;
use crate::limits::check_amount;

/// What a wallet is given: the documents want at least one of money and points, and refuse nothing at all with 400
/// `invalid_parameter_both_point_and_money_are_zero`. Amounts are in the money's unit and never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyOrPoints {
    /// Money, which somebody paid for.
    Money(Decimal),
    /// Points, which somebody gives away.
    Points(Decimal),
    /// Both at once.
    MoneyAndPoints {
        /// The part that somebody paid for.
        money: Decimal,
        /// The part that somebody gives away.
        points: Decimal,
    },
}

impl MoneyOrPoints {
    /// The part that is money.
    pub fn money(self) -> Option<Decimal> {
        match self {
            Self::Money(money) | Self::MoneyAndPoints { money, .. } => Some(money),
            Self::Points(_) => None,
        }
    }

    /// The part that is points.
    pub fn points(self) -> Option<Decimal> {
        match self {
            Self::Points(points) | Self::MoneyAndPoints { points, .. } => Some(points),
            Self::Money(_) => None,
        }
    }

    pub(crate) fn check(self) -> Result<(), Error> {
        check_amount("money_amount", self.money())?;
        check_amount("point_amount", self.points())?;
        if self.money().max(self.points()).is_some_and(|more| more > Decimal::ZERO) {
            return Ok(());
        }
        let parameter = if self.money().is_some() { "money_amount" } else { "point_amount" };
        Err(Error::InvalidRequest { parameter, problem: "money or points must be more than 0".to_owned() })
    }
}

impl Serialize for MoneyOrPoints {
    /// As the two parameters of a request that holds it flattened.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Parameters {
            #[serde(with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
            money_amount: Option<Decimal>,
            #[serde(with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
            point_amount: Option<Decimal>,
        }
        Parameters { money_amount: self.money(), point_amount: self.points() }.serialize(serializer)
    }
}
