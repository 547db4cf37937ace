//! The hub: tells every open stream of a tenant what was committed (EVT-2).
//!
//! *Owns* the streams' mailboxes, by tenant. *Supervised by* the root. *On crash loses* the list of listeners: their channels close
//! and each stream listens again, filling what it missed from the table. *Messages*: [`Listen`].
//!
//! The hub promises speed, not completeness: a listener whose channel is full is passed over, and commits of other nodes are only
//! noticed by looking at the sequences. Every listener therefore counts sequences and reads the table where one is missing.

use std::{collections::HashMap, sync::Arc, time::Duration};

use actix::{Actor, Handler, Message};
use siar_db::{Committed, Db, DbError, events};
use siar_domain::id::TenantId;
use tokio::sync::{broadcast, mpsc};

use crate::{
    kernel::{ChildSpec, Context},
    supervised,
};

/// How often the sequences are compared with what was told: finds what other nodes committed and what was passed over.
const LOOK: Duration = Duration::from_secs(2);
/// Mailbox of the hub: listeners come one by one.
const MAILBOX: usize = 10_000;

/// What a stream is told.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// These events were committed here.
    Committed(Arc<Committed>),
    /// There are events up to this sequence; read what is missing.
    Look {
        /// The tenant's newest sequence.
        newest: i64,
    },
}

/// Starts telling a stream about one tenant, until its channel closes.
#[derive(Debug, Message)]
#[rtype(result = "()")]
pub struct Listen {
    /// Whose events.
    pub tenant: TenantId,
    /// Where to tell them.
    pub to: mpsc::Sender<News>,
}

/// What was told of one tenant, and to whom.
#[derive(Debug, Default)]
struct Tenant {
    listeners: Vec<mpsc::Sender<News>>,
    newest_told: i64,
}

/// See the module.
#[derive(Debug)]
pub struct Hub {
    db: Db,
    tenants: HashMap<TenantId, Tenant>,
}

supervised!(Hub);

/// The hub's place in the tree; its id in the registry is `hub`.
pub fn child(db: Db) -> ChildSpec<Hub> {
    ChildSpec::new("hub", move || Hub {
        db: db.clone(),
        tenants: HashMap::new(),
    })
    .mailbox(MAILBOX)
}

impl Actor for Hub {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.follow(ctx);
        ctx.every(LOOK, |hub, ctx| hub.look(ctx));
    }
}

impl Hub {
    /// Waits for the next commit, tells it, waits again.
    fn follow(&self, ctx: &mut Context<Self>) {
        let committed = self.db.committed();
        next(committed, ctx);
    }

    fn tell(&mut self, committed: &Arc<Committed>) {
        let Some(tenant) = self.tenants.get_mut(&committed.tenant) else {
            return;
        };
        if let Some(last) = committed.events.last() {
            tenant.newest_told = tenant.newest_told.max(last.sequence);
        }
        tenant.send(&News::Committed(committed.clone()));
        if tenant.listeners.is_empty() {
            self.tenants.remove(&committed.tenant);
        }
    }

    fn look(&mut self, ctx: &mut Context<Self>) {
        self.tenants.retain(|_, tenant| {
            tenant.listeners.retain(|listener| !listener.is_closed());
            !tenant.listeners.is_empty()
        });
        if self.tenants.is_empty() {
            return;
        }
        let tenants: Vec<TenantId> = self.tenants.keys().copied().collect();
        let db = self.db.clone();
        let newest = async move {
            db.system(async |tx| events::newest(tx, &tenants).await)
                .await
        };
        ctx.contain(newest, |hub, found: Result<Result<_, DbError>, _>, _| {
            // A database that does not answer now is asked again at the next look.
            let Ok(Ok(found)) = found else { return };
            for (id, newest) in found {
                if let Some(tenant) = hub.tenants.get_mut(&id)
                    && newest > tenant.newest_told
                {
                    tenant.newest_told = newest;
                    tenant.send(&News::Look { newest });
                }
            }
        });
    }
}

fn next(mut committed: broadcast::Receiver<Arc<Committed>>, ctx: &mut Context<Hub>) {
    let wait = async move {
        // One wake-up takes all that is there.
        let mut batch = Vec::new();
        match committed.recv().await {
            Ok(first) => batch.push(first),
            Err(broadcast::error::RecvError::Lagged(_)) => {}
            Err(broadcast::error::RecvError::Closed) => return None,
        }
        while let Ok(more) = committed.try_recv() {
            batch.push(more);
        }
        Some((committed, batch))
    };
    ctx.contain(wait, |hub, outcome, ctx| match outcome {
        Ok(Some((committed, batch))) => {
            for commit in &batch {
                hub.tell(commit);
            }
            next(committed, ctx);
        }
        // The database handle is gone with the process.
        Ok(None) => {}
        Err(panicked) => ctx.fail(panicked),
    });
}

impl Tenant {
    fn send(&mut self, news: &News) {
        self.listeners.retain(|listener| {
            match listener.try_send(news.clone()) {
                // A full one is passed over: it will see a gap in the sequences, now or at the next look.
                Ok(()) | Err(mpsc::error::TrySendError::Full(_)) => true,
                Err(mpsc::error::TrySendError::Closed(_)) => false,
            }
        });
    }
}

impl Handler<Listen> for Hub {
    type Result = ();

    fn handle(&mut self, listen: Listen, _: &mut Context<Self>) {
        self.tenants
            .entry(listen.tenant)
            .or_default()
            .listeners
            .push(listen.to);
    }
}
