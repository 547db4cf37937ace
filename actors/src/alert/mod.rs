//! Alerts of the tree (ADM-4): what was parked, so that an administrator hears of it also when nobody looks at the tree.
//!
//! *Owns* nothing: each look compares the tree as it is with the open alerts of this node. *Supervised by* `chores`. *On crash loses*
//! nothing. *Messages*: none.
//!
//! An alert stays open as long as the actor stays parked, so it does not flap; a released actor's resolves by itself.

use std::time::Duration;

use actix::Actor;
use siar_db::{
    Db, DbError,
    alerts::{self, Severity},
};

use crate::{
    kernel::{ChildSpec, Context, Snapshot, State},
    supervised,
    wakes::Wakes,
};

/// How often the tree is looked at.
const LOOK: Duration = Duration::from_secs(5);
const KIND: &str = "actor_parked";

/// See the module.
#[derive(Debug)]
pub struct Alerts {
    db: Db,
    wakes: Wakes,
    /// Subjects of this node begin with it.
    about: String,
    looking: bool,
    /// What stands in the database, as far as this life knows.
    known: Option<Vec<(String, String)>>,
}

supervised!(Alerts);

/// The place in the tree; its id is `alerts`.
pub fn child(db: Db, wakes: &Wakes, node_name: &str) -> ChildSpec<Alerts> {
    let (wakes, about) = (wakes.clone(), format!("{node_name} "));
    ChildSpec::new("alerts", move || Alerts {
        db: db.clone(),
        wakes: wakes.clone(),
        about: about.clone(),
        looking: false,
        known: None,
    })
}

impl Actor for Alerts {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.look(ctx);
        ctx.every(LOOK, Self::look);
    }
}

impl Alerts {
    fn look(&mut self, ctx: &mut Context<Self>) {
        let Some(kernel) = self.wakes.kernel() else {
            return;
        };
        if self.looking {
            return;
        }
        let parked = parked(&kernel.snapshot(), &self.about);
        if self.known.as_ref() == Some(&parked) {
            return;
        }
        self.looking = true;
        let (db, about) = (self.db.clone(), self.about.clone());
        let told = async move {
            db.system(async |tx| alerts::are(tx, KIND, Severity::Warning, &about, &parked).await)
                .await?;
            Ok::<_, DbError>(parked)
        };
        ctx.contain(told, |alerts, told, _| {
            alerts.looking = false;
            match told {
                Ok(Ok(parked)) => alerts.known = Some(parked),
                // Tried again at the next look.
                Ok(Err(error)) => tracing::warn!(%error, "alerts could not be written"),
                Err(panicked) => tracing::error!(%panicked, "alerts"),
            }
        });
    }
}

/// Subject and sentence for everything that is parked.
fn parked(tree: &Snapshot, about: &str) -> Vec<(String, String)> {
    tree.flatten()
        .into_iter()
        .filter_map(|node| match &node.state {
            State::Parked { reason } => Some((
                format!("{about}{}", node.path),
                format!("{} is parked: {reason}", node.path),
            )),
            _ => None,
        })
        .collect()
}
