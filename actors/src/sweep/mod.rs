//! The sweep: removes what is kept for a while only, and seals logins again after the vault's key was rotated.
//!
//! *Owns* nothing. *Supervised by* `chores`. *On crash loses* nothing: every round starts from the rows. *Messages*: [`Now`].
//!
//! Several nodes may sweep at a time: each chore deletes by what it finds, and finding nothing is no mistake.

mod chores;

use std::{sync::Arc, time::Duration};

use actix::{Actor, Handler, Message};
use siar_db::{Db, retention::Kept, vault::VaultKeys};

use crate::{
    kernel::{ChildSpec, Context},
    supervised,
};
use chores::Tools;

/// How often everything is swept.
const ROUND: Duration = Duration::from_secs(3600);

/// Sweep now.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "()")]
pub struct Now;

/// See the module.
pub struct Sweep {
    tools: Tools,
    sweeping: bool,
}

impl std::fmt::Debug for Sweep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sweep")
            .field("sweeping", &self.sweeping)
            .finish_non_exhaustive()
    }
}

supervised!(Sweep);

/// The sweep's place in the tree; its id is `sweep`.
pub fn child(db: Db, keys: Arc<VaultKeys>, kept: Kept) -> ChildSpec<Sweep> {
    let tools = Tools { db, keys, kept };
    ChildSpec::new("sweep", move || Sweep {
        tools: tools.clone(),
        sweeping: false,
    })
}

impl Actor for Sweep {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.sweep(ctx);
        ctx.every(ROUND, Self::sweep);
    }
}

impl Handler<Now> for Sweep {
    type Result = ();

    fn handle(&mut self, _: Now, ctx: &mut Context<Self>) {
        self.sweep(ctx);
    }
}

impl Sweep {
    fn sweep(&mut self, ctx: &mut Context<Self>) {
        if self.sweeping {
            return;
        }
        self.sweeping = true;
        let tools = self.tools.clone();
        let round = async move {
            for chore in chores::all() {
                // One that fails does not keep the others from being done.
                match chore.run(&tools).await {
                    Ok(0) => {}
                    Ok(rows) => tracing::info!(?chore, rows, "swept"),
                    Err(error) => tracing::warn!(?chore, %error, "not swept"),
                }
            }
        };
        ctx.contain(round, |sweep, done, _| {
            sweep.sweeping = false;
            if let Err(panicked) = done {
                tracing::error!(%panicked, "sweeping");
            }
        });
    }
}
