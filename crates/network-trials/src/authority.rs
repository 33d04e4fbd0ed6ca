//! A certificate authority of our own, for servers that stand between the till and the sandbox or in its place.

use std::sync::Arc;

use anyhow::{Context, Result};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use rustls::{RootCertStore, ServerConfig};

/// An authority with its key.
pub(crate) struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// A certificate with its key, for a server or a client.
pub(crate) struct Identity {
    pub(crate) chain: Vec<CertificateDer<'static>>,
    pub(crate) key: PrivateKeyDer<'static>,
    /// Both as PEM in one text.
    pub(crate) pem: String,
}

impl Authority {
    /// A new one of this name.
    pub(crate) fn make(name: &str) -> Result<Self> {
        let mut params = named(name, &[])?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Ok(Self { issuer: CertifiedIssuer::self_signed(params, KeyPair::generate()?)? })
    }

    /// What trusts it, PEM.
    pub(crate) fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// A certificate for whoever answers to these names, changed in what `change` says.
    pub(crate) fn sign(&self, names: &[&str], change: impl FnOnce(&mut CertificateParams)) -> Result<Identity> {
        let mut params = named("network trials", names)?;
        change(&mut params);
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &self.issuer)?;
        identity(&certificate, &key)
    }
}

/// A certificate that nobody but itself vouches for.
pub(crate) fn self_signed(names: &[&str]) -> Result<Identity> {
    let key = KeyPair::generate()?;
    let certificate = named("network trials", names)?.self_signed(&key)?;
    identity(&certificate, &key)
}

fn named(name: &str, names: &[&str]) -> Result<CertificateParams> {
    let mut params = CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())?;
    params.distinguished_name.push(DnType::CommonName, name);
    Ok(params)
}

fn identity(certificate: &rcgen::Certificate, key: &KeyPair) -> Result<Identity> {
    let der = PrivateKeyDer::try_from(key.serialize_der()).map_err(anyhow::Error::msg)?;
    let pem = certificate.pem() + &key.serialize_pem();
    Ok(Identity { chain: vec![certificate.der().clone()], key: der, pem })
}

/// The one library of ciphers; never the process-wide default.
pub(crate) fn crypto() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}

/// Lets in whoever shows a certificate of one of these authorities.
pub(crate) fn client_verifier(ca_pem: &str, crypto: Arc<CryptoProvider>) -> Result<Arc<dyn ClientCertVerifier>> {
    let mut roots = RootCertStore::empty();
    for root in CertificateDer::pem_slice_iter(ca_pem.as_bytes()) {
        roots.add(root.context("an authority's PEM")?)?;
    }
    Ok(WebPkiClientVerifier::builder_with_provider(Arc::new(roots), crypto).build()?)
}

/// TLS 1.2 and 1.3 as this server, for clients of these authorities, HTTP/1.1.
pub(crate) fn server_tls(identity: Identity, clients: Arc<dyn ClientCertVerifier>) -> Result<Arc<ServerConfig>> {
    let mut tls = ServerConfig::builder_with_provider(crypto())
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(clients)
        .with_single_cert(identity.chain, identity.key)?;
    tls.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(tls))
}
