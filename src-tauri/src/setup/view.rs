//! What the set-up screens draw. Nothing of it is secret.

use jiff::Timestamp;
use receipts::printer::PrinterState;
use serde::Serialize;
use shop_setup::checks::CheckLine;
use shop_setup::profile::{Environment, KeysIn};
use ts_rs::TS;

use super::SetupProblem;

/// A shop that this machine can sell for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ProfileRow {
    /// Names the profile to the program.
    pub id: String,
    /// The shop's name.
    pub shop: String,
    /// The money's name.
    pub money: String,
    /// Which money it is.
    pub environment: Environment,
    /// What the till is called.
    pub till_code: String,
    /// Where its keys are.
    pub keys_in: KeysIn,
    /// Whole days until the client certificate ends; negative when it has ended.
    pub certificate_days_left: i64,
    /// Whether it was the last one that sold here; it opens by itself at the next start.
    pub is_last: bool,
    /// Why it could not be opened, when that was tried.
    pub problem: Option<SetupProblem>,
}

/// A shop that is being connected: its keys are read, and the server is being asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ConnectingView {
    /// `API_BASE_URL`.
    pub base_url: String,
    /// Which money that server moves.
    pub environment: Environment,
    /// `CLIENT_ID`.
    pub client_id: String,
    /// Until when the client certificate is valid, RFC 3339.
    pub certificate_until: String,
    /// The lines so far, in order; after a red one no more come.
    pub lines: Vec<CheckLine>,
    /// True while the server is being asked, for the keys or for a choice.
    pub is_checking: bool,
    /// What the keys open; `null` until the line `shops` is green.
    pub found: Option<FoundView>,
    /// The shop and money that were chosen, once their lines are not red.
    pub chosen: Option<ChosenView>,
    /// Keys of `config.ini` that no official SDK knows, as they were spelled; often a slip of the hand.
    pub unknown_keys: Vec<String>,
    /// How the system's key store is; the other places can always be chosen.
    pub key_store: KeyStoreView,
    /// The profile that is given its keys anew; `null` while a new shop is connected.
    pub renews: Option<String>,
}

/// What the keys open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FoundView {
    /// The shops, by name.
    pub shops: Vec<NamedId>,
    /// The moneys, by name.
    pub moneys: Vec<NamedId>,
    /// The shop that `config.ini` proposes or the only one, if the keys open it.
    pub proposed_shop: Option<String>,
    /// The money that `config.ini` proposes or the only one, if the keys open it.
    pub proposed_money: Option<String>,
}

/// A line of a list that a person chooses from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NamedId {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// A shop and a money that a till can sell with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ChosenView {
    /// The shop's id.
    pub shop_id: String,
    /// Its name.
    pub shop: String,
    /// The money's id.
    pub money_id: String,
    /// Its name.
    pub money: String,
    /// Its unit, for example `円`.
    pub unit: String,
    /// The most one transaction may move, in that unit.
    pub transfer_limit: String,
    /// Whether the shop may top up customers' wallets.
    pub can_topup: bool,
    /// The codes of the tills of this shop and money that are connected on this machine; one of these is connected anew.
    pub till_codes: Vec<String>,
}

/// How the system's key store is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum KeyStoreView {
    /// It is being asked.
    Asking,
    /// It answers.
    Fine,
    /// It cannot be used now. Choosing it again asks it again.
    Problem {
        /// Why.
        problem: SetupProblem,
    },
}

/// What the shell knows of the machine beside it: for the assistant's lines about screens and paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MachineView {
    /// How many monitors there are; the customer's screen needs a second one.
    pub monitors: u32,
    /// How the printer is; `null` without one.
    pub printer: Option<PrinterState>,
}

/// The client certificate's end, while it is worth a word: from 30 days before it on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CertificateEnd {
    /// When, RFC 3339.
    pub ends_at: String,
    /// Whole days that are left; negative when it has ended.
    pub days_left: i64,
    /// How loudly to say it.
    pub urgency: CertificateUrgency,
}

impl CertificateEnd {
    /// The word for an end that is so many whole days away; `None` when it is far.
    pub(crate) fn at(end: Timestamp, days_left: i64) -> Option<Self> {
        let urgency = match days_left {
            ..=-1 => CertificateUrgency::Ended,
            0..=1 => CertificateUrgency::Day,
            2..=7 => CertificateUrgency::Week,
            8..=30 => CertificateUrgency::Month,
            31.. => return None,
        };
        Some(Self { ends_at: end.to_string(), days_left, urgency })
    }
}

/// How near the end of the client certificate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CertificateUrgency {
    /// Thirty days or fewer.
    Month,
    /// Seven days or fewer.
    Week,
    /// One day or less.
    Day,
    /// It has ended: the server answers no more.
    Ended,
}

/// Files that were dropped on the window. Their contents stay in the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DroppedFiles {
    /// Each with what it seems to be.
    pub files: Vec<DroppedFile>,
}

/// A file that was dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DroppedFile {
    /// Where it is.
    pub path: String,
    /// What it seems to be.
    pub kind: FileKind,
}

/// What a file seems to be, by a look at its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// `config.ini` or Java's `.properties`.
    Config,
    /// PEM certificates without a private key: the client's, or an authority's.
    Certificate,
    /// A PEM private key, with or without certificates.
    Key,
    /// PKCS#12.
    Pkcs12,
    /// None of these, or unreadable.
    Other,
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{CertificateEnd, CertificateUrgency};
    use crate::setup::days_until;

    #[test]
    fn the_certificates_end_is_told_a_month_a_week_and_a_day_ahead_and_ever_after() {
        let end: Timestamp = "2026-12-01T00:00:00Z".parse().expect("a moment");
        let day = SignedDuration::from_hours(24);
        let urgency_at = |now| CertificateEnd::at(end, days_until(end, now)).map(|it| it.urgency);
        for (now, urgency) in [
            (end - day * 31, None),
            (end - day * 30, Some(CertificateUrgency::Month)),
            (end - day * 8, Some(CertificateUrgency::Month)),
            (end - day * 7, Some(CertificateUrgency::Week)),
            (end - day * 2, Some(CertificateUrgency::Week)),
            (end - day, Some(CertificateUrgency::Day)),
            (end - SignedDuration::from_secs(1), Some(CertificateUrgency::Day)),
            (end + SignedDuration::from_secs(1), Some(CertificateUrgency::Ended)),
            (end + day * 400, Some(CertificateUrgency::Ended)),
        ] {
            assert_eq!(urgency_at(now), urgency, "at {now}");
        }
    }
}
