//! Getting in and staying in.

use super::{
    watch::{Linked, Watch, linked_and_settled, new_tenant, saw_qr, until_gone, until_qr},
    world::Setup,
};
use crate::{EngineError, EngineEvent, Probe, ProfileOrigin, ProfileSnapshot, ProfileSource};

/// A QR code is shown; whoever scans it is linked.
pub async fn a_first_link_by_qr_code(setup: &impl Setup) {
    let Linked { watch, account, .. } = Linked::new(setup).await;
    assert_eq!(watch.link.origin(), ProfileOrigin::Fresh);
    assert!(watch.seen.contains(&EngineEvent::Authenticated));
    let probe = watch
        .until_probe("caught up", |probe| probe.caught_up)
        .await;
    assert_eq!(
        probe,
        Probe {
            authenticated: true,
            ready: true,
            online: true,
            caught_up: true,
            phone: Some(account),
        }
    );
}

/// A pairing code is given for a number; its owner types it.
pub async fn a_first_link_by_pairing_code(setup: &impl Setup) {
    let mut watch = Watch::start(setup, new_tenant(), ProfileSource::Fresh).await;
    let account = setup.world().account().await;
    until_qr(&mut watch).await;
    let code = match watch.link.pairing_code(&account).await {
        Ok(code) => code,
        Err(error) => panic!("no pairing code: {error}"),
    };
    assert_eq!(code.len(), 8, "{code}");
    watch
        .until_event(EngineEvent::PairingCode { code: code.clone() })
        .await;
    setup.world().enter_code(&account, &code).await;
    assert_eq!(watch.until_ready().await, account);
}

/// A saved profile is enough; nobody has to scan again.
pub async fn a_restored_profile_needs_no_code(setup: &impl Setup) {
    let linked = Linked::new(setup).await;
    let profile = linked.watch.stop().await;
    let mut watch = Watch::start(setup, linked.tenant, ProfileSource::Snapshot(profile)).await;
    assert_eq!(watch.link.origin(), ProfileOrigin::Restored);
    assert_eq!(watch.until_ready().await, linked.account);
    assert!(!saw_qr(&watch), "a QR code was shown: {:#?}", watch.seen);
}

/// A session that was killed goes on with the profile that is still on this machine.
pub async fn a_killed_session_resumes(setup: &impl Setup) {
    let linked = linked_and_settled(setup).await;
    let processes = linked.watch.processes().await;
    linked.watch.link.kill();
    until_gone(processes).await;
    let source = ProfileSource::Resume { fallback: None };
    let mut watch = Watch::start(setup, linked.tenant, source).await;
    assert_eq!(watch.link.origin(), ProfileOrigin::Resumed);
    assert_eq!(watch.until_ready().await, linked.account);
    assert!(!saw_qr(&watch), "a QR code was shown: {:#?}", watch.seen);
}

/// Where nothing was left on this machine, the snapshot serves.
pub async fn a_resume_without_a_folder_falls_back(setup: &impl Setup) {
    let linked = Linked::new(setup).await;
    let fallback = Some(linked.watch.stop().await);
    let source = ProfileSource::Resume { fallback };
    let mut watch = Watch::start(setup, linked.tenant, source).await;
    assert_eq!(watch.link.origin(), ProfileOrigin::Restored);
    assert_eq!(watch.until_ready().await, linked.account);

    let source = ProfileSource::Resume { fallback: None };
    let watch = Watch::start(setup, new_tenant(), source).await;
    assert_eq!(watch.link.origin(), ProfileOrigin::Fresh);
}

/// Rubbish is not a profile, and is not mistaken for a first link.
pub async fn a_damaged_snapshot_is_refused(setup: &impl Setup) {
    let snapshot = ProfileSnapshot(zeroize::Zeroizing::new(b"rubbish".to_vec()));
    let refused = Watch::try_start(setup, new_tenant(), ProfileSource::Snapshot(snapshot)).await;
    match refused.map(|watch| watch.seen) {
        Err(EngineError::Profile(_)) => {}
        other => panic!("not refused as a profile: {other:?}"),
    }
}

/// Logging out ends the login at WhatsApp.
pub async fn a_logout_asked_for(setup: &impl Setup) {
    let Linked { mut watch, .. } = Linked::new(setup).await;
    if let Err(error) = watch.link.logout().await {
        panic!("no logout: {error}");
    }
    watch
        .until("logged out", |event| {
            matches!(event, EngineEvent::LoggedOut { .. }).then_some(())
        })
        .await;
    watch
        .until_probe("logged out", |probe| !probe.authenticated && !probe.ready)
        .await;
}
