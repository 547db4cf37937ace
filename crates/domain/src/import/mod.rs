//! Reading contacts from CSV and from pasted numbers (CON-2).
//!
//! [`ContactReader`] takes a file as bytes in pieces of any size and hands out contacts and refused lines one by one, so
//! that a million rows pass through bounded memory and the caller (an actor between an upload and the database) decides
//! about progress, batches and cancelling. It reads whatever people's spreadsheets write: UTF-8, UTF-16, the encodings before
//! Unicode; comma, semicolon, tab or bar; titles; headings in English or Indonesian, or none. Every line that is not imported is named with its number
//! and the reason.
//!
//! Repeats within a file are the caller's to count, with [`SeenNumbers`] and the database's unique key.

mod broken;
mod columns;
mod encoding;
mod layout;
mod own_files;
mod pasted;
mod preview;
mod records;
mod row;
mod seen;
mod value;

pub(crate) use columns::own_field;
pub use columns::{ColumnMapping, ColumnRef, ColumnRole};
pub use encoding::Encoding;
pub use own_files::{RECIPIENTS, REJECTS};
pub use pasted::pasted_numbers;
pub use preview::{Preview, PreviewColumn, PreviewRow, preview};
pub use row::{ContactRow, RejectReason, RejectedRow};
pub use seen::{Seen, SeenNumbers};

use serde::{Deserialize, Serialize};

use crate::phone::Country;
use encoding::Transcoder;
use layout::Layout;
use records::{Record, Records};

/// Bytes kept back until the layout is known.
pub const HEAD_BYTES: usize = 64 * 1024;

/// What the person said about the file; what is left out is guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct ImportSettings {
    /// The country of numbers without an international prefix.
    pub default_country: Country,
    /// What separates values.
    pub delimiter: Option<Delimiter>,
    /// The file's encoding. A byte order mark in the file knows better.
    pub encoding: Option<Encoding>,
    /// Whether the file has headings. They are looked for below titles.
    pub has_header: Option<bool>,
    /// Which columns to use.
    pub mapping: Option<ColumnMapping>,
    /// Where the people's agreement to hear from the tenant came from, 1 to 200 characters; nothing is noted where absent. An
    /// agreement noted before stays.
    pub consent_source: Option<String>,
}

/// What separates the values of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Bar,
}

impl From<Delimiter> for u8 {
    fn from(delimiter: Delimiter) -> Self {
        match delimiter {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
            Delimiter::Bar => b'|',
        }
    }
}

/// Why a file cannot be imported at all. The sentences are for the person who chose it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// No line holds anything.
    #[error("the file is empty")]
    Empty,
    /// Not text.
    #[error("this is not a text file; save the contacts as CSV and choose that file")]
    Binary,
    /// An Excel or LibreOffice file.
    #[error("this is a spreadsheet file; save it as CSV (UTF-8) and choose that file")]
    Spreadsheet,
    /// A card file of a phone's address book.
    #[error(
        "this is a vCard file; open it in an address book, save the contacts as CSV and choose that file"
    )]
    VCard,
    /// More columns than are read.
    #[error(
        "the file has {seen} columns; at most {} are read",
        layout::MAX_COLUMNS
    )]
    TooManyColumns {
        /// How many it has.
        seen: usize,
    },
    /// Neither a heading nor the values show where the numbers are.
    #[error(
        "no column with phone numbers was found; the file has the columns {}",
        listed(headings)
    )]
    NoPhoneColumn {
        /// The headings seen.
        headings: Vec<String>,
    },
    /// The mapping names a column that is not there.
    #[error(
        "the file has no column {wanted:?}; it has the columns {}",
        listed(headings)
    )]
    NoSuchColumn {
        /// What the mapping asked for.
        wanted: String,
        /// The headings seen.
        headings: Vec<String>,
    },
}

impl ImportError {
    /// The word used in the API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "import_empty",
            Self::Binary => "import_not_text",
            Self::Spreadsheet => "import_spreadsheet",
            Self::VCard => "import_vcard",
            Self::TooManyColumns { .. } => "import_too_many_columns",
            Self::NoPhoneColumn { .. } => "import_no_phone_column",
            Self::NoSuchColumn { .. } => "import_no_such_column",
        }
    }
}

/// Headings for a sentence: quoted, shortened, not more than twenty.
fn listed(headings: &[String]) -> String {
    let mut words: Vec<String> = headings
        .iter()
        .take(20)
        .map(|heading| format!("{:?}", heading.chars().take(40).collect::<String>()))
        .collect();
    if headings.len() > 20 {
        words.push("…".to_owned());
    }
    words.join(", ")
}

/// Lines read so far, by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Lines that were contacts.
    pub contacts: u64,
    /// Lines that were refused.
    pub rejected: u64,
    /// Lines of empty values and titles above the headings, passed over.
    pub blank: u64,
}

/// What one line of the file became.
pub type ImportedLine = Result<ContactRow, RejectedRow>;

/// Reads a file in pieces. After an error, and after [`ContactReader::finish`], nothing can be pushed any more.
#[derive(Debug)]
pub struct ContactReader {
    settings: ImportSettings,
    phase: Phase,
    counts: ImportCounts,
}

#[derive(Debug)]
enum Phase {
    /// Until enough is there to tell the layout.
    Head(Vec<u8>),
    Body(Box<Body>),
}

#[derive(Debug)]
struct Body {
    layout: Layout,
    transcoder: Option<Transcoder>,
    records: Records,
}

impl ContactReader {
    /// A reader at the beginning of a file.
    #[must_use]
    pub const fn new(settings: ImportSettings) -> Self {
        Self {
            settings,
            phase: Phase::Head(Vec::new()),
            counts: ImportCounts {
                contacts: 0,
                rejected: 0,
                blank: 0,
            },
        }
    }

    /// Takes the next bytes of the file and hands out the lines they complete.
    ///
    /// # Errors
    /// [`ImportError`] when the file cannot be imported at all; known within its first [`HEAD_BYTES`].
    pub fn push(
        &mut self,
        bytes: &[u8],
        each: &mut dyn FnMut(ImportedLine),
    ) -> Result<(), ImportError> {
        match &mut self.phase {
            Phase::Head(head) => {
                head.extend_from_slice(bytes);
                if head.len() >= HEAD_BYTES {
                    let head = std::mem::take(head);
                    self.settle(&head, false, each)?;
                }
            }
            Phase::Body(body) => body.push(bytes, false, &mut self.counts, each),
        }
        Ok(())
    }

    /// The end of the file: hands out what remains and answers the totals.
    ///
    /// # Errors
    /// [`ImportError`], for files shorter than [`HEAD_BYTES`].
    pub fn finish(
        &mut self,
        each: &mut dyn FnMut(ImportedLine),
    ) -> Result<ImportCounts, ImportError> {
        if let Phase::Head(head) = &mut self.phase {
            let head = std::mem::take(head);
            self.settle(&head, true, each)?;
        }
        if let Phase::Body(body) = &mut self.phase {
            body.push(&[], true, &mut self.counts, each);
        }
        Ok(self.counts)
    }

    /// The headings of the columns, `Column 1` and so on where the file has none; nothing until the layout is known.
    #[must_use]
    pub fn headings(&self) -> &[String] {
        match &self.phase {
            Phase::Head(_) => &[],
            Phase::Body(body) => &body.layout.headings,
        }
    }

    /// Lines read so far.
    #[must_use]
    pub const fn counts(&self) -> ImportCounts {
        self.counts
    }

    fn settle(
        &mut self,
        head: &[u8],
        whole: bool,
        each: &mut dyn FnMut(ImportedLine),
    ) -> Result<(), ImportError> {
        // The same bytes decide, however large the pieces are.
        let seen = head.get(..HEAD_BYTES).unwrap_or(head);
        let layout = layout::look(seen, whole && seen.len() == head.len(), &self.settings)?;
        let mut body = Box::new(Body {
            transcoder: layout.encoding.transcoder(),
            records: Records::new(layout.delimiter),
            layout,
        });
        self.counts.blank += body.layout.titles;
        let text = head.get(body.layout.mark..).unwrap_or_default();
        body.push(text, false, &mut self.counts, each);
        self.phase = Phase::Body(body);
        Ok(())
    }
}

impl Body {
    fn push(
        &mut self,
        bytes: &[u8],
        last: bool,
        counts: &mut ImportCounts,
        each: &mut dyn FnMut(ImportedLine),
    ) {
        let Self {
            layout,
            transcoder,
            records,
        } = self;
        let mut take = |line: u64, record: Record<'_>| {
            if line <= layout.after_line {
                return;
            }
            let outcome = match record {
                Record::Fields(fields) => {
                    layout.encoding = layout.encoding.refined(fields.bytes(), layout.rows.country);
                    layout.rows.make(line, fields, layout.encoding)
                }
                Record::TooLong => Err(rejected(line, RejectReason::LineTooLong)),
                Record::BrokenQuotes => Err(rejected(line, RejectReason::BrokenQuotes)),
            };
            match outcome {
                Ok(Some(row)) => {
                    counts.contacts += 1;
                    each(Ok(row));
                }
                Ok(None) => counts.blank += 1,
                Err(row) => {
                    counts.rejected += 1;
                    each(Err(row));
                }
            }
        };
        match transcoder {
            Some(transcoder) => records.push(&transcoder.push(bytes, last), &mut take),
            None => records.push(bytes, &mut take),
        }
        if last {
            records.finish(&mut take);
        }
    }
}

const fn rejected(line: u64, reason: RejectReason) -> RejectedRow {
    RejectedRow {
        line,
        reason,
        value: String::new(),
        cells: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
