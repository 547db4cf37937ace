//! Guessing at the password of one account is slow from wherever it is done: a few guesses a minute are free, each further one waits, and
//! waits in line, so that a thousand at once take as long as a thousand one after the other. The owner is slowed and never locked out: where
//! the owner has been before, and inside a log-in, the line is another one than that of the rest of the world.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use actix_web::HttpRequest;
use siar_db::logins;
use siar_domain::id::UserId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::throttle;
use crate::{ApiError, State, windows::Rule};

/// So long at most does one guess wait once it is its turn.
const LONGEST_WAIT: Duration = Duration::from_secs(3);
/// Guesses that stand in one line.
const MOST_IN_LINE: usize = 5;

/// In which line a guess stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Of people who are logged in already.
    Inside,
    /// Of where the account was logged in from before.
    Familiar,
    /// Of everybody else.
    Outside,
}

impl Line {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Familiar => "familiar",
            Self::Outside => "account",
        }
    }
}

/// The lines that somebody stands in, on this node.
#[derive(Debug, Default)]
pub(crate) struct Lines(Mutex<HashMap<String, Turns>>);

#[derive(Debug)]
struct Turns {
    standing: usize,
    one: Arc<Semaphore>,
}

impl Lines {
    /// Takes a place in a line; none when it is too long.
    fn stand(self: &Arc<Self>, key: &str) -> Option<Place> {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let turns = lines.entry(key.to_owned()).or_insert_with(|| Turns {
            standing: 0,
            one: Arc::new(Semaphore::new(1)),
        });
        if turns.standing == MOST_IN_LINE {
            return None;
        }
        turns.standing += 1;
        Some(Place {
            lines: Arc::clone(self),
            one: Arc::clone(&turns.one),
            key: key.to_owned(),
        })
    }
}

/// A place in a line, given up when dropped.
#[derive(Debug)]
struct Place {
    lines: Arc<Lines>,
    one: Arc<Semaphore>,
    key: String,
}

impl Place {
    /// Waits for those before.
    async fn turn(&self) -> Result<OwnedSemaphorePermit, ApiError> {
        let turn = Arc::clone(&self.one).acquire_owned().await;
        turn.map_err(ApiError::internal)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut lines = self.lines.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turns) = lines.get_mut(&self.key) {
            turns.standing -= 1;
            if turns.standing == 0 {
                lines.remove(&self.key);
            }
        }
    }
}

/// Before a log-in to the account of this address, which may be nobody's.
///
/// # Errors
/// 429 when too many stand in line.
pub(crate) async fn before_login(
    state: &State,
    request: &HttpRequest,
    email: &str,
    user: UserId,
) -> Result<(), ApiError> {
    let before = state
        .db
        .system(async |tx| logins::opened_from(tx, user).await)
        .await?;
    let before = before.iter().filter_map(|ip| ip.parse().ok());
    let here = throttle::client_ip(state, request).map(throttle::network);
    let line = if before.map(throttle::network).any(|ip| here == Some(ip)) {
        Line::Familiar
    } else {
        Line::Outside
    };
    wait(state, line, email).await
}

/// Before somebody who is logged in types the password once more.
///
/// # Errors
/// 429 when too many stand in line.
pub(super) async fn before_confirmation(state: &State, user: UserId) -> Result<(), ApiError> {
    wait(state, Line::Inside, &user.to_string()).await
}

async fn wait(state: &State, line: Line, account: &str) -> Result<(), ApiError> {
    let key = format!("{}:{}", line.as_str(), throttle::short(account));
    let place = state.auth.lines.stand(&key).ok_or_else(|| {
        ApiError::too_many(
            "too_many_attempts",
            "Too many attempts. Wait a little.",
            LONGEST_WAIT,
        )
    })?;
    let _turn = place.turn().await?;
    let rule = Rule::per_minute(state.config.auth.logins_per_minute);
    if let Err(wait) = state.windows.take(&key, rule, state.clock.now()).await {
        tokio::time::sleep(wait.min(LONGEST_WAIT)).await;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_line_has_its_length_and_one_turn_at_a_time() {
        let lines = Arc::new(Lines::default());
        let mut standing: Vec<Place> = (0..MOST_IN_LINE)
            .map(|_| lines.stand("a").unwrap())
            .collect();
        assert!(lines.stand("a").is_none());
        assert!(lines.stand("b").is_some(), "each account has its own");
        let turn = standing[0].turn().await.unwrap();
        assert_eq!(standing[1].one.available_permits(), 0);
        drop(turn);
        assert_eq!(standing[1].one.available_permits(), 1);
        standing.pop();
        assert!(lines.stand("a").is_some());
        drop(standing);
        assert!(lines.0.lock().unwrap().is_empty());
    }
}
