//! A change is never sent twice by itself, whatever becomes of its answer (hazards B2 and H8), and what is read goes on
//! over a new connection.

use std::time::Duration;

use network_trials::counter::{Counter, settings};
use network_trials::middlebox::{Harm, Middlebox, Post};
use network_trials::proxy::{Direction as Way, End, Proxy, Trouble};
use partner_sandbox::{Options, Sandbox, ScanTarget};
use till::money::Direction;
use till::view::{CreateProblem, SaleStateView, SaleView};

/// Nothing is concluded from how long it takes.
const PATIENCE: Duration = Duration::from_secs(30);

struct Shop {
    far: Sandbox,
    post: Post,
    _folder: tempfile::TempDir,
}

impl Shop {
    async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let options = Options { credentials: folder.path().to_owned(), ..Options::default() };
        let far = Sandbox::start(options).await.expect("it serves");
        let post = Post::new(far.api_url(), far.credentials()).expect("a middlebox");
        Self { far, post, _folder: folder }
    }

    fn counter(&self, address: std::net::SocketAddr) -> Counter {
        let ca_pem = self.far.credentials().ca_pem.clone() + self.post.ca_pem();
        let settings = settings(Duration::from_secs(120));
        Counter::open(self.far.credentials(), address, "127.0.0.1", &ca_pem, settings).expect("it opens")
    }
}

async fn live_when(counter: &Counter, is_so: impl Fn(&SaleView) -> bool) -> SaleView {
    let mut views = counter.till.views();
    let wait = views.wait_for(|view| view.live.as_ref().is_some_and(&is_so));
    let view = tokio::time::timeout(PATIENCE, wait).await.expect("it happens").expect("the till runs").clone();
    view.live.clone().expect("a sale is on the screen")
}

async fn show_qr(counter: &Counter) -> SaleView {
    counter.till.start_sale(Direction::Payment, "1200", "").await.expect("a sale");
    live_when(counter, |sale| sale.token.is_some()).await
}

fn times(middlebox: &Middlebox, what: &str) -> usize {
    middlebox.received().iter().filter(|request| request.starts_with(what)).count()
}

#[tokio::test]
async fn a_create_that_is_closed_on_receipt_leaves_once_and_makes_at_most_one_tray() {
    let shop = Shop::open().await;
    for (harm, trays) in [(Harm::CloseOnReceipt, 0), (Harm::CloseAfterEffect, 1), (Harm::HeadOnly, 1), (Harm::Twice, 1)]
    {
        let before = shop.far.ledger().cashtrays.len();
        let middlebox = Middlebox::start(shop.post.clone()).await.expect("a port");
        let counter = shop.counter(middlebox.address());
        // The connection is there already, which is where HTTP libraries like to send again.
        live_connection(&counter).await;
        middlebox.strike(harm.clone());
        counter.till.start_sale(Direction::Payment, "1200", "").await.expect("a sale");
        let sale = live_when(&counter, |sale| sale.state.is_final()).await;
        assert_eq!(sale.state, SaleStateView::NotCreated { problem: CreateProblem::NoAnswer }, "{harm:?}");
        assert_eq!(times(&middlebox, "POST /cashtrays"), 1, "{harm:?}");
        assert_eq!(shop.far.ledger().cashtrays.len() - before, trays, "{harm:?}");
        counter.till.close().await;
    }
}

async fn live_connection(counter: &Counter) {
    counter.till.warm_up();
    let mut views = counter.till.views();
    let connected = views.wait_for(|view| view.connection.state == till::view::ConnectionState::Connected);
    tokio::time::timeout(PATIENCE, connected).await.expect("it connects").expect("the till runs");
}

#[tokio::test]
async fn an_amend_without_an_answer_leaves_once() {
    let shop = Shop::open().await;
    let middlebox = Middlebox::start(shop.post.clone()).await.expect("a port");
    let counter = shop.counter(middlebox.address());
    let sale = show_qr(&counter).await;
    middlebox.strike(Harm::CloseAfterEffect);
    counter.till.amend_sale(&sale.number, "980").await.expect("it can be amended");
    live_when(&counter, |sale| matches!(sale.state, SaleStateView::Checking { .. })).await;
    while times(&middlebox, "PATCH /cashtrays") == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    middlebox.heal();
    let fresh = live_when(&counter, |it| it.number != sale.number && it.token.is_some()).await;
    assert_eq!((fresh.amount.as_str(), times(&middlebox, "PATCH /cashtrays")), ("980", 1));
    counter.till.close().await;
}

/// The question that fell into the dead connection is asked once more at once, over a new one (hazard H8).
#[tokio::test]
async fn a_kept_connection_that_died_silently_hides_no_payment() {
    let shop = Shop::open().await;
    let upstream = shop.far.api_url().socket_addrs(|| None).expect("an address")[0];
    for trouble in
        [Trouble::HalfOpen, Trouble::EndKept(End::Fin), Trouble::EndKept(End::Reset), Trouble::Lose(Way::Down)]
    {
        let proxy = Proxy::start(upstream).await.expect("a port");
        let counter = shop.counter(proxy.address());
        let sale = show_qr(&counter).await;
        proxy.strike(trouble);
        if trouble == Trouble::Lose(Way::Down) {
            // Here new connections would be dead too: the line comes back.
            tokio::time::sleep(Duration::from_millis(600)).await;
            proxy.heal();
        }
        shop.far.scan(&ScanTarget::Token(sale.token.expect("a QR")), "rich").expect("it is paid");
        let paid = live_when(&counter, |sale| sale.state.is_final()).await;
        assert!(matches!(paid.state, SaleStateView::Succeeded { .. }), "{trouble:?}: {paid:?}");
        counter.till.close().await;
    }
}
