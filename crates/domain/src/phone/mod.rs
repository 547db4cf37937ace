//! Phone numbers (CON-3): whatever a person typed becomes E.164, or a plain sentence that says why not.
//!
//! The rules are libphonenumber's (crate `phonenumber`) with a default country, and decisions of our own:
//!
//! - **A mobile wins.** `62812…` with default country ID can be read as +62 812… (a mobile) or as the fixed line 0628 12…
//!   of Sumatra. Siar reaches WhatsApp accounts, so where only one of the two readings is a mobile, that one is taken.
//! - **`00` is an international prefix everywhere**, as the ITU recommends, also in countries that dial another one.
//! - **No letters.** `0800-FLOWERS` is a number to libphonenumber; in a contact file it is a name in the wrong column. Known
//!   labels (`WA: …`), WhatsApp links and gateway ids (`…@c.us`) are opened, because they say which number is meant.
//! - **Never more digits than were dialled.** Decimals that a spreadsheet gave a number come off, or it is refused; so is what
//!   holds a second number, however short (`08120000012/13`).
//!
//! An import of a million rows spends its time here, so common shapes take a short way (`reading.rs`) that a property test
//! holds to the crate's answers.

mod cell;
mod country;
mod decimal;
mod national;
mod reading;
mod text;

pub use country::{Country, UnknownCountry};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, fmt, str::FromStr};

/// Shortest E.164 number accepted, without the plus.
const MIN_DIGITS: usize = 6;
/// Longest E.164 number there is, without the plus.
const MAX_DIGITS: usize = 15;

/// A number in E.164: `+`, a country's calling code, the national number. Sixteen bytes at most, so it is copied, not allocated.
///
/// `Display` and serde give the whole number; `Debug` masks all but the last four digits, so that `?phone` in a log line
/// is safe (ADM-5).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone {
    /// `+` and digits; the rest is zero bytes.
    text: [u8; MAX_DIGITS + 1],
    len: u8,
}

impl Phone {
    /// Reads what a person typed or a file holds. `default_country` is used where the text has no international prefix.
    ///
    /// # Errors
    /// [`PhoneError`], in words for the person who typed it.
    pub fn parse(text: &str, default_country: Country) -> Result<Self, PhoneError> {
        let dialled = text::digits(text)?;
        reading::read(&dialled, default_country)
    }

    /// As [`Self::parse`], for the do-not-message register: a number that no plan knows is taken in the shape in which it would be dialled,
    /// because somebody who wants to be left alone has it.
    ///
    /// # Errors
    /// [`PhoneError`], where the text is no number, or several.
    pub fn parse_any(text: &str, default_country: Country) -> Result<Self, PhoneError> {
        Self::parse(text, default_country).or_else(|error| match error {
            PhoneError::NoSuchRange
            | PhoneError::NinthDigit
            | PhoneError::TooShort
            | PhoneError::TooLong => {
                let dialled = text::digits(text)?;
                reading::as_dialled(&dialled, default_country).ok_or(error)
            }
            _ => Err(error),
        })
    }

    /// Takes a number that is in E.164 already, as our own database and API write it. Looks at the form only.
    ///
    /// # Errors
    /// [`PhoneError::NotE164`].
    pub fn from_e164(text: &str) -> Result<Self, PhoneError> {
        let digits = text.strip_prefix('+').ok_or(PhoneError::NotE164)?;
        if digits.starts_with('0') || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PhoneError::NotE164);
        }
        Self::from_digits(digits.as_bytes(), &[]).ok_or(PhoneError::NotE164)
    }

    /// Puts a calling code and a national number together. None when the length is impossible.
    fn from_digits(head: &[u8], tail: &[u8]) -> Option<Self> {
        let len = head.len().checked_add(tail.len())?;
        if !(MIN_DIGITS..=MAX_DIGITS).contains(&len) {
            return None;
        }
        let mut text = [0; MAX_DIGITS + 1];
        let source = std::iter::once(&b'+').chain(head).chain(tail);
        for (to, from) in text.iter_mut().zip(source) {
            *to = *from;
        }
        Some(Self {
            text,
            len: u8::try_from(len).ok()?.checked_add(1)?,
        })
    }

    /// The whole number, `+6281234567890`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text
            .get(..usize::from(self.len))
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or_default()
    }

    /// The digits without the plus, as WhatsApp ids are made of.
    #[must_use]
    pub fn digits(&self) -> &str {
        self.as_str().trim_start_matches('+')
    }

    /// For logs: `*********7890`, the last four digits only.
    #[must_use]
    pub fn masked(&self) -> Masked {
        Masked(*self)
    }
}

/// A number that shows its last four digits only. See [`Phone::masked`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Masked(Phone);

impl fmt::Display for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.as_str();
        let hidden = text.len().saturating_sub(4);
        for _ in 0..hidden {
            f.write_str("*")?;
        }
        f.write_str(text.get(hidden..).unwrap_or_default())
    }
}

impl fmt::Debug for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

impl AsRef<str> for Phone {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.as_str().to_owned()
    }
}

impl FromStr for Phone {
    type Err = PhoneError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::from_e164(text)
    }
}

impl Serialize for Phone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        Self::from_e164(&text).map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for Phone {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("A phone number in E.164."))
            .pattern(Some("^\\+[1-9][0-9]{5,14}$"))
            .examples(["+6281234567890"])
            .into()
    }
}

impl utoipa::ToSchema for Phone {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Phone")
    }
}

/// Why a text is not a phone number. The sentences are for the person who typed it.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    thiserror::Error,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PhoneError {
    /// Nothing there.
    #[error("the phone number is empty")]
    Empty,
    /// Letters or other characters that no number has.
    #[error("this is not a phone number: take away the letters and signs that a number never has")]
    NotANumber,
    /// A spreadsheet turned the number into scientific notation; its last digits are lost.
    #[error(
        "a spreadsheet shortened this number (as in 6.28E+12) and its last digits are lost: format the column as text and export again"
    )]
    Shortened,
    /// Digits after a decimal mark: the number went through a program as a quantity.
    #[error(
        "a program took this number for a quantity and gave it decimals: format the column as text and export again"
    )]
    Decimals,
    /// An id of WhatsApp that is no number: a hidden id (`@lid`), a group, a channel.
    #[error("this is an id of WhatsApp that is no phone number: ask the person for the number")]
    HiddenId,
    /// A Brazilian mobile number in its old form.
    #[error(
        "Brazilian mobile numbers have nine digits after the area code: put a 9 before this one and check it"
    )]
    NinthDigit,
    /// More than one number in one cell.
    #[error("this holds more than one phone number: put each on a line of its own")]
    Several,
    /// Too few digits.
    #[error("the phone number has too few digits")]
    TooShort,
    /// Too many digits.
    #[error("the phone number has too many digits")]
    TooLong,
    /// The international prefix belongs to no country.
    #[error("no country has this calling code")]
    UnknownCallingCode,
    /// The form is right but no such range exists in the country's numbering plan.
    #[error("no such number exists in the country's numbering plan")]
    NoSuchRange,
    /// Only from [`Phone::from_e164`].
    #[error("the phone number is not in E.164 (as in +6281234567890)")]
    NotE164,
}

impl PhoneError {
    /// Every value.
    pub const ALL: [Self; 12] = [
        Self::Empty,
        Self::NotANumber,
        Self::Shortened,
        Self::Decimals,
        Self::HiddenId,
        Self::NinthDigit,
        Self::Several,
        Self::TooShort,
        Self::TooLong,
        Self::UnknownCallingCode,
        Self::NoSuchRange,
        Self::NotE164,
    ];

    /// The word used in the database and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "phone_empty",
            Self::NotANumber => "phone_not_a_number",
            Self::Shortened => "phone_shortened_by_spreadsheet",
            Self::Decimals => "phone_decimals",
            Self::HiddenId => "phone_hidden_id",
            Self::NinthDigit => "phone_ninth_digit",
            Self::Several => "phone_several",
            Self::TooShort => "phone_too_short",
            Self::TooLong => "phone_too_long",
            Self::UnknownCallingCode => "phone_unknown_calling_code",
            Self::NoSuchRange => "phone_no_such_range",
            Self::NotE164 => "phone_not_e164",
        }
    }
}

#[cfg(test)]
mod tests;
