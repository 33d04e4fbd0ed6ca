//! Who calls, and what a user has.

pub(crate) mod get_user;
pub(crate) mod list_user_accounts;
