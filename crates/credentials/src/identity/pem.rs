//! PEM texts: finding what is in them, opening a protected key, writing them again.

use std::io::Write as _;

use pkcs8::EncryptedPrivateKeyInfoRef;
use rustls_pki_types::pem::{self, PemObject, SectionKind};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::{IdentityError, Key};

const PROTECTED: &str = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
const PROTECTED_END: &str = "-----END ENCRYPTED PRIVATE KEY-----";
/// The header of OpenSSL's own protection, from before PKCS#8.
const OLD_PROTECTION: &str = "Proc-Type: 4,ENCRYPTED";

pub(super) fn certificates(text: &str) -> Result<Vec<CertificateDer<'static>>, IdentityError> {
    CertificateDer::pem_slice_iter(text.as_bytes()).collect::<Result<_, _>>().map_err(|_| IdentityError::Damaged)
}

pub(super) fn holds_certificate(text: &str) -> bool {
    text.contains("-----BEGIN CERTIFICATE-----")
}

pub(super) fn holds_key(text: &str) -> bool {
    text.contains("PRIVATE KEY-----")
}

/// The private key of a text: PKCS#8, PKCS#1 or SEC1, or PKCS#8 behind a password.
pub(super) fn key(text: &str, password: Option<&SecretString>) -> Result<Key, IdentityError> {
    if text.contains(OLD_PROTECTION) {
        return Err(IdentityError::OldProtection);
    }
    if text.contains(PROTECTED) {
        return protected_key(text, password.ok_or(IdentityError::PasswordMissing)?);
    }
    PrivateKeyDer::from_pem_slice(text.as_bytes()).map(Zeroizing::new).map_err(|error| match error {
        pem::Error::NoItemsFound => IdentityError::NoKey,
        _ => IdentityError::Damaged,
    })
}

/// The key of a PKCS#8 structure that a password protects.
pub(super) fn open(der: &[u8], password: &SecretString) -> Result<Key, IdentityError> {
    let info = EncryptedPrivateKeyInfoRef::try_from(der).map_err(|_| IdentityError::Damaged)?;
    if info.encryption_algorithm.pbes2().is_none() {
        return Err(IdentityError::OldProtection);
    }
    let opened = info.decrypt(password.expose_secret()).map_err(|_| IdentityError::PasswordWrong)?;
    Ok(Zeroizing::new(PrivatePkcs8KeyDer::from(opened.as_bytes().to_vec()).into()))
}

fn protected_key(text: &str, password: &SecretString) -> Result<Key, IdentityError> {
    let from = text.find(PROTECTED).ok_or(IdentityError::NoKey)?;
    let end = text[from..].find(PROTECTED_END).ok_or(IdentityError::Damaged)? + from + PROTECTED_END.len();
    // The reader of PEM keys knows no protected ones, and their label is all that differs.
    let renamed = Zeroizing::new(text[from..end].replace("ENCRYPTED PRIVATE KEY", "PRIVATE KEY"));
    let sections = <(SectionKind, Vec<u8>)>::from_pem_slice(renamed.as_bytes()).map_err(|_| IdentityError::Damaged)?;
    open(&sections.1, password)
}

/// Writes certificates and key into one text.
pub(super) fn write(certificates: &[CertificateDer<'_>], key: &Key) -> SecretString {
    let (label, der) = match &**key {
        PrivateKeyDer::Pkcs1(der) => ("RSA PRIVATE KEY", der.secret_pkcs1_der()),
        PrivateKeyDer::Sec1(der) => ("EC PRIVATE KEY", der.secret_sec1_der()),
        other => ("PRIVATE KEY", other.secret_der()),
    };
    let sections = certificates.iter().map(|certificate| ("CERTIFICATE", certificate.as_ref())).chain([(label, der)]);
    let mut text = Zeroizing::new(Vec::with_capacity(16 * 1024));
    for (label, der) in sections {
        let body = Zeroizing::new(pem_body(der));
        // Writing into memory does not fail.
        let _ = write!(text, "-----BEGIN {label}-----\n{}-----END {label}-----\n", body.as_str());
    }
    String::from_utf8_lossy(&text).into_owned().into()
}

/// Base64 in lines of 64 characters.
fn pem_body(der: &[u8]) -> String {
    use base64::Engine;
    let whole = Zeroizing::new(base64::engine::general_purpose::STANDARD.encode(der));
    let mut lines = String::with_capacity(whole.len() + whole.len() / 64 + 1);
    for (place, character) in whole.chars().enumerate() {
        if place > 0 && place % 64 == 0 {
            lines.push('\n');
        }
        lines.push(character);
    }
    lines.push('\n');
    lines
}
