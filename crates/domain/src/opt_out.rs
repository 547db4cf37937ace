//! STOP words (CON-5): whether an incoming message asks to be left alone.
//!
//! A message counts when, after politeness and punctuation, it *is* one of the tenant's words ("Stop!", "tolong berhenti ya"), or
//! begins with one and says little more ("STOP promo", "berhenti kirim pesan"). "Please stop by our shop" does not, nor does a
//! long message in which the word occurs: people would be silenced who asked for nothing. The same is looked for in the first
//! line alone, as some phones add a signature.
//!
//! There is no word to come back. A person on the do-not-message register is taken off it by the tenant by hand, with a new
//! proof of consent: a chance "start" in a conversation is none.

use serde::{Deserialize, Serialize};

/// Words of a new tenant.
pub const DEFAULT_WORDS: [&str; 4] = ["STOP", "BERHENTI", "UNSUB", "UNSUBSCRIBE"];
/// Most words of a tenant.
pub const MAX_WORDS: usize = 50;
/// Longest word or phrase, characters.
const MAX_LENGTH: usize = 40;
/// A message that begins with a word may have so many words in all.
const SHORT: usize = 3;
/// Longer messages are not read to their end, bytes.
const READ: usize = 1_000;

/// Politeness at either end of a message, English and Indonesian.
const POLITE: [&str; 26] = [
    "please", "pls", "plz", "kindly", "thanks", "thx", "thank", "you", "now", "tolong", "mohon",
    "harap", "minta", "terima", "kasih", "makasih", "ya", "yah", "dong", "kak", "kakak", "min",
    "admin", "pak", "bu", "mas",
];
/// After these, "stop" is a visit: "stop by tomorrow".
const VISIT: [&str; 6] = ["by", "in", "at", "over", "off", "here"];

/// The words of one tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct OptOutWords(Vec<(String, Vec<String>)>);

/// Why words are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OptOutWordsError {
    /// None, or more than [`MAX_WORDS`].
    #[error("give between 1 and {MAX_WORDS} opt-out words")]
    Count,
    /// No letter or digit in it, or too long.
    #[error(
        "{0:?} is no opt-out word: it needs 2 to {MAX_LENGTH} characters, letters or digits among them"
    )]
    BadWord(String),
}

impl OptOutWordsError {
    /// The word used in the API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Count => "opt_out_words_count",
            Self::BadWord(_) => "opt_out_word_invalid",
        }
    }
}

impl OptOutWords {
    /// Takes a tenant's words; repeated ones (in any case) count once.
    ///
    /// # Errors
    /// [`OptOutWordsError`].
    pub fn new<W: AsRef<str>>(
        words: impl IntoIterator<Item = W>,
    ) -> Result<Self, OptOutWordsError> {
        let mut kept: Vec<(String, Vec<String>)> = Vec::new();
        for word in words {
            let word = word.as_ref().trim();
            let parts = parts_of(word);
            let length = word.chars().count();
            if parts.is_empty() || !(2..=MAX_LENGTH).contains(&length) {
                return Err(OptOutWordsError::BadWord(word.chars().take(80).collect()));
            }
            if !kept.iter().any(|(_, known)| *known == parts) {
                kept.push((word.to_owned(), parts));
            }
        }
        if kept.is_empty() || kept.len() > MAX_WORDS {
            return Err(OptOutWordsError::Count);
        }
        Ok(Self(kept))
    }

    /// The words as the tenant wrote them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(word, _)| word.as_str())
    }

    /// The word by which a message asks to be left alone, if it does.
    #[must_use]
    pub fn asked_by(&self, message: &str) -> Option<&str> {
        let mut end = message.len().min(READ);
        while !message.is_char_boundary(end) {
            end -= 1;
        }
        let message = message.get(..end).unwrap_or_default().trim();
        let first_line = message.lines().next().unwrap_or_default();
        [message, first_line]
            .into_iter()
            .find_map(|text| self.asked_in(&parts_of(text)))
    }

    fn asked_in(&self, said: &[String]) -> Option<&str> {
        let polite = |part: &&String| POLITE.contains(&part.as_str());
        let before = said.iter().take_while(polite).count();
        let plain = said.get(before..).unwrap_or_default();
        let after = plain.iter().rev().take_while(polite).count();
        let plain = plain.get(..plain.len() - after).unwrap_or_default();
        let asks = |word: &[String]| {
            let Some(rest) = plain.strip_prefix(word) else {
                // A tenant's word may itself be made of polite ones.
                return said == word;
            };
            let visit = rest
                .first()
                .is_some_and(|next| VISIT.contains(&next.as_str()));
            rest.is_empty() || (plain.len() <= SHORT.max(word.len()) && !visit)
        };
        self.0
            .iter()
            .find(|(_, word)| asks(word))
            .map(|(word, _)| word.as_str())
    }
}

impl Default for OptOutWords {
    fn default() -> Self {
        Self(
            DEFAULT_WORDS
                .iter()
                .map(|word| ((*word).to_owned(), parts_of(word)))
                .collect(),
        )
    }
}

impl TryFrom<Vec<String>> for OptOutWords {
    type Error = OptOutWordsError;
    fn try_from(words: Vec<String>) -> Result<Self, Self::Error> {
        Self::new(words)
    }
}

impl From<OptOutWords> for Vec<String> {
    fn from(words: OptOutWords) -> Self {
        words.0.into_iter().map(|(word, _)| word).collect()
    }
}

/// The words of a text: letters and digits, lower case. Marks and emoji separate; an apostrophe does not.
fn parts_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && !is_silent(c))
        .map(|part| {
            part.chars()
                .filter(|c| !is_silent(*c))
                .flat_map(char::to_lowercase)
                .collect::<String>()
        })
        .filter(|part| !part.is_empty())
        .collect()
}

/// Characters that do not end a word: apostrophes and those that are not seen.
fn is_silent(character: char) -> bool {
    matches!(
        character,
        '\'' | '\u{2019}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn messages_that_ask_to_be_left_alone() {
        let words = OptOutWords::default();
        for message in [
            "STOP",
            "stop",
            " Stop. ",
            "*STOP*!!!",
            "“stop”",
            "🛑 stop 🛑",
            "st\u{200B}op",
            "please stop",
            "Tolong berhenti ya kak",
            "STOP promo",
            "stop kirim pesan",
            "Berhenti, terima kasih",
            "unsub",
            "Unsubscribe please",
            "STOP\n\nSent from my phone, please excuse any typing errors",
            "stop stop stop",
        ] {
            assert!(words.asked_by(message).is_some(), "{message:?}");
        }
        assert_eq!(words.asked_by("tolong berhenti"), Some("BERHENTI"));
    }

    #[test]
    fn messages_that_do_not() {
        let words = OptOutWords::default();
        for message in [
            "",
            "   ",
            "?!",
            "please stop by our shop",
            "Stop by tomorrow",
            "stop in later",
            "non-stop delivery?",
            "nonstop",
            "stopwatch",
            "Do you stop at Blok M",
            "Kapan hujan berhenti?",
            "Stop worrying, the parcel arrived this morning",
            "start",
            "please",
        ] {
            assert_eq!(words.asked_by(message), None, "{message:?}");
        }
        let long = format!("{} stop", "kata ".repeat(1_000));
        assert_eq!(words.asked_by(&long), None);
    }

    #[test]
    fn a_tenants_own_words_and_phrases() {
        let words =
            OptOutWords::new(["Jangan kirim lagi", "STOP", "stop ", "batal langganan"]).unwrap();
        assert_eq!(
            words.iter().collect::<Vec<_>>(),
            ["Jangan kirim lagi", "STOP", "batal langganan"]
        );
        assert_eq!(
            words.asked_by("jangan kirim lagi!"),
            Some("Jangan kirim lagi")
        );
        assert_eq!(words.asked_by("jangan kirim"), None);
        assert_eq!(words.asked_by("berhenti"), None);
        let polite = OptOutWords::new(["terima kasih"]).unwrap();
        assert_eq!(polite.asked_by("Terima kasih"), Some("terima kasih"));
        assert_eq!(
            OptOutWords::new(Vec::<String>::new()),
            Err(OptOutWordsError::Count)
        );
        assert_eq!(
            OptOutWords::new((0..51).map(|n| format!("w{n}"))),
            Err(OptOutWordsError::Count)
        );
        for bad in ["x", "!!", "", &"x".repeat(41)] {
            assert_eq!(
                OptOutWords::new([bad]),
                Err(OptOutWordsError::BadWord(bad.to_owned()))
            );
        }
        let json = serde_json::to_value(&words).unwrap();
        assert_eq!(
            json,
            serde_json::json!(["Jangan kirim lagi", "STOP", "batal langganan"])
        );
        assert_eq!(serde_json::from_value::<OptOutWords>(json).unwrap(), words);
    }

    proptest! {
        #[test]
        fn any_message_is_read(message in "\\PC{0,200}") {
            let _ = OptOutWords::default().asked_by(&message);
        }

        #[test]
        fn marks_around_and_case_do_not_matter(marks in "[ !.,*_~\"\n?-]{0,10}", word in "[sS][tT][oO][pP]") {
            let message = format!("{marks}{word}{marks}");
            let words = OptOutWords::default();
            prop_assert_eq!(words.asked_by(&message), Some("STOP"));
        }
    }
}
