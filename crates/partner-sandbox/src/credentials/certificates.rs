//! The sandbox's own certificate authority and what it signs.

use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_RSA_SHA256, RsaKeySize, date_time_ymd,
};
use rustls::RootCertStore;
use rustls::crypto::CryptoProvider;
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use rustls::sign::CertifiedKey;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, UnixTime};

use super::CredentialsError;
use crate::switches::ClientCertificate;

/// An authority with its key.
pub(crate) struct Authority {
    pub(crate) pem: String,
    pub(crate) key_pem: String,
    issuer: Issuer<'static, KeyPair>,
}

/// The server's certificate chain and key.
pub(crate) struct ServerIdentity {
    pub(crate) pem: String,
    pub(crate) chain: Vec<CertificateDer<'static>>,
    pub(crate) key: PrivateKeyDer<'static>,
}

/// A certificate and its key, PEM.
pub(super) struct ClientIdentity {
    pub(super) pem: String,
    pub(super) key_pem: String,
}

impl Authority {
    /// A new authority.
    pub(crate) fn make() -> Result<Self, CredentialsError> {
        let key = KeyPair::generate()?;
        let mut params = params("Cashtray sandbox authority", Vec::new())?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let pem = params.self_signed(&key)?.pem();
        let key_pem = key.serialize_pem();
        Ok(Self { pem, key_pem, issuer: Issuer::new(params, key) })
    }

    /// The authority of an earlier run.
    pub(super) fn load(pem: &str, key_pem: &str) -> Result<Self, CredentialsError> {
        let issuer = Issuer::from_ca_cert_pem(pem, KeyPair::from_pem(key_pem)?)?;
        let loaded = Self { pem: pem.to_owned(), key_pem: key_pem.to_owned(), issuer };
        // A certificate signed now must be accepted by the kept certificate: this fails when key and certificate differ.
        let identity = loaded.sign_client_with(&KeyPair::generate()?)?;
        loaded.check_client(&identity)?;
        Ok(loaded)
    }

    /// A certificate for a server that answers to these names and addresses.
    pub(crate) fn sign_server(&self, hosts: &[String]) -> Result<ServerIdentity, CredentialsError> {
        let key = KeyPair::generate()?;
        let mut params = params("Cashtray sandbox", hosts.to_vec())?;
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let certificate = params.signed_by(&key, &self.issuer)?;
        let key_der = PrivateKeyDer::try_from(key.serialize_der()).map_err(|_| rcgen::Error::CouldNotParseKeyPair)?;
        Ok(ServerIdentity { pem: certificate.pem(), chain: vec![certificate.der().clone()], key: key_der })
    }

    /// A certificate for the partner, with an RSA key: some SDKs read no other.
    pub(super) fn sign_client(&self) -> Result<ClientIdentity, CredentialsError> {
        self.sign_client_with(&KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)?)
    }

    fn sign_client_with(&self, key: &KeyPair) -> Result<ClientIdentity, CredentialsError> {
        let mut params = params("Cashtray sandbox partner", Vec::new())?;
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        let certificate = params.signed_by(key, &self.issuer)?;
        Ok(ClientIdentity { pem: certificate.pem(), key_pem: key.serialize_pem() })
    }

    /// Whether a certificate is this authority's and belongs to its key.
    pub(super) fn check_client(&self, identity: &ClientIdentity) -> Result<(), CredentialsError> {
        let unreadable = |_| rustls::Error::InvalidCertificate(rustls::CertificateError::BadEncoding);
        let certificate = CertificateDer::from_pem_slice(identity.pem.as_bytes()).map_err(unreadable)?;
        let key = PrivateKeyDer::from_pem_slice(identity.key_pem.as_bytes()).map_err(unreadable)?;
        let verifier = self.client_verifier(ClientCertificate::Required)?;
        verifier.verify_client_cert(&certificate, &[], UnixTime::now())?;
        CertifiedKey::from_der(vec![certificate], key, &crypto())?;
        Ok(())
    }

    /// Lets in whoever shows a certificate of this authority.
    pub(crate) fn client_verifier(
        &self,
        wanted: ClientCertificate,
    ) -> Result<Arc<dyn ClientCertVerifier>, CredentialsError> {
        let unreadable = |_| rustls::Error::InvalidCertificate(rustls::CertificateError::BadEncoding);
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(self.pem.as_bytes()).map_err(unreadable)?)?;
        let builder = WebPkiClientVerifier::builder_with_provider(roots.into(), crypto());
        let builder = match wanted {
            ClientCertificate::Required => builder,
            ClientCertificate::Optional => builder.allow_unauthenticated(),
        };
        Ok(builder.build()?)
    }
}

/// The one library of ciphers; never the process-wide default, which belongs to the program that links this crate.
pub(crate) fn crypto() -> Arc<CryptoProvider> {
    rustls::crypto::aws_lc_rs::default_provider().into()
}

/// Valid for so long that a till which is set up with it never notices: it protects a sandbox and nothing else.
fn params(name: &str, hosts: Vec<String>) -> Result<CertificateParams, CredentialsError> {
    let mut params = CertificateParams::new(hosts)?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2049, 12, 31);
    Ok(params)
}
