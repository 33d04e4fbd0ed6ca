//! `POST /transactions/transfer`
//!
//! A customer gives to another.

use partner_api::Method;
use partner_api::ids::{PrivateMoneyId, UserId};

use crate::ledger::NewTransfer;
use crate::operations::metadata::metadata;
use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::{amount, text, text_up_to, uuid};

pub(crate) const ROUTE: Route = Route {
    name: "CreateTransferTransaction",
    method: Method::Post,
    path: "/transactions/transfer",
    parameters: &["sender_id", "receiver_id", "private_money_id", "amount", "description", "metadata", "request_id"],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let sent = &mut request.parameters;
    let sender_id = sent.required("sender_id", uuid).map(UserId);
    let receiver_id = sent.required("receiver_id", uuid).map(UserId);
    let private_money_id = sent.required("private_money_id", uuid).map(PrivateMoneyId);
    let amount = sent.required("amount", amount);
    let description = sent.optional("description", text_up_to(200)).unwrap_or_default();
    let texts = sent.optional("metadata", text);
    let request_id = sent.optional("request_id", uuid);
    sent.check()?;
    let (Some(sender_id), Some(receiver_id), Some(private_money_id), Some(amount)) =
        (sender_id, receiver_id, private_money_id, amount)
    else {
        return Err(sent.refusal());
    };
    texts.as_deref().map(metadata).transpose()?;
    let new = NewTransfer { sender_id, receiver_id, private_money_id, amount, description, request_id };
    let id = request.ledger.create_transfer(request.now, &new)?;
    super::detail(request, id)
}
