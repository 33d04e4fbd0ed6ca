//! What must be true: of every screen at the moment it is shown, and of the journal at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rust_decimal::Decimal;
use till::journal::{Journal, MemoryJournal, StoredSale};
use till::refund::{RefundEntry, RefundEvent, RefundState};
use till::sale::{SaleState, Trace};
use till::view::{Notice, RefundStateView, RefundView, SaleRowState, SaleStateView, SaleView, TillView};

use crate::far_side::{FarSide, TakenBack};
use crate::log::Log;

/// In what way a till has lied or lost something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Violation {
    /// Money moved, or a sale was begun, and the till does not know of it.
    Lost,
    /// An outcome was shown or stored that the books contradict.
    Misreported,
    /// A customer was charged another amount than the screen showed, or another one was reported.
    WrongAmount,
    /// A final outcome was shown and later another one, or none.
    TakenBack,
    /// A sale was not settled in time.
    LeftOpen,
    /// One sale was charged twice.
    PaidTwice,
    /// A refund was asked for more often than staff asked, or than is written down.
    AskedAgain,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of lie or loss.
    pub violation: Violation,
    /// In words.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.violation, self.what)
    }
}

/// Watches one till. Clones are the same one.
#[derive(Clone, Debug)]
pub(crate) struct Checker {
    far: FarSide,
    log: Log,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    findings: Vec<Finding>,
    /// The final outcome that was shown of each sale.
    ended: BTreeMap<String, SaleRowState>,
    /// The sales that were shown as taken back, and by whom.
    taken_back: BTreeMap<String, TakenBack>,
    /// The sales whose refund was last shown as not certain.
    uncertain: BTreeSet<String>,
    /// The sales that staff were told of because the list had them.
    told: BTreeSet<String>,
}

impl Checker {
    pub(crate) fn new(far: FarSide, log: Log) -> Self {
        Self { far, log, seen: Arc::default() }
    }

    pub(crate) fn find(&self, violation: Violation, what: String) {
        let finding = Finding { violation, what };
        let mut seen = self.seen();
        if !seen.findings.contains(&finding) {
            self.log.note("CHECK", || finding.to_string());
            seen.findings.push(finding);
        }
    }

    pub(crate) fn findings(&self) -> Vec<Finding> {
        self.seen().findings.clone()
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Checks a snapshot against the books at the moment it is shown.
    pub(crate) fn screen(&self, view: &TillView) {
        for sale in view.live.iter().chain(&view.parked) {
            self.shown(&sale.number, state_of(sale), &sale.amount);
            if let SaleStateView::Succeeded { money_amount, point_amount, .. } = &sale.state
                && decimal(money_amount) + decimal(point_amount) != decimal(&sale.amount)
            {
                self.find(Violation::WrongAmount, format!("{}: money and points are not its amount", sale.number));
            }
        }
        for notice in &view.notices {
            if let Notice::FoundAfterwards { number } | Notice::JournalBehind { number, .. } = notice {
                self.seen().told.insert(number.clone());
            }
        }
        for row in &view.recent {
            self.shown(&row.number, row.state, &row.amount);
        }
        let of_rows = view.recent.iter().filter_map(|row| row.refund.as_ref());
        let of_live = view.live.iter().filter_map(|sale| match &sale.state {
            SaleStateView::Succeeded { refund, .. } => refund.as_deref(),
            _ => None,
        });
        view.refunds.iter().chain(of_rows).chain(of_live).for_each(|refund| self.refund_shown(refund));
    }

    fn refund_shown(&self, refund: &RefundView) {
        let number = &refund.number;
        let shown = match refund.state {
            RefundStateView::Refunded { .. } => Some(TakenBack::ByTheTill),
            RefundStateView::RefundedElsewhere { .. } => Some(TakenBack::Elsewhere),
            RefundStateView::Checking { .. }
            | RefundStateView::Refused { .. }
            | RefundStateView::NotCarriedOut { .. } => None,
        };
        if matches!(refund.state, RefundStateView::Checking { .. }) {
            self.seen().uncertain.insert(number.clone());
        } else {
            self.seen().uncertain.remove(number);
        }
        let before = self.seen().taken_back.get(number).copied();
        if before.is_some() && before != shown {
            self.find(Violation::TakenBack, format!("{number} was shown as refunded {before:?}, then as {shown:?}"));
        }
        let truth = self.far.taken_back(number);
        let is_undone = matches!(refund.state, RefundStateView::Refused { .. } | RefundStateView::NotCarriedOut { .. });
        if is_undone && truth == Some(TakenBack::ByTheTill) {
            self.find(Violation::Misreported, format!("{number} is shown as not refunded and this till refunded it"));
        }
        if shown.is_none() || before == shown {
            return;
        }
        self.seen().taken_back.extend(shown.map(|shown| (number.clone(), shown)));
        // Who does not say by whom can be believed only about whether.
        let is_true = if self.far.tells_by_whom() { truth == shown } else { truth.is_some() };
        if !is_true {
            self.find(Violation::Misreported, format!("{number} is shown as refunded {shown:?}; in truth {truth:?}"));
        }
        if self.far.charge_of(number) != Some(decimal(&refund.amount)) {
            self.find(Violation::WrongAmount, format!("the refund of {number} is shown with {}", refund.amount));
        }
    }

    /// Whether a refund has to settle yet. An intent, or a further try, that reported an error when it was written may
    /// be in the journal; it was not taken on, nothing was sent for it, and the screen does not show it.
    pub(crate) fn is_refund_open(&self, label: &str, state: &RefundState) -> bool {
        let is_taken_on = *state != RefundState::Intended || self.seen().uncertain.contains(label);
        is_taken_on && !state.is_settled()
    }

    /// Compares what was taken back with what the journal holds at the end.
    pub(crate) fn refunds(
        &self,
        till_code: &str,
        stored: &[StoredSale],
        promised: &BTreeSet<String>,
        journal: &MemoryJournal,
    ) {
        for number in stored.iter().map(|it| it.sale.intent.number) {
            let label = format!("{till_code}-{:04}", number.0);
            let refund = journal.refund_of(number).expect("it can be read").map(|stored| stored.refund);
            let state = refund.as_ref().map(|refund| &refund.state);
            let truth = self.far.taken_back(&label);
            let stored = match state {
                Some(RefundState::Refunded { .. }) => Some(TakenBack::ByTheTill),
                Some(RefundState::RefundedElsewhere { .. }) => Some(TakenBack::Elsewhere),
                Some(_) | None => None,
            };
            match (truth, state) {
                (Some(TakenBack::ByTheTill), None) => {
                    self.find(Violation::Lost, format!("{label} was refunded by this till; nobody knows"));
                }
                (Some(TakenBack::ByTheTill), Some(state)) if stored.is_none() => {
                    let name = state.name();
                    self.find(Violation::Misreported, format!("{label} was refunded by this till; {name} is stored"));
                }
                (None, Some(_)) if stored.is_some() => {
                    self.find(Violation::Misreported, format!("{label} is stored as refunded and was not"));
                }
                _ => {}
            }
            if self.far.tells_by_whom() && stored.is_some() && stored != truth {
                self.find(Violation::Misreported, format!("{label} is stored as refunded {stored:?}, not {truth:?}"));
            }
            if let Some(state) = state.filter(|state| self.is_refund_open(&label, state)) {
                self.find(Violation::LeftOpen, format!("the refund of {label} is still {}", state.name()));
            }
            if state.is_none() && promised.contains(&label) {
                self.find(Violation::Lost, format!("the refund of {label} was taken on and left no record"));
            }
            let is_sending = |entry: &RefundEntry| matches!(entry, RefundEntry::Happened(RefundEvent::Sent { .. }));
            let sent = journal.refund_entries(number).into_iter().filter(is_sending).count();
            let asked = self.far.refunds_asked(&label);
            if u64::from(asked) > sent as u64 {
                let what = format!("the refund of {label} was asked for {asked} times and written down {sent} times");
                self.find(Violation::AskedAgain, what);
            }
        }
    }

    fn shown(&self, number: &str, state: SaleRowState, amount: &str) {
        let before = self.seen().ended.get(number).copied();
        // No screen has shown what nobody can have read; the list alone can say that it was.
        let is_haunted = self.far.is_haunted(number);
        let is_found = is_haunted && (before, state) == (Some(SaleRowState::NotCreated), SaleRowState::Succeeded);
        if let Some(before) = before
            && before != state
            && !is_found
        {
            self.find(Violation::TakenBack, format!("{number} was shown as {before:?}, then as {state:?}"));
        }
        if state == SaleRowState::Open || before == Some(state) {
            return;
        }
        self.seen().ended.insert(number.to_owned(), state);
        match (state == SaleRowState::Succeeded, self.far.charge_of(number)) {
            (true, None) => self.find(Violation::Misreported, format!("{number} is shown as paid and was not")),
            (true, Some(moved)) if moved != decimal(amount) => {
                self.find(Violation::WrongAmount, format!("{number} is shown with {amount} and moved {moved}"));
            }
            (false, Some(_)) if is_haunted && state == SaleRowState::NotCreated => {}
            (false, Some(moved)) => {
                self.find(Violation::Misreported, format!("{number} is shown as {state:?} and moved {moved}"));
            }
            (true, Some(_)) | (false, None) => {}
        }
    }

    /// Compares the books with what the journal holds at the end, and with what was ever shown.
    pub(crate) fn books(&self, till_code: &str, stored: &[StoredSale], promised: &[String]) {
        let mine = format!("[{till_code}-");
        let charges: Vec<_> = self.far.charges().into_iter().filter(|(text, _)| text.contains(&mine)).collect();
        let mut of_purchase: BTreeMap<&str, u32> = BTreeMap::new();
        for (description, moved) in &charges {
            // A charge that no screen showed is told of when the list is asked; nobody could have held the new QR back.
            if !self.far.is_haunted_by(description) {
                *of_purchase.entry(description.split(' ').next().unwrap_or_default()).or_default() += 1;
            }
            match stored.iter().find(|it| description.ends_with(it.sale.intent.tag.as_str())).map(|it| &it.sale.state) {
                Some(SaleState::Succeeded { success, .. }) if success.amount == *moved => {}
                Some(SaleState::Succeeded { success, .. }) => self
                    .find(Violation::WrongAmount, format!("{description} moved {moved}; {} is stored", success.amount)),
                Some(SaleState::NotCreated { .. }) => {
                    self.find(Violation::Lost, format!("{description} moved {moved}; no tray is known of"));
                }
                Some(state) if state.is_final() => self
                    .find(Violation::Misreported, format!("{description} moved {moved}; {} is stored", state.name())),
                Some(_) | None => self.find(Violation::Lost, format!("{description} moved {moved}; nobody knows")),
            }
        }
        for (purchase, count) in of_purchase.into_iter().filter(|(_, count)| *count > 1) {
            self.find(Violation::PaidTwice, format!("the sale {purchase} was charged {count} times"));
        }
        for StoredSale { sale, .. } in stored {
            let tag = sale.intent.tag.as_str();
            let is_charged = charges.iter().any(|(description, _)| description.ends_with(tag));
            if matches!(sale.state, SaleState::Succeeded { .. }) && !is_charged {
                self.find(Violation::Misreported, format!("{tag} is stored as paid and was not"));
            }
            // An intent whose write reported an error may be there; nothing was sent for it.
            let is_sent = !matches!(sale.state, SaleState::Creating) || self.far.knows(tag);
            if !sale.state.is_final() && is_sent {
                self.find(Violation::LeftOpen, format!("{tag} is still {}", sale.state.name()));
            }
        }
        let found = stored.iter().filter(|it| matches!(it.sale.trace, Trace::Found | Trace::Adopted));
        for StoredSale { sale, .. } in found {
            let tag = sale.intent.tag.as_str();
            if !self.seen().told.iter().any(|number| tag.starts_with(&format!("[{number}-"))) {
                self.find(Violation::Lost, format!("{tag} was found in the list and nobody was told"));
            }
        }
        let ended = self.seen().ended.clone();
        for (number, state) in ended.into_iter().filter(|(_, state)| *state != SaleRowState::Succeeded) {
            if let Some(moved) = self.far.charge_of(&number) {
                self.find(Violation::Misreported, format!("{number} was shown as {state:?} and moved {moved}"));
            }
        }
        for number in promised {
            let is_stored = |it: &StoredSale| it.sale.intent.tag.as_str().starts_with(&format!("[{number}-"));
            if !stored.iter().any(is_stored) {
                self.find(Violation::Lost, format!("{number} was begun and left no record"));
            }
        }
    }
}

pub(crate) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or(Decimal::MIN)
}

fn state_of(sale: &SaleView) -> SaleRowState {
    match sale.state {
        SaleStateView::Creating | SaleStateView::Waiting { .. } | SaleStateView::Checking { .. } => SaleRowState::Open,
        SaleStateView::Succeeded { .. } => SaleRowState::Succeeded,
        SaleStateView::Failed { .. } => SaleRowState::Failed,
        SaleStateView::Canceled { .. } => SaleRowState::Canceled,
        SaleStateView::Expired { .. } => SaleRowState::Expired,
        SaleStateView::NotCreated { .. } => SaleRowState::NotCreated,
    }
}
