//! Lists of transactions that are worked through.

pub(crate) mod bulk_create_transaction;
pub(crate) mod get_bulk_transaction;
