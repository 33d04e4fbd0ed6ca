//! `GET /shops`
//!
//! The shops, filtered by whatever is given.

use partner_api::Method;
use partner_api::ids::PrivateMoneyId;

use crate::ledger::{Ledger, Owner, Shop, shop_with_metadata};
use crate::operations::{Answer, Answered, Request, Route, json};
use crate::page::PageWanted;
use crate::parameters::{Parameters, boolean, email, organization_code, postal_code, tel, text_up_to, uuid};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "ListShops",
    method: Method::Get,
    path: "/shops",
    parameters: &[
        "organization_code",
        "private_money_id",
        "name",
        "postal_code",
        "address",
        "tel",
        "email",
        "external_id",
        "with_disabled",
        "page",
        "per_page",
    ],
    answer: Answer::Whole(answer),
};

/// What a shop must be to be listed; null lets everything pass.
struct Filter {
    with_disabled: bool,
    organization_code: Option<String>,
    private_money_id: Option<PrivateMoneyId>,
    name: Option<String>,
    postal_code: Option<String>,
    address: Option<String>,
    tel: Option<String>,
    email: Option<String>,
    external_id: Option<String>,
}

impl Filter {
    fn read(sent: &mut Parameters) -> Self {
        Self {
            with_disabled: sent.optional("with_disabled", boolean).unwrap_or(false),
            organization_code: sent.optional("organization_code", organization_code),
            private_money_id: sent.optional("private_money_id", uuid).map(PrivateMoneyId),
            name: sent.optional("name", |value| text_up_to(256)(value).filter(|name| !name.is_empty())),
            postal_code: sent.optional("postal_code", postal_code).map(bare),
            address: sent.optional("address", text_up_to(256)),
            tel: sent.optional("tel", tel).map(bare),
            email: sent.optional("email", email),
            external_id: sent.optional("external_id", text_up_to(36)),
        }
    }

    /// Name and address in part, everything else exactly; hyphens in numbers do not count.
    fn passes(&self, ledger: &Ledger, shop: &Shop) -> bool {
        let is_part =
            |wanted: &Option<String>, of: &str| wanted.as_ref().is_none_or(|wanted| of.contains(wanted.as_str()));
        let is = |wanted: &Option<String>, what: &Option<String>| wanted.is_none() || wanted == what;
        (self.with_disabled || !shop.is_disabled)
            && is_part(&self.name, &shop.name)
            && is_part(&self.address, shop.address.as_deref().unwrap_or_default())
            && is(&self.organization_code, &Some(shop.organization_code.clone()))
            && is(&self.postal_code, &shop.postal_code.as_ref().map(bare))
            && is(&self.tel, &shop.tel.as_ref().map(bare))
            && is(&self.email, &shop.email)
            && is(&self.external_id, &shop.external_id)
            && self.private_money_id.is_none_or(|money| ledger.account_of(Owner::Shop(shop.id), money).is_some())
    }
}

/// A postal code or telephone number without its hyphens.
fn bare(number: impl AsRef<str>) -> String {
    number.as_ref().replace('-', "")
}

fn answer(request: &mut Request<'_>) -> Answered {
    let filter = Filter::read(&mut request.parameters);
    let page = PageWanted::read(&mut request.parameters);
    request.parameters.check()?;
    let ledger = &request.ledger;
    if filter.private_money_id.is_some_and(|money| ledger.money(money).is_none()) {
        return Err(Refusal::of("private_money_not_found"));
    }
    if filter.organization_code.as_ref().is_some_and(|code| !ledger.has_organization(code)) {
        return Err(Refusal::of("organization_not_found"));
    }
    let rows = ledger.shops.iter().filter(|shop| filter.passes(ledger, shop)).map(shop_with_metadata).collect();
    json(&page.of(rows))
}
