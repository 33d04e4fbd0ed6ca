//! The shared key of the envelope.

use std::fmt;

use base64::Engine;
use zeroize::Zeroizing;

use super::cipher::TOLERANT_BASE64URL;

/// `CLIENT_SECRET`: the AES-256 key that a partner shares with Pokepay.
///
/// Wiped from memory when dropped; prints nothing of itself.
#[derive(Clone)]
pub struct ClientSecret {
    key: Box<Zeroizing<[u8; 32]>>,
}

/// Why a text is no client secret. Never carries any of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientSecretError {
    /// It is not written in base64url.
    #[error("the client secret is not base64url text: copy it again, whole and without anything around it")]
    NotBase64,
    /// It has not the size of an AES-256 key. Some SDKs stretch or cut such a key in silence.
    #[error("the client secret must hold exactly 32 bytes and holds {length}: copy it again, whole")]
    WrongLength {
        /// How many bytes it holds.
        length: usize,
    },
}

impl ClientSecret {
    /// Reads a secret as it was handed out: base64url, usually 43 characters.
    ///
    /// Tolerates what a copied text may carry without becoming ambiguous: blanks around it, padding, spare bits that
    /// are not zero, and `+` `/` where base64url writes `-` `_` (most official SDKs accept these as well).
    pub fn parse(text: &str) -> Result<Self, ClientSecretError> {
        let given = text.trim().trim_end_matches('=');
        // Large enough from the start: a text that grows leaves copies of itself behind.
        let mut text = Zeroizing::new(String::with_capacity(given.len()));
        text.extend(given.chars().map(|sign| match sign {
            '+' => '-',
            '/' => '_',
            sign => sign,
        }));
        let bytes = TOLERANT_BASE64URL.decode(text.as_bytes()).map_err(|_| ClientSecretError::NotBase64)?;
        let bytes = Zeroizing::new(bytes);
        let mut key = Box::new(Zeroizing::new([0; 32]));
        if bytes.len() != key.len() {
            return Err(ClientSecretError::WrongLength { length: bytes.len() });
        }
        key.copy_from_slice(&bytes);
        Ok(Self { key })
    }

    pub(super) fn key(&self) -> &[u8; 32] {
        &self.key
    }
}

impl fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientSecret(..)")
    }
}
