//! One-time QR codes for one amount.

mod cancel_cashtray;
mod create_cashtray;
mod get_cashtray;
mod update_cashtray;

pub use cancel_cashtray::CancelCashtray;
pub use create_cashtray::CreateCashtray;
pub use get_cashtray::GetCashtray;
pub use update_cashtray::UpdateCashtray;
