//! Sending: as many recipients as the account's pace allows now, each with its id committed before the engine hears of it.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use futures::{StreamExt, stream};
use siar_db::{
    ledger::{self, Leased, Outcome, Recipient, Settlement, Submission},
    sessions,
};
use siar_domain::{
    campaign::{CampaignState, PauseReason},
    delivery::DeliveryReason,
    session::SessionState,
    template::TemplateError,
};
use siar_engines::{MessageId, NewMessageId, SendReceipt};

use super::{
    NoAnswer,
    claim::{Broken, Flight, Run, delta},
    doubt::reason_of,
    run::{DB_DEADLINE, Step},
};
use crate::quota::{GiveBack, Grant, Lease, Take};

/// A recipient ready to be submitted.
struct Ready {
    recipient: Recipient,
    id: String,
    text: String,
}

/// What became of a recipient before there was anything to submit.
enum Prepared {
    Ready(Ready),
    /// Back to the queue: the session went away.
    NotNow(Recipient),
    /// WhatsApp knew no account: it is asked once more, later.
    AskAgain(Recipient),
    Refused(Recipient, DeliveryReason),
}

impl Run {
    /// Sends one batch, or says why not and until when.
    pub(super) async fn send(&mut self) -> Result<Step, Broken> {
        let room = self
            .parts
            .config
            .in_flight
            .saturating_sub(self.flights.len());
        if room == 0 {
            return Ok(Step::Idle);
        }
        let ready = self.readiness().await;
        if !ready.working || !ready.caught_up {
            return self.session_away().await;
        }
        let Some(quota) = self.quota().await else {
            return Ok(Step::Wait(self.now() + delta(Duration::from_millis(200))));
        };
        let wants = u32::try_from(room.min(self.parts.config.batch)).unwrap_or(u32::MAX);
        let take = Take {
            campaign: self.campaign,
            wants,
        };
        let grant = match quota.ask(take).await.map_err(Broken::Quota)? {
            Some(grant) => grant,
            None => return Ok(Step::Wait(self.now() + delta(Duration::from_millis(200)))),
        };
        if grant.granted == 0 {
            return Ok(match grant.next {
                Some((until, _)) => Step::Wait(until),
                None => Step::Idle,
            });
        }
        let lease = Lease {
            scope: self.claimed.scope.clone(),
            fence: self.claimed.fence,
            count: usize::try_from(grant.granted).unwrap_or(usize::MAX),
            low: self.low,
            hold: delta(self.parts.config.hold),
        };
        let leased = quota
            .ask_within(lease, DB_DEADLINE)
            .await
            .map_err(Broken::Quota)??;
        match leased {
            Err(_) => {
                self.give_back(&grant, grant.granted).await;
                Ok(if self.renew().await? {
                    Step::Again
                } else {
                    Step::Lost
                })
            }
            Ok(Leased::QuotaUsedUp) => {
                self.give_back(&grant, grant.granted).await;
                self.pause(PauseReason::QuotaUsedUp).await?;
                Ok(Step::Again)
            }
            Ok(Leased::NoSubscription) => {
                self.give_back(&grant, grant.granted).await;
                self.pause(PauseReason::SubscriptionEnded).await?;
                Ok(Step::Again)
            }
            Ok(Leased::Recipients {
                recipients,
                low,
                skipped,
            }) => {
                self.low = low;
                let taken = u32::try_from(recipients.len()).unwrap_or(u32::MAX);
                self.give_back(&grant, grant.granted.saturating_sub(taken))
                    .await;
                if recipients.is_empty() {
                    return Ok(if skipped > 0 { Step::Again } else { Step::Idle });
                }
                self.deliver(recipients, ready.profile_life, &grant).await
            }
        }
    }

    async fn give_back(&mut self, grant: &Grant, count: u32) {
        if count == 0 {
            return;
        }
        if let Some(quota) = self.quota().await {
            // One that restarts counts what was really submitted.
            let _ = quota.tell(GiveBack {
                at: grant.at,
                count,
            });
        }
    }

    /// From leased to handed over.
    async fn deliver(
        &mut self,
        recipients: Vec<Recipient>,
        profile_life: i64,
        grant: &Grant,
    ) -> Result<Step, Broken> {
        let prepared = self.prepare(recipients).await;
        let ask_again = self.now() + delta(self.parts.config.ask_again);
        let mut ready = Vec::with_capacity(prepared.len());
        let mut back = Vec::new();
        let mut refused = Vec::new();
        for one in prepared {
            match one {
                Prepared::Ready(one) => ready.push(one),
                Prepared::NotNow(one) => back.push(Settlement {
                    ordinal: one.ordinal,
                    attempt: one.attempt,
                    outcome: Outcome::Queued,
                }),
                Prepared::AskAgain(one) => back.push(Settlement {
                    ordinal: one.ordinal,
                    attempt: one.attempt,
                    outcome: Outcome::Retry {
                        at: ask_again,
                        reason: DeliveryReason::NotOnWhatsapp,
                        under: ledger::Under::SameId,
                    },
                }),
                Prepared::Refused(one, reason) => refused.push((one.ordinal, one.attempt, reason)),
            }
        }
        let unused = u32::try_from(back.len() + refused.len()).unwrap_or(u32::MAX);
        self.give_back(grant, unused).await;
        if !self.settle(back).await? {
            return Ok(Step::Lost);
        }
        if !refused.is_empty() && !self.refused(refused).await? {
            return Ok(Step::Lost);
        }
        if ready.is_empty() {
            return Ok(Step::Again);
        }
        self.hand_over(ready, profile_life, grant).await
    }

    /// Ids and texts. Nothing leaves yet.
    async fn prepare(&self, recipients: Vec<Recipient>) -> Vec<Prepared> {
        let texts: Vec<(Recipient, Result<String, TemplateError>)> = recipients
            .into_iter()
            .map(|one| {
                let text = one.text(&self.template, &self.claimed.defaults);
                (one, text)
            })
            .collect();
        stream::iter(texts)
            .map(|(one, text)| {
                let sender = Arc::clone(&self.sender);
                async move {
                    let text = match text {
                        Ok(text) => text,
                        Err(TemplateError::MissingVariable { .. }) => {
                            return Prepared::Refused(one, DeliveryReason::MissingVariable);
                        }
                        Err(_) => return Prepared::Refused(one, DeliveryReason::RenderFailed),
                    };
                    if let Some(id) = one.message_id.clone() {
                        return Prepared::Ready(Ready {
                            recipient: one,
                            id,
                            text,
                        });
                    }
                    match sender.prepare_id(&one.phone).await {
                        Ok(NewMessageId::Id(id)) => Prepared::Ready(Ready {
                            recipient: one,
                            id: id.0,
                            text,
                        }),
                        // An answer that got lost looks like a number without an account: one no is none.
                        Ok(NewMessageId::NotOnWhatsapp) if !one.asked => Prepared::AskAgain(one),
                        Ok(NewMessageId::NotOnWhatsapp) => {
                            Prepared::Refused(one, DeliveryReason::NotOnWhatsapp)
                        }
                        Err(NoAnswer::NotReady) => Prepared::NotNow(one),
                        Err(NoAnswer::Lost(_)) => Prepared::Refused(one, DeliveryReason::Engine),
                    }
                }
            })
            .buffered(self.parts.config.calls.max(1))
            .collect()
            .await
    }

    /// Commits the ids, then tells the engine.
    async fn hand_over(
        &mut self,
        ready: Vec<Ready>,
        profile_life: i64,
        grant: &Grant,
    ) -> Result<Step, Broken> {
        let submissions: Vec<Submission> = ready
            .iter()
            .map(|one| Submission {
                ordinal: one.recipient.ordinal,
                attempt: one.recipient.attempt,
                message_id: one.id.clone(),
            })
            .collect();
        let fence = self.claimed.fence;
        let submitted = self
            .parts
            .db
            .tenant(&self.claimed.scope, async |tx| {
                ledger::submitting(tx, &fence, profile_life, &submissions).await
            })
            .await?;
        let all = u32::try_from(ready.len()).unwrap_or(u32::MAX);
        let Ok(submitted) = submitted else {
            // Paused, cancelled or lost meanwhile: nothing may leave.
            self.give_back(grant, all).await;
            if !self.renew().await? {
                return Ok(Step::Lost);
            }
            let back = submissions
                .iter()
                .map(|one| Settlement {
                    ordinal: one.ordinal,
                    attempt: one.attempt,
                    outcome: Outcome::Queued,
                })
                .collect();
            return Ok(if self.settle(back).await? {
                Step::Again
            } else {
                Step::Lost
            });
        };
        self.parts.db.handing_over(submitted.mark);
        let go = u32::try_from(submitted.go.len()).unwrap_or(u32::MAX);
        self.give_back(grant, all.saturating_sub(go)).await;
        let now = self.now();
        let mut going = Vec::with_capacity(submitted.go.len());
        for one in ready {
            if submitted.go.binary_search(&one.recipient.ordinal).is_err() {
                continue;
            }
            let flight = Flight {
                attempt: one.recipient.attempt + 1,
                message_id: one.id.clone(),
                profile_life: Some(profile_life),
                submitted_at: now,
                check_at: now + delta(self.parts.config.receipt_within),
            };
            self.flights.insert(one.recipient.ordinal, flight);
            going.push(one);
        }
        self.submit(going).await
    }

    async fn submit(&mut self, going: Vec<Ready>) -> Result<Step, Broken> {
        let until = self.lease_until;
        let clock = Arc::clone(self.parts.db.clock());
        let answers: Vec<(i32, Result<SendReceipt, NoAnswer>)> = stream::iter(going)
            .map(|one| {
                let (sender, clock) = (Arc::clone(&self.sender), Arc::clone(&clock));
                async move {
                    // After standing still for longer than the lease another run may be at it: it will find the id and decide.
                    let answer = if clock.now() >= until {
                        Err(NoAnswer::Lost("the lease ran out".to_owned()))
                    } else {
                        let id = MessageId(one.id);
                        sender.submit(&id, &one.recipient.phone, &one.text).await
                    };
                    (one.recipient.ordinal, answer)
                }
            })
            .buffered(self.parts.config.calls.max(1))
            .collect()
            .await;
        let now = self.now();
        let mut refused = Vec::new();
        let mut back = Vec::new();
        for (ordinal, answer) in answers {
            let Some(flight) = self.flights.get_mut(&ordinal) else {
                continue;
            };
            match answer {
                Ok(SendReceipt::Accepted) => {}
                Ok(SendReceipt::AlreadyUsed) => flight.check_at = now,
                Ok(SendReceipt::Refused(trouble)) => {
                    refused.push((ordinal, flight.attempt, reason_of(&trouble)));
                }
                Err(NoAnswer::NotReady) => back.push(Settlement {
                    ordinal,
                    attempt: flight.attempt,
                    outcome: Outcome::Retry {
                        at: now,
                        reason: DeliveryReason::Network,
                        under: ledger::Under::SameId,
                    },
                }),
                // It may still be carried out: ask when it must be over.
                Err(NoAnswer::Lost(detail)) => {
                    tracing::warn!(campaign = %self.campaign, ordinal, detail, "a submission got no answer");
                    flight.check_at = now + delta(self.parts.config.look_again);
                }
            }
        }
        if !self.settle(back).await? {
            return Ok(Step::Lost);
        }
        if !refused.is_empty() && !self.refused(refused).await? {
            return Ok(Step::Lost);
        }
        Ok(Step::Again)
    }

    /// The session cannot send: wait, or pause.
    async fn session_away(&mut self) -> Result<Step, Broken> {
        let now = self.now();
        let since = *self.away_since.get_or_insert(now);
        let scope = self.claimed.scope.clone();
        let session = self
            .parts
            .db
            .tenant(&scope, async |tx| sessions::load(tx, &scope).await)
            .await?;
        let reason = match session.state {
            SessionState::Restricted | SessionState::Banned => Some(PauseReason::AccountRestricted),
            SessionState::LoggedOut | SessionState::Conflict | SessionState::Failed => {
                Some(PauseReason::SessionNotWorking)
            }
            SessionState::Stopped if !session.wanted => Some(PauseReason::SessionNotWorking),
            _ if now - since >= delta(self.parts.config.session_grace) => {
                Some(PauseReason::SessionNotWorking)
            }
            _ => None,
        };
        match reason {
            Some(reason) if self.state == CampaignState::Running => {
                self.pause(reason).await?;
                Ok(Step::Again)
            }
            _ => Ok(Step::Wait(wait_for_session(now))),
        }
    }
}

/// The session wakes the campaign when it works; this is the fallback.
fn wait_for_session(now: DateTime<Utc>) -> DateTime<Utc> {
    now + delta(Duration::from_secs(1))
}
