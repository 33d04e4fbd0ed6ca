//! `POST /shops-v2`
//!
//! Opens a shop that takes the moneys that are given.

use partner_api::Method;
use partner_api::ids::PrivateMoneyId;

use crate::ledger::NewShop;
use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::{email, organization_code, postal_code, tel, text_up_to, uuids_from};

pub(crate) const ROUTE: Route = Route {
    name: "CreateShopV2",
    method: Method::Post,
    path: "/shops-v2",
    parameters: &[
        "name",
        "postal_code",
        "address",
        "tel",
        "email",
        "external_id",
        "organization_code",
        "private_money_ids",
        "can_topup_private_money_ids",
    ],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let sent = &mut request.parameters;
    let moneys = |ids: Vec<uuid::Uuid>| ids.into_iter().map(PrivateMoneyId).collect();
    let new = NewShop {
        name: sent.required("name", super::shop_name).unwrap_or_default(),
        postal_code: sent.optional("postal_code", postal_code),
        address: sent.optional("address", text_up_to(256)),
        tel: sent.optional("tel", tel),
        email: sent.optional("email", email),
        external_id: sent.optional("external_id", text_up_to(36)),
        organization_code: sent.optional("organization_code", organization_code),
        private_money_ids: sent.optional("private_money_ids", uuids_from(1)).map(moneys),
        can_topup_private_money_ids: sent.optional("can_topup_private_money_ids", uuids_from(0)).map(moneys),
    };
    sent.check()?;
    let id = request.ledger.create_shop(request.now, new)?;
    super::shape(request, id)
}
