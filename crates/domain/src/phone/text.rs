//! From the text in a cell to the digits a person would dial. What is not a number is refused here, with the reason.

use super::{PhoneError, cell, decimal};

/// More digits than this are never one number, however it is prefixed: 15 of E.164, a trunk zero, an international prefix.
const MAX_DIALLED: usize = 20;
/// From here on, a run of digits is a number of its own.
const WHOLE_NUMBER: usize = 7;
/// So many digits in one piece are never the beginning of a longer number.
const SURELY_WHOLE: usize = 10;

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
    let mut groups = Groups::default();
    let mut several = false;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                several |= groups.digit();
                if !several {
                    dialled.push(byte)?;
                }
            }
            b'+' if dialled.len >= WHOLE_NUMBER => several = true,
            b'+' if dialled.plus || dialled.len > 0 => return Err(PhoneError::NotANumber),
            b'+' => dialled.plus = true,
            b' ' | b'-' | b'.' | b')' | b']' => groups.gap(),
            b',' | b';' | b'/' | b'|' | b'&' | b'\n' | b'\r' | b'\t' | b'~' | b'_' => {
                groups.separator(byte, dialled.len);
            }
            b'(' | b'[' => groups.bracket(dialled.len),
            _ => return Err(PhoneError::NotANumber),
        }
    }
    match dialled.len {
        _ if several => Err(PhoneError::Several),
        0 => Err(PhoneError::NotANumber),
        1..=4 => Err(PhoneError::TooShort),
        _ => Ok(dialled),
    }
}

/// How the digits of a text are grouped, and from where on they can only be those of a second number. `08120000012/13` are two: glued they
/// would be the number of a stranger.
#[derive(Default)]
struct Groups {
    /// Digits without anything between them.
    unbroken: usize,
    /// Digits since the last separator.
    run: usize,
    /// The separator that groups the digits of the first number, as in `0812/3456/7890`.
    within: Option<u8>,
    ended: bool,
}

impl Groups {
    /// One more digit; answers whether it belongs to a second number.
    const fn digit(&mut self) -> bool {
        self.unbroken += 1;
        self.run += 1;
        self.ended
    }

    /// What groups digits, unless they were a whole number before it.
    const fn gap(&mut self) {
        self.ended |= self.unbroken >= SURELY_WHOLE;
        self.unbroken = 0;
    }

    /// What parts numbers, and may group the digits of one.
    fn separator(&mut self, mark: u8, digits: usize) {
        let is_other = self.within.is_some_and(|within| within != mark);
        self.ended |= self.run >= WHOLE_NUMBER || (is_other && digits >= WHOLE_NUMBER);
        if self.run > 0 {
            self.within = self.within.or(Some(mark));
        }
        self.gap();
        self.run = 0;
    }

    /// A bracket stands around an area code; behind a whole number it holds something else.
    const fn bracket(&mut self, digits: usize) {
        self.ended |= digits >= WHOLE_NUMBER;
        self.gap();
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
