//! House moneys.

pub(crate) mod get_private_moneys;
