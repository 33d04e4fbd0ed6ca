//! One slip over one line: ask, open the drawer, send, and wait for the printer to say that it is done.

use std::time::{Duration, Instant};

use super::connection::{Connection, open};
use super::{Answers, PrinterAddress, PrinterProfile, Trouble};
use crate::escpos::{
    ASK_CAUSE, ASK_PAPER, ASK_WHEN_DONE, DrawerPin, Hindrance, answers_in_order, answers_in_real_time, is_paper_low,
    kick, kick_now,
};

/// Bytes that a printer may have said before it was asked.
const MOST_LATE_ANSWERS: usize = 256;

/// How long each step may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// To be let in.
    pub connect: Duration,
    /// For an answer to a question.
    pub answer: Duration,
    /// While the printer takes nothing of what is sent.
    pub stall: Duration,
    /// From the last byte sent until the slip hangs out.
    pub finish: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            answer: Duration::from_millis(1_500),
            stall: Duration::from_secs(8),
            finish: Duration::from_secs(20),
        }
    }
}

/// What a printer said when it was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Done {
    /// The paper's end is near.
    pub(super) paper_low: bool,
}

/// Finds out what a printer says about itself, for setting it up. Prints nothing. Takes up to the sum of `connect` and two
/// `answer`s of the patience, so it belongs on a thread that may wait.
///
/// # Errors
///
/// When there is no line to the printer, or something hinders it.
pub fn find_answers(address: &PrinterAddress, patience: &Patience) -> Result<Answers, Trouble> {
    let mut line = connect(address, patience)?;
    match ask(line.as_mut(), patience) {
        Err(_) => Ok(Answers::Never),
        Ok(hindrance) => {
            Trouble::before_printing(hindrance)?;
            Ok(finish(line.as_mut(), patience.answer).map_or(Answers::AtOnce, |_| Answers::WhenDone))
        }
    }
}

/// Asks how the printer is, without printing anything, and opens the drawer if told to.
pub(super) fn check(profile: &PrinterProfile, patience: &Patience, drawer: Option<DrawerPin>) -> Result<Done, Trouble> {
    begin(profile, patience, drawer).map(|_| Done::default())
}

/// Prints a slip. The drawer is opened first: paper may be out, but the customer's change is due.
pub(super) fn print(
    profile: &PrinterProfile,
    patience: &Patience,
    slip: &[u8],
    drawer: Option<DrawerPin>,
) -> Result<Done, Trouble> {
    let mut line = begin(profile, patience, drawer)?;
    let line = line.as_mut();
    send(line, slip, Trouble::Interrupted)?;
    match profile.answers {
        Answers::WhenDone => finish(line, patience.finish).map_err(|trouble| match ask(line, patience) {
            Ok(Hindrance::CoverOpen | Hindrance::OutOfPaper | Hindrance::Fault) => Trouble::StoppedHalfway,
            Ok(Hindrance::None) | Err(_) => trouble,
        }),
        Answers::AtOnce => match ask(line, patience) {
            Ok(Hindrance::None) => Ok(Done::default()),
            Ok(Hindrance::CoverOpen | Hindrance::OutOfPaper | Hindrance::Fault) => Err(Trouble::StoppedHalfway),
            Err(_) => Err(Trouble::Unconfirmed),
        },
        Answers::Never => Ok(Done::default()),
    }
}

fn connect(address: &PrinterAddress, patience: &Patience) -> Result<Box<dyn Connection>, Trouble> {
    open(address, patience.connect, patience.stall).map_err(|error| {
        tracing::debug!(%error, "no line to the printer");
        Trouble::at_opening(&error)
    })
}

/// Opens the line, asks whether something hinders the printer, and opens the drawer either way.
fn begin(
    profile: &PrinterProfile,
    patience: &Patience,
    drawer: Option<DrawerPin>,
) -> Result<Box<dyn Connection>, Trouble> {
    let mut line = connect(&profile.address, patience)?;
    let hindrance = match profile.answers {
        Answers::WhenDone | Answers::AtOnce => ask(line.as_mut(), patience)?,
        Answers::Never => Hindrance::None,
    };
    let pulse = match hindrance {
        Hindrance::None => drawer.map(kick),
        // In the printer's memory a pulse would wait, and open the drawer when somebody refills the paper.
        Hindrance::CoverOpen | Hindrance::OutOfPaper | Hindrance::Fault => drawer.map(kick_now),
    };
    if let Some(pulse) = pulse {
        send(line.as_mut(), &pulse, Trouble::Silent)?;
    }
    Trouble::before_printing(hindrance)?;
    Ok(line)
}

/// Asks what hinders the printer.
fn ask(line: &mut dyn Connection, patience: &Patience) -> Result<Hindrance, Trouble> {
    forget_late_answers(line);
    let mut answers = [0; 2];
    for (question, answer) in [ASK_CAUSE, ASK_PAPER].into_iter().zip(&mut answers) {
        line.send(question).map_err(|_| Trouble::Silent)?;
        *answer = wait_for(line, patience.answer, answers_in_real_time).ok().flatten().ok_or(Trouble::Silent)?;
    }
    Ok(Hindrance::of(answers[0], answers[1]))
}

fn send(line: &mut dyn Connection, bytes: &[u8], trouble: Trouble) -> Result<(), Trouble> {
    line.send(bytes).map_err(|error| {
        tracing::debug!(%error, "the line to the printer broke");
        trouble
    })
}

/// Waits until everything sent is on paper.
fn finish(line: &mut dyn Connection, wait: Duration) -> Result<Done, Trouble> {
    send(line, ASK_WHEN_DONE, Trouble::Interrupted)?;
    match wait_for(line, wait, answers_in_order) {
        Ok(Some(answer)) => Ok(Done { paper_low: is_paper_low(answer) }),
        Ok(None) => Err(Trouble::Unconfirmed),
        Err(_) => Err(Trouble::Interrupted),
    }
}

/// At a serial or USB line, answers to somebody's earlier questions may still wait, and look like ours.
fn forget_late_answers(line: &mut dyn Connection) {
    let mut left = MOST_LATE_ANSWERS;
    while left > 0 && matches!(line.receive(Duration::from_millis(1)), Ok(Some(_))) {
        left -= 1;
    }
}

/// The next byte of one kind. Others are passed over: late answers, and what the printer tells without being asked.
fn wait_for(line: &mut dyn Connection, wait: Duration, is_it: fn(u8) -> bool) -> std::io::Result<Option<u8>> {
    let end = Instant::now() + wait;
    loop {
        match line.receive(end.saturating_duration_since(Instant::now()))? {
            Some(byte) if is_it(byte) => return Ok(Some(byte)),
            Some(_) if Instant::now() < end => {}
            Some(_) | None => return Ok(None),
        }
    }
}
