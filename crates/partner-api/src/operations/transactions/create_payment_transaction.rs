//! `POST /transactions/payment`
//!
//! Takes a payment from a customer's wallet into a shop's.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::ids::{CouponId, PrivateMoneyId, RequestId, ShopId, UserId};
use crate::limits::{check_amount, check_text};
use crate::operation::{Method, Operation, Repeat};
use crate::parameters::{Metadata, PaymentStrategy};
use crate::schema::Transaction;

/// Moves money from a customer to a shop, at once and without the customer's phone. Answers 422
/// `account_balance_not_enough` and many more.
///
/// A repeat with the same `request_id` answers the transaction that is already there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreatePaymentTransaction {
    /// The shop that is paid.
    pub shop_id: ShopId,
    /// The customer who pays.
    pub customer_id: UserId,
    /// The money.
    pub private_money_id: PrivateMoneyId,
    /// What is paid, in the money's unit. Not negative: the operation is the direction.
    #[serde(with = "crate::number")]
    pub amount: Decimal,
    /// Appears on the transaction; up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Texts of the caller's own, kept with the transaction. Known to later versions of the API only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
    /// What was bought; empty for no word about it. Known to later versions of the API only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<Product>,
    /// The call's own id, made once and kept for a repeat: UUID version 4. Answers 422 `request_id_conflict` when
    /// another user's transaction has it.
    pub request_id: RequestId,
    /// Which part of the balance goes first. Known to later versions of the API only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategy: Option<PaymentStrategy>,
    /// A coupon to take off. Known to later versions of the API only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coupon_id: Option<CouponId>,
}

impl CreatePaymentTransaction {
    /// With nothing set that may be left out.
    pub fn new(
        shop_id: ShopId,
        customer_id: UserId,
        private_money_id: PrivateMoneyId,
        amount: Decimal,
        request_id: RequestId,
    ) -> Self {
        Self {
            shop_id,
            customer_id,
            private_money_id,
            amount,
            description: None,
            metadata: None,
            products: Vec::new(),
            request_id,
            strategy: None,
            coupon_id: None,
        }
    }
}

/// One line of what was bought.
///
/// The documents' free field `other` is left out: they call it an object and show it as text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Product {
    /// The JAN code; up to 64 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jan_code: Option<String>,
    /// What it is called; up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The price of one, in the money's unit. Not negative.
    #[serde(with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Decimal>,
    /// The price of all of this line, in the money's unit. Not negative.
    #[serde(with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub price: Option<Decimal>,
    /// How many. Counts before what price and unit price would give.
    #[serde(with = "crate::number::optional", skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Decimal>,
    /// True when the price was lowered, for example shortly before a best-before date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_discounted: Option<bool>,
}

impl Product {
    fn check(&self) -> Result<(), crate::Error> {
        check_text("products.jan_code", self.jan_code.as_deref(), 64)?;
        check_text("products.name", self.name.as_deref(), 256)?;
        check_amount("products.unit_price", self.unit_price)?;
        check_amount("products.price", self.price)
    }
}

impl Operation for CreatePaymentTransaction {
    type Response = Transaction;
    const NAME: &'static str = "CreatePaymentTransaction";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/transactions/payment";
    const REPEAT: Repeat = Repeat::WithSameRequestId;

    fn check(&self) -> Result<(), crate::Error> {
        check_amount("amount", Some(self.amount))?;
        check_text("description", self.description.as_deref(), 200)?;
        self.products.iter().try_for_each(Product::check)
    }
}
