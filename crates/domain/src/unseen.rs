//! Characters that nobody sees: they come along when text is copied from a phone, a PDF or a web page.

use unicode_normalization::char::canonical_combining_class;

/// Whether a character has no width of its own and changes nothing that a reader sees. These are Unicode's
/// `Default_Ignorable_Code_Point` (DerivedCoreProperties of Unicode 16).
pub(crate) const fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// The text without spaces and marks of no width at both ends. What can belong to the last character stays: the selector
/// behind a heart, the joiner of a family, the direction of a word.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
    })
}

/// Whether nobody sees anything of the text.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

/// Marks above, below and around letters: accents of Latin, Greek and Cyrillic, points of Arabic and Hebrew. Vowel signs of
/// Indian scripts are letters and stay.
pub(crate) fn is_accent(c: char) -> bool {
    matches!(canonical_combining_class(c), 10..=36 | 200..=240)
}
