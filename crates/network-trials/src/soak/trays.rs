//! One till's day: tray after tray.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use partner_sandbox::Credentials;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use till::money::Direction;
use till::view::SaleView;
use tokio::time::Instant;

use super::far_side::Phone;
use crate::counter::{Counter, settings};
use crate::session::{Finding, Shown, roll};

/// After so long a sale that has not ended is a hang.
const ENDS_WITHIN: Duration = Duration::from_secs(60);

/// How often staff look at the screen.
const GLANCE: Duration = Duration::from_millis(20);

/// Every so many glances they have the till ask at once, so that thousands of trays take minutes.
const GLANCES_TO_A_POKE: u32 = 6;

/// A till, its staff and their dice.
pub(super) struct Desk {
    name: String,
    counter: Counter,
    phone: Phone,
    dice: StdRng,
}

/// What a part of the day came to.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) shown: Vec<(String, Shown)>,
    pub(super) findings: Vec<Finding>,
}

/// What is to become of a tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Scan,
    Cancel,
    AmendThenScan,
}

impl Desk {
    pub(super) fn open(
        number: u32,
        seed: u64,
        credentials: &Credentials,
        address: SocketAddr,
        phone: Phone,
    ) -> Result<Self> {
        let settings = settings(Duration::from_secs(120));
        let counter = Counter::open(credentials, address, "127.0.0.1", &credentials.ca_pem, settings)?;
        let dice = StdRng::seed_from_u64(seed ^ (u64::from(number) << 32));
        Ok(Self { name: format!("desk{number}x"), counter, phone, dice })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) async fn close(self) {
        self.counter.till.close().await;
    }

    pub(super) async fn sell(&mut self, trays: u32) -> Result<Part> {
        let mut part = Part::default();
        for _ in 0..trays {
            self.sell_one(&mut part).await?;
        }
        Ok(part)
    }

    /// One sale from Enter to its end, and what the till makes of it: an amend may end in a second sale.
    async fn sell_one(&mut self, part: &mut Part) -> Result<()> {
        let direction = if roll(&mut self.dice, 50) { Direction::Payment } else { Direction::Topup };
        let amount = self.dice.random_range(1..=9).to_string();
        let customer = ["rich", "rich", "points", "suspended"][self.dice.random_range(0..4)];
        let mut wish =
            [Wish::Scan, Wish::Scan, Wish::Scan, Wish::Cancel, Wish::AmendThenScan][self.dice.random_range(0..5)];
        let till = &self.counter.till;
        till.start_sale(direction, &amount, &self.name).await.context("a sale can be begun")?;
        let until = Instant::now() + ENDS_WITHIN;
        let (mut scanned, mut glances) = (None, 0);
        let mut last: Option<SaleView> = None;
        loop {
            tokio::time::sleep(GLANCE).await;
            let Some(sale) = till.views().borrow().live.clone() else { continue };
            // The sale before this one has made room for another amount.
            if let Some(before) = last.replace(sale.clone()).filter(|before| before.number != sale.number) {
                note_of(part, till, &before.number);
            }
            if let Some(shown) = Shown::of_sale(&sale) {
                part.shown.push((sale.number.clone(), shown));
                // Refused only when the till has ended it by itself.
                let _ = till.done(&sale.number).await;
                return Ok(());
            }
            if Instant::now() > until {
                part.findings.push(Finding::Hang(format!("{sale:?}")));
                let _ = till.cancel_sale(&sale.number).await;
                return Ok(());
            }
            match (wish, &sale.token) {
                (Wish::Cancel, Some(_)) => drop(till.cancel_sale(&sale.number).await),
                (Wish::AmendThenScan, Some(_)) => {
                    if till.amend_sale(&sale.number, "11").await.is_ok() {
                        wish = Wish::Scan;
                    }
                }
                (Wish::Scan, Some(token)) if scanned.as_ref() != Some(token) => {
                    self.phone.scan(token, customer).await?;
                    scanned = Some(token.clone());
                }
                (Wish::Scan | Wish::AmendThenScan | Wish::Cancel, _) => {}
            }
            glances += 1;
            if glances % GLANCES_TO_A_POKE == 0 {
                till.poke();
            }
        }
    }
}

/// The end of a sale that is not on the screen any more, from the list.
fn note_of(part: &mut Part, till: &till::Till, number: &str) {
    let view = till.views().borrow().clone();
    let row = view.recent.iter().find(|row| row.number == number);
    part.shown.extend(row.and_then(Shown::of_row).map(|shown| (number.to_owned(), shown)));
}
