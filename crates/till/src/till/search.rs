//! Search the server's list for a sale whose tray the till knows nothing of (reliability, R15).
//!
//! Its create had no answer, or the program died over it. Nobody was shown a QR, so staff were told at once that none
//! came and could go on; but that nothing moved is only sure when the list, in which the whole description finds the
//! sale by its tag, has been asked after the last moment at which a reading could succeed. The same goes for a tray that
//! never said how it ended. A transaction that is found makes the sale paid, and staff are told of it by a notice.

use jiff::SignedDuration;
use partner_api::schema::{Page, Transaction};
use tokio::time::Instant;

use super::actor::Actor;
use super::record::Unwritten;
use super::requests::Outcome;
use super::watch::{Search, is_used, last_search};
use crate::gateway::TransactionQuery;
use crate::list::PER_PAGE;
use crate::money::Direction;
use crate::sale::{SaleEvent, Success};
use crate::schedule::{USED_LIST_GAP, list_wait};
use crate::server_clock::plus;
use crate::tag::{SaleNumber, describe};

/// How far before the intent the list is searched. The intent's time may be that of a clock which no answer had
/// corrected yet.
const MARGIN: SignedDuration = SignedDuration::from_hours(-48);

impl Actor {
    /// Asks the list for exactly this description.
    pub(super) fn search(&mut self, number: SaleNumber) {
        let Some(followed) = self.sales.get(&number) else { return };
        let intent = &followed.sale.intent;
        let Ok(description) = describe(&intent.note, &intent.tag) else { return };
        let from = plus(intent.started_at.min(self.clock.now()), MARGIN);
        self.background_from = self.now() + self.settings().background_gap;
        let query = TransactionQuery {
            from: Some(from),
            to: None,
            description: Some(description),
            page: 1,
            per_page: PER_PAGE,
        };
        self.send_search(number, query);
    }

    /// A row with this tag is this sale's. No row is an answer only when it was asked late enough.
    pub(super) fn sale_searched(&mut self, number: SaleNumber, sent: Instant, outcome: Outcome<Page<Transaction>>) {
        self.learn(sent, &outcome);
        self.watch(number, |watch| watch.search.is_asking = false);
        let Some(followed) = self.sales.get(&number) else { return };
        let Ok(answer) = outcome else { return self.search_later(number) };
        let intent = &followed.sale.intent;
        let is_its = |row: &&Transaction| {
            row.description.ends_with(intent.tag.as_str()) && direction(row) == Some(intent.direction)
        };
        let event = match answer.value.rows.iter().find(is_its) {
            Some(row) if !followed.sale.state.is_final() => {
                let success = Success::of(row, intent.direction);
                return self.carry(number, SaleEvent::Succeeded { success });
            }
            Some(row) => {
                SaleEvent::FoundInList { asked: followed.sale.asked(), success: Success::of(row, intent.direction) }
            }
            None if !is_used(&followed.sale)
                && sent >= last_search(&followed.sale, &followed.watch, self.settings()) =>
            {
                SaleEvent::NotInList
            }
            None => {
                // While it is not certain the tray is asked meanwhile, and says more.
                let retry_at = is_used(&followed.sale).then(|| self.now() + USED_LIST_GAP);
                let search = Search { is_answered: true, retry_at, ..Search::default() };
                return self.watch(number, |watch| watch.search = search);
            }
        };
        self.believe_list(number, &event);
    }

    /// Takes over what the list says. Should the journal not take it, the list is asked again.
    pub(super) fn believe_list(&mut self, number: SaleNumber, event: &SaleEvent) {
        match self.append(number, event) {
            Ok(()) if matches!(event, SaleEvent::FoundInList { .. }) => {
                tracing::error!(
                    sale = %self.label(number),
                    "the server's list has a transaction of a sale that had ended without"
                );
            }
            Ok(()) => {}
            Err(Unwritten::Journal(_)) => self.search_later(number),
            Err(unwritten @ (Unwritten::Gone | Unwritten::Illegal(_) | Unwritten::IllegalRefund(_))) => {
                tracing::error!(sale = %self.label(number), error = %unwritten, "the list does not fit the sale and was left out");
            }
        }
    }

    fn search_later(&mut self, number: SaleNumber) {
        let (now, random) = (self.now(), self.ids.make_bits());
        self.watch(number, |watch| {
            watch.search.retry_at = Some(now + list_wait(watch.search.tries, random));
            watch.search.tries += 1;
        });
    }
}

/// Which way a row moved money; `None` for what no tray of ours can have made.
pub(super) fn direction(row: &Transaction) -> Option<Direction> {
    match row.kind.as_str() {
        "payment" => Some(Direction::Payment),
        "topup" => Some(Direction::Topup),
        _ => None,
    }
}
