//! Imports of contacts (CON-2): takes what waits, stores it, says how far it is.
//!
//! *Owns* the imports running in this process. *Supervised by* the root. *On crash loses* nothing: the rows say how far each import
//! was stored and the spool keeps the file; the next life claims them again, which fences the work of the life before.
//! *Messages*: [`Wake`].
//!
//! Turns are fair between tenants: each has one import under way, and those take turns round by round, so that a long file holds up nobody
//! else's short one.

mod job;
mod rounds;
mod spool;
mod turns;

use std::{sync::Arc, time::Duration};

use actix::{Actor, Handler, Message};
use siar_db::{Db, DbError, imports};
use siar_domain::id::{ImportId, TenantId};
use tokio::sync::Semaphore;

use crate::{
    kernel::{ChildSpec, Context},
    supervised,
};

pub use spool::Spool;
use turns::Turns;

/// How often the rows are looked at without being woken: a wake-up may be lost, a row is not.
const LOOK: Duration = Duration::from_secs(5);
/// Rounds that are stored at once, of whatever imports.
const AT_ONCE: usize = 2;

/// There may be an import to take.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "()")]
pub struct Wake;

/// See the module.
#[derive(Debug)]
pub struct Imports {
    db: Db,
    spool: Spool,
    turns: Turns,
    /// A round is stored by whoever has a permit. They are given in the order in which they were asked for: round robin.
    rounds: Arc<Semaphore>,
    looking: bool,
    look_again: bool,
    swept: bool,
}

supervised!(Imports);

/// The place of the imports in the tree; the id in the registry is `imports`.
pub fn child(db: Db, spool: Spool) -> ChildSpec<Imports> {
    ChildSpec::new("imports", move || Imports {
        db: db.clone(),
        spool: spool.clone(),
        turns: Turns::default(),
        rounds: Arc::new(Semaphore::new(AT_ONCE)),
        looking: false,
        look_again: false,
        swept: false,
    })
}

impl Actor for Imports {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.look(ctx);
        ctx.every(LOOK, Self::look);
    }
}

impl Handler<Wake> for Imports {
    type Result = ();

    fn handle(&mut self, _: Wake, ctx: &mut Context<Self>) {
        self.look(ctx);
    }
}

impl Imports {
    fn look(&mut self, ctx: &mut Context<Self>) {
        if self.looking {
            self.look_again = true;
            return;
        }
        self.looking = true;
        let db = self.db.clone();
        let found = async move { db.system(async |tx| imports::unfinished(tx).await).await };
        ctx.contain(found, |this, found: Result<Result<_, DbError>, _>, ctx| {
            this.looking = false;
            match found {
                Ok(Ok(found)) => {
                    if !std::mem::replace(&mut this.swept, true) {
                        let wanted: Vec<ImportId> = found.iter().map(|(_, id)| *id).collect();
                        this.spool.sweep(&wanted);
                    }
                    for (tenant, id) in this.turns.next(found) {
                        this.start(tenant, id, ctx);
                    }
                }
                Ok(Err(error)) => tracing::warn!(%error, "looking for imports"),
                Err(panicked) => ctx.fail(panicked),
            }
            if std::mem::take(&mut this.look_again) {
                this.look(ctx);
            }
        });
    }

    fn start(&mut self, tenant: TenantId, id: ImportId, ctx: &mut Context<Self>) {
        let job = job::run(
            self.db.clone(),
            self.spool.clone(),
            Arc::clone(&self.rounds),
            id,
        );
        ctx.contain(job, move |this, outcome, ctx| {
            this.turns.end(tenant);
            match outcome {
                // A place became free.
                Ok(Ok(())) => this.look(ctx),
                // Taken again at the next look, not at once.
                Ok(Err(error)) => tracing::warn!(import = %id, %error, "import interrupted"),
                Err(panicked) => tracing::error!(import = %id, %panicked, "import interrupted"),
            }
        });
    }
}
