//! `GET /bills`
//!
//! The bills, the newest first, filtered by whatever is given.

use jiff::Timestamp;
use partner_api::Method;
use partner_api::schema::Bill;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::operations::{Answer, Answered, Request, Route, json};
use crate::page::PageWanted;
use crate::parameters::{Parameters, boolean, moment, organization_code, text, text_up_to, uuid, whole_amount};

pub(crate) const ROUTE: Route = Route {
    name: "ListBills",
    method: Method::Get,
    path: "/bills",
    parameters: &[
        "page",
        "per_page",
        "bill_id",
        "private_money_id",
        "organization_code",
        "description",
        "created_from",
        "created_to",
        "shop_name",
        "shop_id",
        "lower_limit_amount",
        "upper_limit_amount",
        "is_disabled",
    ],
    answer: Answer::Whole(answer),
};

/// What a bill must be to be listed; null lets everything pass.
struct Filter {
    bill_id: Option<String>,
    private_money_id: Option<Uuid>,
    organization_code: Option<String>,
    description: Option<String>,
    created_from: Option<Timestamp>,
    created_to: Option<Timestamp>,
    shop_name: Option<String>,
    shop_id: Option<Uuid>,
    lower_limit_amount: Option<Decimal>,
    upper_limit_amount: Option<Decimal>,
    is_disabled: bool,
}

impl Filter {
    fn read(sent: &mut Parameters) -> Self {
        Self {
            bill_id: sent.optional("bill_id", text),
            private_money_id: sent.optional("private_money_id", uuid),
            organization_code: sent.optional("organization_code", organization_code),
            description: sent.optional("description", text_up_to(200)),
            created_from: sent.optional("created_from", moment),
            created_to: sent.optional("created_to", moment),
            shop_name: sent.optional("shop_name", text_up_to(256)),
            shop_id: sent.optional("shop_id", uuid),
            lower_limit_amount: sent.optional("lower_limit_amount", whole_amount),
            upper_limit_amount: sent.optional("upper_limit_amount", whole_amount),
            // Documented: those that are switched off are shown only to who asks for them.
            is_disabled: sent.optional("is_disabled", boolean).unwrap_or(false),
        }
    }

    /// The id from its beginning, texts in part; a bill without amount is within no limits.
    fn passes(&self, created_at: Timestamp, organization: Option<&str>, bill: &Bill) -> bool {
        let has = |wanted: &Option<String>, of: &str| wanted.as_ref().is_none_or(|wanted| of.contains(wanted.as_str()));
        self.bill_id.as_ref().is_none_or(|id| bill.id.to_string().starts_with(id.as_str()))
            && self.private_money_id.is_none_or(|id| bill.account.private_money.id.0 == id)
            && self.organization_code.as_deref().is_none_or(|code| organization == Some(code))
            && has(&self.description, &bill.description)
            && self.created_from.is_none_or(|from| created_at >= from)
            && self.created_to.is_none_or(|to| created_at < to)
            && has(&self.shop_name, &bill.account.user.name)
            && self.shop_id.is_none_or(|id| bill.account.user.id.0 == id)
            && self.lower_limit_amount.is_none_or(|least| bill.amount.is_some_and(|amount| amount >= least))
            && self.upper_limit_amount.is_none_or(|most| bill.amount.is_some_and(|amount| amount <= most))
            && self.is_disabled == bill.is_disabled
    }
}

fn answer(request: &mut Request<'_>) -> Answered {
    let filter = Filter::read(&mut request.parameters);
    let page = PageWanted::read(&mut request.parameters);
    request.parameters.check()?;
    let ledger = &request.ledger;
    let organization_of = |bill: &Bill| {
        let shop = ledger.shop(partner_api::ids::ShopId(bill.account.user.id.0));
        shop.map(|shop| shop.organization_code.as_str())
    };
    let bills = ledger.newest_bills().into_iter().map(|bill| (bill.created_at, ledger.bill_shape(bill)));
    let listed = bills.filter(|(created_at, bill)| filter.passes(*created_at, organization_of(bill), bill));
    json(&page.of(listed.map(|(_, bill)| bill).collect()))
}
