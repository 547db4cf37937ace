//! Steering: from what is wanted and what is, to the next start, close, probe or move.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use siar_db::{
    DbError,
    sessions::{self, Hold, Move, Moved},
};
use siar_domain::session::SessionState;
use siar_engines::{EngineError, LinkStats, Probe};
use tokio::time::Instant;

use super::{
    News,
    course::{self, Engine, Signal},
    driver::{Busy, Done, Driver, Item, Up},
    link::Held,
    open::{self, OpenFailure, Opened},
};

/// A page that is alive but not online for this long is opened anew.
const UNREADY: Duration = Duration::from_secs(180);
/// Pause after a probe that was answered with an error.
const PROBE_AGAIN: Duration = Duration::from_secs(1);

impl Driver {
    /// Whether the engine is to run.
    pub(super) fn wants_to_run(&self) -> bool {
        self.ending.is_none()
            && (self.row.wanted || self.row.logout_wanted)
            && (self.row.state == SessionState::Stopped || self.row.state.restarts_by_itself())
    }

    /// Takes the next step towards what is wanted.
    pub(super) async fn steer(&mut self) -> Result<(), DbError> {
        match &self.busy {
            Some(Busy::Opening(opening)) if !self.wants_to_run() => {
                // What was started for it dies with it.
                opening.abort();
                return Ok(());
            }
            Some(_) => return Ok(()),
            None => {}
        }
        if self.up.is_some() {
            self.steer_running().await
        } else {
            self.steer_resting().await
        }
    }

    async fn steer_resting(&mut self) -> Result<(), DbError> {
        if self.wants_to_run() {
            if Instant::now() < self.next_start {
                return Ok(());
            }
            self.apply(Signal::Starts).await?;
            if let Some(owner) = self.owner.clone() {
                let opening = open::open(self.shared.clone(), owner);
                let handle = self.begin_opening(async move { Done::Opened(opening.await) });
                self.busy = Some(Busy::Opening(handle));
            }
            return Ok(());
        }
        self.apply(if self.ending.is_some() && self.row.wanted {
            Signal::ProcessEnds
        } else {
            Signal::NotWanted(self.row.hold.as_ref().map(Hold::sentence))
        })
        .await?;
        let Some(owner) = self.owner.clone() else {
            return Ok(());
        };
        // At rest nobody needs to own it. Not being able to give it back is no harm: the lease runs out.
        self.shared
            .db
            .tenant(owner.scope(), async |tx| {
                sessions::release(tx, &owner).await
            })
            .await?;
        self.owner = None;
        self.events = None;
        self.show();
        Ok(())
    }

    async fn steer_running(&mut self) -> Result<(), DbError> {
        let state = self.row.state;
        let resting = state == SessionState::Restricted && self.row.wanted;
        if self.ending.is_some() || (!self.wants_to_run() && !resting) {
            self.close();
            return Ok(());
        }
        let Some(up) = &mut self.up else {
            return Ok(());
        };
        if up.run_wanted < self.row.run_wanted {
            return self
                .apply(Signal::Recycled("restarted as asked".to_owned()))
                .await;
        }
        if up.unsaved_link && up.ready {
            // The browser writes some of the login to disk late: it is only safe after a close (engine facts, §5).
            return self
                .apply(Signal::Recycled("linked; saving the login".to_owned()))
                .await;
        }
        if state == SessionState::Stopped {
            // A person lifted a restriction while the engine was kept.
            up.probe_due = Instant::now();
            return self.apply(Signal::Starts).await;
        }
        if self.row.logout_wanted && up.ready && !up.logging_out {
            up.logging_out = true;
            let (held, run) = (Arc::clone(&up.held), up.run);
            let deadline = self.shared.config.call_deadline;
            self.begin(async move {
                let ended = held.call("logout", deadline, |link| link.logout()).await;
                Done::LoggedOut(run, ended)
            });
            return Ok(());
        }
        self.watch();
        Ok(())
    }

    /// Probes and measures when it is time.
    fn watch(&mut self) {
        let now = Instant::now();
        let config = self.shared.config;
        let mut begun: Vec<std::pin::Pin<Box<dyn Future<Output = Done>>>> = Vec::new();
        let Some(up) = &mut self.up else {
            return;
        };
        let run = up.run;
        if up.probe_due <= now && !up.probing {
            up.probing = true;
            let (held, clock) = (Arc::clone(&up.held), Arc::clone(&self.shared.clock));
            begun.push(Box::pin(async move {
                let asked_at = clock.now();
                let answer = held
                    .call("probe", config.probe * 2, |link| link.probe())
                    .await;
                Done::Probed(run, asked_at, answer)
            }));
        }
        if up.stats_due <= now {
            up.stats_due = now + config.stats;
            let held = Arc::clone(&up.held);
            begun.push(Box::pin(async move {
                let stats = held
                    .call("stats", config.call_deadline, |link| link.stats())
                    .await;
                Done::Measured(run, stats)
            }));
        }
        for work in begun {
            self.work.push(work);
        }
    }

    /// Records what follows a signal, and does to the engine what it says.
    pub(super) async fn apply(&mut self, signal: Signal) -> Result<(), DbError> {
        let Some(owner) = self.owner.clone() else {
            return Ok(());
        };
        let step = course::step(self.row.state, &signal);
        let error = match &signal {
            Signal::Broken(detail) | Signal::GivenUp(detail) => Some(detail.clone()),
            _ => None,
        };
        if let Some(to) = step.to {
            let change = Move {
                from: self.row.state,
                to,
                reason: step.reason,
                error,
                probed_at: self.up.as_ref().and_then(|up| up.probed_at),
                ends_wish: step.ends_wish,
            };
            let moved = self
                .shared
                .db
                .tenant(owner.scope(), async |tx| {
                    sessions::transition(tx, &owner, &change).await
                })
                .await?;
            match moved {
                Moved::Done { paused } => {
                    self.arrived(&change);
                    for campaign in paused {
                        (self.shared.tell)(self.tenant, News::Campaign(campaign));
                    }
                }
                // A person moved it meanwhile: the wish was read with the state, and steering goes on from there.
                Moved::Elsewhere(state) => self.row.state = state,
                Moved::Fenced => {
                    self.lost("another process owns the session");
                    return Ok(());
                }
                Moved::Forbidden => {
                    tracing::error!(tenant = %self.tenant, ?change, "a move was refused");
                }
            }
        } else if let Some(error) = error {
            self.shared
                .db
                .tenant(owner.scope(), async |tx| {
                    sessions::note_error(tx, &owner, &error).await
                })
                .await?;
        }
        match step.engine {
            Engine::Keep => {}
            Engine::Close => self.close(),
            Engine::Kill => self.kill(),
        }
        self.show();
        Ok(())
    }

    fn arrived(&mut self, change: &Move) {
        tracing::info!(tenant = %self.tenant, from = %change.from, to = %change.to, reason = ?change.reason, "session");
        self.row.state = change.to;
        self.row.wanted &= !change.ends_wish;
        let now = Instant::now();
        if change.from == SessionState::Working
            && let Some(up) = &mut self.up
        {
            up.unready_since = now;
            up.needs_replay = true;
        }
        match change.to {
            SessionState::Working => {
                self.failures = 0;
                if let Some(up) = &mut self.up {
                    up.working_since = Some(now);
                }
                (self.shared.tell)(self.tenant, News::Working);
            }
            SessionState::LoggedOut => {
                self.row.linked = false;
                self.row.heard_until = None;
                if self.row.logout_wanted {
                    self.row.wanted = false;
                    self.row.logout_wanted = false;
                }
            }
            _ => {}
        }
    }

    /// The engine broke: it is killed, and tried again after a while, or given up.
    pub(super) fn broke(&mut self, detail: &str) {
        let stable = self
            .up
            .as_ref()
            .and_then(|up| up.working_since)
            .is_some_and(|since| since.elapsed() >= self.shared.config.stable_after);
        if stable {
            self.breaks = 0;
        }
        self.kill();
        self.failures += 1;
        let wait = self.shared.config.backoff.wait(self.breaks, &mut self.rng);
        self.breaks += 1;
        self.next_start = Instant::now() + wait;
        let signal = if self.failures >= self.shared.config.give_up_after {
            self.failures = 0;
            self.breaks = 0;
            Signal::GivenUp(format!("given up after repeated failures: {detail}"))
        } else {
            Signal::Broken(detail.to_owned())
        };
        tracing::warn!(tenant = %self.tenant, detail, retry_in_ms = wait.as_millis(), "the engine broke");
        self.queue.push_back(Item::Signal(signal));
    }

    /// The page asks for a new link in spite of the saved login. So does a page that could not read its own storage, with the login still
    /// on the disk: only what two starts in a row say is believed.
    pub(super) fn doubt_login(&mut self) {
        if std::mem::replace(&mut self.login_doubted, true) {
            self.login_doubted = false;
            self.queue.push_back(Item::Signal(Signal::LoginRefused));
        } else {
            self.broke("the page asked for a new link in spite of the saved login");
        }
    }

    /// Kills the engine at once. What it said before is kept.
    pub(super) fn kill(&mut self) {
        let Some(up) = self.up.take() else {
            return;
        };
        up.held.kill();
        if let Some((run, mut events)) = self.events.take() {
            while let Ok(event) = events.try_recv() {
                self.queue.push_back(Item::Event(run, event));
            }
        }
        self.show();
    }

    /// Begins to close the engine in good order. Its last receipts are still taken.
    pub(super) fn close(&mut self) {
        let Some(up) = self.up.take() else {
            return;
        };
        // Without a login there is nothing worth keeping.
        let owner = self.owner.clone().filter(|_| self.row.linked);
        let closing = open::close(self.shared.clone(), owner, up.held);
        self.begin(async move {
            closing.await;
            Done::Closed
        });
        self.busy = Some(Busy::Closing);
        self.show();
    }

    /// Takes in what has ended.
    pub(super) fn done(&mut self, done: Done) {
        let now = Instant::now();
        match done {
            Done::Opened(Ok(opened)) => {
                self.busy = None;
                self.opened(opened, now);
            }
            Done::Opened(Err(failure)) => {
                self.busy = None;
                self.not_opened(&failure);
            }
            Done::OpenAborted => self.busy = None,
            Done::Closed => {
                self.busy = None;
                self.next_start = now;
                if let Some((run, mut events)) = self.events.take() {
                    while let Ok(event) = events.try_recv() {
                        self.queue.push_back(Item::Event(run, event));
                    }
                }
            }
            Done::Probed(run, asked_at, answer) if self.is_up(run) => {
                if let Some(up) = &mut self.up {
                    up.probing = false;
                    up.probe_due = now + self.shared.config.probe;
                }
                match answer {
                    Ok(probe) => self.probed(&probe, asked_at, now),
                    Err(error) => self.missed(&error, now),
                }
            }
            Done::Replayed(run, outcome) if self.is_up(run) => {
                if let Some(up) = &mut self.up {
                    up.replaying = false;
                    up.needs_replay |= outcome.is_err();
                }
                match outcome {
                    Ok(found) => {
                        let receipts = found.into_iter().map(|event| Item::Event(run, event));
                        self.queue.extend(receipts);
                    }
                    Err(error) => {
                        tracing::warn!(tenant = %self.tenant, %error, "what came while offline could not be read back yet");
                    }
                }
            }
            Done::Measured(run, Ok(stats)) if self.is_up(run) => self.measured(stats, now),
            Done::LoggedOut(run, outcome) if self.is_up(run) => match outcome {
                Ok(()) => self.queue.push_back(Item::Signal(Signal::LoggedOut(
                    "logged out as asked".to_owned(),
                ))),
                Err(error) => {
                    if let Some(up) = &mut self.up {
                        up.logging_out = false;
                    }
                    self.broke(&error.to_string());
                }
            },
            Done::Probed(..) | Done::Replayed(..) | Done::Measured(..) | Done::LoggedOut(..) => {}
        }
    }

    fn is_up(&self, run: u64) -> bool {
        self.up.as_ref().is_some_and(|up| up.run == run)
    }

    fn opened(&mut self, opened: Opened, now: Instant) {
        let Opened { mut link, life } = opened;
        let events = link.events();
        let held = Held::new(link);
        let Some(events) = events.filter(|_| self.owner.is_some()) else {
            held.kill();
            return;
        };
        self.runs += 1;
        self.events = Some((self.runs, events));
        self.up = Some(Up {
            held,
            run: self.runs,
            run_wanted: self.row.run_wanted,
            since: now,
            unsaved_link: false,
            ready: false,
            working_since: None,
            unready_since: now,
            qr_since: None,
            qr_seen: 0,
            probed_at: None,
            probe_due: now,
            probing: false,
            misses: 0,
            stats_due: now,
            needs_replay: true,
            replaying: false,
            logging_out: false,
            awaiting: VecDeque::new(),
            last_event: now,
        });
        self.face.send_modify(|face| face.life = life);
        self.show();
    }

    fn not_opened(&mut self, failure: &OpenFailure) {
        match failure {
            OpenFailure::Lost => self.lost("another process owns the session"),
            OpenFailure::Engine(EngineError::Missing { .. })
            | OpenFailure::Db(DbError::Corrupt(_)) => {
                self.queue
                    .push_back(Item::Signal(Signal::GivenUp(failure.to_string())));
            }
            // The database's absence is nobody's failure: no budget is spent on it.
            OpenFailure::Db(error) if error.is_passing() => {
                self.next_start = Instant::now() + PROBE_AGAIN;
            }
            failure => self.broke(&failure.to_string()),
        }
    }

    fn probed(&mut self, probe: &Probe, asked_at: chrono::DateTime<chrono::Utc>, now: Instant) {
        let config = self.shared.config;
        let alive = probe.authenticated && probe.ready && probe.online;
        let linked = self.row.linked;
        let Some(up) = &mut self.up else {
            return;
        };
        up.misses = 0;
        let run = up.run;
        if alive {
            up.probed_at = Some(asked_at);
            up.qr_since = None;
            if let Some(phone) = probe.phone.clone().filter(|_| !up.ready) {
                // The event may have come before anybody listened.
                self.queue
                    .push_back(Item::Event(run, siar_engines::EngineEvent::Ready { phone }));
            }
        }
        let silent = alive
            && up.last_event.elapsed() >= config.silent_after
            && up
                .awaiting
                .front()
                .is_some_and(|(_, since)| since.elapsed() >= config.silent_after);
        let login_refused = linked
            && !probe.authenticated
            && up
                .qr_since
                .is_some_and(|since| now - since >= config.login_refused_after);
        let stuck = linked && !alive && now - up.unready_since >= UNREADY;
        if silent {
            self.broke("messages were taken, but nothing was heard of them or of anything else");
            return;
        }
        if alive {
            self.login_doubted = false;
        }
        if login_refused {
            self.doubt_login();
            return;
        }
        if stuck {
            up.unready_since = now;
            self.queue.push_back(Item::Signal(Signal::Recycled(
                "did not come online".to_owned(),
            )));
        } else if alive && up.ready && !up.unsaved_link && !up.logging_out {
            up.unready_since = now;
            self.queue.push_back(Item::Signal(Signal::Alive));
            self.replay(now);
        } else if !alive {
            self.queue.push_back(Item::Signal(Signal::Offline));
        }
        self.face.send_modify(|face| {
            face.probed = alive.then_some(now);
            face.caught_up |= probe.caught_up;
        });
    }

    fn missed(&mut self, error: &EngineError, now: Instant) {
        let misses = self.shared.config.misses;
        let Some(up) = &mut self.up else {
            return;
        };
        up.misses += 1;
        up.probe_due = now + PROBE_AGAIN;
        if up.misses >= misses || matches!(error, EngineError::Gone(_)) {
            self.broke(&format!("no sign of life: {error}"));
        }
    }

    fn measured(&mut self, stats: LinkStats, now: Instant) {
        let config = self.shared.config;
        let too_large = stats.memory_bytes > config.memory_cap_bytes
            && self
                .recycled
                .is_none_or(|at| now - at >= config.recycle_pause)
            && self.row.state == SessionState::Working;
        if too_large {
            self.recycled = Some(now);
            self.queue.push_back(Item::Signal(Signal::Recycled(format!(
                "the browser used {} MB",
                stats.memory_bytes / 1_000_000
            ))));
        }
        self.face.send_modify(|face| face.stats = Some(stats));
    }
}
