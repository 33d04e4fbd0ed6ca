//! `GET /ping`
//!
//! Answered in clear before this is reached, when it is a real GET. This is for the SDKs that send it as a POST.

use partner_api::Method;
use partner_api::schema::Pong;

use crate::operations::{Answer, Answered, Request, Route, json};

pub(crate) const ROUTE: Route = Route {
    name: "GetPing",
    method: Method::Get,
    path: "/ping",
    parameters: &[],
    answer: Answer::Whole(|_: &mut Request<'_>| answer()),
};

/// The pong.
pub(crate) fn answer() -> Answered {
    json(&Pong { pong: "ok".to_owned() })
}
