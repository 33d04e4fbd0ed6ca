//! One session: a sale or two at one counter while a fault strikes, and the till's word held against the books.

mod check;
mod line;
mod plan;
mod screen;

use std::time::Duration;

use anyhow::{Context, Result};
use partner_sandbox::{Sandbox, ScanTarget};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use till::view::{SaleStateView, SaleView};
use tokio::time::{Instant, timeout_at};

pub(crate) use check::check;
pub use check::{Finding, Shown};

use crate::counter::{Counter, settings};
use crate::fault::{KINDS, Kind};
use crate::middlebox::Post;
use line::Line;
use plan::{Act, Moment, Plan, Scan};
use screen::Screen;

/// After the later of the network's return and the tray's end everything is settled within this (figure G7).
const SETTLED_WITHIN: Duration = Duration::from_secs(20);

/// How often the bench looks at what staff see.
const GLANCE: Duration = Duration::from_millis(25);

/// What all sessions of a run share.
pub struct Bench {
    /// The far side.
    pub far: Sandbox,
    post: Post,
}

/// What a session came to.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Its seed.
    pub seed: u64,
    /// Which kind of fault struck.
    pub kind: &'static str,
    /// How often.
    pub strikes: u64,
    /// How many charges the far side made.
    pub charges: usize,
    /// From the later of the network's return and the tray's end to the last settlement.
    pub settled_after: Duration,
    /// What was wrong: empty when nothing was.
    pub findings: Vec<Finding>,
}

impl Bench {
    /// Starts a far side.
    pub async fn start(options: partner_sandbox::Options) -> Result<Self> {
        let far = Sandbox::start(options).await?;
        let post = Post::new(far.api_url(), far.credentials())?;
        Ok(Self { far, post })
    }

    /// Which kind of fault a seed means.
    pub fn kind(seed: u64) -> Kind {
        KINDS[usize::try_from(seed % KINDS.len() as u64).expect("below the number of kinds")]
    }

    /// Runs the session of a seed.
    pub async fn run(&self, seed: u64) -> Result<Outcome> {
        let mut dice = StdRng::seed_from_u64(seed);
        let kind = Self::kind(seed);
        let fault = kind.make(&mut dice);
        let plan = Plan::make(&mut dice);
        let line = Line::start(fault, &self.far, &self.post).await?;
        let ca_pem = self.far.credentials().ca_pem.clone() + self.post.ca_pem();
        let settings = settings(plan.tray_life);
        let counter = Counter::open(self.far.credentials(), line.address(), "127.0.0.1", &ca_pem, settings)?;
        let screen = Screen::watch(&counter.till);
        // A name of the session's own, by which its trays are known at the far side.
        let note = format!("trial {seed} of {}", uuid::Uuid::new_v4());
        let shift = Shift { counter: &counter, screen: &screen, line: &line, far: &self.far, plan, note: &note };
        let settled_after = shift.work().await?;
        line.wait_for_the_late(LIMIT_OF_LATENESS).await;
        let mut findings = screen.findings();
        if settled_after.is_none() {
            findings.push(Finding::Hang(format!("{:?} with {:?}", counter.till.views().borrow(), shift.plan)));
        }
        let (shown, left) = (screen.finals(), screen.left());
        counter.till.close().await;
        let trays: Vec<_> =
            self.far.ledger().cashtrays.into_iter().filter(|it| it.description.contains(&note)).collect();
        findings.extend(check(&shown, &left, &trays));
        Ok(Outcome {
            seed,
            kind: kind.name,
            strikes: line.strikes(),
            charges: trays.iter().filter(|tray| tray.transaction.is_some()).count(),
            settled_after: settled_after.unwrap_or(SETTLED_WITHIN),
            findings,
        })
    }
}

/// Longer than the latest that a middlebox carries a request out.
const LIMIT_OF_LATENESS: Duration = Duration::from_secs(10);

/// Staff and customer at work.
struct Shift<'a> {
    counter: &'a Counter,
    screen: &'a Screen,
    line: &'a Line,
    far: &'a Sandbox,
    plan: Plan,
    note: &'a str,
}

impl Shift<'_> {
    /// Works through the plan. Answers how long it took from the network's return until everything had settled;
    /// `None` when something had not within the limit.
    async fn work(&self) -> Result<Option<Duration>> {
        let till = &self.counter.till;
        if self.plan.is_warm {
            till.warm_up();
            self.screen
                .until(GLANCE * 80, |view| view.connection.state == till::view::ConnectionState::Connected)
                .await;
        }
        self.strike_at(Moment::BeforeEnter);
        let begun = till.start_sale(self.plan.direction, self.plan.amount, self.note).await;
        let number = begun.context("a sale can be begun")?;
        if self.plan.leaves_early && till.cancel_sale(&number).await.is_ok() {
            self.screen.expect_no_end(number);
        }
        // Whatever is wrong: a QR, or the word that there is none, in the limits of an exchange and some seconds.
        let is_told = self.screen.until(SETTLED_WITHIN, |view| {
            let shows = |sale: &SaleView| sale.token.is_some() || sale.state.is_final();
            view.live.as_ref().map_or(self.plan.leaves_early, shows)
        });
        if !is_told.await {
            return Ok(None);
        }
        let token = self.screen.live().and_then(|sale| sale.token);
        self.strike_at(Moment::WhileShown);
        if self.plan.scan == Scan::AtOnce {
            self.scan(token.as_deref());
        }
        tokio::time::sleep(self.plan.pause).await;
        self.act().await;
        if self.plan.scan == Scan::AfterTheAct {
            self.scan(token.as_deref());
        }
        tokio::time::sleep(self.plan.trouble_for).await;
        if self.plan.parks
            && let Some(sale) = self.screen.live()
        {
            // Possible only while the outcome is uncertain; the till says so otherwise.
            let _ = till.park_sale(&sale.number).await;
        }
        self.line.heal();
        if self.plan.scan == Scan::FromAPhoto {
            self.scan(token.as_deref());
        }
        self.settle().await
    }

    fn strike_at(&self, moment: Moment) {
        if self.plan.strikes_at == moment {
            self.line.strike();
        }
    }

    fn scan(&self, token: Option<&str>) {
        let Some(token) = token else { return };
        // How it ends is in the books.
        let _ = self.far.scan(&ScanTarget::Token(token.to_owned()), self.plan.customer);
    }

    /// Staff do something to the sale on the screen, if it still can be done.
    async fn act(&self) {
        self.strike_at(Moment::WithTheAct);
        let till = &self.counter.till;
        let Some(sale) = self.screen.live() else { return };
        // What is not possible any more the till refuses.
        match self.plan.act {
            Act::Nothing => {}
            Act::Cancel => self.cancel(&sale).await,
            Act::CancelTwice => {
                self.cancel(&sale).await;
                self.cancel(&sale).await;
            }
            Act::Amend => drop(till.amend_sale(&sale.number, self.plan.other_amount).await),
            Act::Extend => drop(till.extend_sale(&sale.number).await),
        }
    }

    /// Withdraws a QR, or leaves a sale that has none yet.
    async fn cancel(&self, sale: &SaleView) {
        if self.counter.till.cancel_sale(&sale.number).await.is_ok() && sale.state == SaleStateView::Creating {
            self.screen.expect_no_end(sale.number.clone());
        }
    }

    /// The network is back: everything settles. A QR that comes up again and that nobody wants is withdrawn at the end
    /// of a patience, as staff would.
    async fn settle(&self) -> Result<Option<Duration>> {
        let till = &self.counter.till;
        let back = Instant::now();
        let end = back + self.plan.tray_life + Duration::from_secs(20) + SETTLED_WITHIN;
        let patience = back + self.plan.patience;
        till.poke();
        let (mut due, mut seen) = (back, 0);
        let settled = timeout_at(end, async {
            loop {
                let view = till.views().borrow().clone();
                let is_open = |sale: &SaleView| !sale.state.is_final();
                if !view.live.iter().any(is_open) && view.parked.is_empty() {
                    return;
                }
                // What a snapshot says is left counts from that snapshot.
                if view.revision != seen {
                    seen = view.revision;
                    due = Instant::now() + view.live.iter().chain(&view.parked).map(left_of).max().unwrap_or_default();
                }
                if Instant::now() > patience
                    && let Some(sale) = view.live.as_ref().filter(|sale| is_open(sale))
                {
                    self.cancel(sale).await;
                }
                tokio::time::sleep(GLANCE).await;
            }
        });
        let is_settled = settled.await.is_ok();
        let after = Instant::now().saturating_duration_since(due.max(back));
        Ok((is_settled && after <= SETTLED_WITHIN).then_some(after))
    }
}

/// How long its tray still lives.
fn left_of(sale: &SaleView) -> Duration {
    match sale.state {
        SaleStateView::Waiting { expires_in_ms } | SaleStateView::Checking { expires_in_ms, .. } => {
            Duration::from_millis(expires_in_ms)
        }
        SaleStateView::Creating
        | SaleStateView::Succeeded { .. }
        | SaleStateView::Failed { .. }
        | SaleStateView::Canceled { .. }
        | SaleStateView::Expired { .. }
        | SaleStateView::NotCreated { .. } => Duration::ZERO,
    }
}

/// Whether something that happens in so many of a hundred cases happens.
pub(crate) fn roll(dice: &mut StdRng, percent: u32) -> bool {
    dice.random_range(0..100) < percent
}
