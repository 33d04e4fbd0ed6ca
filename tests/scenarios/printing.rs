//! Paper after the sale: what comes out of a printer, in which order, and that no sale waits for one.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use cashtray_terminal::printing::{PrintProblem, SlipName, Slips, Station, follow};
use receipts::escpos::{DrawerPin, Letters};
use receipts::layout::Paper;
use receipts::printer::{Condition, PrinterAddress, PrinterProfile, Trouble};
use receipts::receipt::Language;
use till::clock::SystemClock;
use till::money::Direction;
use till::server_clock::ServerClock;
use till::shift::ShopDay;
use till::view::ShiftAct;

use crate::counter::Counter;
use crate::paper::fake_printer::{FakePrinter, WELL};
use crate::paper::interpreter::{Command, commands};

/// How long a test waits for a printer's state before it calls it lost.
const PATIENCE: Duration = Duration::from_secs(60);

/// A counter with a printer beside it.
struct PaperCounter {
    counter: Counter,
    slips: Arc<Slips>,
    station: Arc<Station>,
    changes: Receiver<()>,
}

impl PaperCounter {
    /// A printer that uses its own letters, so that what it printed can be read; slips come out by themselves.
    async fn open(address: PrinterAddress, is_practice: bool) -> Self {
        let counter = Counter::open().await;
        let (told, changes) = channel();
        let told = std::sync::Mutex::new(told);
        let station = Arc::new(Station::new(move || {
            let _ = told.lock().unwrap().send(());
        }));
        let profile = PrinterProfile::new(address, Paper::Mm80);
        station.use_printer(Some(PrinterProfile {
            letters: Letters::Printers,
            drawer: Some(DrawerPin::Two),
            ..profile
        }));
        let shop = counter.till.views().borrow().shop.clone();
        let clock = Arc::new(ServerClock::new(Arc::new(SystemClock)));
        let (folder, books) = (counter.folder.path(), Arc::new(counter.books()));
        let slips = Arc::new(Slips::open(folder, books, shop, ShopDay::default(), clock, is_practice));
        let (ours, printer) = (Arc::clone(&slips), Arc::clone(&station));
        tokio::spawn(follow(counter.till.views(), move |number| {
            ours.print_settled(&printer, number, Language::Ja).unwrap();
        }));
        Self { counter, slips, station, changes }
    }

    /// A sale that succeeds; answers its number.
    async fn sell(&self, direction: Direction, amount: &str) -> String {
        let token = self.counter.show_qr(direction, amount).await;
        self.counter.scan(&token, "rich").unwrap();
        self.counter.ended().await.number
    }

    fn print(&self, wanted: &SlipName) -> Result<(), PrintProblem> {
        self.slips.print(&self.station, wanted, Language::Ja)
    }

    /// Waits until so many slips did not come out.
    fn failures(&self, count: usize) {
        while self.station.state().unwrap().failed.len() < count {
            tokio::task::block_in_place(|| self.changes.recv_timeout(PATIENCE)).expect("the printer tells its state");
        }
    }
}

fn sale(number: &str) -> SlipName {
    SlipName::Sale { number: number.to_owned() }
}

/// The next slip: its words and what else was done.
fn next_slip(printer: &FakePrinter) -> (String, Vec<Command>) {
    let commands = commands(&tokio::task::block_in_place(|| printer.connection()));
    let letters = commands.iter().filter_map(|command| match command {
        Command::Letter(letter) => Some(*letter),
        Command::NewLine => Some('\n'),
        _ => None,
    });
    (letters.collect(), commands)
}

fn kicks(commands: &[Command]) -> usize {
    commands.iter().filter(|command| matches!(command, Command::Kick { .. } | Command::KickNow { .. })).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_sale_prints_once_and_every_other_slip_of_it_is_marked() {
    let printer = FakePrinter::start(WELL);
    let shop = PaperCounter::open(printer.address.clone(), false).await;
    let open = ShiftAct::Open { staff: "花子".to_owned(), float: String::new() };
    shop.counter.till.shift_act(open).await.unwrap();
    let number = shop.sell(Direction::Payment, "1200").await;
    let (words, done) = next_slip(&printer);
    assert!(words.contains("お支払い") && words.contains("1,200円") && words.contains(&number), "{words}");
    assert!(!words.contains("再発行") && kicks(&done) == 0, "{words}");
    for copy in 1..3 {
        shop.print(&sale(&number)).unwrap();
        let (words, _) = next_slip(&printer);
        assert!(words.contains(&format!("再発行 {copy}回目")) && words.contains("1,200円"), "{words}");
    }

    shop.print(&SlipName::Shift { shift: None }).unwrap();
    let (words, _) = next_slip(&printer);
    assert!(words.contains("点検") && words.contains("1,200円") && words.contains("花子"), "{words}");
    let close = ShiftAct::Close { shift: 1, staff: "花子".to_owned(), counted: "0".to_owned(), carried_by: None };
    shop.counter.till.shift_act(close).await.unwrap();
    for mark in [false, true] {
        shop.print(&SlipName::Shift { shift: Some(1) }).unwrap();
        let (words, _) = next_slip(&printer);
        assert!(words.contains("精算") && words.contains("再発行") == mark, "{words}");
    }
    assert_eq!(shop.print(&sale("A-9999")), Err(PrintProblem::NoSuchSale { number: "A-9999".to_owned() }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_top_up_in_cash_opens_the_drawer_once_and_in_practice_never() {
    for is_practice in [false, true] {
        let printer = FakePrinter::start(WELL);
        let shop = PaperCounter::open(printer.address.clone(), is_practice).await;
        let number = shop.sell(Direction::Topup, "3000").await;
        let (words, done) = next_slip(&printer);
        assert!(words.contains("チャージ") && words.contains("現金お預かり"), "{words}");
        assert_eq!(words.contains("練習"), is_practice, "{words}");
        assert_eq!(kicks(&done), usize::from(!is_practice));
        shop.print(&sale(&number)).unwrap();
        assert_eq!(kicks(&next_slip(&printer).1), 0, "a copy takes no cash");
        shop.counter.close_the_day().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_absent_printer_holds_up_no_sale_and_what_it_owes_comes_out_later_as_it_was() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = PrinterAddress::Network { host: nobody.ip().to_string(), port: nobody.port() };
    let shop = PaperCounter::open(address, false).await;
    let first = shop.sell(Direction::Payment, "1200").await;
    let second = shop.sell(Direction::Topup, "3000").await;
    shop.failures(2);
    let state = shop.station.state().unwrap();
    assert_eq!(state.condition, Condition::InTrouble { trouble: Trouble::Off });
    assert_eq!(state.failed.iter().map(|slip| &slip.number).collect::<Vec<_>>(), [&first, &second]);
    // The shop looks at it instead; without a printer that is what there is.
    let looked_at = shop.slips.look_at(&sale(&first), Language::Ja).unwrap();
    assert_eq!(looked_at.number(), first);
    shop.station.use_printer(None);
    assert_eq!(shop.print(&sale(&first)), Err(PrintProblem::NoPrinter));
    shop.counter.close_the_day().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_that_did_not_come_out_is_printed_as_the_first_one_when_there_is_paper() {
    let printer = FakePrinter::start(crate::paper::fake_printer::Behaviour { paper: Some(0x72), ..WELL });
    let shop = PaperCounter::open(printer.address.clone(), false).await;
    let number = shop.sell(Direction::Payment, "1200").await;
    shop.failures(1);
    let (words, _) = next_slip(&printer);
    assert!(!words.contains("1,200円"), "{words}");
    printer.behave(WELL);
    shop.print(&sale(&number)).unwrap();
    let (words, _) = next_slip(&printer);
    assert!(words.contains("1,200円") && !words.contains("再発行"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_comes_out_by_itself_and_says_what_it_takes_back() {
    let printer = FakePrinter::start(WELL);
    let shop = PaperCounter::open(printer.address.clone(), false).await;
    let number = shop.sell(Direction::Topup, "1200").await;
    next_slip(&printer);
    shop.counter.till.refund_sale(&number, "サイズ違い", Some("森")).await.unwrap();
    let (words, done) = next_slip(&printer);
    assert!(words.contains("返金") && words.contains("元の会計") && words.contains("サイズ違い"), "{words}");
    assert!(words.contains("現金ご返金") && !words.contains("再発行") && kicks(&done) == 0, "{words}");
    shop.print(&sale(&number)).unwrap();
    let (words, _) = next_slip(&printer);
    assert!(words.contains("元の会計") && words.contains("再発行 1回目"), "{words}");
    shop.counter.close_the_day().await;
}
