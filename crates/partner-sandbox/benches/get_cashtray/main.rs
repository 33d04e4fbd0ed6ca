//! What a till does all day, asking for one tray, measured beside Pokepay's own Node SDK: `cargo xtask bench`.
//!
//! Every client is a process of its own that measures itself; the sandbox is in this one. All of them run in the same
//! run, in rotating order, so that their ratios hold on any machine. It prints figures and judges none.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod asking;
mod clients;
mod figures;

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context, Result};
use partner_api::operations::cashtrays::CreateCashtray;
use partner_sandbox::{Options, Sandbox};

use clients::{CLIENTS, HOST, Load, Target};
use figures::Figures;

/// As fast as answers come.
const BACK_TO_BACK: Load = Load { warm_up: 100, count: 1_000, gap_ms: 0 };
/// As a terminal asks while a QR is up.
const PACED: Load = Load { warm_up: 3, count: 40, gap_ms: 650 };

const BACK_TO_BACK_ROUNDS: usize = 7;
const PACED_ROUNDS: usize = 3;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(("client", rest)) = arguments.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return asking::perform(rest);
    }
    let runtime = tokio::runtime::Runtime::new().context("no runtime")?;
    let directory = tempfile::tempdir().context("no directory for the keys")?;
    let sandbox = runtime.block_on(Sandbox::start(Options {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        hosts: vec![HOST.to_owned()],
        credentials: directory.path().join("credentials"),
        ..Options::default()
    }))?;
    let target = runtime.block_on(new_target(&sandbox))?;
    measure("Back to back", &target, BACK_TO_BACK, BACK_TO_BACK_ROUNDS)?;
    measure("One question every 650 ms, as a terminal asks", &target, PACED, PACED_ROUNDS)?;
    runtime.block_on(sandbox.stop());
    Ok(())
}

/// A tray that waits for longer than any benchmark.
async fn new_target(sandbox: &Sandbox) -> Result<Target> {
    let credentials = sandbox.credentials();
    let mut url = sandbox.api_url();
    url.set_host(Some("127.0.0.1")).context("the sandbox has no address")?;
    let client = asking::client(&credentials.directory, url.clone())?;
    let tray = CreateCashtray {
        private_money_id: credentials.private_money_id,
        shop_id: credentials.shop_id,
        amount: (-1100).into(),
        description: Some("たい焼き(小倉)".to_owned()),
        expires_in: Some(24 * 60 * 60),
    };
    let tray = client.send(&tray).await?.value;
    Ok(Target { url, credentials: credentials.directory.clone(), tray: tray.id })
}

/// Runs all clients so many rounds, each round beginning with another one, and prints the table.
fn measure(title: &str, target: &Target, load: Load, rounds: usize) -> Result<()> {
    println!("\n{title}: {} requests in each of {rounds} rounds", load.count);
    let mut all: Vec<Figures> = CLIENTS.iter().map(|_| Figures::default()).collect();
    for round in 0..rounds {
        for place in 0..CLIENTS.len() {
            let index = (round + place) % CLIENTS.len();
            let measured = CLIENTS[index].run(target, load)?;
            all[index].add(measured)?;
        }
        println!("  round {} of {rounds} is done", round + 1);
    }
    println!("\n{}", figures::table(&CLIENTS, &all));
    Ok(())
}
