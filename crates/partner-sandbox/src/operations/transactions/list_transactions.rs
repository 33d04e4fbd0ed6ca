//! `GET /transactions`
//!
//! The movements of money, the newest first, filtered by whatever is given.

use jiff::Timestamp;
use partner_api::Method;
use partner_api::schema::{Transaction, User};
use uuid::Uuid;

use crate::operations::{Answer, Answered, Request, Route, json};
use crate::page::PageWanted;
use crate::parameters::{Parameters, boolean, moment, organization_code, some_of, text_up_to, uuid};

pub(crate) const ROUTE: Route = Route {
    name: "ListTransactions",
    method: Method::Get,
    path: "/transactions",
    parameters: &[
        "from",
        "to",
        "page",
        "per_page",
        "shop_id",
        "customer_id",
        "customer_name",
        "terminal_id",
        "transaction_id",
        "organization_code",
        "private_money_id",
        "is_modified",
        "types",
        "description",
        // What the Python SDK sends by mistake where it means `from`; taken and not looked at.
        "start",
    ],
    answer: Answer::Whole(answer),
};

/// What a transaction must be to be listed; null lets everything pass.
struct Filter {
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    shop_id: Option<Uuid>,
    customer_id: Option<Uuid>,
    customer_name: Option<String>,
    terminal_id: Option<Uuid>,
    transaction_id: Option<Uuid>,
    organization_code: Option<String>,
    private_money_id: Option<Uuid>,
    only_modified: bool,
    types: Option<Vec<String>>,
    description: Option<String>,
}

impl Filter {
    fn read(sent: &mut Parameters) -> Self {
        Self {
            from: sent.optional("from", moment),
            to: sent.optional("to", moment),
            shop_id: sent.optional("shop_id", uuid),
            customer_id: sent.optional("customer_id", uuid),
            customer_name: sent.optional("customer_name", text_up_to(256)),
            terminal_id: sent.optional("terminal_id", uuid),
            transaction_id: sent.optional("transaction_id", uuid),
            organization_code: sent.optional("organization_code", organization_code),
            private_money_id: sent.optional("private_money_id", uuid),
            only_modified: sent.optional("is_modified", boolean).unwrap_or(false),
            types: sent.optional("types", some_of(&["topup", "payment", "exchange_outflow", "exchange_inflow"])),
            description: sent.optional("description", text_up_to(200)),
        }
    }

    /// From `from` on, before `to`; the customer's name in part, the description exactly.
    fn passes(&self, row: &Transaction, organization: &str) -> bool {
        let any = |test: &dyn Fn(&User) -> bool| [&row.sender, &row.receiver].into_iter().any(test);
        let at = row.done_at.at();
        self.from.is_none_or(|from| at.is_some_and(|at| at >= from))
            && self.to.is_none_or(|to| at.is_some_and(|at| at < to))
            && self.shop_id.is_none_or(|id| any(&|user| user.is_merchant && user.id.0 == id))
            && self.customer_id.is_none_or(|id| any(&|user| !user.is_merchant && user.id.0 == id))
            && self.customer_name.as_ref().is_none_or(|name| any(&|user| !user.is_merchant && user.name.contains(name)))
            // A cashtray is scanned by a phone, never through a terminal that Pokepay knows.
            && self.terminal_id.is_none()
            && self.transaction_id.is_none_or(|id| row.id.0 == id)
            && self.organization_code.as_ref().is_none_or(|code| code == organization)
            && self.private_money_id.is_none_or(|id| row.sender_account.private_money.id.0 == id)
            && (!self.only_modified || row.is_modified)
            && self.types.as_ref().is_none_or(|types| types.contains(&row.kind))
            && self.description.as_ref().is_none_or(|description| *description == row.description)
    }
}

fn answer(request: &mut Request<'_>) -> Answered {
    let filter = Filter::read(&mut request.parameters);
    let page = PageWanted::read(&mut request.parameters);
    request.parameters.check()?;
    let ledger = &request.ledger;
    let rows = ledger
        .newest_transactions()
        .map(|movement| ledger.transaction_shape(movement))
        .filter(|row| filter.passes(row, &row.sender_account.private_money.organization.code))
        .collect();
    json(&page.of(rows))
}
