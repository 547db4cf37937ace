//! Watching a running engine: probes, signs of silence, and what it uses of memory.

use std::{sync::Arc, time::Duration};

use siar_domain::session::SessionState;
use siar_engines::{EngineError, EngineEvent, LinkStats, Probe};
use tokio::time::Instant;

use super::{
    course::Signal,
    driver::Driver,
    parts::{Done, Item},
};

/// A page that is alive but not online for this long is opened again.
const UNREADY: Duration = Duration::from_secs(180);
/// Pause after a probe that was answered with an error.
const PROBE_AGAIN: Duration = Duration::from_secs(1);

impl Driver {
    /// Probes and measures when it is time.
    pub(super) fn watch(&mut self) {
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

    pub(super) fn probed(
        &mut self,
        probe: &Probe,
        asked_at: chrono::DateTime<chrono::Utc>,
        now: Instant,
    ) {
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
                    .push_back(Item::Event(run, EngineEvent::Ready { phone }));
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
            self.login_doubts = 0;
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
            let reads_first =
                up.read_back_by.is_some_and(|by| now < by) && (up.needs_replay || up.replaying);
            if !reads_first {
                self.queue.push_back(Item::Signal(Signal::Alive));
            }
            self.replay(now);
        } else if !alive {
            self.queue.push_back(Item::Signal(Signal::Offline));
        }
        self.face.send_modify(|face| {
            face.probed = alive.then_some(now);
            face.caught_up |= probe.caught_up;
        });
    }

    pub(super) fn missed(&mut self, error: &EngineError, now: Instant) {
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

    pub(super) fn measured(&mut self, stats: LinkStats, now: Instant) {
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
