use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use shop_setup::profile::Environment;
use tauri::ipc::Channel;
use till::view::TillView;
use tokio::sync::{Notify, watch};

use super::{CustomerQr, CustomerShop, CustomerView, Display, awake};
use crate::desk::Desk;
use crate::snapshot::{CustomerDisplayView, CustomerPlace, Language, QrView};

/// Without a change the screen is looked at again after this: nothing depends on it.
const AT_REST: Duration = Duration::from_secs(3600);

/// The customer's screen, whether or not there is a window for it.
pub(crate) struct CustomerScreen {
    state: Mutex<State>,
    changed: Notify,
    is_lit: watch::Sender<bool>,
}

struct State {
    display: Display,
    window: Option<Channel<CustomerView>>,
    last: Option<CustomerView>,
    place: CustomerPlace,
    monitors: Vec<String>,
    dots_per_metre: Option<u32>,
}

/// What the till shows at this moment, as far as the customer's screen needs it.
pub(crate) struct Trade {
    /// The till's own snapshot.
    pub(crate) till: Arc<TillView>,
    /// Which money it is about.
    pub(crate) environment: Environment,
    /// The QR of the live sale, exactly while it may be shown.
    pub(crate) qr: Option<QrView>,
}

/// What the shop chose for this screen.
pub(crate) struct CustomerWords {
    /// The language it goes back to after each sale.
    pub(crate) language: Language,
    /// How long a result stands.
    pub(crate) result_for: Duration,
}

impl CustomerScreen {
    /// A screen without a window.
    pub(crate) fn new() -> Self {
        let state = State {
            display: Display::default(),
            window: None,
            last: None,
            place: CustomerPlace::Nowhere,
            monitors: Vec::new(),
            dots_per_metre: None,
        };
        Self { state: Mutex::new(state), changed: Notify::new(), is_lit: watch::Sender::new(false) }
    }

    /// Something may have changed; the screen is looked at again.
    pub(crate) fn look_again(&self) {
        self.changed.notify_one();
    }

    /// A page is there, perhaps again after a crash: it gets the whole view now, and every one from now on. The page
    /// before it gets none any more.
    pub(crate) fn connect(&self, window: Channel<CustomerView>) {
        let mut state = self.lock();
        state.window = Some(window);
        state.last = None;
        drop(state);
        self.look_again();
    }

    /// The window was opened there, or is gone.
    pub(crate) fn stands(&self, place: CustomerPlace, dots_per_metre: Option<u32>) {
        let mut state = self.lock();
        state.place = place;
        state.dots_per_metre = dots_per_metre;
        if place.has_no_window() {
            state.window = None;
        }
        drop(state);
        self.look_again();
    }

    /// The monitors that the screen could stand on, by name. True when they are others than before.
    pub(crate) fn could_stand_on(&self, monitors: Vec<String>) -> bool {
        let mut state = self.lock();
        let differ = state.monitors != monitors;
        state.monitors = monitors;
        differ
    }

    /// A language for the customer alone, until the sale is over.
    pub(crate) fn choose_language(&self, language: Language) {
        self.lock().display.choose_language(Instant::now(), language);
        self.look_again();
    }

    /// The QR of this sale may not be scanned: staff have asked to change or withdraw it. `None` ends that.
    pub(crate) fn cover(&self, number: Option<&str>) {
        match number {
            Some(number) => self.lock().display.cover(number),
            None => self.lock().display.uncover(),
        }
        self.look_again();
    }

    /// What the staff's window draws of it.
    pub(crate) fn for_staff(&self, words: &CustomerWords) -> CustomerDisplayView {
        let state = self.lock();
        CustomerDisplayView {
            place: state.place,
            language: state.display.language().unwrap_or(words.language),
            monitors: state.monitors.clone(),
        }
    }

    /// Looks at the till, sends the view where it differs from the last one, and says when to look again by itself.
    fn show(&self, now: Instant, trade: Option<Trade>, words: &CustomerWords) -> (Option<Instant>, Language) {
        let mut state = self.lock();
        let (till, environment, qr) = match trade {
            Some(trade) => (Some(trade.till), Some(trade.environment), trade.qr),
            None => (None, None, None),
        };
        let qr = qr.map(|QrView { size, path, .. }| CustomerQr { size, path });
        let picture = state.display.look(now, till.as_deref(), qr, words.result_for).clone();
        let shop = till.as_ref().map(|till| CustomerShop {
            name: till.shop.name.clone(),
            money_name: till.shop.money_name.clone(),
            unit: till.shop.unit.clone(),
        });
        let language = state.display.language().unwrap_or(words.language);
        let is_lit = !state.place.has_no_window() && !picture.is_at_rest();
        let view = CustomerView { language, environment, shop, dots_per_metre: state.dots_per_metre, picture };
        if let Some(window) = &state.window
            && state.last.as_ref() != Some(&view)
            && let Err(error) = window.send(view.clone())
        {
            tracing::warn!(%error, "the customer's screen did not get its picture");
        }
        state.last = Some(view);
        let next = state.display.next_change(now);
        drop(state);
        self.is_lit.send_if_modified(|before| std::mem::replace(before, is_lit) != is_lit);
        (next, language)
    }

    /// The state behind this lock is replaced whole, so a panic elsewhere cannot leave it half changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the customer's screen as the till says, and the monitors lit while a sale is on it. Never ends.
pub(crate) async fn follow(desk: Arc<Desk>) {
    tauri::async_runtime::spawn(awake::follow(desk.customer.is_lit.subscribe()));
    let mut told = None;
    loop {
        let (next, language) = desk.customer.show(Instant::now(), desk.trade(), &desk.customer_words());
        if told != Some(language) {
            told = Some(language);
            // Staff read on their key which language the customer has.
            desk.publish();
        }
        let wait = next.map_or(AT_REST, |next| next.saturating_duration_since(Instant::now()));
        let _ = tokio::time::timeout(wait, desk.customer.changed.notified()).await;
    }
}
