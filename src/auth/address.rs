//! E-mail addresses, as far as they can be judged without writing to them.

use crate::Invalid;

/// The address in the form that is stored: trimmed, in lower case.
#[must_use]
pub fn normal(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Refuses what cannot be an address.
pub fn check(invalid: &mut Invalid, field: &str, email: &str) {
    let plausible = email.len() <= 254
        && !email.chars().any(|c| c.is_whitespace() || c.is_control())
        && email.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && local.len() <= 64
                && domain.len() >= 3
                && domain.contains('.')
                && !domain.contains('@')
                && domain.split('.').all(|label| {
                    !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
                })
        });
    invalid.check(
        plausible,
        field,
        "not_an_address",
        "This is not an e-mail address.",
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_addresses_from_other_text() {
        for (email, fine) in [
            ("a@b.co", true),
            ("budi+toko@warung.example.id", true),
            ("", false),
            ("a@b", false),
            ("a b@c.de", false),
            ("a@b@c.de", false),
            ("@b.co", false),
            ("a@.co", false),
            ("a@-b.co", false),
            ("a\u{0}@b.co", false),
        ] {
            let mut invalid = Invalid::new();
            check(&mut invalid, "email", email);
            assert_eq!(invalid.done().is_ok(), fine, "{email:?}");
        }
    }
}
