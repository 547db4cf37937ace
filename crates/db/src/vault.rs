//! Credentials at rest: AES-256-GCM, with numbered keys that rotate, bound to the tenant and the column they are stored in.
//!
//! Text is stored as `v<key id>:<nonce>:<ciphertext>` (base64), bytes as the same three parts without the base64. The tenant and
//! the column are associated data: a ciphertext that was moved to another tenant's row, to another column, or changed by one bit, does
//! not open. The first key encrypts, all keys decrypt: to rotate, put a new key in front and re-wrap, then drop the old one.

use std::collections::BTreeMap;

use aes_gcm::{
    Aes256Gcm, Nonce,
    aead::{Aead, Generate, KeyInit, Payload, consts::U12},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use siar_domain::id::TenantId;
use zeroize::{Zeroize, Zeroizing};

/// Length of a key, bytes.
const KEY_BYTES: usize = 32;
/// Length of a nonce, bytes.
const NONCE_BYTES: usize = 12;
/// Length of the number in front of sealed bytes.
const ID_BYTES: usize = 4;

/// What a secret belongs to. Goes into the associated data, so its words may never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// A session's browser profile: `session_profiles.sealed`.
    SessionProfile,
    /// The second factor of a login: `second_factors.sealed`.
    TotpSecret,
    /// The token of an e-mail's link: `emails.sealed_token`.
    EmailToken,
    /// The secret a webhook is signed with: `webhooks.secret`.
    WebhookSecret,
}

impl Column {
    const fn as_str(self) -> &'static str {
        match self {
            Self::SessionProfile => "session_profiles.sealed",
            Self::TotpSecret => "second_factors.sealed",
            Self::EmailToken => "emails.sealed_token",
            Self::WebhookSecret => "webhooks.secret",
        }
    }
}

/// Why something could not be sealed or opened. Never says anything of the content or of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The list of keys is not `id:base64,id:base64` with 32 bytes behind each and ids from 1.
    #[error(
        "the vault's keys are to be written as <number>:<32 bytes in base64>, separated by commas: {0}"
    )]
    Keys(&'static str),
    /// Sealed with a key that is no longer in the list.
    #[error("sealed with key {0}, which is not among the vault's keys")]
    NoSuchKey(u32),
    /// Not in the form the vault writes.
    #[error("not something the vault sealed")]
    Malformed,
    /// Changed, moved to another row, or sealed with another key of the same number.
    #[error("does not open: it was changed, or belongs to another tenant or column")]
    Refused,
    /// The content is too large for the cipher, or the system gave no random bytes.
    #[error("could not be sealed")]
    NotSealed,
}

impl From<VaultError> for crate::DbError {
    fn from(error: VaultError) -> Self {
        Self::Corrupt(error.to_string())
    }
}

/// The vault's keys. Has neither `Debug` nor `Display`, and is wiped when dropped.
pub struct VaultKeys {
    current: u32,
    keys: BTreeMap<u32, Zeroizing<[u8; KEY_BYTES]>>,
}

impl VaultKeys {
    /// Reads `2:base64,1:base64`: the first encrypts, all decrypt.
    ///
    /// # Errors
    /// [`VaultError::Keys`] with what is wrong.
    pub fn parse(text: &str) -> Result<Self, VaultError> {
        let mut keys = BTreeMap::new();
        let mut current = None;
        for part in text.split(',').map(str::trim) {
            let (id, key) = part
                .split_once(':')
                .ok_or(VaultError::Keys("a part has no colon"))?;
            let id: u32 = id
                .parse()
                .ok()
                .filter(|id| *id > 0)
                .ok_or(VaultError::Keys("a number is not between 1 and 4294967295"))?;
            let mut bytes = Zeroizing::new(
                STANDARD
                    .decode(key)
                    .map_err(|_| VaultError::Keys("a key is not base64"))?,
            );
            let key: [u8; KEY_BYTES] = bytes
                .as_slice()
                .try_into()
                .map_err(|_| VaultError::Keys("a key is not 32 bytes"))?;
            bytes.zeroize();
            if keys.insert(id, Zeroizing::new(key)).is_some() {
                return Err(VaultError::Keys("a number comes twice"));
            }
            current.get_or_insert(id);
        }
        let current = current.ok_or(VaultError::Keys("there is none"))?;
        Ok(Self { current, keys })
    }

    /// A new key in the form [`VaultKeys::parse`] reads, for the first start of an installation.
    ///
    /// # Errors
    /// [`VaultError::NotSealed`] when the system gives no random bytes.
    pub fn generate(id: u32) -> Result<Zeroizing<String>, VaultError> {
        let key = aes_gcm::Key::<Aes256Gcm>::try_generate().map_err(|_| VaultError::NotSealed)?;
        let encoded = Zeroizing::new(STANDARD.encode(key));
        Ok(Zeroizing::new(format!("{id}:{}", encoded.as_str())))
    }

    /// The number of the key that encrypts.
    #[must_use]
    pub const fn current(&self) -> u32 {
        self.current
    }

    /// Seals bytes: key number (4 bytes, big-endian), nonce, ciphertext.
    ///
    /// # Errors
    /// [`VaultError::NotSealed`].
    pub fn seal(
        &self,
        tenant: TenantId,
        column: Column,
        plain: &[u8],
    ) -> Result<Vec<u8>, VaultError> {
        let nonce = Nonce::<U12>::try_generate().map_err(|_| VaultError::NotSealed)?;
        let bound = associated(tenant, column);
        let payload = Payload {
            msg: plain,
            aad: &bound,
        };
        let ciphertext = self
            .cipher(self.current)?
            .encrypt(&nonce, payload)
            .map_err(|_| VaultError::NotSealed)?;
        let mut sealed = Vec::with_capacity(ID_BYTES + NONCE_BYTES + ciphertext.len());
        sealed.extend_from_slice(&self.current.to_be_bytes());
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&ciphertext);
        Ok(sealed)
    }

    /// Opens what [`VaultKeys::seal`] made for the same tenant and column.
    ///
    /// # Errors
    /// [`VaultError::Malformed`], [`VaultError::NoSuchKey`], [`VaultError::Refused`].
    pub fn open(
        &self,
        tenant: TenantId,
        column: Column,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (id, rest) = sealed
            .split_first_chunk::<ID_BYTES>()
            .ok_or(VaultError::Malformed)?;
        let (nonce, ciphertext) = rest
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(VaultError::Malformed)?;
        let bound = associated(tenant, column);
        let payload = Payload {
            msg: ciphertext,
            aad: &bound,
        };
        self.cipher(u32::from_be_bytes(*id))?
            .decrypt(&Nonce::<U12>::from(*nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| VaultError::Refused)
    }

    /// Seals text as `v<key id>:<nonce>:<ciphertext>`.
    ///
    /// # Errors
    /// [`VaultError::NotSealed`].
    pub fn seal_text(
        &self,
        tenant: TenantId,
        column: Column,
        plain: &str,
    ) -> Result<String, VaultError> {
        let sealed = self.seal(tenant, column, plain.as_bytes())?;
        let (nonce, ciphertext) = sealed
            .get(ID_BYTES..)
            .and_then(|rest| rest.split_at_checked(NONCE_BYTES))
            .ok_or(VaultError::NotSealed)?;
        Ok(format!(
            "v{}:{}:{}",
            self.current,
            STANDARD.encode(nonce),
            STANDARD.encode(ciphertext)
        ))
    }

    /// Opens what [`VaultKeys::seal_text`] made for the same tenant and column.
    ///
    /// # Errors
    /// [`VaultError::Malformed`], [`VaultError::NoSuchKey`], [`VaultError::Refused`].
    pub fn open_text(
        &self,
        tenant: TenantId,
        column: Column,
        sealed: &str,
    ) -> Result<Zeroizing<String>, VaultError> {
        let mut parts = sealed
            .strip_prefix('v')
            .ok_or(VaultError::Malformed)?
            .splitn(3, ':');
        let mut next = || parts.next().ok_or(VaultError::Malformed);
        let id: u32 = next()?.parse().map_err(|_| VaultError::Malformed)?;
        let nonce = STANDARD
            .decode(next()?)
            .map_err(|_| VaultError::Malformed)?;
        let ciphertext = STANDARD
            .decode(next()?)
            .map_err(|_| VaultError::Malformed)?;
        if nonce.len() != NONCE_BYTES {
            return Err(VaultError::Malformed);
        }
        let mut bytes = id.to_be_bytes().to_vec();
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&ciphertext);
        let plain = self.open(tenant, column, &bytes)?;
        std::str::from_utf8(&plain)
            .map(|text| Zeroizing::new(text.to_owned()))
            .map_err(|_| VaultError::Malformed)
    }

    /// Seals again with the current key. `None` when it already is.
    ///
    /// # Errors
    /// As [`VaultKeys::open`] and [`VaultKeys::seal`].
    pub fn rewrap(
        &self,
        tenant: TenantId,
        column: Column,
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>, VaultError> {
        if sealed.starts_with(&self.current.to_be_bytes()) {
            return Ok(None);
        }
        let plain = self.open(tenant, column, sealed)?;
        self.seal(tenant, column, &plain).map(Some)
    }

    fn cipher(&self, id: u32) -> Result<Aes256Gcm, VaultError> {
        let key = self.keys.get(&id).ok_or(VaultError::NoSuchKey(id))?;
        Aes256Gcm::new_from_slice(key.as_slice()).map_err(|_| VaultError::NoSuchKey(id))
    }
}

/// Tenant and column, told apart by the fixed length of the first.
fn associated(tenant: TenantId, column: Column) -> Vec<u8> {
    let mut bound = tenant.0.as_bytes().to_vec();
    bound.extend_from_slice(column.as_str().as_bytes());
    bound
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn keys(ids: &[u32]) -> VaultKeys {
        let one = |id: &u32| format!("{id}:{}", STANDARD.encode([u8::try_from(*id).unwrap(); 32]));
        VaultKeys::parse(&ids.iter().map(one).collect::<Vec<_>>().join(",")).unwrap()
    }

    const A: TenantId = TenantId(Uuid::from_u128(1));
    const B: TenantId = TenantId(Uuid::from_u128(2));
    const PROFILE: Column = Column::SessionProfile;

    #[test]
    fn text_is_written_as_agreed_and_opens() {
        let sealed = keys(&[7]).seal_text(A, Column::TotpSecret, "gula").unwrap();
        let parts: Vec<&str> = sealed.split(':').collect();
        assert_eq!(parts[0], "v7");
        assert_eq!(STANDARD.decode(parts[1]).unwrap().len(), NONCE_BYTES);
        assert_eq!(
            STANDARD.decode(parts[2]).unwrap().len(),
            "gula".len() + 16,
            "ciphertext and tag"
        );
        let opened = keys(&[7]).open_text(A, Column::TotpSecret, &sealed);
        assert_eq!(opened.unwrap().as_str(), "gula");
    }

    #[test]
    fn moved_to_another_tenant_or_column_it_does_not_open() {
        let sealed = keys(&[1]).seal(A, PROFILE, b"login").unwrap();
        assert_eq!(
            keys(&[1]).open(B, PROFILE, &sealed),
            Err(VaultError::Refused)
        );
        assert_eq!(
            keys(&[1]).open(A, Column::TotpSecret, &sealed),
            Err(VaultError::Refused)
        );
    }

    #[test]
    fn the_first_key_encrypts_and_all_decrypt() {
        let old = keys(&[1]).seal(A, PROFILE, b"login").unwrap();
        let rotated = keys(&[2, 1]);
        assert_eq!(rotated.open(A, PROFILE, &old).unwrap().as_slice(), b"login");
        let new = rotated.rewrap(A, PROFILE, &old).unwrap().unwrap();
        assert_eq!(rotated.rewrap(A, PROFILE, &new), Ok(None));
        let only_new = keys(&[2]);
        assert_eq!(
            only_new.open(A, PROFILE, &new).unwrap().as_slice(),
            b"login"
        );
        assert_eq!(
            only_new.open(A, PROFILE, &old),
            Err(VaultError::NoSuchKey(1))
        );
    }

    #[test]
    fn a_generated_key_is_read_back_and_used_once() {
        let text = VaultKeys::generate(3).unwrap();
        assert_ne!(text, VaultKeys::generate(3).unwrap());
        let keys = VaultKeys::parse(&text).unwrap();
        assert_eq!(keys.current(), 3);
        let one = keys.seal(A, PROFILE, b"x").unwrap();
        assert_ne!(one, keys.seal(A, PROFILE, b"x").unwrap(), "nonce repeats");
    }

    #[test]
    fn bad_lists_of_keys_are_refused_with_the_reason() {
        let good = STANDARD.encode([1; 32]);
        let short = STANDARD.encode([1; 31]);
        for (text, reason) in [
            (String::new(), "a part has no colon"),
            (
                format!("0:{good}"),
                "a number is not between 1 and 4294967295",
            ),
            (format!("1:{good},1:{good}"), "a number comes twice"),
            (format!("1:{short}"), "a key is not 32 bytes"),
            ("1:%%".to_owned(), "a key is not base64"),
        ] {
            assert_eq!(
                VaultKeys::parse(&text).err(),
                Some(VaultError::Keys(reason)),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn one_changed_bit_and_it_does_not_open(
            plain in prop::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>(), bit in 0_u8..8,
        ) {
            let keys = keys(&[1]);
            let mut sealed = keys.seal(A, PROFILE, &plain).unwrap();
            let opened = keys.open(A, PROFILE, &sealed).unwrap();
            prop_assert_eq!(opened.as_slice(), plain.as_slice());
            let at = at.index(sealed.len());
            sealed[at] ^= 1 << bit;
            prop_assert!(keys.open(A, PROFILE, &sealed).is_err());
        }

        #[test]
        fn garbage_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..80), text in ".{0,80}") {
            prop_assert!(keys(&[1]).open(A, PROFILE, &bytes).is_err());
            prop_assert!(keys(&[1]).open_text(A, PROFILE, &text).is_err());
        }
    }
}
