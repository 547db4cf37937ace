//! Holding the session: claiming it, renewing the lease, and letting go at once when it is somebody else's.

use chrono::TimeDelta;
use siar_db::{
    DbError,
    sessions::{self, Beat, Claim, Sign},
};
use siar_domain::session::SessionState;
use tokio::time::{Instant, timeout};

use super::{
    News,
    course::Signal,
    driver::{Driver, RETRY},
    parts::{Busy, Item, Row},
};

impl Driver {
    /// Claims the session, or renews the lease: before anything else, also after the process was stopped for a while.
    pub(super) async fn hold(&mut self) {
        let now = Instant::now();
        if self.owner.is_none() {
            if self.claim_at.is_some_and(|at| at <= now) && self.busy.is_none() {
                self.claim().await;
            }
        } else if now >= self.next_beat {
            self.beat().await;
        }
    }

    async fn claim(&mut self) {
        self.claim_at = None;
        let now = Instant::now();
        let (tenant, node, lease) = (self.tenant, self.shared.node, self.lease());
        let claimed = self
            .shared
            .db
            .system(async |tx| sessions::claim(tx, tenant, node, lease).await)
            .await;
        match claimed {
            Ok(Claim::Ours(owner, row)) => {
                self.owner = Some(owner);
                self.row = Row {
                    state: row.state,
                    wanted: row.shall_run(),
                    run_wanted: row.run_wanted,
                    logout_wanted: row.logout_wanted && row.hold.is_none(),
                    hold: row.hold,
                    linked: row.linked_at.is_some(),
                    heard_until: row.events_until,
                };
                self.renewed = now;
                self.next_beat = now + self.shared.config.beat;
                if self.row.state == SessionState::Working {
                    // The run before this one broke off.
                    self.queue.push_back(Item::Signal(Signal::Broken(
                        "the server was restarted".to_owned(),
                    )));
                }
                self.show();
            }
            Ok(Claim::Held { .. }) => self.claim_at = Some(now + self.shared.config.lease),
            Ok(Claim::Gone) => {}
            Err(error) => {
                tracing::warn!(tenant = %self.tenant, %error, "the session could not be claimed");
                self.claim_at = Some(now + RETRY);
            }
        }
    }

    async fn beat(&mut self) {
        let Some(owner) = self.owner.clone() else {
            return;
        };
        let sign = self.sign();
        let now = Instant::now();
        let lease = self.lease();
        let on_its_way = matches!(
            self.row.state,
            SessionState::Starting | SessionState::Reconnecting
        );
        let beaten = timeout(
            self.shared.config.lease / 2,
            self.shared.db.tenant(owner.scope(), async |tx| {
                let beat = sessions::beat(tx, &owner, lease, sign).await?;
                let paused = if on_its_way {
                    sessions::lasting(tx, &owner).await?
                } else {
                    Vec::new()
                };
                Ok((beat, paused))
            }),
        )
        .await
        .unwrap_or(Err(DbError::TimedOut));
        match beaten {
            Ok((
                Beat::Held {
                    wanted,
                    run_wanted,
                    logout_wanted,
                    hold,
                    state,
                },
                paused,
            )) => {
                for campaign in paused {
                    (self.shared.tell)(self.tenant, News::Campaign(campaign));
                }
                if self.renewed.elapsed() >= self.shared.config.lease {
                    // This process stood still for longer than its lease; nobody took the session meanwhile.
                    tracing::warn!(tenant = %self.tenant, "the lease had run out and was taken again");
                    if self.row.state == SessionState::Working {
                        (self.shared.tell)(self.tenant, News::Working);
                    }
                    if let Some(up) = &mut self.up {
                        up.probe_due = now;
                    }
                }
                self.renewed = now;
                self.next_beat = now + self.shared.config.beat;
                self.row.wanted = wanted;
                self.row.run_wanted = run_wanted;
                self.row.logout_wanted = logout_wanted;
                self.row.hold = hold;
                self.row.state = state;
                self.row.heard_until = self.row.heard_until.max(sign.heard_until);
                self.show();
            }
            Ok((Beat::Lost, _)) => self.lost("another process owns the session"),
            Err(error) => {
                tracing::warn!(tenant = %self.tenant, %error, "the lease could not be renewed");
                self.next_beat = now + RETRY;
                if self.renewed.elapsed() >= self.shared.config.lease {
                    self.lost("the lease ran out and could not be renewed");
                }
            }
        }
    }

    /// What was found out since the last beat.
    fn sign(&self) -> Sign {
        let up = self.up.as_ref();
        let probed_at = up.and_then(|up| up.probed_at);
        let all_heard = up.is_some_and(|up| !up.needs_replay && !up.replaying)
            && self.queue.is_empty()
            && self.row.state == SessionState::Working;
        Sign {
            probed_at,
            heard_until: probed_at.filter(|_| all_heard),
        }
    }

    /// The session is somebody else's now: nothing of ours may go on.
    pub(super) fn lost(&mut self, why: &str) {
        tracing::warn!(tenant = %self.tenant, why, "the session was lost");
        self.kill();
        if let Some(Busy::Opening(opening)) = &self.busy {
            opening.abort();
        }
        self.events = None;
        self.queue.clear();
        self.owner = None;
        self.claim_at = Some(Instant::now() + self.shared.config.lease);
        self.show();
    }

    fn lease(&self) -> TimeDelta {
        TimeDelta::from_std(self.shared.config.lease).unwrap_or(TimeDelta::seconds(15))
    }
}
