//! A running sandbox: started, asked, disturbed and stopped.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use rand::RngCore;
use tokio::task::JoinHandle;
use url::Url;

use crate::control;
use crate::credentials::{self, Credentials, CredentialsError, Kept};
use crate::envelope;
use crate::faults::FaultRule;
use crate::ledger::{Customer, Ledger, LedgerReport, OpenCashtray, ScanRefused, ScanResult};
use crate::state_file;
use crate::switches::Switches;
use crate::tls;
use crate::world::{Client, ScanTarget, World};

/// How a sandbox shall be.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the API listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Further names and addresses that the server's certificate is for, beside `localhost`, `127.0.0.1` and the
    /// address of `listen`. The first one is the host of the API's URL.
    pub hosts: Vec<String>,
    /// Where the control side listens: loopback only. Null for none.
    pub control: Option<SocketAddr>,
    /// The directory for keys and certificates; made when it is not there. A complete set in it is taken over.
    pub credentials: PathBuf,
    /// Shops, customers and wallets of one seed have the same ids.
    pub seed: u64,
    /// Where the ledger is kept from run to run; null for a ledger that is forgotten.
    pub state: Option<PathBuf>,
    /// The answers to what the documents leave open.
    pub switches: Switches,
    /// The partner that may call; null: the one of the credentials.
    pub client: Option<Client>,
}

impl Default for Options {
    /// A free port on loopback, no control side, nothing kept, credentials in a directory of their own under the
    /// system's temporary one.
    fn default() -> Self {
        let directory = format!("partner-sandbox-{}", uuid::Uuid::new_v4());
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            hosts: Vec::new(),
            control: None,
            credentials: std::env::temp_dir().join(directory),
            seed: 1,
            state: None,
            switches: Switches::default(),
            client: None,
        }
    }
}

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// An address is taken or not this machine's.
    #[error("cannot listen on {address}: {source}; choose another port, or end the program that has it")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The control side moves money without asking who calls, so it is for this machine alone.
    #[error("the control side listens on loopback only, and {0} is not: use 127.0.0.1")]
    ControlNotLoopback(SocketAddr),
    /// A host name cannot stand in a URL.
    #[error("{0:?} is no host name")]
    Host(String),
    /// Keys or certificates could not be made, read or written.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// Making the keys was broken off, because the runtime is being shut down.
    #[error("making the keys was broken off")]
    Interrupted(#[from] tokio::task::JoinError),
    /// The state file is there and cannot be read.
    #[error("cannot read the state file {path}: {source}")]
    State {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// A sandbox that serves until it is stopped or dropped.
#[derive(Debug)]
pub struct Sandbox {
    world: Arc<World>,
    api_url: Url,
    control_url: Option<Url>,
    credentials: Credentials,
    listeners: Vec<Handle<SocketAddr>>,
    tasks: Vec<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts to serve. Must be called inside a tokio runtime that drives I/O and time.
    ///
    /// When it returns, both addresses take connections.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        let kept = {
            let directory = options.credentials.clone();
            // Making an RSA key takes a moment of pure computation.
            tokio::task::spawn_blocking(move || take_or_make(&directory)).await??
        };
        let ledger = load_or_make(&options)?;
        let listener = bind(options.listen)?;
        let address = listener.local_addr().map_err(|source| listen_error(options.listen, source))?;
        let api_url = url_of("https", options.hosts.first(), address)?;
        let credentials = describe(&options, &kept, &ledger);
        let identity = kept.authority.sign_server(&names(&options, address))?;
        write_files(&credentials, &api_url, &identity.pem)?;
        let tls = tls::server_config(&kept.authority, identity, options.switches.client_certificate)?;
        let client = Client { client_id: kept.client_id.clone(), client_secret: kept.client_secret.clone() };
        let world = Arc::new(World::new(ledger, options.switches, options.client.unwrap_or(client)));
        let mut sandbox =
            Self { world, api_url, control_url: None, credentials, listeners: Vec::new(), tasks: Vec::new() };
        sandbox.serve_api(listener, RustlsConfig::from_config(tls)).map_err(|source| listen_error(address, source))?;
        if let Some(address) = options.control {
            sandbox.serve_control(address)?;
        }
        if let Some(path) = options.state {
            sandbox.tasks.push(tokio::spawn(state_file::keep_saved(sandbox.world.clone(), path)));
        }
        Ok(sandbox)
    }

    fn serve_api(&mut self, listener: TcpListener, tls: RustlsConfig) -> io::Result<()> {
        let world = self.world.clone();
        let service = tower::service_fn(move |request: Request<hyper::body::Incoming>| {
            let world = world.clone();
            async move { envelope::serve(&world, request.map(Body::new)).await }
        });
        let handle = Handle::new();
        // Without Nagle's algorithm: an answer of some hundred bytes must not wait for the caller's acknowledgement.
        let acceptor = RustlsAcceptor::new(tls).acceptor(NoDelayAcceptor::new());
        let server = axum_server::from_tcp(listener)?.acceptor(acceptor).handle(handle.clone());
        self.listeners.push(handle);
        self.tasks.push(tokio::spawn(async move {
            if let Err(error) = server.serve(tower::make::Shared::new(service)).await {
                tracing::error!(%error, "the API stopped serving");
            }
        }));
        Ok(())
    }

    fn serve_control(&mut self, wanted: SocketAddr) -> Result<(), StartError> {
        if !wanted.ip().is_loopback() {
            return Err(StartError::ControlNotLoopback(wanted));
        }
        let listener = bind(wanted)?;
        let address = listener.local_addr().map_err(|source| listen_error(wanted, source))?;
        self.control_url = Some(url_of("http", None, address)?);
        let router = control::router(self.world.clone(), address);
        let handle = Handle::new();
        let server =
            axum_server::from_tcp(listener).map_err(|source| listen_error(address, source))?.handle(handle.clone());
        self.listeners.push(handle);
        self.tasks.push(tokio::spawn(async move {
            if let Err(error) = server.serve(router.into_make_service()).await {
                tracing::error!(%error, "the control side stopped serving");
            }
        }));
        Ok(())
    }

    /// Where the API is, `https`.
    pub fn api_url(&self) -> Url {
        self.api_url.clone()
    }

    /// Where the control side is, `http`; null when there is none.
    pub fn control_url(&self) -> Option<Url> {
        self.control_url.clone()
    }

    /// What a till needs to call this sandbox.
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// The customers and what they hold now.
    pub fn customers(&self) -> Vec<Customer> {
        self.world.read(Ledger::customers)
    }

    /// A customer scans a QR; `customer` is a key such as `rich`. The money moves at once.
    pub fn scan(&self, target: &ScanTarget, customer: &str) -> Result<ScanResult, ScanRefused> {
        self.world.scan(target, customer, None)
    }

    /// The trays that wait for a scan, the newest first.
    pub fn open_cashtrays(&self) -> Vec<OpenCashtray> {
        self.world.read(|ledger| ledger.open_cashtrays(self.world.clock.now()))
    }

    /// The books.
    pub fn ledger(&self) -> LedgerReport {
        self.world.read(|ledger| ledger.report(self.world.switches.shown_attempt))
    }

    /// Makes exchanges go wrong from now on, instead of those that did so far.
    pub fn set_faults(&self, rules: Vec<FaultRule>) {
        self.world.faults().set(rules);
    }

    /// Makes more exchanges go wrong.
    pub fn add_fault(&self, rule: FaultRule) {
        self.world.faults().add(vec![rule]);
    }

    /// Ends all trouble.
    pub fn clear_faults(&self) {
        self.set_faults(Vec::new());
    }

    /// Shifts the sandbox's clock against this machine's. Trays expire by it, answers are dated with it.
    pub fn set_clock_offset(&self, seconds: i64) {
        self.world.clock.set_offset_seconds(seconds);
    }

    /// Takes the sandbox off the network and waits until the ledger is saved. Open connections are cut.
    pub async fn stop(mut self) {
        self.close();
        for task in std::mem::take(&mut self.tasks) {
            // A task that broke off has said so in the log; there is nothing left to stop.
            let _ = task.await;
        }
    }

    fn close(&self) {
        self.world.closing.cancel();
        for listener in &self.listeners {
            listener.shutdown();
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.close();
    }
}

fn take_or_make(directory: &std::path::Path) -> Result<Kept, CredentialsError> {
    std::fs::create_dir_all(directory)
        .map_err(|source| CredentialsError::File { path: directory.to_owned(), source })?;
    credentials::load(directory).map_or_else(|| credentials::keep(directory), Ok)
}

fn load_or_make(options: &Options) -> Result<Ledger, StartError> {
    if let Some(path) = &options.state {
        let loaded = state_file::load(path).map_err(|source| StartError::State { path: path.clone(), source })?;
        if let Some(ledger) = loaded {
            return Ok(ledger);
        }
    }
    let run = if options.switches.repeatable_ids { 0 } else { rand::rng().next_u64() };
    Ok(Ledger::new(options.seed, run))
}

fn describe(options: &Options, kept: &Kept, ledger: &Ledger) -> Credentials {
    let directory = std::path::absolute(&options.credentials).unwrap_or_else(|_| options.credentials.clone());
    Credentials {
        directory,
        ca_pem: kept.authority.pem.clone(),
        client_id: kept.client_id.clone(),
        client_secret: kept.client_secret.clone(),
        client_secret_text: kept.client_secret_text.clone(),
        client_identity_pem: kept.client_identity_pem.clone(),
        shop_id: ledger.shops[0].id,
        private_money_id: ledger.moneys[0].id,
        customer_id: ledger.customers[0].id,
    }
}

fn write_files(credentials: &Credentials, api_url: &Url, server_pem: &str) -> Result<(), CredentialsError> {
    use secrecy::ExposeSecret;
    let directory = &credentials.directory;
    credentials::write_public(directory, "server.pem", server_pem)?;
    let config = |section| credentials::config_text(credentials, api_url, section);
    credentials::write_secret(directory, "config.ini", config(None).expose_secret())?;
    credentials::write_secret(directory, "config.global.ini", config(Some("global")).expose_secret())
}

fn names(options: &Options, address: SocketAddr) -> Vec<String> {
    let mut names: Vec<String> = options.hosts.clone();
    names.extend(["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()]);
    if !address.ip().is_unspecified() {
        names.push(address.ip().to_string());
    }
    names.sort();
    names.dedup();
    names
}

fn url_of(scheme: &str, host: Option<&String>, address: SocketAddr) -> Result<Url, StartError> {
    let port = address.port();
    let text = match host {
        Some(host) => format!("{scheme}://{host}:{port}/"),
        None if address.ip().is_unspecified() => format!("{scheme}://127.0.0.1:{port}/"),
        None => format!("{scheme}://{address}/"),
    };
    Url::parse(&text).map_err(|_| StartError::Host(host.cloned().unwrap_or_default()))
}

fn bind(address: SocketAddr) -> Result<TcpListener, StartError> {
    let listener = TcpListener::bind(address).and_then(|listener| {
        listener.set_nonblocking(true)?;
        Ok(listener)
    });
    listener.map_err(|source| listen_error(address, source))
}

fn listen_error(address: SocketAddr, source: io::Error) -> StartError {
    StartError::Listen { address, source }
}
