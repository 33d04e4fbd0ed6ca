//! `POST /transactions/payment`
//!
//! A customer pays a shop, without a phone.

use partner_api::Method;
use partner_api::ids::{PrivateMoneyId, ShopId, UserId};

use super::products::are_products;
use super::strategy;
use crate::ledger::NewPayment;
use crate::operations::metadata::metadata;
use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::{amount, text, text_up_to, uuid};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "CreatePaymentTransaction",
    method: Method::Post,
    path: "/transactions/payment",
    parameters: &[
        "shop_id",
        "customer_id",
        "private_money_id",
        "amount",
        "description",
        "coupon_id",
        "metadata",
        "products",
        "request_id",
        "strategy",
    ],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let sent = &mut request.parameters;
    let shop_id = sent.required("shop_id", uuid).map(ShopId);
    let customer_id = sent.required("customer_id", uuid).map(UserId);
    let private_money_id = sent.required("private_money_id", uuid).map(PrivateMoneyId);
    let amount = sent.required("amount", amount);
    let description = sent.optional("description", text_up_to(200)).unwrap_or_default();
    let coupon_id = sent.optional("coupon_id", uuid);
    let texts = sent.optional("metadata", text);
    sent.optional("products", |value| are_products(value).then_some(()));
    let request_id = sent.optional("request_id", uuid);
    let strategy = sent.optional("strategy", strategy).unwrap_or_default();
    sent.check()?;
    let (Some(shop_id), Some(customer_id), Some(private_money_id), Some(amount)) =
        (shop_id, customer_id, private_money_id, amount)
    else {
        return Err(sent.refusal());
    };
    texts.as_deref().map(metadata).transpose()?;
    if coupon_id.is_some() {
        // Nobody has given out a coupon here: no operation of these documents makes one.
        return Err(Refusal::of("coupon_not_found"));
    }
    let new = NewPayment { shop_id, customer_id, private_money_id, amount, description, strategy, request_id };
    let id = request.ledger.create_payment(request.now, &new)?;
    super::detail(request, id)
}
