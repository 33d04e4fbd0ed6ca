//! Keeps the customer's window where it belongs while monitors come and go.

use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use tauri::{AppHandle, Manager, WindowEvent};

use super::monitors::{Place, choose, free};
use super::{MAIN, customer, physical};
use crate::desk::Desk;
use crate::snapshot::CustomerPlace;

/// Between two looks at the monitors; where the window system tells that they changed, sooner.
const PAUSE: Duration = Duration::from_secs(2);

/// How long the main thread may take to say how large a monitor is.
const MEASURING: Duration = Duration::from_secs(2);

/// What the shop wants of the customer's window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// None.
    Off,
    /// One on a monitor of its own, where there is one: this one, if it is there.
    Monitor(Option<String>),
    /// One in a frame on the staff's monitor.
    Frame,
}

/// Where the window was opened.
#[derive(Clone, Debug, PartialEq)]
enum Spot {
    On(Place),
    Framed,
}

/// Opens, moves and closes the customer's window as wishes and monitors change. Never ends.
pub(crate) async fn keep(desk: Arc<Desk>, app: AppHandle) {
    hear_of_changes(&app, &desk);
    let mut keeper = Keeper { app, desk: Arc::clone(&desk), spot: None, pending: None, told: None };
    loop {
        // Asking for monitors waits for the main thread.
        let looked = tauri::async_runtime::spawn_blocking(move || {
            keeper.look();
            keeper
        });
        match looked.await {
            Ok(back) => keeper = back,
            Err(error) => return tracing::error!(%error, "the customer's window is no longer looked after"),
        }
        let _ = tokio::time::timeout(PAUSE, desk.monitors_changed.notified()).await;
    }
}

/// Where the window is to stand; nowhere: it closes.
#[derive(Clone, PartialEq)]
struct Goal(Option<Spot>);

struct Keeper {
    app: AppHandle,
    desk: Arc<Desk>,
    spot: Option<Spot>,
    /// A change that was seen once. A window that is being dragged over an edge must not make the other one jump.
    pending: Option<Goal>,
    /// What the desk was told last.
    told: Option<CustomerPlace>,
}

impl Keeper {
    fn look(&mut self) {
        let Some((monitors, staff)) = self.monitors() else { return };
        let wish = self.desk.customer_wish();
        let names = free(&monitors, &staff).into_iter().map(|monitor| monitor.name).collect();
        let differ = self.desk.customer.could_stand_on(names);
        let target = match &wish {
            Wish::Off => None,
            Wish::Monitor(preferred) => choose(&monitors, &staff, preferred.as_deref()).map(Spot::On),
            Wish::Frame => Some(Spot::Framed),
        };
        if differ {
            tracing::info!(?monitors, staff = staff.name, "the monitors of this machine");
        }
        let is_lost = target.is_none() && matches!(wish, Wish::Monitor(Some(_)));
        if customer::opened(&self.app).is_none() && self.spot.take().is_some() {
            tracing::warn!("the customer's window is gone");
        }
        if target == self.spot {
            self.pending = None;
            self.tell(is_lost, differ);
            return;
        }
        let must_go = match &self.spot {
            Some(Spot::On(place)) => !matches!(wish, Wish::Monitor(_)) || !monitors.contains(place),
            Some(Spot::Framed) | None => true,
        };
        let goal = Goal(target.clone());
        if !must_go && self.pending.as_ref() != Some(&goal) {
            self.pending = Some(goal);
            return;
        }
        self.pending = None;
        self.move_to(target, &staff);
        self.tell(is_lost, true);
    }

    /// The monitors, and which of them the staff's window is on.
    fn monitors(&self) -> Option<(Vec<Place>, Place)> {
        let window = self.app.get_webview_window(MAIN)?;
        let monitors: Vec<Place> = window.available_monitors().ok()?.iter().map(Place::from).collect();
        let own = window.current_monitor().ok().flatten().or_else(|| window.primary_monitor().ok().flatten());
        let staff = own.as_ref().map(Place::from).or_else(|| monitors.first().cloned())?;
        Some((monitors, staff))
    }

    fn move_to(&mut self, target: Option<Spot>, staff: &Place) {
        if let Some(window) = customer::opened(&self.app) {
            if let Err(error) = window.destroy() {
                tracing::warn!(%error, "the customer's window does not close");
            }
            self.spot = None;
            if target.is_some() {
                // Its name is free at the next look, when the old window is gone.
                self.desk.monitors_changed.notify_one();
                return;
            }
        }
        let opened = match &target {
            None => Ok(()),
            Some(Spot::On(place)) => customer::open_on(&self.app, place).map(|_| ()),
            Some(Spot::Framed) => customer::open_in_frame(&self.app, staff).map(|window| self.watch_frame(&window)),
        };
        match opened {
            Ok(()) => {
                tracing::info!(?target, "the customer's window was moved");
                self.spot = target;
            }
            Err(error) => tracing::warn!(%error, "the customer's window did not open"),
        }
        if let Some(Spot::On(place)) = &self.spot {
            self.desk.remember_customer_monitor(&place.name);
        }
    }

    /// Who closes the framed window does not want it.
    fn watch_frame(&self, window: &tauri::WebviewWindow) {
        let desk = Arc::clone(&self.desk);
        window.on_window_event(move |event| {
            if let WindowEvent::CloseRequested { .. } = event {
                desk.frame_customer_window(false);
            }
        });
    }

    fn tell(&mut self, is_lost: bool, has_changed: bool) {
        let place = match &self.spot {
            Some(Spot::On(_)) => CustomerPlace::OnMonitor,
            Some(Spot::Framed) => CustomerPlace::InFrame,
            None if is_lost => CustomerPlace::Lost,
            None => CustomerPlace::Nowhere,
        };
        if self.told == Some(place) && !has_changed {
            return;
        }
        self.told = Some(place);
        self.desk.customer.stands(place, self.measure());
        self.desk.publish();
    }

    fn measure(&self) -> Option<u32> {
        let place = match &self.spot {
            Some(Spot::On(place)) => place.clone(),
            Some(Spot::Framed) => self.monitors()?.1,
            None => return None,
        };
        let (say, hear) = mpsc::channel();
        let ask = move || {
            // Who asked may have gone.
            let _ = say.send(physical::measure(&place));
        };
        self.app.run_on_main_thread(ask).ok()?;
        hear.recv_timeout(MEASURING).ok().flatten()
    }
}

/// A monitor that is pulled out must not leave the customer's window over the staff's for seconds.
#[cfg(target_os = "linux")]
fn hear_of_changes(app: &AppHandle, desk: &Arc<Desk>) {
    let desk = Arc::clone(desk);
    let heard = app.run_on_main_thread(move || {
        if let Some(screen) = gtk::gdk::Screen::default() {
            screen.connect_monitors_changed(move |_| desk.monitors_changed.notify_one());
        }
    });
    if let Err(error) = heard {
        tracing::warn!(%error, "changes of monitors are only seen by looking");
    }
}

/// Seen by looking only.
#[cfg(not(target_os = "linux"))]
fn hear_of_changes(_app: &AppHandle, _desk: &Arc<Desk>) {}
