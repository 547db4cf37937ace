//! From what stands in a cell to the plain text of one number: ASCII, without what surrounds numbers in the wild.

use std::borrow::Cow;

use super::PhoneError;
use crate::unseen::is_unseen;

/// Words that people put beside a number and that say nothing about it.
const LABELS: &[&str] = &[
    "wa",
    "whatsapp",
    "hp",
    "handphone",
    "ponsel",
    "no",
    "nomor",
    "telp",
    "tlp",
    "telepon",
    "telpon",
    "tel",
    "telephone",
    "phone",
    "ph",
    "mobile",
    "mob",
    "cell",
    "cel",
    "celular",
    "nr",
    "hub",
    "kontak",
];
/// Words between two numbers.
const BETWEEN: &[&str] = &["atau", "or", "dan", "and", "ou", "o", "y", "e"];

/// The number's text in ASCII: digits of all scripts as `0` to `9`, spaces and dashes of all kinds as one, unseen characters
/// dropped, links and ids of WhatsApp opened, quotation marks and labels taken off.
///
/// # Errors
/// [`PhoneError::Empty`] where nothing visible is left, [`PhoneError::HiddenId`] for ids that are no numbers.
pub(super) fn plain(cell: &str) -> Result<Cow<'_, str>, PhoneError> {
    let text = match ascii(cell) {
        Cow::Borrowed(text) => Cow::Borrowed(unquoted(text)),
        Cow::Owned(text) => Cow::Owned(unquoted(&text).to_owned()),
    };
    if text.is_empty() {
        return Err(PhoneError::Empty);
    }
    if !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return Ok(text);
    }
    if let Some(number) = opened(&text)? {
        return Ok(Cow::Owned(number));
    }
    Ok(match without_labels(&text) {
        Some(number) => Cow::Owned(number),
        None => text,
    })
}

/// Words between numbers, so that the reason can be "several".
pub(super) fn is_between(word: &str) -> bool {
    BETWEEN.iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn ascii(cell: &str) -> Cow<'_, str> {
    if cell.is_ascii() {
        return Cow::Borrowed(cell);
    }
    let seen = cell.chars().filter(|character| !is_unseen(*character));
    Cow::Owned(seen.map(as_ascii).collect())
}

/// The ASCII character that means the same in a number; others stay.
fn as_ascii(character: char) -> char {
    if let Some(digit) = digit_of(character) {
        return digit;
    }
    match character {
        // Signs of the same shape in full width.
        '\u{FF01}'..='\u{FF5E}' => u32::from(character)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(character),
        // Hyphens, dashes, the minus sign.
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' => '-',
        // Dots in the middle of a line.
        '\u{B7}' | '\u{2022}' | '\u{2219}' | '\u{30FB}' => ' ',
        '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' => '\'',
        _ if character.is_whitespace() && !character.is_ascii() => ' ',
        _ => character,
    }
}

fn digit_of(character: char) -> Option<char> {
    // Zeros of the scripts in which phone numbers are typed; the other nine follow each zero.
    const ZEROS: [char; 9] = [
        '\u{FF10}', // full width
        '\u{0660}', // Arabic
        '\u{06F0}', // Persian, Urdu
        '\u{0966}', // Devanagari
        '\u{09E6}', // Bengali
        '\u{0E50}', // Thai
        '\u{1040}', // Burmese
        '\u{17E0}', // Khmer
        '\u{A9D0}', // Javanese
    ];
    ZEROS.iter().find_map(|zero| {
        let offset = u32::from(character).checked_sub(u32::from(*zero))?;
        char::from_digit(offset, 10)
    })
}

/// `'0812…`, `="0812…"` and `"0812…"` are how people keep a spreadsheet from eating the zero.
fn unquoted(text: &str) -> &str {
    text.trim()
        .trim_start_matches('=')
        .trim_matches(|c: char| matches!(c, '\'' | '"' | '`') || c.is_whitespace())
}

/// What stands in a `tel:` address, a chat link or an id of a WhatsApp gateway.
fn opened(text: &str) -> Result<Option<String>, PhoneError> {
    let lower = text.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("tel:") {
        return Ok(Some(rest.to_owned()));
    }
    if let Some((id, server)) = lower.split_once('@') {
        return match server {
            // `62812…:7@s.whatsapp.net` names one of the account's devices.
            "c.us" | "s.whatsapp.net" => {
                let account = id.split_once(':').map_or(id, |(account, _)| account);
                Ok(Some(format!("+{}", account.trim_start_matches('+'))))
            }
            // `@lid` hides the number, `@g.us` is a group, the others are no people at all.
            "lid" | "g.us" | "broadcast" | "newsletter" | "hosted.lid" => Err(PhoneError::HiddenId),
            _ => Ok(None),
        };
    }
    let link = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))
        .unwrap_or(&lower);
    let link = link.strip_prefix("www.").unwrap_or(link);
    if let Some(path) = link.strip_prefix("wa.me/") {
        return Ok(Some(international(path)));
    }
    let query = link
        .strip_prefix("api.whatsapp.com/send")
        .or_else(|| link.strip_prefix("web.whatsapp.com/send"))
        .or_else(|| link.strip_prefix("whatsapp://send"))
        .map(|rest| rest.trim_start_matches(['/', '?']));
    let phone = query.and_then(|query| {
        query
            .split('&')
            .find_map(|part| part.strip_prefix("phone="))
    });
    Ok(phone.map(international))
}

/// The number in a link is international, with or without its plus; what follows it is a text to send.
fn international(path: &str) -> String {
    let number = path.split(['?', '/', '#', '&']).next().unwrap_or_default();
    let number = number.replace("%2b", "+");
    format!("+{}", number.trim_start_matches('+'))
}

/// The text without known labels at its ends: `WA: 0812…`, `0812… (WA)`. None where there are other words.
fn without_labels(text: &str) -> Option<String> {
    let is_edge = |c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | ':' | '.' | '-' | '/' | '[' | ']' | '#')
    };
    let mut rest = text;
    // `No. HP (WA): 0812…` has three; more words than that are a sentence.
    for _ in 0..4 {
        let start = rest.trim_start_matches(is_edge);
        let word = start
            .split(|c: char| !c.is_ascii_alphabetic())
            .next()
            .unwrap_or_default();
        if is_label(word) {
            rest = start
                .get(word.len()..)?
                .trim_start_matches(|c| is_edge(c) && c != '(');
            continue;
        }
        let end = rest.trim_end_matches(is_edge);
        let word = end
            .rsplit(|c: char| !c.is_ascii_alphabetic())
            .next()
            .unwrap_or_default();
        if !is_label(word) {
            break;
        }
        rest = end
            .get(..end.len() - word.len())?
            .trim_end_matches(|c| is_edge(c) && c != ')');
        // The bracket that the label stood in.
        if rest.ends_with(['(', '[']) {
            rest = rest.get(..rest.len() - 1)?;
        }
    }
    (rest.len() < text.len()).then(|| rest.trim().to_owned())
}

fn is_label(word: &str) -> bool {
    LABELS.iter().any(|label| word.eq_ignore_ascii_case(label))
}
