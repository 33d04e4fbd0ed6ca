//! The sandbox over its real sockets: mutual TLS, the envelope, the control side, and a restart.

mod control_side;
mod envelope;
mod faults;
mod partners_server;
mod recorded_requests;
mod restart;
mod support;
mod typed_client;
