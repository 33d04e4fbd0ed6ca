//! Pokepay's own Node SDK, installed from npm as it is published, takes the sandbox for Pokepay.
//!
//! The scenarios are in `node/`; each prints one line of JSON per check. Here the sandbox is started, a scenario is run
//! against it over mutual TLS, and every check that failed is named. `cargo xtask setup` installs the SDK.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use partner_sandbox::{Options, Sandbox, Switches};
use serde::Deserialize;
use serde_json::Value;

/// A name with dots, which the SDK insists on; `node/local-names.mjs` says that it is this machine.
const HOST: &str = "partner.sandbox.test";

/// A line that a scenario prints.
#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Check { check: String, ok: bool, why: Option<String> },
    End { done: usize },
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node")
}

/// Runs a scenario to its end, and fails with the name of every check that failed.
fn run(scenario: &str, config: &Path, authority: &Path, control_url: &str) {
    let folder = folder();
    let sdk = folder.join("node_modules/@pokepay/pokepay-partner-sdk/package.json");
    assert!(
        sdk.is_file(),
        "Pokepay's Node SDK is not installed: run `cargo xtask setup`, or `npm ci` in {}",
        folder.display()
    );
    let output = Command::new("node")
        .args(["--import", "./local-names.mjs", scenario])
        .args([config.as_os_str(), control_url.as_ref()])
        .env("NODE_EXTRA_CA_CERTS", authority)
        // A proxy of this machine has no business between the SDK and the sandbox.
        .env("NO_PROXY", "*")
        .env("no_proxy", "*")
        .current_dir(&folder)
        .output()
        .expect("Node is installed; if it is not, install Node 20.19 or newer");
    let printed = String::from_utf8_lossy(&output.stdout);
    let (mut failed, mut passed, mut said) = (Vec::new(), 0, None);
    for line in printed.lines() {
        match serde_json::from_str(line).unwrap_or_else(|error| panic!("{scenario} printed {line}: {error}")) {
            Line::Check { ok: true, .. } => passed += 1,
            Line::Check { check, why, .. } => failed.push(format!("{check}: {}", why.unwrap_or_default())),
            Line::End { done } => said = Some(done),
        }
    }
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(
        failed.is_empty(),
        "{scenario}: {} of {} checks failed\n{}",
        failed.len(),
        passed + failed.len(),
        failed.join("\n")
    );
    assert_eq!(said, Some(passed), "{scenario} broke off after {passed} checks\n{words}");
    assert!(passed > 0 && output.status.success(), "{scenario} checked nothing\n{words}");
}

/// Runs a scenario against a sandbox of its own.
async fn holds(scenario: &'static str, switches: Switches) {
    let directory = tempfile::tempdir().expect("a directory");
    let options = Options {
        hosts: vec![HOST.to_owned()],
        control: Some(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))),
        credentials: directory.path().join("credentials"),
        switches,
        ..Options::default()
    };
    let sandbox = Sandbox::start(options).await.expect("it serves");
    let credentials = sandbox.credentials().directory.clone();
    let control = sandbox.control_url().expect("a control side");
    tokio::task::spawn_blocking(move || {
        run(scenario, &credentials.join("config.ini"), &credentials.join("ca.pem"), control.as_str());
    })
    .await
    .unwrap_or_else(|broken| std::panic::resume_unwind(broken.into_panic()));
    sandbox.stop().await;
}

#[tokio::test]
async fn the_sdk_follows_a_tray_from_its_making_to_every_end() {
    holds("cashtrays.mjs", Switches::default()).await;
}

#[tokio::test]
async fn the_sdk_reads_every_documented_refusal_of_the_cashtray_operations() {
    holds("refusals.mjs", Switches::default()).await;
}

#[tokio::test]
async fn the_sdk_opens_a_wallet_and_money_moves_in_and_out_and_back() {
    holds("customers.mjs", Switches::default()).await;
}

#[tokio::test]
async fn the_sdk_is_answered_by_all_43_operations_as_it_declares() {
    holds("operations.mjs", Switches::default()).await;
}

#[tokio::test]
async fn the_sdk_reads_the_envelopes_errors_plain() {
    holds("envelope.mjs", Switches::default()).await;
}

#[tokio::test]
async fn the_sdk_reads_the_envelopes_errors_encrypted() {
    holds("envelope.mjs", Switches { encrypted_envelope_errors: true, ..Switches::default() }).await;
}

/// As an integrator does it: the program, its files, and an address without any name, in the form that the SDK's check
/// of its base URL lets through.
#[test]
#[cfg(unix)]
fn the_program_and_its_files_are_all_that_the_sdk_needs() {
    let directory = tempfile::tempdir().expect("a directory");
    let credentials = directory.path().join("credentials");
    let mut program = Command::new(env!("CARGO_BIN_EXE_partner-sandbox"))
        .args(["serve", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0", "--credentials"])
        .arg(&credentials)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    BufReader::new(program.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    let outcome = std::panic::catch_unwind(|| {
        let ready: Value = serde_json::from_str(&line).expect("the ready line is JSON");
        let written = std::fs::read_to_string(credentials.join("config.ini")).expect("it is written");
        let config = directory.path().join("config.ini");
        std::fs::write(&config, written.replace("https://", "https://x.yz@")).expect("it can be written");
        let control = ready["control"].as_str().expect("a control side");
        run("cashtrays.mjs", &config, &credentials.join("ca.pem"), control);
    });
    program.kill().expect("it runs until it is ended");
    program.wait().expect("it ends");
    outcome.unwrap_or_else(|broken| std::panic::resume_unwind(broken));
}
