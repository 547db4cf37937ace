//! Waiting for something to become true: by asking again, never by sleeping for a guessed time.

use std::fmt::Debug;
use std::panic::Location;
use std::time::Duration;

use tokio::time::Instant;

/// Pause between two questions: short, as what tests wait for usually takes milliseconds.
const PAUSE: Duration = Duration::from_millis(10);

/// An answer that either ends the waiting with a value or says why not yet.
pub trait Outcome {
    /// What waiting gives back.
    type Value;

    /// The value, or in words what was seen instead.
    ///
    /// # Errors
    /// The words.
    fn settled(self) -> Result<Self::Value, String>;
}

impl Outcome for bool {
    type Value = ();
    fn settled(self) -> Result<(), String> {
        if self {
            Ok(())
        } else {
            Err("false".to_owned())
        }
    }
}

impl<T> Outcome for Option<T> {
    type Value = T;
    fn settled(self) -> Result<T, String> {
        self.ok_or_else(|| "None".to_owned())
    }
}

impl<T, E: Debug> Outcome for Result<T, E> {
    type Value = T;
    fn settled(self) -> Result<T, String> {
        self.map_err(|error| format!("{error:?}"))
    }
}

/// Asks `check` until it answers `true`, `Some` or `Ok`, and gives back what is in it.
///
/// `check` is asked at least once, about every 10 ms. Give `Err("what was seen instead")` for a failure that explains itself.
/// With tokio's time paused the deadline passes in virtual time.
///
/// # Panics
/// When `deadline` has passed, with the caller's place and the last answer; also when one answer alone takes longer than that.
#[track_caller]
pub fn wait_until<F, Fut>(
    deadline: Duration,
    mut check: F,
) -> impl Future<Output = <Fut::Output as Outcome>::Value>
where
    F: FnMut() -> Fut,
    Fut: Future<Output: Outcome>,
{
    let asked_at = Location::caller();
    async move {
        let end = Instant::now() + deadline;
        let mut asked = 0_u64;
        let mut last = "no answer".to_owned();
        loop {
            match tokio::time::timeout_at(end, check()).await {
                Ok(answer) => match answer.settled() {
                    Ok(value) => return value,
                    Err(seen) => last = seen,
                },
                Err(_) => last = format!("no answer in time (the one before: {last})"),
            }
            asked += 1;
            assert!(
                Instant::now() < end,
                "waited {deadline:?} in vain at {asked_at}: asked {asked} times, last answer: {last}"
            );
            tokio::time::sleep(PAUSE).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::wait_until;
    use std::cell::Cell;
    use std::time::Duration;

    #[tokio::test(start_paused = true)]
    async fn asks_again_until_the_answer_is_there() {
        let asked = Cell::new(0);
        let value = wait_until(Duration::from_secs(1), || async {
            asked.set(asked.get() + 1);
            (asked.get() == 3).then_some("here")
        })
        .await;
        assert_eq!((value, asked.get()), ("here", 3));
    }

    #[tokio::test(start_paused = true)]
    #[should_panic(expected = "last answer: \"still 7 rows\"")]
    async fn says_what_it_saw_last() {
        wait_until(Duration::from_secs(1), || async {
            Err::<(), _>("still 7 rows")
        })
        .await;
    }

    #[tokio::test(start_paused = true)]
    #[should_panic(expected = "no answer in time")]
    async fn one_answer_that_never_comes_does_not_hang_the_test() {
        wait_until(Duration::from_secs(1), || async {
            std::future::pending::<()>().await;
            true
        })
        .await;
    }
}
