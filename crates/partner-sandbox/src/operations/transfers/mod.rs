//! The single movements inside transactions.

pub(crate) mod list_transfers;
