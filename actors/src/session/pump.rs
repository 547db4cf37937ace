//! The pump: what the engine says, in order, into rows.
//!
//! Nothing is delayed: what came while the last transaction ran goes into the next one together, so a single event is recorded at once
//! and a flood in batches. What the database does not take stays at the head of the queue and is offered again.

use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use siar_db::{
    DbError,
    incoming::{self, Incoming},
    ledger::{self, Receipt},
    sessions::{self, Linked, Owner},
};
use siar_domain::{delivery::Delivery, event::Event};
use siar_engines::{AckLevel, EngineEvent, Trouble};
use tokio::time::Instant;

use super::{
    News,
    course::Signal,
    driver::{BATCH, Driver},
    messages::Code,
    parts::Item,
};

/// So long at most does a fresh link wait for what people wrote before it.
const READ_BACK_FIRST: std::time::Duration = std::time::Duration::from_secs(60);

impl Driver {
    /// Works the queue off.
    ///
    /// # Errors
    /// What the database says; the item that met it stays at the head.
    pub(super) async fn settle(&mut self) -> Result<(), DbError> {
        if self.retry_at.is_some_and(|at| at > Instant::now()) {
            return Ok(());
        }
        self.retry_at = None;
        while self.owner.is_some() {
            match self.queue.front() {
                None => return Ok(()),
                Some(Item::Event(_, EngineEvent::Ack { .. } | EngineEvent::Incoming { .. })) => {
                    self.record().await?;
                }
                Some(Item::Event(run, event)) => {
                    let (run, event) = (*run, event.clone());
                    self.heard(run, event).await?;
                    self.queue.pop_front();
                }
                Some(Item::Signal(signal)) => {
                    let signal = signal.clone();
                    self.apply(signal).await?;
                    self.queue.pop_front();
                }
            }
        }
        Ok(())
    }

    /// Records the receipts and incoming messages at the head of the queue in one transaction.
    async fn record(&mut self) -> Result<(), DbError> {
        let Some(owner) = self.owner.clone() else {
            return Ok(());
        };
        let now = self.shared.clock.now();
        let mut receipts = Vec::new();
        let mut messages = Vec::new();
        for item in self.queue.iter().take(BATCH) {
            match item {
                Item::Event(_, EngineEvent::Ack { id, level }) => receipts.push(Receipt {
                    message_id: id.0.clone(),
                    level: level_of(*level),
                    at: now,
                }),
                Item::Event(_, EngineEvent::Incoming { id, from, body, at }) => {
                    messages.push(Incoming {
                        message_id: id.0.clone(),
                        phone: from.clone(),
                        body: body.clone(),
                        sent_at: *at,
                    })
                }
                _ => break,
            }
        }
        let tenant = self.tenant;
        let (moved, answers) = self
            .shared
            .db
            .tenant(owner.scope(), async |tx| {
                let mut moved = Vec::new();
                let mut answers = 0;
                if !receipts.is_empty() {
                    let by_receipt = ledger::acknowledge(tx, tenant, &receipts).await?;
                    moved.extend(by_receipt.into_iter().map(|(campaign, _)| campaign));
                }
                if !messages.is_empty() {
                    let recorded = incoming::record(tx, owner.scope(), &messages).await?;
                    moved.extend(recorded.campaigns);
                    answers = recorded.answers;
                }
                Ok::<_, DbError>((moved, answers))
            })
            .await?;
        if answers > 0 {
            self.answer_written.notify_one();
        }
        let taken = receipts.len() + messages.len();
        self.queue.drain(..taken.min(self.queue.len()));
        if let Some(up) = &mut self.up {
            up.last_event = Instant::now();
            for receipt in &receipts {
                up.awaiting.retain(|(id, _)| id.0 != receipt.message_id);
            }
        }
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        self.counters
            .receipts
            .fetch_add(count(receipts.len()), Ordering::Relaxed);
        self.counters
            .incoming
            .fetch_add(count(messages.len()), Ordering::Relaxed);
        let mut told: Vec<_> = moved;
        told.sort_unstable();
        told.dedup();
        for campaign in told {
            (self.shared.tell)(tenant, News::Campaign(campaign));
        }
        Ok(())
    }

    /// Takes in one event that is neither receipt nor message.
    async fn heard(&mut self, run: u64, event: EngineEvent) -> Result<(), DbError> {
        let current = self.up.as_ref().is_some_and(|up| up.run == run);
        let account = matches!(
            event,
            EngineEvent::LoggedOut { .. }
                | EngineEvent::TemporarilyBanned { .. }
                | EngineEvent::Banned { .. }
                | EngineEvent::Conflict
                | EngineEvent::SendFailed { .. }
        );
        // What a dead link said of itself is history; what it said of the account still holds.
        if !current && !account {
            return Ok(());
        }
        let now = Instant::now();
        if let Some(up) = &mut self.up {
            up.last_event = now;
        }
        match event {
            EngineEvent::Qr { code } => self.qr(code, now).await,
            EngineEvent::PairingCode { code } => {
                let life = TimeDelta::from_std(self.shared.config.pairing_life).unwrap_or_default();
                let now = self.shared.clock.now();
                let code = self.counters.pairing.dated(code, now, life);
                self.tell_people(Event::PairingCode {
                    code: code.code.clone(),
                    expires_at: code.expires_at,
                })
                .await?;
                self.face
                    .send_modify(|face| face.codes.pairing = Some(code));
                self.apply(Signal::PairingCode).await
            }
            EngineEvent::QrIdle if self.row.linked => {
                self.doubt_login();
                Ok(())
            }
            EngineEvent::QrIdle => self.apply(Signal::QrIdle).await,
            EngineEvent::Authenticated => {
                self.face
                    .send_modify(|face| face.codes = super::Codes::default());
                if let Some(up) = &mut self.up {
                    up.qr_since = None;
                }
                self.apply(Signal::Authenticated).await
            }
            EngineEvent::Ready { phone } => self.ready(phone, now).await,
            EngineEvent::CaughtUp => {
                self.face.send_modify(|face| face.caught_up = true);
                Ok(())
            }
            EngineEvent::Online(true) => {
                if let Some(up) = &mut self.up {
                    up.probe_due = now;
                }
                Ok(())
            }
            EngineEvent::Online(false) => {
                self.face.send_modify(|face| face.caught_up = false);
                self.apply(Signal::Offline).await
            }
            EngineEvent::LoggedOut { reason } => {
                // What ends after the end that we asked for.
                let taken = self.up.as_ref().is_some_and(|up| up.taken);
                let signal = if taken {
                    Signal::AccountTaken
                } else {
                    Signal::Unlinked(reason)
                };
                self.apply(signal).await
            }
            EngineEvent::TemporarilyBanned { detail } => {
                self.apply(Signal::TemporarilyBanned(detail)).await
            }
            EngineEvent::Banned { detail } => self.apply(Signal::Banned(detail)).await,
            EngineEvent::Conflict => self.apply(Signal::Conflict).await,
            // A page that is loaded again is the newest.
            EngineEvent::NeedsUpdate => {
                self.broke("WhatsApp wants a newer page");
                Ok(())
            }
            EngineEvent::SendFailed { id, trouble } => {
                if let Some(up) = &mut self.up {
                    up.awaiting.retain(|(awaited, _)| *awaited != id);
                }
                let limited = match &trouble {
                    Trouble::AccountLimited { code } => Some(code.clone()),
                    _ => None,
                };
                if let Some(code) = limited {
                    self.apply(Signal::Limited(code)).await?;
                }
                (self.shared.tell)(
                    self.tenant,
                    News::SendFailed {
                        message_id: id,
                        trouble,
                    },
                );
                Ok(())
            }
            EngineEvent::Died { detail } => {
                self.broke(&detail);
                Ok(())
            }
            // Recorded in batches.
            EngineEvent::Ack { .. } | EngineEvent::Incoming { .. } => Ok(()),
        }
    }

    async fn qr(&mut self, code: String, now: Instant) -> Result<(), DbError> {
        let (first, later) = self.shared.config.qr_life;
        let Some(up) = &mut self.up else {
            return Ok(());
        };
        if self.row.linked {
            // Perhaps the page is only slow to find its login: a probe decides after a while.
            up.qr_since.get_or_insert(now);
            return Ok(());
        }
        up.qr_seen += 1;
        let life = if up.qr_seen == 1 { first } else { later };
        let code = self.code(code, life);
        self.tell_people(Event::QrCode {
            code: code.code.clone(),
            expires_at: code.expires_at,
        })
        .await?;
        self.face.send_modify(|face| face.codes.qr = Some(code));
        self.apply(Signal::Qr).await
    }

    fn code(&self, code: String, life: std::time::Duration) -> Code {
        Code {
            code,
            expires_at: self.shared.clock.now() + TimeDelta::from_std(life).unwrap_or_default(),
        }
    }

    async fn tell_people(&self, event: Event) -> Result<(), DbError> {
        let Some(owner) = &self.owner else {
            return Ok(());
        };
        let tenant = self.tenant;
        self.shared
            .db
            .tenant(owner.scope(), async |tx| {
                tx.emit(tenant, event);
                Ok(())
            })
            .await
    }

    /// Another business has this account: two would read its messages, and nobody would keep its pace.
    async fn taken(&mut self, owner: &Owner) -> Result<(), DbError> {
        if let Some(up) = &mut self.up {
            up.taken = true;
        }
        tracing::warn!(tenant = %self.tenant, "the account is linked by another business: the link is ended again");
        let tenant = self.tenant;
        self.shared
            .db
            .tenant(owner.scope(), async |tx| {
                sessions::note_taken(tx, tenant).await
            })
            .await
    }

    async fn ready(&mut self, phone: String, now: Instant) -> Result<(), DbError> {
        let Some(owner) = self.owner.clone() else {
            return Ok(());
        };
        let linked = self
            .shared
            .db
            .tenant(owner.scope(), async |tx| {
                sessions::linked(tx, &owner, &phone).await
            })
            .await;
        if linked.as_ref().is_err_and(sessions::is_taken) {
            return self.taken(&owner).await;
        }
        let Linked::Ours { heard_until, held } = linked? else {
            self.lost("another process owns the session");
            return Ok(());
        };
        for campaign in held {
            (self.shared.tell)(self.tenant, News::Campaign(campaign));
        }
        let first = !self.row.linked;
        self.row.linked = true;
        if first {
            self.row.heard_until = Some(heard_until);
        }
        if let Some(up) = &mut self.up {
            up.ready = true;
            up.unsaved_link |= first;
            // What people wrote meanwhile comes before anything is sent to them, within reason.
            up.read_back_by = first.then(|| now + READ_BACK_FIRST);
            up.probe_due = now;
        }
        Ok(())
    }
}

pub(super) const fn level_of(level: AckLevel) -> Delivery {
    match level {
        AckLevel::Server => Delivery::Sent,
        AckLevel::Device => Delivery::Delivered,
        AckLevel::Read => Delivery::Read,
    }
}
