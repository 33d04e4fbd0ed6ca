//! House moneys.

pub(crate) mod get_private_money_organization_summaries;
pub(crate) mod get_private_moneys;
