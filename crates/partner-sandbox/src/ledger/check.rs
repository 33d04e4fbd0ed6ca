//! Checks: QRs that top up the wallet of whoever reads them.

use jiff::{SignedDuration, Timestamp};
use partner_api::ids::{AccountId, CheckId, TransactionId, UserId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AccountRecord, Ledger, Owner, Purse};
use crate::refusal::Refusal;

const TOKEN_PREFIX: &str = "https://www-sandbox.pokepay.jp/checks/";

/// The life of a check when `expires_at` is not sent, in days. No document that we have says how long.
const DEFAULT_LIFE_DAYS: i64 = 90;

/// What a check's QR carries (wire protocol, section 10).
pub(super) fn token_of(id: CheckId) -> String {
    format!("{TOKEN_PREFIX}{id}")
}

/// The check a QR names.
pub(super) fn check_id_in(token: &str) -> Option<CheckId> {
    token.trim().strip_prefix(TOKEN_PREFIX)?.parse().ok()
}

/// A check as the far side keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CheckRecord {
    pub(crate) id: CheckId,
    pub(crate) created_at: Timestamp,
    /// What each reader is given.
    pub(crate) gives: Purse,
    pub(crate) description: String,
    /// The wallet it is paid from.
    pub(crate) account_id: AccountId,
    pub(crate) is_onetime: bool,
    pub(crate) expires_at: Timestamp,
    /// How many customers can read it; null for any number.
    pub(crate) usage_limit: Option<u32>,
    pub(crate) points_end: PointsEnd,
    /// The shop's wallet that gives the points; null for the same.
    pub(crate) bear_account_id: Option<AccountId>,
    /// Who has read it.
    pub(crate) used_by: Vec<UserId>,
    /// Null before the first use.
    #[serde(default)]
    pub(crate) last_used_at: Option<Timestamp>,
}

/// When the points of a check end.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct PointsEnd {
    /// At this moment.
    pub(crate) at: Option<Timestamp>,
    /// So many days after the check is read; `at` goes before.
    pub(crate) in_days: Option<u32>,
}

/// What `CreateCheck` asks for.
#[derive(Clone, Debug)]
pub(crate) struct NewCheck {
    pub(crate) account_id: AccountId,
    pub(crate) gives: Purse,
    pub(crate) description: String,
    pub(crate) is_onetime: bool,
    pub(crate) usage_limit: Option<u32>,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) point_expires_at: Option<Timestamp>,
    pub(crate) point_expires_in_days: Option<u32>,
    pub(crate) bear_point_account: Option<AccountId>,
}

impl Ledger {
    /// The check with this id.
    pub(crate) fn check_record(&self, id: CheckId) -> Option<&CheckRecord> {
        self.checks.get(&id)
    }

    /// Makes a check that is paid from a shop's wallet.
    pub(crate) fn create_check(&mut self, now: Timestamp, new: NewCheck) -> Result<CheckId, Refusal> {
        self.may_make_check(now, &new).map_err(Refusal::of)?;
        let id = CheckId(self.ids.next());
        let check = CheckRecord {
            id,
            created_at: now,
            gives: new.gives,
            description: new.description,
            account_id: new.account_id,
            is_onetime: new.is_onetime,
            expires_at: new.expires_at.unwrap_or_else(|| days_after(now, DEFAULT_LIFE_DAYS)),
            usage_limit: if new.is_onetime { Some(1) } else { new.usage_limit },
            points_end: PointsEnd { at: new.point_expires_at, in_days: new.point_expires_in_days },
            bear_account_id: new.bear_point_account,
            used_by: Vec::new(),
            last_used_at: None,
        };
        self.checks.insert(id, check);
        self.changed();
        Ok(id)
    }

    fn may_make_check(&self, now: Timestamp, new: &NewCheck) -> Result<(), &'static str> {
        if new.gives == Purse::default() {
            return Err("invalid_parameter_both_point_and_money_are_zero");
        }
        if new.is_onetime && new.usage_limit.is_some() {
            return Err("invalid_parameter_combination_usage_limit_and_is_onetime");
        }
        if new.expires_at.is_some_and(|expires_at| expires_at <= now) {
            return Err("invalid_parameter_expires_at");
        }
        let account = self.living_account(new.account_id).ok_or("shop_account_not_found")?;
        let is_merchant = !matches!(account.owner, Owner::Customer(_));
        if !is_merchant && new.gives.points > Decimal::ZERO {
            return Err("invalid_parameter_only_merchants_can_attach_points_to_check");
        }
        if !self.issues(account) {
            return Err("account_private_money_is_not_issued_by_organization");
        }
        if !account.can_transfer_topup {
            return Err("account_can_not_topup");
        }
        if let Some(bearer) = new.bear_point_account {
            let bearer = self.living_account(bearer).filter(|bearer| matches!(bearer.owner, Owner::Shop(_)));
            let bearer = bearer.ok_or("bear_point_account_not_found")?;
            self.check_both(account, bearer)?;
        }
        let limit = self.money(account.private_money_id).map(|money| money.transfer_limit).unwrap_or_default();
        if new.gives.money > limit || new.gives.points > limit {
            return Err("account_money_topup_transfer_limit_exceeded");
        }
        Ok(())
    }

    /// Whether the caller's organisation issues the money of a wallet.
    fn issues(&self, account: &AccountRecord) -> bool {
        let money = self.money(account.private_money_id);
        money.is_some_and(|money| money.organization.code == self.own_organization().code)
    }

    /// A customer reads a check. Once per customer, while it lasts.
    pub(crate) fn topup_with_check(
        &mut self,
        now: Timestamp,
        id: CheckId,
        customer_id: UserId,
        request_id: Option<Uuid>,
    ) -> Result<TransactionId, Refusal> {
        self.once(
            request_id,
            || format!("check {id} {customer_id}"),
            |ledger| ledger.read_check(now, id, customer_id).map_err(Refusal::of),
        )
    }

    pub(super) fn read_check(
        &mut self,
        now: Timestamp,
        id: CheckId,
        customer_id: UserId,
    ) -> Result<TransactionId, &'static str> {
        let check = self.check_record(id).ok_or("check_not_found")?;
        self.person(customer_id).ok_or("customer_user_not_found")?;
        if check.used_by.contains(&customer_id) {
            return Err("check_already_received");
        }
        let is_used_up = check.usage_limit.is_some_and(|limit| check.used_by.len() >= limit as usize);
        if is_used_up || check.expires_at <= now {
            return Err("check_unavailable");
        }
        let shop = self.account(check.account_id).ok_or("shop_account_not_found")?;
        let wallet = self.account_of(Owner::Customer(customer_id), shop.private_money_id);
        let wallet = wallet.ok_or("customer_account_not_found")?;
        let mut topup = self.topup(shop, wallet, check.gives, &check.description)?;
        topup.bear_account_id = check.bear_account_id;
        let end_in_days = check.points_end.in_days.map(|days| days_after(now, days.into()));
        topup.points_expire_at = check.points_end.at.or(end_in_days);
        let transaction_id = self.record(now, topup);
        if let Some(check) = self.checks.get_mut(&id) {
            check.used_by.push(customer_id);
            check.last_used_at = Some(now);
        }
        Ok(transaction_id)
    }
}

/// A moment plus some days; the last moment there is when that would be later still.
fn days_after(from: Timestamp, days: i64) -> Timestamp {
    from.checked_add(SignedDuration::from_hours(days.saturating_mul(24))).unwrap_or(Timestamp::MAX)
}
