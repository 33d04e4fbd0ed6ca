//! The servers themselves.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Result;
use rcgen::date_time_ymd;
use rustls::crypto::CryptoProvider;
use rustls::crypto::aws_lc_rs;
use rustls::{ServerConfig, SignatureScheme};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use crate::authority::{Authority, Identity, client_verifier, crypto, self_signed, server_tls};
use crate::proxy::{Direction, Proxy, Trouble};

/// What is bad about a server's TLS, or about ours in its eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The certificate has ended.
    Expired,
    /// The certificate begins later.
    NotYetValid,
    /// The certificate is for another name.
    WrongName,
    /// An authority nobody trusts.
    UnknownRoot,
    /// It vouches for itself.
    SelfSigned,
    /// No TLS at all.
    PlainText,
    /// The connection ends inside the server's part of the handshake.
    TruncatedHandshake,
    /// It wants a kind of client certificate that we have none of, so it gets none.
    MissingClientCertificate,
    /// It trusts another authority than the one of our certificate.
    WrongClientCertificate,
    /// Our certificate has ended.
    ExpiredClientCertificate,
    /// It answers with TLS 1.0.
    Tls10,
    /// It answers with TLS 1.1.
    Tls11,
    /// It ends the handshake because there is no version that both speak.
    NoCommonVersion,
}

impl Fault {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Expired,
        Self::NotYetValid,
        Self::WrongName,
        Self::UnknownRoot,
        Self::SelfSigned,
        Self::PlainText,
        Self::TruncatedHandshake,
        Self::MissingClientCertificate,
        Self::WrongClientCertificate,
        Self::ExpiredClientCertificate,
        Self::Tls10,
        Self::Tls11,
        Self::NoCommonVersion,
    ];
}

/// A server of one kind. Runs until it is dropped.
pub struct BadServer {
    address: SocketAddr,
    ca_pem: String,
    client_pem: String,
    requests: Arc<AtomicU64>,
    task: JoinHandle<()>,
    /// Cuts the handshake, where that is the fault.
    _proxy: Option<Proxy>,
}

/// What a server does with a connection.
#[derive(Clone)]
enum Answers {
    Tls(TlsAcceptor),
    /// These bytes after the client's first, and then the end.
    Bytes(&'static [u8]),
}

const PLAIN_ANSWER: &[u8] = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n";

/// An alert record, fatal: `protocol_version`.
const VERSION_ALERT: &[u8] = &[0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46];

/// The hello of a server that knows nothing newer: version, 32 random bytes, no session, a cipher suite of that time
/// (`TLS_RSA_WITH_AES_128_CBC_SHA`), no compression.
const fn old_hello(minor: u8) -> [u8; 47] {
    let mut hello = [0x5a; 47];
    let head = [0x16, 0x03, minor, 0x00, 42, 0x02, 0x00, 0x00, 38, 0x03, minor];
    let mut at = 0;
    while at < head.len() {
        hello[at] = head[at];
        at += 1;
    }
    // After the random bytes: the length of the session's id, the suite, the compression.
    hello[43] = 0;
    hello[44] = 0x00;
    hello[45] = 0x2f;
    hello[46] = 0;
    hello
}

static TLS10_HELLO: [u8; 47] = old_hello(1);
static TLS11_HELLO: [u8; 47] = old_hello(2);

impl BadServer {
    /// Starts a server of this kind on a free port; its good name would be `localhost`.
    pub async fn start(fault: Fault) -> Result<Self> {
        let trusted = Authority::make("trusted")?;
        let client = trusted.sign(&[], |params| {
            if fault == Fault::ExpiredClientCertificate {
                params.not_before = date_time_ymd(2020, 1, 1);
                params.not_after = date_time_ymd(2021, 1, 1);
            }
        })?;
        let answers = answers(fault, &trusted)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let mut address = listener.local_addr()?;
        let requests = Arc::<AtomicU64>::default();
        let task = tokio::spawn(serve(listener, answers, Arc::clone(&requests)));
        let mut proxy = None;
        if fault == Fault::TruncatedHandshake {
            let cutting = Proxy::start(address).await?;
            cutting.strike(Trouble::CutHandshake { direction: Direction::Down, after: 200 });
            address = cutting.address();
            proxy = Some(cutting);
        }
        let ca_pem = trusted.pem();
        Ok(Self { address, ca_pem, client_pem: client.pem, requests, task, _proxy: proxy })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whom a till in front of it trusts, PEM.
    pub fn ca_pem(&self) -> &str {
        &self.ca_pem
    }

    /// The certificate that such a till shows, with its key, PEM.
    pub fn client_pem(&self) -> String {
        self.client_pem.clone()
    }

    /// How many connections brought a byte of a request.
    pub fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }
}

impl Drop for BadServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn answers(fault: Fault, trusted: &Authority) -> Result<Answers> {
    let good = |_: &mut rcgen::CertificateParams| {};
    let identity = match fault {
        Fault::PlainText => return Ok(Answers::Bytes(PLAIN_ANSWER)),
        Fault::Tls10 => return Ok(Answers::Bytes(&TLS10_HELLO)),
        Fault::Tls11 => return Ok(Answers::Bytes(&TLS11_HELLO)),
        Fault::NoCommonVersion => return Ok(Answers::Bytes(VERSION_ALERT)),
        Fault::Expired => trusted.sign(&["localhost"], |params| {
            params.not_before = date_time_ymd(2020, 1, 1);
            params.not_after = date_time_ymd(2021, 1, 1);
        })?,
        Fault::NotYetValid => trusted.sign(&["localhost"], |params| {
            params.not_before = date_time_ymd(2090, 1, 1);
            params.not_after = date_time_ymd(2091, 1, 1);
        })?,
        Fault::WrongName => trusted.sign(&["elsewhere.example"], good)?,
        Fault::UnknownRoot => Authority::make("unknown")?.sign(&["localhost"], good)?,
        Fault::SelfSigned => self_signed(&["localhost"])?,
        Fault::TruncatedHandshake
        | Fault::MissingClientCertificate
        | Fault::WrongClientCertificate
        | Fault::ExpiredClientCertificate => trusted.sign(&["localhost"], good)?,
    };
    let tls = match fault {
        Fault::MissingClientCertificate => server_tls(identity, client_verifier(&trusted.pem(), only_ed25519())?)?,
        Fault::WrongClientCertificate => {
            server_tls(identity, client_verifier(&Authority::make("another")?.pem(), crypto())?)?
        }
        _ => server_for(identity, trusted)?,
    };
    Ok(Answers::Tls(TlsAcceptor::from(tls)))
}

fn server_for(identity: Identity, clients: &Authority) -> Result<Arc<ServerConfig>> {
    server_tls(identity, client_verifier(&clients.pem(), crypto())?)
}

/// Ciphers of a server that takes client certificates of one kind of key only, and it is not ours.
fn only_ed25519() -> Arc<CryptoProvider> {
    let mut provider = aws_lc_rs::default_provider();
    let only: Vec<_> = provider
        .signature_verification_algorithms
        .mapping
        .iter()
        .copied()
        .filter(|(scheme, _)| *scheme == SignatureScheme::ED25519)
        .collect();
    provider.signature_verification_algorithms.mapping = only.leak();
    Arc::new(provider)
}

async fn serve(listener: TcpListener, answers: Answers, requests: Arc<AtomicU64>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (answers, requests) = (answers.clone(), Arc::clone(&requests));
        tokio::spawn(async move {
            match answers {
                Answers::Tls(acceptor) => shake_hands(stream, &acceptor, &requests).await,
                Answers::Bytes(bytes) => drop(say(stream, bytes).await),
            }
        });
    }
}

async fn shake_hands(stream: TcpStream, acceptor: &TlsAcceptor, requests: &AtomicU64) {
    match acceptor.accept(stream).into_fallible().await {
        Ok(mut stream) => {
            if stream.read(&mut [0]).await.is_ok_and(|length| length > 0) {
                requests.fetch_add(1, Ordering::Relaxed);
            }
        }
        // Closing at once would reset the connection, and the reset may overtake the alert that says why.
        Err((_, mut refused)) => drop(tokio::io::copy(&mut refused, &mut tokio::io::sink()).await),
    }
}

async fn say(mut stream: TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    if stream.read(&mut [0; 4096]).await? == 0 {
        return Ok(());
    }
    stream.write_all(bytes).await?;
    stream.shutdown().await?;
    tokio::io::copy(&mut stream, &mut tokio::io::sink()).await?;
    Ok(())
}
