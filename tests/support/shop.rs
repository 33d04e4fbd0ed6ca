//! A shop outside this machine: the built sandbox, with the files that it hands out to those who connect.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::{Value, json};

use super::Owned;
use super::far_side::request;

/// The sandbox as its users start it.
pub(crate) struct FarShop {
    ready: Ready,
    _folder: tempfile::TempDir,
    program: Owned,
}

#[derive(Deserialize)]
struct Ready {
    control: String,
    credentials: PathBuf,
}

impl FarShop {
    /// Starts it; it serves when this returns.
    pub(crate) fn opens() -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let mut program = Command::new(built_sandbox())
            .args(["serve", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--credentials"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"));
        Self { ready, _folder: folder, program: Owned(program) }
    }

    /// The server is gone.
    pub(crate) fn goes_dark(&mut self) {
        self.program.0.kill().unwrap();
        self.program.0.wait().unwrap();
    }

    /// `config.ini`, as Pokepay would hand it out.
    pub(crate) fn config(&self) -> String {
        self.file("config.ini")
    }

    /// The authority that this server alone is trusted by.
    pub(crate) fn ca(&self) -> String {
        self.file("ca.pem")
    }

    /// A value that `config.ini` names.
    pub(crate) fn value(&self, name: &str) -> String {
        let config = std::fs::read_to_string(self.config()).unwrap();
        let mut pairs = config.lines().filter_map(|line| line.split_once('='));
        pairs.find(|(key, _)| key.trim() == name).unwrap().1.trim().to_owned()
    }

    /// A customer's phone scans the newest QR.
    pub(crate) fn customer_scans(&self, customer: &str) {
        let open: Vec<Value> = serde_json::from_str(&self.control("GET", "/cashtrays", &json!({}))).unwrap();
        self.control("POST", "/scan", &json!({ "cashtray_id": open[0]["id"], "customer": customer }));
    }

    /// How many transactions the shop's own books have.
    pub(crate) fn transactions(&self) -> usize {
        let ledger: Value = serde_json::from_str(&self.control("GET", "/ledger", &json!({}))).unwrap();
        ledger["transactions"].as_array().unwrap().len()
    }

    fn control(&self, method: &str, path: &str, body: &Value) -> String {
        let address = self.ready.control.trim_start_matches("http://").trim_end_matches('/');
        request(address.parse().unwrap(), method, path, body)
    }

    fn file(&self, name: &str) -> String {
        self.ready.credentials.join(name).to_str().unwrap().to_owned()
    }
}

/// The sandbox's program lies beside the terminal's; where only the terminal was built, it is built now.
fn built_sandbox() -> PathBuf {
    let terminal = Path::new(env!("CARGO_BIN_EXE_cashtray-terminal"));
    let sandbox = terminal.with_file_name(format!("partner-sandbox{}", std::env::consts::EXE_SUFFIX));
    if !sandbox.exists() {
        let built = Command::new(env!("CARGO")).args(["build", "--package", "partner-sandbox"]).status().unwrap();
        assert!(built.success(), "the sandbox was not built");
    }
    sandbox
}
