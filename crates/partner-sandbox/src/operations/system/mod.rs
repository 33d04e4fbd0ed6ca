//! Is anybody there?

pub(crate) mod get_ping;
pub(crate) mod send_echo;
