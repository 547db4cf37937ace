//! A phone number as the world knows it: digits in international form, written `+<digits>`.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Digits of an international number, 7 to 15 of them. Written with a leading `+`, read with or without.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number(String);

/// Not a phone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an international phone number (7 to 15 digits): {0}")]
pub struct BadNumber(String);

impl Number {
    /// The digits without the plus sign.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The classic chat id, `<digits>@c.us`.
    #[must_use]
    pub fn wid(&self) -> String {
        format!("{}@c.us", self.0)
    }

    /// For logs: all but the last four digits hidden.
    #[must_use]
    pub fn masked(&self) -> String {
        let (head, tail) = self.0.split_at(self.0.len().saturating_sub(4));
        format!("+{}{tail}", "*".repeat(head.len()))
    }
}

impl FromStr for Number {
    type Err = BadNumber;

    fn from_str(text: &str) -> Result<Self, BadNumber> {
        let digits: String = text
            .trim()
            .trim_start_matches('+')
            .chars()
            .filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.'))
            .collect();
        let sound = (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if sound {
            Ok(Self(digits))
        } else {
            Err(BadNumber(text.to_owned()))
        }
    }
}

impl TryFrom<String> for Number {
    type Error = BadNumber;

    fn try_from(text: String) -> Result<Self, BadNumber> {
        text.parse()
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.to_string()
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_common_spellings_and_writes_one() {
        for text in ["+62 812-3456-7890", "6281234567890", " (62)812 3456 7890"] {
            assert_eq!(
                text.parse::<Number>().unwrap().to_string(),
                "+6281234567890"
            );
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "12345", "+62abc1234567", "1234567890123456"] {
            assert_eq!(text.parse::<Number>(), Err(BadNumber(text.to_owned())));
        }
    }

    #[test]
    fn hides_all_but_four_digits_in_logs() {
        let number: Number = "+6281234567890".parse().unwrap();
        assert_eq!(format!("{number:?}"), "+*********7890");
    }
}
