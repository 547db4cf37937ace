//! Spellings of three countries in which one WhatsApp account has two numbers (CON-8).
//!
//! - **Mexico** dialled mobiles as `52 1 …` until 2019; WhatsApp shows that form to this day.
//! - **Argentina** dials mobiles from abroad as `54 9 …` and at home with a `15` after the area code.
//! - **Brazil** put a `9` before its eight-digit mobile numbers; accounts that are older keep an id without it.
//!
//! `docs/adr/spellings.md` says what is rewritten on reading and what only counts as the same.

use super::{Country, Phone, reading::calling_code, text::Dialled};

const MEXICO: &str = "52";
const BRAZIL: &str = "55";
const ARGENTINA: &str = "54";

/// The international digits of a number that was dialled with Mexico's `52 1`, as they are dialled since 2019.
pub(super) fn mexican(dialled: &Dialled, country: Country) -> Option<String> {
    let digits = dialled.as_str();
    let is_home = calling_code(country) == Some(MEXICO);
    let digits = match digits.strip_prefix("00") {
        Some(rest) if !dialled.plus => rest,
        _ if dialled.plus || is_home => digits,
        _ => return None,
    };
    let national = digits.strip_prefix(MEXICO)?.strip_prefix('1')?;
    (national.len() == 10).then(|| format!("{MEXICO}{national}"))
}

/// Whether these digits are a Brazilian mobile number without its ninth digit. It is not put there: the account may be new
/// and belong to somebody else.
pub(super) fn lacks_ninth_digit(dialled: &Dialled, country: Country) -> bool {
    let digits = dialled.as_str();
    let is_home = calling_code(country) == Some(BRAZIL);
    let national = match digits.strip_prefix(BRAZIL) {
        Some(rest) if dialled.plus || (is_home && digits.len() == 12) => rest,
        _ if is_home && !dialled.plus => digits.strip_prefix('0').unwrap_or(digits),
        _ => return false,
    };
    is_eight_digit_mobile(national)
}

impl Phone {
    /// The one spelling under which all numbers of this number's WhatsApp account are counted: compare it, do not dial it.
    /// Equal to the number itself outside of Argentina, Brazil and Mexico. The database's `account_of` says the same.
    #[must_use]
    pub fn account(&self) -> Self {
        let rewritten = match self.digits().split_at_checked(2) {
            Some((MEXICO, rest)) if rest.len() == 11 => rest
                .strip_prefix('1')
                .map(|national| format!("+{MEXICO}{national}")),
            Some((ARGENTINA, rest)) if rest.len() == 10 && !rest.starts_with('9') => {
                Some(format!("+{ARGENTINA}9{rest}"))
            }
            Some((BRAZIL, rest)) if is_eight_digit_mobile(rest) => rest
                .split_at_checked(2)
                .map(|(area, subscriber)| format!("+{BRAZIL}{area}9{subscriber}")),
            _ => None,
        };
        rewritten
            .and_then(|text| Self::from_e164(&text).ok())
            .unwrap_or(*self)
    }
}

impl Phone {
    /// All numbers of this number's WhatsApp account, itself among them: what an index of numbers is asked for.
    #[must_use]
    pub fn spellings(&self) -> Vec<Self> {
        let account = self.account();
        let other = match account.digits().split_at_checked(2) {
            Some((MEXICO, rest)) if rest.len() == 10 => Some(format!("+{MEXICO}1{rest}")),
            Some((ARGENTINA, rest)) => rest
                .strip_prefix('9')
                .map(|national| format!("+{ARGENTINA}{national}")),
            Some((BRAZIL, rest)) => rest.split_at_checked(2).and_then(|(area, rest)| {
                Some(format!("+{BRAZIL}{area}{}", rest.strip_prefix('9')?))
            }),
            _ => None,
        };
        let other = other.and_then(|text| Self::from_e164(&text).ok());
        let same = other.filter(|other| *other != account && other.account() == account);
        std::iter::once(account).chain(same).collect()
    }
}

/// Area code and eight digits that begin as mobiles do: fixed lines begin with 2 to 5.
fn is_eight_digit_mobile(national: &str) -> bool {
    national.len() == 10
        && !national.starts_with('0')
        && matches!(national.as_bytes().get(2), Some(b'6'..=b'9'))
}
