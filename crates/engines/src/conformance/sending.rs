//! One message, once, and knowing what became of it.

use super::{
    watch::{Linked, Watch, linked_and_settled, until_gone},
    world::{Happening, Person, Setup},
};
use crate::{AckLevel, EngineEvent, Lookup, MessageId, NewMessageId, ProfileSource, SendReceipt};

async fn send(watch: &Watch, id: &MessageId, person: &str, body: &str) -> SendReceipt {
    match watch.link.send_text(id, person, body).await {
        Ok(receipt) => receipt,
        Err(error) => panic!("send_text: {error}"),
    }
}

async fn look_up(watch: &Watch, id: &MessageId) -> Lookup {
    match watch.link.look_up(id).await {
        Ok(found) => found,
        Err(error) => panic!("look_up: {error}"),
    }
}

async fn until_acked(watch: &mut Watch, wanted: &MessageId, at_least: AckLevel) {
    watch
        .until("acknowledgement", |event| match event {
            EngineEvent::Ack { id, level } if id == wanted && *level >= at_least => Some(()),
            _ => None,
        })
        .await;
}

fn acks(watch: &Watch, wanted: &MessageId) -> Vec<AckLevel> {
    let ours = |event: &EngineEvent| match event {
        EngineEvent::Ack { id, level } if id == wanted => Some(*level),
        _ => None,
    };
    watch.seen.iter().filter_map(ours).collect()
}

/// Server, phone, reader: each once, in this order, under the id that was chosen before.
pub async fn acknowledgements_come_in_order(setup: &impl Setup) {
    let Linked {
        mut watch, account, ..
    } = Linked::new(setup).await;
    let person = setup.world().person(Person::Reads).await;
    let id = watch.message_id(&person).await;
    let body = "Halo *Budi* 👋\nhttps://example.org/?a=1&b=\"2\" @6281200000001";
    assert_eq!(
        send(&watch, &id, &person, body).await,
        SendReceipt::Accepted
    );
    until_acked(&mut watch, &id, AckLevel::Read).await;
    let all = [AckLevel::Server, AckLevel::Device, AckLevel::Read];
    assert_eq!(acks(&watch, &id), all);
    assert_eq!(setup.world().arrived(&account, &person).await, [body]);
}

/// The same id twice, at the same moment and later: one message.
pub async fn an_id_is_sent_once(setup: &impl Setup) {
    let Linked {
        mut watch, account, ..
    } = Linked::new(setup).await;
    let person = setup.world().person(Person::Reads).await;
    let id = watch.message_id(&person).await;
    let (one, two) = tokio::join!(
        send(&watch, &id, &person, "once"),
        send(&watch, &id, &person, "once")
    );
    let accepted = [one, two]
        .iter()
        .filter(|receipt| **receipt == SendReceipt::Accepted)
        .count();
    assert_eq!(accepted, 1, "exactly one of two calls is accepted");
    until_acked(&mut watch, &id, AckLevel::Device).await;
    assert_eq!(
        send(&watch, &id, &person, "once").await,
        SendReceipt::AlreadyUsed
    );
    // Another message behind it: had the first gone twice, the second copy would have arrived before this one.
    let next = watch.message_id(&person).await;
    assert_ne!(next, id);
    assert_eq!(
        send(&watch, &next, &person, "next").await,
        SendReceipt::Accepted
    );
    until_acked(&mut watch, &next, AckLevel::Device).await;
    assert_eq!(
        setup.world().arrived(&account, &person).await,
        ["once", "next"]
    );
}

/// The page forgets, the profile does not.
pub async fn an_id_is_sent_once_even_after_a_restart(setup: &impl Setup) {
    let mut linked = Linked::new(setup).await;
    let person = setup.world().person(Person::Reads).await;
    let id = linked.watch.message_id(&person).await;
    assert_eq!(
        send(&linked.watch, &id, &person, "once").await,
        SendReceipt::Accepted
    );
    until_acked(&mut linked.watch, &id, AckLevel::Device).await;
    let profile = linked.watch.stop().await;
    let mut watch = Watch::start(setup, linked.tenant, ProfileSource::Snapshot(profile)).await;
    watch.until_ready().await;
    assert_eq!(
        send(&watch, &id, &person, "once").await,
        SendReceipt::AlreadyUsed
    );
    assert_eq!(
        setup.world().arrived(&linked.account, &person).await,
        ["once"]
    );
}

/// Unknown, under way, acknowledged: three different answers.
pub async fn what_is_known_of_an_id(setup: &impl Setup) {
    let Linked {
        mut watch, account, ..
    } = Linked::new(setup).await;
    let person = setup.world().person(Person::Reads).await;

    let id = watch.message_id(&person).await;
    assert_eq!(look_up(&watch, &id).await, Lookup::NotFound);
    assert_eq!(
        send(&watch, &id, &person, "one").await,
        SendReceipt::Accepted
    );
    until_acked(&mut watch, &id, AckLevel::Read).await;
    assert_eq!(look_up(&watch, &id).await, Lookup::Acked(AckLevel::Read));

    let other = setup.world().person(Person::PhoneOff).await;
    setup
        .world()
        .happens(&account, Happening::LostServerAck)
        .await;
    let lost = watch.message_id(&other).await;
    assert_eq!(
        send(&watch, &lost, &other, "two").await,
        SendReceipt::Accepted
    );
    assert_eq!(look_up(&watch, &lost).await, Lookup::Pending);
}

/// After a kill the resumed profile still tells a message that left from one that never did.
pub async fn an_id_is_known_after_a_kill(setup: &impl Setup) {
    let mut linked = linked_and_settled(setup).await;
    let person = setup.world().person(Person::Reads).await;
    let sent = linked.watch.message_id(&person).await;
    let never = linked.watch.message_id(&person).await;
    assert_eq!(
        send(&linked.watch, &sent, &person, "once").await,
        SendReceipt::Accepted
    );
    until_acked(&mut linked.watch, &sent, AckLevel::Server).await;
    let processes = linked.watch.processes().await;
    linked.watch.link.kill();
    until_gone(processes).await;
    let source = ProfileSource::Resume { fallback: None };
    let mut watch = Watch::start(setup, linked.tenant, source).await;
    watch.until_ready().await;
    watch
        .until_probe("caught up", |probe| probe.caught_up)
        .await;
    // How far it got may be forgotten; that it was handed over may not.
    assert_ne!(look_up(&watch, &sent).await, Lookup::NotFound);
    assert_eq!(look_up(&watch, &never).await, Lookup::NotFound);
    assert_eq!(
        send(&watch, &sent, &person, "once").await,
        SendReceipt::AlreadyUsed
    );
    assert_eq!(
        send(&watch, &never, &person, "then").await,
        SendReceipt::Accepted
    );
    until_acked(&mut watch, &never, AckLevel::Device).await;
    assert_eq!(
        setup.world().arrived(&linked.account, &person).await,
        ["once", "then"]
    );
}

/// WhatsApp says that there is nobody, and no id is wasted on it.
pub async fn a_number_without_an_account(setup: &impl Setup) {
    let Linked { watch, .. } = Linked::new(setup).await;
    let nobody = setup.world().person(Person::WithoutAccount).await;
    match watch.link.new_message_id(&nobody).await {
        Ok(NewMessageId::NotOnWhatsapp) => {}
        other => panic!("a number without an account: {other:?}"),
    }
}
