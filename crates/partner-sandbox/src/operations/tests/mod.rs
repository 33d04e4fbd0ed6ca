//! What the documents promise, asked of every operation: names, parameters, answers, refusals, and books that balance.

mod answers;
mod books;
mod desk;
mod documents;
mod generated;
mod lists;
mod malformed;
mod parameters;
mod refusals;
mod samples;
mod stories;

use std::collections::BTreeSet;

use partner_api::Operation;
use partner_api::operations::{
    accounts, bills, cashtrays, checks, customers, organizations, private_moneys, shops, system, transactions,
    transfers, users,
};

use super::{Answer, Asked, ROUTES};
use documents::documents;

const ID: &str = "5ca2bbb1-3216-48f0-b171-26ec05dfcc03";

type Line = (&'static str, &'static str, &'static str);

fn client<O: Operation>() -> Line {
    (O::NAME, O::METHOD.as_str(), O::PATH)
}

#[test]
fn both_sides_of_the_wire_and_the_documents_agree_on_names_methods_and_paths() {
    let client = BTreeSet::from([
        client::<system::GetPing>(),
        client::<system::SendEcho>(),
        client::<users::GetUser>(),
        client::<accounts::ListUserAccounts>(),
        client::<accounts::GetAccount>(),
        client::<accounts::UpdateAccount>(),
        client::<accounts::DeleteAccount>(),
        client::<accounts::ListAccountBalances>(),
        client::<accounts::ListAccountExpiredBalances>(),
        client::<accounts::GetShopAccounts>(),
        client::<customers::GetCustomerAccounts>(),
        client::<customers::CreateCustomerAccount>(),
        client::<customers::UpdateCustomerAccount>(),
        client::<customers::ListCustomerTransactions>(),
        client::<bills::ListBills>(),
        client::<bills::CreateBill>(),
        client::<bills::UpdateBill>(),
        client::<checks::CreateCheck>(),
        client::<transactions::ListTransactions>(),
        client::<transactions::GetTransaction>(),
        client::<transactions::CreateTransaction>(),
        client::<transactions::CreateTopupTransaction>(),
        client::<transactions::CreateTopupTransactionWithCheck>(),
        client::<transactions::CreatePaymentTransaction>(),
        client::<transactions::CreateTransferTransaction>(),
        client::<transactions::CreateExchangeTransaction>(),
        client::<transactions::CreateTransactionWithCashtray>(),
        client::<transactions::BulkCreateTransaction>(),
        client::<transactions::GetBulkTransaction>(),
        client::<transactions::RefundTransaction>(),
        client::<transfers::ListTransfers>(),
        client::<organizations::CreateOrganization>(),
        client::<shops::ListShops>(),
        client::<shops::CreateShop>(),
        client::<shops::CreateShopV2>(),
        client::<shops::GetShop>(),
        client::<shops::UpdateShop>(),
        client::<private_moneys::GetPrivateMoneys>(),
        client::<private_moneys::GetPrivateMoneyOrganizationSummaries>(),
        client::<cashtrays::CreateCashtray>(),
        client::<cashtrays::GetCashtray>(),
        client::<cashtrays::UpdateCashtray>(),
        client::<cashtrays::CancelCashtray>(),
    ]);
    let far_side: BTreeSet<Line> = ROUTES.iter().map(|route| (route.name, route.method.as_str(), route.path)).collect();
    let documented: BTreeSet<Line> = documents()
        .operations
        .iter()
        .map(|one| (one.operator.as_str(), one.method.as_str(), one.path.as_str()))
        .collect();
    assert_eq!(far_side.len(), 43);
    assert_eq!(far_side, documented);
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
