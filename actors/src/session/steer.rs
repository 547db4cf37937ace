//! Steering: from what is wanted and what is, to the next start, close, probe or move.

use std::sync::Arc;

use siar_db::{
    DbError,
    sessions::{self, Hold, Move, Moved},
};
use siar_domain::session::SessionState;
use tokio::time::Instant;

use super::{
    News,
    course::{self, Engine, Signal},
    driver::Driver,
    open,
    parts::{Busy, Done},
};

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
                let opening = open::open(self.shared.clone(), owner, self.distrusts_disk());
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
        if (up.taken || self.row.logout_wanted && up.ready) && !up.logging_out {
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

    /// Records what follows a signal, and does to the engine what it says.
    pub(super) async fn apply(&mut self, signal: Signal) -> Result<(), DbError> {
        let Some(owner) = self.owner.clone() else {
            return Ok(());
        };
        let step = course::step(self.row.state, &signal);
        let error = signal.detail().cloned();
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
}
