//! Text to envelope and back.

use aes::Aes256;
use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, URL_SAFE_NO_PAD};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use serde::de::IgnoredAny;

use super::ClientSecret;

const BLOCK: usize = 16;

/// Unpadded base64url whose spare bits need not be zero. Padding is stripped before.
pub(super) const TOLERANT_BASE64URL: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true),
);

/// The text did not open: wrong key, damaged, or never an envelope.
///
/// One error for every cause, so that nobody can learn from it how far a forged text got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the envelope does not open with this client secret")]
pub struct CannotOpen;

/// Seals a text: 16 random bytes and the AES-256-CBC ciphertext made with them, as unpadded base64url.
///
/// The official SDKs encrypt a throw-away first block under a vector they never send; a receiver cannot tell the two
/// apart (wire protocol, section 4).
///
/// # Panics
/// When the operating system has no random bytes to give.
pub fn seal(secret: &ClientSecret, text: &str) -> String {
    let mut vector = [0; BLOCK];
    getrandom::fill(&mut vector).expect("the operating system gives random bytes");
    let ciphertext =
        cbc::Encryptor::<Aes256>::new(secret.key().into(), &vector.into()).encrypt_padded_vec::<Pkcs7>(text.as_bytes());
    URL_SAFE_NO_PAD.encode([&vector[..], &ciphertext].concat())
}

/// Opens what [`seal`] or the far side made. The text is valid JSON.
///
/// JSON is part of the check: the cipher has no seal of its own, and a wrong key passes the padding once in 256 times.
pub fn open(secret: &ClientSecret, sealed: &str) -> Result<String, CannotOpen> {
    let text = open_text(secret, sealed)?;
    serde_json::from_str::<IgnoredAny>(&text).map_err(|_| CannotOpen)?;
    Ok(text)
}

/// Opens any text, JSON or not.
fn open_text(secret: &ClientSecret, sealed: &str) -> Result<String, CannotOpen> {
    let bytes = TOLERANT_BASE64URL.decode(sealed.trim_end_matches('=')).map_err(|_| CannotOpen)?;
    let (vector, ciphertext) = bytes.split_first_chunk::<BLOCK>().ok_or(CannotOpen)?;
    let plain = cbc::Decryptor::<Aes256>::new(secret.key().into(), vector.into())
        .decrypt_padded_vec::<Pkcs7>(ciphertext)
        .map_err(|_| CannotOpen)?;
    String::from_utf8(plain).map_err(|_| CannotOpen)
}

#[cfg(test)]
mod tests;
