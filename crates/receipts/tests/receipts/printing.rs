//! Printing over a socket, with printers that behave and printers that do not.

use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::support::fake_printer::{Behaviour, FakePrinter, LOST, WELL};
use crate::support::interpreter::{Command, burnt_rows, commands};
use crate::support::samples;
use receipts::escpos::{DrawerPin, Letters};
use receipts::layout::{Paper, layout};
use receipts::printer::{
    Answers, Condition, FlowControl, Patience, Printer, PrinterAddress, PrinterProfile, PrinterState, QueueFull,
    Trouble, find_answers,
};
use receipts::raster::render;
use receipts::receipt::{Language, Slip};

/// Long enough for a healthy printer on a busy machine, short where a test waits for silence.
const PATIENCE: Patience = Patience {
    connect: Duration::from_secs(10),
    answer: Duration::from_millis(500),
    stall: Duration::from_secs(10),
    finish: Duration::from_millis(500),
};

const PATIENT: Patience = Patience { answer: Duration::from_secs(10), finish: Duration::from_secs(10), ..PATIENCE };

struct Desk {
    printer: Printer,
    states: Receiver<PrinterState>,
}

impl Desk {
    fn with(profile: PrinterProfile, patience: Patience) -> Self {
        let (changed, states) = channel();
        let printer = Printer::start(profile, patience, move |state| {
            // A test that has seen enough no longer listens.
            let _ = changed.send(state);
        });
        Self { printer: printer.unwrap(), states }
    }

    fn at(address: &PrinterAddress, patience: Patience) -> Self {
        Self::with(profile(address), patience)
    }

    fn next_state(&self) -> PrinterState {
        self.states.recv_timeout(LOST).unwrap()
    }

    fn print(&self, slip: Slip) -> PrinterState {
        self.printer.print(slip).unwrap();
        self.next_state()
    }
}

fn profile(address: &PrinterAddress) -> PrinterProfile {
    PrinterProfile { drawer: Some(DrawerPin::Two), ..PrinterProfile::new(address.clone(), Paper::Mm80) }
}

fn trouble(state: &PrinterState) -> Option<Trouble> {
    match state.condition {
        Condition::InTrouble { trouble } => Some(trouble),
        Condition::Unknown | Condition::Ready { .. } => None,
    }
}

fn kicks(bytes: &[u8]) -> Vec<Command> {
    let all = commands(bytes).into_iter();
    all.filter(|one| matches!(one, Command::Kick { .. } | Command::KickNow { .. })).collect()
}

fn is_slip(bytes: &[u8], slip: &Slip) -> bool {
    let expected = render(&layout(slip, Paper::Mm80));
    burnt_rows(&commands(bytes)) == expected.rows().map(<[u8]>::to_vec).collect::<Vec<_>>()
}

#[test]
fn slip_comes_out_as_drawn_and_there_is_nothing_to_say() {
    let fake = FakePrinter::start(WELL);
    let desk = Desk::at(&fake.address, PATIENT);
    let state = desk.print(samples::payment(Language::Ja));
    assert_eq!(state, PrinterState { condition: Condition::Ready { paper_low: false }, ..PrinterState::default() });
    assert_eq!(state.line(Language::Ja), None);
    let bytes = fake.connection();
    assert!(is_slip(&bytes, &samples::payment(Language::Ja)));
    assert_eq!(kicks(&bytes), []);
}

#[test]
fn drawer_opens_before_the_slip_of_a_cash_top_up_and_not_for_its_copy() {
    let fake = FakePrinter::start(WELL);
    let desk = Desk::at(&fake.address, PATIENT);
    desk.print(samples::topup(Language::Ja));
    let order = commands(&fake.connection());
    let place = |wanted: fn(&Command) -> bool| order.iter().position(wanted).unwrap();
    assert!(place(|one| matches!(one, Command::Kick { .. })) < place(|one| matches!(one, Command::Picture { .. })));
    desk.print(samples::topup(Language::Ja).reprinted(samples::time("2026-11-21T09:30:00+09:00[Asia/Tokyo]")));
    assert_eq!(kicks(&fake.connection()), []);
}

#[test]
fn shop_without_a_drawer_gets_no_pulse() {
    let fake = FakePrinter::start(WELL);
    let desk = Desk::with(PrinterProfile { drawer: None, ..profile(&fake.address) }, PATIENT);
    desk.print(samples::topup(Language::Ja));
    assert_eq!(kicks(&fake.connection()), []);
}

#[test]
fn paper_out_is_said_and_the_slip_can_be_printed_later_without_the_drawer() {
    let fake = FakePrinter::start(Behaviour { cause: Some(0x32), paper: Some(0x72), ..WELL });
    let desk = Desk::at(&fake.address, PATIENT);
    let state = desk.print(samples::topup(Language::Ja));
    assert_eq!(trouble(&state), Some(Trouble::OutOfPaper));
    assert_eq!(state.failed[0].number, "A-0043");
    assert!(state.line(Language::Ja).unwrap().contains("用紙"));
    let bytes = fake.connection();
    assert_eq!(burnt_rows(&commands(&bytes)).len(), 0, "nothing is sent that would come out later by itself");
    assert_eq!(kicks(&bytes), [Command::KickNow { pin: 0 }], "the change is due at once, or never");

    fake.behave(WELL);
    desk.printer.retry(samples::time("2026-11-20T14:05:00+09:00[Asia/Tokyo]")).unwrap();
    assert_eq!(desk.next_state().failed, []);
    let bytes = fake.connection();
    assert!(is_slip(&bytes, &samples::topup(Language::Ja)), "nothing was on paper, so it is no copy");
    assert_eq!(kicks(&bytes), []);
}

#[test]
fn open_cover_and_fault_are_told_apart() {
    let fake = FakePrinter::start(WELL);
    let desk = Desk::at(&fake.address, PATIENT);
    for (cause, expected) in [(0x16, Trouble::CoverOpen), (0x52, Trouble::Fault), (0x32, Trouble::OutOfPaper)] {
        fake.behave(Behaviour { cause: Some(cause), ..WELL });
        assert_eq!(trouble(&desk.print(samples::payment(Language::Ja))), Some(expected));
    }
    assert_eq!(desk.printer.state().failed.len(), 3);
    desk.printer.forget().unwrap();
    assert_eq!(desk.next_state().failed, []);
}

#[test]
fn low_paper_is_said_while_printing_goes_on() {
    let fake = FakePrinter::start(Behaviour { done: Some(0x03), ..WELL });
    let state = Desk::at(&fake.address, PATIENT).print(samples::payment(Language::Ja));
    assert_eq!(state.condition, Condition::Ready { paper_low: true });
    assert_eq!(state.line(Language::En), Some("The printer's paper is running low."));
    assert!(state.failed.is_empty());
}

#[test]
fn what_a_printer_says_unasked_is_passed_over() {
    let fake = FakePrinter::start(Behaviour { chatter: Some(0x10), ..WELL });
    let state = Desk::at(&fake.address, PATIENT).print(samples::payment(Language::Ja));
    assert_eq!(state.condition, Condition::Ready { paper_low: false });
}

#[test]
fn printer_that_is_off_is_one_line_and_never_in_the_way() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let desk = Desk::at(&PrinterAddress::Network { host: "127.0.0.1".into(), port }, PATIENT);
    assert_eq!(trouble(&desk.print(samples::payment(Language::Ja))), Some(Trouble::Off));
}

#[test]
fn printer_that_nobody_knows_is_absent() {
    let nowhere = [
        PrinterAddress::Network { host: "printer.invalid".into(), port: 9100 },
        PrinterAddress::Usb { vendor_id: 0xfffe, product_id: 0xfffe },
        PrinterAddress::Serial { path: "/dev/no-such-port".into(), baud_rate: 38_400, flow_control: FlowControl::None },
    ];
    for address in nowhere {
        let state = Desk::at(&address, PATIENT).print(samples::payment(Language::Ja));
        assert_eq!(trouble(&state), Some(Trouble::Absent), "{address:?}");
    }
}

#[test]
fn silent_printer_is_given_up_and_nothing_is_sent() {
    let fake = FakePrinter::start(Behaviour { cause: None, paper: None, done: None, ..WELL });
    let desk = Desk::at(&fake.address, PATIENCE);
    assert_eq!(trouble(&desk.print(samples::topup(Language::Ja))), Some(Trouble::Silent));
    assert_eq!(commands(&fake.connection()), [Command::AskNow(2)]);
}

#[test]
fn printer_set_up_as_mute_prints_without_being_asked() {
    let fake = FakePrinter::start(Behaviour { cause: None, paper: None, done: None, ..WELL });
    let desk = Desk::with(PrinterProfile { answers: Answers::Never, ..profile(&fake.address) }, PATIENCE);
    assert_eq!(trouble(&desk.print(samples::topup(Language::Ja))), None);
    let bytes = fake.connection();
    assert!(is_slip(&bytes, &samples::topup(Language::Ja)));
    assert_eq!(kicks(&bytes).len(), 1);
    assert!(!commands(&bytes).iter().any(|one| matches!(one, Command::AskNow(_) | Command::AskWhenDone(_))));
}

#[test]
fn half_a_slip_is_tried_again_as_a_copy() {
    let fake = FakePrinter::start(Behaviour { hangs_up_after: Some(4_000), ..WELL });
    let desk = Desk::at(&fake.address, PATIENT);
    let state = desk.print(samples::closing(Language::Ja));
    assert_eq!(trouble(&state), Some(Trouble::Interrupted));
    assert_eq!(fake.connection().len(), 4_000);

    fake.behave(WELL);
    let later = samples::time("2026-11-20T20:16:00+09:00[Asia/Tokyo]");
    desk.printer.retry(later.clone()).unwrap();
    assert_eq!(desk.next_state().failed, []);
    assert!(is_slip(&fake.connection(), &samples::closing(Language::Ja).reprinted(later)));
}

#[test]
fn paper_that_runs_out_under_the_slip_is_found_out() {
    let fake = FakePrinter::start(Behaviour { done: None, cause_after_picture: Some(0x32), ..WELL });
    let state = Desk::at(&fake.address, PATIENCE).print(samples::payment(Language::Ja));
    assert_eq!(trouble(&state), Some(Trouble::StoppedHalfway));
    assert!(Trouble::StoppedHalfway.may_be_on_paper());
}

#[test]
fn slip_without_a_word_of_its_end_is_not_called_printed() {
    let fake = FakePrinter::start(Behaviour { done: None, ..WELL });
    let state = Desk::at(&fake.address, PATIENCE).print(samples::payment(Language::Ja));
    assert_eq!(trouble(&state), Some(Trouble::Unconfirmed));
}

#[test]
fn check_asks_and_prints_nothing() {
    let fake = FakePrinter::start(WELL);
    let desk = Desk::at(&fake.address, PATIENT);
    desk.printer.check().unwrap();
    assert_eq!(desk.next_state().condition, Condition::Ready { paper_low: false });
    assert_eq!(commands(&fake.connection()), [Command::AskNow(2), Command::AskNow(4)]);
}

#[test]
fn drawer_opens_without_a_slip_when_it_is_told_to() {
    let fake = FakePrinter::start(WELL);
    let desk = Desk::at(&fake.address, PATIENT);
    desk.printer.open_drawer().unwrap();
    assert_eq!(trouble(&desk.next_state()), None);
    assert_eq!(kicks(&fake.connection()).len(), 1);
}

#[test]
fn what_a_printer_answers_is_found_out_when_it_is_set_up() {
    let fake = FakePrinter::start(WELL);
    let address = &fake.address;
    assert_eq!(find_answers(address, &PATIENT), Ok(Answers::WhenDone));
    fake.behave(Behaviour { done: None, ..WELL });
    assert_eq!(find_answers(address, &PATIENCE), Ok(Answers::AtOnce));
    fake.behave(Behaviour { cause: None, paper: None, done: None, ..WELL });
    assert_eq!(find_answers(address, &PATIENCE), Ok(Answers::Never));
    fake.behave(Behaviour { paper: Some(0x72), ..WELL });
    assert_eq!(find_answers(address, &PATIENT), Err(Trouble::OutOfPaper));
}

#[test]
fn printer_that_only_says_how_it_is_is_asked_again_after_the_slip() {
    let fake = FakePrinter::start(Behaviour { done: None, ..WELL });
    let desk = Desk::with(PrinterProfile { answers: Answers::AtOnce, ..profile(&fake.address) }, PATIENT);
    assert_eq!(trouble(&desk.print(samples::payment(Language::Ja))), None);
    fake.behave(Behaviour { done: None, cause_after_picture: Some(0x32), ..WELL });
    assert_eq!(trouble(&desk.print(samples::payment(Language::Ja))), Some(Trouble::StoppedHalfway));
}

#[test]
fn retry_stops_at_the_first_failure_and_keeps_the_order() {
    let fake = FakePrinter::start(Behaviour { cause: Some(0x32), ..WELL });
    let desk = Desk::at(&fake.address, PATIENT);
    for slip in [samples::payment(Language::Ja), samples::topup(Language::Ja), samples::refund(Language::Ja)] {
        desk.print(slip);
        fake.connection();
    }
    desk.printer.retry(samples::time("2026-11-20T14:05:00+09:00[Asia/Tokyo]")).unwrap();
    let numbers: Vec<String> = desk.next_state().failed.into_iter().map(|slip| slip.number).collect();
    assert_eq!(numbers, ["A-0042", "A-0043", "A-0051"]);
    assert_eq!(commands(&fake.connection()).len(), 2, "one question, and then peace");
    fake.behave(WELL);
    desk.printer.retry(samples::time("2026-11-20T14:06:00+09:00[Asia/Tokyo]")).unwrap();
    assert_eq!(desk.next_state().failed, []);
}

#[test]
fn giving_a_slip_never_waits_and_a_full_queue_says_so() {
    // Accepts in the kernel, and never reads or answers.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let address = PrinterAddress::Network { host: "127.0.0.1".into(), port };
    let desk = Desk::at(&address, Patience { answer: LOST, ..PATIENCE });
    let outcomes: Vec<_> = (0..80).map(|_| desk.printer.print(samples::payment(Language::Ja))).collect();
    let taken = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert!((64..=65).contains(&taken), "64 wait, and one may be under way: {taken}");
    assert_eq!(outcomes.last(), Some(&Err(QueueFull)));
    assert_eq!(desk.printer.state().waiting, taken);
}

#[test]
fn printers_own_letters_are_sent_where_they_are_wanted() {
    let fake = FakePrinter::start(WELL);
    let desk = Desk::with(PrinterProfile { letters: Letters::Printers, ..profile(&fake.address) }, PATIENT);
    desk.print(samples::payment(Language::Ja));
    let order = commands(&fake.connection());
    assert!(order.contains(&Command::ShiftJis) && order.contains(&Command::Letter('山')));
    assert_eq!(burnt_rows(&order).len(), 0);
}

#[test]
fn every_trouble_has_one_short_sentence_in_both_languages() {
    for trouble in [
        Trouble::Absent,
        Trouble::Off,
        Trouble::NotPermitted,
        Trouble::Busy,
        Trouble::CoverOpen,
        Trouble::OutOfPaper,
        Trouble::Fault,
        Trouble::Silent,
        Trouble::Interrupted,
        Trouble::Unconfirmed,
        Trouble::StoppedHalfway,
    ] {
        let (ja, en) = (trouble.sentence(Language::Ja), trouble.sentence(Language::En));
        assert!(ja.ends_with('。') && !ja.contains('\n') && ja.chars().count() <= 50, "{ja}");
        assert!(en.ends_with('.') && en.is_ascii() && en.len() <= 90, "{en}");
    }
}
