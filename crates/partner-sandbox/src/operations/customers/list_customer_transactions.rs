//! `GET /customers/transactions`
//!
//! The movements of money that customers take part in, the newest first.

use jiff::Timestamp;
use partner_api::Method;
use partner_api::ids::{PrivateMoneyId, UserId};

use crate::ledger::{Ledger, Movement, Owner};
use crate::operations::{Answer, Answered, Request, Route, json};
use crate::page::PageWanted;
use crate::parameters::{Parameters, boolean, moment, one_of, uuid};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "ListCustomerTransactions",
    method: Method::Get,
    path: "/customers/transactions",
    parameters: &[
        "private_money_id",
        "sender_customer_id",
        "receiver_customer_id",
        "type",
        "is_modified",
        "from",
        "to",
        "page",
        "per_page",
        "start",
    ],
    answer: Answer::Whole(answer),
};

/// What a transaction must be to be listed; null lets everything pass.
struct Filter {
    private_money_id: Option<PrivateMoneyId>,
    sender: Option<UserId>,
    receiver: Option<UserId>,
    family: Option<&'static str>,
    is_modified: Option<bool>,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
}

impl Filter {
    fn read(sent: &mut Parameters) -> Self {
        let types = one_of(&["topup", "payment", "exchange", "transfer", "cashback", "expire"]);
        Self {
            private_money_id: sent.required("private_money_id", uuid).map(PrivateMoneyId),
            sender: sent.optional("sender_customer_id", uuid).map(UserId),
            receiver: sent.optional("receiver_customer_id", uuid).map(UserId),
            family: sent.optional("type", types),
            is_modified: sent.optional("is_modified", boolean),
            from: sent.optional("from", moment),
            to: sent.optional("to", moment),
        }
    }

    fn passes(&self, ledger: &Ledger, movement: &Movement) -> bool {
        let sender = ledger.account(movement.sender_account_id);
        let receiver = ledger.account(movement.receiver_account_id);
        let is =
            |wanted: Option<UserId>, owner: Option<Owner>| wanted.is_none_or(|id| owner == Some(Owner::Customer(id)));
        sender.map(|account| account.private_money_id) == self.private_money_id
            && is(self.sender, sender.map(|account| account.owner))
            && is(self.receiver, receiver.map(|account| account.owner))
            && self.family.is_none_or(|family| movement.kind.family() == family)
            && self.is_modified.is_none_or(|wanted| movement.refund.is_some() == wanted)
            && self.from.is_none_or(|from| movement.done_at >= from)
            && self.to.is_none_or(|to| movement.done_at < to)
    }
}

fn answer(request: &mut Request<'_>) -> Answered {
    let filter = Filter::read(&mut request.parameters);
    let page = PageWanted::read(&mut request.parameters);
    request.parameters.check()?;
    let ledger = &request.ledger;
    if filter.private_money_id.is_none_or(|id| ledger.money(id).is_none()) {
        return Err(Refusal::of("private_money_not_found"));
    }
    if [filter.sender, filter.receiver].into_iter().flatten().any(|id| ledger.person(id).is_none()) {
        return Err(Refusal::of("customer_user_not_found"));
    }
    let movements = ledger.newest_transactions().filter(|movement| filter.passes(ledger, movement));
    json(&page.of(movements.map(|movement| ledger.transaction_detail(movement)).collect()))
}
