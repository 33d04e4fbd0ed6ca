//! A server behind mutual TLS that answers each request with exactly the bytes a test wants, or not at all.
//!
//! It speaks just enough HTTP/1.1 to be misused: the faults under test (half an answer, a connection cut, silence) are
//! those that a proper server library would not produce.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use partner_api::envelope::{Call, ClientSecret, SealedRequest, open, seal};
use partner_api::{Client, Config, Language, Limits};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

pub(crate) const CLIENT_ID: &str = "11111111-2222-4333-8444-555555555555";
pub(crate) const DATE: &str = "Fri, 20 Nov 2026 06:56:43 GMT";

/// One request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
    /// Which connection it came on, from 1.
    pub(crate) connection: usize,
}

impl Received {
    pub(crate) fn sealed(&self) -> SealedRequest {
        serde_json::from_str(&self.body).expect("the outer message")
    }

    pub(crate) fn call(&self) -> Call<Value> {
        serde_json::from_str(&open(&secret(), &self.sealed().data).expect("our envelope opens"))
            .expect("the inner message")
    }
}

/// What the server does about a request.
pub(crate) enum Reply {
    /// Sends these bytes and keeps the connection.
    Answer(String),
    /// Sends these bytes and cuts the connection.
    Cut(String),
    /// Says nothing and keeps the connection.
    Silence,
}

pub(crate) struct FarSide {
    port: u16,
    authority: Authority,
    received: mpsc::UnboundedReceiver<Received>,
}

/// A certificate authority, and the certificates it signed for both sides.
struct Authority {
    ca_pem: String,
    client_pem: String,
}

impl FarSide {
    /// Serves until the test ends.
    pub(crate) async fn start(reply: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        let (authority, tls) = certificates();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let (log, received) = mpsc::unbounded_channel();
        let acceptor = TlsAcceptor::from(Arc::new(tls));
        let reply = Arc::new(reply);
        tokio::spawn(async move {
            let connections = AtomicUsize::new(0);
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, log, reply) = (acceptor.clone(), log.clone(), reply.clone());
                let connection = connections.fetch_add(1, Ordering::Relaxed) + 1;
                tokio::spawn(async move { serve(stream, acceptor, connection, &log, &*reply).await });
            }
        });
        Self { port, authority, received }
    }

    /// A server that seals `value` as every answer.
    pub(crate) async fn answering(value: Value) -> Self {
        Self::start(move |request| Reply::Answer(success(request, &value.to_string()))).await
    }

    /// A server that answers every request with these bytes.
    pub(crate) async fn sending(bytes: String) -> Self {
        Self::start(move |_| Reply::Answer(bytes.clone())).await
    }

    pub(crate) fn config(&self) -> Config {
        Config {
            base_url: format!("https://localhost:{}", self.port).parse().expect("a URL"),
            client_id: CLIENT_ID.to_owned(),
            client_secret: secret(),
            identity_pem: self.authority.client_pem.clone().into(),
            ca_pem: Some(self.authority.ca_pem.clone()),
            accept_language: Language::Ja,
            now: Arc::new(|| "2026-11-20T06:56:43.091034Z".parse().expect("a moment")),
            limits: Limits::default(),
        }
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(self.config()).expect("a sound configuration")
    }

    /// A client that gives up sooner, for a server that says nothing. Not so soon that a busy machine cannot connect.
    pub(crate) fn impatient_client(&self) -> Client {
        let short = Duration::from_secs(2);
        let limits = Limits { read: short, change: short, ..Limits::default() };
        Client::new(Config { limits, ..self.config() }).expect("a sound configuration")
    }

    /// Everything that has come so far.
    pub(crate) fn received(&mut self) -> Vec<Received> {
        std::iter::from_fn(|| self.received.try_recv().ok()).collect()
    }
}

/// The secret of the recorded requests, so that both can be compared.
pub(crate) fn secret() -> ClientSecret {
    ClientSecret::parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8").expect("32 bytes")
}

/// A whole HTTP answer.
pub(crate) fn http(status: u16, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status} Whatever\r\nDate: {DATE}\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len())
}

/// A sealed text as the server sends it, to this request.
pub(crate) fn sealed(request: &Received, text: &str) -> String {
    let Call { partner_call_id, timestamp, .. } = request.call();
    json!({ "response_data": seal(&secret(), text), "timestamp": timestamp, "partner_call_id": partner_call_id })
        .to_string()
}

pub(crate) fn success(request: &Received, text: &str) -> String {
    http(200, "", &sealed(request, text))
}

/// A certificate and key that another authority vouches for.
pub(crate) fn foreign_identity() -> String {
    certificates().0.client_pem
}

fn certificates() -> (Authority, ServerConfig) {
    let mut params = CertificateParams::new([]).expect("no names");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = || KeyPair::generate().expect("a key");
    let issuer = CertifiedIssuer::self_signed(params, key()).expect("an authority");
    let sign = |name: &str, key: &KeyPair| {
        let params = CertificateParams::new([name.to_owned()]).expect("a name");
        params.signed_by(key, &issuer).expect("a certificate")
    };
    let (server_key, client_key) = (key(), key());
    let (server, client) = (sign("localhost", &server_key), sign("client", &client_key));

    let provider = Arc::new(aws_lc_rs::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(issuer.der().to_vec())).expect("our own authority");
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build();
    let key = PrivateKeyDer::try_from(server_key.serialize_der()).expect("PKCS#8");
    let mut tls = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("TLS 1.2 and 1.3")
        .with_client_cert_verifier(verifier.expect("one root"))
        .with_single_cert(vec![server.der().clone()], key)
        .expect("a matching key");
    // A client that would speak HTTP/2 when offered it is found out at once.
    tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let client_pem = client.pem() + &client_key.serialize_pem();
    (Authority { ca_pem: issuer.pem(), client_pem }, tls)
}

async fn serve(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    connection: usize,
    log: &mpsc::UnboundedSender<Received>,
    reply: &(impl Fn(&Received) -> Reply + ?Sized),
) -> Option<()> {
    let mut stream = match acceptor.accept(stream).into_fallible().await {
        Ok(stream) => BufReader::new(stream),
        Err((_, mut refused)) => {
            // Closing at once would reset the connection, and the reset may overtake the alert that says why.
            tokio::io::copy(&mut refused, &mut tokio::io::sink()).await.ok()?;
            return None;
        }
    };
    loop {
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            if line.trim().is_empty() {
                break;
            }
            head.push(line.trim().to_owned());
        }
        let mut request_line = head.first()?.split(' ').map(str::to_owned);
        let (method, path) = (request_line.next()?, request_line.next()?);
        let headers: HashMap<_, _> = head[1..]
            .iter()
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let mut body = vec![0; headers.get("content-length").map_or(0, |length| length.parse().expect("a length"))];
        stream.read_exact(&mut body).await.ok()?;
        let received = Received { method, path, headers, body: String::from_utf8(body).expect("UTF-8"), connection };
        let answer = reply(&received);
        log.send(received).ok()?;
        if !act(&mut stream, answer).await {
            return None;
        }
    }
}

/// Whether the connection goes on.
async fn act(stream: &mut (impl AsyncWrite + Unpin), reply: Reply) -> bool {
    match reply {
        Reply::Answer(bytes) => stream.write_all(bytes.as_bytes()).await.is_ok() && stream.flush().await.is_ok(),
        Reply::Cut(bytes) => {
            // The client may be gone already, which is what this is about.
            let _ = stream.write_all(bytes.as_bytes()).await;
            let _ = stream.flush().await;
            false
        }
        Reply::Silence => true,
    }
}
