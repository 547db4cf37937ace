//! An engine without a browser: it does what the test's script says, and remembers what was asked of it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use siar_domain::id::TenantId;
use siar_engines::{
    Engine, EngineError, EngineEvent, Link, LinkStats, Lookup, MessageId, NewMessageId, Probe,
    ProfileOrigin, ProfileSnapshot, ProfileSource, SendReceipt, StartSpec, StopOutcome,
};
use tokio::sync::{Semaphore, mpsc};
use zeroize::Zeroizing;

/// How a tenant's engine behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    Well,
    /// Starts never end.
    StartHangs,
    /// The first probe of each run panics.
    Panics,
    /// Dies as soon as it is up.
    Dies,
    /// Calls never end.
    Hangs,
    /// The machine lacks a program.
    Missing,
}

/// What is known of one tenant's engine.
#[derive(Debug)]
pub(super) struct Phone {
    pub(super) manner: Manner,
    /// Logged in at WhatsApp.
    pub(super) linked: bool,
    /// Its number in E.164: each tenant's is another one.
    pub(super) number: String,
    pub(super) online: bool,
    /// The page of the present run cannot read the login that is there.
    pub(super) blind: bool,
    /// The profile on the disk holds no login any more.
    pub(super) disk_lost: bool,
    /// Whether a crash leaves the profile on disk.
    pub(super) keeps_directory: bool,
    /// Where each start took the login from.
    pub(super) starts: Vec<String>,
    /// Runs that were killed or closed.
    pub(super) killed: u32,
    pub(super) closed: u32,
    pub(super) replays: Vec<DateTime<Utc>>,
    /// While set, reading back waits for a permit.
    pub(super) slow_replays: Option<Arc<Semaphore>>,
    pub(super) memory: u64,
    pub(super) logouts: u32,
    ids: u32,
    /// What was sent: id, number and text.
    pub(super) sent: Vec<(String, String, String)>,
    /// Sends are taken, and nobody hears of it.
    pub(super) swallows: bool,
    /// WhatsApp's server acknowledges what is sent.
    pub(super) acknowledges: bool,
    events: Option<mpsc::Sender<EngineEvent>>,
    running: bool,
    run: u32,
}

impl Default for Phone {
    fn default() -> Self {
        Self {
            manner: Manner::Well,
            linked: false,
            number: NUMBER.to_owned(),
            online: true,
            blind: false,
            disk_lost: false,
            keeps_directory: true,
            starts: Vec::new(),
            killed: 0,
            closed: 0,
            replays: Vec::new(),
            slow_replays: None,
            memory: 1,
            logouts: 0,
            ids: 0,
            sent: Vec::new(),
            swallows: false,
            acknowledges: false,
            events: None,
            running: false,
            run: 0,
        }
    }
}

/// The engine.
#[derive(Debug, Clone, Default)]
pub(super) struct Scripted(Arc<Mutex<HashMap<TenantId, Phone>>>);

pub(super) const NUMBER: &str = "+6281234567890";

impl Scripted {
    fn all(&self) -> MutexGuard<'_, HashMap<TenantId, Phone>> {
        self.0.lock().unwrap()
    }

    /// Looks at or changes a tenant's engine.
    pub(super) fn phone<T>(&self, tenant: TenantId, with: impl FnOnce(&mut Phone) -> T) -> T {
        let mut all = self.all();
        let further = all.len();
        with(all.entry(tenant).or_insert_with(|| Phone {
            number: if further == 0 {
                NUMBER.to_owned()
            } else {
                format!("+62812345{further:05}")
            },
            ..Phone::default()
        }))
    }

    /// Lets the running engine say something. Answers whether there is one.
    pub(super) async fn say(&self, tenant: TenantId, event: EngineEvent) -> bool {
        let events = self.phone(tenant, |phone| phone.events.clone());
        match events {
            Some(events) => events.send(event).await.is_ok(),
            None => false,
        }
    }

    /// A person scans the code.
    pub(super) async fn scan(&self, tenant: TenantId) {
        let phone = self.phone(tenant, |phone| {
            phone.linked = true;
            phone.number.clone()
        });
        self.say(tenant, EngineEvent::Authenticated).await;
        let ready = EngineEvent::Ready { phone };
        self.say(tenant, ready).await;
    }
}

#[async_trait]
impl Engine for Scripted {
    fn name(&self) -> &'static str {
        "scripted"
    }

    async fn start(&self, spec: StartSpec) -> Result<Box<dyn Link>, EngineError> {
        let (manner, keeps) = self.phone(spec.tenant, |phone| {
            phone.starts.push(match &spec.profile {
                ProfileSource::Fresh => "fresh".to_owned(),
                ProfileSource::Snapshot(_) => "snapshot".to_owned(),
                ProfileSource::Resume { fallback } => {
                    format!("resume{}", if fallback.is_some() { "+" } else { "" })
                }
            });
            (phone.manner, phone.keeps_directory)
        });
        match manner {
            Manner::StartHangs => std::future::pending().await,
            Manner::Missing => {
                return Err(EngineError::Missing {
                    what: "chromium".to_owned(),
                    mend: "install it".to_owned(),
                });
            }
            _ => {}
        }
        let origin = match spec.profile {
            ProfileSource::Fresh => ProfileOrigin::Fresh,
            ProfileSource::Snapshot(_) => ProfileOrigin::Restored,
            ProfileSource::Resume { .. } if keeps => ProfileOrigin::Resumed,
            ProfileSource::Resume { fallback: Some(_) } => ProfileOrigin::Restored,
            ProfileSource::Resume { fallback: None } => ProfileOrigin::Fresh,
        };
        let (events, stream) = mpsc::channel(1024);
        let (linked, run) = self.phone(spec.tenant, |phone| {
            // As a browser's engine does with what an earlier run left.
            phone.killed += u32::from(phone.running);
            phone.events = Some(events.clone());
            phone.running = true;
            phone.disk_lost &= origin == ProfileOrigin::Resumed;
            phone.blind = phone.disk_lost;
            phone.run += 1;
            (phone.linked && !phone.blind, phone.run)
        });
        let first = if !linked {
            EngineEvent::Qr {
                code: "2@first".to_owned(),
            }
        } else {
            EngineEvent::Ready {
                phone: self.phone(spec.tenant, |phone| phone.number.clone()),
            }
        };
        events.send(first).await.unwrap();
        if manner == Manner::Dies {
            let detail = "script".to_owned();
            events.send(EngineEvent::Died { detail }).await.unwrap();
        }
        Ok(Box::new(ScriptedLink {
            engine: self.clone(),
            tenant: spec.tenant,
            run,
            origin,
            stream: Some(stream),
        }))
    }

    async fn sweep(&self) -> Result<usize, EngineError> {
        Ok(0)
    }
}

struct ScriptedLink {
    engine: Scripted,
    tenant: TenantId,
    run: u32,
    origin: ProfileOrigin,
    stream: Option<mpsc::Receiver<EngineEvent>>,
}

impl ScriptedLink {
    async fn manner(&self) {
        match self.engine.phone(self.tenant, |phone| phone.manner) {
            Manner::Hangs => std::future::pending().await,
            Manner::Panics => panic!("as the script says"),
            _ => {}
        }
    }

    fn end(&self) -> bool {
        self.engine.phone(self.tenant, |phone| {
            if phone.run != self.run {
                return false;
            }
            phone.events = None;
            std::mem::take(&mut phone.running)
        })
    }
}

impl Drop for ScriptedLink {
    fn drop(&mut self) {
        self.kill();
    }
}

#[async_trait]
impl Link for ScriptedLink {
    fn events(&mut self) -> Option<mpsc::Receiver<EngineEvent>> {
        self.stream.take()
    }

    fn origin(&self) -> ProfileOrigin {
        self.origin
    }

    async fn probe(&self) -> Result<Probe, EngineError> {
        self.manner().await;
        Ok(self.engine.phone(self.tenant, |phone| Probe {
            authenticated: phone.linked && !phone.blind,
            ready: phone.linked && !phone.blind,
            online: phone.online,
            caught_up: phone.online,
            phone: phone.linked.then(|| phone.number.clone()),
        }))
    }

    async fn pairing_code(&self, _: &str) -> Result<String, EngineError> {
        Ok("ABCD1234".to_owned())
    }

    async fn new_message_id(&self, phone: &str) -> Result<NewMessageId, EngineError> {
        self.manner().await;
        let nth = self.engine.phone(self.tenant, |phone| {
            phone.ids += 1;
            phone.ids
        });
        Ok(NewMessageId::Id(MessageId(format!("true_{phone}_{nth}"))))
    }

    async fn send_text(
        &self,
        id: &MessageId,
        phone: &str,
        body: &str,
    ) -> Result<SendReceipt, EngineError> {
        self.manner().await;
        let sent = (id.0.clone(), phone.to_owned(), body.to_owned());
        let (lost, events) = self.engine.phone(self.tenant, |phone| {
            phone.sent.push(sent);
            let events = phone.events.clone().filter(|_| phone.acknowledges);
            (phone.swallows, events)
        });
        if lost {
            return Err(EngineError::Page {
                what: "send",
                detail: "no answer".to_owned(),
            });
        }
        let ack = EngineEvent::Ack {
            id: id.clone(),
            level: siar_engines::AckLevel::Server,
        };
        if let Some(events) = events {
            // One that was killed meanwhile hears nothing.
            let _ = events.send(ack).await;
        }
        Ok(SendReceipt::Accepted)
    }

    async fn look_up(&self, id: &MessageId) -> Result<Lookup, EngineError> {
        Ok(self.engine.phone(self.tenant, |phone| {
            if phone.sent.iter().any(|(sent, ..)| *sent == id.0) {
                Lookup::Acked(siar_engines::AckLevel::Server)
            } else {
                Lookup::NotFound
            }
        }))
    }

    async fn replay_incoming(&self, since: DateTime<Utc>) -> Result<usize, EngineError> {
        let slow = self.engine.phone(self.tenant, |phone| {
            phone.replays.push(since);
            phone.slow_replays.clone()
        });
        if let Some(slow) = slow {
            slow.acquire().await.unwrap().forget();
        }
        Ok(0)
    }

    async fn logout(&self) -> Result<(), EngineError> {
        self.engine.phone(self.tenant, |phone| {
            phone.linked = false;
            phone.logouts += 1;
        });
        Ok(())
    }

    async fn screenshot(&self) -> Result<Vec<u8>, EngineError> {
        Ok(b"PNG".to_vec())
    }

    async fn stats(&self) -> Result<LinkStats, EngineError> {
        Ok(self.engine.phone(self.tenant, |phone| LinkStats {
            memory_bytes: phone.memory,
            ..LinkStats::default()
        }))
    }

    async fn stop(self: Box<Self>, _: Duration) -> StopOutcome {
        if self.end() {
            self.engine.phone(self.tenant, |phone| phone.closed += 1);
            return StopOutcome::Clean(ProfileSnapshot(Zeroizing::new(b"the login".to_vec())));
        }
        StopOutcome::Killed
    }

    fn kill(&self) {
        if self.end() {
            self.engine.phone(self.tenant, |phone| phone.killed += 1);
        }
    }
}
