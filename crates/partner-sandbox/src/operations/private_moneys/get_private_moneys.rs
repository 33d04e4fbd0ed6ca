//! `GET /private-moneys`
//!
//! The house moneys.

use partner_api::Method;

use crate::operations::{Answer, Answered, Request, Route, json};
use crate::page::PageWanted;
use crate::parameters::organization_code;
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "GetPrivateMoneys",
    method: Method::Get,
    path: "/private-moneys",
    parameters: &["organization_code", "page", "per_page"],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let code = request.parameters.optional("organization_code", organization_code);
    let page = PageWanted::read(&mut request.parameters);
    request.parameters.check()?;
    if code.as_ref().is_some_and(|code| !request.ledger.has_organization(code)) {
        return Err(Refusal::of("organization_not_found"));
    }
    let moneys = request.ledger.moneys.iter();
    let rows = moneys.filter(|money| code.as_ref().is_none_or(|code| *code == money.organization.code)).collect();
    json(&page.of(rows))
}
