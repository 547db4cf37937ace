//! Secrets that we hand out once: refresh tokens and links. Only their hashes are kept.
//!
//! The one place of this room that asks the operating system for chance: a secret must not come from a seed.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::{TryRng, rngs::SysRng};
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::ApiError;

/// A new secret of 32 random bytes as text, and its hash.
///
/// # Errors
/// When the operating system has no randomness: our machine's fault.
pub fn fresh() -> Result<(SecretString, Vec<u8>), ApiError> {
    let bytes = bytes::<32>()?;
    let text = URL_SAFE_NO_PAD.encode(bytes.as_ref());
    let hash = hash(&text);
    Ok((SecretString::from(text), hash))
}

/// Random bytes.
///
/// # Errors
/// When the operating system has no randomness: our machine's fault.
pub fn bytes<const N: usize>() -> Result<Zeroizing<[u8; N]>, ApiError> {
    let mut bytes = Zeroizing::new([0_u8; N]);
    SysRng
        .try_fill_bytes(bytes.as_mut())
        .map_err(ApiError::internal)?;
    Ok(bytes)
}

/// What is kept of a secret. It has 80 random bits or more, so a plain hash cannot be searched.
#[must_use]
pub fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}
