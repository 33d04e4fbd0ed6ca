//! `POST /checks`
//!
//! Makes a QR that tops up the wallet of whoever reads it.

use jiff::Timestamp;
use serde::{Serialize, Serializer};

use crate::ids::AccountId;
use crate::limits::{check_positive, check_text};
use crate::operation::{Method, Operation, Repeat};
use crate::parameters::MoneyOrPoints;
use crate::schema::Check;
use crate::wire_time::serialize_optional;

/// Makes a check. Answers 422 `account_can_not_topup`, `shop_account_not_found` and `bear_point_account_not_found`, and
/// 400 `invalid_parameter_expires_at` for a moment that is past.
///
/// A repeat makes a second check, worth as much again, and no operation here switches one off: look before sending
/// twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateCheck {
    /// What a customer is given, in the unit of the wallet's money.
    #[serde(flatten)]
    pub amount: MoneyOrPoints,
    /// The shop's wallet it comes from.
    pub account_id: AccountId,
    /// Appears on the transaction; up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How often it can be used; the server's default is once.
    #[serde(flatten)]
    pub uses: CheckUse,
    /// From when the QR is no longer read; the server's default is three months from now.
    #[serde(serialize_with = "serialize_optional", skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// Until when the points are good; the server's default is the money's rule.
    #[serde(serialize_with = "serialize_optional", skip_serializing_if = "Option::is_none")]
    pub point_expires_at: Option<Timestamp>,
    /// The same in days, at least 1, where 1 ends with the day the check was made. With both, the earlier counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point_expires_in_days: Option<u32>,
    /// The shop's wallet that the points are paid from; the server's default is the issuer's head office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bear_point_account: Option<AccountId>,
}

impl CreateCheck {
    /// With nothing set that may be left out.
    pub fn new(amount: MoneyOrPoints, account_id: AccountId) -> Self {
        Self {
            amount,
            account_id,
            description: None,
            uses: CheckUse::Once,
            expires_at: None,
            point_expires_at: None,
            point_expires_in_days: None,
            bear_point_account: None,
        }
    }
}

/// How often a check can be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CheckUse {
    /// By one customer, once.
    #[default]
    Once,
    /// By many customers, by each of them once.
    OncePerCustomer {
        /// By so many of them, at least 1; `None` for any number.
        most: Option<u32>,
    },
}

impl Serialize for CheckUse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Parameters {
            #[serde(skip_serializing_if = "Option::is_none")]
            is_onetime: Option<bool>,
            #[serde(skip_serializing_if = "Option::is_none")]
            usage_limit: Option<u32>,
        }
        match *self {
            // The server's default.
            Self::Once => Parameters { is_onetime: None, usage_limit: None },
            Self::OncePerCustomer { most } => Parameters { is_onetime: Some(false), usage_limit: most },
        }
        .serialize(serializer)
    }
}

impl CheckUse {
    fn check(self) -> Result<(), crate::Error> {
        match self {
            Self::Once => Ok(()),
            Self::OncePerCustomer { most } => check_positive("usage_limit", most),
        }
    }
}

impl Operation for CreateCheck {
    type Response = Check;
    const NAME: &'static str = "CreateCheck";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/checks";
    const REPEAT: Repeat = Repeat::Never;

    fn check(&self) -> Result<(), crate::Error> {
        self.amount.check()?;
        check_text("description", self.description.as_deref(), 200)?;
        self.uses.check()?;
        check_positive("point_expires_in_days", self.point_expires_in_days)
    }
}
