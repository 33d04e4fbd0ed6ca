//! One slip over one line: ask, open the drawer, send, and wait for the printer to say that it is done.

use std::time::{Duration, Instant};

use super::connection::{Connection, open};
use super::{PrinterProfile, Trouble};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Done {
    /// The paper's end is near.
    pub(super) paper_low: bool,
}

/// Asks how the printer is, without printing anything.
pub(super) fn check(profile: &PrinterProfile, patience: &Patience) -> Result<Done, Trouble> {
    print(profile, patience, &[], None)
}

/// Prints a slip. The drawer is opened first: paper may be out, but the customer's change is due.
pub(super) fn print(
    profile: &PrinterProfile,
    patience: &Patience,
    slip: &[u8],
    drawer: Option<DrawerPin>,
) -> Result<Done, Trouble> {
    let mut line = open(&profile.address, patience.connect, patience.stall).map_err(|error| {
        tracing::debug!(%error, "no line to the printer");
        Trouble::at_opening(&error)
    })?;
    let line = line.as_mut();
    if !profile.answers {
        send(line, drawer.map(kick).as_slice().as_flattened(), Trouble::Silent)?;
        send(line, slip, Trouble::Interrupted)?;
        return Ok(Done { paper_low: false });
    }
    let hindrance = ask(line, patience)?;
    let pulse = match hindrance {
        Hindrance::None => drawer.map(kick),
        // In the printer's memory a pulse would wait, and open the drawer when somebody refills the paper.
        Hindrance::CoverOpen | Hindrance::OutOfPaper | Hindrance::Fault => drawer.map(kick_now),
    };
    send(line, pulse.as_slice().as_flattened(), Trouble::Silent)?;
    Trouble::before_printing(hindrance)?;
    send(line, slip, Trouble::Interrupted)?;
    finish(line, patience, !slip.is_empty())
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

/// Waits until everything sent is on paper. Without the word for it, the printer is asked what stopped it.
fn finish(line: &mut dyn Connection, patience: &Patience, printing: bool) -> Result<Done, Trouble> {
    send(line, ASK_WHEN_DONE, if printing { Trouble::Interrupted } else { Trouble::Silent })?;
    let wait = if printing { patience.finish } else { patience.answer };
    match wait_for(line, wait, answers_in_order) {
        Ok(Some(answer)) => Ok(Done { paper_low: is_paper_low(answer) }),
        Ok(None) if !printing => Err(Trouble::Silent),
        Ok(None) => Err(match ask(line, patience) {
            Ok(Hindrance::None) | Err(_) => Trouble::Unconfirmed,
            Ok(Hindrance::CoverOpen | Hindrance::OutOfPaper | Hindrance::Fault) => Trouble::StoppedHalfway,
        }),
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
