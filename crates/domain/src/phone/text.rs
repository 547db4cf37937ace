//! From the text in a cell to the digits a person would dial. What is not a number is refused here, with the reason.

use super::PhoneError;

/// More digits than this are never one number, however it is prefixed: 15 of E.164, a trunk zero, an international prefix.
const MAX_DIALLED: usize = 20;
/// From here on, a run of digits is a number of its own.
const WHOLE_NUMBER: usize = 7;

/// Digits in the order dialled, and whether a plus came first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialled {
    digits: [u8; MAX_DIALLED],
    len: usize,
    /// A plus came first.
    pub(super) plus: bool,
}

impl Dialled {
    /// ASCII digits.
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.digits.get(..self.len).unwrap_or_default()
    }

    /// ASCII digits.
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    fn push(&mut self, digit: u8) -> Result<(), PhoneError> {
        let place = self.digits.get_mut(self.len).ok_or(PhoneError::TooLong)?;
        *place = b'0' + digit;
        self.len += 1;
        Ok(())
    }
}

/// Reads the digits, dropping what people put between and around them.
pub(super) fn digits(text: &str) -> Result<Dialled, PhoneError> {
    let text = unwrap_spreadsheet(text.trim());
    if text.is_empty() {
        return Err(PhoneError::Empty);
    }
    let text = text
        .strip_prefix("tel:")
        .or_else(|| text.strip_prefix("TEL:"))
        .unwrap_or(text);
    if is_scientific(text) {
        return Err(PhoneError::Shortened);
    }
    let mut dialled = Dialled {
        digits: [0; MAX_DIALLED],
        len: 0,
        plus: false,
    };
    let mut run = 0;
    let mut separated = false;
    for character in without_decimal_zero(text).chars() {
        if let Some(digit) = digit_of(character) {
            run += 1;
            if separated && run >= WHOLE_NUMBER {
                return Err(PhoneError::Several);
            }
            // A second number would overflow the first: keep counting until it is known to be one.
            if let Err(error) = dialled.push(digit)
                && !separated
            {
                return Err(error);
            }
        } else if is_plus(character) {
            if dialled.len >= WHOLE_NUMBER {
                return Err(PhoneError::Several);
            }
            if dialled.plus || dialled.len > 0 {
                return Err(PhoneError::NotANumber);
            }
            dialled.plus = true;
        } else if matches!(character, ',' | ';' | '/' | '|' | '&' | '\n') {
            separated = separated || run >= WHOLE_NUMBER;
            run = 0;
        } else if !is_filler(character) {
            return Err(PhoneError::NotANumber);
        }
    }
    match dialled.len {
        0 => Err(PhoneError::NotANumber),
        1..=4 => Err(PhoneError::TooShort),
        MAX_DIALLED if separated => Err(PhoneError::TooLong),
        _ => Ok(dialled),
    }
}

/// `'0812…`, `="0812…"` and `"0812…"` are how people keep a spreadsheet from eating the zero.
fn unwrap_spreadsheet(text: &str) -> &str {
    text.trim_start_matches('=')
        .trim_matches(|c| matches!(c, '\'' | '"' | '\u{2018}' | '\u{2019}' | '`'))
        .trim()
}

/// `6.28123E+12`: what a spreadsheet makes of a number that it takes for a quantity.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    digits(whole) && digits(fraction) && digits(exponent.trim_start_matches('+'))
}

/// `6281234567890.0`: an integer that went through a program that had it as a fraction.
fn without_decimal_zero(text: &str) -> &str {
    match text.strip_suffix(".0") {
        Some(whole)
            if whole.len() > WHOLE_NUMBER && whole.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            whole
        }
        _ => text,
    }
}

fn digit_of(character: char) -> Option<u8> {
    if character.is_ascii() {
        return character
            .to_digit(10)
            .and_then(|digit| u8::try_from(digit).ok());
    }
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
        u8::try_from(offset).ok().filter(|digit| *digit <= 9)
    })
}

fn is_plus(character: char) -> bool {
    matches!(character, '+' | '\u{FF0B}')
}

fn is_filler(character: char) -> bool {
    matches!(
        character,
        ' ' | '-' | '.' | '(' | ')' | '[' | ']' | '\t' | '~' | '\r' | '\u{A0}' | '\u{AD}' | '\u{2212}' | '\u{3000}'
            | '\u{FEFF}' | '\u{FF08}' | '\u{FF09}' | '\u{FF0D}' | '\u{FF0E}'
            // Spaces, joiners and direction marks that come along when a number is copied from a phone.
            | '\u{2000}'..='\u{200F}'
            // Hyphens and dashes.
            | '\u{2010}'..='\u{2015}'
            | '\u{202A}'..='\u{202F}'
            | '\u{2060}'..='\u{2069}'
    )
}
