//! The guard around one actor: it runs the actor's own actix future, catches what escapes from it and
//! gives the actor a fresh value for its next life.
//!
//! The guard outlives the lives of its actor: address, queue and mailbox meter stay. Policy is none of
//! its business; it does what the supervisor says ([`Ctl`]) and reports what happened ([`Report`]).

use std::{
    future::poll_fn,
    pin::Pin,
    sync::Arc,
    task::{Context as Task, Poll},
};

use actix::{
    ActorContext,
    dev::{ContextFut, Mailbox},
};

use super::{
    actor_ref::ActorRef,
    context::{Context, SupervisedActor},
    launch::{Ctl, Exit, Port, Report},
    meter::Gate,
    panic::{Panicked, catching, drop_safely},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LifePhase {
    New,
    Up,
    Stopping,
}

type Life<A> = ContextFut<A, Context<A>>;

pub(crate) struct Guard<A: SupervisedActor> {
    port: Port,
    me: ActorRef<A>,
    factory: Arc<dyn Fn() -> A + Send + Sync>,
    /// The mailbox, until the first value is made.
    mailbox: Option<Mailbox<A>>,
    life: Option<Life<A>>,
    /// A fresh value is in place and was not used yet.
    fresh: bool,
    /// No life follows the present one.
    last: bool,
}

impl<A: SupervisedActor> Guard<A> {
    pub(crate) fn new(
        port: Port,
        me: ActorRef<A>,
        mailbox: Mailbox<A>,
        factory: Arc<dyn Fn() -> A + Send + Sync>,
    ) -> Self {
        Self {
            port,
            me,
            factory,
            mailbox: Some(mailbox),
            life: None,
            fresh: false,
            last: false,
        }
    }

    /// Serves the supervisor until it lets go of the other end of the port.
    pub(crate) async fn run(mut self) {
        self.me.settle_here();
        while let Some(ctl) = self.port.ctl.recv().await {
            let run = match ctl {
                Ctl::Start(run) => run,
                Ctl::Refresh => {
                    // Lets go of what the broken value holds. If no new value can be made now,
                    // the next start tries again and reports it.
                    let _ = self.refresh();
                    continue;
                }
                Ctl::Stop | Ctl::Finish | Ctl::Kill => continue,
            };
            let exit = match self.refresh() {
                Ok(()) => self.live(run).await,
                Err(panicked) => Exit::Panicked(panicked.0),
            };
            if self.last {
                // Before the report: what this actor holds is let go before an earlier sibling,
                // on which it may lean, is told to stop.
                self.me.meter().set_gate(Gate::Gone);
                self.let_go();
                // A start that came now would be lost: the supervisor shall see that it is refused.
                self.port.ctl.close();
                self.port.report(run, Report::Exited(exit, Vec::new()));
                return;
            }
            self.port.report(run, Report::Exited(exit, Vec::new()));
        }
    }

    fn let_go(&mut self) {
        if let Some(mut life) = self.life.take() {
            // Otherwise actix would poll it once more from its own destructor, and would even call
            // `started` for a value that was never used.
            life.ctx().terminate();
            drop_safely(life);
        }
        drop_safely(self.mailbox.take());
    }

    /// Puts a value from the factory in place, unless an unused one is there.
    fn refresh(&mut self) -> Result<(), Panicked> {
        if self.fresh {
            return Ok(());
        }
        let factory = Arc::clone(&self.factory);
        let value = catching(move || factory())?;
        match (&mut self.life, self.mailbox.take()) {
            (Some(life), _) => {
                life.ctx().set_fresh(value);
                // A restart drops the old futures and the old value. Destructors that panic stop
                // it half-way; each attempt has one thing less to drop.
                for _ in 0..3 {
                    let done = catching(|| life.restart());
                    if done.is_ok() && !life.ctx().has_fresh() {
                        break;
                    }
                }
                if life.ctx().has_fresh() {
                    return Err(Panicked(
                        "the actor did not take its fresh value: is `supervised!` missing?"
                            .to_owned(),
                    ));
                }
            }
            (None, Some(mailbox)) => {
                let ctx = Context::new(self.me.clone(), Arc::clone(&self.port.node.path));
                self.life = Some(ContextFut::new(ctx, value, mailbox));
            }
            (None, None) => return Err(Panicked("the mailbox is gone".to_owned())),
        }
        self.fresh = true;
        Ok(())
    }

    /// One life, from `started` to the end.
    async fn live(&mut self, run: u64) -> Exit {
        self.fresh = false;
        let mut phase = LifePhase::New;
        let exit = poll_fn(|task| self.poll_life(run, &mut phase, task)).await;
        self.me.meter().set_gate(Gate::Restarting);
        exit
    }

    fn poll_life(&mut self, run: u64, phase: &mut LifePhase, task: &mut Task<'_>) -> Poll<Exit> {
        let Some(life) = &mut self.life else {
            return Poll::Ready(Exit::Killed);
        };
        loop {
            match self.port.ctl.poll_recv(task) {
                Poll::Ready(Some(order @ (Ctl::Stop | Ctl::Finish))) => {
                    self.last |= order == Ctl::Finish;
                    self.me.meter().set_gate(Gate::Restarting);
                    *phase = LifePhase::Stopping;
                    life.ctx().stop();
                }
                Poll::Ready(Some(Ctl::Kill) | None) => {
                    self.last = true;
                    return Poll::Ready(Exit::Killed);
                }
                Poll::Ready(Some(Ctl::Start(_) | Ctl::Refresh)) => {}
                Poll::Pending => break,
            }
        }
        match catching(|| Pin::new(&mut *life).poll(task)) {
            Err(panicked) => Poll::Ready(Exit::Panicked(panicked.0)),
            Ok(Poll::Ready(())) => Poll::Ready(match life.ctx().take_failure() {
                Some(failure) => Exit::Failed(failure),
                None => Exit::Normal,
            }),
            Ok(Poll::Pending) => {
                if life.ctx().is_closing() {
                    self.me.meter().set_gate(Gate::Restarting);
                    *phase = LifePhase::Stopping;
                }
                if *phase == LifePhase::New {
                    *phase = LifePhase::Up;
                    self.me.meter().set_gate(Gate::Open);
                    self.port.shared.registry.ring();
                    self.port.report(run, Report::Started);
                }
                Poll::Pending
            }
        }
    }
}

impl<A: SupervisedActor> Drop for Guard<A> {
    fn drop(&mut self) {
        self.let_go();
    }
}
