//! `POST /echo`
//!
//! Sends the message back: proves that both sides have the same secret.

use partner_api::Method;
use partner_api::schema::Echo;

use crate::operations::{Answer, Answered, Request, Route, json};
use crate::parameters::text;

pub(crate) const ROUTE: Route = Route {
    name: "SendEcho",
    method: Method::Post,
    path: "/echo",
    parameters: &["message"],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let Some(message) = request.parameters.required("message", text) else {
        return Err(request.parameters.refusal());
    };
    request.parameters.check()?;
    json(&Echo { status: "ok".to_owned(), message })
}
