//! Slips of the hand and of a phone's keyboard, told with what to type instead: `{name}}`, `{{ Nama Lengkap }}`, `{{ name | default(“Kak”) }}`,
//! and the habits of other tools: `${name}`, `{name|Kak}`. The engine would say "unexpected character", or take a hyphen for a minus and fail for everybody.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    TemplateError,
    source::{RESERVED, engine_parts, place},
    variables::folded_name,
};

static BRACES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\$?\{+[^{}]*\}+").ok());
/// A name, and names with what stands between the words of a heading.
static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^[\p{L}_][\p{L}\p{M}\p{N}_]*(?:(?:[ .-]+|/| \()[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*\)?)*$",
    )
    .ok()
});

/// What may stand behind a pipe as it is.
const FILTERS: [&str; 9] = [
    "upper",
    "lower",
    "title",
    "capitalize",
    "trim",
    "length",
    "int",
    "first_word",
    "default",
];
/// Words for money: `${total}` is a price in dollars.
const MONEY: [&str; 18] = [
    "price", "total", "amount", "cost", "fee", "due", "balance", "harga", "tagihan", "jumlah",
    "precio", "monto", "saldo", "importe", "preco", "valor", "usd", "discount",
];

/// Quotation marks that a phone's keyboard or a text program puts in the place of straight ones.
const DOUBLE: [char; 5] = ['\u{201C}', '\u{201D}', '\u{201E}', '\u{AB}', '\u{BB}'];
const SINGLE: [char; 2] = ['\u{2018}', '\u{2019}'];

/// Refuses the first one.
pub(super) fn refuse(source: &str) -> Result<(), TemplateError> {
    let Some(braces) = BRACES.as_ref() else {
        return Ok(());
    };
    let parts = engine_parts(source);
    // Within the engine's parts a single brace is text.
    let is_quoted = |at: usize| parts.iter().any(|(from, to)| (from + 1..*to).contains(&at));
    let found = braces.find_iter(source).find_map(|found| {
        let before = source.get(..found.start()).unwrap_or_default();
        let instead = match found.as_str().strip_prefix('$') {
            _ if is_quoted(found.start()) => None,
            Some(braces) => instead_of(braces).or_else(|| without_dollar(before, braces)),
            None => instead_of(found.as_str()),
        };
        Some((found, instead?))
    });
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
    let words = || {
        name.split([' ', '.', '-', '/', '(', ')'])
            .filter(|word| !word.is_empty())
    };
    match (opened, closed) {
        (1, 1) => piped(inner),
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

/// `${name}` is another tool's; `US${total}` and `${total}` are prices.
fn without_dollar(before: &str, braces: &str) -> Option<String> {
    let inner = braces.strip_prefix('{')?.strip_suffix('}')?;
    let is_name = !inner.starts_with('{') && inner.chars().any(char::is_alphabetic);
    let is_price = before.ends_with(char::is_alphanumeric)
        || folded_name(inner)
            .split('_')
            .any(|word| MONEY.contains(&word));
    (is_name && !is_price).then(|| braces.to_owned())
}

/// `{name|Kak}` and `{name | upper}` with two braces, as they are written here.
fn piped(inner: &str) -> Option<String> {
    let (name, behind) = inner.split_once('|')?;
    let (name, behind) = (folded_name(name), behind.trim());
    let is_text = inner.trim().starts_with(['"', '\'']) || inner.contains('\n');
    if is_text || behind.contains('|') || name.is_empty() || RESERVED.contains(&name.as_str()) {
        return None;
    }
    let filter = behind.split(['(', ':']).next().unwrap_or_default().trim();
    Some(if FILTERS.contains(&filter) {
        format!("{{{{ {name} | {behind} }}}}")
    } else {
        let words = behind.replace(['"', '\\'], "");
        format!("{{{{ {name} | default(\"{words}\") }}}}")
    })
}
