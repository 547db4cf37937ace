use super::*;
use crate::api::Saying;
use crate::world::{Fault, FaultKind, Refusal};

fn cause(world: &mut World, kind: FaultKind, change: impl FnOnce(&mut Fault)) {
    let mut fault = Fault::of(kind).on(&shop());
    change(&mut fault);
    world.cause(&fault).unwrap();
}

fn codes(frames: &[ToPage]) -> Vec<String> {
    let code = |frame: &ToPage| match frame {
        ToPage::Nack { code, .. } => Some(code.clone()),
        _ => None,
    };
    frames.iter().filter_map(code).collect()
}

#[test]
fn receipts_are_lost_doubled_and_late_as_asked() {
    for (kind, soon, late) in [
        (FaultKind::LostReceipt, vec![1, 3], vec![]),
        (FaultKind::DuplicateReceipt, vec![1, 2, 2, 3], vec![]),
        (FaultKind::DelayedReceipt, vec![1, 3], vec![2]),
        (FaultKind::LostServerAck, vec![2, 3], vec![]),
    ] {
        let mut world = world();
        let page = linked(&mut world);
        cause(&mut world, kind, |fault| fault.ms = Some(60_000));
        send(&mut world, page.id, &adi(), "3EB01");
        assert_eq!(acks(&pass(&mut world, 10_000, page.id)), soon, "{kind:?}");
        assert_eq!(acks(&pass(&mut world, 60_000, page.id)), late, "{kind:?}");
        // Used up: the next message is as ever.
        send(&mut world, page.id, &adi(), "3EB02");
        assert_eq!(
            acks(&pass(&mut world, 10_000, page.id)),
            vec![1, 2, 3],
            "{kind:?}"
        );
        assert_eq!(world.armed(), &[]);
    }
}

#[test]
fn a_time_lock_stops_messages_to_strangers_only() {
    let mut world = world();
    let page = linked(&mut world);
    let budi = number("+6281234567891");
    send(&mut world, page.id, &adi(), "3EB01");
    cause(&mut world, FaultKind::TimeLock, |fault| {
        fault.ms = Some(60_000)
    });
    send(&mut world, page.id, &adi(), "3EB02");
    send(&mut world, page.id, &budi, "3EB03");
    assert_eq!(codes(&frames(&mut world, page.id)), vec!["463"]);
    world.say(&budi, &Saying::new(&shop(), "hi")).unwrap();
    send(&mut world, page.id, &budi, "3EB04");
    pass(&mut world, 61_000, page.id);
    send(&mut world, page.id, &number("+6281234567892"), "3EB05");
    pass(&mut world, 10_000, page.id);
    let shown = |id: &str| {
        let filter = Filter {
            message_id: Some(id.to_owned()),
            ..Filter::default()
        };
        world.truth().fates(&filter)[0].shown
    };
    let seen: Vec<_> = ["3EB01", "3EB02", "3EB03", "3EB04", "3EB05"]
        .map(shown)
        .to_vec();
    assert_eq!(seen, vec![1, 1, 0, 1, 1]);
}

#[test]
fn a_cap_counts_strangers() {
    let mut world = world();
    let page = linked(&mut world);
    cause(&mut world, FaultKind::Capping, |fault| {
        fault.count = Some(1)
    });
    send(&mut world, page.id, &adi(), "3EB01");
    send(&mut world, page.id, &adi(), "3EB02");
    send(&mut world, page.id, &number("+6281234567891"), "3EB03");
    let refused = codes(&frames(&mut world, page.id));
    assert_eq!(refused, vec!["UserReachedMaxMonthlyLimitForNewMessages"]);
    assert_eq!(world.phone(&shop()).unwrap().new_chats_left, Some(0));
}

#[test]
fn a_block_turns_logins_away_until_it_ends() {
    let mut world = world();
    let page = linked(&mut world);
    cause(&mut world, FaultKind::TemporaryBlock, |fault| {
        fault.ms = Some(60_000)
    });
    let told = ToPage::TemporarilyBanned {
        until: (START + 60_000) / 1_000,
    };
    assert_eq!(frames(&mut world, page.id), vec![told.clone()]);
    assert_eq!(world.pages(), vec![]);
    assert_eq!(log_in(&mut world, &page.device, &page.secret).1, vec![told]);
    world.advance(START + 60_000);
    let (_, told) = log_in(&mut world, &page.device, &page.secret);
    assert!(matches!(told[0], ToPage::LoginOk { .. }), "{told:?}");
}

#[test]
fn a_ban_ends_every_link_and_allows_no_new_one() {
    let mut world = world();
    let page = linked(&mut world);
    cause(&mut world, FaultKind::Ban, |_| ());
    assert_eq!(frames(&mut world, page.id), vec![ToPage::Banned]);
    let phone = world.phone(&shop()).unwrap();
    assert_eq!((phone.banned, phone.devices), (true, vec![]));
    let other = world.connect();
    world.from_page(other, FromPage::Hello { keys: keys() });
    assert_eq!(
        world.scan_page(&shop(), other),
        Err(Refusal::Banned(shop()))
    );
}

#[test]
fn a_dropped_connection_is_refused_for_a_while() {
    let mut world = world();
    let page = linked(&mut world);
    cause(&mut world, FaultKind::DropConnection, |fault| {
        fault.ms = Some(5_000)
    });
    assert_eq!(world.take_output(), vec![Output::Close(page.id)]);
    let (id, told) = log_in(&mut world, &page.device, &page.secret);
    assert_eq!((told, world.pages().len()), (vec![], 0), "page {id}");
    world.advance(START + 5_000);
    let (_, told) = log_in(&mut world, &page.device, &page.secret);
    assert_eq!(told.last(), Some(&ToPage::OfflineEnd { count: 0 }));
}

#[test]
fn healing_ends_blocks_bans_and_armed_faults() {
    let mut world = world();
    let page = linked(&mut world);
    cause(&mut world, FaultKind::TimeLock, |_| ());
    cause(&mut world, FaultKind::LostReceipt, |fault| {
        fault.count = Some(9)
    });
    cause(&mut world, FaultKind::TemporaryBlock, |_| ());
    world.heal();
    let (id, _) = log_in(&mut world, &page.device, &page.secret);
    send(&mut world, id, &adi(), "3EB01");
    assert_eq!(acks(&pass(&mut world, 10_000, id)), vec![1, 2, 3]);
}

#[test]
fn chance_faults_are_about_as_frequent_as_asked() {
    let mut world = world();
    let page = linked(&mut world);
    let chances = crate::world::Chances {
        lost_server_ack: 0.3,
        ..crate::world::Chances::default()
    };
    world.set_chances(chances).unwrap();
    for nth in 0..400 {
        send(&mut world, page.id, &adi(), &format!("3EB0{nth}"));
    }
    let acked = acks(&pass(&mut world, 1_000, page.id))
        .iter()
        .filter(|ack| **ack == 1)
        .count();
    assert!((240..=320).contains(&acked), "{acked} of 400");
    let wrong = crate::world::Chances {
        lost_receipt: 1.5,
        ..crate::world::Chances::default()
    };
    assert!(matches!(world.set_chances(wrong), Err(Refusal::Invalid(_))));
}

#[test]
fn chance_strikes_the_page_that_sent() {
    let mut world = world();
    let page = linked(&mut world);
    let frozen = crate::world::Chances {
        freeze_page: 1.0,
        ..crate::world::Chances::default()
    };
    world.set_chances(frozen).unwrap();
    send(&mut world, page.id, &adi(), "3EB01");
    let told = frames(&mut world, page.id);
    let [ToPage::Fault(crate::wire::PageFault::Freeze { ms })] = told[..] else {
        panic!("not one freeze: {told:?}");
    };
    assert!((5_000..=60_000).contains(&ms), "{ms}");
    let banned = crate::world::Chances {
        ban: 1.0,
        ..crate::world::Chances::default()
    };
    world.set_chances(banned).unwrap();
    send(&mut world, page.id, &adi(), "3EB02");
    assert_eq!(frames(&mut world, page.id), vec![ToPage::Banned]);
    let names: Vec<_> = kinds(&world, "fault")
        .into_iter()
        .map(|e| e.event)
        .collect();
    let fault = |fault: &str| crate::truth::Event::Fault {
        fault: fault.to_owned(),
    };
    assert_eq!(names, vec![fault("freeze_page"), fault("ban")]);
}
