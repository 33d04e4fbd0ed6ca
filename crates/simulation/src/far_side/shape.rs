//! Answers in the documented shape.

use jiff::Timestamp;
use partner_api::ids::{AccountId, CashtrayId, PrivateMoneyId, ShopId, TransactionId, UserId};
use partner_api::schema::{
    Account, AccountWithUser, AccountWithoutPrivateMoneyDetail, Cashtray, CashtrayAttempt, CashtrayWithResult,
    Organization, Page, Pagination, PrivateMoney, Transaction, Transfer, User,
};
use rust_decimal::Decimal;
use till::gateway::{Terms, TransactionQuery};
use uuid::Uuid;

use super::books::{Charge, Reading, Tray};
use super::refunds::{Habits, Refund};

/// The shop and money of every tray.
pub(super) fn terms() -> Terms {
    Terms { shop_id: ShopId(Uuid::from_u128(1)), private_money_id: PrivateMoneyId(Uuid::from_u128(2)) }
}

/// What a tray's QR carries.
pub(super) fn token(id: CashtrayId) -> String {
    format!("https://www.pokepay.jp/cashtrays/{id}")
}

pub(super) fn cashtray(tray: &Tray) -> Cashtray {
    Cashtray {
        id: tray.id,
        amount: tray.amount,
        description: tray.description.clone(),
        account: shop_account(),
        expires_at: tray.expires_at.into(),
        canceled_at: tray.canceled_at.map(Into::into),
        token: token(tray.id),
    }
}

/// As an answer at this moment shows it.
pub(super) fn cashtray_with_result(tray: &Tray, now: Timestamp, habits: Habits) -> CashtrayWithResult {
    let Cashtray { id, amount, description, account, expires_at, canceled_at, token } = cashtray(tray);
    let shown = tray.readings.iter().rev().find(|reading| reading.shown_from <= now);
    let transaction =
        tray.charge.as_ref().filter(|charge| charge.shown_from <= now).map(|it| transaction(tray, it, now, habits));
    let attempt = shown.map(attempt);
    CashtrayWithResult { id, amount, description, account, expires_at, canceled_at, token, attempt, transaction }
}

/// The page that was asked for, of all rows.
pub(super) fn page(rows: &[&Tray], query: &TransactionQuery, now: Timestamp, habits: Habits) -> Page<Transaction> {
    let (count, per_page, current) = (rows.len() as u64, u64::from(query.per_page), u64::from(query.page));
    let max_page = count.div_ceil(per_page).max(1);
    let skipped = usize::try_from((current - 1) * per_page).unwrap_or(usize::MAX);
    let shown = rows.iter().skip(skipped).take(usize::try_from(per_page).unwrap_or(usize::MAX));
    Page {
        rows: shown
            .filter_map(|tray| tray.charge.as_ref().map(|charge| transaction(tray, charge, now, habits)))
            .collect(),
        count,
        pagination: Pagination { current, per_page, max_page, has_prev: current > 1, has_next: current < max_page },
    }
}

fn attempt(reading: &Reading) -> CashtrayAttempt {
    let status = if reading.error_type.is_empty() { 200 } else { 422 };
    CashtrayAttempt {
        account: None,
        status_code: Decimal::from(status),
        error_type: reading.error_type.to_owned(),
        error_message: reading.error_type.to_owned(),
        created_at: reading.at.into(),
    }
}

pub(super) fn transaction_id(tray: &Tray) -> TransactionId {
    TransactionId(Uuid::from_u128(tray.id.0.as_u128() + 1_000_000))
}

/// As an answer at this moment shows it.
pub(super) fn transaction(tray: &Tray, charge: &Charge, now: Timestamp, habits: Habits) -> Transaction {
    let refund = charge.refund.as_ref().filter(|refund| refund.shown_from <= now);
    let is_payment = tray.amount.is_sign_negative();
    let (shop, customer) = ((user(1, "shop", true), account(3)), (user(4, "Hana Sato", false), account(5)));
    let ((sender, sender_account), (receiver, receiver_account)) =
        if is_payment { (customer, shop) } else { (shop, customer) };
    Transaction {
        id: transaction_id(tray),
        kind: if is_payment { "payment" } else { "topup" }.to_owned(),
        is_modified: refund.is_some(),
        sender,
        sender_account,
        receiver,
        receiver_account,
        amount: charge.amount,
        money_amount: charge.amount - charge.points,
        point_amount: charge.points,
        done_at: charge.at.into(),
        description: tray.description.clone(),
        raw_point_amount: None,
        campaign_point_amount: None,
        transfers: habits
            .tells_by_whom
            .then(|| refund.map(|refund| transfer(tray, charge, refund)).into_iter().collect()),
    }
}

fn transfer(tray: &Tray, charge: &Charge, refund: &Refund) -> Transfer {
    let kind = if tray.amount.is_sign_negative() { "refund-payment" } else { "refund-topup" };
    let party = |id: u128, name: &str, is_merchant: bool| AccountWithoutPrivateMoneyDetail {
        id: AccountId(Uuid::from_u128(id)),
        name: String::new(),
        is_suspended: false,
        status: None,
        private_money_id: terms().private_money_id,
        user: user(id + 1, name, is_merchant),
    };
    Transfer {
        id: Uuid::from_u128(9),
        sender_account: party(3, "shop", true),
        receiver_account: party(5, "Hana Sato", false),
        amount: charge.amount,
        money_amount: charge.amount - charge.points,
        point_amount: charge.points,
        done_at: refund.at.into(),
        kind: kind.to_owned(),
        description: refund.description.clone(),
        transaction_id: transaction_id(tray),
    }
}

fn shop_account() -> AccountWithUser {
    let Account { id, name, is_suspended, status, private_money } = account(3);
    AccountWithUser { id, name, is_suspended, status, private_money, user: user(1, "shop", true) }
}

fn account(id: u128) -> Account {
    let id = AccountId(Uuid::from_u128(id));
    Account { id, name: String::new(), is_suspended: false, status: None, private_money: money() }
}

fn user(id: u128, name: &str, is_merchant: bool) -> User {
    User { id: UserId(Uuid::from_u128(id)), name: name.to_owned(), is_merchant }
}

fn money() -> PrivateMoney {
    PrivateMoney {
        id: terms().private_money_id,
        name: String::new(),
        unit: String::new(),
        is_exclusive: false,
        description: String::new(),
        oneline_message: String::new(),
        organization: Organization { code: String::new(), name: String::new() },
        max_balance: Decimal::from(100_000),
        transfer_limit: Decimal::from(50_000),
        kind: String::new(),
        expiration_type: String::new(),
        enable_topup_by_member: None,
        money_topup_transfer_limit: None,
        display_money_and_point: None,
    }
}
