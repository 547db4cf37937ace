//! Blows that fall in a window, as far as that can be seen from outside.

use std::time::Duration;

use nix::sys::signal::Signal;
use siar_domain::clock::{Clock, SystemClock};
use siar_sandbox::{
    truth::{Entry, Filter},
    world::{Fault, FaultKind},
};
use tokio::time::{Instant, sleep, timeout};

use super::{
    nemesis::{Nemesis, arrived},
    window::Window,
};
use crate::world::processes::{self, Part, Process};

/// How closely is looked. A window is some milliseconds wide.
const LOOK: Duration = Duration::from_millis(2);
/// For a window to come; then the blow falls all the same.
const COMES: Duration = Duration::from_secs(10);
/// So much longer than usual does a slowed page take for each of its steps.
const SLOW_MS: u64 = 400;

impl Nemesis<'_> {
    /// Waits for the window and strikes. `in_browser`: the browser is killed and not the server, where both would do.
    pub(super) async fn aim(&mut self, window: Window, in_browser: bool) {
        match window {
            Window::CommittedNotSubmitted => {
                self.slow_page().await;
                let _ = timeout(COMES, self.committed_before_it_left()).await;
                self.end(in_browser).await;
            }
            Window::SubmittedNotAcked => self.submitted_not_acked(in_browser).await,
            Window::AckedNotRecorded => self.acked_not_recorded().await,
            Window::ProfileHalfFlushed => self.half_flushed().await,
            Window::CommitUnknown => {
                // A receipt is recorded now, and every commit takes a while here.
                self.next_arrival().await;
                self.kill(Part::Postgres).await;
            }
        }
    }

    async fn end(&mut self, in_browser: bool) {
        if in_browser {
            self.kill(Part::Browser).await;
        } else {
            self.kill_server().await;
        }
    }

    /// The page takes its time until it ends: also between the id, which is committed then, and the send.
    async fn slow_page(&self) {
        let mut fault = Fault::of(FaultKind::SlowPage).on(self.account);
        fault.ms = Some(SLOW_MS);
        // The page may be gone just now: then nothing is slow, and the blow falls anyhow.
        let _ = self.sandbox.cause(&fault).await;
    }

    /// Waits until the ledger has handed one over of which WhatsApp knows nothing. Until then it asks again and again, for as long as it is let.
    async fn committed_before_it_left(&self) {
        loop {
            let before = arrived(self.sandbox).await;
            let ledger = self.tenant.read(self.campaign).await;
            let submitting = ledger["counts"]["submitting"].as_u64().unwrap_or(0);
            // What left earlier is acknowledged within the slowness of one step.
            if submitting > 0 {
                sleep(Duration::from_millis(SLOW_MS / 2)).await;
                let still = self.tenant.read(self.campaign).await;
                let still = still["counts"]["submitting"].as_u64().unwrap_or(0);
                if still > 0 && arrived(self.sandbox).await == before {
                    return;
                }
            }
            sleep(LOOK).await;
        }
    }

    /// Waits until a further message reaches WhatsApp's server, and answers its id.
    async fn next_arrival(&self) -> Option<String> {
        let after = self.entries("", 0).await.last().map_or(0, |one| one.seq);
        let comes = async {
            loop {
                let come = self.entries("server_arrival", after).await.pop();
                if let Some(id) = come.and_then(|one| one.message_id) {
                    return id;
                }
                sleep(LOOK).await;
            }
        };
        timeout(COMES, comes).await.ok()
    }

    /// What happened to the account after an entry of the sandbox's log; `kind` may be empty.
    async fn entries(&self, kind: &str, after: u64) -> Vec<Entry> {
        let filter = Filter {
            after,
            account: Some(self.account.clone()),
            kind: (!kind.is_empty()).then(|| kind.to_owned()),
            ..Filter::default()
        };
        self.sandbox.truth(&filter).await.unwrap()
    }

    /// WhatsApp's acknowledgement of the next message is lost; what tells of it later is a receipt.
    async fn submitted_not_acked(&mut self, in_browser: bool) {
        let lost = Fault::of(FaultKind::LostServerAck).on(self.account);
        self.sandbox.cause(&lost).await.unwrap();
        let sent = self.next_arrival().await;
        let struck = SystemClock.now().timestamp_millis();
        self.end(in_browser).await;
        let told = |one: &Entry| one.message_id == sent && one.at_ms.cast_signed() <= struck;
        if sent.is_some() && !self.entries("receipt", 0).await.iter().any(told) {
            self.report.hit(Window::SubmittedNotAcked);
        }
    }

    /// Stops the database as soon as something has left, lets its receipt come in, and kills the server, which could not write it down.
    async fn acked_not_recorded(&mut self) {
        self.next_arrival().await;
        let Some(postgres) = processes::under(self.siar.pid(), Part::Postgres).pop() else {
            return self.kill_server().await;
        };
        let mut all = processes::descendants(postgres.pid.cast_unsigned());
        all.push(postgres);
        all.iter().for_each(|one| one.signal(Signal::SIGSTOP));
        let before = self.entries("", 0).await.last().map_or(0, |one| one.seq);
        let comes = async {
            while self.entries("receipt", before).await.is_empty() {
                sleep(LOOK).await;
            }
            // From the page to the server.
            sleep(Duration::from_millis(50)).await;
        };
        if timeout(COMES, comes).await.is_ok() {
            self.report.hit(Window::AckedNotRecorded);
        }
        self.kill_server_with(|| all.iter().for_each(|one| one.signal(Signal::SIGCONT)))
            .await;
    }

    /// Tells the server to stop, as an operator does, and kills it when its browser has left the page and has not ended.
    async fn half_flushed(&mut self) {
        let server = self.siar.pid();
        let pages = processes::under(server, Part::Renderer);
        let browsers = processes::under(server, Part::Browser);
        self.siar.signal(Signal::SIGTERM);
        let lives = |all: &[Process]| all.iter().filter(|one| processes::lives(one.pid)).count();
        let begun = Instant::now();
        while lives(&pages) == pages.len() && lives(&browsers) > 0 && begun.elapsed() < COMES {
            sleep(LOOK).await;
        }
        if lives(&pages) < pages.len() && lives(&browsers) > 0 {
            self.report.hit(Window::ProfileHalfFlushed);
        }
        self.kill_server().await;
    }
}
