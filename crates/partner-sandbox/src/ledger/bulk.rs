//! Bulk jobs: a list of top-ups and payments, examined and then done line by line.
//!
//! A job goes through its states by the clock, one every half second. The first line that is refused ends it; what the
//! lines before it moved stays moved.

use jiff::{SignedDuration, Timestamp};
use partner_api::ids::{AccountId, BulkTransactionId, PrivateMoneyId, ShopId, TransactionId, UserId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Ledger, NewPayment, NewTopup, Owner, Purse, Strategy};
use crate::refusal::Refusal;

/// How long a job stays in one state.
const STEP: SignedDuration = SignedDuration::from_millis(500);

/// The columns that a list must have; `point_amount`, `description`, `bear_account_id` and `point_expires_at` may be
/// left out.
const COLUMNS: [&str; 5] = ["type", "sender_id", "receiver_id", "private_money_id", "money_amount"];

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum BulkStatus {
    Submitted,
    Examining,
    Queued,
    Processing,
    Error,
    Done,
}

impl BulkStatus {
    /// `status` of a job.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Examining => "examining",
            Self::Queued => "queued",
            Self::Processing => "processing",
            Self::Error => "error",
            Self::Done => "done",
        }
    }

    /// The state after this one, when nothing goes wrong; null at the end.
    fn next(self) -> Option<Self> {
        match self {
            Self::Submitted => Some(Self::Examining),
            Self::Examining => Some(Self::Queued),
            Self::Queued => Some(Self::Processing),
            Self::Processing => Some(Self::Done),
            Self::Error | Self::Done => None,
        }
    }
}

/// A job as the far side keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct BulkJob {
    pub(crate) id: BulkTransactionId,
    pub(crate) request_id: String,
    pub(crate) name: String,
    pub(crate) description: String,
    /// The list as it was sent; empty once it is done with.
    content: String,
    /// The money of all lines; null for whatever the lines say.
    private_money_id: Option<PrivateMoneyId>,
    pub(crate) status: BulkStatus,
    pub(crate) error: Option<LineError>,
    pub(crate) submitted_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// What is wrong with a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LineError {
    /// The type of the refusal.
    pub(crate) kind: String,
    /// The line, the header being the first.
    pub(crate) line: u64,
}

/// What `BulkCreateTransaction` asks for.
#[derive(Clone, Debug)]
pub(crate) struct NewBulk {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) content: String,
    pub(crate) request_id: String,
    /// The money of all lines; null for whatever the lines say.
    pub(crate) private_money_id: Option<PrivateMoneyId>,
}

/// One line of a list.
#[derive(Deserialize)]
struct Row {
    #[serde(rename = "type")]
    kind: String,
    sender_id: Uuid,
    receiver_id: Uuid,
    private_money_id: PrivateMoneyId,
    money_amount: Decimal,
    #[serde(default)]
    point_amount: Option<Decimal>,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    bear_account_id: Option<AccountId>,
    #[serde(default)]
    point_expires_at: Option<Timestamp>,
}

impl Ledger {
    /// The job with this id.
    pub(crate) fn bulk_job(&self, id: BulkTransactionId) -> Option<&BulkJob> {
        self.bulk_jobs.get(&id)
    }

    /// Takes a list. Only its header is looked at now.
    pub(crate) fn create_bulk_job(&mut self, now: Timestamp, new: NewBulk) -> Result<BulkTransactionId, Refusal> {
        if let Some(money) = new.private_money_id {
            let money = self.money(money).ok_or_else(|| Refusal::of("private_money_not_found"))?;
            if money.organization.code != self.own_organization().code {
                return Err(Refusal::of("organization_not_issuer"));
            }
        }
        if self.bulk_jobs.values().any(|job| job.request_id == new.request_id) {
            return Err(Refusal { status: 409, ..Refusal::of("request_id_conflict") });
        }
        let mut reader = csv::Reader::from_reader(new.content.as_bytes());
        let has_columns =
            reader.headers().is_ok_and(|header| COLUMNS.iter().all(|name| header.iter().any(|one| one == *name)));
        if !has_columns {
            return Err(Refusal::of("bulk_transaction_invalid_csv_format"));
        }
        let id = BulkTransactionId(self.ids.next());
        let NewBulk { name, description, content, request_id, private_money_id } = new;
        let job = BulkJob {
            id,
            request_id,
            name,
            description,
            content,
            private_money_id,
            status: BulkStatus::Submitted,
            error: None,
            submitted_at: now,
            updated_at: now,
        };
        self.bulk_jobs.insert(id, job);
        self.changed();
        Ok(id)
    }

    /// Takes every job as far as it should be by now.
    pub(super) fn work_on_bulk_jobs(&mut self, now: Timestamp) {
        let is_open = |job: &&BulkJob| job.status.next().is_some();
        let open: Vec<_> = self.bulk_jobs.values().filter(is_open).map(|job| job.id).collect();
        for id in open {
            while let Some(at) = self.bulk_jobs.get(&id).and_then(|job| due(job, now)) {
                self.step(id, at);
            }
        }
    }

    fn step(&mut self, id: BulkTransactionId, at: Timestamp) {
        let Some(job) = self.bulk_jobs.get(&id) else { return };
        let (status, content, money) = (job.status, job.content.clone(), job.private_money_id);
        let done = match status {
            BulkStatus::Examining => rows(&content).try_for_each(|row| {
                let (line, row) = row?;
                let is_of_money = money.is_none_or(|money| row.private_money_id == money);
                if is_of_money { Ok(()) } else { Err(LineError { kind: "account_currency_mismatch".to_owned(), line }) }
            }),
            BulkStatus::Processing => rows(&content).try_for_each(|row| {
                let (line, row) = row?;
                self.carry_out(at, row).map(|_| ()).map_err(|refusal| LineError { kind: refusal.kind, line })
            }),
            _ => Ok(()),
        };
        self.changed();
        let Some(job) = self.bulk_jobs.get_mut(&id) else { return };
        job.updated_at = at;
        match done {
            Ok(()) => job.status = status.next().unwrap_or(status),
            Err(error) => {
                job.status = BulkStatus::Error;
                job.error = Some(error);
            }
        }
        if job.status.next().is_none() {
            job.content.clear();
        }
    }

    fn carry_out(&mut self, at: Timestamp, row: Row) -> Result<TransactionId, Refusal> {
        let Row { private_money_id, money_amount, .. } = row;
        let description = row.description.unwrap_or_default();
        let points = row.point_amount.unwrap_or_default();
        if row.kind == "payment" {
            let (shop_id, customer_id) = (ShopId(row.receiver_id), UserId(row.sender_id));
            let amount = money_amount.checked_add(points).ok_or_else(|| Refusal::of("transaction_invalid_amount"))?;
            let strategy = Strategy::default();
            let request_id = None;
            let payment =
                NewPayment { shop_id, customer_id, private_money_id, amount, description, strategy, request_id };
            return self.create_payment(at, &payment);
        }
        let bearer = row.bear_account_id.map(|id| match self.account(id).map(|account| account.owner) {
            Some(Owner::Shop(shop)) => Ok(shop),
            _ => Err(Refusal::of("bear_point_account_not_found")),
        });
        let topup = NewTopup {
            shop_id: ShopId(row.sender_id),
            customer_id: UserId(row.receiver_id),
            private_money_id,
            moved: Purse { money: money_amount, points },
            bear_point_shop_id: bearer.transpose()?,
            points_expire_at: row.point_expires_at,
            description,
            request_id: None,
        };
        self.create_topup(at, &topup)
    }
}

/// The moment of a job's next step, when that has come.
fn due(job: &BulkJob, now: Timestamp) -> Option<Timestamp> {
    job.status.next()?;
    job.updated_at.checked_add(STEP).ok().filter(|at| *at <= now)
}

/// The lines of a list with their numbers.
fn rows(content: &str) -> impl Iterator<Item = Result<(u64, Row), LineError>> {
    let reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(content.as_bytes());
    reader.into_deserialize().enumerate().map(|(at, row)| {
        // The header is line 1; a text over several lines counts as one.
        let line = at as u64 + 2;
        let wrong = || LineError { kind: "bulk_transaction_invalid_csv_format".to_owned(), line };
        let row: Row = row.map_err(|_| wrong())?;
        if matches!(row.kind.as_str(), "topup" | "payment") { Ok((line, row)) } else { Err(wrong()) }
    })
}
