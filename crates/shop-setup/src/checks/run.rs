//! Asking the server, in the order in which the answers depend on each other.

use futures_util::TryStreamExt as _;
use futures_util::stream::StreamExt as _;
use jiff::{SignedDuration, Timestamp};
use partner_api::ids::{PrivateMoneyId, ShopId};
use partner_api::operations::private_moneys::GetPrivateMoneys;
use partner_api::operations::shops::{GetShop, ListShops};
use partner_api::operations::system::{GetPing, SendEcho};
use partner_api::schema::{PrivateMoney, ShopWithMetadata};
use partner_api::{Client, Error, NotSent};
use serde::Serialize;
use till::view::TlsProblemView;
use ts_rs::TS;

use super::{Check, CheckLine, CheckProblem, CheckResult};
use credentials::identity::CertificateFacts;

/// From so many days on the certificate's end is told, here and on every start.
const CERTIFICATE_DAYS: i64 = 30;
/// Staff are told of a clock that is further off than this; the server bears more.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_secs(30);
/// More shops or moneys than this are not offered for a choice by eye.
const MOST_ROWS: usize = 1_000;

/// What the keys open.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The shops, by name.
    pub shops: Vec<ShopWithMetadata>,
    /// The moneys, by name.
    pub moneys: Vec<PrivateMoney>,
}

/// A shop and a money as they were chosen, with what the till needs of them.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The shop's name.
    pub shop_name: String,
    /// The money.
    pub money: PrivateMoney,
    /// Whether the shop may top up.
    pub can_topup: bool,
}

/// A line of the list that a person chooses from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ShopChoice {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// Checks everything that does not depend on the shop. `tell` hears each line as soon as it is known; the answer is
/// what the keys open, or `None` after a red line.
pub async fn check_keys(
    client: &Client,
    certificate: &CertificateFacts,
    now: Timestamp,
    tell: &mut (dyn FnMut(CheckLine) + Send),
) -> Option<Found> {
    let mut tell = |check, result| tell(CheckLine { check, result });
    tell(Check::Keys, fine(""));
    tell(Check::Certificate, judge_certificate(certificate, now));

    // In clear and without an envelope: tells network and TLS apart from keys.
    let date = match client.send(&GetPing {}).await {
        Ok(answer) => answer.server_date,
        Err(error) => {
            tell(Check::Server, broken(&error));
            return None;
        }
    };
    tell(Check::Server, fine(""));
    tell(Check::Clock, judge_clock(now, date));

    if let Err(error) = client.send(&SendEcho { message: "cashtray-terminal".to_owned() }).await {
        tell(Check::Credentials, broken(&error));
        return None;
    }
    tell(Check::Credentials, fine(""));

    match list(client).await {
        Ok(found) if found.shops.is_empty() => {
            tell(Check::Shops, CheckResult::Broken { problem: CheckProblem::NoShops });
            None
        }
        Ok(found) if found.moneys.is_empty() => {
            tell(Check::Shops, CheckResult::Broken { problem: CheckProblem::NoMoneys });
            None
        }
        Ok(found) => {
            tell(Check::Shops, fine(&found.shops.len().to_string()));
            Some(found)
        }
        Err(error) => {
            tell(Check::Shops, broken(&error));
            None
        }
    }
}

/// Checks a choice of shop and money: the answer is what a till needs of them, or `None` after a red line.
pub async fn check_choice(
    client: &Client,
    shop_id: ShopId,
    private_money_id: PrivateMoneyId,
    tell: &mut (dyn FnMut(CheckLine) + Send),
) -> Option<Choice> {
    let mut tell = |check, result| tell(CheckLine { check, result });
    let shop = match client.send(&GetShop { shop_id }).await {
        Ok(answer) => answer.value,
        Err(error) => {
            let not_found = CheckResult::Broken { problem: CheckProblem::ShopNotFound };
            tell(Check::Choice, if is_unknown_shop(&error) { not_found } else { broken(&error) });
            return None;
        }
    };
    let name = shop.name.clone();
    let mut refuse = |problem| tell(Check::Choice, CheckResult::Broken { problem });
    if shop.status.as_deref() == Some("disabled") {
        refuse(CheckProblem::ShopDisabled { name });
        return None;
    }
    let Some(wallet) = shop.accounts.into_iter().find(|wallet| wallet.private_money.id == private_money_id) else {
        refuse(CheckProblem::MoneyNotTaken { name });
        return None;
    };
    if wallet.is_suspended {
        refuse(CheckProblem::WalletSuspended { name });
        return None;
    }
    tell(Check::Choice, fine(&format!("{name} / {}", wallet.private_money.name)));
    let topup = if wallet.can_transfer_topup {
        fine("")
    } else {
        CheckResult::Attention { problem: CheckProblem::MayNotTopUp }
    };
    tell(Check::Topup, topup);
    Some(Choice { shop_name: name, money: wallet.private_money, can_topup: wallet.can_transfer_topup })
}

async fn list(client: &Client) -> Result<Found, Error> {
    let mut shops: Vec<_> = client.rows(ListShops::default()).take(MOST_ROWS).try_collect().await?;
    let mut moneys: Vec<_> = client.rows(GetPrivateMoneys::default()).take(MOST_ROWS).try_collect().await?;
    shops.retain(|shop: &ShopWithMetadata| shop.status.as_deref() != Some("disabled"));
    shops.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.0.cmp(&b.id.0)));
    moneys.sort_by(|a: &PrivateMoney, b| a.name.cmp(&b.name).then(a.id.0.cmp(&b.id.0)));
    Ok(Found { shops, moneys })
}

/// Judges a certificate's term at a moment: told from 30 days before its end on.
pub(crate) fn judge_certificate(certificate: &CertificateFacts, now: Timestamp) -> CheckResult {
    let left = certificate.valid_until.duration_since(now);
    let days = left.as_secs().div_euclid(24 * 60 * 60);
    if now < certificate.valid_from {
        let begins_at = certificate.valid_from.to_string();
        return CheckResult::Broken { problem: CheckProblem::CertificateNotYetValid { begins_at } };
    }
    if !left.is_positive() {
        let ended_at = certificate.valid_until.to_string();
        return CheckResult::Broken { problem: CheckProblem::CertificateEnded { ended_at } };
    }
    if days <= CERTIFICATE_DAYS {
        return CheckResult::Attention { problem: CheckProblem::CertificateEndsSoon { days } };
    }
    fine(&certificate.valid_until.to_string())
}

/// A clock that is off is no obstacle, for the till stamps its requests with the server's time once it has heard it.
fn judge_clock(now: Timestamp, server: Option<Timestamp>) -> CheckResult {
    let Some(server) = server else { return fine("") };
    let ahead = now.duration_since(server);
    if ahead.abs() > CLOCK_TOLERANCE {
        CheckResult::Attention { problem: CheckProblem::ClockOff { seconds: ahead.as_secs() } }
    } else {
        fine("")
    }
}

fn fine(detail: &str) -> CheckResult {
    CheckResult::Fine { detail: detail.to_owned() }
}

fn is_unknown_shop(error: &Error) -> bool {
    error.is_not_found() || error.refusal().is_some_and(|refusal| refusal.kind == "shop_user_not_found")
}

fn broken(error: &Error) -> CheckResult {
    let problem = match error {
        Error::NotSent { kind: NotSent::Unreachable | NotSent::ConnectTimeout, .. } => CheckProblem::Unreachable,
        Error::NotSent { kind: NotSent::Tls(tls), .. } => CheckProblem::Tls { tls: TlsProblemView::from(tls) },
        Error::NoAnswer { .. } => CheckProblem::NoAnswer,
        _ if error.is_busy() => CheckProblem::Busy,
        Error::Unusable { status, .. } => CheckProblem::NotThePartnerApi { status: *status },
        Error::Refused(refusal) => {
            let (error_type, error_message) = (refusal.kind.clone(), refusal.message.clone());
            if error.is_forbidden() {
                CheckProblem::NotPermitted { error_type, error_message }
            } else {
                CheckProblem::KeysRefused { error_type, error_message }
            }
        }
        Error::InvalidRequest { .. } => CheckProblem::NoAnswer,
    };
    CheckResult::Broken { problem }
}
