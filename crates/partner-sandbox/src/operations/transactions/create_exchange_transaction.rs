//! `POST /transactions/exchange`
//!
//! A customer turns one money into another, one for one.

use partner_api::Method;
use partner_api::ids::{PrivateMoneyId, UserId};
use rust_decimal::Decimal;

use crate::ledger::NewExchange;
use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::{amount, text_up_to, uuid};

pub(crate) const ROUTE: Route = Route {
    name: "CreateExchangeTransaction",
    method: Method::Post,
    path: "/transactions/exchange",
    parameters: &[
        "user_id",
        "sender_private_money_id",
        "receiver_private_money_id",
        "amount",
        "description",
        "request_id",
    ],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let sent = &mut request.parameters;
    let user_id = sent.required("user_id", uuid).map(UserId);
    let sender_private_money_id = sent.required("sender_private_money_id", uuid).map(PrivateMoneyId);
    let receiver_private_money_id = sent.required("receiver_private_money_id", uuid).map(PrivateMoneyId);
    let amount = sent.required("amount", |value| amount(value).filter(|amount| *amount >= Decimal::ONE));
    let description = sent.optional("description", text_up_to(200)).unwrap_or_default();
    let request_id = sent.optional("request_id", uuid);
    sent.check()?;
    let (Some(user_id), Some(sender_private_money_id), Some(receiver_private_money_id), Some(amount)) =
        (user_id, sender_private_money_id, receiver_private_money_id, amount)
    else {
        return Err(sent.refusal());
    };
    let new =
        NewExchange { user_id, sender_private_money_id, receiver_private_money_id, amount, description, request_id };
    let id = request.ledger.create_exchange(request.now, &new)?;
    super::detail(request, id)
}
