//! `GET /transfers`
//!
//! The single movements inside transactions, refunds included, the newest first.

use jiff::Timestamp;
use partner_api::Method;
use partner_api::schema::{Transfer, User};
use uuid::Uuid;

use crate::ledger::Movement;
use crate::operations::{Answer, Answered, Request, Route, json};
use crate::page::PageWanted;
use crate::parameters::{Parameters, boolean, moment, some_of, text_up_to, uuid};

pub(crate) const ROUTE: Route = Route {
    name: "ListTransfers",
    method: Method::Get,
    path: "/transfers",
    parameters: &[
        "from",
        "to",
        "page",
        "per_page",
        "shop_id",
        "shop_name",
        "customer_id",
        "customer_name",
        "transaction_id",
        "private_money_id",
        "is_modified",
        "transaction_types",
        "transfer_types",
        "description",
        "start",
    ],
    answer: Answer::Whole(answer),
};

/// What a transfer must be to be listed; null lets everything pass.
struct Filter {
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    shop_id: Option<Uuid>,
    shop_name: Option<String>,
    customer_id: Option<Uuid>,
    customer_name: Option<String>,
    transaction_id: Option<Uuid>,
    private_money_id: Option<Uuid>,
    is_modified: Option<bool>,
    transaction_types: Option<Vec<String>>,
    transfer_types: Option<Vec<String>>,
    description: Option<String>,
}

impl Filter {
    fn read(sent: &mut Parameters) -> Self {
        Self {
            from: sent.optional("from", moment),
            to: sent.optional("to", moment),
            shop_id: sent.optional("shop_id", uuid),
            shop_name: sent.optional("shop_name", text_up_to(256)),
            customer_id: sent.optional("customer_id", uuid),
            customer_name: sent.optional("customer_name", text_up_to(256)),
            transaction_id: sent.optional("transaction_id", uuid),
            private_money_id: sent.optional("private_money_id", uuid),
            is_modified: sent.optional("is_modified", boolean),
            transaction_types: sent
                .optional("transaction_types", some_of(&["topup", "payment", "transfer", "exchange"])),
            transfer_types: sent.optional(
                "transfer_types",
                some_of(&["topup", "payment", "exchange", "transfer", "coupon", "campaign"]),
            ),
            description: sent.optional("description", text_up_to(200)),
        }
    }

    /// From `from` on, before `to`; names in part, the description exactly.
    fn passes(&self, movement: &Movement, row: &Transfer) -> bool {
        let users = [&row.sender_account.user, &row.receiver_account.user];
        let any = |test: &dyn Fn(&User) -> bool| users.into_iter().any(test);
        let at = row.done_at.at();
        let family = movement.kind.family();
        let is_one_of =
            |types: &Option<Vec<String>>| types.as_ref().is_none_or(|types| types.iter().any(|one| one == family));
        self.from.is_none_or(|from| at.is_some_and(|at| at >= from))
            && self.to.is_none_or(|to| at.is_some_and(|at| at < to))
            && self.shop_id.is_none_or(|id| any(&|user| user.is_merchant && user.id.0 == id))
            && self.shop_name.as_ref().is_none_or(|name| any(&|user| user.is_merchant && user.name.contains(name)))
            && self.customer_id.is_none_or(|id| any(&|user| !user.is_merchant && user.id.0 == id))
            && self.customer_name.as_ref().is_none_or(|name| any(&|user| !user.is_merchant && user.name.contains(name)))
            && self.transaction_id.is_none_or(|id| row.transaction_id.0 == id)
            && self.private_money_id.is_none_or(|id| row.sender_account.private_money_id.0 == id)
            && self.is_modified.is_none_or(|wanted| movement.refund.is_some() == wanted)
            && is_one_of(&self.transaction_types)
            && is_one_of(&self.transfer_types)
            && self.description.as_ref().is_none_or(|description| *description == row.description)
    }
}

fn answer(request: &mut Request<'_>) -> Answered {
    let filter = Filter::read(&mut request.parameters);
    let page = PageWanted::read(&mut request.parameters);
    request.parameters.check()?;
    let ledger = &request.ledger;
    let mut rows: Vec<Transfer> = Vec::new();
    for movement in ledger.newest_transactions() {
        rows.extend(ledger.transfers_of(movement).into_iter().filter(|row| filter.passes(movement, row)));
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.done_at.at()));
    json(&page.of(rows))
}
