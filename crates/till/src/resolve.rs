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

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use partner_api::schema::CashtrayWithResult;

    use super::{TrayStatus, is_undecided, resolve};

    /// A tray as the server prints it; the parts that decide are given as JSON.
    fn tray(canceled_at: &str, expires_at: &str, attempt: &str, transaction: &str) -> CashtrayWithResult {
        let money = r#"{"id":"00000000-0000-0000-0000-000000000002","name":"m","unit":"円","is_exclusive":false,
            "description":"","oneline_message":"","organization":{"code":"o","name":"o"},"max_balance":1,
            "transfer_limit":1,"type":"own","expiration_type":"static","enable_topup_by_member":null}"#;
        let user = r#"{"id":"00000000-0000-0000-0000-000000000001","name":"s","is_merchant":true}"#;
        let wallet = format!(
            r#"{{"id":"00000000-0000-0000-0000-000000000003","name":"","is_suspended":false,"private_money":{money},
            "user":{user}}}"#
        );
        let attempt = match attempt {
            "null" => "null".to_owned(),
            fields => format!(r#"{{"account":null,"created_at":"2026-11-20T06:00:00Z",{fields}}}"#),
        };
        let transaction = match transaction {
            "null" => "null".to_owned(),
            amount => format!(
                r#"{{"id":"00000000-0000-0000-0000-000000000004","type":"payment","is_modified":false,"sender":{user},
                "sender_account":{wallet},"receiver":{user},"receiver_account":{wallet},"amount":{amount},
                "money_amount":{amount},"point_amount":0,"done_at":"?","description":""}}"#
            ),
        };
        let text = format!(
            r#"{{"id":"00000000-0000-0000-0000-000000000005","amount":-1,"description":"","account":{wallet},
            "expires_at":"{expires_at}","canceled_at":{canceled_at},"token":"t","attempt":{attempt},
            "transaction":{transaction}}}"#
        );
        serde_json::from_str(&text).expect("the documented shape")
    }

    fn word(tray: &CashtrayWithResult) -> &'static str {
        let now: Timestamp = "2026-11-20T06:05:00Z".parse().expect("a moment");
        match resolve(tray, now) {
            TrayStatus::Waiting => "waiting",
            TrayStatus::Canceled => "canceled",
            TrayStatus::Expired => "expired",
            TrayStatus::Succeeded(_) => "succeeded",
            TrayStatus::Failed(_) => "failed",
        }
    }

    const CANCELED: &str = "\"2026-11-20T06:01:00Z\"";
    const PAST: &str = "2026-11-20T06:04:59.999999Z";
    const NOW: &str = "2026-11-20T15:05:00+09:00";
    const LATER: &str = "2026-11-20T06:05:01Z";
    const OK: &str = r#""status_code":200,"error_type":"","error_message":"""#;
    const POOR: &str = r#""status_code":422,"error_type":"account_balance_not_enough","error_message":"m""#;
    const ECHO: &str = r#""status_code":422,"error_type":"cashtray_already_proceed","error_message":"m""#;
    const NEW: &str = r#""status_code":499.5,"error_type":"from_the_future","error_message":"""#;

    #[test]
    fn every_row_of_the_documented_pseudo_code() {
        for (canceled_at, expires_at, attempt, transaction, expected) in [
            ("null", LATER, "null", "null", "waiting"),
            ("null", NOW, "null", "null", "waiting"),
            ("null", PAST, "null", "null", "expired"),
            ("null", "soon", "null", "null", "waiting"),
            (CANCELED, LATER, "null", "null", "canceled"),
            (CANCELED, PAST, "null", "null", "canceled"),
            ("null", LATER, OK, "1200", "succeeded"),
            ("null", LATER, ECHO, "1200", "succeeded"),
            ("null", LATER, "null", "1200", "succeeded"),
            (CANCELED, PAST, ECHO, "1200", "succeeded"),
            ("null", LATER, POOR, "null", "failed"),
            (CANCELED, PAST, POOR, "null", "failed"),
            ("null", LATER, NEW, "null", "failed"),
            ("null", LATER, OK, "null", "failed"),
        ] {
            let tray = tray(canceled_at, expires_at, attempt, transaction);
            assert_eq!(word(&tray), expected, "{canceled_at} {expires_at} {attempt} {transaction}");
        }
    }

    #[test]
    fn only_success_and_echo_leave_a_reading_undecided() {
        for (attempt, expected) in [(OK, true), (ECHO, true), (POOR, false), (NEW, false)] {
            let tray = tray("null", LATER, attempt, "null");
            assert_eq!(tray.attempt.as_ref().map(is_undecided), Some(expected), "{attempt}");
        }
    }
}
