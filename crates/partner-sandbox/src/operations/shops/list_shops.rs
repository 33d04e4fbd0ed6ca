//! `GET /shops`
//!
//! The shops, filtered by whatever is given.

use partner_api::Method;
use partner_api::ids::PrivateMoneyId;

use crate::ledger::{Ledger, Owner, Shop, shop_with_metadata};
use crate::operations::{Answer, Answered, Request, Route, json};
use crate::page::PageWanted;
use crate::parameters::{Parameters, boolean, organization_code, text, text_up_to, uuid};
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
        // No shop of this sandbox is disabled, so that the word is only checked.
        sent.optional("with_disabled", boolean);
        Self {
            organization_code: sent.optional("organization_code", organization_code),
            private_money_id: sent.optional("private_money_id", uuid).map(PrivateMoneyId),
            name: sent.optional("name", |value| text_up_to(256)(value).filter(|name| !name.is_empty())),
            postal_code: sent.optional("postal_code", digits(7..=7)),
            address: sent.optional("address", text_up_to(256)),
            tel: sent.optional("tel", digits(8..=11)),
            email: sent.optional("email", |value| text_up_to(256)(value).filter(|email| email.contains('@'))),
            external_id: sent.optional("external_id", text_up_to(36)),
        }
    }

    /// Name and address in part, everything else exactly; hyphens in numbers do not count.
    fn passes(&self, ledger: &Ledger, shop: &Shop) -> bool {
        let is_part =
            |wanted: &Option<String>, of: &str| wanted.as_ref().is_none_or(|wanted| of.contains(wanted.as_str()));
        let is = |wanted: &Option<String>, what: &Option<String>| wanted.is_none() || wanted == what;
        let bare = |number: &Option<String>| number.as_ref().map(|number| number.replace('-', ""));
        is_part(&self.name, &shop.name)
            && is_part(&self.address, shop.address.as_deref().unwrap_or_default())
            && is(&self.organization_code, &Some(shop.organization_code.clone()))
            && is(&self.postal_code, &bare(&shop.postal_code))
            && is(&self.tel, &bare(&shop.tel))
            && is(&self.email, &shop.email)
            && is(&self.external_id, &shop.external_id)
            && self.private_money_id.is_none_or(|money| ledger.account_of(Owner::Shop(shop.id), money).is_some())
    }
}

/// A postal code or telephone number, without its hyphens.
fn digits(length: std::ops::RangeInclusive<usize>) -> impl Fn(&str) -> Option<String> {
    move |value| {
        let digits = text(value)?.replace('-', "");
        (length.contains(&digits.len()) && digits.bytes().all(|each| each.is_ascii_digit())).then_some(digits)
    }
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
