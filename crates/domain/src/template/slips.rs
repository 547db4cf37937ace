//! Slips of the hand and of a phone's keyboard, told with what to type instead: `{name}}`, `{{ Nama Lengkap }}`, `{{ name | default(“Kak”) }}`.
//! The engine would say "unexpected character", or take a hyphen for a minus and fail for everybody.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    TemplateError,
    source::{RESERVED, place},
    variables::folded_name,
};

static BRACES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\{+[^{}]*\}+").ok());
/// A name, and names with what stands between the words of a heading.
static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^[\p{L}_][\p{L}\p{M}\p{N}_]*(?:[ .-]+[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)*$").ok()
});

/// Quotation marks that a phone's keyboard or a text program puts in the place of straight ones.
const DOUBLE: [char; 5] = ['\u{201C}', '\u{201D}', '\u{201E}', '\u{AB}', '\u{BB}'];
const SINGLE: [char; 2] = ['\u{2018}', '\u{2019}'];

/// Refuses the first one.
pub(super) fn refuse(source: &str) -> Result<(), TemplateError> {
    let Some(braces) = BRACES.as_ref() else {
        return Ok(());
    };
    let found = braces
        .find_iter(source)
        .find_map(|found| Some((found, instead_of(found.as_str())?)));
    let Some((found, instead)) = found else {
        return Ok(());
    };
    let (line, column) = place(source, found.start());
    Err(TemplateError::TypeInstead {
        typed: found.as_str().to_owned(),
        instead,
        line,
        column,
    })
}

/// What was meant; `None` where nothing is wrong, or it cannot be told.
fn instead_of(typed: &str) -> Option<String> {
    let inner = typed.trim_matches(['{', '}']);
    let opened = typed.len() - typed.trim_start_matches('{').len();
    let closed = typed.len() - typed.trim_end_matches('}').len();
    let name = inner.trim();
    let is_name = NAME.as_ref().is_some_and(|names| names.is_match(name));
    let words = || name.split([' ', '.', '-']).filter(|word| !word.is_empty());
    match (opened, closed) {
        (1, 1) => None,
        // Within straight quotes they are text.
        (2, 2) if !inner.contains(['"', '\'']) && inner.contains(DOUBLE) => {
            Some(typed.replace(DOUBLE, "\""))
        }
        (2, 2) if !inner.contains(['"', '\'']) && inner.contains(SINGLE) => {
            Some(typed.replace(SINGLE, "'"))
        }
        (2, 2) => {
            let is_heading =
                is_name && words().count() > 1 && !words().any(|word| RESERVED.contains(&word));
            is_heading.then(|| format!("{{{{ {} }}}}", folded_name(name)))
        }
        _ => is_name.then(|| format!("{{{name}}}")),
    }
}
