//! What the far side does for each operation: one file per operation, one line per operation in [`ROUTES`].
//!
//! To add an operation: 1. a file `operations/<resource>/<verb_noun>.rs` with its `ROUTE`; 2. its line in [`ROUTES`];
//! 3. in `tests/`: its line in `documents.json` and `mod.rs`, and its request in `samples.rs`. A test fails for each step
//! that is missing, and then holds the operation's parameters and answer against the documents.

mod accounts;
mod bills;
mod bulk;
mod cashtrays;
mod checks;
mod customers;
mod metadata;
mod organizations;
mod private_moneys;
mod shops;
mod system;
mod transactions;
mod transfers;
mod users;

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use partner_api::Method;
use serde::Serialize;
use uuid::Uuid;

use crate::ledger::Ledger;
use crate::parameters::Parameters;
use crate::refusal::{Language, Refusal};
use crate::switches::Switches;

/// Every operation that is answered.
pub(crate) static ROUTES: &[Route] = &[
    system::get_ping::ROUTE,
    system::send_echo::ROUTE,
    cashtrays::create_cashtray::ROUTE,
    cashtrays::get_cashtray::ROUTE,
    cashtrays::update_cashtray::ROUTE,
    cashtrays::cancel_cashtray::ROUTE,
    transactions::list_transactions::ROUTE,
    transactions::get_transaction::ROUTE,
    transactions::refund_transaction::ROUTE,
    shops::list_shops::ROUTE,
    shops::get_shop::ROUTE,
    private_moneys::get_private_moneys::ROUTE,
    accounts::get_account::ROUTE,
    transactions::create_transaction_with_cashtray::ROUTE,
    transactions::create_transaction::ROUTE,
    transactions::create_topup_transaction::ROUTE,
    transactions::create_topup_transaction_with_check::ROUTE,
    transactions::create_payment_transaction::ROUTE,
    transactions::create_transfer_transaction::ROUTE,
    transactions::create_exchange_transaction::ROUTE,
    bulk::bulk_create_transaction::ROUTE,
    bulk::get_bulk_transaction::ROUTE,
    transfers::list_transfers::ROUTE,
    customers::create_customer_account::ROUTE,
    customers::get_customer_accounts::ROUTE,
    customers::update_customer_account::ROUTE,
    customers::list_customer_transactions::ROUTE,
    users::get_user::ROUTE,
    users::list_user_accounts::ROUTE,
    accounts::update_account::ROUTE,
    accounts::delete_account::ROUTE,
    accounts::list_account_balances::ROUTE,
    accounts::list_account_expired_balances::ROUTE,
    accounts::get_shop_accounts::ROUTE,
    bills::list_bills::ROUTE,
    bills::create_bill::ROUTE,
    bills::update_bill::ROUTE,
    checks::create_check::ROUTE,
    organizations::create_organization::ROUTE,
    shops::create_shop::ROUTE,
    shops::create_shop_v2::ROUTE,
    shops::update_shop::ROUTE,
    private_moneys::get_private_money_organization_summaries::ROUTE,
];

/// One operation.
#[derive(Debug)]
pub(crate) struct Route {
    /// The operator's name in Pokepay's documents.
    pub(crate) name: &'static str,
    /// The documented method.
    pub(crate) method: Method,
    /// The documented path, with at most one `{parameter}`, which is a UUID.
    pub(crate) path: &'static str,
    /// Every parameter that any version of the documents knows.
    pub(crate) parameters: &'static [&'static str],
    /// What is done.
    pub(crate) answer: Answer,
}

/// An operation's act: on everything, or on the one thing that the path names.
#[derive(Debug)]
pub(crate) enum Answer {
    /// The path has no parameter.
    Whole(fn(&mut Request<'_>) -> Answered),
    /// The path names one thing.
    OfOne(fn(&mut Request<'_>, Uuid) -> Answered),
}

/// The JSON text of the answer, or why there is none.
pub(crate) type Answered = Result<String, Refusal>;

/// What an operation works on.
pub(crate) struct Request<'a> {
    pub(crate) ledger: &'a mut Ledger,
    pub(crate) now: Timestamp,
    pub(crate) parameters: Parameters,
    pub(crate) switches: &'a Switches,
    pub(crate) language: Language,
}

impl Route {
    /// Whether this operation answers the path, and the id that the path carries.
    ///
    /// By UUID syntax, so that `/transactions/bill` is no transaction.
    fn asked(&'static self, method: &str, path: &str) -> Option<Asked> {
        if self.method.as_str() != method {
            return None;
        }
        let Some((before, rest)) = self.path.split_once('{') else {
            return (self.path == path).then_some(Asked { route: self, id: None });
        };
        let (_, after) = rest.split_once('}')?;
        let id = path.strip_prefix(before)?.strip_suffix(after)?;
        let id = if id.len() == 36 { id.parse().ok()? } else { return None };
        Some(Asked { route: self, id: Some(id) })
    }
}

/// An operation together with the id in the path it was asked with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) route: &'static Route,
    id: Option<Uuid>,
}

impl Asked {
    /// The operation that a method and a path mean.
    pub(crate) fn find(method: &str, path: &str) -> Option<Self> {
        ROUTES.iter().find_map(|route| route.asked(method, path))
    }

    /// Does it.
    pub(crate) fn answer(self, request: &mut Request<'_>) -> Answered {
        if request.switches.unknown_parameters_refused {
            request.parameters.permit_only(self.route.parameters);
        }
        request.ledger.pass_time(request.now);
        match (&self.route.answer, self.id) {
            (Answer::Whole(answer), None) => answer(request),
            (Answer::OfOne(answer), Some(id)) => answer(request, id),
            (Answer::Whole(_), Some(_)) | (Answer::OfOne(_), None) => Err(Refusal::not_found()),
        }
    }
}

/// The answer to `GET /ping` in clear.
pub(crate) fn ping() -> Answered {
    system::get_ping::answer()
}

/// The JSON text of an answer.
#[expect(clippy::unnecessary_wraps, reason = "it is the last word of every operation, which answers a result")]
fn json(answer: &impl Serialize) -> Answered {
    Ok(serde_json::to_string(answer).expect("the wire's shapes become JSON"))
}

/// The same, with a null under each of these names that the shape leaves out: an SDK stumbles over a missing key.
fn json_with_nulls(answer: &impl Serialize, names: &[&str]) -> Answered {
    let mut text = json(answer)?;
    for name in names {
        let key = format!("\"{name}\":");
        if !text.contains(&key) {
            text.pop();
            text.extend([",", &key, "null}"]);
        }
    }
    Ok(text)
}
