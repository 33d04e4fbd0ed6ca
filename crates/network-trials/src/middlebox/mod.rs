//! A server between the till and the sandbox that ends TLS, reads the requests and does wrong with them what gateways,
//! caches, captive portals and inspecting firewalls do.
//!
//! It must not know what is in an envelope: what it passes on and what it garbles is HTTP.

mod harm;
mod request;

use std::fmt::Write as _;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use partner_sandbox::Credentials;
use reqwest::redirect;
use secrecy::ExposeSecret;
use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;
use url::Url;

pub use harm::Harm;

use crate::authority::{Authority, client_verifier, server_tls};
use request::Request;

/// What all middleboxes of a run share: the certificate they show and the way to the sandbox.
#[derive(Clone)]
pub struct Post {
    acceptor: TlsAcceptor,
    ca_pem: String,
    http: reqwest::Client,
    upstream: Url,
}

/// A middlebox that runs until it is dropped.
#[derive(Debug)]
pub struct Middlebox {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    harm: Mutex<Option<Harm>>,
    strikes: AtomicU64,
    /// The first answer that was passed on, as a cache would keep it.
    kept: Mutex<Option<Answer>>,
    /// Requests that are still on their way to the server though nobody waits for them.
    late: AtomicU64,
    /// What has come, as method and path.
    received: Mutex<Vec<String>>,
}

/// An answer of the sandbox.
#[derive(Clone, Debug)]
struct Answer {
    /// Status line and headers, without any length and without the empty line at the end.
    head: String,
    body: Vec<u8>,
}

impl Post {
    /// Prepares middleboxes before the sandbox at this address.
    pub fn new(upstream: Url, credentials: &Credentials) -> Result<Self> {
        let authority = Authority::make("a middlebox")?;
        let identity = authority.sign(&["localhost", "127.0.0.1"], |_| {})?;
        let clients = client_verifier(&credentials.ca_pem, crate::authority::crypto())?;
        let pem = credentials.client_identity_pem.expose_secret().as_bytes();
        let http = reqwest::Client::builder()
            .identity(reqwest::Identity::from_pem(pem)?)
            .tls_certs_only(reqwest::Certificate::from_pem_bundle(credentials.ca_pem.as_bytes())?)
            .http1_only()
            .no_proxy()
            .redirect(redirect::Policy::none())
            .build()?;
        let acceptor = TlsAcceptor::from(server_tls(identity, clients)?);
        Ok(Self { acceptor, ca_pem: authority.pem(), http, upstream })
    }

    /// Whom a till behind a middlebox trusts, PEM.
    pub fn ca_pem(&self) -> &str {
        &self.ca_pem
    }

    async fn forward(&self, request: &Request) -> Result<Answer> {
        let url = self.upstream.join(&request.path)?;
        let mut outgoing = self.http.request(request.method.parse()?, url).body(request.body.clone());
        for (name, value) in &request.headers {
            outgoing = outgoing.header(name, value);
        }
        let answer = outgoing.send().await?;
        let status = answer.status();
        let mut head = format!("HTTP/1.1 {} {}\r\n", status.as_u16(), status.canonical_reason().unwrap_or(""));
        for (name, value) in answer.headers() {
            if !["content-length", "transfer-encoding", "connection"].contains(&name.as_str()) {
                write!(head, "{name}: {}\r\n", value.to_str().unwrap_or(""))?;
            }
        }
        Ok(Answer { head, body: answer.bytes().await?.to_vec() })
    }
}

impl Middlebox {
    /// Listens on a free port of loopback.
    pub async fn start(post: Post) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            harm: Mutex::new(None),
            strikes: AtomicU64::new(0),
            kept: Mutex::new(None),
            late: AtomicU64::new(0),
            received: Mutex::default(),
        });
        let task = tokio::spawn(accept(listener, post, Arc::clone(&shared)));
        Ok(Self { address, shared, task })
    }

    /// Where the till connects to.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// This is done to requests from now on.
    pub fn strike(&self, harm: Harm) {
        *lock(&self.shared.harm) = Some(harm);
    }

    /// Requests are passed on as they are from now on.
    pub fn heal(&self) {
        *lock(&self.shared.harm) = None;
    }

    /// How many requests were harmed.
    pub fn strikes(&self) -> u64 {
        self.shared.strikes.load(Ordering::Relaxed)
    }

    /// Every request that has come, as the method it means and its path: `PATCH /cashtrays/…`.
    pub fn received(&self) -> Vec<String> {
        lock(&self.shared.received).clone()
    }

    /// How many requests are still on their way though nobody waits for their answer.
    pub fn late(&self) -> u64 {
        self.shared.late.load(Ordering::Relaxed)
    }
}

impl Drop for Middlebox {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn accept(listener: TcpListener, post: Post, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    let (post, shared) = (post.clone(), Arc::clone(&shared));
                    // How a connection ends is the till's to judge.
                    connections.spawn(async move { drop(serve(stream, post, shared).await) });
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

/// Answers the requests of one connection.
async fn serve(stream: TcpStream, post: Post, shared: Arc<Shared>) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(post.acceptor.accept(stream).await?);
    while let Some(request) = request::read(&mut stream).await? {
        lock(&shared.received).push(format!("{} {}", request.meant_method(), request.path));
        let harm = lock(&shared.harm).clone();
        let goes_on = if let Some(harm) = harm {
            harm::harm(harm, request, &mut stream, &post, &shared).await?
        } else {
            let answer = post.forward(&request).await.context("the sandbox is there")?;
            lock(&shared.kept).get_or_insert_with(|| answer.clone());
            stream.write_all(&answer.bytes()).await?;
            true
        };
        stream.flush().await?;
        if !goes_on {
            stream.shutdown().await?;
            return Ok(());
        }
    }
    Ok(())
}

impl Answer {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{}content-length: {}\r\n\r\n", self.head, self.body.len()).into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }
}
