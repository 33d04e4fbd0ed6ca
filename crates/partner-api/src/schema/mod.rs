//! The shapes of the answers, field by field as the documents give them.
//!
//! One file per resource. Fields the server may add are ignored; fields that only later versions of the API send are
//! `Option`. A field is an `Option` exactly when the documents call it nullable or only later versions send it.
//! Enumerations stay text where the server may add values, so that an unknown value is never a failure.
//! Texts that are only for people may be null or missing, and read as empty.

mod account;
mod account_list;
mod admin_user;
mod bill;
mod bulk_transaction;
mod cashtray;
mod check;
mod organization_summary;
mod page;
mod private_money;
mod reading;
mod shop;
mod system;
mod transaction;
mod user;

pub use account::{Account, AccountDetail, AccountWithUser, AccountWithoutPrivateMoneyDetail};
pub use account_list::{AccountBalance, AccountDeleted, UserAccount};
pub use admin_user::AdminUserWithShopsAndPrivateMoneys;
pub use bill::Bill;
pub use bulk_transaction::BulkTransaction;
pub use cashtray::{Cashtray, CashtrayAttempt, CashtrayWithResult};
pub use check::Check;
pub use organization_summary::{OrganizationSummary, PrivateMoneyOrganizationSummary};
pub use page::{Page, Pagination};
pub use private_money::{Organization, PrivateMoney};
pub use shop::{ShopAccount, ShopWithAccounts, ShopWithMetadata};
pub use system::{Echo, Pong};
pub use transaction::{Transaction, Transfer};
pub use user::User;
