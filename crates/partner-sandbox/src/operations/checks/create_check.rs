//! `POST /checks`
//!
//! Makes a QR that tops up the wallet of whoever reads it.

use partner_api::Method;
use partner_api::ids::AccountId;

use crate::ledger::{NewCheck, Purse};
use crate::operations::{Answer, Answered, Request, Route, json_with_nulls};
use crate::parameters::{amount, boolean, count, moment, text_up_to, uuid};
use crate::refusal::Refusal;

pub(crate) const ROUTE: Route = Route {
    name: "CreateCheck",
    method: Method::Post,
    path: "/checks",
    parameters: &[
        "money_amount",
        "point_amount",
        "account_id",
        "description",
        "is_onetime",
        "usage_limit",
        "expires_at",
        "point_expires_at",
        "point_expires_in_days",
        "bear_point_account",
    ],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let sent = &mut request.parameters;
    let money = sent.optional("money_amount", amount).unwrap_or_default();
    let points = sent.optional("point_amount", amount).unwrap_or_default();
    let account_id = sent.required("account_id", uuid).map(AccountId);
    let description = sent.optional("description", text_up_to(200)).unwrap_or_default();
    let is_onetime = sent.optional("is_onetime", boolean).unwrap_or(true);
    let usage_limit = sent.optional("usage_limit", count);
    let expires_at = sent.optional("expires_at", moment);
    let point_expires_at = sent.optional("point_expires_at", moment);
    let point_expires_in_days = sent.optional("point_expires_in_days", count);
    let bear_point_account = sent.optional("bear_point_account", uuid).map(AccountId);
    sent.check()?;
    let new = NewCheck {
        account_id: account_id.ok_or_else(|| sent.refusal())?,
        gives: Purse { money, points },
        description,
        is_onetime,
        usage_limit,
        expires_at,
        point_expires_at,
        point_expires_in_days,
        bear_point_account,
    };
    let id = request.ledger.create_check(request.now, new)?;
    let check = request.ledger.check_record(id).ok_or_else(Refusal::not_found)?;
    json_with_nulls(&request.ledger.check_shape(check), &["point_expires_at", "point_expires_in_days"])
}
