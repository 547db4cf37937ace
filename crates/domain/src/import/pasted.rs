//! Numbers pasted into a box: one a line, or separated by commas, semicolons or tabs.

use super::{
    encoding::Encoding,
    row::{ContactRow, RejectReason, RejectedRow},
};
use crate::phone::{Country, Phone};

/// Reads pasted numbers. Nothing is dropped without a word: what is no number comes back as refused, with its line.
/// Memory is that of the text, which the API's body limit bounds.
pub fn pasted_numbers(
    text: &str,
    default_country: Country,
) -> impl Iterator<Item = Result<ContactRow, RejectedRow>> + '_ {
    let lines = text.split('\n').zip(1_u64..);
    lines.flat_map(move |(content, line)| {
        content
            .split([',', ';', '\t', '|', '\r'])
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(move |item| match Phone::parse(item, default_country) {
                Ok(phone) => Ok(ContactRow {
                    line,
                    phone,
                    name: None,
                    email: None,
                    attributes: Vec::new(),
                }),
                Err(error) => Err(RejectedRow {
                    line,
                    reason: RejectReason::Phone(error),
                    value: super::row::excerpt(item.as_bytes(), Encoding::Utf8),
                    cells: Vec::new(),
                }),
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phone::PhoneError;

    #[test]
    fn numbers_by_line_and_by_comma() {
        let text = "081234567890\r\n+62 812-3456-7891; 0812 3456 7892\n\nBudi, 081234567893\n12";
        let seen: Vec<_> = pasted_numbers(text, Country::INDONESIA)
            .map(|row| match row {
                Ok(row) => (row.line, row.phone.to_string()),
                Err(row) => (row.line, format!("{} {}", row.reason.code(), row.value)),
            })
            .collect();
        let expected = [
            (1, "+6281234567890"),
            (2, "+6281234567891"),
            (2, "+6281234567892"),
            (4, "phone_not_a_number Budi"),
            (4, "+6281234567893"),
            (5, "phone_too_short 12"),
        ];
        assert_eq!(seen, expected.map(|(line, text)| (line, text.to_owned())));
        assert_eq!(
            RejectReason::Phone(PhoneError::Empty).to_string(),
            "the phone number is empty"
        );
    }
}
