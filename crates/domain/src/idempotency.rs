//! Idempotency keys (API-1): a POST that sends or charges may be repeated without doing it twice.

use serde::Serialize;
use std::fmt;

/// Longest key, characters.
pub const MAX_KEY: usize = 255;
/// Answers are kept this long, hours.
pub const KEPT_HOURS: i64 = 24;

/// A key that a client chose for one request.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct IdempotencyKey(String);

/// Why a key is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an Idempotency-Key has 1 to {MAX_KEY} printable ASCII characters")]
pub struct BadIdempotencyKey;

impl BadIdempotencyKey {
    /// The word used in the API.
    pub const CODE: &'static str = "bad_idempotency_key";
}

impl IdempotencyKey {
    /// Takes the value of the header `Idempotency-Key`. Blanks at the ends are not part of a header's value.
    ///
    /// # Errors
    /// [`BadIdempotencyKey`].
    pub fn parse(text: &str) -> Result<Self, BadIdempotencyKey> {
        let text = text.trim_matches([' ', '\t']);
        let printable = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if text.is_empty() || text.len() > MAX_KEY || !printable {
            return Err(BadIdempotencyKey);
        }
        Ok(Self(text.to_owned()))
    }

    /// The key.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdempotencyKey({:?})", self.0)
    }
}

/// What was found under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept<'a> {
    /// Hash of the first request: method, path and body.
    pub request_hash: &'a [u8],
    /// Whether its answer is known.
    pub answered: bool,
}

/// What to do with a request that carries a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// The first with this key: do it, and keep the answer in the same transaction.
    First,
    /// Done before: give the kept answer.
    Answer,
    /// Being done right now: 409, try again shortly.
    InProgress,
    /// The key was used for another request: 422.
    OtherRequest,
}

/// Decides for a request whose hash is `request_hash`.
#[must_use]
pub fn repeat(kept: Option<Kept<'_>>, request_hash: &[u8]) -> Repeat {
    match kept {
        None => Repeat::First,
        Some(kept) if kept.request_hash != request_hash => Repeat::OtherRequest,
        Some(kept) if kept.answered => Repeat::Answer,
        Some(_) => Repeat::InProgress,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_printable_and_bounded() {
        assert_eq!(IdempotencyKey::parse(" a b-1 ").unwrap().as_str(), "a b-1");
        assert!(IdempotencyKey::parse(&"x".repeat(255)).is_ok());
        for bad in ["", "  ", &"x".repeat(256), "a\nb", "kunci é", "a\0"] {
            assert_eq!(
                IdempotencyKey::parse(bad),
                Err(BadIdempotencyKey),
                "{bad:?}"
            );
        }
    }

    #[test]
    fn a_key_answers_its_own_request_only() {
        let kept = |answered| {
            Some(Kept {
                request_hash: b"one",
                answered,
            })
        };
        assert_eq!(repeat(None, b"one"), Repeat::First);
        assert_eq!(repeat(kept(true), b"one"), Repeat::Answer);
        assert_eq!(repeat(kept(false), b"one"), Repeat::InProgress);
        assert_eq!(repeat(kept(true), b"two"), Repeat::OtherRequest);
        assert_eq!(repeat(kept(false), b"two"), Repeat::OtherRequest);
    }
}
