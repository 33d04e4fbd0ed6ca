//! What the far side does for each operation: one file per operation, one line per operation in [`ROUTES`].
//!
//! To add an operation: 1. a file `operations/<resource>/<verb_noun>.rs` with its `ROUTE`; 2. its line in [`ROUTES`];
//! 3. its line in the test below, which says when name, method or path differ from the client's.

mod accounts;
mod cashtrays;
mod private_moneys;
mod shops;
mod system;
mod transactions;

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

#[cfg(test)]
mod tests {
    use partner_api::Operation;
    use partner_api::operations::accounts::GetAccount;
    use partner_api::operations::cashtrays::{CancelCashtray, CreateCashtray, GetCashtray, UpdateCashtray};
    use partner_api::operations::private_moneys::GetPrivateMoneys;
    use partner_api::operations::shops::{GetShop, ListShops};
    use partner_api::operations::system::{GetPing, SendEcho};
    use partner_api::operations::transactions::{GetTransaction, ListTransactions, RefundTransaction};

    use super::{Answer, Asked, ROUTES};

    const ID: &str = "5ca2bbb1-3216-48f0-b171-26ec05dfcc03";

    fn documented<O: Operation>() -> (&'static str, &'static str, &'static str) {
        (O::NAME, O::METHOD.as_str(), O::PATH)
    }

    #[test]
    fn both_sides_of_the_wire_agree_on_names_methods_and_paths() {
        let client = [
            documented::<GetPing>(),
            documented::<SendEcho>(),
            documented::<CreateCashtray>(),
            documented::<GetCashtray>(),
            documented::<UpdateCashtray>(),
            documented::<CancelCashtray>(),
            documented::<ListTransactions>(),
            documented::<GetTransaction>(),
            documented::<RefundTransaction>(),
            documented::<ListShops>(),
            documented::<GetShop>(),
            documented::<GetPrivateMoneys>(),
            documented::<GetAccount>(),
        ];
        let far_side: Vec<_> = ROUTES.iter().map(|route| (route.name, route.method.as_str(), route.path)).collect();
        assert_eq!(far_side, client);
    }

    #[test]
    fn every_route_leads_to_itself() {
        for route in ROUTES {
            let path = route.path.split('{').next().unwrap_or_default().to_owned();
            let path = match route.path.split_once('}') {
                Some((_, after)) => format!("{path}{ID}{after}"),
                None => path,
            };
            let found = Asked::find(route.method.as_str(), &path).expect("a route");
            assert_eq!(found.route.name, route.name);
            assert_eq!(found.id.is_some(), matches!(route.answer, Answer::OfOne(_)), "{}", route.name);
        }
    }

    #[test]
    fn a_word_where_an_id_belongs_is_no_id() {
        for (method, path) in [
            ("GET", "/transactions/bill"),
            ("GET", "/cashtrays/5ca2bbb1321648f0b17126ec05dfcc03"),
            ("GET", "/cashtrays/"),
            ("GET", "/cashtrays"),
            ("PUT", "/cashtrays"),
            ("POST", "//cashtrays"),
            ("GET", ""),
        ] {
            assert!(Asked::find(method, path).is_none(), "{method} {path}");
        }
    }
}
