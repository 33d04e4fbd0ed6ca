//! `DELETE /accounts/{account_id}`
//!
//! Closes the wallet of a customer who is about to leave. An unknown one is answered 422, not 404 (documented).

use partner_api::Method;
use partner_api::ids::AccountId;
use partner_api::schema::AccountDeleted;
use uuid::Uuid;

use crate::operations::{Answer, Answered, Request, Route, json};
use crate::parameters::boolean;

pub(crate) const ROUTE: Route = Route {
    name: "DeleteAccount",
    method: Method::Delete,
    path: "/accounts/{account_id}",
    parameters: &["cashback"],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    let cashback = request.parameters.optional("cashback", boolean).unwrap_or(false);
    request.parameters.check()?;
    request.ledger.close_wallet(request.now, AccountId(id), cashback)?;
    json(&AccountDeleted {})
}
