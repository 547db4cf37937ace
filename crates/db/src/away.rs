//! A database that is away when a program starts: it may be starting itself, or coming back from a crash.

use std::{fmt::Display, time::Duration};

use tokio::time::{Instant, sleep};

use crate::{DbError, migrate::MigrateError};

/// So long a start waits. A database that recovers after a crash takes seconds.
const PATIENCE: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// An error that may mean that the database is away, and nothing was changed.
pub trait Away: Display {
    /// Whether it means that.
    fn is_away(&self) -> bool;
}

impl Away for DbError {
    fn is_away(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::TimedOut)
    }
}

impl Away for MigrateError {
    fn is_away(&self) -> bool {
        matches!(self, Self::Unreachable(_))
    }
}

/// Does it, and again for a while when the database is away.
///
/// # Errors
/// Of the last try.
pub async fn wait_while_away<T, E: Away>(
    mut work: impl AsyncFnMut() -> Result<T, E>,
) -> Result<T, E> {
    let until = Instant::now() + PATIENCE;
    loop {
        match work().await {
            Err(error) if error.is_away() && Instant::now() < until => {
                tracing::warn!(%error, "the start waits for the database");
                sleep(LOOK_AGAIN).await;
            }
            other => return other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_start_waits_for_a_database_that_is_away_and_for_nothing_else() {
        let away = || DbError::Unavailable("starting up".to_owned());
        let mut tries = 0;
        let come = wait_while_away(async || {
            tries += 1;
            if tries < 10 { Err(away()) } else { Ok(tries) }
        });
        assert_eq!(come.await.unwrap(), 10);

        let begun = Instant::now();
        let never = wait_while_away(async || Err::<(), _>(away())).await;
        assert!(matches!(never, Err(DbError::Unavailable(_))), "{never:?}");
        assert_eq!(begun.elapsed(), PATIENCE);

        let mut tries = 0;
        let refused = wait_while_away(async || {
            tries += 1;
            Err::<(), _>(DbError::NotFound)
        });
        assert!(matches!(refused.await, Err(DbError::NotFound)));
        assert_eq!(tries, 1);
    }
}
