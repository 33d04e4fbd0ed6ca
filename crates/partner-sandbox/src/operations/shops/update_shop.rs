//! `PATCH /shops/{shop_id}`
//!
//! Changes what is given of a shop, or disables it. An unknown one is answered 422, not 404 (documented).

use partner_api::Method;
use partner_api::ids::{PrivateMoneyId, ShopId};
use uuid::Uuid;

use crate::ledger::ShopChange;
use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::{email, one_of, postal_code, tel, text_up_to, uuids_from};

pub(crate) const ROUTE: Route = Route {
    name: "UpdateShop",
    method: Method::Patch,
    path: "/shops/{shop_id}",
    parameters: &[
        "name",
        "postal_code",
        "address",
        "tel",
        "email",
        "external_id",
        "private_money_ids",
        "can_topup_private_money_ids",
        "status",
    ],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    let sent = &mut request.parameters;
    let moneys = |ids: Vec<Uuid>| ids.into_iter().map(PrivateMoneyId).collect();
    let change = ShopChange {
        name: sent.optional("name", super::shop_name),
        postal_code: sent.change("postal_code", postal_code),
        address: sent.change("address", text_up_to(256)),
        tel: sent.change("tel", tel),
        email: sent.change("email", email),
        external_id: sent.change("external_id", text_up_to(36)),
        private_money_ids: sent.optional("private_money_ids", uuids_from(0)).map(moneys),
        can_topup_private_money_ids: sent.optional("can_topup_private_money_ids", uuids_from(0)).map(moneys),
        is_disabled: sent.optional("status", one_of(&["active", "disabled"])).map(|status| status == "disabled"),
    };
    sent.check()?;
    request.ledger.update_shop(request.now, ShopId(id), change)?;
    super::shape(request, ShopId(id))
}
