//! Chance that repeats. Every decision has a name (who, what, the how-manieth), and its dice are seeded from the world's
//! seed and that name: what a person does does not depend on the order in which other people's messages came in.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The dice of one named decision.
#[derive(Debug)]
pub struct Dice(ChaCha8Rng);

/// A range of milliseconds, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delay {
    /// At least this long, milliseconds.
    pub min_ms: u64,
    /// At most this long, milliseconds.
    pub max_ms: u64,
}

impl Delay {
    /// From `min_ms` to `max_ms`.
    #[must_use]
    pub const fn new(min_ms: u64, max_ms: u64) -> Self {
        Self { min_ms, max_ms }
    }
}

impl Dice {
    /// The dice for the decision called `name` in the world with this seed.
    #[must_use]
    pub fn named(seed: u64, name: &[&str]) -> Self {
        let mut hash = Sha256::new();
        hash.update(seed.to_be_bytes());
        for part in name {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Self(ChaCha8Rng::from_seed(hash.finalize().into()))
    }

    /// True with probability `share`; 0 is never, 1 is always.
    pub fn happens(&mut self, share: f64) -> bool {
        share > 0.0 && self.0.random::<f64>() < share
    }

    /// A length of time within `delay`, divided by `time_scale`.
    pub fn wait(&mut self, delay: Delay, time_scale: f64) -> u64 {
        let (low, high) = (delay.min_ms, delay.max_ms.max(delay.min_ms));
        let raw = self.0.random_range(low..=high);
        scaled(raw, time_scale)
    }

    /// A number below `below` (at least 1).
    pub fn below(&mut self, below: u64) -> u64 {
        self.0.random_range(0..below.max(1))
    }

    /// Random upper-case hex of `bytes` bytes.
    pub fn hex(&mut self, bytes: usize) -> String {
        let raw: Vec<u8> = (0..bytes).map(|_| self.0.random::<u8>()).collect();
        hex::encode_upper(raw)
    }
}

/// `ms` divided by `time_scale`.
#[must_use]
pub fn scaled(ms: u64, time_scale: f64) -> u64 {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "delays are far below 2^52 ms and never negative"
    )]
    let short = (ms as f64 / time_scale.max(f64::MIN_POSITIVE)) as u64;
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_seed_and_name_repeat_and_other_names_differ() {
        let throw = |seed, name: &[&str]| Dice::named(seed, name).hex(8);
        assert_eq!(
            throw(7, &["reads", "+62", "1"]),
            throw(7, &["reads", "+62", "1"])
        );
        assert_ne!(
            throw(7, &["reads", "+62", "1"]),
            throw(8, &["reads", "+62", "1"])
        );
        assert_ne!(
            throw(7, &["reads", "+621", ""]),
            throw(7, &["reads", "+62", "1"])
        );
    }

    #[test]
    fn waits_stay_within_their_range_and_shrink_with_the_scale() {
        let delay = Delay::new(1_000, 4_000);
        for nth in 0..200 {
            let name = nth.to_string();
            let wait = Dice::named(1, &[&name]).wait(delay, 1.0);
            assert!((1_000..=4_000).contains(&wait), "{wait}");
            assert_eq!(Dice::named(1, &[&name]).wait(delay, 10.0), wait / 10);
        }
    }

    #[test]
    fn never_and_always_mean_it() {
        for nth in 0..100 {
            let name = nth.to_string();
            assert!(!Dice::named(1, &[&name]).happens(0.0));
            assert!(Dice::named(1, &[&name]).happens(1.0));
        }
    }
}
