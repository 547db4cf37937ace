//! What kind of file this is, from its first 64 KiB: encoding, delimiter, heading, columns. Guesses that a person can overrule.

use std::sync::Arc;

use super::{
    ImportError, ImportSettings, broken,
    columns::{self, ColumnRef, ColumnRole},
    encoding::Encoding,
    own_files::{OwnFile, REJECTED_VALUE},
    records::{Record, Records},
    row::{Column, RowMaker},
};
use crate::phone::{Country, Phone, PhoneError};

/// Delimiters that are guessed.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records looked at for guessing.
const SAMPLE: usize = 50;
/// Most columns of a file: Outlook writes 92, Google more for people with several addresses.
pub(super) const MAX_COLUMNS: usize = 250;
/// Records among which the headings are looked for: titles and dates stand above them.
const TITLES: usize = 10;

/// How a file is read from here on.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) encoding: Encoding,
    pub(super) delimiter: u8,
    /// Bytes before the first record: a byte order mark, counted in the file's own encoding.
    pub(super) mark: usize,
    /// The line after which contacts begin: that of the headings, or of Excel's `sep=`. 0 where the first line is a contact's.
    pub(super) after_line: u64,
    /// Lines up to there that hold neither headings nor `sep=`: titles.
    pub(super) titles: u64,
    /// The headings; made up where the file has none.
    pub(super) headings: Vec<String>,
    pub(super) has_heading: bool,
    /// Some values look as if the file was read in a wrong encoding.
    pub(super) looks_broken: bool,
    pub(super) rows: RowMaker,
}

/// Looks at the beginning of a file. `whole` says that `head` is all of it.
pub(super) fn look(
    head: &[u8],
    whole: bool,
    settings: &ImportSettings,
) -> Result<Layout, ImportError> {
    refuse_other_formats(head)?;
    let (encoding, mark) = Encoding::detect(head, settings.encoding, settings.default_country);
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
    let country = settings.default_country;
    let read = |delimiter: u8| sample(text, delimiter, whole, encoding, country);
    let delimiter = settings
        .delimiter
        .map(u8::from)
        .or(separator)
        .unwrap_or_else(|| guess_delimiter(&read));
    let sample = read(delimiter);
    if sample.is_empty() {
        return Err(ImportError::Empty);
    }
    let width = sample
        .iter()
        .map(|record| record.values.len())
        .max()
        .unwrap_or_default();
    let is_phone = |value: &str| Phone::parse(value, country).is_ok();
    let heading = heading_at(&sample, settings.has_header, &is_phone);
    let found = heading.and_then(|index| sample.get(index));
    let headings = match found {
        Some(record) => record.values.clone(),
        None => (1..=width).map(|n| format!("Column {n}")).collect(),
    };
    if headings.len() > MAX_COLUMNS {
        return Err(ImportError::TooManyColumns {
            seen: headings.len(),
        });
    }
    let values = sample
        .get(heading.map_or(0, |index| index + 1)..)
        .unwrap_or_default();
    let own = found.and_then(|_| OwnFile::of(&headings));
    let roles = match &settings.mapping {
        Some(mapping) => mapped(&headings, mapping)?,
        None => guessed(&headings, found.is_some(), own, values, country)?,
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
        after_line: found.map_or_else(|| u64::from(separator.is_some()), |record| record.line),
        titles: heading.map_or(0, |index| index as u64),
        has_heading: found.is_some(),
        looks_broken: values
            .iter()
            .flat_map(|record| &record.values)
            .any(|value| broken::looks_broken(value)),
        rows: RowMaker {
            country,
            mended: (own == Some(OwnFile::Rejects) && settings.mapping.is_none())
                .then_some(REJECTED_VALUE),
            other_phones: other_phones(&headings, &roles, found.is_some()),
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
        _ if head
            .get(..11)
            .is_some_and(|start| start.eq_ignore_ascii_case(b"BEGIN:VCARD")) =>
        {
            Err(ImportError::VCard)
        }
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

/// A record that is looked at for guessing.
struct Sampled {
    line: u64,
    values: Vec<String>,
}

/// The first whole records that hold something, as text.
fn sample(
    text: &[u8],
    delimiter: u8,
    whole: bool,
    encoding: Encoding,
    country: Country,
) -> Vec<Sampled> {
    let mut records = Records::new(delimiter);
    let mut sample: Vec<Sampled> = Vec::new();
    let mut each = |line, record: Record<'_>| {
        if let Record::Fields(fields) = record
            && sample.len() < SAMPLE
            && fields
                .bytes()
                .iter()
                .any(|byte| !byte.is_ascii_whitespace())
        {
            let encoding = encoding.refined(fields.bytes(), country);
            let text = |field| match encoding.text(field) {
                Some(text) => text.trim().to_owned(),
                None => String::from_utf8_lossy(field).trim().to_owned(),
            };
            sample.push(Sampled {
                line,
                values: fields.iter().map(text).collect(),
            });
        }
    };
    records.push(text, &mut each);
    if whole {
        records.finish(&mut each);
    }
    sample
}

/// The delimiter by which the records agree best on their number of fields; a comma where nothing speaks for any.
fn guess_delimiter(read: &dyn Fn(u8) -> Vec<Sampled>) -> u8 {
    let score = |delimiter: u8| {
        let sample = read(delimiter);
        let widths = || {
            sample
                .iter()
                .map(|record| record.values.len())
                .filter(|width| *width > 1)
        };
        let agreeing = |width: usize| widths().filter(|other| *other == width).count();
        // Titles of one cell may stand above: the width that most records have counts, not that of the first.
        let Some(width) = widths().max_by_key(|width| (agreeing(*width), *width)) else {
            return (0, 0);
        };
        (agreeing(width) * 100 / sample.len(), width)
    };
    DELIMITERS
        .into_iter()
        .rev()
        .map(|delimiter| (score(delimiter), delimiter))
        .max_by_key(|(score, _)| *score)
        .filter(|(score, _)| score.0 > 0)
        .map_or(b',', |(_, delimiter)| delimiter)
}

/// Which record holds the headings: the first that has words which Siar knows, below titles and dates; or the first of all
/// where it has no phone number and later ones have.
fn heading_at(
    sample: &[Sampled],
    said: Option<bool>,
    is_phone: &dyn Fn(&str) -> bool,
) -> Option<usize> {
    if said == Some(false) {
        return None;
    }
    let has_phone = |record: &Sampled| record.values.iter().any(|value| is_phone(value));
    let is_one_column = sample.iter().all(|record| record.values.len() == 1);
    let knows = |record: &Sampled| {
        let count =
            |is: &dyn Fn(&str) -> bool| record.values.iter().filter(|value| is(value)).count();
        let filled = count(&|value| !value.is_empty());
        // A title is one cell, also when it says "phone".
        (filled > 1 || is_one_column)
            && (count(&columns::is_known) > 1
                || count(&|value| columns::phone_rank(value).is_some()) > 0)
    };
    let above = sample
        .iter()
        .take(TITLES)
        .take_while(|record| !has_phone(record));
    let known = above
        .enumerate()
        .find(|(_, record)| knows(record))
        .map(|(index, _)| index);
    let first = sample.first()?;
    let is_first = || {
        said == Some(true)
            || (!has_phone(first)
                && (first.values.iter().any(|value| columns::is_known(value))
                    || sample.iter().skip(1).any(has_phone)))
    };
    known.or_else(|| is_first().then_some(0))
}

/// Of 100 values in a column, how many are phone numbers, and how many of mobiles.
fn shares(column: usize, values: &[Sampled], country: Country) -> (usize, usize) {
    let (mut all, mut phones, mut mobiles) = (0_usize, 0_usize, 0_usize);
    let filled = values
        .iter()
        .filter_map(|record| record.values.get(column))
        .filter(|value| !value.is_empty());
    for value in filled {
        all += 1;
        match Phone::parse(value, country) {
            Ok(phone) => {
                phones += 1;
                mobiles += usize::from(phone.is_mobile());
            }
            // Too many of them, but numbers.
            Err(PhoneError::Several | PhoneError::Shortened | PhoneError::Decimals) => phones += 1,
            Err(_) => {}
        }
    }
    let share = |count: usize| (count * 100).checked_div(all).unwrap_or_default();
    (share(phones), share(mobiles))
}

/// Values and heading decide together: a heading whose column holds no number does not win against numbers elsewhere, and codes that have the
/// digits of numbers do not win where their heading says what they are.
fn guess_phone(
    headings: &[String],
    has_heading: bool,
    from: usize,
    values: &[Sampled],
    country: Country,
) -> Option<usize> {
    let shares: Vec<_> = (0..headings.len())
        .map(|column| shares(column, values, country))
        .collect();
    let share = |column: usize| shares.get(column).copied().unwrap_or_default();
    let named = headings
        .iter()
        .enumerate()
        .filter(|(column, _)| has_heading && *column >= from)
        .filter_map(|(column, heading)| Some((column, columns::phone_rank(heading)?)))
        // Of several phone columns the one with numbers in it, then the likelier heading.
        .max_by_key(|(column, rank)| (share(*column).0, std::cmp::Reverse(*rank)))
        .map(|(column, _)| column);
    if named.is_some_and(|column| share(column).0 >= 30) {
        return named;
    }
    let by_values = (from..headings.len())
        .filter(|column| share(*column).0 >= 50)
        .filter(|column| {
            let heading = headings.get(*column).filter(|_| has_heading);
            !heading.is_some_and(|heading| columns::is_of_something_else(heading))
        })
        .max_by_key(|column| {
            (
                share(*column).1,
                share(*column).0,
                std::cmp::Reverse(*column),
            )
        });
    by_values.or(named)
}

fn guessed(
    headings: &[String],
    has_heading: bool,
    own: Option<OwnFile>,
    values: &[Sampled],
    country: Country,
) -> Result<Vec<ColumnRole>, ImportError> {
    let from = own.map_or(0, OwnFile::first_of_people);
    let phone = guess_phone(headings, has_heading, from, values, country)
        .or_else(|| (own == Some(OwnFile::Rejects)).then_some(REJECTED_VALUE))
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
    // `Kontak, No. HP`: where nothing else is the name, the column that people are called by is.
    let has_name = roles
        .iter()
        .any(|role| matches!(role, ColumnRole::Name | ColumnRole::FirstName));
    let called = headings
        .iter()
        .position(|heading| columns::names_people(heading));
    if let Some(role) = called
        .filter(|column| !has_name && *column != phone)
        .and_then(|column| roles.get_mut(column))
    {
        *role = ColumnRole::Name;
    }
    if let Some(own) = own {
        own.leave_out(&mut roles);
    }
    Ok(roles)
}

/// Columns with a heading of a phone column that are not the phone column, the likeliest first.
fn other_phones(headings: &[String], roles: &[ColumnRole], has_heading: bool) -> Vec<usize> {
    let mut others: Vec<(usize, usize)> = headings
        .iter()
        .zip(roles)
        .enumerate()
        .filter(|(_, (_, role))| has_heading && matches!(role, ColumnRole::Attribute(_)))
        .filter_map(|(column, (heading, _))| Some((columns::phone_rank(heading)?, column)))
        .collect();
    others.sort_unstable();
    others.into_iter().map(|(_, column)| column).collect()
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
                ColumnRole::Email => "email",
                ColumnRole::Attribute(heading) => heading,
                ColumnRole::Phone | ColumnRole::Name | ColumnRole::Ignored => {
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
