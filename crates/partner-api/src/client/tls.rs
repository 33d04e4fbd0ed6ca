//! How the server's certificate is judged, and which one we show.
//!
//! The judgement is the TLS library's. What is added is one word: that a certificate nobody vouches for was signed by
//! itself, because a test server left running and an interception differ from an unknown authority in what to do.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, OtherError, RootCertStore, SignatureScheme, version,
};
use secrecy::ExposeSecret;

use super::config::{Config, ConfigError};
use crate::tls_problem::SelfSigned;

/// TLS 1.2 and 1.3 with our certificate, for HTTP/1.1.
pub(super) fn config(config: &Config) -> Result<ClientConfig, ConfigError> {
    // Never the process-wide default, which belongs to the program that links this crate.
    let crypto = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let verifier = verifier(config.ca_pem.as_deref(), &crypto)?;
    let (chain, key) = identity(config.identity_pem.expose_secret().as_bytes())?;
    let mut tls = ClientConfig::builder_with_provider(Arc::clone(&crypto))
        .with_protocol_versions(&[&version::TLS13, &version::TLS12])
        .map_err(ConfigError::Tls)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Explaining { judge: verifier, crypto: Arc::clone(&crypto) }))
        .with_client_auth_cert(chain, key)
        .map_err(ConfigError::Tls)?;
    tls.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(tls)
}

fn identity(pem: &[u8]) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), ConfigError> {
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let chain = chain.map_err(|error| ConfigError::Identity(Some(error)))?;
    if chain.is_empty() {
        return Err(ConfigError::Identity(None));
    }
    let key = PrivateKeyDer::from_pem_slice(pem).map_err(|error| ConfigError::Identity(Some(error)))?;
    Ok((chain, key))
}

fn verifier(ca_pem: Option<&str>, crypto: &Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, ConfigError> {
    let Some(pem) = ca_pem else {
        let platform = rustls_platform_verifier::Verifier::new(Arc::clone(crypto)).map_err(ConfigError::Tls)?;
        return Ok(Arc::new(platform));
    };
    let mut roots = RootCertStore::empty();
    for root in CertificateDer::pem_slice_iter(pem.as_bytes()) {
        let root = root.map_err(|_| ConfigError::Authority(None))?;
        roots.add(root).map_err(|error| ConfigError::Authority(Some(error)))?;
    }
    // Fails only for a store without roots.
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(crypto))
        .build()
        .map_err(|_| ConfigError::Authority(None))?;
    Ok(verifier)
}

/// The judgement of another verifier, unchanged but for the reason of a refusal. It turns no refusal into a yes.
#[derive(Debug)]
struct Explaining {
    judge: Arc<dyn ServerCertVerifier>,
    crypto: Arc<CryptoProvider>,
}

impl Explaining {
    /// Whether the certificate would do if it were the only root itself; other faults may come on top.
    fn is_self_signed(&self, certificate: &CertificateDer<'_>, name: &ServerName<'_>, now: UnixTime) -> bool {
        let names_itself = webpki::EndEntityCert::try_from(certificate).is_ok_and(|it| it.issuer() == it.subject());
        let mut itself = RootCertStore::empty();
        if !names_itself || itself.add(certificate.clone().into_owned()).is_err() {
            return false;
        }
        let Ok(judge) = WebPkiServerVerifier::builder_with_provider(Arc::new(itself), Arc::clone(&self.crypto)).build()
        else {
            return false;
        };
        !matches!(
            judge.verify_server_cert(certificate, &[], name, &[], now),
            Err(rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer | CertificateError::BadSignature))
        )
    }
}

impl ServerCertVerifier for Explaining {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let judgement = self.judge.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        judgement.map_err(|refusal| {
            if is_about_the_issuer(&refusal) && self.is_self_signed(end_entity, server_name, now) {
                CertificateError::Other(OtherError(Arc::new(SelfSigned))).into()
            } else {
                refusal
            }
        })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.judge.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.judge.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.judge.supported_verify_schemes()
    }
}

/// Nobody vouches for it, or it is an authority's own certificate and stands where a server's belongs.
fn is_about_the_issuer(refusal: &rustls::Error) -> bool {
    let rustls::Error::InvalidCertificate(error) = refusal else { return false };
    match error {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => true,
        CertificateError::Other(other) => {
            matches!(other.0.downcast_ref::<webpki::Error>(), Some(webpki::Error::CaUsedAsEndEntity))
        }
        _ => false,
    }
}
