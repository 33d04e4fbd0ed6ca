//! What a person may do.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One kind of act that a person has the right to, or needs somebody's approval for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Right {
    /// Take payments, open a shift.
    Sell,
    /// Top up wallets. Its QR is money: who scans it first has it.
    Topup,
    /// Take a whole sale back.
    Refund,
    /// Close a shift.
    Close,
    /// Close a shift over sales whose outcome is not certain.
    CarryOver,
    /// Change settings, people, keys; read the audit log; leave a kiosk.
    Settings,
}

/// What somebody may do.
pub type Rights = BTreeSet<Right>;

impl Right {
    /// Every right.
    pub const ALL: [Self; 6] = [Self::Sell, Self::Topup, Self::Refund, Self::Close, Self::CarryOver, Self::Settings];

    /// The word in files and logs; never changed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sell => "sell",
            Self::Topup => "topup",
            Self::Refund => "refund",
            Self::Close => "close",
            Self::CarryOver => "carry_over",
            Self::Settings => "settings",
        }
    }
}
