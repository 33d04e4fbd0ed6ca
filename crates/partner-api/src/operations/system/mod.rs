//! Whether the far side is there, and whether the keys fit.

mod get_ping;
mod send_echo;

pub use get_ping::GetPing;
pub use send_echo::SendEcho;
