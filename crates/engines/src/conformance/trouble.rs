//! What WhatsApp does to an account, and the words for it.

use super::{
    watch::Linked,
    world::{Happening, Person, Setup},
};
use crate::{EngineEvent, SendReceipt, Trouble};
use std::time::Duration;

async fn linked_then(setup: &impl Setup, what: Happening) -> Linked {
    let linked = Linked::new(setup).await;
    setup.world().happens(&linked.account, what).await;
    linked
}

/// The phone removes the device.
pub async fn the_phone_ends_the_link(setup: &impl Setup) {
    let Linked { mut watch, .. } = linked_then(setup, Happening::Unlinked).await;
    let reason = watch
        .until("logged out", |event| match event {
            EngineEvent::LoggedOut { reason } => Some(reason.clone()),
            _ => None,
        })
        .await;
    assert_eq!(reason, "unknown_companion");
    watch
        .until_probe("logged out", |probe| !probe.authenticated && !probe.ready)
        .await;
}

/// Blocked for good.
pub async fn a_ban(setup: &impl Setup) {
    let Linked { mut watch, .. } = linked_then(setup, Happening::Ban).await;
    watch
        .until("ban", |event| {
            matches!(event, EngineEvent::Banned { .. }).then_some(())
        })
        .await;
    watch.until_probe("blocked", |probe| !probe.ready).await;
}

/// Blocked for a time.
pub async fn a_temporary_ban(setup: &impl Setup) {
    let Linked { mut watch, .. } = linked_then(setup, Happening::TemporaryBan).await;
    watch
        .until("temporary ban", |event| {
            matches!(event, EngineEvent::TemporarilyBanned { .. }).then_some(())
        })
        .await;
}

/// The same account opened elsewhere.
pub async fn another_client_takes_over(setup: &impl Setup) {
    let Linked { mut watch, .. } = linked_then(setup, Happening::Conflict).await;
    watch.until_event(EngineEvent::Conflict).await;
    watch.until_probe("not ready", |probe| !probe.ready).await;
}

/// Offline is said, and online again; nothing has to be started again.
pub async fn the_connection_drops_and_comes_back(setup: &impl Setup) {
    let drop = Happening::ConnectionDrop(Duration::from_secs(2));
    let Linked {
        mut watch, account, ..
    } = linked_then(setup, drop).await;
    watch.until_event(EngineEvent::Online(false)).await;
    watch.until_event(EngineEvent::Online(true)).await;
    let probe = watch.until_probe("ready again", |probe| probe.ready).await;
    assert_eq!(probe.phone, Some(account));
}

/// A limit is not a failed message like any other: the account must rest, and the code says why.
pub async fn a_time_lock_names_its_code(setup: &impl Setup) {
    let Linked {
        mut watch, account, ..
    } = linked_then(setup, Happening::TimeLock).await;
    let stranger = setup.world().person(Person::Reads).await;
    let wanted = watch.message_id(&stranger).await;
    let limited = Trouble::AccountLimited {
        code: "463".to_owned(),
    };
    match watch.link.send_text(&wanted, &stranger, "hello").await {
        Ok(SendReceipt::Refused(trouble)) => assert_eq!(trouble, limited),
        Ok(SendReceipt::Accepted) => {
            let trouble = watch
                .until("failure", |event| match event {
                    EngineEvent::SendFailed { id, trouble } if *id == wanted => {
                        Some(trouble.clone())
                    }
                    _ => None,
                })
                .await;
            assert_eq!(trouble, limited);
        }
        other => panic!("a send under a time lock: {other:?}"),
    }
    assert_eq!(
        setup.world().arrived(&account, &stranger).await,
        Vec::<String>::new()
    );
}
