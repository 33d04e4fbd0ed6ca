//! What the customer's screen remembers between two snapshots: how long a result stands, the customer's language, and
//! whether staff cover the QR. It has no clock of its own; the moment is handed in.

use std::time::{Duration, Instant};

use till::view::TillView;

use super::{CustomerPicture, CustomerQr, glance};
use crate::snapshot::Language;

/// A language that was chosen for nobody's sale is given up after this.
const LANGUAGE_WITHOUT_SALE: Duration = Duration::from_secs(60);

/// The memory of the customer's screen.
#[derive(Debug)]
pub(crate) struct Display {
    picture: CustomerPicture,
    /// The number of the sale that was seen under way, or whose result stands.
    sale: Option<String>,
    /// When the result goes.
    result_until: Option<Instant>,
    language: Option<Language>,
    /// When a language that was chosen at rest is given up.
    language_until: Option<Instant>,
    /// The sale whose QR staff cover.
    covered: Option<String>,
}

impl Default for Display {
    fn default() -> Self {
        Self {
            picture: CustomerPicture::Closed,
            sale: None,
            result_until: None,
            language: None,
            language_until: None,
            covered: None,
        }
    }
}

impl Display {
    /// Takes in a snapshot (`None` while nothing is sold) with the drawn QR of its live sale. A result stands for
    /// `result_for` and no longer, whether or not staff have acknowledged it; a new sale takes its place at once.
    pub(crate) fn look(
        &mut self,
        now: Instant,
        till: Option<&TillView>,
        qr: Option<CustomerQr>,
        result_for: Duration,
    ) -> &CustomerPicture {
        let was_at_rest = self.picture.is_at_rest();
        let next = match till {
            None => CustomerPicture::Closed,
            Some(till) => self.next(now, till, qr, result_for),
        };
        if next.is_at_rest() {
            self.sale = self.sale.take().filter(|_| is_there(till));
            self.result_until = self.result_until.filter(|_| is_there(till));
            // The next customer is somebody else.
            if !was_at_rest || self.language_until.is_some_and(|until| until <= now) {
                self.language = None;
            }
        }
        if self.language.is_none() || !next.is_at_rest() {
            self.language_until = None;
        }
        self.picture = next;
        &self.picture
    }

    fn next(&mut self, now: Instant, till: &TillView, qr: Option<CustomerQr>, result_for: Duration) -> CustomerPicture {
        let Some(live) = &till.live else {
            self.covered = None;
            // Staff may be quicker than the customer reads.
            let stands = self.picture.is_result() && self.result_until.is_some_and(|until| now < until);
            return if stands { self.picture.clone() } else { CustomerPicture::Idle };
        };
        let is_known = self.sale.as_ref() == Some(&live.number);
        if self.covered.as_ref().is_some_and(|number| *number != live.number) {
            self.covered = None;
        }
        let picture = glance(till, qr, self.covered.is_some());
        if !picture.is_result() {
            self.sale = Some(live.number.clone());
            self.result_until = None;
            return picture;
        }
        if !is_known {
            // It ended before this screen was there: whoever it was has gone.
            return CustomerPicture::Idle;
        }
        let until = *self.result_until.get_or_insert(now + result_for);
        if now < until { picture } else { CustomerPicture::Idle }
    }

    /// When the screen changes by itself, if it does.
    pub(crate) fn next_change(&self, now: Instant) -> Option<Instant> {
        let coming = [self.result_until.filter(|_| self.picture.is_result()), self.language_until];
        coming.into_iter().flatten().filter(|moment| *moment > now).min()
    }

    /// The customer, or staff for the customer, chose a language. It goes with the sale.
    pub(crate) fn choose_language(&mut self, now: Instant, language: Language) {
        self.language = Some(language);
        self.language_until = self.picture.is_at_rest().then(|| now + LANGUAGE_WITHOUT_SALE);
    }

    /// The language that was chosen, if one was.
    pub(crate) fn language(&self) -> Option<Language> {
        self.language
    }

    /// Staff ask to change or to withdraw the QR of this sale: it may not be scanned until they have decided.
    pub(crate) fn cover(&mut self, number: &str) {
        self.covered = Some(number.to_owned());
    }

    /// Staff have decided.
    pub(crate) fn uncover(&mut self) {
        self.covered = None;
    }
}

/// Whether the sale whose result has gone is still on the till: its result must not stand a second time.
fn is_there(till: Option<&TillView>) -> bool {
    till.is_some_and(|till| till.live.is_some())
}
