//! The clients that are compared, and how each is started.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use partner_api::ids::CashtrayId;
use url::Url;

use crate::figures::Measured;

/// A name with dots, which the Node SDK insists on; `local-names.mjs` says that it is this machine.
pub(crate) const HOST: &str = "partner.sandbox.test";

/// How much is asked, and how fast.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    /// Requests before the measured ones.
    pub(crate) warm_up: u32,
    /// Measured requests.
    pub(crate) count: u32,
    /// The pause before each.
    pub(crate) gap_ms: u64,
}

/// Whom to ask for what.
#[derive(Debug)]
pub(crate) struct Target {
    /// The sandbox by its address.
    pub(crate) url: Url,
    /// The directory with the files of a partner.
    pub(crate) credentials: PathBuf,
    /// The tray.
    pub(crate) tray: CashtrayId,
}

/// A client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Client {
    /// The Node SDK as it is published: a connection for every request.
    NodeAsShipped,
    /// The Node SDK with an agent that keeps its connection.
    NodeKeptAlive,
    /// Ours, as the terminal uses it.
    PartnerApi,
}

/// All of them. The first is what the others are compared with.
pub(crate) const CLIENTS: [Client; 3] = [Client::NodeAsShipped, Client::NodeKeptAlive, Client::PartnerApi];

impl Client {
    /// Its name in the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NodeAsShipped => "Node SDK as shipped",
            Self::NodeKeptAlive => "Node SDK, `keepAlive: true`",
            Self::PartnerApi => "partner-api",
        }
    }

    /// Runs it to its end.
    pub(crate) fn run(self, target: &Target, load: Load) -> Result<Measured> {
        let mut command = match self {
            Self::NodeAsShipped => node(target, load, "new")?,
            Self::NodeKeptAlive => node(target, load, "keep")?,
            Self::PartnerApi => ours(target, load)?,
        };
        let output = command.output().with_context(|| format!("{} cannot be started", self.name()))?;
        if !output.status.success() {
            bail!("{} failed:\n{}", self.name(), String::from_utf8_lossy(&output.stderr));
        }
        serde_json::from_slice(&output.stdout).with_context(|| format!("{} printed no figures", self.name()))
    }
}

fn numbers(load: Load) -> [String; 3] {
    [load.warm_up.to_string(), load.count.to_string(), load.gap_ms.to_string()]
}

fn node(target: &Target, load: Load, connection: &str) -> Result<Command> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node");
    if !folder.join("node_modules").is_dir() {
        bail!("Pokepay's Node SDK is not installed: run `cargo xtask bench`, or `npm ci` in {}", folder.display());
    }
    let mut command = Command::new("node");
    command
        .args(["--import", "./local-names.mjs", "benchmark.mjs"])
        .arg(target.credentials.join("config.ini"))
        .arg(target.tray.to_string())
        .args(numbers(load))
        .arg(connection)
        .env("NODE_EXTRA_CA_CERTS", target.credentials.join("ca.pem"))
        .env("NO_PROXY", "*")
        .env("no_proxy", "*")
        .current_dir(folder);
    Ok(command)
}

/// This very program, in the role of a client.
fn ours(target: &Target, load: Load) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe().context("this program has no path")?);
    command
        .arg("client")
        .arg(&target.credentials)
        .args([target.url.as_str(), &target.tray.to_string()])
        .args(numbers(load));
    Ok(command)
}
