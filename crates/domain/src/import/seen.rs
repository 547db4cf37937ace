//! The numbers met so far in a file, to count repeats without asking the database for each row.

use std::collections::HashSet;

use crate::phone::Phone;

/// What [`SeenNumbers::insert`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Not met before in this file.
    New,
    /// Met before in this file.
    Repeat,
    /// The set is full and cannot tell; the database's unique key will.
    Unknown,
}

/// A set of numbers with a bound on its memory: an E.164 number has at most 15 digits, so each is exactly one `u64`.
#[derive(Debug, Clone, Default)]
pub struct SeenNumbers {
    numbers: HashSet<u64>,
    capacity: usize,
}

impl SeenNumbers {
    /// A set of at most `capacity` numbers, about 18 bytes each: 36 MB for two million.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            numbers: HashSet::new(),
            capacity,
        }
    }

    /// Notes a number.
    pub fn insert(&mut self, phone: &Phone) -> Seen {
        let Ok(number) = phone.digits().parse() else {
            return Seen::Unknown;
        };
        if self.numbers.contains(&number) {
            Seen::Repeat
        } else if self.numbers.len() >= self.capacity {
            Seen::Unknown
        } else {
            self.numbers.insert(number);
            Seen::New
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_set_says_that_it_cannot_tell() {
        let phone = |n: u64| Phone::from_e164(&format!("+{}", 628_100_000_000 + n)).unwrap();
        let mut seen = SeenNumbers::with_capacity(2);
        assert_eq!(seen.insert(&phone(1)), Seen::New);
        assert_eq!(seen.insert(&phone(1)), Seen::Repeat);
        assert_eq!(seen.insert(&phone(2)), Seen::New);
        assert_eq!(seen.insert(&phone(3)), Seen::Unknown);
        assert_eq!(seen.insert(&phone(2)), Seen::Repeat);
    }
}
