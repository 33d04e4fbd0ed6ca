//! The queue before a printer: a thread of its own, so that no sale ever waits for paper.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{io, thread};

use jiff::Zoned;

use super::exchange::{self, Done, Patience};
use super::state::KEPT_FAILURES;
use super::{Condition, FailedSlip, PrinterProfile, PrinterState, Trouble};
use crate::escpos::encode;
use crate::layout::layout;
use crate::receipt::Slip;

/// How many orders may wait.
const LONGEST_QUEUE: usize = 64;

/// The queue is full: the printer has been in trouble for long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{LONGEST_QUEUE} slips are waiting already")]
pub struct QueueFull;

/// A printer with its queue. The last one to drop it lets the queue run dry and end.
#[derive(Clone, Debug)]
pub struct Printer {
    orders: SyncSender<Order>,
    state: Arc<Mutex<PrinterState>>,
}

#[derive(Debug)]
enum Order {
    Print(Box<Slip>),
    Retry(Zoned),
    Forget,
    Check,
    OpenDrawer,
}

impl Printer {
    /// Starts the queue. Nothing is asked of the printer yet. `on_change` is called from the queue's thread with each new
    /// state.
    ///
    /// # Errors
    ///
    /// When the system has no thread left.
    pub fn start(
        profile: PrinterProfile,
        patience: Patience,
        on_change: impl Fn(PrinterState) + Send + 'static,
    ) -> io::Result<Self> {
        let (orders, received) = sync_channel(LONGEST_QUEUE);
        let state = Arc::new(Mutex::new(PrinterState::default()));
        let worker =
            Worker { profile, patience, state: Arc::clone(&state), failed: Vec::new(), on_change: Box::new(on_change) };
        thread::Builder::new().name("printer".into()).spawn(move || worker.run(&received))?;
        Ok(Self { orders, state })
    }

    /// Prints a slip, and opens the drawer for it where one is due. Returns at once.
    ///
    /// # Errors
    ///
    /// When too many slips wait; the slip can still be printed later from the history.
    pub fn print(&self, slip: Slip) -> Result<(), QueueFull> {
        lock(&self.state).waiting += 1;
        let order = self.order(Order::Print(Box::new(slip)));
        if order.is_err() {
            lock(&self.state).waiting -= 1;
        }
        order
    }

    /// Prints again what failed, oldest first, until one fails again. A slip that may be on paper already is marked as a
    /// copy of `time`. The drawer stays shut. Returns at once.
    pub fn retry(&self, time: Zoned) -> Result<(), QueueFull> {
        self.order(Order::Retry(time))
    }

    /// Forgets what failed. Returns at once.
    pub fn forget(&self) -> Result<(), QueueFull> {
        self.order(Order::Forget)
    }

    /// Asks the printer how it is. Returns at once; the answer is a new state.
    pub fn check(&self) -> Result<(), QueueFull> {
        self.order(Order::Check)
    }

    /// Opens the drawer without a slip: cash is handed back, or changed. Returns at once. Nothing where there is none.
    pub fn open_drawer(&self) -> Result<(), QueueFull> {
        self.order(Order::OpenDrawer)
    }

    /// How it is now.
    pub fn state(&self) -> PrinterState {
        lock(&self.state).clone()
    }

    fn order(&self, order: Order) -> Result<(), QueueFull> {
        self.orders.try_send(order).map_err(|_| QueueFull)
    }
}

/// A state is whole at any time, so a thread that died over it left nothing half-done.
fn lock(state: &Mutex<PrinterState>) -> MutexGuard<'_, PrinterState> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Worker {
    profile: PrinterProfile,
    patience: Patience,
    state: Arc<Mutex<PrinterState>>,
    failed: Vec<(Box<Slip>, Trouble)>,
    on_change: Box<dyn Fn(PrinterState) + Send>,
}

impl Worker {
    fn run(mut self, orders: &Receiver<Order>) {
        while let Ok(order) = orders.recv() {
            let printed = matches!(order, Order::Print(_));
            match order {
                Order::Print(slip) => self.print(slip, true),
                Order::Retry(time) => self.retry(&time),
                Order::Forget => self.failed.clear(),
                Order::Check => self.note(exchange::check(&self.profile, &self.patience, None)),
                Order::OpenDrawer => self.note(exchange::check(&self.profile, &self.patience, self.profile.drawer)),
            }
            self.publish(printed);
        }
    }

    fn print(&mut self, slip: Box<Slip>, first: bool) {
        let bytes = encode(&layout(&slip, self.profile.paper), self.profile.letters, self.profile.cut);
        let drawer = self.profile.drawer.filter(|_| first && slip.opens_drawer());
        let outcome = exchange::print(&self.profile, &self.patience, &bytes, drawer);
        self.note(outcome);
        if let Err(trouble) = outcome {
            tracing::info!(sale = slip.number(), %trouble, "a slip was not printed");
            if self.failed.len() == KEPT_FAILURES {
                self.failed.remove(0);
            }
            self.failed.push((slip, trouble));
        }
    }

    fn retry(&mut self, time: &Zoned) {
        let mut again = std::mem::take(&mut self.failed).into_iter();
        for (slip, trouble) in again.by_ref() {
            let copy = if trouble.may_be_on_paper() { Box::new(slip.reprinted(time.clone())) } else { slip };
            self.print(copy, false);
            if !self.failed.is_empty() {
                break;
            }
        }
        self.failed.extend(again);
    }

    fn note(&self, outcome: Result<Done, Trouble>) {
        lock(&self.state).condition = match outcome {
            Ok(Done { paper_low }) => Condition::Ready { paper_low },
            Err(trouble) => Condition::InTrouble { trouble },
        };
    }

    fn publish(&self, printed: bool) {
        let mut state = lock(&self.state);
        state.waiting -= usize::from(printed);
        state.failed = self
            .failed
            .iter()
            .map(|(slip, trouble)| FailedSlip { number: slip.number().to_owned(), trouble: *trouble })
            .collect();
        let now = state.clone();
        drop(state);
        (self.on_change)(now);
    }
}
