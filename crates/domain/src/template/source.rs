//! From what a person typed to what the template engine compiles: the short form `{Name}` becomes `{{ name }}`, and what a
//! message never needs is refused.

use super::TemplateError;

/// Statements a message may use.
const STATEMENTS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];
/// Words of the expression language, which no variable can be called in the short form.
pub(super) const RESERVED: [&str; 10] = [
    "and", "else", "false", "if", "in", "is", "none", "not", "or", "true",
];
/// Longest word shown of a statement that is refused, characters.
const MAX_WORD: usize = 64;

/// The text for the engine, and the way back to where the person typed it.
#[derive(Debug)]
pub(super) struct Converted {
    pub(super) text: String,
    /// Pairs of where a stretch begins in `text` and in the original.
    stretches: Vec<(usize, usize)>,
}

impl Converted {
    /// The place in the original, in bytes, for a place in the converted text.
    pub(super) fn original(&self, offset: usize) -> usize {
        let stretch = self.stretches.iter().rev().find(|(new, _)| *new <= offset);
        stretch.map_or(offset, |(new, old)| old + (offset - new))
    }
}

/// Line and column, both from 1, of a byte offset; columns count characters.
pub(super) fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// Converts the short form and refuses statements and operators that a message never needs.
///
/// Only `if` and `for` remain: with `set`, `with`, `filter` and the like, or with `*`, a few lines could build a text that
/// fills the memory before the engine's fuel runs out. So nothing in a template can grow beyond what is written in it and what
/// the contact holds.
pub(super) fn convert(source: &str) -> Result<Converted, TemplateError> {
    refuse_statements(source)?;
    let mut text = String::with_capacity(source.len() + 16);
    let mut stretches = vec![(0, 0)];
    let mut rest = source;
    while let Some(open) = rest.find('{') {
        let (literal, from) = rest.split_at(open);
        text.push_str(literal);
        let at = source.len() - from.len();
        let length = if let Some(close) = engine_part(from) {
            let (inside, length) = block(from, close);
            if let Some(star) = inside {
                let (line, column) = place(source, at + star);
                return Err(TemplateError::NotOffered {
                    what: "*".to_owned(),
                    line,
                    column,
                });
            }
            text.push_str(from.get(..length).unwrap_or_default());
            length
        } else if let Some((name, length)) = short_form(from) {
            if RESERVED.contains(&name.as_str()) {
                let (line, column) = place(source, at);
                return Err(TemplateError::Placeholder {
                    typed: from.get(..length).unwrap_or_default().to_owned(),
                    line,
                    column,
                });
            }
            stretches.push((text.len(), at));
            text.push_str("{{ ");
            text.push_str(&name);
            text.push_str(" }}");
            stretches.push((text.len(), at + length));
            length
        } else {
            text.push('{');
            1
        };
        rest = from.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    Ok(Converted { text, stretches })
}

/// Any `{%` in the text, even where it would be harmless: what is not there in the text cannot be a statement.
fn refuse_statements(source: &str) -> Result<(), TemplateError> {
    for (at, _) in source.match_indices("{%") {
        let after = source.get(at + 2..).unwrap_or_default();
        let after = after.trim_start_matches(['-', '+']).trim_start();
        let word: String = after
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .take(MAX_WORD)
            .collect();
        if !STATEMENTS.contains(&word.as_str()) {
            let (line, column) = place(source, at);
            return Err(TemplateError::NotOffered {
                what: format!("{{% {word} %}}"),
                line,
                column,
            });
        }
    }
    Ok(())
}

/// How the part that begins here ends, if it is one of the engine's.
fn engine_part(from: &str) -> Option<&'static str> {
    match from.get(..2)? {
        "{{" => Some("}}"),
        "{%" => Some("%}"),
        "{#" => Some("#}"),
        _ => None,
    }
}

/// The length of an engine's part, quotes respected, and where it multiplies. To the end when it is not closed: the engine
/// will say so with its line.
fn block(from: &str, close: &str) -> (Option<usize>, usize) {
    if close == "#}" {
        let length = from.find(close).map_or(from.len(), |end| end + 2);
        return (None, length);
    }
    let mut quote = None;
    let mut escaped = false;
    let mut star = None;
    for (at, character) in from.char_indices().skip(2) {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if character == '\\' => escaped = true,
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'') => quote = Some(character),
            None if character == '*' => star = star.or(Some(at)),
            None if from.get(at..).is_some_and(|rest| rest.starts_with(close)) => {
                return (star, at + close.len());
            }
            None => {}
        }
    }
    (star, from.len())
}

/// Where the engine's parts stand, from and to: nothing in them is text of the message.
pub(super) fn engine_parts(source: &str) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(open) = source.get(at..).and_then(|rest| rest.find('{')) {
        at += open;
        let from = source.get(at..).unwrap_or_default();
        let length = match engine_part(from) {
            Some(close) => block(from, close).1,
            None => 1,
        };
        if length > 1 {
            parts.push((at, at + length));
        }
        at += length;
    }
    parts
}

/// `{Name}`, `{nama depan}` or any other heading: the variable's name, as the import names a column with that heading, and the length of the
/// form. None for braces without a letter, or around lines or what begins with a quotation mark: those are of JSON, of prices, of drawings.
fn short_form(from: &str) -> Option<(String, usize)> {
    let inside = from.strip_prefix('{')?;
    let typed = inside.get(..inside.find(['}', '{', '\n', '\r'])?)?;
    let closed = inside.get(typed.len()..)?.starts_with('}');
    let is_heading =
        typed.chars().any(char::is_alphabetic) && !typed.trim().starts_with(['"', '\'']);
    let name = super::key_name(typed);
    (closed && is_heading && !name.is_empty()).then(|| (name, typed.len() + 2))
}
