//! The life of a session's engine: opened, broken, killed, closed.

use std::time::Duration;

use siar_db::DbError;
use siar_engines::EngineError;
use tokio::time::Instant;

use super::{
    course::Signal,
    driver::Driver,
    link::Held,
    open::{self, OpenFailure, Opened},
    parts::{Busy, Done, Item, Up},
};

/// So many starts in a row must ask for a new link before the vault's login is tried, and then that one too.
const DOUBTS: u32 = 3;
/// Pause after a start that the database's absence prevented.
const START_AGAIN: Duration = Duration::from_secs(1);

impl Driver {
    pub(super) fn opened(&mut self, opened: Opened, now: Instant) {
        let Opened { mut link, life } = opened;
        let events = link.events();
        let held = Held::new(link);
        let Some(events) = events.filter(|_| self.owner.is_some()) else {
            held.kill();
            return;
        };
        self.runs += 1;
        self.events = Some((self.runs, events));
        self.up = Some(Up::new(held, self.runs, self.row.run_wanted, now));
        self.face.send_modify(|face| face.life = life);
        self.show();
    }

    pub(super) fn not_opened(&mut self, failure: &OpenFailure) {
        match failure {
            OpenFailure::Lost => self.lost("another process owns the session"),
            OpenFailure::Engine(EngineError::Missing { .. })
            | OpenFailure::Db(DbError::Corrupt(_)) => {
                self.queue
                    .push_back(Item::Signal(Signal::GivenUp(failure.to_string())));
            }
            // The database's absence is nobody's failure: no budget is spent on it.
            OpenFailure::Db(error) if error.is_passing() => {
                self.next_start = Instant::now() + START_AGAIN;
            }
            failure => self.broke(&failure.to_string()),
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
    /// on the disk, and one whose storage was lost: only what [`DOUBTS`] starts in a row say is believed, the last of them with the login
    /// that was saved when the browser last closed.
    pub(super) fn doubt_login(&mut self) {
        self.login_doubts += 1;
        if self.login_doubts > DOUBTS {
            self.login_doubts = 0;
            self.queue.push_back(Item::Signal(Signal::LoginRefused));
        } else {
            self.broke("the page asked for a new link in spite of the saved login");
        }
    }

    /// What lies on the disk was tried often enough: the next start takes the login out of the vault.
    pub(super) const fn distrusts_disk(&self) -> bool {
        self.login_doubts >= DOUBTS
    }

    /// Kills the engine at once. What it said before is kept.
    pub(super) fn kill(&mut self) {
        let Some(up) = self.up.take() else {
            return;
        };
        up.held.kill();
        self.take_last_events();
        self.show();
    }

    /// What an engine said before it ended counts.
    pub(super) fn take_last_events(&mut self) {
        if let Some((run, mut events)) = self.events.take() {
            while let Ok(event) = events.try_recv() {
                self.queue.push_back(Item::Event(run, event));
            }
        }
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
}
