//! Codes: what an app shows at a time, recovery codes, and whether one is right.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use siar_db::{
    DbError,
    second_factors::{self, Factor},
};
use siar_domain::id::UserId;
use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::{ApiError, Invalid, State, auth::secret, windows::Rule};

/// Longest code that anybody types, characters: a recovery code with its dashes, and then some.
const LONGEST: usize = 40;
/// Recovery codes of one user.
const CODES: usize = 10;
/// A step of thirty seconds before and after: the phone's clock, and how long somebody takes to type.
const SKEW: u16 = 1;
const STEP_SECONDS: u64 = 30;
/// Codes that can be tried for one account: ten at once, then one every five minutes. Of a million codes three are right at a time, so
/// that whoever has the password needs more than two years for an even chance.
const GUESSES: Rule = Rule {
    every: Duration::from_secs(300),
    burst: 10,
};

/// What an authenticator app holds for the account with this address.
pub(super) fn totp(secret: &[u8], email: &str) -> Totp {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(SKEW)
        .with_step_duration(STEP_SECONDS)
        .with_secret(Secret::from(secret))
        .with_issuer(Some("Siar"))
        // The app splits issuer and account at a colon.
        .with_account_name(email.replace(':', "_"))
        .build_noncompliant()
}

/// New recovery codes: as they are shown, and their hashes.
pub(super) fn recovery_codes() -> Result<(Vec<String>, Vec<Vec<u8>>), ApiError> {
    let mut shown = Vec::with_capacity(CODES);
    let mut hashes = Vec::with_capacity(CODES);
    for _ in 0..CODES {
        let bytes = secret::bytes::<10>()?;
        let code = Secret::from(bytes.as_slice()).to_base32();
        hashes.push(secret::hash(&code));
        let groups: Vec<&str> = (0..code.len())
            .step_by(4)
            .filter_map(|at| code.get(at..at + 4))
            .collect();
        shown.push(groups.join("-"));
    }
    Ok((shown, hashes))
}

/// The code as it was typed, if anything was.
///
/// # Errors
/// 422 at `code` when it is longer than any.
pub(crate) fn typed(code: Option<&SecretString>) -> Result<Option<&SecretString>, ApiError> {
    let text = code.map_or("", |code| code.expose_secret().trim());
    Invalid::new().length("code", text, 0, LONGEST).done()?;
    Ok(code.filter(|_| !text.is_empty()))
}

/// Whether `code` is the user's: one that the app shows now, or a recovery code. Each works once.
///
/// # Errors
/// 429 `too_many_codes` after ten wrong ones.
pub(crate) async fn check(
    state: &State,
    user: UserId,
    code: &SecretString,
) -> Result<bool, ApiError> {
    throttle(state, user).await?;
    let factor = state
        .db
        .system(async |tx| second_factors::of(tx, user).await)
        .await?;
    match factor.filter(|factor| factor.enabled_at.is_some()) {
        Some(factor) => is_right(state, user, &factor, code).await,
        None => Ok(false),
    }
}

/// As [`check`], for a factor in use or being set up.
pub(super) async fn is_right(
    state: &State,
    user: UserId,
    factor: &Factor,
    code: &SecretString,
) -> Result<bool, ApiError> {
    let code: String = code
        .expose_secret()
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .collect::<String>()
        .to_uppercase();
    let is_of_app = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    if !is_of_app {
        let hash = secret::hash(&code);
        let used = state
            .db
            .system(async |tx| second_factors::use_code(tx, user, &hash).await)
            .await?;
        return Ok(used);
    }
    let secret = factor
        .sealed
        .open(state.mailer.keys(), user)
        .map_err(DbError::from)?;
    let now = u64::try_from(state.clock.now().timestamp()).unwrap_or_default();
    let Some(step) = totp(&secret, "").check(&code, now) else {
        return Ok(false);
    };
    let step = i64::try_from(step).map_err(ApiError::internal)?;
    Ok(state
        .db
        .system(async |tx| second_factors::use_step(tx, user, step).await)
        .await?)
}

/// Asks for a code once more, before what a stolen log-in and password must not do. Whoever has no second factor needs none.
///
/// # Errors
/// 422 at `code` when it is missing or wrong; 429 `too_many_codes`.
pub(crate) async fn confirm(
    state: &State,
    user: UserId,
    enabled: bool,
    code: Option<&SecretString>,
) -> Result<(), ApiError> {
    let typed = typed(code)?;
    if !enabled {
        return Ok(());
    }
    let Some(code) = typed else {
        return Err(ApiError::invalid(
            "code",
            "required",
            "Enter the code that your app shows.",
        ));
    };
    if check(state, user, code).await? {
        return Ok(());
    }
    Err(wrong())
}

/// 422: another code.
pub(super) fn wrong() -> ApiError {
    ApiError::invalid("code", "wrong", "This code is wrong or was used already.")
}

/// Counts a try.
pub(super) async fn throttle(state: &State, user: UserId) -> Result<(), ApiError> {
    state
        .windows
        .take(&format!("code-of:{user}"), GUESSES, state.clock.now())
        .await
        .map_err(|wait| {
            ApiError::too_many(
                "too_many_codes",
                "Too many codes were tried. Wait a little.",
                wait,
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: the secret `12345678901234567890`, of whose eight digits the last six.
    #[test]
    fn codes_are_those_of_the_standard() {
        let totp = totp(b"12345678901234567890", "sari@warung.example");
        for (time, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(totp.generate(time).to_string(), code);
            assert_eq!(totp.check(code, time), Some(time / 30));
            assert_eq!(totp.check(code, time + 30), Some(time / 30));
            assert_eq!(totp.check(code, time + 90), None);
        }
    }

    #[test]
    fn an_app_reads_the_address_of_the_account() {
        let url = totp(b"12345678901234567890", "sari@warung.example").to_url();
        assert_eq!(
            url.unwrap(),
            "otpauth://totp/Siar:sari%40warung.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Siar"
        );
    }

    #[test]
    fn recovery_codes_are_ten_different_ones_of_eighty_bits() {
        let (mut shown, hashes) = recovery_codes().unwrap();
        assert_eq!(hashes.len(), 10);
        for (code, hash) in shown.iter().zip(&hashes) {
            assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4; 4]);
            assert_eq!(&secret::hash(&code.replace('-', "")), hash);
        }
        shown.sort();
        shown.dedup();
        assert_eq!(shown.len(), 10);
    }
}
