//! From an id to the actor: callers keep ids, never handles, and ask here each time.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use actix::{Handler, Message};
use tokio::{
    sync::Notify,
    time::{Instant, timeout_at},
};

use super::{
    actor_ref::{ActorRef, CallError},
    context::{Context, SupervisedActor},
    meter::Gate,
};

/// What the registry knows about an id.
#[derive(Debug, Clone)]
pub enum Lookup<A: SupervisedActor> {
    /// It is up and takes messages.
    Running(ActorRef<A>),
    /// It is starting, backing off or being restarted: retry soon.
    Restarting,
    /// It waits for an operator.
    Parked,
    /// There is none.
    Unknown,
}

type Entries = HashMap<TypeId, HashMap<Arc<str>, Entry>>;

struct Entry {
    path: Arc<str>,
    actor: Option<Box<dyn Any + Send + Sync>>,
    /// What to answer while there is no incarnation.
    standing: Gate,
}

/// Finds actors by their type and id. An id names at most one actor of a type in the whole tree.
#[derive(Clone, Default)]
pub struct Registry {
    entries: Arc<RwLock<Entries>>,
    /// Rings whenever an actor comes up or is given up.
    changed: Arc<Notify>,
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Registry")
    }
}

impl Registry {
    /// Looks an actor up.
    #[must_use]
    pub fn lookup<A: SupervisedActor>(&self, id: &str) -> Lookup<A> {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        let Some(entry) = entries.get(&TypeId::of::<A>()).and_then(|ids| ids.get(id)) else {
            return Lookup::Unknown;
        };
        let actor = entry
            .actor
            .as_ref()
            .and_then(|actor| actor.downcast_ref::<ActorRef<A>>());
        let gate = actor.map_or(entry.standing, |actor| actor.meter().gate());
        match (gate, actor) {
            (Gate::Open, Some(actor)) => Lookup::Running(actor.clone()),
            (Gate::Open | Gate::Restarting, _) => Lookup::Restarting,
            (Gate::Parked, _) => Lookup::Parked,
            (Gate::Gone, _) => Lookup::Unknown,
        }
    }

    /// The running actor, or the reason why there is none.
    ///
    /// # Errors
    /// `Restarting`, `Parked` or `Unknown`.
    pub fn running<A: SupervisedActor>(&self, id: &str) -> Result<ActorRef<A>, CallError> {
        match self.lookup(id) {
            Lookup::Running(actor) => Ok(actor),
            Lookup::Restarting => Err(CallError::Restarting),
            Lookup::Parked => Err(CallError::Parked),
            Lookup::Unknown => Err(CallError::Unknown),
        }
    }

    /// The actor, as soon as it runs: waits while it is restarting, at most `patience`.
    ///
    /// # Errors
    /// `Parked` or `Unknown` at once; `Restarting` when patience is at its end.
    pub async fn wait_for<A: SupervisedActor>(
        &self,
        id: &str,
        patience: Duration,
    ) -> Result<ActorRef<A>, CallError> {
        let end = Instant::now() + patience;
        loop {
            // From its making on it misses no change.
            let rung = self.changed.notified();
            match self.running(id) {
                Err(CallError::Restarting) => {}
                other => return other,
            }
            if timeout_at(end, rung).await.is_err() {
                return self.running(id);
            }
        }
    }

    /// Delivers `msg` to the actor of type `A` called `id` and does not wait for an answer.
    ///
    /// # Errors
    /// See [`ActorRef::tell`].
    pub fn tell<A, M>(&self, id: &str, msg: M) -> Result<(), CallError>
    where
        A: SupervisedActor + Handler<M>,
        M: Message + Send + 'static,
        M::Result: Send,
        Context<A>: actix::dev::ToEnvelope<A, M>,
    {
        self.running::<A>(id)?.tell(msg)
    }

    /// Delivers `msg` to the actor of type `A` called `id` and waits at most `deadline` for the
    /// answer.
    ///
    /// # Errors
    /// See [`ActorRef::ask_within`].
    pub async fn ask<A, M>(
        &self,
        id: &str,
        msg: M,
        deadline: Duration,
    ) -> Result<M::Result, CallError>
    where
        A: SupervisedActor + Handler<M>,
        M: Message + Send + 'static,
        M::Result: Send,
        Context<A>: actix::dev::ToEnvelope<A, M>,
    {
        self.running::<A>(id)?.ask_within(msg, deadline).await
    }

    /// The handle of the present incarnation, whatever its state.
    pub(crate) fn latest<A: SupervisedActor>(&self, id: &str) -> Option<ActorRef<A>> {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        let entry = entries.get(&TypeId::of::<A>())?.get(id)?;
        entry.actor.as_ref()?.downcast_ref::<ActorRef<A>>().cloned()
    }

    /// Reserves the id for the child at `path`; the path of the one who has it, if another has.
    pub(crate) fn claim<A: SupervisedActor>(
        &self,
        id: &Arc<str>,
        path: &Arc<str>,
    ) -> Result<(), Arc<str>> {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        let entry = entries
            .entry(TypeId::of::<A>())
            .or_default()
            .entry(Arc::clone(id))
            .or_insert_with(|| Entry {
                path: Arc::clone(path),
                actor: None,
                standing: Gate::Restarting,
            });
        if entry.path == *path {
            Ok(())
        } else {
            Err(Arc::clone(&entry.path))
        }
    }

    pub(crate) fn publish<A: SupervisedActor>(&self, id: &Arc<str>, actor: ActorRef<A>) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = entry_of::<A>(&mut entries, id) {
            entry.actor = Some(Box::new(actor));
        }
    }

    pub(crate) fn retire<A: SupervisedActor>(&self, id: &Arc<str>, standing: Gate) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = entry_of::<A>(&mut entries, id) {
            entry.actor = None;
            entry.standing = standing;
        }
        drop(entries);
        self.ring();
    }

    pub(crate) fn forget<A: SupervisedActor>(&self, id: &Arc<str>, path: &Arc<str>) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(ids) = entries.get_mut(&TypeId::of::<A>())
            && ids.get(id).is_some_and(|entry| entry.path == *path)
        {
            ids.remove(id);
        }
        drop(entries);
        self.ring();
    }

    /// Wakes those who wait in [`Registry::wait_for`].
    pub(crate) fn ring(&self) {
        self.changed.notify_waiters();
    }
}

fn entry_of<'a, A: SupervisedActor>(entries: &'a mut Entries, id: &str) -> Option<&'a mut Entry> {
    entries.get_mut(&TypeId::of::<A>())?.get_mut(id)
}
