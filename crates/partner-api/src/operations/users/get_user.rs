//! `GET /user`
//!
//! Reads whose keys these are: the administrator, the organisation, its shops and its moneys.

use serde::Serialize;

use crate::operation::{Method, Operation, Repeat};
use crate::schema::AdminUserWithShopsAndPrivateMoneys;

/// Reads the administrator whom the client id stands for. A till learns from it what it may be set up for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GetUser {}

impl Operation for GetUser {
    type Response = AdminUserWithShopsAndPrivateMoneys;
    const NAME: &'static str = "GetUser";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/user";
    const REPEAT: Repeat = Repeat::Harmless;
}
