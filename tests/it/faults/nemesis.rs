//! Carries out a plan.

use std::{collections::BTreeMap, time::Duration};

use nix::sys::signal::Signal;
use siar_sandbox::{client::Client, number::Number, truth::Filter};
use siar_testkit::wait_until;
use tokio::time::{Instant, sleep};

use super::{
    plan::{Blow, Plan, When},
    window::Window,
};
use crate::world::{
    Siar,
    processes::{self, Part, Process},
    tenant::Tenant,
};

/// How long nothing may go out. Longer than any recovery; shorter than patience.
const STANDSTILL: Duration = Duration::from_secs(120);

/// What was done.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// How often each blow fell.
    pub(crate) blows: BTreeMap<Blow, usize>,
    /// Blows that fell while messages were still to be sent.
    pub(crate) during: usize,
    /// Windows that were seen to be hit.
    pub(crate) seen: BTreeMap<Window, usize>,
}

impl Report {
    pub(super) fn hit(&mut self, window: Window) {
        *self.seen.entry(window).or_default() += 1;
    }

    /// Blows that end a WhatsApp page.
    pub(crate) fn pages_ended(&self) -> usize {
        let ends = |blow: &Blow| {
            matches!(
                blow,
                Blow::KillServer | Blow::Kill(Part::Browser | Part::Renderer) | Blow::Aimed(_)
            )
        };
        let counted = self.blows.iter().filter(|(blow, _)| ends(blow));
        counted.map(|(_, times)| times).sum()
    }
}

pub(crate) struct Nemesis<'a> {
    pub(crate) siar: &'a mut Siar,
    pub(crate) sandbox: &'a Client,
    pub(crate) tenant: &'a Tenant,
    pub(crate) campaign: &'a str,
    /// The sender's.
    pub(crate) account: &'a Number,
    /// Messages that will have reached the server when all is done.
    pub(crate) people: u64,
    /// Longer than the leases.
    pub(crate) freeze: Duration,
    pub(crate) report: Report,
}

impl Nemesis<'_> {
    pub(crate) async fn run(mut self, plan: &Plan) -> Report {
        let begun = Instant::now();
        for (place, (when, blow)) in plan.0.iter().enumerate() {
            self.wait(*when).await;
            let sent = arrived(self.sandbox).await;
            eprintln!(
                "{:>6.1} s  {sent:>4} sent  blow {:>4}: {blow:?} {when:?}",
                begun.elapsed().as_secs_f64(),
                place + 1
            );
            self.report.during += usize::from(sent < self.people);
            *self.report.blows.entry(*blow).or_default() += 1;
            self.strike(*blow, place).await;
        }
        self.report
    }

    async fn wait(&mut self, when: When) {
        match when {
            // The nemesis comes at its own time: nothing is waited for here that could be asked for.
            When::InTheRecovery { ms } => sleep(Duration::from_millis(ms)).await,
            When::InTheWork { messages, then_ms } => {
                let sandbox = self.sandbox;
                let wanted = (arrived(sandbox).await + messages).min(self.people);
                wait_until(STANDSTILL, || {
                    self.siar.still_runs();
                    async move {
                        let arrived = arrived(sandbox).await;
                        if arrived >= wanted {
                            Ok(())
                        } else {
                            Err(format!("{arrived} messages sent, {wanted} expected"))
                        }
                    }
                })
                .await;
                sleep(Duration::from_millis(then_ms)).await;
            }
        }
    }

    async fn strike(&mut self, blow: Blow, place: usize) {
        match blow {
            Blow::KillServer => self.kill_server().await,
            Blow::Aimed(window) => self.aim(window, place.is_multiple_of(2)).await,
            Blow::FreezeServer => {
                self.siar.signal(Signal::SIGSTOP);
                sleep(self.freeze).await;
                self.siar.signal(Signal::SIGCONT);
            }
            Blow::Kill(part) => self.kill(part).await,
        }
    }

    pub(super) async fn kill_server(&mut self) {
        self.kill_server_with(|| ()).await;
    }

    /// Kills the server, does this, and starts it again.
    pub(super) async fn kill_server_with(&mut self, then: impl FnOnce()) {
        self.siar.signal(Signal::SIGKILL);
        then();
        self.siar.kill().await;
        self.siar.start();
    }

    pub(super) async fn kill(&self, part: Part) {
        let signal = match part {
            // As `pg_ctl stop -m immediate`: no checkpoint, connections cut.
            Part::Postgres => Signal::SIGQUIT,
            _ => Signal::SIGKILL,
        };
        self.living(part).await.signal(signal);
    }

    /// One of that kind; what was hit by the blow before comes back first.
    async fn living(&self, part: Part) -> Process {
        let server = self.siar.pid();
        wait_until(STANDSTILL, || async move {
            processes::under(server, part)
                .pop()
                .ok_or_else(|| format!("no {part:?} under the server"))
        })
        .await
    }
}

/// How many messages reached WhatsApp's server for the first time.
pub(super) async fn arrived(sandbox: &Client) -> u64 {
    let filter = Filter {
        kind: Some("server_arrival".to_owned()),
        ..Filter::default()
    };
    let fates = sandbox.fates(&filter).await.unwrap();
    fates.len() as u64
}
