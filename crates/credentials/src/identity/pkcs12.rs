//! PKCS#12, the form the Java SDK wants: certificates and key in one protected file.

use p12_keystore::Pkcs12Archive;
use p12_keystore::error::Error;
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::{IdentityError, Key};

/// All certificates of the file, and its only private key or its first.
pub(super) fn read(
    bytes: &[u8],
    password: &SecretString,
) -> Result<(Vec<CertificateDer<'static>>, Key), IdentityError> {
    let archive = Pkcs12Archive::from_pkcs12(bytes, password.expose_secret()).map_err(|error| match error {
        // The checksum over the whole file does not come out, as with any other password.
        Error::MacError(_) | Error::UnpadError | Error::Pkcs5Error(_) => IdentityError::PasswordWrong,
        Error::UnsupportedEncryptionScheme | Error::UnsupportedMacAlgorithm => IdentityError::OldProtection,
        _ => IdentityError::Damaged,
    })?;
    let key = archive.keys.first().ok_or(IdentityError::NoKey)?;
    let key = Zeroizing::new(PrivatePkcs8KeyDer::from(key.key.as_der().to_vec()).into());
    let certificates: Vec<_> =
        archive.certs.iter().map(|bag| CertificateDer::from(bag.cert.as_der().to_vec())).collect();
    if certificates.is_empty() {
        return Err(IdentityError::NoCertificate);
    }
    Ok((certificates, key))
}
