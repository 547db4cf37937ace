//! What kind of file this is, from its first 64 KiB: encoding, delimiter, heading, columns. Guesses that a person can overrule.

use std::sync::Arc;

use super::{
    ImportError, ImportSettings,
    columns::{self, ColumnRef, ColumnRole},
    encoding::Encoding,
    records::{Record, Records},
    row::{Column, RowMaker},
};
use crate::phone::Phone;

/// Delimiters that are guessed.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records looked at for guessing.
const SAMPLE: usize = 50;
/// Most columns of a file.
pub(super) const MAX_COLUMNS: usize = 60;

/// How a file is read from here on.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) encoding: Encoding,
    pub(super) delimiter: u8,
    /// Bytes before the first record: a byte order mark, counted in the file's own encoding.
    pub(super) mark: usize,
    /// Records before the first contact: Excel's `sep=` line, the heading.
    pub(super) skip: usize,
    /// The headings; made up where the file has none.
    pub(super) headings: Vec<String>,
    pub(super) has_heading: bool,
    pub(super) rows: RowMaker,
}

/// Looks at the beginning of a file. `whole` says that `head` is all of it.
pub(super) fn look(
    head: &[u8],
    whole: bool,
    settings: &ImportSettings,
) -> Result<Layout, ImportError> {
    refuse_other_formats(head)?;
    let (encoding, mark) = Encoding::detect(head);
    let body = head.get(mark..).unwrap_or_default();
    let text = match encoding.transcoder() {
        Some(mut transcoder) => transcoder.push(body, whole),
        None => body.to_vec(),
    };
    if text.contains(&0) {
        return Err(ImportError::Binary);
    }
    let (separator, text) = match separator_line(&text) {
        Some((separator, rest)) => (Some(separator), rest),
        None => (None, text.as_slice()),
    };
    let delimiter = settings
        .delimiter
        .map(u8::from)
        .or(separator)
        .unwrap_or_else(|| guess_delimiter(text, whole, encoding));
    let sample = sample(text, delimiter, whole, encoding);
    let first = sample.first().ok_or(ImportError::Empty)?;
    let width = sample.iter().map(Vec::len).max().unwrap_or_default();
    let is_phone = |value: &str| Phone::parse(value, settings.default_country).is_ok();
    let has_heading = settings
        .has_header
        .unwrap_or_else(|| looks_like_heading(first, &sample, &is_phone));
    let headings = if has_heading {
        first.clone()
    } else {
        (1..=width).map(|n| format!("Column {n}")).collect()
    };
    if headings.len() > MAX_COLUMNS {
        return Err(ImportError::TooManyColumns {
            seen: headings.len(),
        });
    }
    let values = sample.get(usize::from(has_heading)..).unwrap_or_default();
    let roles = match &settings.mapping {
        Some(mapping) => mapped(&headings, mapping)?,
        None => guessed(&headings, has_heading, values, &is_phone)?,
    };
    let phone = roles
        .iter()
        .position(|role| *role == ColumnRole::Phone)
        .ok_or_else(|| ImportError::NoPhoneColumn {
            headings: headings.clone(),
        })?;
    Ok(Layout {
        encoding,
        delimiter,
        mark,
        skip: usize::from(separator.is_some()) + usize::from(has_heading),
        has_heading,
        rows: RowMaker {
            country: settings.default_country,
            columns: with_keys(roles),
            phone,
        },
        headings,
    })
}

/// Files that people take for CSV. The beginning of a file says what it is.
fn refuse_other_formats(head: &[u8]) -> Result<(), ImportError> {
    match head {
        // Office files of today (zip) and of before 2007.
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(ImportError::Spreadsheet),
        [b'%', b'P', b'D', b'F', ..]
        | [0x1F, 0x8B, ..]
        | [0x89, b'P', b'N', b'G', ..]
        | [0xFF, 0xD8, 0xFF, ..] => Err(ImportError::Binary),
        _ => Ok(()),
    }
}

/// Excel's first line `sep=;`, which is no record.
fn separator_line(text: &[u8]) -> Option<(u8, &[u8])> {
    match text {
        [
            b's' | b'S',
            b'e' | b'E',
            b'p' | b'P',
            b'=',
            separator,
            rest @ ..,
        ] if matches!(rest.first(), None | Some(b'\r' | b'\n')) => Some((*separator, rest)),
        _ => None,
    }
}

/// The first whole records as text.
fn sample(text: &[u8], delimiter: u8, whole: bool, encoding: Encoding) -> Vec<Vec<String>> {
    let mut records = Records::new(delimiter);
    let mut sample: Vec<Vec<String>> = Vec::new();
    let mut each = |_, record: Record<'_>| {
        if let Record::Fields(fields) = record
            && sample.len() < SAMPLE
            && fields
                .bytes()
                .iter()
                .any(|byte| !byte.is_ascii_whitespace())
        {
            let encoding = encoding.refined(fields.bytes());
            let text = |field| match encoding.text(field) {
                Some(text) => text.trim().to_owned(),
                None => String::from_utf8_lossy(field).trim().to_owned(),
            };
            sample.push(fields.iter().map(text).collect());
        }
    };
    records.push(text, &mut each);
    if whole {
        records.finish(&mut each);
    }
    sample
}

/// The delimiter by which the records agree best on their number of fields; a comma where nothing speaks for any.
fn guess_delimiter(text: &[u8], whole: bool, encoding: Encoding) -> u8 {
    let score = |delimiter: u8| {
        let sample = sample(text, delimiter, whole, encoding);
        let Some(fields) = sample.first().map(Vec::len).filter(|fields| *fields > 1) else {
            return (0, 0);
        };
        let agreeing = sample
            .iter()
            .filter(|record| record.len() == fields)
            .count();
        (agreeing * 100 / sample.len(), fields)
    };
    DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|delimiter| score(*delimiter))
        .filter(|delimiter| score(*delimiter).0 > 0)
        .unwrap_or(b',')
}

/// A heading has words that Siar knows, or no phone number while later lines have some.
fn looks_like_heading(
    first: &[String],
    sample: &[Vec<String>],
    is_phone: &dyn Fn(&str) -> bool,
) -> bool {
    let has_phone = |record: &[String]| record.iter().any(|value| is_phone(value));
    if has_phone(first) {
        return false;
    }
    first.iter().any(|value| columns::is_known(value))
        || sample.iter().skip(1).any(|record| has_phone(record))
}

fn guessed(
    headings: &[String],
    has_heading: bool,
    values: &[Vec<String>],
    is_phone: &dyn Fn(&str) -> bool,
) -> Result<Vec<ColumnRole>, ImportError> {
    let share = |column: usize| {
        let filled = values
            .iter()
            .filter_map(|record| record.get(column))
            .filter(|value| !value.is_empty());
        let (mut all, mut phones) = (0_usize, 0_usize);
        for value in filled {
            all += 1;
            phones += usize::from(is_phone(value));
        }
        (phones * 100).checked_div(all).unwrap_or_default()
    };
    let by_name = (0..headings.len())
        .filter_map(|column| Some((column, columns::phone_rank(headings.get(column)?)?)))
        // Of several phone columns the one with numbers in it, then the likelier heading.
        .max_by_key(|(column, rank)| (share(*column), std::cmp::Reverse(*rank)))
        .filter(|_| has_heading)
        .map(|(column, _)| column);
    let by_values = || {
        (0..headings.len())
            .map(|column| (column, share(column)))
            .filter(|(_, share)| *share >= 50)
            .max_by_key(|(column, share)| (*share, std::cmp::Reverse(*column)))
            .map(|(column, _)| column)
    };
    let phone = by_name
        .or_else(by_values)
        .ok_or_else(|| ImportError::NoPhoneColumn {
            headings: headings.to_vec(),
        })?;
    let mut roles: Vec<ColumnRole> = Vec::with_capacity(headings.len());
    for (column, heading) in headings.iter().enumerate() {
        let role = columns::role_of(heading).filter(|role| has_heading && !roles.contains(role));
        roles.push(match role {
            _ if column == phone => ColumnRole::Phone,
            Some(role) => role,
            None => ColumnRole::Attribute(heading.clone()),
        });
    }
    Ok(roles)
}

fn mapped(
    headings: &[String],
    mapping: &columns::ColumnMapping,
) -> Result<Vec<ColumnRole>, ImportError> {
    let place = |wanted: &ColumnRef| {
        let found = match wanted {
            ColumnRef::Index(index) => Some(*index).filter(|index| *index < headings.len()),
            ColumnRef::Header(name) => {
                let exact = headings.iter().position(|heading| heading == name.trim());
                exact.or_else(|| {
                    let name = columns::folded(name);
                    headings.iter().position(|h| columns::folded(h) == name)
                })
            }
        };
        found.ok_or_else(|| ImportError::NoSuchColumn {
            wanted: match wanted {
                ColumnRef::Index(index) => format!("number {}", index + 1),
                ColumnRef::Header(name) => name.chars().take(100).collect(),
            },
            headings: headings.to_vec(),
        })
    };
    let mut roles: Vec<ColumnRole> = match &mapping.attributes {
        None => headings
            .iter()
            .map(|heading| ColumnRole::Attribute(heading.clone()))
            .collect(),
        Some(_) => vec![ColumnRole::Ignored; headings.len()],
    };
    let mut set = |wanted: &ColumnRef, role: ColumnRole| {
        let index = place(wanted)?;
        if let Some(place) = roles.get_mut(index) {
            *place = role;
        }
        Ok(())
    };
    for wanted in mapping.attributes.iter().flatten() {
        let heading = headings.get(place(wanted)?).cloned().unwrap_or_default();
        set(wanted, ColumnRole::Attribute(heading))?;
    }
    for (wanted, role) in [
        (&mapping.name, ColumnRole::Name),
        (&mapping.first_name, ColumnRole::FirstName),
        (&mapping.last_name, ColumnRole::LastName),
        (&mapping.email, ColumnRole::Email),
    ] {
        if let Some(wanted) = wanted {
            set(wanted, role)?;
        }
    }
    set(&mapping.phone, ColumnRole::Phone)?;
    Ok(roles)
}

/// Gives each attribute the key under which templates find it.
fn with_keys(roles: Vec<ColumnRole>) -> Vec<Column> {
    let mut taken: Vec<String> = Vec::new();
    roles
        .into_iter()
        .enumerate()
        .map(|(index, role)| {
            let heading = match &role {
                ColumnRole::FirstName => "first_name",
                ColumnRole::LastName => "last_name",
                ColumnRole::Attribute(heading) => heading,
                ColumnRole::Phone | ColumnRole::Name | ColumnRole::Email | ColumnRole::Ignored => {
                    return Column { role, key: None };
                }
            };
            let key = columns::key_of(heading, index, &taken);
            taken.push(key.clone());
            let role = match role {
                ColumnRole::Attribute(_) => ColumnRole::Attribute(key.clone()),
                other => other,
            };
            Column {
                role,
                key: Some(Arc::from(key)),
            }
        })
        .collect()
}
