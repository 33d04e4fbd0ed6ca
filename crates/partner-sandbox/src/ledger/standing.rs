//! Whether a wallet may be used.

use serde::{Deserialize, Serialize};

/// Where a wallet stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Standing {
    /// It pays and receives.
    #[default]
    Active,
    /// Frozen, until it is made active again.
    Suspended,
    /// Its owner is about to leave: it neither pays nor receives, and can be closed.
    PreClosed,
    /// Its owner has left. Transactions still name it, everything else answers as if it were gone.
    Closed,
}

impl Standing {
    /// The standings that `status` can set, and that lists can be filtered by.
    pub(crate) const SETTABLE: [Self; 3] = [Self::Active, Self::Suspended, Self::PreClosed];

    /// `status` of a wallet.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::PreClosed => "pre-closed",
            // No document names it; only transactions of the past show such a wallet.
            Self::Closed => "closed",
        }
    }

    /// What a payment or top-up of such a wallet is refused with.
    pub(crate) fn refusal(self) -> Option<&'static str> {
        match self {
            Self::Active => None,
            Self::Suspended => Some("account_suspended"),
            Self::PreClosed => Some("account_pre_closed"),
            Self::Closed => Some("account_closed"),
        }
    }
}
