//! Companies that take a money.

mod create_organization;

pub use create_organization::{BankAccount, BankAccountType, CreateOrganization};
