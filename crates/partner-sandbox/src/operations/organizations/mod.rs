//! Organisations.

pub(crate) mod create_organization;
