//! The far side of a soak as a process of its own: the sandbox, a line that comes and goes, and the customers' phones.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use partner_api::envelope::ClientSecret;
use partner_api::schema::CashtrayWithResult;
use partner_sandbox::{Credentials, Options, Sandbox};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use url::Url;

use crate::fault::{Fault, KINDS};
use crate::proxy::Proxy;

/// How long the line is good, and how long it is bad.
const CALM_MS: std::ops::Range<u64> = 1000..6000;
const TROUBLE_MS: std::ops::Range<u64> = 50..500;

/// What the far side says when it serves.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Ready {
    /// The line to the API.
    pub(super) address: SocketAddr,
    /// The control side of the sandbox.
    control: Url,
    /// Where keys and certificates are.
    credentials: PathBuf,
    /// Answers how often the line did harm, as text, to whoever connects.
    strikes: SocketAddr,
}

/// Serves until standard input ends. Says where on standard output, in one line.
#[expect(clippy::print_stdout, reason = "the parent process reads where we serve")]
pub async fn serve(credentials: &Path, seed: u64) -> Result<()> {
    let control = Some(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    let options = Options { credentials: credentials.to_owned(), control, ..Options::default() };
    let far = Sandbox::start(options).await?;
    let upstream = far.api_url().socket_addrs(|| None)?.into_iter().next().context("the sandbox has an address")?;
    let proxy = Proxy::start(upstream).await?;
    let counts = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let ready = Ready {
        address: proxy.address(),
        control: far.control_url().context("there is a control side")?,
        credentials: far.credentials().directory.clone(),
        strikes: counts.local_addr()?,
    };
    println!("{}", serde_json::to_string(&ready)?);
    let (mut input, mut byte) = (tokio::io::stdin(), [0]);
    tokio::select! {
        () = flap(&proxy, seed) => {}
        () = tell(&counts, &proxy) => {}
        _ = input.read(&mut byte) => {}
    }
    far.stop().await;
    Ok(())
}

/// The line comes and goes, each time in another way.
async fn flap(proxy: &Proxy, seed: u64) {
    let mut dice = StdRng::seed_from_u64(seed);
    loop {
        tokio::time::sleep(Duration::from_millis(dice.random_range(CALM_MS))).await;
        let fault = KINDS[dice.random_range(0..KINDS.len())].make(&mut dice);
        if let Fault::Line(trouble) = fault {
            proxy.strike(trouble);
            tokio::time::sleep(Duration::from_millis(dice.random_range(TROUBLE_MS))).await;
            proxy.heal();
        }
    }
}

async fn tell(counts: &TcpListener, proxy: &Proxy) {
    use tokio::io::AsyncWriteExt;
    loop {
        if let Ok((mut stream, _)) = counts.accept().await {
            // Whoever does not wait for it does not want it.
            let _ = stream.write_all(proxy.strikes().to_string().as_bytes()).await;
        }
    }
}

/// Reads what the sandbox has written for whoever wants to call it.
pub(super) fn credentials_in(ready: &Ready) -> Result<Credentials> {
    let file = |name: &str| std::fs::read_to_string(ready.credentials.join(name)).context(name.to_owned());
    let config = file("config.ini")?;
    let value = |key: &str| {
        let pairs = config.lines().filter_map(|line| line.split_once(" = "));
        pairs.filter(|(name, _)| *name == key).map(|(_, value)| value.to_owned()).next().context(key.to_owned())
    };
    Ok(Credentials {
        directory: ready.credentials.clone(),
        ca_pem: file("ca.pem")?,
        client_id: value("CLIENT_ID")?,
        client_secret: ClientSecret::parse(&value("CLIENT_SECRET")?)?,
        client_secret_text: value("CLIENT_SECRET")?.into(),
        client_identity_pem: (file("client.pem")? + &file("client.key")?).into(),
        shop_id: value("shop_id")?.parse()?,
        private_money_id: value("private_money_id")?.parse()?,
        customer_id: value("customer_id")?.parse()?,
    })
}

/// A customer's phone, which is on another network than the till, and a look into the books.
#[derive(Clone)]
pub(super) struct Phone {
    http: reqwest::Client,
    control: Url,
    strikes: SocketAddr,
}

impl Phone {
    pub(super) fn of(ready: &Ready) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().expect("the defaults are sound");
        Self { http, control: ready.control.clone(), strikes: ready.strikes }
    }

    /// Scans. Whether money moved is in the books.
    pub(super) async fn scan(&self, token: &str, customer: &str) -> Result<()> {
        let scan = json!({ "token": token, "customer": customer });
        self.http.post(self.control.join("scan")?).json(&scan).send().await?;
        Ok(())
    }

    /// Every tray there ever was.
    pub(super) async fn books(&self) -> Result<Vec<CashtrayWithResult>> {
        #[derive(Deserialize)]
        struct Books {
            cashtrays: Vec<CashtrayWithResult>,
        }
        Ok(self.http.get(self.control.join("ledger")?).send().await?.json::<Books>().await?.cashtrays)
    }

    /// How often the line did harm.
    pub(super) async fn strikes(&self) -> Result<u64> {
        let mut text = String::new();
        tokio::net::TcpStream::connect(self.strikes).await?.read_to_string(&mut text).await?;
        Ok(text.parse()?)
    }
}
