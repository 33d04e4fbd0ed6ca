//! Printing over a serial line: a pair of pseudo terminals, so that the real driver for ports is at work.

use std::fs::File;
use std::io::Write;
use std::sync::mpsc::channel;
use std::thread;

use crate::support::fake_printer::{LOST, WELL, serve};
use crate::support::interpreter::{Command, commands, printed_lines};
use crate::support::samples;
use receipts::layout::{Paper, layout};
use receipts::printer::{Condition, FlowControl, Patience, Printer, PrinterAddress, PrinterProfile};
use receipts::receipt::Language;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

#[test]
fn slip_goes_over_a_serial_line_in_the_printers_own_letters() {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let path = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
    // A terminal that echoes would answer our questions with themselves until the driver opens it.
    let held = File::options().read(true).write(true).open(&path).unwrap();
    let mut modes = rustix::termios::tcgetattr(&held).unwrap();
    modes.make_raw();
    rustix::termios::tcsetattr(&held, rustix::termios::OptionalActions::Now, &modes).unwrap();

    // Somebody asked while paper was out, and never read the answer.
    let mut master = File::from(master);
    master.write_all(&[0x72, 0x72]).unwrap();
    let printer_side = thread::spawn(move || serve(&mut master, WELL));
    let address = PrinterAddress::Serial { path, baud_rate: 38_400, flow_control: FlowControl::None };
    let (changed, states) = channel();
    let printer = Printer::start(PrinterProfile::new(address, Paper::Mm58), Patience::default(), move |state| {
        let _ = changed.send(state);
    });
    printer.unwrap().print(samples::topup(Language::Ja)).unwrap();
    let state = states.recv_timeout(LOST).unwrap();
    assert_eq!(state.condition, Condition::Ready { paper_low: false });

    // The last one to let go of the port ends the printer's side.
    drop(held);
    let order = commands(&printer_side.join().unwrap());
    let text: String = printed_lines(&order).into_iter().map(|line| line.text + "\n").collect();
    assert!(text.contains("3,000円") && text.contains("現金お預かり"), "{text}");
    let lines = layout(&samples::topup(Language::Ja), Paper::Mm58).lines.len();
    assert!(printed_lines(&order).len() < lines && order.contains(&Command::JapaneseOn));
}
