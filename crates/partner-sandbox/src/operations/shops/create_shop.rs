//! `POST /shops`
//!
//! Opens a shop. The first form, which answers the shop as a user.

use partner_api::Method;
use partner_api::ids::UserId;
use partner_api::schema::User;

use crate::ledger::NewShop;
use crate::operations::{Answer, Answered, Request, Route, json};
use crate::parameters::{email, organization_code, postal_code, tel, text_up_to};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "CreateShop",
    method: Method::Post,
    path: "/shops",
    parameters: &[
        "shop_name",
        "shop_postal_code",
        "shop_address",
        "shop_tel",
        "shop_email",
        "shop_external_id",
        "organization_code",
    ],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let sent = &mut request.parameters;
    let name = sent.required("shop_name", super::shop_name);
    let new = NewShop {
        name: name.clone().unwrap_or_default(),
        postal_code: sent.optional("shop_postal_code", postal_code),
        address: sent.optional("shop_address", text_up_to(256)),
        tel: sent.optional("shop_tel", tel),
        email: sent.optional("shop_email", email),
        external_id: sent.optional("shop_external_id", text_up_to(36)),
        organization_code: sent.optional("organization_code", organization_code),
        private_money_ids: None,
        can_topup_private_money_ids: None,
    };
    sent.check()?;
    // Only this form refuses an address that another shop has (documented).
    if new.email.is_some() && request.ledger.shops.iter().any(|shop| shop.email == new.email) {
        return Err(Refusal::of("email_conflict"));
    }
    let name = new.name.clone();
    let id = request.ledger.create_shop(request.now, new)?;
    json(&User { id: UserId(id.0), name, is_merchant: true })
}
