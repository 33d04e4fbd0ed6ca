//! `GET /shops/{shop_id}`
//!
//! One shop with its wallets. An unknown one is answered 422, not 404 (documented).

use partner_api::Method;
use partner_api::ids::ShopId;
use uuid::Uuid;

use crate::operations::{Answer, Answered, Request, Route, json};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "GetShop",
    method: Method::Get,
    path: "/shops/{shop_id}",
    parameters: &[],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    request.parameters.check()?;
    let shop = request.ledger.shop(ShopId(id)).ok_or_else(|| Refusal::of("shop_user_not_found"))?;
    json(&request.ledger.shop_with_accounts(shop))
}
