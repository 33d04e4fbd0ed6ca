//! QRs that top up.

pub(crate) mod create_check;
