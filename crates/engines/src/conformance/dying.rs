//! Ends, good and bad. None leaves a process behind.

use super::{
    watch::{Linked, Watch, saw_qr, until_gone},
    world::{Happening, Setup},
};
use crate::{EngineError, EngineEvent, ProfileSource};

/// `Died` is the last event, and nothing hangs on a dead link.
pub async fn a_crashed_page_ends_the_stream(setup: &impl Setup) {
    let Linked {
        mut watch, account, ..
    } = Linked::new(setup).await;
    let processes = watch.processes().await;
    setup.world().happens(&account, Happening::Crash).await;
    watch.until_end().await;
    match watch.seen.last() {
        Some(EngineEvent::Died { .. }) => {}
        other => panic!("the last event is {other:?}"),
    }
    match watch.link.probe().await {
        Err(EngineError::Gone(_)) => {}
        other => panic!("a dead link's probe: {other:?}"),
    }
    watch.link.kill();
    until_gone(processes).await;
}

/// A page that does not answer is found out, and can be got rid of.
pub async fn a_hang_shows_in_the_probe_and_a_kill_leaves_nothing(setup: &impl Setup) {
    let Linked {
        mut watch, account, ..
    } = Linked::new(setup).await;
    let processes = watch.processes().await;
    setup.world().happens(&account, Happening::Freeze).await;
    // The last probes before the freeze may still be answered.
    loop {
        match watch.link.probe().await {
            Ok(_) => {}
            Err(EngineError::TimedOut { .. }) => break,
            Err(other) => panic!("a hanging page's probe: {other}"),
        }
    }
    watch.link.kill();
    watch.link.kill();
    until_gone(processes).await;
    watch.until_end().await;
}

/// Stop, start, stop: the login stays, processes go, the stream closes without a death.
pub async fn stopping_is_clean_and_repeatable(setup: &impl Setup) {
    let linked = Linked::new(setup).await;
    let mut watch = linked.watch;
    for _ in 0..3 {
        let processes = watch.processes().await;
        let profile = watch.stop().await;
        until_gone(processes).await;
        watch = Watch::start(setup, linked.tenant, ProfileSource::Snapshot(profile)).await;
        assert_eq!(watch.until_ready().await, linked.account);
        assert!(!saw_qr(&watch), "a QR code was shown: {:#?}", watch.seen);
    }
}
