//! From a message to the words it is made of, written so that all spellings of a word are the same: case, full width, accents,
//! hamza and tatweel, stretched letters and unseen characters do not matter.

use unicode_normalization::UnicodeNormalization;

use super::vocabulary::Kind;
use crate::unseen::{is_accent, is_unseen};

/// A piece of a message between marks that end a thought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    /// Its words as [`folded`].
    pub(super) words: Vec<String>,
    /// The places of words that follow a comma.
    pub(super) clauses: Vec<usize>,
    /// It ends with a question mark.
    pub(super) is_question: bool,
    /// It is a line of its own, or what follows it is a signature: a dash, a line's end.
    pub(super) stands_alone: bool,
}

/// The pieces of a message, in order; empty ones are left out.
pub(super) fn segments(message: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    for line in message.split(['\n', '\r', '\u{2028}']) {
        let mut rest = line;
        let mut begins_line = true;
        while !rest.is_empty() {
            let end = rest
                .char_indices()
                .find(|(at, c)| ends_thought(rest, *at, *c));
            let (text, mark, next) = match end {
                Some((at, mark)) => (
                    rest.get(..at).unwrap_or_default(),
                    Some(mark),
                    rest.get(at + mark.len_utf8()..).unwrap_or_default(),
                ),
                None => (rest, None, ""),
            };
            let (words, clauses) = clauses_of(text);
            // `stop!!! ?`: marks that follow belong to the thought before them.
            let more_marks =
                next.trim_start_matches(['!', '.', ' ', '?', '\u{FF1F}', '\u{61F}', '\u{FF01}']);
            let marks = next
                .get(..next.len() - more_marks.len())
                .unwrap_or_default();
            let is_question = mark.is_some_and(is_question_mark)
                || (mark.is_some() && marks.chars().any(is_question_mark));
            if !words.is_empty() {
                let signed = matches!(mark, Some('-' | '–' | '—' | '~'));
                // A greeting before it does not change what a line is.
                let is_greeting = words.iter().all(|word| Kind::of(word).is_courtesy);
                segments.push(Segment {
                    words,
                    clauses,
                    is_question,
                    stands_alone: begins_line && (signed || words_of(next).is_empty()),
                });
                begins_line = begins_line && is_greeting;
            }
            rest = if mark.is_some() { more_marks } else { next };
        }
    }
    segments
}

/// The words of a text, and which of them follow a comma.
fn clauses_of(text: &str) -> (Vec<String>, Vec<usize>) {
    let (mut words, mut clauses) = (Vec::new(), Vec::new());
    for clause in text.split([',', '\u{60C}', '\u{FF0C}', '\u{3001}']) {
        clauses.push(words.len());
        words.extend(words_of(clause));
    }
    (words, clauses)
}

fn is_question_mark(c: char) -> bool {
    matches!(c, '?' | '\u{FF1F}' | '\u{61F}' | '\u{BF}')
}

/// Full stops and their like; a dash only with a space on one side, as `opt-out` is one word; a dot only where a word ends.
fn ends_thought(text: &str, at: usize, c: char) -> bool {
    let next = text
        .get(at + c.len_utf8()..)
        .and_then(|rest| rest.chars().next());
    let before = text.get(..at).and_then(|rest| rest.chars().next_back());
    let spaced = |side: Option<char>| side.is_none_or(char::is_whitespace);
    match c {
        '!' | ';' | ':' | '\u{2026}' | '\u{3002}' | '\u{FF01}' | '\u{61B}' => true,
        c if is_question_mark(c) => true,
        '.' => spaced(next),
        '-' => spaced(before) && spaced(next),
        '–' | '—' | '~' => spaced(before) || spaced(next),
        _ => false,
    }
}

/// The words of a text. Marks and emoji separate; an apostrophe does not. Letters that stand alone in a row are one word, as in
/// `S.T.O.P`.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let text: String = text
        .nfkd()
        .filter(|c| !is_unseen(*c) && !is_apostrophe(*c))
        .collect();
    let parts = text
        .split(|c: char| !c.is_alphanumeric() && !is_accent(c) && c != TATWEEL)
        .map(folded)
        .filter(|part| !part.is_empty());
    let mut words: Vec<String> = Vec::new();
    let mut spelled = String::new();
    let end_of_spelling = |spelled: &mut String, words: &mut Vec<String>| {
        if spelled.chars().count() > 2 {
            words.push(std::mem::take(spelled));
        } else {
            words.extend(spelled.drain(..).map(String::from));
        }
    };
    for part in parts {
        let mut characters = part.chars();
        match (characters.next(), characters.next()) {
            (Some(letter), None) if letter.is_alphabetic() => spelled.push(letter),
            _ => {
                end_of_spelling(&mut spelled, &mut words);
                words.push(part);
            }
        }
    }
    end_of_spelling(&mut spelled, &mut words);
    words
}

/// The word as it is compared: no accents, small letters, no letter twice in a row.
fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for character in word.chars().filter(|c| !is_accent(*c) && *c != TATWEEL) {
        for small in character.to_lowercase().filter(|c| !is_accent(*c)) {
            // Alef maqsura and teh marbuta are typed for yeh and heh.
            let small = match small {
                '\u{649}' => '\u{64A}',
                '\u{629}' => '\u{647}',
                other => other,
            };
            if !folded.ends_with(small) || small.is_numeric() {
                folded.push(small);
            }
        }
    }
    folded
}

/// Stretches Arabic words; it is a letter to Unicode and none to a reader.
const TATWEEL: char = '\u{640}';

fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{B4}' | '\u{2BC}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_word_are_the_same() {
        for (one, other) in [
            ("STOP", "ＳＴＯＰ"),
            ("stop", "stoooopp"),
            ("stop", "S.T.O.P"),
            ("stop", "s t o p"),
            ("stop", "st\u{200B}op"),
            ("désabonner", "De\u{301}sabonner"),
            ("désabonner", "DESABONNER"),
            ("إيقاف", "ايقاف"),
            ("إيقاف", "إيـــقاف"),
            ("don't", "Don\u{2019}t"),
        ] {
            assert_eq!(words_of(one), words_of(other), "{one} {other}");
        }
        assert_eq!(words_of("opt-out, 24/7"), ["opt", "out", "24", "7"]);
        assert_ne!(words_of("कि"), words_of("का"));
    }

    #[test]
    fn thoughts_are_told_apart() {
        let told = |message: &str| {
            let segments = segments(message);
            segments
                .iter()
                .map(|one| (one.words.join(" "), one.is_question, one.stands_alone))
                .collect::<Vec<_>>()
        };
        let is = |words: &str, question, alone| (words.to_owned(), question, alone);
        assert_eq!(
            told("Hi,\nSTOP"),
            [is("hi", false, true), is("stop", false, true)]
        );
        assert_eq!(
            told("stop? no way"),
            [is("stop", true, false), is("no way", false, false)]
        );
        assert_eq!(
            told("STOP – Budi Contoh"),
            [is("stop", false, true), is("budi contoh", false, false)]
        );
        assert_eq!(told("stop!!! ?"), [is("stop", true, true)]);
        assert_eq!(told("v1.5 opt-out"), [is("v1 5 opt out", false, true)]);
        assert_eq!(told("🛑"), []);
    }
}
