//! The default country of a tenant: an ISO 3166 code that libphonenumber knows.

use phonenumber::{country::Id, metadata::DATABASE};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, fmt, str::FromStr};

/// A country by its two-letter ISO 3166 code, one that has a numbering plan.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Country(Id);

impl Country {
    /// Indonesia, Siar's default.
    pub const INDONESIA: Self = Self(Id::ID);

    /// The two letters, upper case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }

    /// Every country with a numbering plan, in the order of the alphabet.
    pub fn all() -> impl Iterator<Item = Self> {
        let letters = || 'A'..='Z';
        letters().flat_map(move |first| {
            letters().filter_map(move |second| format!("{first}{second}").parse().ok())
        })
    }

    pub(super) const fn id(self) -> Id {
        self.0
    }

    #[cfg(test)]
    pub(super) const fn from_id(id: Id) -> Self {
        Self(id)
    }
}

impl Default for Country {
    fn default() -> Self {
        Self::INDONESIA
    }
}

/// Two letters that name no country with a numbering plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a two-letter country code (as in ID or SG)")]
pub struct UnknownCountry(pub String);

impl FromStr for Country {
    type Err = UnknownCountry;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownCountry(text.chars().take(20).collect());
        let id = Id::from_str(&text.trim().to_ascii_uppercase()).map_err(|_| unknown())?;
        DATABASE.by_id(id.as_ref()).ok_or_else(unknown)?;
        Ok(Self(id))
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({})", self.as_str())
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for Country {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("A country by its two-letter ISO 3166 code."))
            .enum_values(Some(Self::all().map(|country| country.to_string())))
            .examples(["ID"])
            .into()
    }
}

impl utoipa::ToSchema for Country {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Country")
    }
}
