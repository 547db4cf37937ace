//! The loop of a claimed campaign.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use siar_db::{campaigns, ledger};
use siar_domain::{campaign::CampaignState, id::CampaignId};
use tokio::sync::watch;

use super::{
    Bell, Parts,
    claim::{Broken, Run, Taken},
};
use crate::quota;

/// How long the tenant's quota may take to carry out a transaction: the database's own deadline, and some for the queue.
pub(super) const DB_DEADLINE: Duration = Duration::from_secs(60);

/// What a step of the loop came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Something was done: take another at once.
    Again,
    /// Nothing to do before then, unless woken.
    Wait(DateTime<Utc>),
    /// Nothing to do until woken, or until the next poll.
    Idle,
    /// The campaign is done with, or rests.
    Done,
    /// Another run owns it.
    Lost,
}

/// Shortest and longest wait before claiming again after trouble that passes.
const TROUBLE: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(3));

/// Runs a campaign until it needs no actor any more.
///
/// Trouble that passes (the database restarts, a neighbour is restarted) does not end this life: the campaign is claimed again, which
/// reads from the rows what really happened.
pub(super) async fn run(
    parts: Parts,
    campaign: CampaignId,
    bell: Arc<Bell>,
    mut stop: watch::Receiver<bool>,
) -> Result<(), Broken> {
    let mut trouble = TROUBLE.0;
    loop {
        if *stop.borrow() {
            return Ok(());
        }
        let wait = match once(&parts, campaign, &bell, &mut stop).await {
            Ok(Once::Ended) => return Ok(()),
            Ok(Once::Lost) => Duration::ZERO,
            Ok(Once::Held(until)) => {
                trouble = TROUBLE.0;
                let left = (until - parts.db.clock().now()).to_std();
                left.unwrap_or_default()
                    .clamp(Duration::from_millis(50), parts.config.poll)
            }
            Err(broken) if broken.is_passing() => {
                tracing::warn!(%campaign, error = %broken, "claiming the campaign again");
                trouble = (trouble * 2).min(TROUBLE.1);
                trouble / 2
            }
            Err(broken) => return Err(broken),
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
    }
}

/// How one claim ended.
enum Once {
    /// The campaign needs no actor any more, or this one is to stop.
    Ended,
    /// Another run may have it: claim again.
    Lost,
    /// Another node holds it until then.
    Held(DateTime<Utc>),
}

async fn once(
    parts: &Parts,
    campaign: CampaignId,
    bell: &Arc<Bell>,
    stop: &mut watch::Receiver<bool>,
) -> Result<Once, Broken> {
    let mut run = match Run::claim(parts, campaign, bell).await? {
        Taken::Idle => return Ok(Once::Ended),
        Taken::Held(until) => return Ok(Once::Held(until)),
        Taken::Ours(run) => run,
    };
    let end = run.work(stop).await;
    if let Some(quota) = run.quota().await {
        // One that is not there has nothing put aside either.
        let _ = quota.tell(quota::Leave(campaign));
    }
    if end? == Step::Lost {
        return Ok(Once::Lost);
    }
    let fence = run.claimed.fence;
    parts
        .db
        .tenant(&run.claimed.scope, async |tx| {
            campaigns::release(tx, &fence).await
        })
        .await?;
    Ok(Once::Ended)
}

impl Run {
    async fn work(&mut self, stop: &mut watch::Receiver<bool>) -> Result<Step, Broken> {
        let mut woken = true;
        loop {
            if *stop.borrow() {
                return Ok(Step::Done);
            }
            // A lease that ran out (the process stood still): whatever happened meanwhile is found out by claiming again.
            if self.lease_until <= self.now() {
                return Ok(Step::Lost);
            }
            if self.renew_due(woken) && !self.renew().await? {
                return Ok(Step::Lost);
            }
            let step = self.step(woken).await?;
            let until = match step {
                Step::Again => {
                    woken = false;
                    // Others on this thread have their turn.
                    tokio::task::yield_now().await;
                    continue;
                }
                Step::Wait(until) => until,
                Step::Idle => self.now() + super::claim::delta(self.parts.config.poll),
                Step::Done | Step::Lost => return Ok(step),
            };
            woken = self.wait(until, stop).await;
        }
    }

    /// Waits until `until`, a wake-up, the next poll, or the next renewal. True: woken, or the poll's turn.
    async fn wait(&self, until: DateTime<Utc>, stop: &mut watch::Receiver<bool>) -> bool {
        let wait = (until - self.now()).to_std().unwrap_or_default();
        let bell = Arc::clone(&self.bell);
        let poll = self.parts.config.poll.min(self.parts.config.lease / 3);
        tokio::select! {
            () = tokio::time::sleep(wait.min(poll)) => wait > poll,
            () = bell.notify.notified() => true,
            _ = stop.wait_for(|stop| *stop) => true,
        }
    }

    async fn step(&mut self, woken: bool) -> Result<Step, Broken> {
        let doubt = self.settle_doubts(woken).await?;
        if self.state != CampaignState::Running {
            return Ok(if self.flights.is_empty() {
                Step::Done
            } else {
                doubt
            });
        }
        let sent = self.send().await?;
        if sent == Step::Lost || sent == Step::Again {
            return Ok(sent);
        }
        if self.state != CampaignState::Running {
            return Ok(Step::Again);
        }
        if sent == Step::Idle && self.flights.is_empty() {
            return self.perhaps_complete().await;
        }
        Ok(earlier(sent, doubt))
    }

    /// Nothing could be leased and nothing is in flight: done, or waiting for retries.
    async fn perhaps_complete(&mut self) -> Result<Step, Broken> {
        let fence = self.claimed.fence;
        let (done, outlook) = self
            .parts
            .db
            .tenant(&self.claimed.scope, async |tx| {
                let done = campaigns::complete(tx, &fence).await?;
                Ok::<_, siar_db::DbError>((done, ledger::outlook(tx, &fence).await?))
            })
            .await?;
        if done {
            return Ok(Step::Done);
        }
        let open = outlook.counts.queued + outlook.counts.leased + outlook.counts.retry;
        match outlook.next_retry {
            Some(at) if at > self.now() => Ok(Step::Wait(at)),
            // Something is due that the last lease did not find: it was put back meanwhile.
            _ if open > 0 && self.low > 0 => {
                self.low = 0;
                Ok(Step::Idle)
            }
            _ => Ok(Step::Idle),
        }
    }
}

/// Of two things to wait for, the one that comes first.
fn earlier(one: Step, other: Step) -> Step {
    match (one, other) {
        (Step::Wait(a), Step::Wait(b)) => Step::Wait(a.min(b)),
        (Step::Wait(at), _) | (_, Step::Wait(at)) => Step::Wait(at),
        (Step::Again, _) | (_, Step::Again) => Step::Again,
        _ => Step::Idle,
    }
}
