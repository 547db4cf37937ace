//! Names that were read in the wrong encoding: they look broken to a person, and the phone numbers beside them do not.

/// Whether a text shows one of the traces that a wrong encoding leaves. Right names in any language must not.
pub(super) fn looks_broken(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    characters.iter().any(|c| is_never_typed(*c))
        || characters.windows(2).any(is_trace)
        || characters.windows(3).any(is_sign_inside)
        || has_a_run_of_accents(&characters)
}

/// The replacement character and the control characters of Latin-1.
fn is_never_typed(character: char) -> bool {
    matches!(character, '\u{FFFD}' | '\u{80}'..='\u{9F}')
}

fn is_trace(pair: &[char]) -> bool {
    let [first, second] = *pair else { return false };
    // UTF-8 read as Latin-1, or encoded twice: `JosÃ©`, `â€™`, `Ð˜`.
    let lead = matches!(
        first,
        '\u{C2}'
            | '\u{C3}'
            | '\u{C4}'
            | '\u{C5}'
            | '\u{D0}'
            | '\u{D1}'
            | '\u{D8}'
            | '\u{D9}'
            | '\u{E2}'
    );
    let trail = matches!(
        second,
        '\u{A1}'
            ..='\u{BF}'
                | '€'
                | '‚'
                | 'ƒ'
                | '„'
                | '…'
                | '†'
                | '‡'
                | 'ˆ'
                | '‰'
                | '‹'
                | '›'
                | '™'
                | '˜'
                | '“'
                | '”'
                | '•'
    );
    // MacRoman read as Windows-1252: a capital letter from beyond ASCII behind a small one, as in `JosŽ`.
    let capital =
        first.is_lowercase() && second.is_uppercase() && matches!(second, '\u{C0}'..='\u{17E}');
    (lead && trail) || capital
}

/// A sign between two small letters, as in `Mu–oz`.
fn is_sign_inside(three: &[char]) -> bool {
    matches!(*three, [first, '–' | '—' | '‡' | '†' | '‰' | '¿' | '¡' | '¬' | '¤' | '§', last] if first.is_lowercase() && last.is_lowercase())
}

/// Four letters of Latin-1 in a row, of which one is a capital letter or a sign after a small one: Arabic, Greek, Cyrillic or
/// Chinese read as Windows-1252 (`ãÍãÏ`, `ÍõÐ¡Ã÷`).
fn has_a_run_of_accents(characters: &[char]) -> bool {
    let mut run = 0;
    let mut mixed = false;
    let mut before = ' ';
    for character in characters {
        if matches!(character, '\u{A1}'..='\u{FF}') {
            run += 1;
            mixed = mixed || (run > 1 && before.is_lowercase() && !character.is_lowercase());
        } else {
            run = 0;
            mixed = false;
        }
        if run >= 3 && mixed {
            return true;
        }
        before = *character;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traces_are_seen_and_names_are_not() {
        for broken in [
            "JosÃ©",
            "JosŽ Mu–oz",
            "ãÍãÏ",
            "ÍõÐ¡Ã÷",
            "caf\u{FFFD}",
            "Jos\u{8E}",
            "dâ€™Arc",
            "Ð˜Ð²Ð°Ð½",
            "ÇáÇÓã",
        ] {
            assert!(looks_broken(broken), "{broken}");
        }
        for right in [
            "Budi",
            "José Muñoz",
            "Đặng Thị Ánh",
            "Иван Петров",
            "محمد",
            "王小明",
            "Zoë",
            "Ñandú",
            "ÉCOLE",
            "McDonald",
            "Søren Ærø",
            "Îles – Nord",
            "Ana-María",
            "Łódź",
            "İsmail Çağrı",
            "👩‍👧 Siti",
            "Müller–Lüdenscheidt",
            "Åsa Öberg",
            "ÅÄÖ",
            "Kota “Solo”",
        ] {
            assert!(!looks_broken(right), "{right}");
        }
    }
}
