//! What is known about each supervisor and actor: readable at any time from any thread, even while
//! the actor itself hangs, because it is kept beside the tree and not asked of it.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use chrono::{DateTime, Utc};
use siar_domain::clock::Clock;
use tokio::{
    sync::{broadcast, mpsc},
    time::Instant,
};

use super::{
    commands::Command,
    meter::{Gate, Meter},
    snapshot::{Change, HealthEvent, Kind, LateOutcome, Snapshot, State},
};

/// Sends [`HealthEvent`]s and knows the time.
pub(crate) struct Reporter {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) events: broadcast::Sender<HealthEvent>,
    pub(crate) sequence: AtomicU64,
}

pub(crate) struct Node {
    pub(crate) id: Arc<str>,
    pub(crate) path: Arc<str>,
    pub(crate) kind: Kind,
    pub(crate) actor: &'static str,
    reporter: Arc<Reporter>,
    inner: Mutex<Inner>,
}

struct Inner {
    state: State,
    since: DateTime<Utc>,
    /// Whether `state` was reported: the one it is born with was not.
    shown: bool,
    starts: u64,
    crashes: u64,
    last_error: Option<(DateTime<Utc>, String)>,
    running: Option<(DateTime<Utc>, Instant)>,
    meter: Option<Arc<Meter>>,
    commands: Option<mpsc::UnboundedSender<Command>>,
    children: BTreeMap<u64, Arc<Node>>,
    index: HashMap<Arc<str>, u64>,
}

impl Node {
    pub(crate) fn new(
        id: Arc<str>,
        parent: Option<&str>,
        kind: Kind,
        actor: &'static str,
        reporter: Arc<Reporter>,
    ) -> Arc<Self> {
        let path = match parent {
            Some(parent) => format!("{parent}/{id}").into(),
            None => Arc::clone(&id),
        };
        let since = reporter.clock.now();
        Arc::new(Self {
            id,
            path,
            kind,
            actor,
            reporter,
            inner: Mutex::new(Inner {
                state: State::Starting,
                since,
                shown: false,
                starts: 0,
                crashes: 0,
                last_error: None,
                running: None,
                meter: None,
                commands: None,
                children: BTreeMap::new(),
                index: HashMap::new(),
            }),
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn emit(&self, change: Change) {
        // Nobody listening is no error.
        let _ = self.reporter.events.send(HealthEvent {
            sequence: self.reporter.sequence.fetch_add(1, Ordering::Relaxed),
            at: self.reporter.clock.now(),
            path: self.path.to_string(),
            kind: self.kind,
            change,
        });
    }

    /// Enters `state`, unless it is in it already.
    pub(crate) fn enter(&self, state: State) {
        {
            let mut inner = self.lock();
            if inner.state == state && inner.shown {
                return;
            }
            let now = self.reporter.clock.now();
            inner.shown = true;
            inner.since = now;
            inner.running = (state == State::Running).then(|| (now, Instant::now()));
            inner.state = state.clone();
        }
        self.emit(Change::Entered { state });
    }

    /// A life begins.
    pub(crate) fn begin(&self) {
        self.lock().starts += 1;
        self.enter(State::Starting);
    }

    pub(crate) fn back_off(&self, wait: std::time::Duration) {
        let wait = chrono::Duration::from_std(wait).unwrap_or(chrono::Duration::MAX);
        let now = self.reporter.clock.now();
        let until = now.checked_add_signed(wait).unwrap_or(now);
        self.enter(State::BackingOff { until });
    }

    pub(crate) fn crashed(&self, error: &str) {
        {
            let mut inner = self.lock();
            inner.crashes += 1;
            inner.last_error = Some((self.reporter.clock.now(), error.to_owned()));
        }
        tracing::warn!(path = %self.path, error, "crashed");
        self.emit(Change::Crashed {
            error: error.to_owned(),
        });
    }

    pub(crate) fn escalated(&self, reason: &str) {
        tracing::error!(path = %self.path, reason, "restart budget spent, failing upward");
        self.emit(Change::Escalated {
            reason: reason.to_owned(),
        });
    }

    pub(crate) fn late(&self, outcome: LateOutcome) {
        tracing::error!(path = %self.path, ?outcome, "did not stop in time");
        self.emit(Change::Late { outcome });
    }

    pub(crate) fn set_meter(&self, meter: Arc<Meter>) {
        self.lock().meter = Some(meter);
    }

    /// The incarnation ends: its handles answer `gate` from now on.
    pub(crate) fn retire(&self, gate: Gate) {
        if let Some(meter) = self.lock().meter.take() {
            meter.set_gate(gate);
        }
    }

    pub(crate) fn set_commands(&self, commands: Option<mpsc::UnboundedSender<Command>>) {
        self.lock().commands = commands;
    }

    pub(crate) fn commands(&self) -> Option<mpsc::UnboundedSender<Command>> {
        self.lock().commands.clone()
    }

    /// The child at `seq`: the one already there, so that its figures live on, or a new one.
    pub(crate) fn adopt(
        &self,
        seq: u64,
        id: &Arc<str>,
        kind: Kind,
        actor: &'static str,
    ) -> Arc<Self> {
        let mut inner = self.lock();
        if let Some(node) = inner.children.get(&seq) {
            return Arc::clone(node);
        }
        let node = Self::new(
            Arc::clone(id),
            Some(&self.path),
            kind,
            actor,
            Arc::clone(&self.reporter),
        );
        inner.children.insert(seq, Arc::clone(&node));
        inner.index.insert(Arc::clone(id), seq);
        node
    }

    /// Takes the child out of the tree.
    pub(crate) fn disown(&self, seq: u64) {
        let removed = {
            let mut inner = self.lock();
            let removed = inner.children.remove(&seq);
            if let Some(node) = &removed {
                inner.index.remove(&node.id);
            }
            removed
        };
        if let Some(node) = removed {
            node.emit(Change::Removed);
        }
    }

    fn child(&self, id: &str) -> Option<Arc<Self>> {
        let inner = self.lock();
        let seq = inner.index.get(id)?;
        inner.children.get(seq).cloned()
    }

    /// The node at `path`, which begins with this node's own id.
    pub(crate) fn find(self: &Arc<Self>, path: &str) -> Option<Arc<Self>> {
        let mut parts = path.split('/');
        if parts.next() != Some(&*self.id) {
            return None;
        }
        let mut node = Arc::clone(self);
        for part in parts {
            node = node.child(part)?;
        }
        Some(node)
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        let (mut snapshot, children) = {
            let inner = self.lock();
            let (last_error_at, last_error) = inner.last_error.clone().unzip();
            let snapshot = Snapshot {
                id: self.id.to_string(),
                path: self.path.to_string(),
                kind: self.kind,
                actor: self.actor.to_owned(),
                state: inner.state.clone(),
                since: inner.since,
                mailbox_depth: inner.meter.as_ref().map(|meter| meter.depth()),
                mailbox_capacity: inner.meter.as_ref().map(|meter| meter.capacity()),
                restarts: inner.starts.saturating_sub(1),
                crashes: inner.crashes,
                last_error,
                last_error_at,
                started_at: inner.running.map(|(at, _)| at),
                uptime_ms: inner
                    .running
                    .map(|(_, at)| u64::try_from(at.elapsed().as_millis()).unwrap_or(u64::MAX)),
                children: Vec::new(),
            };
            let children: Vec<_> = inner.children.values().cloned().collect();
            (snapshot, children)
        };
        snapshot.children = children.iter().map(|child| child.snapshot()).collect();
        snapshot
    }
}
