#![doc = include_str!("../README.md")]

mod authority;
pub mod bad_tls;
pub mod campaign;
pub mod counter;
pub mod fault;
pub mod middlebox;
pub mod proxy;
pub mod redirects;
pub mod session;
pub mod soak;
