//! Access tokens: JWT, HS256, 15 minutes. They name a user and a login; what the login may do is read from the database.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use secrecy::{ExposeSecret, SecretSlice};
use serde::{Deserialize, Serialize};
use siar_domain::id::{LoginId, UserId};

use crate::ApiError;

/// How long an access token works.
pub const ACCESS_LIFE: TimeDelta = TimeDelta::minutes(15);
/// How far another node's clock may be ahead of ours.
const CLOCK_LEEWAY: TimeDelta = TimeDelta::seconds(30);

/// The header's type of an access token (RFC 9068).
const TYPE: &str = "at+jwt";

/// For whom an access token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// This API.
    Siar,
}

/// What an access token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The user.
    pub sub: UserId,
    /// The login.
    pub sid: LoginId,
    /// For whom it is.
    pub aud: Audience,
    /// Issued at, seconds since 1970.
    pub iat: i64,
    /// Stops working at, seconds since 1970.
    pub exp: i64,
}

/// Signs and checks access tokens.
pub struct TokenKey {
    sign: EncodingKey,
    check: DecodingKey,
    rules: Validation,
}

impl fmt::Debug for TokenKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenKey")
    }
}

impl TokenKey {
    /// From the secret, at least 32 bytes.
    #[must_use]
    pub fn new(secret: &SecretSlice<u8>) -> Self {
        // Only HS256: a token that names another algorithm, or none, is refused whatever it is signed with.
        let mut rules = Validation::new(Algorithm::HS256);
        // Time is passed in, so the expiry is checked below rather than by the machine's clock.
        rules.validate_exp = false;
        // Who else signs with this key by mistake, or for another purpose, makes no access token of Siar's.
        rules.set_audience(&["siar"]);
        rules.set_required_spec_claims(&["aud"]);
        Self {
            sign: EncodingKey::from_secret(secret.expose_secret()),
            check: DecodingKey::from_secret(secret.expose_secret()),
            rules,
        }
    }

    /// A token for this login, and when it stops working.
    ///
    /// # Errors
    /// When it cannot be signed: a bug.
    pub fn issue(
        &self,
        user: UserId,
        login: LoginId,
        now: DateTime<Utc>,
    ) -> Result<(String, DateTime<Utc>), ApiError> {
        let expires = now + ACCESS_LIFE;
        let claims = Claims {
            sub: user,
            sid: login,
            aud: Audience::Siar,
            iat: now.timestamp(),
            exp: expires.timestamp(),
        };
        let header = Header {
            typ: Some(TYPE.to_owned()),
            ..Header::new(Algorithm::HS256)
        };
        jsonwebtoken::encode(&header, &claims, &self.sign)
            .map(|token| (token, expires))
            .map_err(ApiError::internal)
    }

    /// Which login a token of ours is of, also when it no longer works: to end that login.
    #[must_use]
    pub fn login_of(&self, token: &str) -> Option<LoginId> {
        let token = jsonwebtoken::decode::<Claims>(token, &self.check, &self.rules).ok()?;
        (token.header.typ.as_deref() == Some(TYPE)).then_some(token.claims.sid)
    }

    /// What a token says, when it is ours and still works.
    ///
    /// # Errors
    /// 401 with `token_invalid` or `token_expired`.
    pub fn check(&self, token: &str, now: DateTime<Utc>) -> Result<Claims, ApiError> {
        let invalid =
            || ApiError::unauthenticated("token_invalid", "The access token is not valid.");
        let token = jsonwebtoken::decode::<Claims>(token, &self.check, &self.rules)
            .map_err(|_| invalid())?;
        if token.header.typ.as_deref() != Some(TYPE) {
            return Err(invalid());
        }
        let claims = token.claims;
        if claims.iat > (now + CLOCK_LEEWAY).timestamp() {
            return Err(invalid());
        }
        if claims.exp <= now.timestamp() {
            return Err(ApiError::unauthenticated(
                "token_expired",
                "The access token has expired: refresh it.",
            ));
        }
        Ok(claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    use uuid::Uuid;

    fn key(byte: u8) -> TokenKey {
        TokenKey::new(&SecretSlice::from(vec![byte; 32]))
    }

    fn issued() -> (String, UserId, LoginId, DateTime<Utc>) {
        let (user, login) = (UserId(Uuid::from_u128(1)), LoginId(Uuid::from_u128(2)));
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        (key(1).issue(user, login, now).unwrap().0, user, login, now)
    }

    #[test]
    fn works_for_fifteen_minutes() {
        let (token, user, login, now) = issued();
        let claims = key(1).check(&token, now + TimeDelta::seconds(899)).unwrap();
        assert_eq!((claims.sub, claims.sid), (user, login));
        let late = key(1).check(&token, now + ACCESS_LIFE).unwrap_err();
        assert_eq!(late.code(), "token_expired");
    }

    #[test]
    fn a_foreign_tampered_or_unsigned_token_is_refused() {
        let (token, .., now) = issued();
        let refused = |token: &str| key(1).check(token, now).unwrap_err().code();
        assert_eq!(
            key(2).check(&token, now).unwrap_err().code(),
            "token_invalid"
        );

        let parts: Vec<&str> = token.split('.').collect();
        let claims = String::from_utf8(URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
        let other = URL_SAFE_NO_PAD.encode(claims.replace("0001", "0003"));
        assert_eq!(
            refused(&format!("{}.{other}.{}", parts[0], parts[2])),
            "token_invalid"
        );

        for header in [
            r#"{"alg":"none","typ":"JWT"}"#,
            r#"{"alg":"HS512","typ":"JWT"}"#,
            r#"{"alg":"HS256","typ":"JWT"}"#,
        ] {
            let header = URL_SAFE_NO_PAD.encode(header);
            assert_eq!(
                refused(&format!("{header}.{}.{}", parts[1], parts[2])),
                "token_invalid"
            );
            assert_eq!(refused(&format!("{header}.{}.", parts[1])), "token_invalid");
        }
        assert_eq!(refused(""), "token_invalid");
        assert_eq!(
            key(1)
                .check(&token, now - TimeDelta::minutes(5))
                .unwrap_err()
                .code(),
            "token_invalid"
        );
    }
}
