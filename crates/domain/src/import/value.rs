//! What a cell says: nothing, an error word of a program, or a value.

use crate::unseen;

/// Whole cells that programs write where there is no value.
const NOTHING: &[&str] = &[
    "-",
    "--",
    "---",
    "–",
    "—",
    ".",
    "..",
    "...",
    "…",
    "?",
    "null",
    "(null)",
    "<null>",
    "[null]",
    "\\n",
    "undefined",
    "nan",
    "n/a",
    "#n/a",
    "#n/d",
    "#nv",
    "#n/v",
    "(blank)",
    "(empty)",
    "(kosong)",
];

/// The value without spaces and unseen characters around it, and without the apostrophe that an export puts before a formula.
/// None where the cell holds nothing that a person would say: `-`, `NULL`, `#REF!`.
pub(super) fn value(cell: &str) -> Option<&str> {
    let text = unseen::trimmed(cell);
    let text = match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => text,
    };
    (!unseen::is_blank(text) && !is_nothing(text)).then_some(text)
}

/// A value that can be somebody's name: it holds a letter, or more than zeros.
pub(super) fn is_name(value: &str) -> bool {
    value
        .chars()
        .any(|c| !matches!(c, '0' | '.' | ',' | ' ' | '-'))
}

fn is_nothing(text: &str) -> bool {
    // `Err:502` of LibreOffice, `#DIV/0!`, `#¡REF!`, `#¿NOMBRE?`, `#WERT!` of Excel in its languages.
    let is_error = |text: &str| {
        text.strip_prefix("Err:")
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
            || text
                .strip_prefix('#')
                .and_then(|rest| rest.strip_suffix(['!', '?']))
                .is_some_and(|word| {
                    !word.is_empty()
                        && word
                            .chars()
                            .all(|c| c.is_uppercase() || matches!(c, '/' | '0' | '_' | '¡' | '¿'))
                })
    };
    text.len() <= 20
        && (NOTHING.iter().any(|word| text.eq_ignore_ascii_case(word)) || is_error(text))
}

/// The first e-mail address in a cell: address books join several with `:::`, `;`, `,` or a space.
pub(super) fn email(value: &str) -> Option<&str> {
    value
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'))
        .map(|part| part.trim_matches(|c| matches!(c, '<' | '>' | '"' | '\'' | '.' | ':')))
        .map(|part| part.strip_prefix("mailto:").unwrap_or(part))
        .find(|part| is_email(part))
}

/// Longest e-mail address, bytes (RFC 5321).
const MAX_EMAIL: usize = 254;

/// One `@` with something on both sides, a dot after it, no spaces: what can be said without sending an e-mail.
fn is_email(text: &str) -> bool {
    text.len() <= MAX_EMAIL
        && text.rsplit_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && !local.contains('@')
                && domain.contains('.')
                && domain.split('.').all(|label| !label.is_empty())
        })
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_programs_are_no_values() {
        for nothing in [
            "",
            " ",
            "\u{200B}",
            "#N/A",
            "#REF!",
            "#VALUE!",
            "#NAME?",
            "#DIV/0!",
            "#¡REF!",
            "#¿NOMBRE?",
            "#WERT!",
            "#NV",
            "Err:502",
            "NULL",
            "null",
            "undefined",
            "N/A",
            "nan",
            "NaN",
            "-",
            " - ",
            ".",
            "\u{FEFF}-\u{200B}",
            "\\N",
        ] {
            assert_eq!(value(nothing), None, "{nothing:?}");
        }
        for (cell, text) in [
            (" Budi ", "Budi"),
            ("Null Pratama", "Null Pratama"),
            ("Nan Sitorus", "Nan Sitorus"),
            ("#1", "#1"),
            ("#promo!", "#promo!"),
            ("0", "0"),
            ("'-Rini-", "-Rini-"),
            ("'=1+1", "=1+1"),
            ("'Aisyah", "'Aisyah"),
            ("👩\u{200D}👧", "👩\u{200D}👧"),
        ] {
            assert_eq!(value(cell), Some(text), "{cell:?}");
        }
        assert!(!is_name("0") && !is_name("0.00") && is_name("7") && is_name("Budi"));
    }

    #[test]
    fn the_first_address_of_several() {
        for (cell, address) in [
            ("budi@example.com", Some("budi@example.com")),
            (
                "budi@example.com ::: budi2@example.com",
                Some("budi@example.com"),
            ),
            ("Budi <budi@example.com>", Some("budi@example.com")),
            ("mailto:budi@example.com", Some("budi@example.com")),
            ("rusak; budi@example.com", Some("budi@example.com")),
            ("budi@example", None),
            ("nobody", None),
            ("a@b@example.com", None),
        ] {
            assert_eq!(email(cell), address, "{cell}");
        }
    }
}
