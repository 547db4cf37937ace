//! Which passwords are too easy (ACC-1). Length does most of the work; these are the long ones that everybody guesses first.
//!
//! No rule asks for digits or signs: such rules make people write `Password1!`, which is refused here.

use passwords::analyzer::is_common_password;

/// Fewest characters.
pub const SHORTEST: usize = 10;
/// Most characters; hashing takes no longer for it, but something must bound the input.
pub const LONGEST: usize = 128;

/// Words that, with digits and signs around them, are no secret. Lower case, with letters in the place of look-alike digits.
const COMMON: [&str; 31] = [
    "password",
    "passphrase",
    "passwd",
    "letmein",
    "welcome",
    "qwerty",
    "qwertyuiop",
    "qwertz",
    "azerty",
    "asdfghjkl",
    "zxcvbnm",
    "iloveyou",
    "changeme",
    "administrator",
    "superadmin",
    "admin",
    "default",
    "secret",
    "master",
    "whatsapp",
    "katasandi",
    "rahasia",
    "sayang",
    "sayangku",
    "akucintakamu",
    "bismillah",
    "indonesia",
    "jakarta",
    "selamat",
    "merdeka",
    "siar",
];

/// Why a password is refused. The sentences are for the person who chose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than [`SHORTEST`] characters.
    #[error("the password needs at least {SHORTEST} characters")]
    TooShort,
    /// More than [`LONGEST`] characters.
    #[error("the password may have at most {LONGEST} characters")]
    TooLong,
    /// The e-mail address or the part before its @.
    #[error("the password must not be the e-mail address")]
    IsEmail,
    /// Known to everybody, or a pattern.
    #[error("this password is among the first that anybody tries; choose another")]
    Common,
}

impl WeakPassword {
    /// The word used in the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::IsEmail | Self::Common => "too_easy",
        }
    }
}

/// Whether a password may be used by the person with this address (empty when not known).
///
/// # Errors
/// [`WeakPassword`], the first that applies.
pub fn check(password: &str, email: &str) -> Result<(), WeakPassword> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(WeakPassword::TooShort);
    }
    if length > LONGEST {
        return Err(WeakPassword::TooLong);
    }
    let plain = password.trim().to_lowercase();
    let email = email.trim().to_lowercase();
    let local = email.split('@').next().unwrap_or_default();
    let bare = plain.trim_matches(|c: char| !c.is_alphabetic());
    if !email.is_empty() && (plain == email || plain == local || bare == local) {
        return Err(WeakPassword::IsEmail);
    }
    // Beside our own words the hundred thousand that leaks hold most often.
    let is_leaked = is_common_password(password) || is_common_password(&plain);
    if is_leaked || is_common(&plain) || is_pattern(&plain) {
        return Err(WeakPassword::Common);
    }
    Ok(())
}

/// A common word, or two, with anything that is no letter around.
fn is_common(plain: &str) -> bool {
    let letters: String = plain
        .trim_start_matches(|c: char| !c.is_alphabetic() && !matches!(c, '@' | '$'))
        .trim_end_matches(|c: char| !c.is_alphabetic())
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .filter(|c| c.is_alphabetic())
        .collect();
    COMMON.iter().any(|word| {
        letters
            .strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || COMMON.contains(&rest))
    })
}

/// A short piece repeated, or characters that follow one another (`abcdefghij`, `9876543210`).
fn is_pattern(plain: &str) -> bool {
    let characters: Vec<u32> = plain.chars().map(u32::from).collect();
    let repeats = |length: usize| {
        characters
            .iter()
            .zip(characters.iter().skip(length))
            .all(|(a, b)| a == b)
    };
    let follows = |step: i64| {
        characters
            .iter()
            .zip(characters.iter().skip(1))
            .all(|(a, b)| {
                let distance = i64::from(*b) - i64::from(*a);
                // After 9 comes 0, and before 0 comes 9.
                distance == step
                    || (*a == u32::from('9') && *b == u32::from('0')) && step == 1
                    || (*a == u32::from('0') && *b == u32::from('9')) && step == -1
            })
    };
    (1..=4).any(repeats) || follows(1) || follows(-1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_everybody_tries_is_refused() {
        for password in [
            "password123",
            "Password1!",
            "P@ssw0rd2026",
            "qwertyuiop",
            "1234567890",
            "0987654321",
            "abcdefghijk",
            "aaaaaaaaaa",
            "abcabcabcabc",
            "1212121212",
            "rahasia123",
            "Bismillah99",
            "indonesia2026!",
            "superadmin1",
            "iloveyou!!",
            "adminadmin1",
        ] {
            assert_eq!(
                check(password, "budi@example.com"),
                Err(WeakPassword::Common),
                "{password}"
            );
        }
        for password in ["budi.santoso@example.com", "budi.santoso", "Budi.Santoso1!"] {
            assert_eq!(
                check(password, "budi.santoso@example.com"),
                Err(WeakPassword::IsEmail),
                "{password}"
            );
        }
        assert_eq!(check("short", ""), Err(WeakPassword::TooShort));
        assert_eq!(check(&"ab1!".repeat(40), ""), Err(WeakPassword::TooLong));
    }

    #[test]
    fn what_people_should_choose_is_taken() {
        for password in [
            "correct horse battery",
            "kuda makan roti bakar",
            "nH7!kq02Lpz",
            "secretariat of state",
            "ほげほげふがふがぴよぴよ1",
        ] {
            assert_eq!(check(password, "budi@example.com"), Ok(()), "{password}");
        }
        assert_eq!(check("a-long-enough-one", ""), Ok(()));
    }

    proptest! {
        #[test]
        fn any_password_gets_an_answer(password in "\\PC{0,150}", email in "\\PC{0,20}") {
            let _ = check(&password, &email);
        }
    }

    #[test]
    fn what_leaks_hold_most_often_is_refused() {
        for leaked in ["basketball", "BasketBall", "1q2w3e4r5t", "manchester"] {
            assert_eq!(check(leaked, ""), Err(WeakPassword::Common), "{leaked}");
        }
        assert_eq!(check("payung merah hujan sore", ""), Ok(()));
    }
}
