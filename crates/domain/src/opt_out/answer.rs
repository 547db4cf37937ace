//! What is answered, once, to whoever asks to be left alone or to come back.

use chrono::TimeDelta;

/// Longest text, characters.
pub const LONGEST: usize = 1_000;
/// An answer that comes later than this after the message surprises more than it helps: none is sent.
pub const WITHIN: TimeDelta = TimeDelta::minutes(15);
/// So many one person gets in a day: two machines must not answer each other for ever.
pub const A_DAY: i64 = 4;

/// What was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Leave me alone.
    Leaves,
    /// I want to hear from you again.
    Returns,
}

/// Siar's own text, for tenants that wrote none. `word`: one that ends the messages.
#[must_use]
pub fn usual_text(heard: Heard, language: &str, word: &str) -> String {
    match (heard, language) {
        (Heard::Leaves, "id") => {
            "Baik, Anda tidak akan menerima pesan promosi dari kami lagi. Balas MULAI untuk menerimanya kembali.".to_owned()
        }
        (Heard::Leaves, _) => {
            "All right, you will get no more promotions from us. Reply START to get them again.".to_owned()
        }
        (Heard::Returns, "id") => {
            format!("Senang Anda kembali: Anda akan menerima pesan dari kami lagi. Balas {word} untuk berhenti.")
        }
        (Heard::Returns, _) => {
            format!("Welcome back: you will get messages from us again. Reply {word} to end them.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opt_out::{OptOutWords, Wish, asks_to_return};

    #[test]
    fn the_words_that_the_usual_texts_offer_do_what_they_promise() {
        for (language, back) in [("en", "START"), ("id", "MULAI")] {
            assert!(usual_text(Heard::Leaves, language, "STOP").contains(back));
            assert!(asks_to_return(back));
            assert!(usual_text(Heard::Returns, language, "KELUAR").contains("KELUAR"));
        }
    }

    #[test]
    fn no_usual_text_is_itself_a_wish() {
        let words = OptOutWords::default();
        for language in ["en", "id"] {
            for heard in [Heard::Leaves, Heard::Returns] {
                let text = usual_text(heard, language, "STOP");
                assert!(!matches!(words.judge(&text), Wish::OptOut(_)), "{text}");
                assert!(!asks_to_return(&text), "{text}");
                assert!(text.chars().count() <= LONGEST);
            }
        }
    }
}
