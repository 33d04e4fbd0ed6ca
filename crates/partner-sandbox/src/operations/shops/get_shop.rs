//! `GET /shops/{shop_id}`
//!
//! One shop with its wallets. An unknown one is answered 422, not 404 (documented).

use partner_api::Method;
use partner_api::ids::ShopId;
use uuid::Uuid;

use crate::operations::{Answer, Answered, Request, Route};

pub(crate) const ROUTE: Route = Route {
    name: "GetShop",
    method: Method::Get,
    path: "/shops/{shop_id}",
    parameters: &[],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    request.parameters.check()?;
    super::shape(request, ShopId(id))
}
