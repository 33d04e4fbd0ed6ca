//! The engine's side of a named point: standing still there until the parent kills it.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use jiff::Timestamp;
use partner_api::ids::{CashtrayId, TransactionId};
use partner_api::schema::{Cashtray, CashtrayWithResult, Page, Transaction};
use till::gateway::{Change, Exchange, Gateway, Order, PartnerGateway, Terms, TransactionQuery};
use till::journal::{
    Alongside, AuditRecord, BegunAnew, BillRecord, ChainReport, Journal, JournalError, Record, RefundRecord,
    ShiftRecord, StoredBill, StoredRefund, StoredSale, StoredShift,
};
use till::shift::{Figures, ShiftNumber};
use till::tag::{SaleNumber, Tag};

use crate::point::{Kind, Point, Request};

/// Where to stand still, should it be anywhere. Clones are the same one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Arc<Mutex<Option<Point>>>);

impl Stop {
    pub(crate) fn set(&self, point: Option<Point>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = point;
    }

    /// Announces the point and never returns, when it is the one.
    pub(crate) fn pass(&self, point: Point) {
        let is_here = *self.0.lock().unwrap_or_else(PoisonError::into_inner) == Some(point);
        if is_here {
            say(&format!("stopped {}", point.name()));
            loop {
                std::thread::park();
            }
        }
    }
}

/// One line to the parent, whole and at once. Whoever listens has gone when it cannot be said.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let said = writeln!(out, "{line}").and_then(|()| out.flush());
    if said.is_err() {
        std::process::exit(1);
    }
}

/// The real journal with points before and after each entry.
pub(crate) struct StoppingJournal {
    pub(crate) journal: Box<dyn Journal>,
    /// Broken on purpose: nothing is taken up again at the start.
    pub(crate) forgets: bool,
    pub(crate) stop: Stop,
}

impl Journal for StoppingJournal {
    fn append(&mut self, record: &Record<'_>) -> Result<(), JournalError> {
        let kind = Kind::of(record.entry);
        if let Some(kind) = kind {
            self.stop.pass(Point::Before(kind));
        }
        self.journal.append(record)?;
        if let Some(kind) = kind {
            self.stop.pass(Point::After(kind));
        }
        Ok(())
    }

    fn append_audited(&mut self, audit: &AuditRecord<'_>, alongside: &Alongside<'_>) -> Result<(), JournalError> {
        let kind = if let Alongside::Sale(record) = alongside { Kind::of(record.entry) } else { None };
        if let Some(kind) = kind {
            self.stop.pass(Point::Before(kind));
        }
        self.journal.append_audited(audit, alongside)?;
        if let Some(kind) = kind {
            self.stop.pass(Point::After(kind));
        }
        Ok(())
    }

    fn verify_chain(&self) -> Result<ChainReport, JournalError> {
        self.journal.verify_chain()
    }

    fn begun_anew(&self) -> Result<Option<BegunAnew>, JournalError> {
        self.journal.begun_anew()
    }

    fn acknowledge_begun_anew(&mut self, at: Timestamp) -> Result<(), JournalError> {
        self.journal.acknowledge_begun_anew(at)
    }

    fn last_number(&self) -> Result<Option<SaleNumber>, JournalError> {
        self.journal.last_number()
    }

    fn unfinished(&self) -> Result<Vec<StoredSale>, JournalError> {
        if self.forgets { Ok(Vec::new()) } else { self.journal.unfinished() }
    }

    fn recent(&self, limit: usize) -> Result<Vec<StoredSale>, JournalError> {
        self.journal.recent(limit)
    }

    fn sale(&self, number: SaleNumber) -> Result<Option<StoredSale>, JournalError> {
        self.journal.sale(number)
    }

    fn tagged(&self, tag: &Tag) -> Result<Option<StoredSale>, JournalError> {
        self.journal.tagged(tag)
    }

    fn cashtray_of(&self, number: SaleNumber) -> Result<Option<CashtrayId>, JournalError> {
        self.journal.cashtray_of(number)
    }

    fn append_shift(&mut self, record: &ShiftRecord<'_>) -> Result<(), JournalError> {
        self.journal.append_shift(record)
    }

    fn last_shift(&self) -> Result<Option<StoredShift>, JournalError> {
        self.journal.last_shift()
    }

    fn figures(&self, shift: ShiftNumber) -> Result<Figures, JournalError> {
        self.journal.figures(shift)
    }

    fn append_refund(&mut self, record: &RefundRecord<'_>) -> Result<(), JournalError> {
        self.journal.append_refund(record)
    }

    fn append_bill(&mut self, record: &BillRecord<'_>) -> Result<(), JournalError> {
        self.journal.append_bill(record)
    }

    fn last_bill(&self) -> Result<Option<StoredBill>, JournalError> {
        self.journal.last_bill()
    }

    fn unfinished_refunds(&self) -> Result<Vec<StoredRefund>, JournalError> {
        self.journal.unfinished_refunds()
    }

    fn refund_of(&self, sale: SaleNumber) -> Result<Option<StoredRefund>, JournalError> {
        self.journal.refund_of(sale)
    }
}

/// The real gateway with points before each request and after each answer.
pub(crate) struct StoppingGateway {
    pub(crate) gateway: PartnerGateway,
    pub(crate) stop: Stop,
}

impl StoppingGateway {
    fn between<T: Send + 'static>(&self, request: Request, exchange: Exchange<T>) -> Exchange<T> {
        let stop = self.stop.clone();
        async move {
            stop.pass(Point::Unsent(request));
            let outcome = exchange.await;
            stop.pass(Point::Answered(request));
            outcome
        }
        .boxed()
    }
}

impl Gateway for StoppingGateway {
    fn terms(&self) -> Terms {
        self.gateway.terms()
    }

    fn create_cashtray(&self, order: Order) -> Exchange<Cashtray> {
        self.between(Request::Create, self.gateway.create_cashtray(order))
    }

    fn get_cashtray(&self, id: CashtrayId) -> Exchange<CashtrayWithResult> {
        self.between(Request::Question, self.gateway.get_cashtray(id))
    }

    fn update_cashtray(&self, id: CashtrayId, change: Change) -> Exchange<Cashtray> {
        self.between(Request::Amend, self.gateway.update_cashtray(id, change))
    }

    fn cancel_cashtray(&self, id: CashtrayId) -> Exchange<Cashtray> {
        self.between(Request::Cancel, self.gateway.cancel_cashtray(id))
    }

    fn list_transactions(&self, query: TransactionQuery) -> Exchange<Page<Transaction>> {
        self.gateway.list_transactions(query)
    }

    fn get_transaction(&self, id: TransactionId) -> Exchange<Transaction> {
        self.gateway.get_transaction(id)
    }

    fn refund_transaction(&self, id: TransactionId, description: String) -> Exchange<Transaction> {
        self.gateway.refund_transaction(id, description)
    }

    fn ping(&self) -> Exchange<()> {
        self.gateway.ping()
    }
}
