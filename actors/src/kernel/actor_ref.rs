//! The handle with which everyone talks to a supervised actor, and its hard mailbox bound.
//!
//! actix's own capacity is not a bound (`do_send` ignores it, and every clone of an `Addr` gets a
//! slot of its own), so the kernel switches it off and counts by itself (see `meter`). More than the
//! capacity is never admitted. Messages an actor sends to itself (`ctx.notify`, `ctx.address()`) are not counted: an
//! actor that waits for room in its own mailbox would wait for ever.

use std::{any::type_name, cell::Cell, fmt, sync::Arc, time::Duration};

use actix::{Actor, Addr, Handler, MailboxError, Message, dev::ToEnvelope};
use thiserror::Error;

use super::meter::{Gate, Meter};

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
    /// No such actor, or the handle is stale. Nothing was delivered; ask the registry again.
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

thread_local! {
    /// Set while an [`ActorRef`] hands a message to actix, so that the envelope knows it was counted.
    /// Its address stands for the thread.
    static COUNTED: Cell<bool> = const { Cell::new(false) };
}

/// Takes the mark that the message being packed was counted against the mailbox bound.
#[inline]
pub(crate) fn take_counted() -> bool {
    COUNTED.replace(false)
}

fn thread_mark() -> usize {
    COUNTED.with(|mark| std::ptr::from_ref(mark).addr())
}

struct Inner<A: Actor> {
    addr: Addr<A>,
    meter: Arc<Meter>,
    id: Arc<str>,
}

/// A handle to a supervised actor: cheap to clone, usable from any thread, valid over restarts.
///
/// It becomes stale when the actor is parked, killed or stopped for good, and when a supervisor above
/// it is restarted; then every call answers [`CallError::Parked`] or [`CallError::Unknown`] and the
/// [`Registry`](super::Registry) knows more. So keep the id, and ask the registry each time.
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
            meter: Arc::new(Meter::new(u64::try_from(capacity).unwrap_or(u64::MAX))),
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

    /// The actor lives on the current thread from now on.
    pub(crate) fn settle_here(&self) {
        self.0.meter.settle(thread_mark());
    }

    pub(crate) fn meter(&self) -> &Arc<Meter> {
        &self.0.meter
    }

    pub(crate) fn raw(&self) -> &Addr<A> {
        &self.0.addr
    }

    /// Delivers `msg` and does not wait for an answer. `Ok` means that it is in the queue; it is lost
    /// if the actor crashes at it, or is parked or stopped before its turn. Ask if you must know.
    ///
    /// # Errors
    /// Any [`CallError`] but `Lost` and `Deadline`; then the message was not delivered.
    #[inline]
    pub fn tell<M>(&self, msg: M) -> Result<(), CallError>
    where
        A: Handler<M>,
        A::Context: ToEnvelope<A, M>,
        M: Message + Send + 'static,
        M::Result: Send,
    {
        self.0.meter.admit(thread_mark())?;
        COUNTED.set(true);
        self.0.addr.do_send(msg);
        // Still set if the mailbox had closed in between: then nothing was packed.
        COUNTED.set(false);
        Ok(())
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
    /// before its turn came is skipped. Needs a tokio runtime, any; [`ActorRef::tell`] needs none.
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
        self.0.meter.admit(thread_mark())?;
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
