//! Supervision: starts actors in order, keeps them up, and knows no business.
//!
//! `actix::Supervisor` is not supervision: a panic kills the actor and its queue, nobody is told, and
//! `stop()` keeps the broken value. Here a **guard** runs each actor's own actix future and catches
//! what escapes from it; the actor gets a *fresh* value from its factory, keeps its address and its
//! queue, and comes back after a jittered backoff as often as its **budget** allows. Then the trouble
//! goes upward: under a *dynamic* supervisor the child is **parked** with an alert and its siblings
//! live; a *static* supervisor stops its children in reverse and fails to its own parent.
//!
//! # An actor, whole
//!
//! ```
//! use std::{sync::Arc, time::Duration};
//!
//! use actix::prelude::{Actor, Handler, Message};
//! use siar_actors::kernel::{
//!     ChildSpec, Context, Kernel, KernelConfig, Restart, Strategy, SupervisorSpec, supervised,
//! };
//! use siar_domain::clock::SystemClock;
//!
//! struct Counter {
//!     count: u64,
//! }
//! supervised!(Counter); // fresh value after a crash
//!
//! impl Actor for Counter {
//!     type Context = Context<Self>; // the kernel's, not actix's
//!
//!     // Runs at the beginning of *every* life: load state here, arm timers here.
//!     fn started(&mut self, ctx: &mut Self::Context) {
//!         ctx.every(Duration::from_secs(60), |this, _| this.count = 0);
//!     }
//! }
//!
//! #[derive(Message)]
//! #[rtype(result = "u64")]
//! struct Add(u64);
//!
//! impl Handler<Add> for Counter {
//!     type Result = u64;
//!     fn handle(&mut self, Add(n): Add, _: &mut Self::Context) -> u64 {
//!         self.count += n;
//!         self.count
//!     }
//! }
//!
//! # actix::System::new().block_on(async {
//! // The tree: listed top to bottom, started in that order, stopped in reverse.
//! let root = SupervisorSpec::fixed("root", Strategy::RestForOne)
//!     .child(ChildSpec::new("totals", || Counter { count: 0 }))
//!     .supervisor(SupervisorSpec::dynamic("counters"));
//! let kernel = Kernel::start(root, KernelConfig::new(Arc::new(SystemClock), 42)).unwrap();
//! kernel.ready().await.unwrap();
//!
//! // A child at run time: idempotent, from any thread.
//! let counters = kernel.supervisor("root/counters");
//! let spec = ChildSpec::new("tenant-1", || Counter { count: 0 })
//!     .restart(Restart::Transient)
//!     .on_arbiter_of("tenant-1");
//! let actor = counters.start_child(spec).await.unwrap();
//! assert_eq!(actor.ask(Add(2)).await, Ok(2));
//!
//! // Callers keep ids and ask the registry each time. `CallError::is_retryable` says what to do;
//! // `Registry::wait_for` waits while an actor restarts.
//! let answer = kernel
//!     .registry()
//!     .ask::<Counter, _>("tenant-1", Add(3), Duration::from_secs(1))
//!     .await;
//! assert_eq!(answer, Ok(5));
//!
//! let tree = kernel.snapshot(); // serialisable, for the admin's live view
//! assert_eq!(tree.find("root/counters/tenant-1").unwrap().restarts, 0);
//! kernel.stop().await;
//! # });
//! ```
//!
//! # How a life ends
//!
//! | by | counts as |
//! |---|---|
//! | a panic in a handler, a hook, `ctx.spawn`, `ctx.wait`, a timer, a `ResponseActFuture` | crash |
//! | [`Context::fail`]`("why")` | crash |
//! | a panic in the factory | crash |
//! | `ctx.stop()`, `ctx.terminate()` | normal stop |
//! | the supervisor's order to stop: `stopping` may close down with [`Context::close_with`] | neither |
//!
//! A panic in a `ResponseFuture` touches only its caller ([`CallError::Lost`]): actix runs it beside the
//! actor. So does one in [`Context::contain`], which hands it to the actor as a [`Panicked`]. Work
//! started with `tokio::spawn` outlives the actor and is nobody's: use the context.
//!
//! # Rules
//!
//! * Policies and strategies are OTP's: [`Restart`], [`Strategy`]. Different on purpose: a child that
//!   crashes in `started` at the first start is retried like any other crash; restarts wait for their
//!   backoff; what an operator stopped stays stopped when a sibling crashes; a dynamic supervisor that
//!   is restarted starts its children again.
//! * The message at which an actor crashed is gone (its caller gets [`CallError::Lost`]), so a poison
//!   message is not handled twice. The rest of the queue is handled in the next life. A child that is
//!   parked or stopped loses its queue, and every caller in it gets `Lost` at once.
//! * A child that does not stop within its deadline is killed: dropped with its futures, without
//!   `stopped`. One that blocks its thread cannot be killed; after another second it is abandoned: cut
//!   off and replaced. Both are named in the answer and in an event.
//! * A panic in a destructor *during unwinding* aborts the process; see [`Panicked`]'s module for how
//!   far that is avoided. Do not write a `Drop` that can panic.
//! * Mailboxes have a hard bound of the kernel's own; a full one answers [`CallError::Full`].
//! * Nothing here reads the clock or throws dice by itself: see [`KernelConfig`].

mod actor_ref;
mod budget;
mod child;
mod commands;
mod context;
mod guard;
mod handle;
mod launch;
mod meter;
mod node;
mod order;
mod panic;
mod registry;
mod snapshot;
mod spec;
mod supervisor;
#[cfg(test)]
mod tests;

pub use crate::supervised;
pub use actor_ref::{ASK_DEADLINE, ActorRef, CallError};
pub use budget::{Backoff, Budget};
pub use commands::Refusal;
pub use context::{Context, SupervisedActor};
pub use handle::{Kernel, KernelConfig, RootEnd, SupervisorHandle};
pub use launch::Late;
pub use panic::Panicked;
pub use registry::{Lookup, Registry};
pub use snapshot::{Change, HealthEvent, Kind, LateOutcome, Snapshot, State};
pub use spec::{ChildSpec, Restart, Strategy, SupervisorSpec};
