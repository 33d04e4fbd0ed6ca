//! What the till shows: whole snapshots that a window draws as they are.
//!
//! A window holds no truth about payments and computes none. Amounts are positive decimal texts in the money's unit;
//! the direction stands beside them. Times are RFC 3339 texts of the server's clock.

mod audit;
mod bill;
mod books;
mod export;
mod history;
mod notice;
mod problem;
mod reconciliation;
mod refund;
mod sale;
mod shift;
mod tls;

use serde::Serialize;
use ts_rs::TS;

pub use audit::{AuditPage, AuditRow};
pub use bill::{BillAct, BillPart, BillStateView, BillView};
pub use books::{BooksAnswer, BooksProblem, BooksQuestion};
pub use export::{ExportAct, ExportFormat, ExportLanguage, ExportProgress, ExportScope, Exported};
pub use history::{
    HistoryAction, HistoryFilter, HistoryPage, HistoryQuery, HistoryRow, Recheck, RefundMark, RefundMarkState,
    SaleDetail, TimelineCause, TimelineEvent, TimelineItem,
};
pub use notice::Notice;
pub use problem::{CommandProblem, CreateProblem};
pub use reconciliation::{
    HereView, Reconciliation, ReconciliationCause, ReconciliationClass, ReconciliationRow, ReconciliationStep,
    ReconciliationTotals, ThereView,
};
pub use refund::{NotCarriedOut, RefundCheckingReason, RefundOutcome, RefundRefusal, RefundStateView, RefundView};
pub use sale::{CheckingReason, SaleAction, SaleRow, SaleRowState, SaleStateView, SaleView, ScannedFirst};
pub use shift::{
    CashView, ChainView, CountView, HourView, ShiftAct, ShiftProblem, ShiftReport, ShiftRow, ShiftTotals, ShiftView,
    ShiftsPage, SumView, UnsettledSale,
};
pub use tls::TlsProblemView;

/// Everything the till shows at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct TillView {
    /// Grows with every change; a window drops a snapshot older than the one it shows.
    pub revision: u64,
    /// Whose till this is.
    pub shop: ShopView,
    /// How well the far side answers, judged by real answers only.
    pub connection: ConnectionView,
    /// The sale on the screen, from Enter until its result is acknowledged.
    pub live: Option<SaleView>,
    /// What the customer settles in several steps, while it is open or its last result is on the screen.
    pub bill: Option<BillView>,
    /// Sales set aside while their outcome is not certain; followed until it is.
    pub parked: Vec<SaleView>,
    /// The open shift. The first sale opens one by itself where staff have not.
    pub shift: Option<ShiftView>,
    /// The last results of the shift, newest first, at most 20.
    pub recent: Vec<SaleRow>,
    /// Refunds that are not certain yet, or whose end was not acknowledged; by number.
    pub refunds: Vec<RefundView>,
    /// What staff should know beside the sale.
    pub notices: Vec<Notice>,
}

impl TillView {
    /// The QR that may be shown now: the number of its sale, and what it carries.
    pub fn shown_qr(&self) -> Option<(&str, &str)> {
        let sale = self.live.as_ref()?;
        Some((&sale.number, sale.token.as_deref()?))
    }
}

/// The shop and money the till sells in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ShopView {
    /// The shop's name.
    pub name: String,
    /// The money's name.
    pub money_name: String,
    /// The unit amounts are counted in, for example `円`.
    pub unit: String,
    /// The most one transaction may move; an amount above it is refused before it is sent.
    pub transfer_limit: String,
    /// Whether the shop may top up customers' wallets of this money.
    pub can_topup: bool,
}

/// How well the far side answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ConnectionView {
    /// The word for it.
    pub state: ConnectionState,
    /// Since when it is so.
    pub since: String,
}

/// A word for how well the far side answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionState {
    /// Not asked yet since the start.
    Unknown,
    /// The last answer came as it should.
    Connected,
    /// Answers come, but late or with requests to slow down.
    Slow,
    /// The last request had no usable answer; the next is under way.
    Reconnecting,
    /// Nothing has been reached for 10 seconds or more.
    Offline,
}
