//! CSV that spreadsheets open and that cannot turn a value into a formula.

use std::borrow::Cow;

/// One line of CSV (RFC 4180). A value that a spreadsheet would take for a formula is written behind an apostrophe, as OWASP advises
/// against CSV injection; a plus with digits is a phone number and stays.
pub(crate) fn line<'a>(values: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing to memory does not fail, and a line has as many values as it has.
    let _ = writer.write_record(values.into_iter().map(|value| harmless(value).into_owned()));
    writer.into_inner().unwrap_or_default()
}

fn harmless(value: &str) -> Cow<'_, str> {
    let formula = value.starts_with(['=', '-', '@', '\t', '\r'])
        || value
            .strip_prefix('+')
            .is_some_and(|rest| !rest.bytes().all(|byte| byte.is_ascii_digit()));
    if formula {
        Cow::Owned(format!("'{value}"))
    } else {
        Cow::Borrowed(value)
    }
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
}
