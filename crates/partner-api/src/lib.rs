#![doc = include_str!("../README.md")]

mod client;
pub mod envelope;
mod error;
pub mod ids;
mod limits;
pub mod number;
pub mod offline;
mod operation;
pub mod operations;
pub mod parameters;
pub mod schema;
mod tls_problem;
mod wire_time;

pub use client::{Answer, Client, Clock, Config, ConfigError, Language, Limits, PAGES_LIMIT, is_base_url};
pub use error::{Error, InvalidParameters, NotSent, Refusal};
pub use operation::{Method, Operation, Paged, Repeat};
pub use tls_problem::TlsProblem;
pub use wire_time::WireTime;
