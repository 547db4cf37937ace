use super::*;
use crate::api::Saying;
use crate::person::Change;
use crate::truth::{Event, Truth};
use crate::world::{Refusal, State};

#[test]
fn a_message_is_acknowledged_delivered_and_read() {
    let mut world = world();
    let page = linked(&mut world);
    send(&mut world, page.id, &adi(), "3EB01");
    assert_eq!(acks(&pass(&mut world, 10_000, page.id)), vec![1, 2, 3]);
    let fates = world.truth().fates(&Filter::default());
    assert_eq!(fates.len(), 1);
    let fate = &fates[0];
    assert_eq!(
        (&fate.account, &fate.person, fate.message_id.as_str()),
        (&shop(), &adi(), "3EB01")
    );
    assert_eq!(
        (
            fate.server_arrivals,
            fate.phone_arrivals,
            fate.shown,
            fate.read
        ),
        (1, 1, 1, true)
    );
}

#[test]
fn a_phone_shows_an_id_once_and_acknowledges_it_every_time() {
    let mut world = world();
    let page = linked(&mut world);
    for _ in 0..3 {
        send(&mut world, page.id, &adi(), "3EB01");
    }
    assert_eq!(
        acks(&pass(&mut world, 10_000, page.id)),
        vec![1, 1, 1, 2, 2, 2, 3]
    );
    let arrivals: Vec<_> = kinds(&world, "phone_arrival")
        .into_iter()
        .map(|e| e.event)
        .collect();
    let arrival = |arrival| Event::PhoneArrival {
        body: "Halo".to_owned(),
        arrival,
        dropped_as_duplicate: arrival > 1,
    };
    assert_eq!(arrivals, vec![arrival(1), arrival(2), arrival(3)]);
    assert_eq!(world.truth().fates(&Filter::default())[0].shown, 1);
}

#[test]
fn receipts_wait_for_a_page_that_is_away_and_the_servers_ack_does_not() {
    let mut world = world();
    let page = linked(&mut world);
    send(&mut world, page.id, &adi(), "3EB01");
    world.disconnect(page.id);
    pass(&mut world, 10_000, page.id);
    let (id, told) = log_in(&mut world, &page.device, &page.secret);
    assert_eq!(acks(&told), vec![2, 3]);
    assert_eq!(told.last(), Some(&ToPage::OfflineEnd { count: 2 }));
    // Not confirmed: they come again. Confirmed: they do not.
    world.disconnect(id);
    let (id, told) = log_in(&mut world, &page.device, &page.secret);
    assert_eq!(acks(&told), vec![2, 3]);
    world.from_page(
        id,
        FromPage::Got {
            upto: 2,
            told_us: None,
        },
    );
    world.disconnect(id);
    assert_eq!(
        acks(&log_in(&mut world, &page.device, &page.secret).1),
        Vec::<i8>::new()
    );
}

#[test]
fn what_one_writes_to_oneself_is_delivered_and_comes_in_nowhere() {
    let mut world = world();
    let page = linked(&mut world);
    send(&mut world, page.id, &shop(), "3EB01");
    let told = pass(&mut world, 10_000, page.id);
    assert_eq!(acks(&told), vec![1, 2]);
    let comes = |frame: &ToPage| matches!(frame, ToPage::Deliver { item, .. } if matches!(item, Delivery::Message { .. }));
    assert!(!told.iter().any(comes), "{told:?}");
}

#[test]
fn messages_wait_for_a_phone_that_is_off() {
    let mut world = world();
    let page = linked(&mut world);
    let off = Change {
        delivers: Some(false),
        ..Change::default()
    };
    world.tell_person(&adi(), &off).unwrap();
    send(&mut world, page.id, &adi(), "3EB01");
    assert_eq!(acks(&pass(&mut world, 60_000, page.id)), vec![1]);
    let on = Change {
        delivers: Some(true),
        ..Change::default()
    };
    world.tell_person(&adi(), &on).unwrap();
    assert_eq!(acks(&pass(&mut world, 10_000, page.id)), vec![2, 3]);
}

#[test]
fn people_answer_and_opt_out_as_told() {
    let mut world = world();
    let page = linked(&mut world);
    let answers = |opts_out| Change {
        replies: Some(1.0),
        reply_text: Some("Siap".to_owned()),
        opts_out: Some(opts_out),
        ..Change::default()
    };
    let budi = number("+6281234567891");
    world.tell_person(&adi(), &answers(0.0)).unwrap();
    world.tell_person(&budi, &answers(1.0)).unwrap();
    send(&mut world, page.id, &adi(), "3EB01");
    send(&mut world, page.id, &budi, "3EB02");
    let told = pass(&mut world, 20_000, page.id);
    let mut said: Vec<_> = told
        .into_iter()
        .filter_map(|frame| match frame {
            ToPage::Deliver {
                item: Delivery::Message { from, body, .. },
                ..
            } => Some((from, body)),
            _ => None,
        })
        .collect();
    said.sort();
    let words = |who: &Number, body: &str| (who.wid(), body.to_owned());
    assert_eq!(said, vec![words(&adi(), "Siap"), words(&budi, "STOP")]);
}

#[test]
fn two_phones_can_write_to_each_other() {
    let mut world = world();
    let page = linked(&mut world);
    let other = number("+628110000002");
    world.create_phone(&other, Some("Gudang".to_owned()));
    let page_of_other = world.connect();
    world.from_page(page_of_other, FromPage::Hello { keys: keys() });
    world.scan_page(&other, page_of_other).unwrap();
    send(&mut world, page.id, &other, "3EB01");
    assert_eq!(acks(&pass(&mut world, 10_000, page.id)), vec![1, 2]);
    assert_eq!(world.phone(&other).unwrap().devices[0].waiting, 1);
}

#[test]
fn nobody_writes_from_a_number_without_an_account_or_to_a_phone_that_is_not_there() {
    let mut world = world();
    let none = Change {
        has_whatsapp: Some(false),
        ..Change::default()
    };
    world.tell_person(&adi(), &none).unwrap();
    assert_eq!(
        world.say(&adi(), &Saying::new(&shop(), "hi")),
        Err(Refusal::NotOnWhatsapp(adi()))
    );
    let budi = number("+6281234567891");
    let nowhere = number("+628110000009");
    assert_eq!(
        world.say(&budi, &Saying::new(&nowhere, "hi")),
        Err(Refusal::NoSuchPhone(nowhere))
    );
    assert_eq!(kinds(&world, "incoming"), vec![]);
}

/// A busy hour in a world with everything left to chance; answers its truth.
fn busy_hour(seed: u64) -> Vec<Entry> {
    let settings = Settings {
        seed,
        ..Settings::default()
    };
    let mut world = World::new(settings, START);
    world.create_phone(&shop(), None);
    let chances = crate::world::Chances {
        lost_receipt: 0.1,
        duplicate_receipt: 0.1,
        delayed_receipt: 0.1,
        lost_server_ack: 0.1,
        ..crate::world::Chances::default()
    };
    world.set_chances(chances).unwrap();
    let page = linked(&mut world);
    for nth in 0..60 {
        let to = number(&format!("+62812000{nth:05}"));
        send(&mut world, page.id, &to, &format!("3EB0{nth}"));
        pass(&mut world, 6_000, page.id);
    }
    pass(&mut world, 300_000, page.id);
    world.truth().entries().to_vec()
}

#[test]
fn the_same_seed_repeats_the_same_world_and_another_differs() {
    let first = busy_hour(7);
    assert!(first.len() > 200, "{}", first.len());
    assert_eq!(busy_hour(7), first);
    assert_ne!(busy_hour(8), first);
}

#[test]
fn a_person_decides_the_same_whatever_others_do() {
    // How long this person takes to read two messages, after so many messages to others.
    let takes = |others: usize| {
        let mut world = world();
        let page = linked(&mut world);
        for nth in 0..others {
            let to = number(&format!("+62812000{nth:05}"));
            send(&mut world, page.id, &to, &format!("3EB0{nth}"));
        }
        pass(&mut world, 10_000, page.id);
        for id in ["3EB0A", "3EB0B"] {
            send(&mut world, page.id, &adi(), id);
            pass(&mut world, 10_000, page.id);
        }
        let times = |kind: &str| {
            let of_adi = |e: Entry| (e.person == Some(adi())).then_some(e.at_ms);
            kinds(&world, kind)
                .into_iter()
                .filter_map(of_adi)
                .collect::<Vec<_>>()
        };
        let (arrived, read) = (times("phone_arrival"), times("read"));
        [read[0] - arrived[0], read[1] - arrived[1]]
    };
    let [first, second] = takes(0);
    assert_ne!(first, second);
    assert_eq!(takes(40), [first, second]);
}

#[test]
fn a_kept_world_goes_on_where_it_was() {
    let mut world = world();
    let page = linked(&mut world);
    send(&mut world, page.id, &adi(), "3EB01");
    let kept = serde_json::to_vec(world.state()).unwrap();
    let state: State = serde_json::from_slice(&kept).unwrap();
    let truth = Truth::from_entries(world.truth().entries().to_vec());
    let mut world = World::resume(Settings::default(), START, state, truth);
    pass(&mut world, 10_000, 0);
    let (id, told) = log_in(&mut world, &page.device, &page.secret);
    assert_eq!(acks(&told), vec![2, 3]);
    assert_eq!(world.truth().fates(&Filter::default())[0].shown, 1);
    // A crash of the sandbox forgets what was not saved, never what was shown: the truth is written at once.
    let truth = Truth::from_entries(world.truth().entries().to_vec());
    let state: State = serde_json::from_slice(&serde_json::to_vec(world.state()).unwrap()).unwrap();
    world.disconnect(id);
    let mut world = World::resume(Settings::default(), world.now(), state, truth);
    let (id, _) = log_in(&mut world, &page.device, &page.secret);
    send(&mut world, id, &adi(), "3EB01");
    pass(&mut world, 10_000, id);
    let fate = world.truth().fates(&Filter::default()).remove(0);
    assert_eq!(
        (fate.server_arrivals, fate.phone_arrivals, fate.shown),
        (2, 2, 1)
    );
}
