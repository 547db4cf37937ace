//! Numbers that went through a program as quantities: `8120000042.00`, `8.120.000.042,00`. What follows the decimal mark was
//! never dialled, and glued to the rest it is the number of a stranger.

use super::PhoneError;

/// From here on, digits before a decimal mark can be a phone number.
const WHOLE: usize = 7;
/// A number of so many digits has no grouping mark left to come: what follows a mark then are decimals.
const SURELY_WHOLE: usize = 10;

/// The text without a tail of decimal zeros.
///
/// # Errors
/// [`PhoneError::Decimals`] where the tail holds another digit: nobody knows what the number was.
pub(super) fn without_tail(text: &str) -> Result<&str, PhoneError> {
    let Some((whole, tail)) = text
        .rfind(['.', ','])
        .and_then(|at| text.split_at_checked(at))
    else {
        return Ok(text);
    };
    let mark = tail.chars().next().unwrap_or('.');
    let tail = tail.get(1..).unwrap_or_default().trim_end();
    let digits = whole.bytes().filter(u8::is_ascii_digit).count();
    let is_decimals = !tail.is_empty() && tail.bytes().all(|byte| byte.is_ascii_digit())
        // `0812.3456.7890` and `06.12.34.56.78` are written in groups.
        && !whole.contains(mark)
        && digits >= WHOLE
        // `62812345.67890` may be two groups; `6281234567890.123` may not.
        && (tail.len() <= 2 || digits >= SURELY_WHOLE || tail.bytes().all(|byte| byte == b'0'));
    if !is_decimals {
        return Ok(text);
    }
    if tail.bytes().any(|byte| byte != b'0') {
        return Err(PhoneError::Decimals);
    }
    Ok(whole)
}
