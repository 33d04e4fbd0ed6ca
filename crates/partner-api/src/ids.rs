//! The identifiers of the Partner API, one type each, so that a shop's id cannot be sent where a cashtray's is meant.
//!
//! All are UUIDs that the server makes, but for [`RequestId`]; they are printed in lower case (wire protocol, section 8).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id! {
    /// One Cashtray: a one-time QR for one amount.
    CashtrayId
}
id! {
    /// One movement of money between two wallets.
    TransactionId
}
id! {
    /// A wallet: what one user holds of one private money. The API calls it an account.
    AccountId
}
id! {
    /// A person or a shop.
    UserId
}
id! {
    /// A shop. In the API a shop is a user who is a merchant; its id appears as `account.user.id` of its wallet.
    ShopId
}
id! {
    /// A house money ("private money"): the currency that an organisation issues.
    PrivateMoneyId
}
id! {
    /// A payment QR that any number of customers can pay by.
    BillId
}
id! {
    /// A QR that tops up the wallet of whoever reads it.
    CheckId
}
id! {
    /// A coupon of a customer.
    CouponId
}
id! {
    /// A list of transactions that the server works through.
    BulkTransactionId
}
id! {
    /// Who may use the Partner API and Pokepay's management pages.
    AdminUserId
}
id! {
    /// A call that moves money, so that a repeat of it is known as one. The caller makes it: UUID version 4, once per
    /// intent, kept until the outcome is certain. The server forgets it after a time that is not documented. Pokepay's
    /// description of 2021 has it for bulk jobs only; the documents of 2026 have it for most that moves money.
    RequestId
}
