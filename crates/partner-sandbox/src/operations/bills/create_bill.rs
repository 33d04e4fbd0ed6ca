//! `POST /bills`
//!
//! Makes a QR that any number of customers can pay by.

use partner_api::Method;
use partner_api::ids::{PrivateMoneyId, ShopId};

use crate::ledger::NewBill;
use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::{amount, text_up_to, uuid};

pub(crate) const ROUTE: Route = Route {
    name: "CreateBill",
    method: Method::Post,
    path: "/bills",
    parameters: &["amount", "private_money_id", "shop_id", "description"],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let sent = &mut request.parameters;
    let amount = sent.optional("amount", amount);
    let private_money_id = sent.required("private_money_id", uuid).map(PrivateMoneyId);
    let shop_id = sent.required("shop_id", uuid).map(ShopId);
    let description = sent.optional("description", text_up_to(200)).unwrap_or_default();
    sent.check()?;
    let (Some(private_money_id), Some(shop_id)) = (private_money_id, shop_id) else { return Err(sent.refusal()) };
    let new = NewBill { private_money_id, shop_id, amount, description };
    let id = request.ledger.create_bill(request.now, new)?;
    super::shape(request, id)
}
