//! A link under observation: waiting for events with a deadline, and a picture of everything seen when one does not come.

use super::world::Setup;
use crate::{
    EngineError, EngineEvent, Link, MessageId, NewMessageId, Probe, ProfileSnapshot, ProfileSource,
    StartSpec, StopOutcome,
};
use siar_domain::id::TenantId;
use std::{fs, time::Duration};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep, timeout_at},
};

/// Nothing in the suite takes this long on a machine that is not overloaded.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);
const CAP_BYTES: u64 = 600 * 1024 * 1024;

/// A link and what it has reported.
pub struct Watch {
    /// The link.
    pub link: Box<dyn Link>,
    events: mpsc::Receiver<EngineEvent>,
    /// Everything taken from the stream, in order.
    pub seen: Vec<EngineEvent>,
}

/// A watched link that is ready, and its account.
pub struct Linked {
    /// The link.
    pub watch: Watch,
    /// Whose session.
    pub tenant: TenantId,
    /// The account's number.
    pub account: String,
}

impl Watch {
    /// Starts a link.
    pub async fn start(setup: &impl Setup, tenant: TenantId, profile: ProfileSource) -> Self {
        Self::try_start(setup, tenant, profile)
            .await
            .unwrap_or_else(|error| panic!("the engine did not start: {error}"))
    }

    /// Starts a link, or says why not.
    pub async fn try_start(
        setup: &impl Setup,
        tenant: TenantId,
        profile: ProfileSource,
    ) -> Result<Self, EngineError> {
        let mut link = setup
            .engine()
            .start(StartSpec {
                tenant,
                profile,
                memory_cap_bytes: CAP_BYTES,
            })
            .await?;
        let Some(events) = link.events() else {
            panic!("the first taker gets the event stream");
        };
        assert!(link.events().is_none(), "the stream can be taken once");
        Ok(Self {
            link,
            events,
            seen: Vec::new(),
        })
    }

    /// The next event that `wanted` makes something of. Others are kept in `seen`.
    pub async fn until<T>(
        &mut self,
        what: &str,
        mut wanted: impl FnMut(&EngineEvent) -> Option<T>,
    ) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            let event = match timeout_at(end, self.events.recv()).await {
                Ok(Some(event)) => event,
                Ok(None) => panic!("the stream ended before {what}; seen: {:#?}", self.seen),
                Err(_) => panic!("no {what} within {PATIENCE:?}; seen: {:#?}", self.seen),
            };
            let found = wanted(&event);
            self.seen.push(event);
            if let Some(found) = found {
                return found;
            }
        }
    }

    /// Waits for exactly this event.
    pub async fn until_event(&mut self, expected: EngineEvent) {
        self.until(&format!("{expected:?}"), |event| {
            (*event == expected).then_some(())
        })
        .await;
    }

    /// Waits for the stream to end.
    pub async fn until_end(&mut self) {
        let end = Instant::now() + PATIENCE;
        while let Some(event) = timeout_at(end, self.events.recv())
            .await
            .unwrap_or_else(|_| panic!("the stream did not end; seen: {:#?}", self.seen))
        {
            self.seen.push(event);
        }
    }

    /// Waits until the link is ready; answers the account's number.
    pub async fn until_ready(&mut self) -> String {
        self.until("ready", |event| match event {
            EngineEvent::Ready { phone } => Some(phone.clone()),
            _ => None,
        })
        .await
    }

    /// Asks the page until its picture is as wanted.
    pub async fn until_probe(&self, what: &str, wanted: impl Fn(&Probe) -> bool) -> Probe {
        let end = Instant::now() + PATIENCE;
        loop {
            let probe = self.link.probe().await;
            match probe {
                Ok(probe) if wanted(&probe) => return probe,
                other if Instant::now() > end => panic!("not {what}: {other:?}"),
                _ => sleep(Duration::from_millis(20)).await,
            }
        }
    }

    /// An id for a message to a number that has an account.
    pub async fn message_id(&self, person: &str) -> MessageId {
        match self.link.new_message_id(person).await {
            Ok(NewMessageId::Id(id)) => id,
            other => panic!("no message id: {other:?}"),
        }
    }

    /// Stops cleanly; answers the profile.
    pub async fn stop(self) -> ProfileSnapshot {
        match self.link.stop(PATIENCE).await {
            StopOutcome::Clean(profile) => profile,
            StopOutcome::Killed => panic!("the stop was not clean; seen: {:#?}", self.seen),
        }
    }

    /// The live processes of the link.
    pub async fn processes(&self) -> (i32, Vec<i32>) {
        match self.link.stats().await {
            Ok(stats) => (stats.process_group, stats.processes),
            Err(error) => panic!("no statistics: {error}"),
        }
    }
}

impl Linked {
    /// A new session, linked by QR code and ready.
    pub async fn new(setup: &impl Setup) -> Self {
        let tenant = new_tenant();
        let mut watch = Watch::start(setup, tenant, ProfileSource::Fresh).await;
        let account = setup.world().account().await;
        let code = until_qr(&mut watch).await;
        setup.world().scan(&account, &code).await;
        let phone = watch.until_ready().await;
        assert_eq!(
            phone, account,
            "the account that scanned is the one that is linked"
        );
        Self {
            watch,
            tenant,
            account,
        }
    }
}

/// A linked session that was closed and opened again, as a session's actor does right after linking: a browser writes part
/// of a login to the disk only seconds later, or when it is closed.
pub(super) async fn linked_and_settled(setup: &impl Setup) -> Linked {
    let linked = Linked::new(setup).await;
    let profile = linked.watch.stop().await;
    let mut watch = Watch::start(setup, linked.tenant, ProfileSource::Snapshot(profile)).await;
    watch.until_ready().await;
    Linked { watch, ..linked }
}

/// The next QR code.
pub(super) async fn until_qr(watch: &mut Watch) -> String {
    watch
        .until("QR code", |event| match event {
            EngineEvent::Qr { code } => Some(code.clone()),
            _ => None,
        })
        .await
}

/// An id nobody else uses.
pub(super) fn new_tenant() -> TenantId {
    TenantId(uuid::Uuid::new_v4())
}

/// Whether a QR code was shown.
pub(super) fn saw_qr(watch: &Watch) -> bool {
    watch
        .seen
        .iter()
        .any(|event| matches!(event, EngineEvent::Qr { .. }))
}

/// Whether a process of this group lives. A zombie does not.
#[must_use]
pub fn is_alive(group: i32, pid: i32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let mut fields = stat
        .rsplit_once(") ")
        .map(|(_, rest)| rest.split(' '))
        .into_iter()
        .flatten();
    let state = fields.next();
    let its_group = fields.nth(1).and_then(|word| word.parse::<i32>().ok());
    its_group == Some(group) && !matches!(state, Some("Z" | "X"))
}

/// Waits until none of these lives.
pub(super) async fn until_gone((group, pids): (i32, Vec<i32>)) {
    let end = Instant::now() + PATIENCE;
    while let Some(pid) = pids.iter().find(|pid| is_alive(group, **pid)) {
        assert!(
            Instant::now() < end,
            "process {pid} of group {group} lives on"
        );
        sleep(Duration::from_millis(5)).await;
    }
}
