//! The execution context of supervised actors: actix's, plus what supervision needs.
//!
//! Everything an actix context does works here (`spawn`, `wait`, `run_interval`, `run_later`,
//! `notify`, response futures, streams). It is a type of its own because that is where actix lets us
//! in: the envelope of each message tells the mailbox meter that it was handled, an actor can end with
//! an error, and the guard can put a fresh value in the place of a broken one.

use std::{fmt, future::Future, sync::Arc, time::Duration};

use actix::{
    Actor, ActorContext, ActorFutureExt, ActorState, Addr, AsyncContext, Handler, Message, Running,
    SpawnHandle,
    dev::{
        AsyncContextParts, ContextParts, Envelope, EnvelopeProxy, Mailbox, MessageResponse,
        ToEnvelope,
    },
    fut::ActorFuture,
};
use futures::FutureExt;
use tokio::sync::oneshot;

use super::{
    actor_ref::{ActorRef, take_counted},
    meter::Meter,
    panic::{Panicked, drop_safely},
};

/// What makes a type an actor the kernel can supervise. Implemented for every [`actix::Actor`] whose
/// context is [`Context`] and for which [`supervised!`](super::supervised) was written.
pub trait SupervisedActor: Actor<Context = Context<Self>> + actix::Supervised {}

impl<A> SupervisedActor for A where A: Actor<Context = Context<A>> + actix::Supervised {}

/// The context of a supervised actor: `type Context = kernel::Context<Self>`.
pub struct Context<A: Actor<Context = Context<A>>> {
    parts: ContextParts<A>,
    me: ActorRef<A>,
    meter: Arc<Meter>,
    path: Arc<str>,
    fresh: Option<A>,
    failure: Option<String>,
    /// The actor said in `stopping` that it is still closing down, and has not finished.
    closing: Closing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closing {
    No,
    Busy,
    Finished,
}

impl<A: Actor<Context = Context<A>>> fmt::Debug for Context<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

fn new_parts<A: Actor<Context = Context<A>>>() -> ContextParts<A> {
    // The address inside the parts is never used (see `address` below), so that of an empty mailbox
    // will do. New parts for every life: the old ones may hold cancellations that were not carried
    // out, whose numbers the new life would use again.
    ContextParts::new(Mailbox::default().sender_producer())
}

impl<A: Actor<Context = Context<A>>> Context<A> {
    pub(crate) fn new(me: ActorRef<A>, path: Arc<str>) -> Self {
        Self {
            parts: new_parts(),
            meter: Arc::clone(me.meter()),
            me,
            path,
            fresh: None,
            failure: None,
            closing: Closing::No,
        }
    }

    /// The child's id within its supervisor.
    #[must_use]
    pub fn id(&self) -> &str {
        self.me.id()
    }

    /// Where the actor stands in the tree, for example `root/sessions/7f3c…`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// A handle to this actor that counts against its mailbox bound, to give to others.
    #[must_use]
    pub fn actor_ref(&self) -> ActorRef<A> {
        self.me.clone()
    }

    /// Ends this life of the actor with an error. It counts as a crash: policy, budget and backoff
    /// apply. `stopping` is not called, `stopped` is. Queued messages wait for the next life.
    pub fn fail(&mut self, reason: impl fmt::Display) {
        if self.failure.is_none() {
            self.failure = Some(reason.to_string());
        }
        self.parts.terminate();
    }

    /// Runs `fut` beside the actor and hands its outcome to `then`. A panic in `fut` does not touch
    /// the actor: it arrives as [`Panicked`]. The future dies with this life of the actor.
    pub fn contain<F, H>(&mut self, fut: F, then: H) -> SpawnHandle
    where
        F: Future + 'static,
        H: FnOnce(&mut A, Result<F::Output, Panicked>, &mut Self) + 'static,
    {
        // The future is boxed and dropped apart from the result, so that a destructor that panics
        // does so outside any unwinding.
        let contained = contained(fut);
        self.spawn(
            actix::fut::wrap_future::<_, A>(contained)
                .map(|outcome, actor, ctx| then(actor, outcome, ctx)),
        )
    }

    /// Runs `fut` beside the actor. A panic in it is the actor's own crash and goes to the supervisor
    /// with the word `label` in the reason.
    pub fn run<F>(&mut self, label: &'static str, fut: F) -> SpawnHandle
    where
        F: Future<Output = ()> + 'static,
    {
        self.contain(fut, move |_, outcome, ctx| {
            if let Err(panicked) = outcome {
                ctx.fail(format_args!("{label} {panicked}"));
            }
        })
    }

    /// Calls `tick` every `period`. Call it in `started`: that runs again in every life of the actor,
    /// so the timer is re-armed after each restart, and the one of the life before is gone with it.
    pub fn every<F>(&mut self, period: Duration, tick: F) -> SpawnHandle
    where
        F: FnMut(&mut A, &mut Self) + 'static,
    {
        self.run_interval(period, tick)
    }

    /// For `stopping`: lets the actor close down with a future. The first call starts `close` and
    /// keeps the actor alive; when it has ended (or panicked) the actor stops; the argument of later
    /// calls is dropped unused. Meanwhile the actor still handles its queue but admits no new messages.
    /// The child's shutdown deadline bounds it.
    ///
    /// ```
    /// # use actix::{Actor, Running};
    /// # use siar_actors::kernel::{Context, supervised};
    /// # struct Browser;
    /// # impl Browser { async fn close(self) {} }
    /// # struct Session { browser: Option<Browser> }
    /// # supervised!(Session);
    /// impl Actor for Session {
    ///     type Context = Context<Self>;
    ///     fn stopping(&mut self, ctx: &mut Self::Context) -> Running {
    ///         let browser = self.browser.take();
    ///         ctx.close_with(async move {
    ///             if let Some(browser) = browser {
    ///                 browser.close().await;
    ///             }
    ///         })
    ///     }
    /// }
    /// ```
    pub fn close_with<F>(&mut self, close: F) -> Running
    where
        F: Future<Output = ()> + 'static,
    {
        match self.closing {
            Closing::Finished => Running::Stop,
            Closing::Busy => {
                drop_safely(close);
                Running::Continue
            }
            Closing::No => {
                self.closing = Closing::Busy;
                self.contain(close, |_, outcome, ctx| {
                    if let Err(panicked) = outcome {
                        tracing::error!(path = %ctx.path, %panicked, "closing down");
                    }
                    ctx.closing = Closing::Finished;
                    ctx.parts.stop();
                });
                Running::Continue
            }
        }
    }

    /// Puts the fresh value in the place of `actor`. What [`supervised!`](super::supervised) calls.
    pub fn renew(&mut self, actor: &mut A) {
        let parts = std::mem::replace(&mut self.parts, new_parts());
        drop_safely(parts);
        self.failure = None;
        self.closing = Closing::No;
        if let Some(fresh) = self.fresh.take() {
            drop_safely(std::mem::replace(actor, fresh));
        }
    }

    pub(crate) fn set_fresh(&mut self, fresh: A) {
        self.fresh = Some(fresh);
    }

    /// Whether `renew` has not been called since `set_fresh`.
    pub(crate) fn has_fresh(&self) -> bool {
        self.fresh.is_some()
    }

    /// Whether the actor is busy closing down.
    pub(crate) fn is_closing(&self) -> bool {
        self.closing != Closing::No
    }

    pub(crate) fn take_failure(&mut self) -> Option<String> {
        self.failure.take()
    }
}

async fn contained<F: Future>(fut: F) -> Result<F::Output, Panicked> {
    let mut fut = Box::pin(fut);
    let outcome = std::panic::AssertUnwindSafe(&mut fut)
        .catch_unwind()
        .await
        .map_err(Panicked::from_payload);
    drop_safely(fut);
    outcome
}

impl<A: Actor<Context = Context<A>>> ActorContext for Context<A> {
    fn stop(&mut self) {
        self.parts.stop();
    }
    fn terminate(&mut self) {
        self.parts.terminate();
    }
    fn state(&self) -> ActorState {
        self.parts.state()
    }
}

impl<A: Actor<Context = Context<A>>> AsyncContext<A> for Context<A> {
    fn spawn<F>(&mut self, fut: F) -> SpawnHandle
    where
        F: ActorFuture<A, Output = ()> + 'static,
    {
        self.parts.spawn(fut)
    }
    fn wait<F>(&mut self, fut: F)
    where
        F: ActorFuture<A, Output = ()> + 'static,
    {
        self.parts.wait(fut);
    }
    fn waiting(&self) -> bool {
        self.parts.waiting()
    }
    fn cancel_future(&mut self, handle: SpawnHandle) -> bool {
        self.parts.cancel_future(handle)
    }
    fn address(&self) -> Addr<A> {
        self.me.raw().clone()
    }
}

impl<A: Actor<Context = Context<A>>> AsyncContextParts<A> for Context<A> {
    fn parts(&mut self) -> &mut ContextParts<A> {
        &mut self.parts
    }
}

impl<A, M> ToEnvelope<A, M> for Context<A>
where
    A: Actor<Context = Context<A>> + Handler<M>,
    M: Message + Send + 'static,
    M::Result: Send,
{
    fn pack(msg: M, tx: Option<oneshot::Sender<M::Result>>) -> Envelope<A> {
        let msg = Some(msg);
        Envelope::with_proxy(if take_counted() {
            Box::new(Letter::<M, true> { msg, tx })
        } else {
            Box::new(Letter::<M, false> { msg, tx })
        })
    }
}

/// A message on its way. `COUNTED`: it takes a place in the mailbox.
struct Letter<M: Message, const COUNTED: bool> {
    msg: Option<M>,
    tx: Option<oneshot::Sender<M::Result>>,
}

impl<A, M, const COUNTED: bool> EnvelopeProxy<A> for Letter<M, COUNTED>
where
    A: Actor<Context = Context<A>> + Handler<M>,
    M: Message + Send + 'static,
    M::Result: Send,
{
    fn handle(&mut self, actor: &mut A, ctx: &mut Context<A>) {
        if COUNTED {
            // Before the handler: if it panics, its message has left the mailbox all the same.
            ctx.meter.handled_one();
        }
        let tx = self.tx.take();
        if tx.as_ref().is_some_and(oneshot::Sender::is_closed) {
            return;
        }
        if let Some(msg) = self.msg.take() {
            let answer = <A as Handler<M>>::handle(actor, msg, ctx);
            answer.handle(ctx, tx);
        }
    }
}

/// Makes an actor type supervisable: `supervised!(SessionActor);`
///
/// It writes the one line that actix asks of every restartable actor: on a restart, the fresh value
/// from the factory takes the place of the broken one.
#[macro_export]
macro_rules! supervised {
    ($($actor:ty),+ $(,)?) => {$(
        impl ::actix::Supervised for $actor {
            fn restarting(&mut self, ctx: &mut <Self as ::actix::Actor>::Context) {
                ctx.renew(self);
            }
        }
    )+};
}
