//! Bills, checks, bulk jobs and sums in the form of the wire.

use jiff::Timestamp;
use partner_api::WireTime;
use partner_api::ids::{AdminUserId, PrivateMoneyId, UserId};
use partner_api::schema::{
    AccountBalance, AdminUserWithShopsAndPrivateMoneys, Bill, BulkTransaction, Check, OrganizationSummary,
    PrivateMoneyOrganizationSummary, User,
};

use super::bill::{self, BillRecord};
use super::bulk::BulkJob;
use super::check::{self, CheckRecord};
use super::{Kind, Ledger, Movement, NO_END, Owner, Purse};

impl Ledger {
    /// A bill. No document says how its amount could be bounded, so that both bounds are null.
    pub(crate) fn bill_shape(&self, bill: &BillRecord) -> Bill {
        Bill {
            id: bill.id,
            created_at: Some(bill.created_at.into()),
            amount: bill.amount,
            max_amount: None,
            min_amount: None,
            description: bill.description.clone(),
            account: self.account_with_user(bill.account_id),
            is_disabled: bill.is_disabled,
            token: bill::token_of(bill.id),
        }
    }

    /// A check. Nothing switches a check off in this sandbox.
    pub(crate) fn check_shape(&self, check: &CheckRecord) -> Check {
        let account = self.account_with_user(check.account_id);
        Check {
            id: check.id,
            created_at: Some(check.created_at.into()),
            amount: check.gives.total(),
            money_amount: check.gives.money,
            point_amount: check.gives.points,
            description: check.description.clone(),
            user: account.user,
            is_onetime: check.is_onetime,
            is_disabled: false,
            expires_at: check.expires_at.into(),
            last_used_at: check.last_used_at.map(Into::into),
            private_money: account.private_money,
            usage_limit: check.usage_limit.map(Into::into),
            usage_count: check.used_by.len().into(),
            point_expires_at: check.points_end.at.map(Into::into),
            point_expires_in_days: check.points_end.in_days.map(Into::into),
            token: check::token_of(check.id),
        }
    }

    /// The caller: the issuer's administrator, who may see everything here.
    pub(crate) fn admin_user(&self) -> AdminUserWithShopsAndPrivateMoneys {
        let issuer = self.accounts.values().find_map(|account| match account.owner {
            Owner::Issuer(UserId(id)) if account.private_money_id == self.moneys[0].id => Some(id),
            _ => None,
        });
        let shop = |shop: &super::Shop| User { id: UserId(shop.id.0), name: shop.name.clone(), is_merchant: true };
        AdminUserWithShopsAndPrivateMoneys {
            id: AdminUserId(issuer.unwrap_or_default()),
            role: "ORGANIZATION-MANAGER".to_owned(),
            email: "admin@example.com".to_owned(),
            name: "さくら 管理者".to_owned(),
            is_active: true,
            organization: self.own_organization().clone(),
            shops: self.shops.iter().map(shop).collect(),
            private_moneys: self.moneys.clone(),
        }
    }

    /// What each organisation topped up and took in a money, counting what `counts` lets pass and was not undone.
    pub(crate) fn organization_summaries(
        &self,
        money: PrivateMoneyId,
        counts: impl Fn(Timestamp) -> bool,
    ) -> Vec<PrivateMoneyOrganizationSummary> {
        let organization_of = |movement: &Movement| {
            let shop = match movement.kind {
                Kind::Topup => movement.sender_account_id,
                _ => movement.receiver_account_id,
            };
            let account = self.account(shop).filter(|account| account.private_money_id == money)?;
            let Owner::Shop(id) = account.owner else { return None };
            self.shop(id).map(|shop| shop.organization_code.as_str())
        };
        let sum = |code: &str, kind: Kind| {
            self.newest_transactions()
                .filter(|movement| movement.kind == kind && movement.refund.is_none() && counts(movement.done_at))
                .filter(|movement| organization_of(movement) == Some(code))
                .fold(nothing(), |sum, movement| with(&sum, movement.moved))
        };
        self.all_organizations()
            .map(|organization| PrivateMoneyOrganizationSummary {
                organization_code: organization.code.clone(),
                topup: sum(&organization.code, Kind::Topup),
                payment: sum(&organization.code, Kind::Payment),
            })
            .collect()
    }
}

/// A bulk job.
pub(crate) fn bulk_shape(job: &BulkJob) -> BulkTransaction {
    BulkTransaction {
        id: job.id,
        request_id: job.request_id.clone(),
        name: job.name.clone(),
        description: job.description.clone(),
        status: job.status.name().to_owned(),
        error: job.error.as_ref().map(|error| error.kind.clone()),
        error_lineno: job.error.as_ref().map(|error| error.line),
        submitted_at: job.submitted_at.into(),
        updated_at: job.updated_at.into(),
        // No request of these operations names a moment to begin.
        scheduled_at: None,
    }
}

/// A part of a balance; what ends never has an end far away.
pub(crate) fn balance_shape(expires_at: Option<Timestamp>, part: Purse) -> AccountBalance {
    let expires_at = expires_at.map_or_else(|| WireTime::from(NO_END.to_owned()), Into::into);
    AccountBalance { expires_at, money_amount: part.money, point_amount: part.points }
}

fn nothing() -> OrganizationSummary {
    let zero = rust_decimal::Decimal::ZERO;
    OrganizationSummary {
        count: 0,
        money_amount: zero,
        money_count: 0,
        point_amount: zero,
        raw_point_amount: Some(zero),
        campaign_point_amount: Some(zero),
        point_count: 0,
    }
}

fn with(sum: &OrganizationSummary, moved: Purse) -> OrganizationSummary {
    OrganizationSummary {
        count: sum.count + 1,
        money_amount: sum.money_amount + moved.money,
        money_count: sum.money_count + u64::from(!moved.money.is_zero()),
        point_amount: sum.point_amount + moved.points,
        // There are no campaigns here.
        raw_point_amount: sum.raw_point_amount.map(|points| points + moved.points),
        campaign_point_amount: sum.campaign_point_amount,
        point_count: sum.point_count + u64::from(!moved.points.is_zero()),
    }
}
