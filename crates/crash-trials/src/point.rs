//! The points at which an engine can be made to stand still and be killed.

use till::sale::{Entry, SaleEvent};

/// A place in the life of a sale, as the engine knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Point {
    /// The entry of that kind is about to be written.
    Before(Kind),
    /// The entry of that kind is durable, and nobody has been told.
    After(Kind),
    /// The request is about to leave.
    Unsent(Request),
    /// The answer is here, and nothing was made of it.
    Answered(Request),
    /// A snapshot with a QR is about to be shown.
    QrUnshown,
    /// A snapshot with an outcome is about to be shown.
    OutcomeUnshown,
}

/// Kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Intent,
    Tray,
    CancelAsked,
    AmendAsked,
    Amended,
    Outcome,
    Acknowledged,
}

/// Requests to the far side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Request {
    Create,
    Cancel,
    Amend,
    Question,
}

impl Point {
    /// Every point.
    pub(crate) fn all() -> Vec<Self> {
        let kinds = [
            Kind::Intent,
            Kind::Tray,
            Kind::CancelAsked,
            Kind::AmendAsked,
            Kind::Amended,
            Kind::Outcome,
            Kind::Acknowledged,
        ];
        let requests = [Request::Create, Request::Cancel, Request::Amend, Request::Question];
        let entries = kinds.into_iter().flat_map(|kind| [Self::Before(kind), Self::After(kind)]);
        let sent = requests.into_iter().flat_map(|request| [Self::Unsent(request), Self::Answered(request)]);
        entries.chain(sent).chain([Self::QrUnshown, Self::OutcomeUnshown]).collect()
    }

    /// The word for it, between the two processes and in figures.
    pub(crate) fn name(self) -> String {
        format!("{self:?}").to_lowercase().replace('(', "-").replace(')', "")
    }

    /// The point of that name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|point| point.name() == name)
    }
}

impl Kind {
    /// The kind of an entry; `None` where nobody is killed.
    pub(crate) fn of(entry: &Entry) -> Option<Self> {
        match entry {
            Entry::Begun(_) => Some(Self::Intent),
            Entry::Adopted { .. } => None,
            Entry::Happened(event) => match event {
                SaleEvent::Opened { .. } | SaleEvent::OpenedUnfit { .. } => Some(Self::Tray),
                SaleEvent::CancelAsked { .. } => Some(Self::CancelAsked),
                SaleEvent::AmendAsked { .. } => Some(Self::AmendAsked),
                SaleEvent::Confirmed { .. } => Some(Self::Amended),
                SaleEvent::Succeeded { .. } | SaleEvent::Failed { .. } | SaleEvent::Canceled | SaleEvent::Expired => {
                    Some(Self::Outcome)
                }
                SaleEvent::Acknowledged => Some(Self::Acknowledged),
                SaleEvent::Abandoned
                | SaleEvent::NotOpened { .. }
                | SaleEvent::ExtendAsked
                | SaleEvent::AttemptSeen { .. }
                | SaleEvent::FoundInList { .. }
                | SaleEvent::NotInList
                | SaleEvent::Parked => None,
            },
        }
    }
}
