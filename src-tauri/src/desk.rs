//! What the windows are about: set-up, or the till that sells. Every change goes out to them as one whole snapshot.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use partner_api::Client;
use shop_setup::profile::Environment;
use staff::{Right, Staff, StaffFile};
use tauri::{AppHandle, Emitter, Manager};
use till::Till;
use till::books::Books;
use till::gateway::Terms;

use crate::arguments::Arguments;
use crate::data_directory::DataDirectory;
use crate::practice::Practice;
use crate::printing::{self, PrintReceipts, Slips, Station};
use crate::qr;
use crate::settings::{Keeper, Settings};
use crate::setup::SetupProblem;
use crate::setup::view::MachineView;
use crate::snapshot::{Snapshot, Stage};
use crate::speech::{self, Voice};
use crate::staff::{StaffView, Unwritten, now, record_opening};

/// The event that carries a [`Snapshot`].
const SNAPSHOT_EVENT: &str = "snapshot";

/// What every command works on.
pub(crate) struct Desk {
    /// The windows' system.
    pub(crate) app: AppHandle,
    /// How the program was started.
    pub(crate) arguments: Arguments,
    /// Where it keeps its files.
    pub(crate) data: DataDirectory,
    /// The machine's printer.
    pub(crate) station: Station,
    /// What the shop chose.
    pub(crate) settings: Keeper,
    /// The machine's voice, once it has been looked for.
    pub(crate) voice: OnceLock<Voice>,
    /// Who may work here, and who does.
    pub(crate) staff: Staff,
    /// Acts about staff come one after the other.
    pub(crate) staff_acts: tokio::sync::Mutex<()>,
    /// What the audit log is to have once a till sells.
    pub(crate) unwritten: Unwritten,
    place: Mutex<Place>,
    is_close_asked: AtomicBool,
}

/// Where the program stands.
enum Place {
    Setup(Option<SetupProblem>),
    Starting,
    Selling(Arc<Selling>),
}

/// A till that sells, with what belongs to it.
pub(crate) struct Selling {
    /// Which money it is about.
    pub(crate) environment: Environment,
    /// The till.
    pub(crate) till: Till,
    /// What reads the server's list beside it.
    pub(crate) client: Arc<Client>,
    /// The shop and money that are sold for.
    pub(crate) terms: Terms,
    /// Its books, which are read beside it.
    pub(crate) books: Arc<Books>,
    /// Its slips of paper.
    pub(crate) slips: Arc<Slips>,
    /// The far side of practice mode, when that is what it sells against.
    pub(crate) practice: Option<Practice>,
}

impl Desk {
    /// A desk at the set-up stage.
    pub(crate) fn new(app: AppHandle, arguments: Arguments, data: DataDirectory) -> Self {
        let settings = Keeper::open(data.settings());
        let windows = app.clone();
        let station = Station::new(move || {
            if let Some(desk) = windows.try_state::<Arc<Self>>() {
                desk.publish();
            }
        });
        station.use_printer(settings.now().printing.printer);
        let staff = Staff::open(StaffFile::new(data.staff()), now());
        Self {
            app,
            arguments,
            data,
            station,
            settings,
            voice: OnceLock::new(),
            staff,
            staff_acts: tokio::sync::Mutex::new(()),
            unwritten: Unwritten::default(),
            place: Mutex::new(Place::Setup(None)),
            is_close_asked: AtomicBool::new(false),
        }
    }

    /// The settings as they are now.
    pub(crate) fn settings(&self) -> Settings {
        self.settings.now()
    }

    /// Changes the settings, writes them down and tells the windows. A disk that refuses costs only the memory of it.
    pub(crate) fn change_settings(&self, change: impl FnOnce(&mut Settings)) {
        // The reason is in the log, and what was changed counts until the program ends.
        let _ = self.settings.change(change);
        self.publish();
    }

    /// After how long without a hand at the till whoever works is logged out; `None` for never.
    pub(crate) fn lock_after(&self) -> Option<Duration> {
        let minutes = self.settings().choices.idle_lock_minutes;
        (minutes > 0).then(|| Duration::from_secs(u64::from(minutes) * 60))
    }

    /// The till that sells, if one does.
    pub(crate) fn selling(&self) -> Option<Arc<Selling>> {
        match &*lock(&self.place) {
            Place::Selling(selling) => Some(Arc::clone(selling)),
            Place::Setup(_) | Place::Starting => None,
        }
    }

    /// Leaves set-up for the start of a till; false when one is starting or selling already.
    pub(crate) fn begin_starting(&self) -> bool {
        let begun = {
            let mut place = lock(&self.place);
            let begun = matches!(*place, Place::Setup(_));
            if begun {
                *place = Place::Starting;
            }
            begun
        };
        self.publish();
        begun
    }

    /// Back to set-up with the reason.
    pub(crate) fn fail_starting(&self, problem: SetupProblem) {
        *lock(&self.place) = Place::Setup(Some(problem));
        self.publish();
    }

    /// From now on the till sells, and each of its snapshots goes to the windows.
    pub(crate) fn begin_selling(self: &Arc<Self>, selling: Selling) {
        let mut views = selling.till.views();
        self.print_what_settles(&selling);
        self.say_what_is_paid(&selling);
        let selling = Arc::new(selling);
        *lock(&self.place) = Place::Selling(Arc::clone(&selling));
        self.publish();
        let desk = Arc::clone(self);
        tauri::async_runtime::spawn(async move {
            record_opening(&desk, &selling).await;
            drop(selling);
            while views.changed().await.is_ok() {
                if !desk.has_open_sales() {
                    desk.is_close_asked.store(false, Ordering::Relaxed);
                }
                desk.publish();
            }
            tracing::info!("the till has closed");
        });
    }

    /// Amounts that are paid from now on are said aloud, where the shop wants them and the machine has a voice.
    fn say_what_is_paid(self: &Arc<Self>, selling: &Selling) {
        let (desk, listener) = (Arc::clone(self), Arc::clone(self));
        let language = move || listener.settings().choices.language;
        tauri::async_runtime::spawn(speech::follow(selling.till.views(), language, move |saying| {
            let choices = desk.settings().choices;
            if let Some(voice) = desk.voice.get().filter(|_| choices.sound && choices.spoken_amount) {
                voice.say(saying, choices.tone_volume);
            }
        }));
    }

    /// Looks for the machine's voice and tells the windows whether there is one.
    pub(crate) fn find_voice(self: &Arc<Self>) {
        let desk = Arc::clone(self);
        tauri::async_runtime::spawn_blocking(move || {
            let _ = desk.voice.set(Voice::find());
            desk.publish();
        });
    }

    /// Slips of what settles from now on come out by themselves, where the shop wants them.
    fn print_what_settles(self: &Arc<Self>, selling: &Selling) {
        let (desk, slips) = (Arc::clone(self), Arc::clone(&selling.slips));
        tauri::async_runtime::spawn(printing::follow(selling.till.views(), move |number| {
            let settings = desk.settings();
            if settings.printing.print_receipts == PrintReceipts::OnSuccess
                && let Err(problem) = slips.print_settled(&desk.station, number, settings.choices.language.into())
            {
                tracing::warn!(sale = number, %problem, "a slip was not printed");
            }
        }));
    }

    /// Whether money may still move by a QR of this till.
    pub(crate) fn has_open_sales(&self) -> bool {
        self.selling().is_some_and(|selling| {
            let view = selling.till.views().borrow().clone();
            !view.parked.is_empty() || view.live.as_ref().is_some_and(|sale| !sale.state.is_final())
        })
    }

    /// Whether the window may be closed without a question: a kiosk asks while the till sells, and stays open elsewhere
    /// unless whoever is there has the right to leave it.
    pub(crate) fn may_leave(&self) -> bool {
        if !self.settings().choices.kiosk {
            return true;
        }
        self.selling().is_none() && self.staff.may().into_iter().any(|right| right == Right::Settings)
    }

    /// Asks staff whether to close the window over an open sale, or ends the question.
    pub(crate) fn ask_to_close(&self, is_asked: bool) {
        self.is_close_asked.store(is_asked, Ordering::Relaxed);
        self.publish();
    }

    /// Everything a window draws.
    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot {
            language: self.settings().choices.language,
            settings: self.settings_view(&self.app),
            staff: StaffView::of(&self.staff),
            stage: self.stage(),
        }
    }

    fn stage(&self) -> Stage {
        let place = lock(&self.place);
        let selling = match &*place {
            Place::Setup(problem) => {
                let problem = problem.clone();
                // The window's thread answers about monitors, and may be waiting for this lock.
                drop(place);
                let machine = MachineView { monitors: self.monitors(), printer: self.station.state() };
                return Stage::Setup { problem, profiles: Vec::new(), connecting: None, machine };
            }
            Place::Starting => return Stage::Starting,
            Place::Selling(selling) => Arc::clone(selling),
        };
        drop(place);
        let till = selling.till.views().borrow().as_ref().clone();
        let qr = till.shown_qr().and_then(|(number, token)| {
            qr::draw_view(number, token)
                .inspect_err(|error| tracing::error!(sale = number, %error, "the QR cannot be drawn"))
                .ok()
        });
        let is_close_asked = self.is_close_asked.load(Ordering::Relaxed);
        let printer = self.station.state();
        Stage::Selling {
            environment: selling.environment,
            till: Box::new(till),
            qr,
            is_close_asked,
            printer,
            certificate: None,
        }
    }

    /// How many monitors the window system knows; one where it does not say.
    fn monitors(&self) -> u32 {
        let monitors = self.app.available_monitors().map_or(1, |monitors| monitors.len());
        u32::try_from(monitors).unwrap_or(u32::MAX)
    }

    /// Tells the windows how everything stands.
    pub(crate) fn publish(&self) {
        if let Err(error) = self.app.emit(SNAPSHOT_EVENT, self.snapshot()) {
            tracing::error!(%error, "a snapshot did not reach the windows");
        }
    }
}

/// The state behind these locks is replaced whole, so a panic elsewhere cannot leave it half changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
