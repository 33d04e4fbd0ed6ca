//! The parent's side of an engine: it starts it, presses its keys, reads what it shows, and kills it.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Broken;

/// The longest that is waited for anything. Nothing is concluded from how long it takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// What an engine says.
#[derive(Clone, Debug)]
pub(crate) enum Said {
    /// It is about to open its journal.
    Opening,
    /// It stands still at the point it was told.
    Stopped,
    /// A snapshot was shown: the whole of it, with the token of its QR.
    View(Value),
    /// Anything else: a key that was refused.
    Other,
}

/// A running engine.
pub(crate) struct Engine {
    child: Child,
    keys: ChildStdin,
    said: Receiver<Said>,
}

impl Engine {
    pub(crate) fn start(program: &Path, broken: Option<Broken>, data: &Path, credentials: &Path) -> Result<Self> {
        let mut child = Command::new(program)
            .arg("engine")
            .args([data, credentials])
            .args(broken.map(Broken::argument))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} cannot be started", program.display()))?;
        let (Some(keys), Some(out)) = (child.stdin.take(), child.stdout.take()) else { bail!("it has no pipes") };
        let (sender, said) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let is_heard = sender.send(read(&line)).is_ok();
                if !is_heard {
                    break;
                }
            }
        });
        Ok(Self { child, keys, said })
    }

    /// Presses a key; a killed engine hears nothing.
    pub(crate) fn press(&mut self, key: &str) {
        let _ = writeln!(self.keys, "{key}").and_then(|()| self.keys.flush());
    }

    /// The next thing it says.
    pub(crate) fn hear(&self) -> Result<Said> {
        self.said.recv_timeout(PATIENCE).context("the engine says nothing any more")
    }

    /// What it says within this time.
    pub(crate) fn hear_within(&self, limit: Duration) -> Vec<Said> {
        let until = Instant::now() + limit;
        let mut all = Vec::new();
        loop {
            match self.said.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(said) => all.push(said),
                Err(RecvTimeoutError::Timeout) => return all,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(until.saturating_duration_since(Instant::now()));
                    return all;
                }
            }
        }
    }

    /// SIGKILL. Answers what it had still said.
    pub(crate) fn kill(mut self) -> Result<Vec<Said>> {
        self.child.kill()?;
        self.child.wait()?;
        let mut last = Vec::new();
        while let Ok(said) = self.said.recv_timeout(PATIENCE) {
            last.push(said);
        }
        Ok(last)
    }
}

fn read(line: &str) -> Said {
    if line == "opening" {
        return Said::Opening;
    }
    if line.starts_with("stopped ") {
        return Said::Stopped;
    }
    match line.strip_prefix("view ").and_then(|text| serde_json::from_str(text).ok()) {
        Some(view) => Said::View(view),
        None => Said::Other,
    }
}
