//! One folder, one far side, and the engines that follow each other there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use partner_sandbox::{Options, Sandbox, ScanTarget};
use rand::Rng;
use rand::rngs::StdRng;
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::process::{Engine, Said};
use super::{Broken, Moment, some};
use crate::point::{Kind, Point, Request};

pub(super) struct Lane {
    far: Sandbox,
    program: PathBuf,
    broken: Option<Broken>,
    keys: PathBuf,
    data: TempDir,
    engine: Option<Engine>,
    seen: Seen,
}

/// What the engines of a lane have shown.
#[derive(Default)]
struct Seen {
    /// The newest snapshot.
    view: Value,
    /// The token of the QR on the screen.
    qr: Option<String>,
    /// Every number whose QR was shown.
    qrs: BTreeMap<String, String>,
    /// Every outcome that was shown, by number: state and transaction.
    outcomes: BTreeMap<String, (String, String)>,
}

/// What staff and customer do in a sale.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Pay,
    Cancel,
    Amend,
}

/// What has been done already.
#[derive(Default)]
struct Done {
    is_begun: bool,
    /// The sale was on the screen: a snapshot without one is then from after it, not from before.
    is_seen: bool,
    is_changed: bool,
    scanned: Option<String>,
    acknowledged: Option<String>,
}

/// How a script came to its end.
#[derive(PartialEq, Eq)]
enum End {
    /// The engine stands still.
    Stopped,
    /// Nothing is left on the screen.
    AtRest,
}

impl Lane {
    pub(super) fn open(runtime: &Runtime, program: &Path, broken: Option<Broken>, keys: &Path) -> Result<Self> {
        let _inside = runtime.enter();
        let options = Options { credentials: keys.to_owned(), ..Options::default() };
        let far = runtime.block_on(Sandbox::start(options))?;
        let (program, keys) = (program.to_owned(), keys.to_owned());
        Ok(Self { far, program, broken, keys, data: tempfile::tempdir()?, engine: None, seen: Seen::default() })
    }

    /// One sale, one kill or two in it, and the engine at rest again. Answers how many kills there were.
    pub(super) fn trial(&mut self, moment: Moment, dice: &mut StdRng) -> Result<u64> {
        let script = script(moment, dice);
        let mut done = Done::default();
        match moment {
            Moment::At(point) => {
                self.press(&format!("stop {}", point.name()))?;
                if self.play(script, &mut done)? == End::AtRest {
                    bail!("the sale came to its end without passing it");
                }
                if dice.random_bool(0.5) {
                    self.scan(&mut done);
                }
            }
            Moment::Any => {
                self.press("pay 120")?;
                done.is_begun = true;
                for said in self.running()?.hear_within(some(dice, 60)) {
                    self.note(said);
                }
                if dice.random_bool(0.5) {
                    self.scan(&mut done);
                }
                for said in self.running()?.hear_within(some(dice, 60)) {
                    self.note(said);
                }
            }
            Moment::Opening | Moment::Salvaging => {
                self.press("pay 120")?;
                done.is_begun = true;
                while self.seen.qr.is_none() {
                    let said = self.running()?.hear()?;
                    self.note(said);
                }
                self.scan(&mut done);
                self.kill()?;
                if moment == Moment::Salvaging {
                    // Without its witness a journal is not relied on.
                    fs::write(self.data.path().join("journal.newest"), "no witness")?;
                }
                self.running()?;
                for said in self.running()?.hear_within(some(dice, 40)) {
                    self.note(said);
                }
            }
        }
        self.kill()?;
        let mut kills = 1;
        while dice.random_bool(0.2) {
            for said in self.running()?.hear_within(some(dice, 80)) {
                self.note(said);
            }
            self.kill()?;
            kills += 1;
        }
        self.running()?;
        self.wait_for_a_view()?;
        let scanned = done.scanned;
        if self.play(Script::Pay, &mut Done { is_begun: true, is_seen: true, scanned, ..Done::default() })?
            == End::Stopped
        {
            bail!("an engine stands still that was not told to");
        }
        Ok(kills)
    }

    fn running(&mut self) -> Result<&mut Engine> {
        match &mut self.engine {
            Some(engine) => Ok(engine),
            empty => {
                self.seen.view = Value::Null;
                self.seen.qr = None;
                Ok(empty.insert(Engine::start(&self.program, self.broken, self.data.path(), &self.keys)?))
            }
        }
    }

    fn press(&mut self, key: &str) -> Result<()> {
        self.running()?.press(key);
        if self.seen.view.is_null() {
            self.wait_for_a_view()?;
        }
        Ok(())
    }

    fn wait_for_a_view(&mut self) -> Result<()> {
        while self.seen.view.is_null() {
            let said = self.running()?.hear()?;
            if matches!(said, Said::Stopped) {
                bail!("it stands still before it shows anything");
            }
            self.note(said);
        }
        Ok(())
    }

    fn kill(&mut self) -> Result<()> {
        if let Some(engine) = self.engine.take() {
            for said in engine.kill()? {
                self.note(said);
            }
        }
        Ok(())
    }

    /// Keeps what was shown; answers whether the engine stands still.
    fn note(&mut self, said: Said) -> bool {
        match said {
            Said::Stopped => return true,
            Said::Opening | Said::Other => {}
            Said::View(said) => {
                let view = said["view"].clone();
                let number = said["qr"][0].as_str().map(str::to_owned);
                self.seen.qr = said["qr"][1].as_str().map(str::to_owned);
                if let (Some(number), Some(token)) = (number, &self.seen.qr) {
                    self.seen.qrs.insert(number, token.clone());
                }
                let live = &view["live"];
                let (state, transaction) = (text(&live["state"]), text(&live["transaction_id"]));
                if is_final(&state) {
                    self.seen.outcomes.insert(text(&live["number"]), (state, transaction));
                }
                self.seen.view = view;
            }
        }
        false
    }

    /// Staff and customer do what the script says, until the engine stands still or nothing is left to do.
    fn play(&mut self, script: Script, done: &mut Done) -> Result<End> {
        loop {
            if let Some(end) = self.act(script, done)? {
                return Ok(end);
            }
            let said = self.running()?.hear()?;
            if self.note(said) {
                return Ok(End::Stopped);
            }
        }
    }

    fn act(&mut self, script: Script, done: &mut Done) -> Result<Option<End>> {
        let live = self.seen.view["live"].clone();
        let number = text(&live["number"]);
        let settled = self.seen.view["notices"].as_array().into_iter().flatten();
        let settled = settled.filter(|notice| notice["kind"] == "parked_settled").map(|notice| text(&notice["number"]));
        for number in settled.collect::<Vec<_>>() {
            self.press(&format!("done {number}"))?;
        }
        if live.is_null() {
            if !done.is_begun {
                done.is_begun = true;
                self.press("pay 120")?;
            } else if done.is_seen && self.seen.view["parked"].as_array().is_none_or(Vec::is_empty) {
                return Ok(Some(End::AtRest));
            }
            return Ok(None);
        }
        done.is_seen = true;
        if is_final(&text(&live["state"])) {
            if done.acknowledged.as_ref() != Some(&number) {
                done.acknowledged = Some(number.clone());
                self.press(&format!("done {number}"))?;
            }
        } else if self.seen.qr.is_some() {
            match script {
                Script::Cancel if !done.is_changed => {
                    done.is_changed = true;
                    self.press(&format!("cancel {number}"))?;
                }
                Script::Amend if !done.is_changed => {
                    done.is_changed = true;
                    self.press(&format!("amend {number} 340"))?;
                }
                Script::Amend if live["amount"] == "120" => {}
                Script::Cancel => {}
                Script::Pay | Script::Amend => {
                    if self.scan(done) {
                        self.press(&format!("check {number}"))?;
                    }
                }
            }
        }
        Ok(None)
    }

    /// The customer scans what is on the screen, once; `false` when there is nothing or it was scanned.
    fn scan(&mut self, done: &mut Done) -> bool {
        let Some(token) = self.seen.qr.clone().filter(|token| done.scanned.as_ref() != Some(token)) else {
            return false;
        };
        done.scanned = Some(token.clone());
        // A tray that was withdrawn a moment ago refuses: that is for the till to find out.
        let _ = self.far.scan(&ScanTarget::Token(token), "rich");
        true
    }

    fn rows(&self) -> BTreeMap<String, (String, String)> {
        let rows = self.seen.view["recent"].as_array().cloned().unwrap_or_default();
        rows.iter().map(|row| (text(&row["number"]), (text(&row["state"]), text(&row["transaction_last4"])))).collect()
    }

    /// Outcomes and QRs that were shown and of which the journal knows nothing, or something else.
    pub(super) fn shown_not_journalled(&self) -> Vec<String> {
        let rows = self.rows();
        let mut missing = Vec::new();
        for (number, (state, transaction)) in &self.seen.outcomes {
            let is_same = |(listed, last4): &(String, String)| listed == state && transaction.ends_with(last4);
            if !rows.get(number).is_some_and(is_same) {
                missing.push(format!("{number} was shown as {state}, and is {:?}", rows.get(number)));
            }
        }
        let unknown = self.seen.qrs.keys().filter(|number| !rows.contains_key(*number));
        missing.extend(unknown.map(|number| format!("the QR of {number} was shown")));
        missing
    }

    /// Charges in the books that the engine does not list as paid.
    pub(super) fn charged_unknown(&self) -> Vec<String> {
        let rows = self.rows();
        let paid: Vec<&String> =
            rows.values().filter(|(state, _)| state == "succeeded").map(|(_, last4)| last4).collect();
        let books = self.far.ledger();
        let charges = books.cashtrays.iter().filter_map(|tray| tray.transaction.as_ref());
        let ids = charges.map(|transaction| transaction.id.to_string());
        ids.filter(|id| !paid.iter().any(|last4| id.ends_with(last4.as_str()))).collect()
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        // An engine that is left over has nobody to speak to.
        let _ = self.kill();
    }
}

/// What has to be done so that the point is passed.
fn script(moment: Moment, dice: &mut StdRng) -> Script {
    let Moment::At(point) = moment else { return Script::Pay };
    match point {
        Point::Before(kind) | Point::After(kind) => match kind {
            Kind::CancelAsked => Script::Cancel,
            Kind::AmendAsked | Kind::Amended => Script::Amend,
            Kind::Outcome if dice.random_bool(0.3) => Script::Cancel,
            Kind::Intent | Kind::Tray | Kind::Outcome | Kind::Acknowledged => Script::Pay,
        },
        Point::Unsent(request) | Point::Answered(request) => match request {
            Request::Cancel => Script::Cancel,
            Request::Amend => Script::Amend,
            Request::Create | Request::Question => Script::Pay,
        },
        Point::QrUnshown | Point::OutcomeUnshown => Script::Pay,
    }
}

fn is_final(state: &str) -> bool {
    ["succeeded", "failed", "canceled", "expired", "not_created"].contains(&state)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
