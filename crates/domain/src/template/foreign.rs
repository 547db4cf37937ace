//! Placeholders of other tools: `{{1}}` of Meta's template manager, `{1}`, `%name%`, `<<name>>`, `[nama]`, `*|FNAME|*`, `{Hai|Halo|Hi}`. They
//! are no variables here, and would be sent to everybody as they are typed (`{{1}}` as "1").
//!
//! A text that is refused though it was meant is worse than a mark that is missed: a heading such as `[PROMO]`, a footnote `[1]`, `100%`, and
//! whatever stands in an address pass. Words that can only be somebody's value (`[nama]`, `%kota%`) never do.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{
    TemplateError, folded_name,
    source::{engine_parts, place},
};

/// Numbered ones, also those that the engine would compute, and a choice of words.
static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r"\{\{-?\s*[0-9]+\s*(\|[^{}]*)?-?\}\}|\{\s*[0-9]+\s*\}";
    Regex::new(pattern).ok()
});
/// A word between the marks of another tool.
static MARKED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let word = r"[\p{L}_][\p{L}\p{M}\p{N}_]*(?:[ -][\p{L}\p{M}\p{N}_]+){0,2}";
    let pattern = format!(
        r"(?P<choice>\{{[^{{}}\n|]*\|[^{{}}\n|]*\|[^{{}}\n]*\}})|(?P<mailchimp>\*\|\w+\|\*)|(?P<percent>%{word}%)|<<\s*(?P<double>{word})\s*>>|<(?P<single>{word})>|\[\[\s*(?P<brackets>{word})\s*\]\]|\[\s*(?P<bracket>{word})\s*\]"
    );
    Regex::new(&pattern).ok()
});

/// What people keep of their customers, as [`folded_name`]: between marks these are nothing else.
const VALUES: [&str; 44] = [
    "nama",
    "name",
    "nama_lengkap",
    "nama_depan",
    "nama_belakang",
    "nama_pelanggan",
    "nama_customer",
    "first_name",
    "firstname",
    "last_name",
    "lastname",
    "full_name",
    "fullname",
    "customer",
    "customer_name",
    "pelanggan",
    "phone",
    "nomor",
    "no_hp",
    "no_wa",
    "telepon",
    "kota",
    "city",
    "alamat",
    "address",
    "email",
    "tanggal",
    "date",
    "harga",
    "price",
    "total",
    "amount",
    "tagihan",
    "invoice",
    "no_invoice",
    "no_order",
    "order_id",
    "kode",
    "company",
    "perusahaan",
    "produk",
    "product",
    "nombre",
    "nome",
];
/// Between brackets in the middle of a line, words that are no value.
const PROSE: [&str; 6] = ["sic", "edit", "ok", "klik", "baru", "new"];

/// Refuses the first one.
pub(super) fn refuse(source: &str) -> Result<(), TemplateError> {
    let numbered = NUMBERED.as_ref().and_then(|numbered| numbered.find(source));
    let parts = engine_parts(source);
    let in_text = |at: usize| !parts.iter().any(|(from, to)| (*from..*to).contains(&at));
    let marked = MARKED.as_ref().and_then(|marked| {
        marked.captures_iter(source).find_map(|found| {
            let all = found.get(0)?;
            (in_text(all.start()) && is_foreign(source, &found)?).then_some(all)
        })
    });
    let Some(found) = [numbered, marked]
        .into_iter()
        .flatten()
        .min_by_key(regex::Match::start)
    else {
        return Ok(());
    };
    let (line, column) = place(source, found.start());
    Err(TemplateError::Placeholder {
        typed: found.as_str().to_owned(),
        line,
        column,
    })
}

/// Whether what stands between marks is a placeholder; none where the match has no place.
fn is_foreign(source: &str, found: &Captures<'_>) -> Option<bool> {
    let all = found.get(0)?;
    let before = source.get(..all.start())?;
    let after = source.get(all.end()..)?;
    let is_value = |word: &str| VALUES.contains(&folded_name(word).as_str());
    if let Some(choice) = found.name("choice") {
        // Without a letter it is a drawing.
        return Some(choice.as_str().chars().any(char::is_alphabetic));
    }
    if found.name("mailchimp").is_some() {
        return Some(true);
    }
    if let Some(percent) = found.name("percent") {
        let word = percent.as_str().trim_matches('%');
        let stands_apart = !before.ends_with(|c: char| c.is_alphanumeric() || c == '%')
            && !after.starts_with(char::is_alphanumeric);
        let is_foreign = is_value(word)
            || (stands_apart && !word.contains([' ', '-']) && word.len() > 1 && !is_escape(word));
        return Some(is_foreign && !in_address(before, after));
    }
    if let Some(word) = found.name("double") {
        let word = word.as_str();
        let is_drawn = before.ends_with('<') || after.starts_with('>');
        return Some(
            !is_drawn && (is_value(word) || (!word.contains([' ', '-']) && !is_shouted(word))),
        );
    }
    if let Some(word) = found.name("single") {
        return Some(is_value(word.as_str()) && !is_tag(word.as_str()));
    }
    if let Some(word) = found.name("brackets") {
        return Some(!word.as_str().contains(' ') || is_value(word.as_str()));
    }
    let word = found.name("bracket")?.as_str();
    // `[panduan](https://…)` is a link, `a[i]` a place in a list.
    let is_other = after.starts_with(['(', '['])
        || before.ends_with(|c: char| c.is_alphanumeric() || c == '[');
    let begins_line = before
        .rsplit('\n')
        .next()
        .is_none_or(|line| !line.contains(char::is_alphanumeric));
    let is_word = !word.contains([' ', '-']) && word.chars().count() > 2;
    let is_named =
        word.contains('_') || (!begins_line && is_word && is_small(word) && !PROSE.contains(&word));
    Some(!is_other && (is_value(word) || is_named))
}

/// Two characters of an escaped address.
fn is_escape(word: &str) -> bool {
    word.get(..2)
        .is_some_and(|two| two.bytes().all(|byte| byte.is_ascii_hexdigit()))
        && word.len() == 2
}

/// Whether the text around a place is an address.
fn in_address(before: &str, after: &str) -> bool {
    let start = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let end = after.split(char::is_whitespace).next().unwrap_or_default();
    let token = || [start, end].into_iter();
    token().any(|part| part.contains("://") || part.contains('='))
        || start.starts_with("www.")
        || (start.contains('.') && start.contains('/'))
}

/// Capitals only, as in a banner.
fn is_shouted(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// Small letters only, as the name of a value is typed.
fn is_small(word: &str) -> bool {
    word.chars().any(char::is_lowercase) && !word.chars().any(char::is_uppercase)
}

/// A tag of a web page.
fn is_tag(word: &str) -> bool {
    matches!(word, "address")
}
