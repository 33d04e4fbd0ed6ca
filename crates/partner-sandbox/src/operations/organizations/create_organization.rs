//! `POST /organizations`
//!
//! A new organisation with its head office, which takes the moneys.

use partner_api::Method;
use std::sync::LazyLock;

use partner_api::ids::PrivateMoneyId;
use partner_api::schema::Organization;
use regex::Regex;

use crate::operations::{Answer, Answered, Request, Route, json};
use crate::parameters::{Parameters, email, one_of, pattern, text_up_to, uuids_from};

pub(crate) const ROUTE: Route = Route {
    name: "CreateOrganization",
    method: Method::Post,
    path: "/organizations",
    parameters: &[
        "code",
        "name",
        "private_money_ids",
        "issuer_admin_user_email",
        "member_admin_user_email",
        "bank_name",
        "bank_code",
        "bank_branch_name",
        "bank_branch_code",
        "bank_account_type",
        "bank_account",
        "bank_account_holder_name",
        "contact_name",
    ],
    answer: Answer::Whole(answer),
};

fn answer(request: &mut Request<'_>) -> Answered {
    let sent = &mut request.parameters;
    let code = sent.required("code", text_up_to(32));
    let name = sent.required("name", text_up_to(256));
    let moneys = sent.required("private_money_ids", uuids_from(1));
    sent.required("issuer_admin_user_email", email);
    sent.required("member_admin_user_email", email);
    sent.optional("contact_name", text_up_to(256));
    check_bank(sent);
    sent.check()?;
    let (Some(code), Some(name), Some(moneys)) = (code, name, moneys) else { return Err(sent.refusal()) };
    let moneys: Vec<_> = moneys.into_iter().map(PrivateMoneyId).collect();
    let organization = Organization { code, name };
    json(&request.ledger.create_organization(request.now, organization, &moneys)?)
}

/// Where the money of this organisation would be paid to. The sandbox pays nobody and keeps none of it.
fn check_bank(sent: &mut Parameters) {
    static BANK: LazyLock<Regex> = LazyLock::new(|| pattern("^([0-9]{4})?$"));
    static BRANCH: LazyLock<Regex> = LazyLock::new(|| pattern("^([0-9]{3})?$"));
    static ACCOUNT: LazyLock<Regex> = LazyLock::new(|| pattern("^[0-9]{0,7}$"));
    // The document's expression lacks the sign for "any number of these", and would let no name pass.
    static HOLDER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[0-9A-Zｦｱ-ﾟ (-),-/\\｢-｣]*$"));
    let formed = |form: &'static LazyLock<Regex>, most: usize| {
        move |value: &str| text_up_to(most)(value).filter(|text| form.is_match(text))
    };
    sent.optional("bank_name", text_up_to(64));
    sent.optional("bank_code", formed(&BANK, 4));
    sent.optional("bank_branch_name", text_up_to(64));
    sent.optional("bank_branch_code", formed(&BRANCH, 3));
    sent.optional("bank_account_type", one_of(&["saving", "current", "other"]));
    sent.optional("bank_account", formed(&ACCOUNT, 7));
    sent.optional("bank_account_holder_name", formed(&HOLDER, 30));
}
