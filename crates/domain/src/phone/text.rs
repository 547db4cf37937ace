//! From the text in a cell to the digits a person would dial. What is not a number is refused here, with the reason.

use super::{PhoneError, cell, decimal};

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
        *place = digit;
        self.len += 1;
        Ok(())
    }
}

/// Reads the digits, dropping what people put between and around them.
pub(super) fn digits(text: &str) -> Result<Dialled, PhoneError> {
    let text = cell::plain(text)?;
    if is_scientific(&text) {
        return Err(PhoneError::Shortened);
    }
    let read = decimal::without_tail(&text).and_then(dial);
    match read {
        Err(PhoneError::NotANumber | PhoneError::TooLong) if holds_several(&text) => {
            Err(PhoneError::Several)
        }
        read => read,
    }
}

fn dial(text: &str) -> Result<Dialled, PhoneError> {
    let mut dialled = Dialled {
        digits: [0; MAX_DIALLED],
        len: 0,
        plus: false,
    };
    let mut run = 0;
    let mut separated = false;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                run += 1;
                if separated && run >= WHOLE_NUMBER {
                    return Err(PhoneError::Several);
                }
                // A second number would overflow the first: keep counting until it is known to be one.
                if let Err(error) = dialled.push(byte)
                    && !separated
                {
                    return Err(error);
                }
            }
            b'+' if dialled.len >= WHOLE_NUMBER => return Err(PhoneError::Several),
            b'+' if dialled.plus || dialled.len > 0 => return Err(PhoneError::NotANumber),
            b'+' => dialled.plus = true,
            b',' | b';' | b'/' | b'|' | b'&' | b'\n' => {
                separated = separated || run >= WHOLE_NUMBER;
                run = 0;
            }
            b' ' | b'-' | b'.' | b'(' | b')' | b'[' | b']' | b'\t' | b'~' | b'\r' | b'_' => {}
            _ => return Err(PhoneError::NotANumber),
        }
    }
    match dialled.len {
        0 => Err(PhoneError::NotANumber),
        1..=4 => Err(PhoneError::TooShort),
        MAX_DIALLED if separated => Err(PhoneError::TooLong),
        _ => Ok(dialled),
    }
}

/// Whether two whole numbers stand in the text, with spaces, signs or a word such as `atau` between them.
fn holds_several(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '(' | ')' | '_');
    let foreign = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .any(|word| !word.is_empty() && !cell::is_between(word));
    let is_whole = |part: &&str| part.bytes().filter(u8::is_ascii_digit).count() >= WHOLE_NUMBER;
    let parted = text
        .split(|c: char| !is_part(c) && c != ' ')
        .filter(is_whole);
    // Spaces may group the digits of one number: they part only what is whole on both sides.
    let spaced = text.split(|c: char| !is_part(c)).filter(is_whole);
    !foreign && (parted.count() > 1 || spaced.count() > 1)
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
