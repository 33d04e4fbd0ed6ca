//! What one answer about a tray means.
//!
//! The documented pseudo-code of `GetCashtray` to the letter, as a pure function. It knows nothing of sales: which
//! answers the till may rely on, and when, is decided by the follower.

use jiff::Timestamp;
use partner_api::schema::{CashtrayAttempt, CashtrayWithResult, Transaction};

/// What the server says about a tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrayStatus<'tray> {
    /// Nobody has read it, and it can still be read.
    Waiting,
    /// It was cancelled before anybody read it.
    Canceled,
    /// Its life ended before anybody read it.
    Expired,
    /// Money moved.
    Succeeded(&'tray Transaction),
    /// It was read and there is no transaction.
    Failed(&'tray CashtrayAttempt),
}

/// Says what an answer means, at the server's time `now`.
///
/// ```text
/// attempt == null:  canceled_at != null -> canceled;  expires_at < now -> expired;  else waiting
/// attempt != null:  transaction != null -> succeeded;  else failed
/// ```
///
/// The transaction is looked at first of all, whatever the attempt says: a second reading of a paid QR replaces the
/// attempt by its refusal (reliability, R5). An `expires_at` that cannot be read ends nothing.
pub fn resolve(tray: &CashtrayWithResult, now: Timestamp) -> TrayStatus<'_> {
    match (&tray.transaction, &tray.attempt) {
        (Some(transaction), _) => TrayStatus::Succeeded(transaction),
        (None, Some(attempt)) => TrayStatus::Failed(attempt),
        (None, None) if tray.canceled_at.is_some() => TrayStatus::Canceled,
        (None, None) if tray.expires_at.at().is_some_and(|end| end < now) => TrayStatus::Expired,
        (None, None) => TrayStatus::Waiting,
    }
}

/// Whether a reading without transaction leaves the end open: it claims success, or that an earlier reading had one
/// (reliability, R6).
pub fn is_undecided(attempt: &CashtrayAttempt) -> bool {
    attempt.error_type.is_empty()
        || attempt.status_code == rust_decimal::Decimal::from(200)
        || attempt.error_type == "cashtray_already_proceed"
}
