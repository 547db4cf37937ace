//! What people write.

use super::{
    watch::{Linked, Watch},
    world::{Person, Setup},
};
use crate::{EngineEvent, MessageId, ProfileSource};
use chrono::{DateTime, TimeDelta, Utc};

struct Incoming {
    id: MessageId,
    from: String,
    body: String,
    at: DateTime<Utc>,
}

async fn next_incoming(watch: &mut Watch) -> Incoming {
    watch
        .until("incoming message", |event| match event {
            EngineEvent::Incoming { id, from, body, at } => Some(Incoming {
                id: id.clone(),
                from: from.clone(),
                body: body.clone(),
                at: *at,
            }),
            _ => None,
        })
        .await
}

/// Sender in E.164, text as written, in order, each once.
pub async fn a_message_comes_in(setup: &impl Setup) {
    let Linked {
        mut watch, account, ..
    } = Linked::new(setup).await;
    let person = setup.world().person(Person::Reads).await;
    let mut ids = Vec::new();
    for body in ["STOP", "Terima kasih 🙏\nsekali", "tiga"] {
        setup.world().says(&person, &account, body).await;
        let came = next_incoming(&mut watch).await;
        assert_eq!(
            (came.from.as_str(), came.body.as_str()),
            (person.as_str(), body)
        );
        assert!(came.at > DateTime::UNIX_EPOCH, "{}", came.at);
        ids.push(came.id);
    }
    ids.sort_by(|a, b| a.0.cmp(&b.0));
    ids.dedup();
    assert_eq!(ids.len(), 3, "each message has an id of its own");
}

/// What was written while nobody listened is fetched, under the same ids however often.
pub async fn messages_missed_while_down_are_replayed(setup: &impl Setup) {
    let mut linked = Linked::new(setup).await;
    let person = setup.world().person(Person::Reads).await;
    setup.world().says(&person, &linked.account, "before").await;
    let before = next_incoming(&mut linked.watch).await;
    let profile = linked.watch.stop().await;
    setup
        .world()
        .says(&person, &linked.account, "meanwhile")
        .await;

    let mut watch = Watch::start(setup, linked.tenant, ProfileSource::Snapshot(profile)).await;
    watch.until_ready().await;
    watch
        .until_probe("caught up", |probe| probe.caught_up)
        .await;
    let since = before.at - TimeDelta::seconds(1);
    for _ in 0..2 {
        match watch.link.replay_incoming(since).await {
            Ok(count) => assert_eq!(count, 2),
            Err(error) => panic!("no replay: {error}"),
        }
    }
    // Live or replayed: both came, in order, and a repetition has the id of the first time.
    let mut came = Vec::new();
    while came.iter().filter(|(_, body)| body == "meanwhile").count() < 2 {
        let Incoming { id, from, body, .. } = next_incoming(&mut watch).await;
        assert_eq!(from, person);
        came.push((id, body));
    }
    let ids = |wanted: &str| -> Vec<_> {
        let mut ids: Vec<_> = came
            .iter()
            .filter(|(_, body)| body == wanted)
            .map(|(id, _)| id)
            .collect();
        ids.dedup();
        ids
    };
    assert_eq!(ids("before"), [&before.id]);
    assert_eq!(ids("meanwhile").len(), 1);
}
