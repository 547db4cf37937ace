//! From digits to a number that exists: the crate's answer, by a shorter way where the shape is common.
//!
//! `phonenumber::parse` costs several microseconds: it matches a dozen patterns kept in a cache behind one lock for the whole
//! process. Nearly all rows of a contact file are mobile numbers, so the short way asks one compiled pattern per country: is
//! this a mobile? Where the answer is yes and no other reading competes, the crate would say the same (`tests.rs` holds it
//! to that for every country); in every other case the crate is asked.

use phonenumber::{Metadata, country::Id, metadata::DATABASE};
use regex::Regex;
use std::sync::{LazyLock, OnceLock};

use super::{Country, Phone, PhoneError, national, text::Dialled};

/// The number behind what was dialled.
pub(super) fn read(dialled: &Dialled, country: Country) -> Result<Phone, PhoneError> {
    match short_way(dialled, country) {
        Some(phone) => Ok(phone),
        None => long_way(dialled, country).or_else(|error| other_spelling(error, dialled, country)),
    }
}

/// The digits put behind the calling code that they were dialled with, or the country's, whether such a number exists or not.
pub(super) fn as_dialled(dialled: &Dialled, country: Country) -> Option<Phone> {
    let digits = dialled.as_str();
    if dialled.plus {
        return Phone::from_e164(&format!("+{digits}")).ok();
    }
    if let Some(abroad) = digits.strip_prefix("00") {
        return Phone::from_e164(&format!("+{abroad}")).ok();
    }
    let code = calling_code(country)?;
    let national = digits.trim_start_matches('0');
    // A whole number with its calling code, or one that was dialled at home.
    match digits.strip_prefix(code) {
        Some(rest) if rest.len() >= 8 => Phone::from_e164(&format!("+{digits}")).ok(),
        _ => Phone::from_e164(&format!("+{code}{national}")).ok(),
    }
}

/// A spelling that no plan knows and WhatsApp does, or the reason that explains it.
fn other_spelling(
    error: PhoneError,
    dialled: &Dialled,
    country: Country,
) -> Result<Phone, PhoneError> {
    if let Some(digits) = national::mexican(dialled, country) {
        return international(&digits).map(|reading| reading.phone);
    }
    if national::lacks_ninth_digit(dialled, country) {
        return Err(PhoneError::NinthDigit);
    }
    Err(error)
}

/// One way to read the digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reading {
    phone: Phone,
    mobile: bool,
}

/// The crate's answers and the decisions of the module's head.
pub(super) fn long_way(dialled: &Dialled, country: Country) -> Result<Phone, PhoneError> {
    let digits = dialled.as_str();
    if dialled.plus {
        return international(digits).map(|reading| reading.phone);
    }
    let national = ask_crate(digits, Some(country.id()));
    let own_code = calling_code(country).filter(|code| digits.starts_with(code));
    let with_code = own_code.and_then(|_| international(digits).ok());
    let abroad = digits
        .strip_prefix("00")
        .and_then(|rest| international(rest).ok());
    let readings = [national.ok(), with_code, abroad];
    let mobile = readings.iter().flatten().find(|reading| reading.mobile);
    // Without a mobile, `00` speaks for itself: no national number begins with two zeros.
    let any = || abroad.or_else(|| readings.into_iter().flatten().next());
    match mobile.copied().or_else(any) {
        Some(reading) => Ok(reading.phone),
        None => national.map(|reading| reading.phone),
    }
}

fn international(digits: &str) -> Result<Reading, PhoneError> {
    let mut text = String::with_capacity(digits.len() + 1);
    text.push('+');
    text.push_str(digits);
    ask_crate(&text, None)
}

fn ask_crate(text: &str, country: Option<Id>) -> Result<Reading, PhoneError> {
    use phonenumber::ParseError as E;
    let number = phonenumber::parse(country, text).map_err(|error| match error {
        E::NoNumber | E::MalformedInteger(_) => PhoneError::NotANumber,
        E::InvalidCountryCode => PhoneError::UnknownCallingCode,
        E::TooShortAfterIdd | E::TooShortNsn => PhoneError::TooShort,
        E::TooLong => PhoneError::TooLong,
    })?;
    let code = number.code().value();
    let national = number.national().to_string();
    if !number.is_valid() {
        return Err(why_invalid(code, &national));
    }
    let phone = Phone::from_digits(code.to_string().as_bytes(), national.as_bytes())
        .ok_or(PhoneError::NoSuchRange)?;
    let mobile = is_mobile_range(code, &national);
    Ok(Reading { phone, mobile })
}

/// Whether a country with this calling code gives such numbers to mobiles.
fn is_mobile_range(code: u16, national: &str) -> bool {
    DATABASE.by_code(&code).is_some_and(|plans| {
        plans.iter().any(|plan| {
            plan.descriptors()
                .mobile()
                .is_some_and(|mobile| mobile.is_match(national))
        })
    })
}

impl Phone {
    /// Whether this can be a mobile number. In some countries (those of North America) mobiles and fixed lines look alike.
    #[must_use]
    pub fn is_mobile(&self) -> bool {
        match short_international(self.digits()) {
            Some(_) => true,
            None => international(self.digits()).is_ok_and(|reading| reading.mobile),
        }
    }
}

/// Whether a number is wrong in its length or in its range: the two mistakes people make.
fn why_invalid(code: u16, national: &str) -> PhoneError {
    let lengths = || {
        let plans = DATABASE.by_code(&code).unwrap_or_default();
        plans
            .into_iter()
            .flat_map(|plan| [plan.descriptors().mobile(), plan.descriptors().fixed_line()])
            .flatten()
            .flat_map(|kind| kind.possible_length().iter().copied().map(usize::from))
    };
    let shortest = lengths().min();
    let longest = lengths().max();
    if shortest.is_some_and(|shortest| national.len() < shortest) {
        PhoneError::TooShort
    } else if longest.is_some_and(|longest| national.len() > longest) {
        PhoneError::TooLong
    } else {
        PhoneError::NoSuchRange
    }
}

/// A mobile number in one of the usual spellings; none sends the digits the long way.
pub(super) fn short_way(dialled: &Dialled, country: Country) -> Option<Phone> {
    let digits = dialled.as_str();
    if dialled.plus {
        return short_international(digits);
    }
    let plan = plan(country.id())?;
    if plan.international_prefix.as_ref()?.is_match(digits) {
        return None;
    }
    let national = plan.significant(digits)?;
    if plan.is_mobile(national) {
        if digits.starts_with(plan.code.as_str()) {
            // Might be the same digits with a calling code: let the crate weigh the two.
            return None;
        }
        return Phone::from_digits(plan.code.as_bytes(), national.as_bytes());
    }
    let rest = digits.strip_prefix(plan.code.as_str())?;
    (plan.significant(rest)? == rest && plan.is_mobile(rest))
        .then(|| Phone::from_digits(plan.code.as_bytes(), rest.as_bytes()))
        .flatten()
}

fn short_international(digits: &str) -> Option<Phone> {
    let plan = plan_of_calling_code(digits)?;
    let rest = digits.strip_prefix(plan.code.as_str())?;
    (plan.significant(rest)? == rest && plan.is_mobile(rest))
        .then(|| Phone::from_digits(plan.code.as_bytes(), rest.as_bytes()))
        .flatten()
}

/// What the short way needs of a country's numbering plan.
struct Plan {
    code: String,
    /// What is dialled first for a number abroad.
    international_prefix: Option<Regex>,
    /// What is dialled first for a number at home, `0` in most countries.
    trunk: Option<String>,
    /// A pattern that may be more than the plain trunk prefix (carriers, area codes): digits it takes go the long way.
    trunk_pattern: Option<Regex>,
    mobile: Regex,
    mobile_lengths: Vec<u16>,
}

impl Plan {
    /// None where the crate would have more to decide than this plan knows.
    fn of(metadata: &Metadata) -> Option<Self> {
        // The crate takes the first region of a calling code that fits; only that one has the short way.
        let regions = DATABASE.region(&metadata.country_code())?;
        if regions.first() != Some(&metadata.id()) || metadata.leading_digits().is_some() {
            return None;
        }
        let descriptor = metadata.descriptors().mobile()?;
        if descriptor.possible_length().is_empty() {
            return None;
        }
        let trunk = metadata.national_prefix().map(str::to_owned);
        let trunk_pattern = metadata
            .national_prefix_for_parsing()
            .map(|pattern| pattern.as_str())
            .filter(|pattern| Some(*pattern) != trunk.as_deref());
        Some(Self {
            code: metadata.country_code().to_string(),
            international_prefix: match metadata.international_prefix() {
                Some(pattern) => Some(anchored(pattern.as_str())?),
                None => None,
            },
            trunk,
            trunk_pattern: match trunk_pattern {
                Some(pattern) => Some(anchored(pattern)?),
                None => None,
            },
            mobile: anchored(descriptor.national_number().as_str())?,
            mobile_lengths: descriptor.possible_length().to_vec(),
        })
    }

    /// The digits without the trunk prefix; none where stripping it is not plain.
    fn significant<'a>(&self, digits: &'a str) -> Option<&'a str> {
        if self
            .trunk_pattern
            .as_ref()
            .is_some_and(|pattern| pattern.is_match(digits))
        {
            return None;
        }
        let Some(trunk) = self.trunk.as_deref() else {
            return Some(digits);
        };
        match digits.strip_prefix(trunk) {
            Some(rest) if rest.starts_with(trunk) => None,
            Some(rest) => Some(rest),
            None => Some(digits),
        }
    }

    fn is_mobile(&self, national: &str) -> bool {
        u16::try_from(national.len()).is_ok_and(|length| self.mobile_lengths.contains(&length))
            && self.mobile.is_match(national)
    }
}

fn anchored(pattern: &str) -> Option<Regex> {
    regex::RegexBuilder::new(&format!("^(?:{pattern})"))
        .ignore_whitespace(true)
        .build()
        .ok()
}

/// More than there are countries: one place for each value of [`Id`].
const PLACES: usize = 300;
static PLANS: [OnceLock<Option<Plan>>; PLACES] = [const { OnceLock::new() }; PLACES];

/// The country's plan, compiled when it is first asked for.
fn plan(id: Id) -> Option<&'static Plan> {
    PLANS
        .get(id as usize)?
        .get_or_init(|| Plan::of(DATABASE.by_id(id.as_ref())?))
        .as_ref()
}

/// The country's calling code, without a plus.
pub(super) fn calling_code(country: Country) -> Option<&'static str> {
    static CODES: [OnceLock<Option<String>>; PLACES] = [const { OnceLock::new() }; PLACES];
    CODES
        .get(country.id() as usize)?
        .get_or_init(|| {
            let metadata = DATABASE.by_id(country.id().as_ref())?;
            Some(metadata.country_code().to_string())
        })
        .as_deref()
}

/// The plan of the country whose calling code these digits begin with.
fn plan_of_calling_code(digits: &str) -> Option<&'static Plan> {
    /// Indexed by calling code. A code that exists but has no short way ends the search, as no longer code may follow it.
    static CODES: LazyLock<Vec<Option<Option<Id>>>> = LazyLock::new(|| {
        (0..1000_u16)
            .map(|code| {
                let regions = DATABASE.region(&code)?;
                Some(regions.first().and_then(|region| region.parse().ok()))
            })
            .collect()
    });
    let mut code = 0_usize;
    for byte in digits.bytes().take(3) {
        code = code * 10 + usize::from(byte - b'0');
        if code == 0 {
            return None;
        }
        if let Some(Some(region)) = CODES.get(code) {
            return plan((*region)?);
        }
    }
    None
}
