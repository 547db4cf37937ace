//! Keeps one embedded service running: starts it, watches it, starts it again when it crashes or hangs, stops it when Siar stops.
//!
//! Each service has a thread of its own that lives as long as the service is wanted. That is not a matter of taste: the kernel's "tell
//! the child when its parent dies" (`PR_SET_PDEATHSIG`) looks at the *thread* that made the child, and a thread of a pool may end any time.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use nix::sys::signal::Signal;
use tokio::process::Child;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

use super::EmbeddedError;
use super::child;
use super::directory::DataDirectory;
use super::health::{Health, Reporter, ServiceHealth, State, Which};
use super::leftovers;
use super::service::{Answer, Service};

/// First pause before a crashed service is started again; it doubles with each failure in a row.
const FIRST_BACKOFF: Duration = Duration::from_millis(100);
/// The longest pause.
const LONGEST_BACKOFF: Duration = Duration::from_secs(10);
/// A service that was up for this long counts as healthy: the next pause is short again.
const LIVED_WELL: Duration = Duration::from_secs(60);
/// Pause between two looks at a service that is starting.
const STARTING_PAUSE: Duration = Duration::from_millis(10);
/// Failures in a row after which a service that was never up is given up on at boot.
const BOOT_FAILURES: u32 = 3;
/// How long a service may take to stop when nobody said.
const USUAL_STOP: Duration = Duration::from_secs(20);

/// How a life of the child ended.
enum Ended {
    Stopped,
    Crashed { reason: String, lived_well: bool },
}

/// The handle of a kept service.
#[derive(Debug)]
pub(super) struct Keeper {
    name: &'static str,
    which: Which,
    log: PathBuf,
    stop: watch::Sender<Option<Duration>>,
    health: watch::Receiver<Health>,
}

impl Keeper {
    /// Starts the thread. It holds `directory` for as long as it may have a process in it.
    pub(super) fn start<S: Service>(
        service: S,
        directory: Arc<DataDirectory>,
        reporter: Reporter,
        hang_after: Duration,
    ) -> Result<Self, EmbeddedError> {
        let (stop, stopped) = watch::channel(None);
        let health = reporter.watch();
        let log = service.log().to_path_buf();
        reporter.report(S::WHICH, State::Starting, 0);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(EmbeddedError::Thread)?;
        std::thread::Builder::new()
            .name(format!("keep-{}", S::PROGRAM))
            .spawn(move || {
                let keeping = Keeping {
                    service,
                    reporter,
                    hang_after,
                    stop: stopped,
                };
                let kept = keeping.reporter.clone();
                let restarts = runtime.block_on(keeping.keep());
                // The process is gone: the directory is free before anybody is told so.
                drop(directory);
                kept.report(S::WHICH, State::Stopped, restarts);
            })
            .map_err(EmbeddedError::Thread)?;
        Ok(Self {
            name: S::NAME,
            which: S::WHICH,
            log,
            stop,
            health,
        })
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn log(&self) -> &Path {
        &self.log
    }

    pub(super) fn is_up(&self) -> bool {
        self.which
            .of(&self.health.borrow())
            .is_some_and(|service| matches!(service.state, State::Up { .. }))
    }

    /// Waits until the service serves, or has failed to start too often.
    pub(super) async fn ready(&self) -> Result<(), EmbeddedError> {
        let mut health = self.health.clone();
        let settled = health
            .wait_for(|health| match self.which.of(health) {
                Some(ServiceHealth {
                    state: State::Down { .. },
                    restarts,
                    ..
                }) => *restarts >= BOOT_FAILURES,
                Some(service) => matches!(service.state, State::Up { .. } | State::Stopped),
                None => false,
            })
            .await
            .ok()
            .and_then(|health| self.which.of(&health).map(|service| service.state.clone()));
        match settled {
            Some(State::Up { .. }) => Ok(()),
            Some(State::Down { reason }) => Err(self.not_ready(reason)),
            other => Err(self.not_ready(format!("{other:?}"))),
        }
    }

    /// Stops the service and waits until its process is gone.
    pub(super) async fn stop(self, deadline: Duration) {
        let mut health = self.health.clone();
        self.stop.send_replace(Some(deadline));
        let _the_thread_has_ended = health
            .wait_for(|health| {
                self.which
                    .of(health)
                    .is_none_or(|service| service.state == State::Stopped)
            })
            .await;
    }

    fn not_ready(&self, reason: String) -> EmbeddedError {
        EmbeddedError::NotReady {
            service: self.name,
            reason,
            log: self.log.clone(),
        }
    }
}

/// What the thread works with.
struct Keeping<S> {
    service: S,
    reporter: Reporter,
    hang_after: Duration,
    stop: watch::Receiver<Option<Duration>>,
}

impl<S: Service> Keeping<S> {
    /// Runs until told to stop; gives back how often the service was started again.
    async fn keep(mut self) -> u32 {
        let (mut restarts, mut failures) = (0, 0);
        loop {
            let ended = match self.life(restarts, failures).await {
                Ok(ended) => ended,
                Err(error) => Ended::Crashed {
                    reason: error.to_string(),
                    lived_well: false,
                },
            };
            let (reason, lived_well) = match ended {
                Ended::Stopped => return restarts,
                Ended::Crashed { reason, lived_well } => (reason, lived_well),
            };
            restarts += 1;
            failures = if lived_well { 1 } else { failures + 1 };
            let pause = backoff(failures);
            tracing::error!(service = S::NAME, %reason, restarts, pause_ms = pause.as_millis(), "an embedded service ended and will be started again");
            self.reporter
                .report(S::WHICH, State::Down { reason }, restarts);
            if timeout(pause, stop_wanted(&mut self.stop)).await.is_ok() {
                return restarts;
            }
        }
    }

    /// One life of the child, from start to end.
    async fn life(&mut self, restarts: u32, failures: u32) -> Result<Ended, EmbeddedError> {
        self.reporter.report(S::WHICH, State::Starting, restarts);
        let alone = leftovers::gone(S::PROGRAM, self.service.directory(), S::STOP).await;
        self.service.prepare(alone, failures)?;
        let mut child = match child::spawn(&self.service) {
            Ok(child) => child,
            Err(error) => return Ok(self.crashed(format!("cannot be started: {error}"), None)),
        };
        let Some(pid) = child.id() else {
            return Ok(self.crashed("ended at once".to_owned(), None));
        };

        let patience = self.hang_after / 12;
        let mut up_since = None;
        let mut last_answer = Instant::now();
        loop {
            let pause = if up_since.is_some() {
                patience
            } else {
                STARTING_PAUSE
            };
            let asked = async {
                sleep(pause).await;
                timeout(patience, self.service.probe())
                    .await
                    .unwrap_or(Answer::None)
            };
            tokio::select! {
                ended = child.wait() => {
                    return Ok(self.crashed(child::in_words(ended), up_since));
                }
                within = stop_wanted(&mut self.stop) => {
                    self.stop_child(&mut child, pid, within).await;
                    return Ok(Ended::Stopped);
                }
                answer = asked => match answer {
                    Answer::Ready => {
                        last_answer = Instant::now();
                        up_since.get_or_insert(last_answer);
                        self.reporter.report(S::WHICH, State::Up { pid }, restarts);
                    }
                    Answer::Busy => last_answer = Instant::now(),
                    Answer::None if last_answer.elapsed() >= self.hang_after => {
                        child::signal(pid, Signal::SIGKILL);
                        let _reaped = child.wait().await;
                        let silent = self.hang_after.as_secs();
                        return Ok(self.crashed(format!("killed: it did not answer for {silent} s"), up_since));
                    }
                    Answer::None if up_since.is_some() => {
                        self.reporter.report(S::WHICH, State::Unresponsive { pid }, restarts);
                    }
                    Answer::None => {}
                }
            }
        }
    }

    async fn stop_child(&self, child: &mut Child, pid: u32, within: Duration) {
        for (how, share) in [(S::STOP, within / 2), (S::STOP_AT_ONCE, within / 4)] {
            child::signal(pid, how);
            if timeout(share, child.wait()).await.is_ok() {
                return;
            }
        }
        tracing::warn!(
            service = S::NAME,
            "did not stop in time and is killed; committed data is safe"
        );
        child::signal(pid, Signal::SIGKILL);
        let _reaped = child.wait().await;
        leftovers::gone(S::PROGRAM, self.service.directory(), S::STOP_AT_ONCE).await;
    }

    fn crashed(&self, how: String, up_since: Option<Instant>) -> Ended {
        let said = child::last_lines(self.service.log());
        Ended::Crashed {
            reason: if said.is_empty() {
                how
            } else {
                format!("{how}; its log ends with: {said}")
            },
            lived_well: up_since.is_some_and(|since| since.elapsed() >= LIVED_WELL),
        }
    }
}

/// Waits until the service is no longer wanted; says how long it may take to stop.
async fn stop_wanted(stop: &mut watch::Receiver<Option<Duration>>) -> Duration {
    match stop.wait_for(Option::is_some).await {
        Ok(within) => within.unwrap_or(USUAL_STOP),
        // The handle was dropped.
        Err(_) => USUAL_STOP,
    }
}

fn backoff(failures: u32) -> Duration {
    FIRST_BACKOFF
        .saturating_mul(1 << failures.saturating_sub(1).min(16))
        .min(LONGEST_BACKOFF)
}

#[cfg(test)]
mod tests {
    use super::backoff;
    use std::time::Duration;

    #[test]
    fn pauses_double_up_to_ten_seconds() {
        let ms = |failures| backoff(failures).as_millis();
        assert_eq!([ms(1), ms(2), ms(3), ms(7)], [100, 200, 400, 6400]);
        assert_eq!(backoff(8), Duration::from_secs(10));
        assert_eq!(backoff(u32::MAX), Duration::from_secs(10));
    }
}
