//! Passwords: Argon2id with the parameters OWASP recommends (19 MiB, two passes, one lane).
//!
//! Hashing takes tens of milliseconds and 19 MiB, so it runs beside the request threads and only a few at a time.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use actix_web::HttpRequest;
use argon2::password_hash;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use tokio::{
    sync::Semaphore,
    time::{Instant, sleep},
};

use super::{argon::Argon, guesses, throttle};
use crate::{ApiError, Caller, Invalid, State};

use siar_db::{Scope, accounts, audit};
use siar_domain::password::WeakPassword;
pub use siar_domain::password::{LONGEST, SHORTEST};

/// Hashes at once: what bounds the memory.
const AT_ONCE: usize = 4;
/// Hashes that wait for their turn; whoever comes then is told to come again.
const WAITING: usize = 64;
/// Working memory that nobody needed for so long is given back.
const RESTS: Duration = Duration::from_secs(2);
/// A hash of nobody's password: checked when the address is unknown, so that the time taken tells nothing.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2lhciBuYW1lcyBub2JvZHk$U6ZOYhmoFUpc9pzTPPuG9cRQvkTEjkJQd0EPy5+6Ujw";

type Resting = Arc<Mutex<Vec<(Instant, Argon)>>>;

/// Hashes and checks passwords.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    /// Of these as many exist as hashed lately at the same time, each with the moment at which it was last used.
    resting: Resting,
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passwords")
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: Arc::new(Semaphore::new(WAITING)),
            resting: Arc::default(),
        }
    }
}

impl Passwords {
    /// The PHC string to keep.
    ///
    /// # Errors
    /// 503 `busy` when too many wait.
    pub async fn hash(&self, password: SecretString) -> Result<String, ApiError> {
        self.beside(move |argon| argon.hash(password.expose_secret().as_bytes()))
            .await
    }

    /// Whether the password is the one of `hash`. Without a hash it takes as long and answers no.
    ///
    /// # Errors
    /// 503 `busy` when too many wait; a stored hash that cannot be read.
    pub async fn matches(
        &self,
        password: SecretString,
        hash: Option<String>,
    ) -> Result<bool, ApiError> {
        self.beside(move |argon| {
            let known = hash.is_some();
            let hash = hash.as_deref().unwrap_or(NOBODY);
            let right = argon.matches(password.expose_secret().as_bytes(), hash)?;
            Ok(right && known)
        })
        .await
    }

    async fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Argon) -> password_hash::Result<T> + Send + 'static,
    ) -> Result<T, ApiError> {
        let _place = self.waiting.try_acquire().map_err(|_| {
            ApiError::unavailable(
                "busy",
                "Too many people log in at once. Try again in a few seconds.",
            )
        })?;
        let turn = self.turns.clone().acquire_owned();
        let turn = turn.await.map_err(ApiError::internal)?;
        let resting = self.resting.clone();
        let hashed = tokio::task::spawn_blocking(move || {
            // Ends with the work: whoever asked may be gone by then.
            let _turn = turn;
            let lock = || resting.lock().unwrap_or_else(PoisonError::into_inner);
            let mut argon = lock().pop().map(|(_, argon)| argon).unwrap_or_default();
            let done = work(&mut argon);
            lock().push((Instant::now(), argon));
            tokio::spawn(give_back(resting.clone()));
            done
        });
        hashed
            .await
            .map_err(ApiError::internal)?
            .map_err(ApiError::internal)
    }
}

/// Drops, after a while, what was not needed since.
async fn give_back(resting: Resting) {
    sleep(RESTS).await;
    resting
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .retain(|(used, _)| used.elapsed() < RESTS);
}

/// Asks the caller for the password once more, before what a stolen log-in must not do. Slowed like a log-in, and noted when it is wrong.
///
/// # Errors
/// 422 at `field` when it is another one; 429 when too many are tried at once; 503 `busy`.
pub async fn confirm(
    state: &State,
    caller: &Caller,
    request: &HttpRequest,
    field: &str,
    password: SecretString,
) -> Result<(), ApiError> {
    let user = caller.user();
    guesses::before_confirmation(state, user).await?;
    let hash = state
        .db
        .system(async |tx| accounts::password_hash(tx, user).await)
        .await?;
    if state.auth.passwords.matches(password, Some(hash)).await? {
        return Ok(());
    }
    let tenant = caller.principal().scope.as_ref().map(Scope::tenant);
    let ip = throttle::client_ip(state, request).map(|ip| ip.to_string());
    let subject = user.to_string();
    state
        .db
        .system(async |tx| {
            let detail = json!({ "ip": ip });
            audit::note(tx, tenant, Some(user), "password.wrong", &subject, detail).await
        })
        .await?;
    Err(ApiError::invalid(
        field,
        "wrong",
        "This is not your password.",
    ))
}

/// Refuses a password that is too short, too long, the address itself, or one that everybody tries first.
pub fn check(invalid: &mut Invalid, field: &str, password: &SecretString, email: &str) {
    let text = password.expose_secret();
    match siar_domain::password::check(text, email) {
        Ok(()) => {}
        Err(WeakPassword::TooShort | WeakPassword::TooLong) => {
            invalid.length(field, text, SHORTEST, LONGEST);
        }
        Err(WeakPassword::IsEmail) => {
            invalid.add(field, "too_easy", "The password must not be the address.");
        }
        Err(weak @ WeakPassword::Common) => {
            invalid.add(
                field,
                weak.code(),
                "This password is among the first that anybody tries.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn keeps_owasps_parameters_and_recognises_its_own() {
        let passwords = Passwords::default();
        let hash = passwords.hash("correct horse".into()).await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(
            passwords
                .matches("correct horse".into(), Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(
            !passwords
                .matches("correct horsf".into(), Some(hash))
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn who_comes_when_too_many_wait_is_told_so() {
        let passwords = Passwords::default();
        let many = (0..2 * WAITING).map(|_| passwords.hash("correct horse".into()));
        let (done, refused): (Vec<_>, Vec<_>) = futures::future::join_all(many)
            .await
            .into_iter()
            .partition(Result::is_ok);
        assert_eq!(done.len(), WAITING);
        assert!(
            refused
                .into_iter()
                .all(|one| one.unwrap_err().code() == "busy")
        );
        // And then there is room again.
        passwords.hash("correct horse".into()).await.unwrap();
    }

    #[tokio::test]
    async fn the_working_memory_is_used_again() {
        let passwords = Passwords::default();
        let many = (0..3 * AT_ONCE).map(|_| passwords.hash("correct horse".into()));
        let hashes = futures::future::try_join_all(many).await.unwrap();
        let resting = passwords.resting.lock().unwrap().len();
        assert!((1..=AT_ONCE).contains(&resting), "{resting}");
        // What the one before left in it changes nothing.
        for (password, right) in [("correct horse", true), ("correct horsf", false)] {
            let asked = passwords.matches(password.into(), Some(hashes[0].clone()));
            assert_eq!(asked.await.unwrap(), right);
        }
        assert_ne!(hashes[0], hashes[1], "each has its own salt");
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn the_working_memory_is_given_back() {
        let passwords = Passwords::default();
        let used = || {
            let status = std::fs::read_to_string("/proc/self/status").unwrap();
            let line = status.lines().find(|line| line.starts_with("RssAnon:"));
            let line = line.unwrap().split_ascii_whitespace().nth(1).unwrap();
            line.parse::<usize>().unwrap() / 1024
        };
        let before = used();
        // glibc's allocator keeps pieces of a size that was freed once.
        for _ in 0..3 {
            let many = (0..AT_ONCE).map(|_| passwords.hash("correct horse".into()));
            futures::future::try_join_all(many).await.unwrap();
            assert!(used() >= before + 19, "{before} {}", used());
            siar_testkit::wait_until(Duration::from_secs(20), async || {
                let now = used();
                if now < before + 10 { Ok(()) } else { Err(now) }
            })
            .await;
        }
    }

    #[tokio::test]
    async fn nobodys_hash_is_one_that_is_really_computed() {
        let passwords = Passwords::default();
        assert!(!passwords.matches("whatever".into(), None).await.unwrap());
        let nobody = password_hash::phc::PasswordHash::new(NOBODY).unwrap();
        assert_eq!(nobody.params.to_string(), "m=19456,t=2,p=1");
        assert_eq!(nobody.hash.unwrap().len(), 32);
    }
}
