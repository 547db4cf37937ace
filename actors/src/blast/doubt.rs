//! Messages in flight: receipts settle them; where none comes, the engine is asked, and the rules of reconciliation decide.

use chrono::TimeDelta;
use futures::{StreamExt, stream};
use siar_db::ledger::{self, Outcome, Receipt, Settlement, Under};
use siar_domain::{
    campaign::PauseReason,
    delivery::{Delivery, DeliveryReason},
    reconcile::{Ack, Decision, Evidence, InDoubt, decide},
    retry::{self, AfterFailure, MayHaveLeft, after_failure},
};
use siar_engines::{AckLevel, Lookup, MessageId, Trouble};

use super::{
    Readiness, SendFailed,
    claim::{Broken, Flight, Run, delta},
    run::Step,
};
use crate::quota::Settle;

/// Receipts come in floods: what is in flight is compared with the ledger at most this often.
const COMPARE: TimeDelta = TimeDelta::milliseconds(100);

/// The ledger's word for a trouble.
pub(super) const fn reason_of(trouble: &Trouble) -> DeliveryReason {
    match trouble {
        Trouble::NotOnWhatsapp => DeliveryReason::NotOnWhatsapp,
        Trouble::BlockedByRecipient => DeliveryReason::Blocked,
        Trouble::AccountLimited { .. } => DeliveryReason::AccountLimited,
        Trouble::Network => DeliveryReason::Network,
        Trouble::Other { .. } => DeliveryReason::Engine,
    }
}

impl Run {
    /// Finds out about what is in flight as far as it can be. Answers when to look again.
    pub(super) async fn settle_doubts(&mut self, woken: bool) -> Result<Step, Broken> {
        let failed = self.bell.take_failed();
        for one in failed {
            self.failed_after_handover(one).await?;
        }
        let now = self.now();
        let due = self.flights.values().any(|one| one.check_at <= now);
        self.receipts_wait |= woken;
        let rested = now - self.compared_at >= COMPARE;
        if self.flights.is_empty() || !(due || self.receipts_wait && rested) {
            return Ok(self.next_check());
        }
        self.drop_settled().await?;
        if !due {
            return Ok(self.next_check());
        }
        // Nothing is asked of a session that cannot be believed; it is looked at again when it says that it works.
        let ready = self.readiness().await;
        let asked: Vec<(i32, Flight)> = self
            .flights
            .iter()
            .filter(|(_, one)| one.check_at <= now)
            .map(|(ordinal, one)| (*ordinal, one.clone()))
            .collect();
        let mut receipts = Vec::new();
        let mut settlements = Vec::new();
        let answers: Vec<(i32, Flight, Evidence)> = stream::iter(asked)
            .map(|(ordinal, one)| {
                let sender = std::sync::Arc::clone(&self.sender);
                async move {
                    let evidence = if ready.working && ready.caught_up {
                        match sender.look_up(&MessageId(one.message_id.clone())).await {
                            Ok(lookup) => evidence_of(lookup),
                            Err(_) => Evidence::None,
                        }
                    } else {
                        Evidence::None
                    };
                    (ordinal, one, evidence)
                }
            })
            .buffer_unordered(self.parts.config.calls.max(1))
            .collect()
            .await;
        let now = self.now();
        let again = now + delta(self.parts.config.look_again);
        for (ordinal, one, evidence) in answers {
            let interrupted = self
                .caught_up_since
                .is_some_and(|since| since > one.submitted_at);
            if interrupted && evidence != Evidence::None {
                tracing::info!(
                    campaign = %self.claimed.fence.campaign(), ordinal, attempt = one.attempt, ?evidence,
                    profile_life = ready.profile_life,
                    "a message was in flight when the session or the server ended"
                );
            }
            let doubt = InDoubt {
                state: Delivery::Submitting,
                evidence,
                // A life that is not known is another life.
                memory_lost: one.profile_life != Some(ready.profile_life),
                receipt: None,
                waiting_since: one
                    .submitted_at
                    .max(self.caught_up_since.unwrap_or(one.submitted_at)),
            };
            let settle = |outcome| Settlement {
                ordinal,
                attempt: one.attempt,
                outcome,
            };
            let mut check_at = again;
            match decide(&doubt, &self.parts.config.patience, now) {
                Decision::SendAgainSameId => settlements.push(settle(Outcome::Retry {
                    at: now,
                    reason: DeliveryReason::Engine,
                    under: Under::SameId,
                })),
                Decision::MarkSent(ack) => receipts.push(Receipt {
                    message_id: one.message_id.clone(),
                    level: ack.delivery(),
                    at: now,
                }),
                Decision::WaitForReceipts(until) => check_at = until.min(again),
                Decision::AskAgain | Decision::Nothing => {}
                Decision::MarkUnknown => {
                    tracing::warn!(
                        campaign = %self.claimed.fence.campaign(), ordinal,
                        evidence = ?doubt.evidence, memory_lost = doubt.memory_lost,
                        "nobody can know whether it was sent"
                    );
                    self.watch
                        .note(retry::Outcome::Failed(DeliveryReason::Undecidable));
                    settlements.push(settle(Outcome::Unknown(DeliveryReason::Undecidable)));
                }
            }
            if let Some(flight) = self.flights.get_mut(&ordinal) {
                flight.check_at = check_at;
            }
        }
        if !receipts.is_empty() {
            let tenant = self.tenant;
            self.parts
                .db
                .tenant(&self.claimed.scope, async |tx| {
                    ledger::acknowledge(tx, tenant, &receipts).await
                })
                .await?;
        }
        if !self.settle(settlements).await? {
            return Ok(Step::Lost);
        }
        if !receipts.is_empty() {
            self.drop_settled().await?;
        }
        Ok(self.next_check())
    }

    fn next_check(&self) -> Step {
        let compare = self.receipts_wait.then(|| self.compared_at + COMPARE);
        match self.flights.values().map(|one| one.check_at).min() {
            Some(at) => Step::Wait(compare.map_or(at, |compare| at.min(compare))),
            None => Step::Idle,
        }
    }

    /// Whether the session can send and be believed, and since when.
    pub(super) async fn readiness(&mut self) -> Readiness {
        let ready = self.sender.readiness().await;
        let now = self.now();
        if ready.working && ready.caught_up {
            if self.caught_up_since.is_none() {
                self.caught_up_since = Some(now);
                // Now the engine can say.
                for flight in self.flights.values_mut() {
                    flight.check_at = flight.check_at.min(now);
                }
            }
            self.away_since = None;
        } else {
            self.caught_up_since = None;
            self.away_since.get_or_insert(now);
        }
        ready
    }

    /// Forgets flights that a receipt has settled.
    async fn drop_settled(&mut self) -> Result<(), Broken> {
        let ordinals: Vec<i32> = self.flights.keys().copied().collect();
        let fence = self.claimed.fence;
        let open = self
            .parts
            .db
            .tenant(&self.claimed.scope, async |tx| {
                ledger::in_flight(tx, &fence, &ordinals).await
            })
            .await?;
        self.compared_at = self.now();
        self.receipts_wait = false;
        let open: std::collections::BTreeSet<i32> = open.iter().map(|one| one.ordinal).collect();
        let before = self.flights.len();
        self.flights.retain(|ordinal, _| open.contains(ordinal));
        for _ in self.flights.len()..before {
            self.watch.note(retry::Outcome::Sent);
        }
        Ok(())
    }

    /// WhatsApp said no to a message after the engine had taken it.
    async fn failed_after_handover(&mut self, failed: SendFailed) -> Result<(), Broken> {
        let SendFailed {
            message_id,
            trouble,
        } = failed;
        let Some((ordinal, flight)) = self
            .flights
            .iter_mut()
            .find(|(_, one)| one.message_id == message_id.0)
        else {
            return Ok(());
        };
        let left = match trouble {
            // The server's own word.
            Trouble::NotOnWhatsapp
            | Trouble::BlockedByRecipient
            | Trouble::AccountLimited { .. } => MayHaveLeft::No,
            Trouble::Network | Trouble::Other { .. } => MayHaveLeft::Perhaps,
        };
        if left == MayHaveLeft::Perhaps {
            flight.check_at = self.parts.db.clock().now();
            return Ok(());
        }
        let (ordinal, attempt) = (*ordinal, flight.attempt);
        self.refused(vec![(ordinal, attempt, reason_of(&trouble))])
            .await?;
        Ok(())
    }

    /// Settles recipients whose messages certainly did not leave. False: the campaign is not ours any more.
    pub(super) async fn refused(
        &mut self,
        refused: Vec<(i32, i16, DeliveryReason)>,
    ) -> Result<bool, Broken> {
        let now = self.now();
        let mut settlements = Vec::with_capacity(refused.len());
        let mut limited = false;
        for (ordinal, attempt, reason) in refused {
            self.watch.note(retry::Outcome::Failed(reason));
            let attempts = u32::try_from(attempt).unwrap_or(1);
            let policy = self.parts.config.retry;
            let after = after_failure(
                reason,
                MayHaveLeft::No,
                attempts,
                &policy,
                now,
                &mut self.rng,
            );
            let outcome = match after {
                AfterFailure::RetryAt(at) => Outcome::Retry {
                    at,
                    reason,
                    under: Under::NewId,
                },
                AfterFailure::Fail(reason) => Outcome::Failed(reason),
                AfterFailure::HoldForAccount => {
                    limited = true;
                    Outcome::Retry {
                        at: now,
                        reason,
                        under: Under::NewId,
                    }
                }
                // Not for what cannot have left.
                AfterFailure::Reconcile => continue,
            };
            settlements.push(Settlement {
                ordinal,
                attempt,
                outcome,
            });
        }
        let ours = self.settle(settlements).await?;
        if ours && limited {
            self.pause(PauseReason::AccountRestricted).await?;
        } else if ours && self.watch.too_many() {
            self.pause(PauseReason::TooManyFailures).await?;
        }
        Ok(ours)
    }

    /// Settles in the tenant's turn, and forgets the flights. False: the campaign is not ours any more.
    pub(super) async fn settle(&mut self, settlements: Vec<Settlement>) -> Result<bool, Broken> {
        if settlements.is_empty() {
            return Ok(true);
        }
        let ordinals: Vec<i32> = settlements.iter().map(|one| one.ordinal).collect();
        let Some(quota) = self.quota().await else {
            return Err(Broken::Late("starting the tenant's quota"));
        };
        let ask = Settle {
            scope: self.claimed.scope.clone(),
            fence: self.claimed.fence,
            settlements,
        };
        let settled = quota
            .ask_within(ask, super::run::DB_DEADLINE)
            .await
            .map_err(Broken::Quota)??;
        for ordinal in ordinals {
            self.flights.remove(&ordinal);
        }
        Ok(settled.is_ok())
    }
}

/// What the engine's answer proves.
pub(crate) const fn evidence_of(lookup: Lookup) -> Evidence {
    match lookup {
        Lookup::NotFound => Evidence::NotFound,
        Lookup::Pending => Evidence::Pending,
        Lookup::Failed => Evidence::Failed,
        Lookup::Acked(level) => Evidence::Acked(ack_of(level)),
    }
}

const fn ack_of(level: AckLevel) -> Ack {
    match level {
        AckLevel::Server => Ack::Server,
        AckLevel::Device => Ack::Device,
        AckLevel::Read => Ack::Read,
    }
}
