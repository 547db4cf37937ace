//! The text of a connection string: a URL or `key=value` pairs, as libpq and tokio-postgres read them.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// A connection string without the words that tokio-postgres does not know all of.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) rest: String,
    pub(super) mode: Option<String>,
    pub(super) roots: Option<String>,
}

/// `None`: it is no connection string.
pub(super) fn split(text: &str) -> Option<Parts> {
    let read = read(text)?;
    // As in libpq the last one counts, and an empty one is none.
    let last = |key| {
        let mut of_key = read.parameters.iter().filter(|one| one.key == key);
        let found = of_key.next_back()?;
        (!found.value.is_empty()).then(|| found.value.clone())
    };
    let kept: Vec<&str> = read
        .parameters
        .iter()
        .filter(|one| !matches!(one.key.as_str(), "sslmode" | "sslrootcert"))
        .map(|one| one.written)
        .collect();
    let rest = if read.is_url && kept.is_empty() {
        read.head.to_owned()
    } else if read.is_url {
        format!("{}?{}", read.head, kept.join("&"))
    } else {
        kept.join(" ")
    };
    Some(Parts {
        rest,
        mode: last("sslmode"),
        roots: last("sslrootcert"),
    })
}

/// Whether the connection string sets this parameter.
#[must_use]
pub fn sets(text: &str, key: &str) -> bool {
    read(text).is_some_and(|read| read.parameters.iter().any(|one| one.key == key))
}

/// The connection string with one parameter more.
#[must_use]
pub fn with(text: &str, key: &str, value: &str) -> String {
    match read(text) {
        Some(read) if !read.is_url => {
            let value = value.replace('\\', r"\\").replace('\'', r"\'");
            format!("{} {key}='{value}'", text.trim_end())
        }
        read => {
            let value = utf8_percent_encode(value, NON_ALPHANUMERIC);
            let joint = match read {
                Some(read) if !read.parameters.is_empty() => '&',
                _ => '?',
            };
            format!("{}{joint}{key}={value}", text.trim_end_matches(['?', '&']))
        }
    }
}

struct Read<'a> {
    is_url: bool,
    /// Of a URL, what stands before its parameters.
    head: &'a str,
    parameters: Vec<Parameter<'a>>,
}

struct Parameter<'a> {
    key: String,
    value: String,
    written: &'a str,
}

fn read(text: &str) -> Option<Read<'_>> {
    let is_url = text.starts_with("postgres://") || text.starts_with("postgresql://");
    let (head, parameters) = if is_url {
        url(text)?
    } else {
        ("", pairs(text)?)
    };
    Some(Read {
        is_url,
        head,
        parameters,
    })
}

fn url(text: &str) -> Option<(&str, Vec<Parameter<'_>>)> {
    // A password may hold a question mark.
    let after_login = text.find('@').map_or(0, |at| at + 1);
    let Some(query) = text.get(after_login..)?.find('?') else {
        return Some((text, Vec::new()));
    };
    let (head, query) = text.split_at(after_login + query);
    let decoded = |text| Some(percent_decode_str(text).decode_utf8().ok()?.into_owned());
    let parameters = query
        .get(1..)?
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|written| {
            let (key, value) = written.split_once('=')?;
            Some(Parameter {
                key: decoded(key)?,
                value: decoded(value)?,
                written,
            })
        });
    Some((head, parameters.collect::<Option<_>>()?))
}

/// `key = value` with blanks between, values in single quotes where they hold some, `\` before a character that means itself.
fn pairs(text: &str) -> Option<Vec<Parameter<'_>>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=')?;
        let (value, after) = value(after.trim_start())?;
        found.push(Parameter {
            key: key.trim_end().to_owned(),
            value,
            written: rest.get(..rest.len() - after.len())?,
        });
        rest = after.trim_start();
    }
    Some(found)
}

/// The value that the text begins with, and what comes after it.
fn value(text: &str) -> Option<(String, &str)> {
    let (quoted, inner) = match text.strip_prefix('\'') {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let mut value = String::new();
    let mut characters = inner.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => value.push(characters.next()?.1),
            '\'' if quoted => return Some((value, inner.get(at + 1..)?)),
            blank if !quoted && blank.is_whitespace() => return Some((value, inner.get(at..)?)),
            other => value.push(other),
        }
    }
    (!quoted).then_some((value, ""))
}
