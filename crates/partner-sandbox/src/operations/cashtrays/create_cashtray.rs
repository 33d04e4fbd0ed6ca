//! `POST /cashtrays`
//!
//! Makes a one-time QR for one amount.

use partner_api::Method;
use partner_api::ids::{PrivateMoneyId, ShopId};

use crate::ledger::NewCashtray;
use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::{count, decimal, text_up_to, uuid};

pub(crate) const ROUTE: Route = Route {
    name: "CreateCashtray",
    method: Method::Post,
    path: "/cashtrays",
    parameters: &["private_money_id", "shop_id", "amount", "description", "expires_in"],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let sent = &mut request.parameters;
    let private_money_id = sent.required("private_money_id", uuid).map(PrivateMoneyId);
    let shop_id = sent.required("shop_id", uuid).map(ShopId);
    let amount = sent.required("amount", decimal);
    let description = sent.optional("description", text_up_to(200)).unwrap_or_default();
    let expires_in_seconds = sent.optional("expires_in", count);
    if amount.is_some_and(|amount| amount.is_zero()) && !request.switches.zero_amount_accepted {
        sent.refuse("amount");
    }
    let (Some(private_money_id), Some(shop_id), Some(amount)) = (private_money_id, shop_id, amount) else {
        return Err(sent.refusal());
    };
    sent.check()?;
    let new = NewCashtray { private_money_id, shop_id, amount, description, expires_in_seconds };
    let tray = request.ledger.create_cashtray(request.now, new)?.id;
    super::shape(request, tray)
}
