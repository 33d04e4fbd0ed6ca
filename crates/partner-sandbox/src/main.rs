//! `partner-sandbox serve`: the far side as a program of its own, for engineers without a sandbox at Pokepay.

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Parser, Subcommand};
use partner_sandbox::{Options, Sandbox, Switches};
use serde::Serialize;

/// A faithful simulator of the Pokepay Partner API, with customers who scan.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves until it is interrupted. Prints one line of JSON when it is ready.
    Serve {
        /// Where the API listens.
        #[arg(long, default_value = "127.0.0.1:8443")]
        listen: SocketAddr,
        /// A further name or address that the server's certificate is for; may be given several times.
        #[arg(long = "host")]
        hosts: Vec<String>,
        /// Where the control side listens (the customers' phones, faults, clock, ledger): loopback only.
        #[arg(long, default_value = "127.0.0.1:8444")]
        control: SocketAddr,
        /// The directory for keys and certificates.
        #[arg(long, default_value = "partner-sandbox-credentials")]
        credentials: PathBuf,
        /// Makes runs repeatable: shops, customers and wallets, and also trays and transactions, get the same ids in
        /// every run of one seed. Without it the former do, and the latter are new in each run.
        #[arg(long)]
        seed: Option<u64>,
        /// The file that keeps the ledger from run to run; without it everything is forgotten at the end.
        #[arg(long)]
        state: Option<PathBuf>,
        /// Another answer to a question that the documents leave open, for example `shown_attempt=newest`; may be
        /// given several times. The README lists the switches.
        #[arg(long = "switch", value_name = "NAME=VALUE")]
        switches: Vec<String>,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let Command::Serve { listen, hosts, control, credentials, seed, state, switches } = Arguments::parse().command;
    let options = Options {
        listen,
        hosts,
        control: Some(control),
        credentials,
        seed: seed.unwrap_or(1),
        state,
        switches: read_switches(seed.is_some(), &switches)?,
        client: None,
    };
    let sandbox = Sandbox::start(options).await.context("the sandbox did not start")?;
    let interrupted = watch_signals().context("the signals of the system cannot be watched")?;
    announce(&sandbox).context("the line that says the sandbox is ready could not be printed")?;
    interrupted.await;
    sandbox.stop().await;
    Ok(())
}

fn read_switches(repeatable_ids: bool, set: &[String]) -> anyhow::Result<Switches> {
    let mut switches = Switches { repeatable_ids, ..Switches::default() };
    for setting in set {
        let (name, value) = setting.split_once('=').with_context(|| format!("{setting} is not NAME=VALUE"))?;
        switches = switches.with(name, value)?;
    }
    Ok(switches)
}

/// The one line on standard output that programs wait for. Its keys and their order are a stable interface.
#[derive(Serialize)]
struct Announcement<'a> {
    ready: bool,
    api: &'a str,
    control: Option<&'a str>,
    credentials: &'a Path,
}

fn announce(sandbox: &Sandbox) -> anyhow::Result<()> {
    let (api, control) = (sandbox.api_url(), sandbox.control_url());
    let line = serde_json::to_string(&Announcement {
        ready: true,
        api: api.as_str().trim_end_matches('/'),
        control: control.as_ref().map(|url| url.as_str().trim_end_matches('/')),
        credentials: &sandbox.credentials().directory,
    })?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

/// Watches for the signals that end the program, from the call on: whoever reads the ready line may send one at once.
#[cfg(unix)]
fn watch_signals() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Watches for the signal that ends the program.
#[cfg(not(unix))]
fn watch_signals() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        // An error means that there is no signal to wait for.
        let _ = tokio::signal::ctrl_c().await;
    })
}
