//! Reading back what came while nobody listened: messages that people wrote, and receipts.
//!
//! WhatsApp tells a receipt once. A page that had taken one and died, or whose server died, before it was recorded would never tell it
//! again; but the page's memory has it. So after every start the page is asked about each message that the ledger does not know to be read.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use futures::{StreamExt, stream};
use siar_db::{
    ledger::{self, OnTheWay},
    sessions::Owner,
};
use siar_domain::delivery::Delivery;
use siar_engines::{EngineError, EngineEvent, Lookup, MessageId};
use tokio::time::{Instant, timeout};

use super::{
    Shared,
    driver::Driver,
    link::Held,
    parts::{Done, ReadBackError},
    pump::level_of,
};

/// Receipts of older messages are not asked for: people who read after this long are few, and the page's time is not free.
const RECENT: TimeDelta = TimeDelta::days(3);
/// Messages asked about at a start, the newest first.
const MOST: i64 = 10_000;
/// Questions at a time: sends go first.
const AT_A_TIME: usize = 2;
/// How long the database may take.
const DB_DEADLINE: Duration = Duration::from_secs(60);

impl Driver {
    /// Reads back what may have been missed while nobody listened, once after each start.
    pub(super) fn replay(&mut self, now: Instant) {
        let config = self.shared.config;
        let (Some(up), Some(owner)) = (&mut self.up, &self.owner) else {
            return;
        };
        if !up.needs_replay || up.replaying {
            return;
        }
        let margin = TimeDelta::from_std(config.replay_margin).unwrap_or_default();
        let heard_until = self.row.heard_until;
        let since = heard_until.unwrap_or_else(|| self.shared.clock.now()) - margin;
        up.replaying = true;
        // Whoever goes off line from here on asks for another one, which the end of this one must not forget.
        up.needs_replay = false;
        up.last_event = now;
        let (held, run) = (Arc::clone(&up.held), up.run);
        let (shared, owner) = (self.shared.clone(), owner.clone());
        self.begin(async move {
            let replayed = Arc::clone(&held)
                .call("replay", config.call_deadline, move |link| {
                    link.replay_incoming(since)
                })
                .await;
            let outcome = match replayed {
                Ok(_) => receipts(&shared, &owner, &held).await,
                Err(error) => Err(error.into()),
            };
            Done::Replayed(run, outcome)
        });
    }
}

/// What the page knows of messages beyond what is recorded.
async fn receipts(
    shared: &Shared,
    owner: &Owner,
    held: &Arc<Held>,
) -> Result<Vec<EngineEvent>, ReadBackError> {
    let scope = owner.scope();
    let since = shared.clock.now() - RECENT;
    let asked = shared.db.tenant(scope, async |tx| {
        ledger::on_the_way(tx, scope.tenant(), since, MOST).await
    });
    let open = timeout(DB_DEADLINE, asked)
        .await
        .map_err(|_| ReadBackError::Late)??;
    let deadline = shared.config.call_deadline;
    let mut answers = stream::iter(open)
        .map(|one| {
            let held = Arc::clone(held);
            async move {
                let id = MessageId(one.message_id.clone());
                let asked = id.clone();
                let found = held.call("look-up", deadline, move |link| {
                    Box::pin(async move { link.look_up(&asked).await })
                });
                Ok::<_, EngineError>(
                    news(&one, found.await?).map(|level| EngineEvent::Ack { id, level }),
                )
            }
        })
        .buffer_unordered(AT_A_TIME);
    let mut found = Vec::new();
    while let Some(answer) = answers.next().await {
        found.extend(answer?);
    }
    Ok(found)
}

/// How far the message got, if that is further than is recorded.
fn news(recorded: &OnTheWay, found: Lookup) -> Option<siar_engines::AckLevel> {
    let Lookup::Acked(level) = found else {
        return None;
    };
    let step = |state| match state {
        Delivery::Sent => 1,
        Delivery::Delivered => 2,
        Delivery::Read => 3,
        _ => 0,
    };
    (step(level_of(level)) > step(recorded.state)).then_some(level)
}
