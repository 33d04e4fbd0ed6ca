//! What the desk knows of the customer's screen: its part of the settings, and what is sold at this moment.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{CustomerWords, Trade};
use crate::desk::Desk;
use crate::qr;
use crate::settings::Settings;
use crate::windows::Wish;

/// What the machine remembers of the customer's screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct CustomerMemory {
    /// The monitor it was on first; it goes back there.
    pub(crate) monitor: Option<String>,
    /// Whether it is in a frame on the staff's monitor.
    pub(crate) is_framed: bool,
}

impl Desk {
    /// What is sold at this moment.
    pub(crate) fn trade(&self) -> Option<Trade> {
        let selling = self.selling()?;
        let till = selling.till.views().borrow().clone();
        let qr = qr::draw_shown(&till);
        Some(Trade { till, environment: selling.environment(), qr })
    }

    /// What the shop chose for the customer's screen.
    pub(crate) fn customer_words(&self) -> CustomerWords {
        let choices = self.settings().choices;
        CustomerWords {
            language: choices.customer_language,
            result_for: Duration::from_secs(choices.customer_result_seconds.into()),
        }
    }

    /// Where the customer's window is wanted.
    pub(crate) fn customer_wish(&self) -> Wish {
        let Settings { choices, customer, .. } = self.settings();
        match (customer.is_framed, choices.customer_screen) {
            (true, _) => Wish::Frame,
            (false, true) => Wish::Monitor(choices.customer_monitor.or(customer.monitor)),
            (false, false) => Wish::Off,
        }
    }

    /// Opens the customer's window in a frame on the staff's monitor, or ends that.
    pub(crate) fn frame_customer_window(&self, is_wanted: bool) {
        self.change_settings(|settings| settings.customer.is_framed = is_wanted);
        self.monitors_changed.notify_one();
    }

    /// The window goes back to this monitor as long as no other is chosen. One that only stands in is not remembered.
    pub(crate) fn remember_customer_monitor(&self, name: &str) {
        if self.settings().customer.monitor.is_none() {
            self.change_settings(|settings| settings.customer.monitor = Some(name.to_owned()));
        }
    }

    /// The monitor that is gone is not missed any more.
    pub(crate) fn forget_customer_monitor(&self) {
        self.change_settings(|settings| settings.customer.monitor = None);
        self.monitors_changed.notify_one();
    }
}
