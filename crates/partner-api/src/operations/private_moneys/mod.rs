//! House moneys.

mod get_private_moneys;

pub use get_private_moneys::GetPrivateMoneys;
