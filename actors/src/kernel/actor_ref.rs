//! The handle with which everyone talks to a supervised actor, and its hard mailbox bound.
//!
//! actix's own capacity is not a bound (`do_send` ignores it, and every clone of an `Addr` gets a
//! slot of its own), so the kernel switches it off and counts by itself: a sender adds to `sent`, the
//! actor alone writes `handled`, and the difference is the depth. More than the capacity is never
//! admitted. Messages an actor sends to itself (`ctx.notify`, `ctx.address()`) are not counted: an
//! actor that waits for room in its own mailbox would wait for ever.

use std::{
    any::type_name,
    cell::Cell,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU8, AtomicU64, Ordering},
    },
    time::Duration,
};

use actix::{Actor, Addr, Handler, MailboxError, Message, dev::ToEnvelope};
use thiserror::Error;

/// How long [`ActorRef::ask`] waits for an answer.
pub const ASK_DEADLINE: Duration = Duration::from_secs(10);

/// Why a message was not delivered or not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CallError {
    /// The mailbox holds as many messages as it may. Nothing was delivered; try later or shed load.
    #[error("the mailbox is full ({capacity} messages)")]
    Full {
        /// The bound that was reached, in messages.
        capacity: usize,
    },
    /// The actor is starting, backing off or being restarted. Nothing was delivered; retry soon.
    #[error("the actor is restarting")]
    Restarting,
    /// The actor spent its restart budget and waits for an operator. Nothing was delivered.
    #[error("the actor is parked")]
    Parked,
    /// No such actor, or it was stopped for good. Nothing was delivered; ask the registry again.
    #[error("there is no such actor")]
    Unknown,
    /// The actor crashed or stopped while it had the message: it may or may not have acted on it.
    #[error("the actor went down with the message")]
    Lost,
    /// No answer within the deadline. The actor may still act on the message if it had begun to.
    #[error("no answer within {} ms", .0.as_millis())]
    Deadline(Duration),
}

impl CallError {
    /// Whether the same call can succeed later without anyone's help, with no risk of doing the
    /// work twice: the message certainly was not delivered.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::Full { .. } | Self::Restarting)
    }
}

/// Whether an actor takes messages at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Gate {
    /// Starting, backing off, stopping for a restart.
    Restarting = 0,
    Open = 1,
    Parked = 2,
    Gone = 3,
}

/// The part of an [`ActorRef`] that does not depend on the actor's type.
pub(crate) struct Meter {
    gate: AtomicU8,
    sent: AtomicU64,
    handled: AtomicU64,
    capacity: u64,
}

impl Meter {
    pub(crate) fn gate(&self) -> Gate {
        match self.gate.load(Ordering::Acquire) {
            0 => Gate::Restarting,
            1 => Gate::Open,
            2 => Gate::Parked,
            _ => Gate::Gone,
        }
    }

    pub(crate) fn set_gate(&self, gate: Gate) {
        self.gate.store(gate as u8, Ordering::Release);
    }

    /// Messages admitted and not yet handled.
    pub(crate) fn depth(&self) -> u64 {
        // `handled` first: read the other way round, the difference could be negative.
        let handled = self.handled.load(Ordering::Acquire);
        self.sent.load(Ordering::Acquire).saturating_sub(handled)
    }

    pub(crate) const fn capacity(&self) -> u64 {
        self.capacity
    }

    fn admit(&self) -> Result<(), CallError> {
        match self.gate() {
            Gate::Open => {}
            Gate::Restarting => return Err(CallError::Restarting),
            Gate::Parked => return Err(CallError::Parked),
            Gate::Gone => return Err(CallError::Unknown),
        }
        let sent = self.sent.fetch_add(1, Ordering::AcqRel);
        if sent.saturating_sub(self.handled.load(Ordering::Acquire)) >= self.capacity {
            self.sent.fetch_sub(1, Ordering::AcqRel);
            return Err(CallError::Full {
                capacity: usize::try_from(self.capacity).unwrap_or(usize::MAX),
            });
        }
        Ok(())
    }

    /// Called by the actor's own thread only, so a plain store is enough.
    #[inline]
    pub(crate) fn handled_one(&self) {
        let handled = self.handled.load(Ordering::Relaxed);
        self.handled.store(handled + 1, Ordering::Release);
    }
}

thread_local! {
    /// Set while an [`ActorRef`] hands a message to actix, so that the envelope knows it was counted.
    static COUNTED: Cell<bool> = const { Cell::new(false) };
}

/// Takes the mark that the message being packed was counted against the mailbox bound.
#[inline]
pub(crate) fn take_counted() -> bool {
    COUNTED.replace(false)
}

struct Inner<A: Actor> {
    addr: Addr<A>,
    meter: Arc<Meter>,
    id: Arc<str>,
}

/// A handle to a supervised actor: cheap to clone, usable from any thread, valid over restarts.
///
/// It becomes stale when the actor is parked or stopped for good; then every call answers
/// [`CallError::Parked`] or [`CallError::Unknown`] and the [`Registry`](super::Registry) knows more.
pub struct ActorRef<A: Actor>(Arc<Inner<A>>);

impl<A: Actor> Clone for ActorRef<A> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<A: Actor> fmt::Debug for ActorRef<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ActorRef<{}>({})", type_name::<A>(), self.0.id)
    }
}

impl<A: Actor> ActorRef<A> {
    pub(crate) fn new(id: Arc<str>, addr: Addr<A>, capacity: usize) -> Self {
        Self(Arc::new(Inner {
            addr,
            meter: Arc::new(Meter {
                gate: AtomicU8::new(Gate::Restarting as u8),
                sent: AtomicU64::new(0),
                handled: AtomicU64::new(0),
                capacity: u64::try_from(capacity).unwrap_or(u64::MAX),
            }),
            id,
        }))
    }

    /// The child's id within its supervisor.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// Messages admitted and not yet handled.
    #[must_use]
    pub fn depth(&self) -> usize {
        usize::try_from(self.0.meter.depth()).unwrap_or(usize::MAX)
    }

    pub(crate) fn meter(&self) -> &Arc<Meter> {
        &self.0.meter
    }

    pub(crate) fn raw(&self) -> &Addr<A> {
        &self.0.addr
    }

    /// Delivers `msg` and does not wait for an answer.
    ///
    /// # Errors
    /// Any [`CallError`] but `Lost` and `Deadline`; then the message was not delivered.
    pub fn tell<M>(&self, msg: M) -> Result<(), CallError>
    where
        A: Handler<M>,
        A::Context: ToEnvelope<A, M>,
        M: Message + Send + 'static,
        M::Result: Send,
    {
        self.0.meter.admit()?;
        COUNTED.set(true);
        let sent = self.0.addr.try_send(msg);
        COUNTED.set(false);
        // The mailbox is unbounded for actix, so the only refusal left is a closed one.
        sent.map_err(|_| match self.0.meter.gate() {
            Gate::Parked => CallError::Parked,
            _ => CallError::Unknown,
        })
    }

    /// Delivers `msg` and waits for the answer, at most [`ASK_DEADLINE`].
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn ask<M>(&self, msg: M) -> Result<M::Result, CallError>
    where
        A: Handler<M>,
        A::Context: ToEnvelope<A, M>,
        M: Message + Send + 'static,
        M::Result: Send,
    {
        self.ask_within(msg, ASK_DEADLINE).await
    }

    /// Delivers `msg` and waits for the answer, at most `deadline`. A message whose caller gave up
    /// before its turn came is skipped.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn ask_within<M>(&self, msg: M, deadline: Duration) -> Result<M::Result, CallError>
    where
        A: Handler<M>,
        A::Context: ToEnvelope<A, M>,
        M: Message + Send + 'static,
        M::Result: Send,
    {
        self.0.meter.admit()?;
        COUNTED.set(true);
        let request = self.0.addr.send(msg);
        COUNTED.set(false);
        match request.timeout(deadline).await {
            Ok(answer) => Ok(answer),
            Err(MailboxError::Timeout) => Err(CallError::Deadline(deadline)),
            Err(MailboxError::Closed) => Err(CallError::Lost),
        }
    }

    /// Whether the actor takes messages at this moment.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.0.meter.gate() == Gate::Open
    }
}
