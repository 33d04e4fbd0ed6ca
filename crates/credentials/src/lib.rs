#![doc = include_str!("../README.md")]

pub mod config_file;
mod credentials;
pub mod identity;
pub mod store;

pub use credentials::{Credentials, CredentialsError, Parts};
