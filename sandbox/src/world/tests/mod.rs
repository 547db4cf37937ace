//! The world without sockets and clocks: a page here is a handful of frames.

mod faults;
mod messages;
mod pairing;

use super::{Output, PageId, Settings, World};
use crate::chance::Delay;
use crate::number::Number;
use crate::person::Defaults;
use crate::truth::{Entry, Filter};
use crate::wire::{Delivery, FromPage, PageKeys, ToPage};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const START: u64 = 1_700_000_000_000;

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

fn shop() -> Number {
    number("+628110000001")
}

fn adi() -> Number {
    number("+6281234567890")
}

/// Everyone has an account, is quick and reads; nobody answers.
fn calm() -> Defaults {
    let quick = Delay::new(1_000, 2_000);
    Defaults {
        has_whatsapp: 1.0,
        delivers: 1.0,
        reads: 1.0,
        replies: 0.0,
        opts_out: 0.0,
        delivery: quick,
        reading: quick,
        replying: quick,
    }
}

fn world() -> World {
    let mut world = World::new(Settings::default(), START);
    world.set_defaults(calm()).unwrap();
    world.create_phone(&shop(), Some("Toko Maju".to_owned()));
    world
}

/// What a page keeps of its link.
struct FakePage {
    id: PageId,
    device: String,
    secret: String,
}

fn keys() -> PageKeys {
    let text = |word: &str| format!("{word}=");
    PageKeys {
        static_key: text("s"),
        identity_key: text("i"),
        secret: text("secret"),
    }
}

fn frames(world: &mut World, page: PageId) -> Vec<ToPage> {
    let of_page = |output| match output {
        Output::Send(to, frame) if to == page => Some(frame),
        _ => None,
    };
    world
        .take_output()
        .into_iter()
        .filter_map(of_page)
        .collect()
}

fn nonce_of(frames: &[ToPage]) -> String {
    match frames {
        [ToPage::Challenge { nonce, .. }, ..] => nonce.clone(),
        other => panic!("no challenge first: {other:?}"),
    }
}

fn proof(secret: &str, nonce: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(nonce.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

/// Connects a page that has a login and answers the frames it got.
fn log_in(world: &mut World, device: &str, secret: &str) -> (PageId, Vec<ToPage>) {
    let id = world.connect();
    let nonce = nonce_of(&frames(world, id));
    let proof = proof(secret, &nonce);
    world.from_page(
        id,
        FromPage::Login {
            device: device.to_owned(),
            proof,
        },
    );
    (id, frames(world, id))
}

/// Links a page to the shop's phone and logs it in.
fn linked(world: &mut World) -> FakePage {
    let id = world.connect();
    let nonce = nonce_of(&frames(world, id));
    world.from_page(id, FromPage::Hello { keys: keys() });
    let device = world.scan_page(&shop(), id).unwrap();
    let secret = keys().secret;
    let proof = proof(&secret, &nonce);
    world.from_page(
        id,
        FromPage::Login {
            device: device.clone(),
            proof,
        },
    );
    let told = frames(world, id);
    assert_eq!(
        told.last(),
        Some(&ToPage::OfflineEnd { count: 0 }),
        "{told:?}"
    );
    FakePage { id, device, secret }
}

/// The page sends a text to a person.
fn send(world: &mut World, page: PageId, to: &Number, id: &str) {
    let chat = world.ids(to).chat;
    let (id, body) = (id.to_owned(), "Halo".to_owned());
    world.from_page(page, FromPage::Send { id, chat, body });
}

/// Lets so much time pass, in steps of a tenth of a second, and answers what the page got.
fn pass(world: &mut World, ms: u64, page: PageId) -> Vec<ToPage> {
    let end = world.now() + ms;
    while world.now() < end {
        world.advance(world.now() + 100);
    }
    frames(world, page)
}

/// The acks among frames: 1 from the server, 2 and 3 from receipts, -1 for a refusal.
fn acks(frames: &[ToPage]) -> Vec<i8> {
    let ack = |frame: &ToPage| match frame {
        ToPage::ServerAck { .. } => Some(1),
        ToPage::Nack { .. } => Some(-1),
        ToPage::Deliver {
            item: Delivery::Receipt { ack, .. },
            ..
        } => i8::try_from(*ack).ok(),
        _ => None,
    };
    frames.iter().filter_map(ack).collect()
}

fn kinds(world: &World, kind: &str) -> Vec<Entry> {
    world.truth().select(&Filter {
        kind: Some(kind.to_owned()),
        ..Filter::default()
    })
}
