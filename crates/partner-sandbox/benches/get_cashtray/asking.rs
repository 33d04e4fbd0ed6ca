//! Our client's side: asks for one tray again and again, and prints what that took.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use jiff::Timestamp;
use partner_api::envelope::ClientSecret;
use partner_api::ids::CashtrayId;
use partner_api::operations::cashtrays::GetCashtray;
use partner_api::{Client, Config, Language, Limits};
use url::Url;

use crate::figures::Measured;

/// Does what the arguments say: credentials, URL, tray, warm-up, count, gap in ms.
pub(crate) fn perform(arguments: &[String]) -> Result<()> {
    let [credentials, url, tray, warm_up, count, gap_ms] = arguments else {
        bail!("a client takes six arguments and got {}", arguments.len());
    };
    let client = client(Path::new(credentials), url.parse()?)?;
    let asking = Asking { client, tray: tray.parse()?, gap: Duration::from_millis(gap_ms.parse()?) };
    // As many threads as the terminal has, idle ones included.
    let runtime = tokio::runtime::Runtime::new().context("no runtime")?;
    let measured = runtime.block_on(asking.measure(warm_up.parse()?, count.parse()?))?;
    println!("{}", serde_json::to_string(&measured)?);
    Ok(())
}

/// A client by the files of a partner.
pub(crate) fn client(credentials: &Path, base_url: Url) -> Result<Client> {
    let read = |name: &str| std::fs::read_to_string(credentials.join(name)).with_context(|| format!("no {name}"));
    let config = read("config.ini")?;
    let value = |key: &str| {
        let mut pairs = config.lines().filter_map(|line| line.split_once(" = "));
        pairs.find(|(name, _)| *name == key).map(|(_, value)| value).with_context(|| format!("no {key}"))
    };
    Ok(Client::new(Config {
        base_url,
        client_id: value("CLIENT_ID")?.to_owned(),
        client_secret: ClientSecret::parse(value("CLIENT_SECRET")?)?,
        identity_pem: format!("{}{}", read("client.pem")?, read("client.key")?).into(),
        ca_pem: Some(read("ca.pem")?),
        accept_language: Language::Ja,
        now: Arc::new(now),
        limits: Limits::default(),
    })?)
}

#[expect(clippy::disallowed_methods, reason = "callers of the real wire stamp their requests with the real time")]
fn now() -> Timestamp {
    Timestamp::now()
}

struct Asking {
    client: Client,
    tray: CashtrayId,
    gap: Duration,
}

impl Asking {
    async fn measure(&self, warm_up: u32, count: u32) -> Result<Measured> {
        self.ask(warm_up).await?;
        let (cpu_before, started) = (cpu_ms(), Instant::now());
        let latencies_ms = self.ask(count).await?;
        Ok(Measured { latencies_ms, wall_ms: ms(started.elapsed()), cpu_ms: cpu_ms() - cpu_before })
    }

    async fn ask(&self, times: u32) -> Result<Vec<f64>> {
        let mut latencies = Vec::new();
        for _ in 0..times {
            if !self.gap.is_zero() {
                tokio::time::sleep(self.gap).await;
            }
            let started = Instant::now();
            let answer = self.client.send(&GetCashtray { cashtray_id: self.tray }).await?;
            latencies.push(ms(started.elapsed()));
            ensure!(answer.value.id == self.tray, "asked for {} and got {}", self.tray, answer.value.id);
        }
        Ok(latencies)
    }
}

fn ms(length: Duration) -> f64 {
    length.as_secs_f64() * 1e3
}

/// What all threads of this process have computed, as Node's `process.cpuUsage()` counts it.
#[cfg(unix)]
fn cpu_ms() -> f64 {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(spent).map_or(0.0, ms)
}

/// Not told here: the table says 0.
#[cfg(not(unix))]
fn cpu_ms() -> f64 {
    0.0
}
