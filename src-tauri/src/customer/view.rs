//! What the customer's window is sent.

use serde::Serialize;
use shop_setup::profile::Environment;
use till::money::Direction;
use ts_rs::TS;

use crate::snapshot::Language;

/// Everything the customer's window draws, whole with every change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub(crate) struct CustomerView {
    /// The words' language, which the customer may choose.
    pub(crate) language: Language,
    /// Which money the till moves; `null` before it sells.
    pub(crate) environment: Option<Environment>,
    /// Who sells; `null` before it does.
    pub(crate) shop: Option<CustomerShop>,
    /// Device pixels in a metre of the monitor; `null` where the system does not know how large the monitor is.
    pub(crate) dots_per_metre: Option<u32>,
    /// What is on the screen.
    #[serde(flatten)]
    pub(crate) picture: CustomerPicture,
}

/// Who sells, as customers know the shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub(crate) struct CustomerShop {
    /// The shop's name.
    pub(crate) name: String,
    /// The money's name.
    pub(crate) money_name: String,
    /// The unit amounts are counted in.
    pub(crate) unit: String,
}

/// What is on the customer's screen. Amounts are positive decimal texts; the direction stands beside them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "screen", rename_all = "snake_case")]
pub(crate) enum CustomerPicture {
    /// Nothing is sold yet.
    Closed,
    /// No sale is under way.
    Idle,
    /// The QR is not there yet, or staff have asked to change what it is for.
    Preparing {
        /// Payment or top-up.
        direction: Direction,
        /// What will be moved.
        amount: String,
    },
    /// The QR may be scanned.
    Waiting {
        /// Payment or top-up.
        direction: Direction,
        /// What a scan moves.
        amount: String,
        /// The QR.
        qr: CustomerQr,
    },
    /// The outcome is being asked for.
    Checking {
        /// Payment or top-up.
        direction: Direction,
        /// What it is about.
        amount: String,
    },
    /// Paid, or topped up.
    Succeeded {
        /// Payment or top-up.
        direction: Direction,
        /// What really moved.
        amount: String,
    },
    /// Nothing moved. Why is for staff to say.
    Failed {
        /// Payment or top-up.
        direction: Direction,
    },
    /// The server never said how it ended; staff find out.
    Unresolved {
        /// Payment or top-up.
        direction: Direction,
    },
    /// Withdrawn; nothing moved.
    Canceled {
        /// Payment or top-up.
        direction: Direction,
    },
    /// Expired unscanned; nothing moved.
    Expired {
        /// Payment or top-up.
        direction: Direction,
    },
}

impl CustomerPicture {
    /// Whether a sale is on the screen that has ended.
    pub(crate) fn is_result(&self) -> bool {
        match self {
            Self::Closed | Self::Idle | Self::Preparing { .. } | Self::Waiting { .. } | Self::Checking { .. } => false,
            Self::Succeeded { .. }
            | Self::Failed { .. }
            | Self::Unresolved { .. }
            | Self::Canceled { .. }
            | Self::Expired { .. } => true,
        }
    }

    /// Whether no sale is on the screen.
    pub(crate) fn is_at_rest(&self) -> bool {
        matches!(self, Self::Closed | Self::Idle)
    }
}

/// A drawn QR. White ground, dark modules, quiet zone of four modules included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub(crate) struct CustomerQr {
    /// Modules per side, the quiet zone included.
    pub(crate) size: u32,
    /// The dark modules as the `d` of one SVG path, one unit per module.
    pub(crate) path: String,
}
