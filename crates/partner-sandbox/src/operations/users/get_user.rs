//! `GET /user`
//!
//! Whose keys these are, and what they open.

use partner_api::Method;

use crate::operations::{Answer, Answered, Request, Route, json};

pub(crate) const ROUTE: Route =
    Route { name: "GetUser", method: Method::Get, path: "/user", parameters: &[], answer: Answer::Whole(answer) };

fn answer(request: &mut Request<'_>) -> Answered {
    request.parameters.check()?;
    json(&request.ledger.admin_user())
}
