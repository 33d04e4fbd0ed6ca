//! `POST /accounts/customers`
//!
//! A new customer with an empty wallet.

use partner_api::Method;
use partner_api::ids::PrivateMoneyId;

use crate::ledger::NewCustomer;
use crate::operations::{Answer, Answered, Request, Route, json};
use crate::parameters::{text_up_to, uuid};

pub(crate) const ROUTE: Route = Route {
    name: "CreateCustomerAccount",
    method: Method::Post,
    path: "/accounts/customers",
    parameters: &["private_money_id", "user_name", "account_name", "external_id"],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let sent = &mut request.parameters;
    let private_money_id = sent.required("private_money_id", uuid).map(PrivateMoneyId);
    let user_name = sent.optional("user_name", text_up_to(256)).unwrap_or_default();
    let account_name = sent.optional("account_name", text_up_to(256)).unwrap_or_default();
    let external_id = sent.optional("external_id", text_up_to(50));
    sent.check()?;
    let private_money_id = private_money_id.ok_or_else(|| sent.refusal())?;
    let new = NewCustomer { private_money_id, user_name, account_name, external_id };
    let id = request.ledger.create_customer(request.now, new)?;
    json(&request.ledger.account_with_user(id))
}
