//! Placeholders of other tools: `{{1}}` of Meta's template manager, `{1}`, `%name%`, `<<name>>`, `[nama]`. They are no variables here, and
//! would be sent to everybody as they are typed (`{{1}}` as "1").

use std::sync::LazyLock;

use regex::Regex;

use super::{TemplateError, source::place};

static FOREIGN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let named = "nama|name|nama[ _]lengkap|nama[ _]depan|first[ _]?name|last[ _]?name|full[ _]?name|customer|pelanggan|phone|nomor";
    let pattern = format!(
        r"(?i)\{{\{{-?\s*[0-9]+\s*(\|[^{{}}]*)?-?\}}\}}|\{{\s*[0-9]+\s*\}}|%({named})%|<<\s*({named})\s*>>|\[\s*({named})\s*\]"
    );
    Regex::new(&pattern).ok()
});

/// Refuses the first one.
pub(super) fn refuse(source: &str) -> Result<(), TemplateError> {
    let Some(found) = FOREIGN.as_ref().and_then(|foreign| foreign.find(source)) else {
        return Ok(());
    };
    let (line, column) = place(source, found.start());
    Err(TemplateError::Placeholder {
        typed: found.as_str().to_owned(),
        line,
        column,
    })
}
