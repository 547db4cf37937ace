//! Keeps one embedded service running: starts it, watches it, starts it again when it crashes or hangs, stops it when Siar stops.
//!
//! Each service has a thread of its own that lives as long as the service is wanted. That is not a matter of taste: the kernel's "tell
//! the child when its parent dies" (`PR_SET_PDEATHSIG`) looks at the *thread* that made the child, and a thread of a pool may end any time.

use std::fs::{self, OpenOptions};
use std::future::Future;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use nix::errno::Errno;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::process::Child;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

use super::EmbeddedError;
use super::directory::DataDirectory;
use super::health::{Health, Reporter, ServiceHealth, State, Which};
use super::leftovers;

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
/// A log larger than this is put aside when the service starts.
const LOG_LIMIT: u64 = 10 * 1024 * 1024;

/// What a service said when it was asked whether it serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It serves.
    Ready,
    /// It lives and says that it is still recovering.
    Busy,
    /// It said nothing.
    None,
}

/// What the keeper has to know of a service.
pub(super) trait Service: Send + Sync + 'static {
    const NAME: &'static str;
    const WHICH: Which;
    /// The name its processes have for the kernel.
    const PROGRAM: &'static str;
    /// Asks for a clean and quick stop.
    const STOP: Signal;
    /// Asks for a stop at once that loses nothing that was committed.
    const STOP_AT_ONCE: Signal;

    /// The directory it works in, which holds its data.
    fn directory(&self) -> &Path;
    fn log(&self) -> &Path;
    /// Makes everything ready for the program to start. `alone` says that no other process works in the directory for certain;
    /// `failures` is how often in a row it failed to start.
    fn prepare(&self, alone: bool, failures: u32) -> Result<(), EmbeddedError>;
    /// The program and its arguments.
    fn command(&self) -> Command;
    fn probe(&self) -> impl Future<Output = Answer>;
}

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
        let mut child = match self.spawn() {
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
                    return Ok(self.crashed(in_words(ended), up_since));
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
                        signal(pid, Signal::SIGKILL);
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

    fn spawn(&self) -> std::io::Result<Child> {
        let log_path = self.service.log();
        if fs::metadata(log_path).is_ok_and(|metadata| metadata.len() > LOG_LIMIT) {
            fs::rename(log_path, log_path.with_extension("log.old"))?;
        }
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(log_path)?;
        let mut command = self.service.command();
        command
            .current_dir(self.service.directory())
            // A group of its own: Ctrl-C in a terminal is for Siar alone, which then stops its services in order.
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        end_with_this_thread(&mut command, S::STOP);
        tokio::process::Command::from(command)
            .kill_on_drop(true)
            .spawn()
    }

    async fn stop_child(&self, child: &mut Child, pid: u32, within: Duration) {
        for (how, share) in [(S::STOP, within / 2), (S::STOP_AT_ONCE, within / 4)] {
            signal(pid, how);
            if timeout(share, child.wait()).await.is_ok() {
                return;
            }
        }
        tracing::warn!(
            service = S::NAME,
            "did not stop in time and is killed; committed data is safe"
        );
        signal(pid, Signal::SIGKILL);
        let _reaped = child.wait().await;
        leftovers::gone(S::PROGRAM, self.service.directory(), S::STOP_AT_ONCE).await;
    }

    fn crashed(&self, how: String, up_since: Option<Instant>) -> Ended {
        let said = last_lines(self.service.log());
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

fn in_words(ended: std::io::Result<ExitStatus>) -> String {
    match ended {
        Ok(status) => status.to_string(),
        Err(error) => format!("lost sight of it: {error}"),
    }
}

fn signal(pid: u32, signal: Signal) {
    let _already_gone = kill(Pid::from_raw(pid.cast_signed()), signal);
}

/// The last three lines of a log, on one line, at most 500 bytes of it.
fn last_lines(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let tail = text.get(text.len().saturating_sub(500)..).unwrap_or(&text);
    let text = String::from_utf8_lossy(tail);
    let mut lines: Vec<&str> = text
        .lines()
        .rev()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(3)
        .collect();
    lines.reverse();
    lines.join(" | ")
}

/// Lets the kernel send `signal` to the command's process when the calling thread ends, as it does with `kill -9` of Siar.
#[cfg(target_os = "linux")]
#[expect(
    unsafe_code,
    reason = "code between fork and exec can only be given this way"
)]
pub(super) fn end_with_this_thread(command: &mut Command, signal: Signal) {
    let siar = nix::unistd::getpid();
    // SAFETY: runs in the child between fork and exec, where only async-signal-safe calls are allowed: prctl and getppid are, and
    // nothing here allocates or locks.
    unsafe {
        command.pre_exec(move || {
            nix::sys::prctl::set_pdeathsig(signal)?;
            // Siar may have died between the fork and the line above: then nobody is left to signal.
            if nix::unistd::getppid() == siar {
                Ok(())
            } else {
                Err(Errno::ESRCH.into())
            }
        });
    }
}

/// Elsewhere the services outlive `kill -9` of Siar; the next start finds them by their lock file and says so.
#[cfg(not(target_os = "linux"))]
pub(super) fn end_with_this_thread(_command: &mut Command, _signal: Signal) {}

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
