use super::*;
use crate::world::Refusal;

#[test]
fn a_code_is_good_for_one_scan_and_only_while_it_is_shown() {
    let mut world = world();
    let page = world.connect();
    world.from_page(page, FromPage::Hello { keys: keys() });
    let first = world.pages()[0].qr.clone().unwrap();
    assert!(first.ends_with(",s=,i=,secret="), "{first}");
    world.advance(START + 20_000);
    let second = world.pages()[0].qr.clone().unwrap();
    assert_ne!(first, second);
    assert_eq!(world.scan(&shop(), &first), Err(Refusal::NoSuchCode));
    assert_eq!(
        world.scan(&shop(), &second),
        Ok("628110000001:1".to_owned())
    );
    assert_eq!(world.scan(&shop(), &second), Err(Refusal::NoSuchCode));
}

#[test]
fn after_five_codes_the_page_waits_until_it_asks() {
    let mut world = world();
    let page = world.connect();
    world.from_page(page, FromPage::Hello { keys: keys() });
    let shown = pass(&mut world, 200_000, page);
    let codes = shown
        .iter()
        .filter(|f| matches!(f, ToPage::Qr { .. }))
        .count();
    assert_eq!((codes, shown.last()), (5, Some(&ToPage::QrIdle)));
    assert_eq!(world.pages()[0].qr, None);
    world.from_page(page, FromPage::RefreshQr);
    assert!(world.pages()[0].qr.is_some());
}

#[test]
fn a_login_needs_the_key_and_not_only_the_name() {
    let mut world = world();
    let page = linked(&mut world);
    let refused = ToPage::LoggedOut {
        reason: "unknown_companion".to_owned(),
    };
    assert_eq!(
        log_in(&mut world, &page.device, "guess").1,
        vec![refused.clone()]
    );
    let (_, told) = log_in(&mut world, "628110000001:9", &page.secret);
    assert_eq!(told, vec![refused]);
    let (_, told) = log_in(&mut world, &page.device, &page.secret);
    assert!(matches!(told[0], ToPage::LoginOk { .. }), "{told:?}");
}

#[test]
fn the_newest_connection_of_a_device_wins() {
    let mut world = world();
    let first = linked(&mut world);
    let (second, _) = log_in_keeping(&mut world, &first);
    let account = |id| {
        world
            .pages()
            .into_iter()
            .find(|p| p.page == id)
            .map(|p| p.account)
    };
    assert_eq!(
        (account(first.id), account(second)),
        (None, Some(Some(shop())))
    );
    assert!(world.phone(&shop()).unwrap().devices[0].online);
    // The older page's socket ends later: the newer stays.
    world.disconnect(first.id);
    assert!(world.phone(&shop()).unwrap().devices[0].online);
}

/// Logs in again and checks that the older page was told and closed.
fn log_in_keeping(world: &mut World, page: &FakePage) -> (PageId, ()) {
    let id = world.connect();
    let output = world.take_output();
    let nonce = output.iter().find_map(|o| match o {
        Output::Send(to, ToPage::Challenge { nonce, .. }) if *to == id => Some(nonce.clone()),
        _ => None,
    });
    let proof = proof(&page.secret, &nonce.unwrap());
    world.from_page(
        id,
        FromPage::Login {
            device: page.device.clone(),
            proof,
        },
    );
    let output = world.take_output();
    assert_eq!(
        output.get(..2),
        Some(
            &[
                Output::Send(page.id, ToPage::Conflict),
                Output::Close(page.id)
            ][..]
        )
    );
    (id, ())
}

#[test]
fn a_pairing_code_is_good_for_its_phone_only() {
    let mut world = world();
    let other = number("+628110000002");
    world.create_phone(&other, None);
    let page = world.connect();
    world.from_page(page, FromPage::Hello { keys: keys() });
    world.from_page(
        page,
        FromPage::LinkCode {
            phone: shop().to_string(),
        },
    );
    let code = world.pages()[0].pairing_code.clone().unwrap();
    assert_eq!(world.enter_code(&other, &code), Err(Refusal::NoSuchCode));
    let spaced = format!("{}-{}", &code[..4], code[4..].to_lowercase());
    assert_eq!(
        world.enter_code(&shop(), &spaced),
        Ok("628110000001:1".to_owned())
    );
}
