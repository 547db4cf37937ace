//! Imports of contacts (CON-2): takes what waits, stores it, says how far it is.
//!
//! *Owns* the imports running in this process. *Supervised by* the root. *On crash loses* nothing: the rows say how far each import
//! was stored and the spool keeps the file; the next life claims them again, which fences the work of the life before.
//! *Messages*: [`Wake`].

mod job;
mod rounds;
mod spool;

use std::{collections::HashSet, time::Duration};

use actix::{Actor, Handler, Message};
use siar_db::{Db, DbError, imports};
use siar_domain::id::ImportId;

use crate::{
    kernel::{ChildSpec, Context},
    supervised,
};

pub use spool::Spool;

/// How often the rows are looked at without being woken: a wake-up may be lost, a row is not.
const LOOK: Duration = Duration::from_secs(5);
/// Imports that run at once; the others wait, oldest first.
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
    running: HashSet<ImportId>,
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
        running: HashSet::new(),
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
                    for (_, id) in found {
                        this.start(id, ctx);
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

    fn start(&mut self, id: ImportId, ctx: &mut Context<Self>) {
        if self.running.len() >= AT_ONCE || !self.running.insert(id) {
            return;
        }
        let job = job::run(self.db.clone(), self.spool.clone(), id);
        ctx.contain(job, move |this, outcome, ctx| {
            this.running.remove(&id);
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
