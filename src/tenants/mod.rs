//! The tenant's own settings.

pub mod get;
pub mod update;

use crate::routes::Routes;
use siar_domain::phone::Country;

use crate::Invalid;

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(get::get_tenant)
        .service(update::update_tenant);
}

/// Refuses countries, time zones and languages that do not exist; what is not given is fine.
pub(crate) fn check_place(
    invalid: &mut Invalid,
    country: Option<&str>,
    time_zone: Option<&str>,
    language: Option<&str>,
) {
    // Upper case as it is stored; a country without a numbering plan could not be anybody's default.
    let country_fine = country.is_none_or(|country| {
        country.bytes().all(|byte| byte.is_ascii_uppercase()) && country.parse::<Country>().is_ok()
    });
    invalid.check(
        country_fine,
        "country",
        "unknown",
        "Two capital letters, as ID.",
    );
    let zone_fine = time_zone.is_none_or(|zone| zone.parse::<chrono_tz::Tz>().is_ok());
    invalid.check(
        zone_fine,
        "time_zone",
        "unknown",
        "An IANA name, as Asia/Jakarta.",
    );
    let language_fine = language.is_none_or(|language| matches!(language, "en" | "id"));
    invalid.check(language_fine, "language", "unknown", "en or id.");
}
