//! Message templates (TPL-1): `{{ name | default("Kak") }}`, the short form `{Name}`, and nothing that could hurt.
//!
//! A template comes from a tenant, so it is a program from a stranger. It is compiled once and rendered for each recipient
//! with bounds on everything: the source's length, the engine's work (fuel), nesting, the text that comes out. It reaches
//! nothing but the contact's own values.
//!
//! **Length** is counted in UTF-16 units, as WhatsApp Web itself counts a string's length: most characters are one, most emoji
//! two. That is never less than the number of characters, so what Siar accepts is within the limit whichever way one counts.
//!
//! WhatsApp's own formatting (`*bold*`, `_italic_`, `~strike~`, ```` ```monospace``` ````) is plain text here and passes unchanged.

mod foreign;
mod slips;
mod source;
mod variables;

pub use variables::{OWN_FIELDS, Variables, needed};
pub(crate) use variables::{folded_name, key_name};

use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value, syntax::SyntaxConfig};
use serde::Serialize;
use std::{collections::BTreeSet, io, sync::Arc};

use source::{Converted, convert, place};
use variables::Lookup;

/// Longest message, in UTF-16 units.
pub const MAX_UNITS: usize = 4096;
/// Longest source, bytes. Longer than a message: conditions are written but not sent.
pub const MAX_SOURCE_BYTES: usize = 16 * 1024;
/// Most bytes that [`MAX_UNITS`] units can take in UTF-8.
const MAX_OUTPUT_BYTES: usize = MAX_UNITS * 3;
/// Steps of the engine for one message. An ordinary message takes a few dozen.
const FUEL: u64 = 20_000;
/// Deepest nesting.
const RECURSION: usize = 50;
const NAME: &str = "message";

/// A compiled template. Cheap to render, and to clone.
#[derive(Debug, Clone)]
pub struct Template {
    engine: Arc<Environment<'static>>,
    source: Arc<(String, Converted)>,
    variables: Arc<[String]>,
}

/// Why a template cannot be used, or a message not be made of it. The sentences are for the person who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum TemplateError {
    /// There is no text, or none comes out.
    #[error("the message is empty")]
    Empty,
    /// The message that comes out is longer than [`MAX_UNITS`].
    #[error("the message is longer than {MAX_UNITS} characters")]
    TooLong,
    /// The source is longer than [`MAX_SOURCE_BYTES`].
    #[error("the template is longer than {MAX_SOURCE_BYTES} bytes")]
    SourceTooLong,
    /// A NUL character, in the template or in a value.
    #[error("the message holds a NUL character")]
    Nul,
    /// Not well formed.
    #[error("line {line}, column {column}: {detail}")]
    Syntax {
        /// What is wrong.
        detail: String,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
    },
    /// A placeholder of another tool, which would be sent as it is typed.
    #[error(
        "line {line}, column {column}: {typed} is no variable: write its name, as in {{{{ name }}}}"
    )]
    Placeholder {
        /// What was typed.
        typed: String,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
    },
    /// Something was mistyped that can only mean one thing.
    #[error("line {line}, column {column}: {typed} is not understood: write {instead}")]
    TypeInstead {
        /// What was typed.
        typed: String,
        /// What to type instead.
        instead: String,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
    },
    /// A statement, operator, filter or function that templates here do not have.
    #[error("line {line}, column {column}: {what} is not offered in message templates")]
    NotOffered {
        /// What was used.
        what: String,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
    },
    /// The contact has no value for a variable, and the template no default.
    #[error("the variable {name} has no value for this contact and no default")]
    MissingVariable {
        /// The variable's name, in lower case.
        name: String,
    },
    /// The bound on work was reached: a loop that goes on too long, or too deep nesting.
    #[error("line {line}: the template loops or nests too much to be a message")]
    TooMuchWork {
        /// From 1.
        line: usize,
    },
    /// The expression makes no sense for the values.
    #[error("line {line}, column {column}: {detail}")]
    Evaluation {
        /// What is wrong.
        detail: String,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
    },
}

impl TemplateError {
    /// The word used in the API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "template_empty",
            Self::TooLong => "template_too_long",
            Self::SourceTooLong => "template_source_too_long",
            Self::Nul => "template_nul",
            Self::Syntax { .. } => "template_syntax",
            Self::Placeholder { .. } => "template_placeholder",
            Self::TypeInstead { .. } => "template_type_instead",
            Self::NotOffered { .. } => "template_not_offered",
            Self::MissingVariable { .. } => "template_missing_variable",
            Self::TooMuchWork { .. } => "template_too_much_work",
            Self::Evaluation { .. } => "template_evaluation",
        }
    }

    /// Line and column, both from 1, where the error has a place.
    #[must_use]
    pub const fn place(&self) -> Option<(usize, usize)> {
        match self {
            Self::Syntax { line, column, .. }
            | Self::Placeholder { line, column, .. }
            | Self::TypeInstead { line, column, .. }
            | Self::NotOffered { line, column, .. }
            | Self::Evaluation { line, column, .. } => Some((*line, *column)),
            Self::TooMuchWork { line } => Some((*line, 1)),
            _ => None,
        }
    }
}

impl Template {
    /// Compiles a template and tries it once with stand-in values, so that what can never work is known when it is saved.
    ///
    /// # Errors
    /// [`TemplateError`], never [`TemplateError::MissingVariable`].
    pub fn compile(source: &str) -> Result<Self, TemplateError> {
        if source.trim().is_empty() {
            return Err(TemplateError::Empty);
        }
        if source.contains('\0') {
            return Err(TemplateError::Nul);
        }
        if source.len() > MAX_SOURCE_BYTES {
            return Err(TemplateError::SourceTooLong);
        }
        foreign::refuse(source)?;
        slips::refuse(source)?;
        let source = Arc::new((source.to_owned(), convert(source)?));
        let mut engine = engine();
        engine
            .add_template_owned(NAME, source.1.text.clone())
            .map_err(|error| translated(&error, &source))?;
        let variables = engine
            .get_template(NAME)
            .map_err(|error| translated(&error, &source))?
            .undeclared_variables(false)
            .iter()
            .map(|name| folded_name(name))
            .collect::<BTreeSet<_>>();
        let template = Self {
            engine: Arc::new(engine),
            source,
            variables: variables.into_iter().collect(),
        };
        let stand_in = |name: &String| (name.clone(), "1".to_owned());
        let trial = template.variables.iter().map(stand_in).collect();
        match template.render(&trial) {
            // With other values there may be a text: that is for each recipient to show.
            Ok(_) | Err(TemplateError::Empty | TemplateError::Evaluation { .. })
                if !template.variables.is_empty() =>
            {
                Ok(template)
            }
            Ok(_) => Ok(template),
            Err(error) => Err(error),
        }
    }

    /// What was typed.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source.0
    }

    /// The names of the variables it uses, in lower case, sorted.
    #[must_use]
    pub fn variables(&self) -> &[String] {
        &self.variables
    }

    /// The message for one recipient.
    ///
    /// # Errors
    /// [`TemplateError`]; with [`TemplateError::MissingVariable`] it is not sent (`missing_variable`), with any other neither
    /// (`render_failed`).
    pub fn render(&self, variables: &Variables) -> Result<String, TemplateError> {
        let lookup = Lookup::new(variables);
        let mut out = Bounded(Vec::new());
        let template = self
            .engine
            .get_template(NAME)
            .map_err(|error| translated(&error, &self.source))?;
        let rendered =
            template.render_captured_to(Value::from_dyn_object(lookup.clone()), &mut out);
        if let Err(error) = rendered {
            return Err(match (error.kind(), lookup.last_missing()) {
                (ErrorKind::UndefinedError, Some(name)) => TemplateError::MissingVariable { name },
                _ => translated(&error, &self.source),
            });
        }
        let text = String::from_utf8_lossy(&out.0).into_owned();
        if text.contains('\0') {
            Err(TemplateError::Nul)
        } else if text.trim().is_empty() {
            Err(TemplateError::Empty)
        } else if units(&text) > MAX_UNITS {
            Err(TemplateError::TooLong)
        } else {
            Ok(text)
        }
    }

    /// All variables that this contact lacks, not only the first; empty when a message can be made.
    #[must_use]
    pub fn missing(&self, variables: &Variables) -> Vec<String> {
        let mut known = variables.clone();
        let mut missing = BTreeSet::new();
        // Each turn fills one gap to see the next; a name cannot be missing twice.
        for _ in 0..=self.variables.len() {
            match self.render(&known) {
                Err(TemplateError::MissingVariable { name }) => {
                    known.insert(&name, "1");
                    missing.insert(name);
                }
                _ => break,
            }
        }
        missing.into_iter().collect()
    }
}

/// Length as WhatsApp counts it: UTF-16 units.
#[must_use]
pub fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The engine with nothing in it but what messages need.
fn engine() -> Environment<'static> {
    let mut engine = Environment::empty();
    engine.set_fuel(Some(FUEL));
    engine.set_recursion_limit(RECURSION);
    // In debug mode the engine looks up every name after an error, which would hide the one that was missing.
    engine.set_debug(false);
    engine.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    engine.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    if let Ok(syntax) = SyntaxConfig::builder().keep_trailing_newline(true).build() {
        engine.set_syntax(syntax);
    }
    engine.add_filter("default", minijinja::filters::default);
    engine.add_filter("d", minijinja::filters::default);
    engine.add_filter("upper", minijinja::filters::upper);
    engine.add_filter("lower", minijinja::filters::lower);
    engine.add_filter("title", minijinja::filters::title);
    engine.add_filter("capitalize", minijinja::filters::capitalize);
    engine.add_filter("trim", minijinja::filters::trim);
    engine.add_filter("length", minijinja::filters::length);
    engine.add_filter("int", minijinja::filters::int);
    engine.add_filter("first_word", |text: &str| {
        text.split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned()
    });
    engine.add_test("defined", minijinja::tests::is_defined);
    engine.add_test("undefined", minijinja::tests::is_undefined);
    engine
}

/// The engine's error in our words, at the place in what the person typed.
fn translated(error: &minijinja::Error, source: &(String, Converted)) -> TemplateError {
    let (original, converted) = source;
    let (line, column) = match error.range() {
        Some(range) => place(original, converted.original(range.start)),
        None => (error.line().unwrap_or(1), 1),
    };
    let detail = error.detail().unwrap_or_default().to_owned();
    match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape | ErrorKind::InvalidDelimiter
            if detail.contains("recursion") =>
        {
            TemplateError::TooMuchWork { line }
        }
        ErrorKind::SyntaxError | ErrorKind::BadEscape | ErrorKind::InvalidDelimiter => {
            TemplateError::Syntax {
                detail,
                line,
                column,
            }
        }
        ErrorKind::UnknownFilter
        | ErrorKind::UnknownTest
        | ErrorKind::UnknownFunction
        | ErrorKind::UnknownMethod => TemplateError::NotOffered {
            what: detail
                .trim_end_matches(" is unknown")
                .trim_end_matches(" is not known")
                .to_owned(),
            line,
            column,
        },
        _ if detail.contains("not callable") => {
            let range = error.range().unwrap_or_default();
            let called = converted.original(range.start)..converted.original(range.end);
            TemplateError::NotOffered {
                what: original
                    .get(called)
                    .unwrap_or_default()
                    .chars()
                    .take(60)
                    .collect(),
                line,
                column,
            }
        }
        ErrorKind::OutOfFuel => TemplateError::TooMuchWork { line },
        ErrorKind::WriteFailure => TemplateError::TooLong,
        kind if detail.contains("recursion") || kind == ErrorKind::BadInclude => {
            TemplateError::TooMuchWork { line }
        }
        kind => TemplateError::Evaluation {
            detail: if detail.is_empty() {
                kind.to_string()
            } else {
                detail
            },
            line,
            column,
        },
    }
}

/// Takes no more than a message can hold.
struct Bounded(Vec<u8>);

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_OUTPUT_BYTES {
            return Err(io::Error::other("longer than a message"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
