//! `POST /transactions`
//!
//! The first form of a top-up, which Pokepay has withdrawn in favour of `CreateTopupTransaction`.

use partner_api::Method;

use super::topup::TopupWanted;
use crate::operations::{Answer, Answered, Request, Route};
use crate::parameters::whole_amount;
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "CreateTransaction",
    method: Method::Post,
    path: "/transactions",
    parameters: &[
        "shop_id",
        "customer_id",
        "private_money_id",
        "money_amount",
        "point_amount",
        "point_expires_at",
        "description",
    ],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let wanted = TopupWanted::read(request, whole_amount);
    let new = wanted.check(&request.parameters)?;
    // This operation alone tells an unknown shop or customer from one without wallet.
    let ledger = &mut *request.ledger;
    ledger.shop(new.shop_id).ok_or_else(|| Refusal::of("shop_user_not_found"))?;
    ledger.person(new.customer_id).ok_or_else(|| Refusal::of("customer_user_not_found"))?;
    let id = ledger.create_topup(request.now, &new)?;
    super::detail(request, id)
}
