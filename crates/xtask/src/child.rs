//! A child process: its output as it comes, a sign of life when it is silent, and how it ended.
//!
//! Everything that can take long goes through here, so no step ever leaves a person before a still screen.

use std::io::{BufRead, BufReader, PipeReader, pipe};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::report::seconds;

/// After this much silence a line says that the step still runs.
const SILENCE: Duration = Duration::from_secs(20);

/// How often the end of the child is looked for.
const GLANCE: Duration = Duration::from_millis(50);

/// How long output is still taken after the child's end. A process that it left behind may hold the pipe open for ever.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Runs the command to its end, prints each line as it comes, and hands it to `on_line`.
///
/// The child has no standard input: a question would wait for an answer that nobody sees.
pub(crate) fn stream(name: &str, mut command: Command, mut on_line: impl FnMut(&str)) -> Result<ExitStatus> {
    let (reader, writer) = pipe().context("no pipe can be opened")?;
    let program = command.get_program().to_string_lossy().into_owned();
    command
        .env("NO_COLOR", "1")
        .env("CARGO_TERM_COLOR", "never")
        .env_remove("FORCE_COLOR")
        .stdin(Stdio::null())
        .stdout(writer.try_clone().context("no pipe can be opened")?)
        .stderr(writer);
    let mut child = command.spawn().with_context(|| format!("`{program}` cannot be started"))?;
    // The command holds our ends of the pipe; as long as it lives the output has no end.
    drop(command);

    let lines = read_lines(reader);
    let started = Instant::now();
    let mut last_sign = Instant::now();
    let mut ended: Option<(ExitStatus, Instant)> = None;
    loop {
        match lines.recv_timeout(GLANCE) {
            Ok(line) => {
                println!("    {line}");
                on_line(&line);
                last_sign = Instant::now();
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                if ended.is_none() {
                    ended = child.try_wait().context("the child cannot be waited for")?.map(|s| (s, Instant::now()));
                }
                if ended.is_some_and(|(_, at)| at.elapsed() > LAST_WORDS) {
                    break;
                }
                if last_sign.elapsed() >= SILENCE {
                    println!("    … {name} is still working ({})", seconds(started.elapsed()));
                    last_sign = Instant::now();
                }
            }
        }
    }
    match ended {
        Some((status, _)) => Ok(status),
        None => child.wait().context("the child cannot be waited for"),
    }
}

fn read_lines(reader: PipeReader) -> Receiver<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        let mut reader = BufReader::new(reader);
        let mut bytes = Vec::new();
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|count| count > 0) {
            let text = String::from_utf8_lossy(&bytes);
            // A program that redraws its line separates the drawings by carriage returns; the last one counts.
            let line = text.trim_end().rsplit('\r').next().unwrap_or_default().to_owned();
            bytes.clear();
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::stream;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        command
    }

    fn lines_of(script: &str) -> (bool, Vec<String>) {
        let mut lines = Vec::new();
        let status = stream("a script", shell(script), |line| lines.push(line.to_owned())).expect("a shell is there");
        (status.success(), lines)
    }

    #[test]
    fn both_outputs_arrive_in_order_and_the_end_is_told() {
        let (success, lines) = lines_of("echo one; echo two >&2; printf three; exit 3");
        assert!(!success);
        assert_eq!(lines, ["one", "two", "three"]);
    }

    #[test]
    fn a_redrawn_line_counts_once_and_foreign_bytes_do_no_harm() {
        let (success, lines) = lines_of(r"printf '5%%\r50%%\r100%%\n\377\n'");
        assert!(success);
        assert_eq!(lines, ["100%", "\u{fffd}"]);
    }

    #[test]
    fn a_question_gets_no_answer_instead_of_waiting_for_one() {
        let (success, lines) = lines_of("read answer || echo nobody there");
        assert!(success);
        assert_eq!(lines, ["nobody there"]);
    }

    #[test]
    fn a_process_left_behind_does_not_hold_the_step_open() {
        let (success, lines) = lines_of("sleep 30 & echo $!");
        assert!(success);
        let left_behind = lines.first().expect("its id");
        let ended = shell(&format!("kill {left_behind}")).status().expect("a shell is there");
        assert!(ended.success(), "it was still there: the step ended before it");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = stream("nothing", Command::new("/nowhere/apt-get"), |_| ()).expect_err("it is not there");
        assert!(error.to_string().contains("`/nowhere/apt-get` cannot be started"));
    }
}
