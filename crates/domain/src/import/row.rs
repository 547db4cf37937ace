//! From the fields of one line to a contact, or to the reason why not.

use serde::{Deserialize, Serialize};
use std::{borrow::Cow, sync::Arc};

use super::{columns::ColumnRole, encoding::Encoding, records::Fields, value};
use crate::phone::{Country, Phone, PhoneError};

/// Longest name, characters.
const MAX_NAME: usize = 200;
/// Longest value of an attribute, characters.
const MAX_VALUE: usize = 1000;
/// Longest excerpt of a refused value kept for the report, characters.
const MAX_EXCERPT: usize = 80;
/// Longest line that is kept whole when it is refused, bytes.
const MAX_KEPT: usize = 16 * 1024;

/// A contact as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// The line it begins on, from 1, as an editor counts.
    pub line: u64,
    /// The number.
    pub phone: Phone,
    /// The name, trimmed.
    pub name: Option<String>,
    /// The e-mail address, trimmed.
    pub email: Option<String>,
    /// The other columns that hold something: key and value, in the file's order.
    pub attributes: Vec<(Arc<str>, String)>,
}

/// A line that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RejectedRow {
    /// The line it begins on, from 1, as an editor counts.
    pub line: u64,
    /// Why.
    pub reason: RejectReason,
    /// What the phone column (or the column at fault) held, shortened. Personal data: for the tenant's report, not for logs.
    pub value: String,
    /// The whole line, value by value, to be mended and sent again; nothing where it could not be split, or is longer than 16 KiB.
    #[serde(skip)]
    #[schema(ignore)]
    pub cells: Vec<String>,
}

/// Why a line was refused. The sentences are for the person who made the file.
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
#[serde(rename_all = "snake_case", tag = "kind", content = "phone")]
pub enum RejectReason {
    /// The phone number is none.
    #[error("{0}")]
    Phone(PhoneError),
    /// Longer than a megabyte, or more than a thousand fields.
    #[error("the line is too long")]
    LineTooLong,
    /// A quotation mark is not closed.
    #[error("a quotation mark on this line is not closed, or is closed in the middle of a value")]
    BrokenQuotes,
    /// More values than the file has columns.
    #[error(
        "the line has more values than the file has columns; a value that holds the delimiter must be in quotation marks"
    )]
    TooManyFields,
    /// Bytes that are not in the file's encoding.
    #[error("the line holds characters that are broken in the file's encoding")]
    BadEncoding,
    /// A zero byte.
    #[error("the line holds a NUL character")]
    Nul,
    /// The name is longer than 200 characters.
    #[error("the name is longer than {MAX_NAME} characters")]
    NameTooLong,
    /// Another column's value is longer than 1,000 characters.
    #[error("a value is longer than {MAX_VALUE} characters")]
    ValueTooLong,
}

impl RejectReason {
    /// The word used in the database and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phone(error) => error.code(),
            Self::LineTooLong => "line_too_long",
            Self::BrokenQuotes => "broken_quotes",
            Self::TooManyFields => "too_many_fields",
            Self::BadEncoding => "bad_encoding",
            Self::Nul => "nul",
            Self::NameTooLong => "name_too_long",
            Self::ValueTooLong => "value_too_long",
        }
    }
}

/// What is needed to make contacts of records.
#[derive(Debug, Clone)]
pub(super) struct RowMaker {
    pub(super) country: Country,
    pub(super) columns: Vec<Column>,
    pub(super) phone: usize,
    /// Where a number may stand instead of one in the phone column that is none: in refused rows that were mended.
    pub(super) mended: Option<usize>,
    /// Other columns that hold phone numbers: where the first one is empty or a fixed line, a mobile of theirs is taken.
    pub(super) other_phones: Vec<usize>,
}

/// One column of the file, ready for use.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) role: ColumnRole,
    /// The attribute's key, also of first and last names.
    pub(super) key: Option<Arc<str>>,
}

/// Why a record is refused and what was at fault.
type Refusal<'a> = (RejectReason, Cow<'a, [u8]>);

impl RowMaker {
    /// A contact, or nothing for a line of empty fields.
    pub(super) fn make(
        &self,
        line: u64,
        fields: Fields<'_>,
        encoding: Encoding,
    ) -> Result<Option<ContactRow>, RejectedRow> {
        match self.try_make(line, fields, encoding) {
            Ok(row) => Ok(row),
            Err((reason, value)) => Err(RejectedRow {
                line,
                reason,
                value: excerpt(&value, encoding),
                cells: kept(fields, encoding),
            }),
        }
    }

    /// The number of the phone column; where that is empty or a fixed line, a mobile of another phone column.
    fn phone<'a>(&self, fields: Fields<'a>, encoding: Encoding) -> Result<Phone, Refusal<'a>> {
        let read = |place: usize| {
            let bytes = fields.get(place).unwrap_or_default();
            let text = encoding
                .text(bytes)
                .ok_or((RejectReason::BadEncoding, Cow::Borrowed(bytes)))?;
            Phone::parse(&text, self.country)
                .map_err(|error| (RejectReason::Phone(error), Cow::Borrowed(bytes)))
        };
        let first = match (read(self.phone), self.mended) {
            (Err(refusal), Some(mended)) => read(mended).or(Err(refusal)),
            (first, _) => first,
        };
        let is_empty = |outcome: &Result<Phone, Refusal<'_>>| {
            matches!(outcome, Err((RejectReason::Phone(PhoneError::Empty), _)))
        };
        let is_fixed_line = first.as_ref().is_ok_and(|phone| !phone.is_mobile());
        if self.other_phones.is_empty() || !(is_empty(&first) || is_fixed_line) {
            return first;
        }
        let others: Vec<_> = self.other_phones.iter().map(|place| read(*place)).collect();
        if let Some(mobile) = others.iter().flatten().find(|phone| phone.is_mobile()) {
            return Ok(*mobile);
        }
        if is_fixed_line {
            return first;
        }
        // What is wrong with a number says more than that there is none.
        others
            .into_iter()
            .find(|other| !is_empty(other))
            .unwrap_or(first)
    }

    fn try_make<'a>(
        &self,
        line: u64,
        fields: Fields<'a>,
        encoding: Encoding,
    ) -> Result<Option<ContactRow>, Refusal<'a>> {
        let phone_bytes = fields.get(self.phone).unwrap_or_default();
        let refuse = |reason| (reason, Cow::Borrowed(phone_bytes));
        if fields.bytes().contains(&0) {
            return Err(refuse(RejectReason::Nul));
        }
        let text = |bytes: &'a [u8]| {
            encoding
                .text(bytes)
                .ok_or((RejectReason::BadEncoding, Cow::Borrowed(bytes)))
        };
        let is_blank = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_whitespace);
        if fields
            .iter()
            .skip(self.columns.len())
            .any(|extra| !is_blank(extra))
        {
            return Err(refuse(RejectReason::TooManyFields));
        }
        if is_blank(phone_bytes) && is_blank(fields.bytes()) {
            return Ok(None);
        }
        let phone = self.phone(fields, encoding)?;
        let mut row = ContactRow {
            line,
            phone,
            name: None,
            email: None,
            attributes: Vec::new(),
        };
        let (mut first, mut last) = (None, None);
        for (column, bytes) in self.columns.iter().zip(fields.iter()) {
            if matches!(column.role, ColumnRole::Phone | ColumnRole::Ignored) {
                continue;
            }
            let cell = text(bytes)?;
            let Some(value) = value::value(&cell) else {
                continue;
            };
            let too_long = |most: usize| value.len() > most && value.chars().count() > most;
            match &column.role {
                ColumnRole::Name | ColumnRole::FirstName | ColumnRole::LastName => {
                    if !value::is_name(value) {
                        continue;
                    }
                    if too_long(MAX_NAME) {
                        return Err((RejectReason::NameTooLong, Cow::Borrowed(bytes)));
                    }
                    let place = match column.role {
                        ColumnRole::FirstName => &mut first,
                        ColumnRole::LastName => &mut last,
                        _ => &mut row.name,
                    };
                    *place = Some(value.to_owned());
                }
                ColumnRole::Email => {
                    if let Some(address) = value::email(value) {
                        row.email = Some(address.to_owned());
                        continue;
                    }
                    // An odd address costs the address and not the person: it stays where it can be seen.
                    if too_long(MAX_VALUE) {
                        continue;
                    }
                }
                ColumnRole::Attribute(_) => {
                    if too_long(MAX_VALUE) {
                        return Err((RejectReason::ValueTooLong, Cow::Borrowed(bytes)));
                    }
                }
                ColumnRole::Phone | ColumnRole::Ignored => {}
            }
            if let Some(key) = &column.key {
                row.attributes.push((Arc::clone(key), value.to_owned()));
            }
        }
        if row.name.is_none() {
            row.name = match (first, last) {
                (Some(first), Some(last)) if first.len() + last.len() < MAX_NAME => {
                    Some(format!("{first} {last}"))
                }
                // The last name of two that are too long together stays an attribute.
                (one, other) => one.or(other),
            };
        }
        Ok(Some(row))
    }
}

fn kept(fields: Fields<'_>, encoding: Encoding) -> Vec<String> {
    if fields.bytes().len() > MAX_KEPT {
        return Vec::new();
    }
    let text = |bytes| match encoding.text(bytes) {
        Some(text) => text.into_owned(),
        None => String::from_utf8_lossy(bytes).into_owned(),
    };
    fields.iter().map(text).collect()
}

pub(super) fn excerpt(bytes: &[u8], encoding: Encoding) -> String {
    // Four bytes at most for each character kept.
    let bytes = bytes.get(..MAX_EXCERPT * 4).unwrap_or(bytes);
    let text = encoding
        .text(bytes)
        .unwrap_or_else(|| String::from_utf8_lossy(bytes));
    text.trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(MAX_EXCERPT)
        .collect()
}
