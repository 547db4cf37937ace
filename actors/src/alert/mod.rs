//! Alerts of the tree (ADM-4): what was parked, so that an administrator hears of it also when nobody looks at the tree.
//!
//! *Owns* nothing: each look compares the tree as it is with the open alerts of this node. *Supervised by* `chores`. *On crash loses*
//! nothing. *Messages*: none.
//!
//! An alert stays open as long as the actor stays parked, so it does not flap; a released actor's resolves by itself. A supervisor that
//! an operator parked is told too: everything below it stands still.
//!
//! What crashed too often is tried again after a while, longer each time: the cause (a full disk, a database that was away) may be gone,
//! and nobody should have to notice. What an operator parked stays parked. Sessions have a course of their own ([`crate::session`]).

use std::{collections::BTreeMap, time::Duration};

use actix::Actor;
use chrono::{DateTime, TimeDelta, Utc};
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
/// The first wait before what crashed too often is tried again; doubled each time, up to the last.
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(60);
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);
/// After so long without being parked, it counts as well again.
const WELL_AFTER: TimeDelta = TimeDelta::minutes(30);

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
    /// How often what crashed too often was tried again, and when last.
    tried: BTreeMap<String, (u32, DateTime<Utc>)>,
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
        tried: BTreeMap::new(),
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
        let tree = kernel.snapshot();
        let now = self.db.clock().now();
        for path in due(&tree, &mut self.tried, now) {
            tracing::info!(path, "tried again after it crashed too often");
            let kernel = kernel.clone();
            ctx.contain(
                async move { kernel.unpark(&path).await },
                |_, released, _| {
                    if let Ok(Err(error)) = released {
                        tracing::warn!(%error, "could not be tried again");
                    }
                },
            );
        }
        if self.looking {
            return;
        }
        let parked = parked(&tree, &self.about);
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
            State::Parked { reason, .. } => Some((
                format!("{about}{}", node.path),
                format!("{} is parked: {reason}", node.path),
            )),
            _ => None,
        })
        .collect()
}

/// What crashed too often and has waited long enough. Notes that it is tried.
fn due(
    tree: &Snapshot,
    tried: &mut BTreeMap<String, (u32, DateTime<Utc>)>,
    now: DateTime<Utc>,
) -> Vec<String> {
    let sessions = format!("{}/", crate::session::SUPERVISOR);
    let mut due = Vec::new();
    for node in tree.flatten() {
        let State::Parked { by_hand: false, .. } = &node.state else {
            continue;
        };
        if node.path.starts_with(&sessions) {
            continue;
        }
        let (times, last) = tried.get(&node.path).copied().unwrap_or((0, node.since));
        let times = if node.since - last > WELL_AFTER {
            0
        } else {
            times
        };
        if now - node.since < wait(times) {
            continue;
        }
        tried.insert(node.path.clone(), (times + 1, now));
        due.push(node.path.clone());
    }
    tried.retain(|_, (_, last)| now - *last < WELL_AFTER + LONGEST_WAIT);
    due
}

fn wait(times: u32) -> TimeDelta {
    let doubled = FIRST_WAIT.checked_mul(1_i32.checked_shl(times).unwrap_or(i32::MAX));
    doubled
        .unwrap_or(LONGEST_WAIT)
        .clamp(FIRST_WAIT, LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Kind;

    fn node(path: &str, state: State, since: DateTime<Utc>) -> Snapshot {
        Snapshot {
            id: path.rsplit('/').next().unwrap().to_owned(),
            path: path.to_owned(),
            kind: Kind::Actor,
            actor: "Probe".to_owned(),
            state,
            since,
            mailbox_depth: None,
            mailbox_capacity: None,
            restarts: 0,
            crashes: 0,
            last_error: None,
            last_error_at: None,
            started_at: None,
            uptime_ms: None,
            children: Vec::new(),
        }
    }

    #[test]
    fn what_crashed_too_often_is_tried_again_later_each_time_and_what_a_person_parked_is_not() {
        let at: DateTime<Utc> = "2026-01-05T08:00:00Z".parse().unwrap();
        let crashed = || State::Parked {
            reason: "disk full".to_owned(),
            by_hand: false,
        };
        let by_hand = State::Parked {
            reason: "maintenance".to_owned(),
            by_hand: true,
        };
        let tree = |since| Snapshot {
            children: vec![
                node("root/blasts/a", crashed(), since),
                node("root/blasts/b", by_hand.clone(), since),
                node("root/sessions/c", crashed(), since),
                node("root/chores/d", State::Running, since),
            ],
            ..node("root", State::Running, since)
        };
        let mut tried = BTreeMap::new();
        let mut since = at;
        let mut waits = Vec::new();
        for _ in 0..6 {
            let mut now = since;
            while due(&tree(since), &mut tried, now).is_empty() {
                now += TimeDelta::seconds(5);
            }
            waits.push((now - since).num_seconds());
            // It crashes again at once.
            since = now;
        }
        assert_eq!(waits, [60, 120, 240, 480, 900, 900]);
        // After it was well for long, the waits start again from the first.
        let later = since + TimeDelta::hours(2);
        assert!(
            due(&tree(later), &mut tried, later + TimeDelta::seconds(60))
                .contains(&"root/blasts/a".to_owned())
        );
    }
}
