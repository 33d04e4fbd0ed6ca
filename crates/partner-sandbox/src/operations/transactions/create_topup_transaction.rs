//! `POST /transactions/topup`
//!
//! A shop tops a customer up with money, points or both.

use partner_api::Method;

use super::topup::TopupWanted;
use crate::operations::metadata::metadata;
use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::{amount, text, uuid};

pub(crate) const ROUTE: Route = Route {
    name: "CreateTopupTransaction",
    method: Method::Post,
    path: "/transactions/topup",
    parameters: &[
        "shop_id",
        "customer_id",
        "private_money_id",
        "bear_point_shop_id",
        "money_amount",
        "point_amount",
        "point_expires_at",
        "description",
        "metadata",
        "request_id",
    ],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let wanted = TopupWanted::read(request, amount);
    let sent = &mut request.parameters;
    let bear_point_shop_id = sent.optional("bear_point_shop_id", uuid).map(partner_api::ids::ShopId);
    let texts = sent.optional("metadata", text);
    let request_id = sent.optional("request_id", uuid);
    let mut new = wanted.check(sent)?;
    texts.as_deref().map(metadata).transpose()?;
    new.bear_point_shop_id = bear_point_shop_id;
    new.request_id = request_id;
    let id = request.ledger.create_topup(request.now, &new)?;
    super::detail(request, id)
}
