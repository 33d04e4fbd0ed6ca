//! The client over real TLS, against a far side that can misbehave in every way a network can.

mod answers;
mod configuration;
mod connection;
mod far_side;
mod logs;
mod paging;
mod requests;
