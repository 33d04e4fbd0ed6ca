//! One sale with all that happened to it, from its entries. The token is in the entries and never leaves them.

use super::Books;
use crate::journal::sqlite;
use crate::sale::{CancelCause, Entry, SaleEvent};
use crate::view::{BooksProblem, SaleDetail, TimelineCause, TimelineEvent, TimelineItem};

impl Books {
    /// A sale by its label, for example `A-0042`.
    pub fn sale_detail(&self, label: &str) -> Result<SaleDetail, BooksProblem> {
        let no_such_sale = || BooksProblem::NoSuchSale { number: label.to_owned() };
        let record = self.sale_record(label)?.ok_or_else(no_such_sale)?;
        let entries = sqlite::sale_entries(&self.connection(), record.number)?;
        let timeline = entries
            .iter()
            .map(|(at, entry)| TimelineItem { at: at.to_string(), what: timeline_event(entry) })
            .collect();
        Ok(SaleDetail {
            asked_amount: record.asked_amount.clone(),
            money_amount: record.money_amount.clone(),
            point_amount: record.point_amount.clone(),
            done_at: record.done_at.clone(),
            error_message: record.error_message.clone(),
            cashtray_id: record.cashtray_id.clone(),
            tag: record.tag.clone(),
            timeline,
            row: record.into_row(&self.code),
        })
    }
}

fn timeline_event(entry: &Entry) -> TimelineEvent {
    match entry {
        Entry::Begun(intent) => TimelineEvent::Begun { amount: intent.amount.to_string() },
        Entry::Adopted { success, .. } => TimelineEvent::Adopted {
            transaction_id: success.transaction_id.to_string(),
            amount: success.amount.to_string(),
        },
        Entry::Happened(event) => match event {
            SaleEvent::Abandoned => TimelineEvent::Abandoned,
            SaleEvent::Opened { tray } => TimelineEvent::Opened {
                cashtray_id: tray.id.to_string(),
                amount: tray.amount.to_string(),
                expires_at: tray.expires_at.to_string(),
            },
            SaleEvent::OpenedUnfit { tray } => TimelineEvent::OpenedUnfit { cashtray_id: tray.id.to_string() },
            SaleEvent::NotOpened { problem } => TimelineEvent::NotOpened { problem: problem.clone() },
            SaleEvent::CancelAsked { cause } => TimelineEvent::CancelAsked { cause: timeline_cause(cause) },
            SaleEvent::AmendAsked { to } => TimelineEvent::AmendAsked { amount: to.to_string() },
            SaleEvent::ExtendAsked => TimelineEvent::ExtendAsked,
            SaleEvent::Confirmed { amount, expires_at } => {
                TimelineEvent::Confirmed { amount: amount.to_string(), expires_at: expires_at.to_string() }
            }
            SaleEvent::AttemptSeen { attempt } => TimelineEvent::AttemptSeen { error_type: attempt.error_type.clone() },
            SaleEvent::Succeeded { success } => TimelineEvent::Succeeded {
                transaction_id: success.transaction_id.to_string(),
                amount: success.amount.to_string(),
            },
            SaleEvent::Failed { failure } => TimelineEvent::Failed {
                error_type: failure.error_type.clone(),
                error_message: failure.error_message.clone(),
            },
            SaleEvent::Canceled => TimelineEvent::Canceled,
            SaleEvent::Expired => TimelineEvent::Expired,
            SaleEvent::FoundInList { success, .. } => TimelineEvent::FoundPaid {
                transaction_id: success.transaction_id.to_string(),
                amount: success.amount.to_string(),
            },
            SaleEvent::NotInList => TimelineEvent::NotInList,
            SaleEvent::Parked => TimelineEvent::Parked,
            SaleEvent::Acknowledged => TimelineEvent::Acknowledged,
        },
    }
}

fn timeline_cause(cause: &CancelCause) -> TimelineCause {
    match cause {
        CancelCause::Staff => TimelineCause::Staff,
        CancelCause::Abandoned => TimelineCause::Abandoned,
        CancelCause::WrongTray => TimelineCause::WrongTray,
        CancelCause::AmendUnanswered { .. } => TimelineCause::AmendUnanswered,
        CancelCause::Unreliable => TimelineCause::Unreliable,
    }
}
