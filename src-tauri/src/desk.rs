//! What the windows are about: set-up, or the till that sells. Every change goes out to them as one whole snapshot.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use serde::Serialize;
use shop_setup::profile::Profiles;
use staff::{Right, Staff, StaffFile};
use tauri::{AppHandle, Emitter, Manager};
use till::view::ExportProgress;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::arguments::Arguments;
use crate::customer::CustomerScreen;
use crate::data_directory::DataDirectory;
use crate::opening::Whose;
use crate::printing::{self, PrintReceipts, Station};
use crate::qr;
use crate::selling::{Selling, watch_certificate};
use crate::settings::{Keeper, Settings};
use crate::setup::view::{DroppedFiles, MachineView};
use crate::setup::{Assistant, KeyPlaces, SetupProblem};
use crate::snapshot::{Snapshot, Stage};
use crate::speech::{self, Voice};
use crate::staff::{StaffView, Unwritten, now, record_opening};
use crate::telling::Telling;
use crate::windows::{self, MAIN};

/// The event that carries a [`DroppedFiles`].
const DROPPED_EVENT: &str = "dropped";

/// The event that carries an [`ExportProgress`].
const EXPORT_EVENT: &str = "export";

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
    /// The shops of this machine.
    pub(crate) profiles: Profiles,
    /// Where their keys are.
    pub(crate) keys: KeyPlaces,
    /// What set-up is about.
    pub(crate) assistant: Assistant,
    /// The machine's printer.
    pub(crate) station: Station,
    /// The customer's screen.
    pub(crate) customer: CustomerScreen,
    /// Told when monitors, or what is wanted of them, may have changed.
    pub(crate) monitors_changed: Notify,
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
    telling: Telling,
}

/// Where the program stands.
enum Place {
    Setup,
    Starting,
    Selling(Arc<Selling>),
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
        let profiles = Profiles::new(&data.profiles());
        let staff = Staff::open(StaffFile::new(data.staff()), now());
        Self {
            app,
            arguments,
            keys: KeyPlaces::new(profiles.clone()),
            profiles,
            assistant: Assistant::default(),
            station,
            customer: CustomerScreen::new(),
            monitors_changed: Notify::new(),
            settings,
            voice: OnceLock::new(),
            staff,
            staff_acts: tokio::sync::Mutex::new(()),
            unwritten: Unwritten::new(data.unwritten()),
            data,
            place: Mutex::new(Place::Setup),
            is_close_asked: AtomicBool::new(false),
            telling: Telling::default(),
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
            Place::Setup | Place::Starting => None,
        }
    }

    /// Whether the windows are about set-up.
    pub(crate) fn is_in_setup(&self) -> bool {
        matches!(*lock(&self.place), Place::Setup)
    }

    /// Whether the till of this profile sells.
    pub(crate) fn sells_for(&self, id: Uuid) -> bool {
        self.selling().is_some_and(|selling| matches!(selling.whose, Whose::Shop { profile, .. } if profile == id))
    }

    /// The shop that a start of the program sells for: the one that sold here last, or the only one there is.
    pub(crate) fn opens_by_itself(&self) -> Option<Uuid> {
        let known = self.profiles.list().0;
        let last = self.settings().profile.filter(|last| known.iter().any(|profile| profile.id == *last));
        last.or(if let [only] = known.as_slice() { Some(only.id) } else { None })
    }

    /// Leaves set-up for the start of a till; false when one is starting or selling already.
    pub(crate) fn begin_starting(&self) -> bool {
        let begun = {
            let mut place = lock(&self.place);
            let begun = matches!(*place, Place::Setup);
            if begun {
                *place = Place::Starting;
                self.assistant.forget_problem();
            }
            begun
        };
        self.publish();
        begun
    }

    /// Back to set-up with the reason, and the profile that it is about.
    pub(crate) fn fail_starting(&self, profile: Option<Uuid>, problem: SetupProblem) {
        self.assistant.fail(profile, problem);
        *lock(&self.place) = Place::Setup;
        self.publish();
    }

    /// Leaves the till that sells, which is closed first. Refused over an open sale.
    pub(crate) async fn leave(&self) -> Result<(), SetupProblem> {
        let selling = {
            let mut place = lock(&self.place);
            let Place::Selling(selling) = &*place else { return Err(SetupProblem::NotPossibleNow) };
            if selling.is_open() {
                return Err(SetupProblem::SaleOpen);
            }
            let selling = Arc::clone(selling);
            // From here on no window reaches this till, so no sale begins while it closes.
            *place = Place::Starting;
            selling
        };
        self.publish();
        selling.till.close().await;
        drop(selling);
        self.assistant.forget_problem();
        *lock(&self.place) = Place::Setup;
        self.change_settings(|settings| settings.practice = false);
        self.show_title();
        Ok(())
    }

    /// From now on the till sells, and each of its snapshots goes to the windows.
    pub(crate) fn begin_selling(self: &Arc<Self>, selling: Selling) {
        let mut views = selling.till.views();
        self.print_what_settles(&selling);
        self.say_what_is_paid(&selling);
        let selling = Arc::new(selling);
        *lock(&self.place) = Place::Selling(Arc::clone(&selling));
        self.publish();
        self.show_title();
        tauri::async_runtime::spawn(watch_certificate(Arc::clone(self), Arc::downgrade(&selling)));
        let desk = Arc::clone(self);
        tauri::async_runtime::spawn(async move {
            record_opening(&desk, &selling).await;
            drop(selling);
            while views.changed().await.is_ok() {
                if !desk.asks_before_closing() {
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
        self.selling().is_some_and(|selling| selling.is_open())
    }

    /// Whether the window is closed only after a question: over an open sale; a kiosk always, but before it sells and in
    /// front of somebody who may leave it anyway.
    pub(crate) fn asks_before_closing(&self) -> bool {
        let may_leave = || self.staff.may().into_iter().any(|right| right == Right::Settings);
        self.has_open_sales() || self.settings().choices.kiosk && (self.selling().is_some() || !may_leave())
    }

    /// Asks staff whether to close the window, or ends the question.
    pub(crate) fn ask_to_close(&self, is_asked: bool) {
        self.is_close_asked.store(is_asked, Ordering::Relaxed);
        self.publish();
    }

    /// Everything a window draws.
    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot {
            language: self.settings().choices.language,
            settings: self.settings_view(),
            staff: StaffView::of(&self.staff),
            customer: self.customer.for_staff(&self.customer_words()),
            is_close_asked: self.is_close_asked.load(Ordering::Relaxed),
            stage: self.stage(),
        }
    }

    fn stage(&self) -> Stage {
        let place = lock(&self.place);
        let selling = match &*place {
            Place::Setup => {
                // The window's thread answers about monitors, and may be waiting for this lock.
                drop(place);
                return self.setup_stage();
            }
            Place::Starting => return Stage::Starting,
            Place::Selling(selling) => Arc::clone(selling),
        };
        drop(place);
        let till = selling.till.views().borrow().as_ref().clone();
        let qr = qr::draw_shown(&till);
        let printer = self.station.state();
        let (environment, certificate) = (selling.environment(), selling.certificate());
        Stage::Selling { environment, till: Box::new(till), qr, printer, certificate }
    }

    fn setup_stage(&self) -> Stage {
        let machine = MachineView { monitors: self.monitors(), printer: self.station.state() };
        let (problem, profiles, connecting) = self.assistant.show(&self.profiles, self.settings().profile);
        Stage::Setup { problem, profiles, connecting, machine }
    }

    /// How many monitors the window system knows; one where it does not say.
    fn monitors(&self) -> u32 {
        let monitors = self.app.available_monitors().map_or(1, |monitors| monitors.len());
        u32::try_from(monitors).unwrap_or(u32::MAX)
    }

    /// The title of the window's frame, which says whose money is moved even when the window is covered.
    fn show_title(&self) {
        let shown = self.selling().map(|selling| {
            let shop = selling.till.views().borrow().shop.name.clone();
            (shop, selling.environment())
        });
        windows::show_title(
            &self.app,
            shown.as_ref().map(|(shop, environment)| (shop.as_str(), *environment)),
            self.settings().choices.language,
        );
    }

    /// Tells the staff's window of files that were dropped.
    pub(crate) fn emit_dropped(&self, dropped: &DroppedFiles) {
        self.emit(DROPPED_EVENT, dropped);
    }

    /// Tells the staff's window how far an export is.
    pub(crate) fn emit_export(&self, progress: ExportProgress) {
        self.emit(EXPORT_EVENT, &progress);
    }

    /// Sends the staff's window what it draws; the customer's screen makes a view of its own. Whoever changed something
    /// publishes it: the last snapshot that a window gets is never older than the last change.
    pub(crate) fn publish(&self) {
        self.telling.tell(|| self.emit(SNAPSHOT_EVENT, &self.snapshot()));
        self.customer.look_again();
    }

    fn emit(&self, event: &str, what: &(impl Serialize + Clone)) {
        if let Err(error) = self.app.emit_to(MAIN, event, what.clone()) {
            tracing::error!(%error, event, "an event did not reach the window");
        }
    }
}

/// The state behind these locks is replaced whole, so a panic elsewhere cannot leave it half changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
