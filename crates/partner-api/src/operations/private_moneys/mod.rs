//! House moneys.

mod get_private_money_organization_summaries;
mod get_private_moneys;

pub use get_private_money_organization_summaries::GetPrivateMoneyOrganizationSummaries;
pub use get_private_moneys::GetPrivateMoneys;
