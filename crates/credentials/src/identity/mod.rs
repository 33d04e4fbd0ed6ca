//! The client certificate with its private key: what the server knows this shop's tills by.

mod pem;
mod pkcs12;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use rustls::crypto::aws_lc_rs::sign::any_supported_type;
use rustls::sign::CertifiedKey;

use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use secrecy::{ExposeSecret, SecretString};
use x509_parser::prelude::{FromDer, X509Certificate};
use zeroize::Zeroizing;

/// A certificate and the private key that belongs to it, found to fit each other.
pub struct Identity {
    pem: SecretString,
    facts: CertificateFacts,
}

/// What a certificate says of itself. Nothing of it is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateFacts {
    /// Whom it is for, as it is written there.
    pub subject: String,
    /// Who vouches for it.
    pub issuer: String,
    /// Valid from this moment...
    pub valid_from: Timestamp,
    /// ...until this one.
    pub valid_until: Timestamp,
}

/// Why no identity can be made of what was given. Carries nothing of the private key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// There is no certificate in it.
    #[error("there is no certificate in it: a PEM certificate begins with -----BEGIN CERTIFICATE-----")]
    NoCertificate,
    /// There is no private key in it.
    #[error("there is no private key in it: a PEM key begins with -----BEGIN PRIVATE KEY-----")]
    NoKey,
    /// The two files were given the wrong way round.
    #[error("the certificate is where the private key belongs, and the key where the certificate belongs")]
    Swapped,
    /// The private key is protected and no password was given.
    #[error("the private key is protected by a password: enter it")]
    PasswordMissing,
    /// The password does not open it.
    #[error("the password is not the right one")]
    PasswordWrong,
    /// The private key is protected in a way that is not read here.
    #[error("the private key is protected in an old way; convert it: openssl pkcs8 -topk8 -in OLD -out NEW")]
    OldProtection,
    /// What is between the PEM lines, or in the PKCS#12 file, cannot be read.
    #[error("it is damaged: copy the file again, whole")]
    Damaged,
    /// An algorithm that TLS does not use.
    #[error("the private key is of a kind that TLS does not use: RSA, P-256, P-384 and Ed25519 are")]
    UnsupportedKey,
    /// None of the certificates is for this private key.
    #[error("the private key does not belong to the certificate")]
    Mismatch,
}

/// A private key in one of the forms it may have, wiped when it is no longer needed.
type Key = Zeroizing<PrivateKeyDer<'static>>;

impl Identity {
    /// Reads certificate and key from PEM texts, which may be one and the same text.
    pub fn from_pem(
        certificate_pem: &str,
        key_pem: &SecretString,
        key_password: Option<&SecretString>,
    ) -> Result<Self, IdentityError> {
        let certificates = pem::certificates(certificate_pem)?;
        if certificates.is_empty() {
            let is_swapped = pem::holds_key(certificate_pem) && pem::holds_certificate(key_pem.expose_secret());
            return Err(if is_swapped { IdentityError::Swapped } else { IdentityError::NoCertificate });
        }
        let key = pem::key(key_pem.expose_secret(), key_password)?;
        Self::of(certificates, &key)
    }

    /// Reads both from a PKCS#12 file, the form the Java SDK wants.
    pub fn from_pkcs12(bytes: &[u8], password: &SecretString) -> Result<Self, IdentityError> {
        let (certificates, key) = pkcs12::read(bytes, password)?;
        Self::of(certificates, &key)
    }

    /// Reads what [`Identity::pem`] gave.
    pub(crate) fn from_own_pem(pem: &SecretString) -> Result<Self, IdentityError> {
        Self::from_pem(pem.expose_secret(), pem, None)
    }

    /// Both as PEM in one text, the certificate of this identity first.
    pub fn pem(&self) -> &SecretString {
        &self.pem
    }

    /// What the certificate says of itself.
    pub fn facts(&self) -> &CertificateFacts {
        &self.facts
    }

    /// The certificate for this key comes first, its authorities after it in the order they were given.
    fn of(mut certificates: Vec<CertificateDer<'static>>, key: &Key) -> Result<Self, IdentityError> {
        let signing = any_supported_type(key).map_err(|_| IdentityError::UnsupportedKey)?;
        let fits = |certificate: &CertificateDer<'static>| {
            CertifiedKey::new(vec![certificate.clone()], signing.clone()).keys_match().is_ok()
        };
        let own = certificates.iter().position(fits).ok_or(IdentityError::Mismatch)?;
        let own = certificates.remove(own);
        let facts = facts(&own)?;
        certificates.insert(0, own);
        Ok(Self { pem: pem::write(&certificates, key), facts })
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identity").field("facts", &self.facts).finish_non_exhaustive()
    }
}

fn facts(certificate: &CertificateDer<'_>) -> Result<CertificateFacts, IdentityError> {
    let (_, parsed) = X509Certificate::from_der(certificate).map_err(|_| IdentityError::Damaged)?;
    let moment = |seconds: i64| Timestamp::from_second(seconds).map_err(|_| IdentityError::Damaged);
    Ok(CertificateFacts {
        subject: parsed.subject().to_string(),
        issuer: parsed.issuer().to_string(),
        valid_from: moment(parsed.validity().not_before.timestamp())?,
        valid_until: moment(parsed.validity().not_after.timestamp())?,
    })
}
