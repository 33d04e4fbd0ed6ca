//! The numbers a shop or a support desk may tune. What belongs to the schedule itself stands in [`crate::schedule`].

use std::time::Duration;

use crate::shift::ShopDay;

/// How the till behaves. The defaults are the ones to ship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The life asked for a new tray. Default 300 s, sensible between 60 s and 1800 s; sent in whole seconds.
    pub tray_life: Duration,
    /// How much longer a tray lives after `extend_sale`. Default 180 s.
    pub extension: Duration,
    /// The gap between two questions while the customer stands there. Default 0.65 s; 0.9 s is polite.
    pub base_gap: Duration,
    /// How often a sale set aside is asked for at most. Default 5 s.
    pub parked_gap: Duration,
    /// The least time between two questions about sales that are not on the screen. Default 1 s.
    pub background_gap: Duration,
    /// How long before its end a QR is covered. Default 3 s.
    pub cover_before_expiry: Duration,
    /// How long after a tray's end a scan may still turn up; only an answer asked for after it ends a sale as
    /// expired. Default 15 s.
    pub grace: Duration,
    /// Without an answer for so long the connection is called unsteady. Default 6 s.
    pub unsteady_after: Duration,
    /// Without an answer for so long the QR is covered. Default 10 s.
    pub silent_after: Duration,
    /// How long the outcome must have been uncertain before a sale may be set aside. Default 10 s.
    pub park_after: Duration,
    /// When a question counts as unanswered, should the gateway not say so first. Default 6 s.
    pub read_limit: Duration,
    /// When a change counts as unanswered, should the gateway not say so first. Default 11 s.
    pub change_limit: Duration,
    /// How long a refund waits for the answer to whether it was taken back already. Without one by then nothing is
    /// sent, so that no refund leaves long after staff have turned away. Default 15 s.
    pub refund_read_limit: Duration,
    /// How long after it was stamped a refund's request can still be carried out. The server refuses one whose
    /// timestamp is further off than its window (`partner_request_expired`). How wide that is, no document says; five
    /// minutes are assumed (wire protocol, section 12). One minute more is for a request that passed that check at the
    /// last moment and is carried out slowly, or shows late in answers. Default 6 minutes.
    pub refund_window: Duration,
    /// How long after its making the server still carries out a request, by the request's own timestamp. Default 300 s,
    /// as assumed of the server (wire protocol, section 12).
    pub request_window: Duration,
    /// How long the first sale waits at most for the journal to be compared with the server's list. Default 2 s.
    pub compare_limit: Duration,
    /// How long to wait before writing again what the journal did not take. Default 1 s.
    pub journal_retry: Duration,
    /// From which difference on staff are told that this machine's clock is off. Default 30 s.
    pub clock_off_after: Duration,
    /// Within so long the same customer with the same amount is likely a mistake, of which staff are told. Default 5
    /// minutes.
    pub twice_within: Duration,
    /// How many results the list holds. Default 20.
    pub recent_limit: usize,
    /// How the shop counts its days: a new shift belongs to the day on which it is opened. Default UTC from 04:00; the
    /// terminal gives the machine's own zone.
    pub shop_day: ShopDay,
}

/// The part of [`Settings`] that a shop may change while its till sells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tuning {
    /// [`Settings::tray_life`], from the next sale on.
    pub tray_life: Duration,
    /// [`Settings::base_gap`], from the next question on.
    pub base_gap: Duration,
    /// [`Settings::shop_day`], from the next shift on.
    pub shop_day: ShopDay,
}

impl Settings {
    /// The same, tuned.
    pub fn tune(&mut self, Tuning { tray_life, base_gap, shop_day }: Tuning) {
        *self = Self { tray_life, base_gap, shop_day, ..self.clone() };
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            tray_life: Duration::from_secs(300),
            extension: Duration::from_secs(180),
            base_gap: Duration::from_millis(650),
            parked_gap: Duration::from_secs(5),
            background_gap: Duration::from_secs(1),
            cover_before_expiry: Duration::from_secs(3),
            grace: Duration::from_secs(15),
            unsteady_after: Duration::from_secs(6),
            silent_after: Duration::from_secs(10),
            park_after: Duration::from_secs(10),
            read_limit: Duration::from_secs(6),
            change_limit: Duration::from_secs(11),
            refund_read_limit: Duration::from_secs(15),
            refund_window: Duration::from_secs(360),
            request_window: Duration::from_secs(300),
            compare_limit: Duration::from_secs(2),
            journal_retry: Duration::from_secs(1),
            clock_off_after: Duration::from_secs(30),
            twice_within: Duration::from_secs(300),
            recent_limit: 20,
            shop_day: ShopDay::default(),
        }
    }
}
