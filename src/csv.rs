//! CSV that spreadsheets open and that cannot turn a value into a formula.

use std::borrow::Cow;

/// One line of CSV (RFC 4180). A value that a spreadsheet would take for a formula is written behind an apostrophe, as OWASP advises
/// against CSV injection; a plus with digits is a phone number and stays. The same holds within a value wherever a reader that splits at
/// semicolons, tabs or line breaks would begin a cell: to such a reader our quotes stand in the middle of a cell and protect nothing.
pub(crate) fn line<'a>(values: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing to memory does not fail, and a line has as many values as it has.
    let _ = writer.write_record(values.into_iter().map(|value| harmless(value).into_owned()));
    writer.into_inner().unwrap_or_default()
}

/// Where some reader begins another cell.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

fn harmless(value: &str) -> Cow<'_, str> {
    // As a whole, for readers that keep it in one cell; then cell by cell, for those that do not.
    let whole = value.starts_with(['\t', '\r']) || is_formula(value);
    if !whole && !value.split(SEPARATORS).any(is_formula) {
        return Cow::Borrowed(value);
    }
    let mut safe = String::with_capacity(value.len() + 2);
    for (place, cell) in value.split_inclusive(SEPARATORS).enumerate() {
        let starts = place == 0 && whole;
        if starts || is_formula(cell.trim_end_matches(SEPARATORS)) {
            safe.push('\'');
        }
        safe.push_str(cell);
    }
    Cow::Owned(safe)
}

fn is_formula(cell: &str) -> bool {
    let cell = cell.trim_start_matches([' ', '"']);
    cell.starts_with(['=', '-', '@'])
        || cell
            .strip_prefix('+')
            .is_some_and(|rest| !rest.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_and_formulas_do_not_run() {
        let text = String::from_utf8(line(["+628111", "a,b", "say \"hi\"", "=1+1", "+1;cmd", ""]))
            .unwrap();
        assert_eq!(
            text,
            "+628111,\"a,b\",\"say \"\"hi\"\"\",'=1+1,'+1;cmd,\r\n"
        );
    }

    /// The cells that begin with a formula, as a reader sees them that splits at `separator` and knows quotes only at a cell's begin.
    fn formulas(text: &str, separator: u8) -> Vec<String> {
        csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes())
            .records()
            .flat_map(|record| {
                let record = record.unwrap();
                record.iter().map(str::to_owned).collect::<Vec<_>>()
            })
            .filter(|cell| cell.trim_start().starts_with(['=', '-', '@', '+']))
            .collect()
    }

    #[test]
    fn no_formula_runs_whatever_a_reader_splits_at() {
        let values = [
            "a;=1+1",
            "a;\"=1+1",
            "a\t=1+1",
            "a\n=1+1\n",
            "a; @SUM(1)",
            "=1+1;=2+2",
            "\t=1+1",
            "\"=1+1",
        ];
        for first in values {
            for second in values {
                let text = String::from_utf8(line([first, "b", second])).unwrap();
                for separator in [b',', b';', b'\t'] {
                    assert_eq!(formulas(&text, separator), [""; 0], "{text:?}");
                }
            }
        }
        let text = String::from_utf8(line(["a; b;+628111", "1 - 2"])).unwrap();
        assert_eq!(text, "a; b;+628111,1 - 2\r\n");
    }
}
