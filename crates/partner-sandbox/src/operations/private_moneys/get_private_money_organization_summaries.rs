//! `GET /private-moneys/{private_money_id}/organization-summaries`
//!
//! What each organisation topped up and took in a money.

use jiff::Timestamp;
use partner_api::Method;
use partner_api::ids::PrivateMoneyId;
use uuid::Uuid;

use crate::operations::{Answer, Answered, Request, Route, json};
use crate::page::PageWanted;
use crate::parameters::moment;
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "GetPrivateMoneyOrganizationSummaries",
    method: Method::Get,
    path: "/private-moneys/{private_money_id}/organization-summaries",
    parameters: &["from", "to", "page", "per_page", "start"],
    answer: Answer::OfOne(answer),
};

fn answer(request: &mut Request<'_>, id: Uuid) -> Answered {
    let sent = &mut request.parameters;
    let from: Option<Timestamp> = sent.optional("from", moment);
    let to: Option<Timestamp> = sent.optional("to", moment);
    let page = PageWanted::read(sent);
    sent.check()?;
    // Both or neither (documented).
    match (from, to) {
        (Some(_), None) => return Err(Refusal::missing("to")),
        (None, Some(_)) => return Err(Refusal::missing("from")),
        _ => {}
    }
    let money = request.ledger.money(PrivateMoneyId(id)).ok_or_else(Refusal::not_found)?.id;
    let counts = |at: Timestamp| from.is_none_or(|from| at >= from) && to.is_none_or(|to| at < to);
    json(&page.of(request.ledger.organization_summaries(money, counts)))
}
