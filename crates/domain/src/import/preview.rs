//! What an import would do, shown before it is done: the guesses, and the first rows as they would be read.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::{
    ColumnRole, ContactReader, ContactRow, Delimiter, Encoding, HEAD_BYTES, ImportError,
    ImportSettings, ImportedLine, RejectedRow, layout,
};
use crate::phone::Phone;

/// Rows shown.
const ROWS: usize = 10;

/// The guesses about a file and its first rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Preview {
    /// The encoding found.
    pub encoding: Encoding,
    /// The delimiter found; none for one that Excel's `sep=` line named and Siar does not guess.
    pub delimiter: Option<Delimiter>,
    /// Whether the file has headings.
    pub has_header: bool,
    /// The line of the headings, from 1; those above it are titles and passed over.
    pub header_line: Option<u64>,
    /// Some values look as if the file was read in a wrong encoding: choose another one.
    pub looks_broken: bool,
    /// The columns and what they will be used for.
    pub columns: Vec<PreviewColumn>,
    /// The first ten lines that hold something.
    pub rows: Vec<PreviewRow>,
}

/// One column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PreviewColumn {
    /// Its heading, or `Column 1` and so on.
    pub heading: String,
    /// What it will be used for.
    pub role: ColumnRole,
}

/// One line of the file as it would be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
pub enum PreviewRow {
    /// A contact.
    #[schema(title = "PreviewedContact")]
    Contact {
        /// The line, from 1.
        line: u64,
        /// The number.
        phone: Phone,
        /// The name.
        name: Option<String>,
        /// The e-mail address.
        email: Option<String>,
        /// The other columns.
        attributes: BTreeMap<String, String>,
    },
    /// Refused.
    #[schema(title = "PreviewedReject")]
    Rejected {
        /// What is wrong.
        rejected: RejectedRow,
        /// The same in words.
        message: String,
    },
}

impl From<ContactRow> for PreviewRow {
    fn from(row: ContactRow) -> Self {
        Self::Contact {
            line: row.line,
            phone: row.phone,
            name: row.name,
            email: row.email,
            attributes: row
                .attributes
                .into_iter()
                .map(|(key, value)| (key.to_string(), value))
                .collect(),
        }
    }
}

impl From<RejectedRow> for PreviewRow {
    fn from(row: RejectedRow) -> Self {
        Self::Rejected {
            message: row.reason.to_string(),
            rejected: row,
        }
    }
}

/// Looks at the beginning of a file. `whole` says that `head` is all of it; otherwise its last line may be cut and is left out.
/// Looks at no more than [`HEAD_BYTES`].
///
/// # Errors
/// [`ImportError`] as [`ContactReader`] would answer.
pub fn preview(
    head: &[u8],
    whole: bool,
    settings: &ImportSettings,
) -> Result<Preview, ImportError> {
    let whole = whole && head.len() <= HEAD_BYTES;
    let head = head.get(..HEAD_BYTES).unwrap_or(head);
    let layout = layout::look(head, whole, settings)?;
    let mut rows = Vec::new();
    let mut each = |line: ImportedLine| {
        if rows.len() < ROWS {
            rows.push(line.map_or_else(PreviewRow::from, PreviewRow::from));
        }
    };
    let mut reader = ContactReader::new(settings.clone());
    if whole {
        reader.push(head, &mut each)?;
        reader.finish(&mut each)?;
    } else {
        reader.settle(head, false, &mut each)?;
    }
    let delimiters = [
        Delimiter::Comma,
        Delimiter::Semicolon,
        Delimiter::Tab,
        Delimiter::Bar,
    ];
    Ok(Preview {
        encoding: layout.encoding,
        delimiter: delimiters
            .into_iter()
            .find(|delimiter| u8::from(*delimiter) == layout.delimiter),
        has_header: layout.has_heading,
        header_line: layout.has_heading.then_some(layout.after_line),
        looks_broken: layout.looks_broken,
        columns: layout
            .headings
            .into_iter()
            .zip(layout.rows.columns)
            .map(|(heading, column)| PreviewColumn {
                heading,
                role: column.role,
            })
            .collect(),
        rows,
    })
}
