//! The product's main job from beginning to end (issue 2): from a customer's first minute to what each person got, held against the
//! sandbox's own log.

use std::fmt::Write as _;

use serde_json::json;
use siar_sandbox::{number::Number, person::Change};

use crate::world::{
    FAST, SOON, World, patiently,
    tenant::{Recipient, Tenant},
    truth,
};

/// 50 rows: 42 people, 3 of them once more, 5 rows that are no contacts.
fn file() -> (String, Vec<u64>) {
    let mut csv = "phone_number,name\n".to_owned();
    let bad = ["12", "not a number", "+62", "+6281300000000000099", ""];
    let mut lines = Vec::new();
    let mut people = 0;
    for row in 0_u64..50 {
        // The heading is line 1.
        match row {
            _ if row % 10 == 7 => {
                let words = bad[usize::try_from(row / 10).unwrap()];
                writeln!(csv, "{words},Nobody").unwrap();
                lines.push(row + 2);
            }
            20 | 30 | 40 => writeln!(csv, "0813-2000-0001,Person 1").unwrap(),
            _ => {
                people += 1;
                writeln!(csv, "08132000{people:04},Person {people}").unwrap();
            }
        }
    }
    assert_eq!((people, lines.len()), (42, 5));
    (csv, lines)
}

/// What Siar answers to a STOP, where the tenant wrote no text of its own.
const ANSWER: &str =
    "All right, you will get no more promotions from us. Reply START to get them again.";

#[tokio::test]
async fn a_campaign_reaches_everybody_once_and_who_says_stop_is_left_alone() {
    let world = World::start(FAST).await;
    let tenant = world.tenant(200).await;
    let account: Number = "+6281200000001".parse().unwrap();
    tenant.link(&world.sandbox, &account).await;
    tenant.hurry().await;

    let (csv, bad_lines) = file();
    let import = tenant.import("Customers", &csv).await;
    assert_eq!(
        [
            &import["rows"],
            &import["added"],
            &import["duplicates"],
            &import["rejected"]
        ],
        [50, 42, 3, 5],
        "{import}"
    );
    let path = format!("/imports/{}/rejects", import["id"].as_str().unwrap());
    let rejects = tenant.api.get(&path).await;
    let lines: Vec<u64> = rejects
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["line"].as_u64().unwrap())
        .collect();
    assert_eq!(lines, bad_lines, "{rejects}");

    // Two of them answer STOP, one has no WhatsApp.
    let quitters = ["+6281320000005", "+6281320000023"];
    for quitter in quitters {
        let change = Change {
            reads: Some(1.0),
            opts_out: Some(1.0),
            ..Change::default()
        };
        let quitter = quitter.parse().unwrap();
        world.sandbox.tell_person(&quitter, &change).await.unwrap();
    }
    let stranger = "+6281320000010";
    let change = Change {
        has_whatsapp: Some(false),
        ..Change::default()
    };
    let number = stranger.parse().unwrap();
    world.sandbox.tell_person(&number, &change).await.unwrap();

    let template = tenant
        .api
        .post(
            "/templates",
            json!({ "name": "Promo", "body": "Halo {{ name | default(\"Kak\") }}, promo Sabtu!" }),
        )
        .await;
    let first = tenant
        .campaign(json!({
            "name": "Saturday", "list_ids": [import["list_id"]], "template_id": template["id"],
        }))
        .await;
    let done = tenant.completed(&first).await;
    assert_eq!(done["counts"]["total"], 42, "{done}");
    let ledger = agrees(&world, &tenant, &first, &account, "promo Sabtu").await;
    for row in &ledger {
        let (state, reason) = (row.state.as_str(), row.reason.as_deref());
        if row.phone == stranger {
            assert_eq!(
                (state, reason),
                ("failed", Some("not_on_whatsapp")),
                "{row:?}"
            );
        } else {
            assert!(["delivered", "read"].contains(&state), "{row:?}");
        }
    }
    let read = ledger.iter().filter(|row| row.state == "read").count();
    assert!((3..41).contains(&read), "{read} read: people differ");
    // Each got their own name.
    let filter = siar_sandbox::truth::Filter {
        account: Some(account.clone()),
        ..Default::default()
    };
    for message in world.sandbox.fates(&filter).await.unwrap() {
        // What a STOP is answered is no part of the campaign.
        if message.body == ANSWER {
            continue;
        }
        let digits = message.person.to_string();
        let number: u32 = digits[digits.len() - 4..].parse().unwrap();
        assert_eq!(message.body, format!("Halo Person {number}, promo Sabtu!"));
    }

    // Their STOP is heard.
    patiently(SOON, async || {
        let found = tenant.read(&first).await;
        let heard = found["funnel"]["opted_out"] == quitters.len();
        heard.then_some(()).ok_or_else(|| found.to_string())
    })
    .await;
    // Each of them is answered, once.
    let answered = patiently(SOON, async || {
        let fates = world.sandbox.fates(&filter).await.unwrap();
        let answers = fates.into_iter().filter(|one| one.body == ANSWER);
        let whom: Vec<String> = answers.map(|one| one.person.to_string()).collect();
        if whom.len() >= quitters.len() {
            Ok(whom)
        } else {
            Err(format!("{whom:?}"))
        }
    })
    .await;
    let mut whom: Vec<&str> = answered.iter().map(String::as_str).collect();
    whom.sort_unstable();
    assert_eq!(whom, quitters);
    let register = tenant.api.get("/suppressions").await.to_string();
    assert!(
        quitters.iter().all(|phone| register.contains(phone)),
        "{register}"
    );

    let second = tenant
        .campaign(json!({
            "name": "Sunday", "list_ids": [import["list_id"]], "text": "Halo {{ name }}, promo Minggu!",
        }))
        .await;
    tenant.completed(&second).await;
    let ledger = agrees(&world, &tenant, &second, &account, "promo Minggu").await;
    let left_alone: Vec<(&str, Option<&str>)> = ledger
        .iter()
        .filter(|row| row.state == "skipped")
        .map(|row| (row.phone.as_str(), row.reason.as_deref()))
        .collect();
    assert_eq!(
        left_alone,
        quitters.map(|phone| (phone, Some("suppressed"))),
        "{ledger:?}"
    );
    let sent = ledger
        .iter()
        .filter(|row| ["delivered", "read"].contains(&row.state.as_str()))
        .count();
    assert_eq!(sent, 42 - quitters.len() - 1);

    // One unit for each message that left: 41 and 39.
    let quota = tenant.api.get("/quota").await;
    assert_eq!(
        (&quota["period"]["used"], &quota["period"]["reserved"]),
        (&json!(80), &json!(0)),
        "{quota}"
    );
    world.stop().await;
}

/// The ledger, once it says of everybody what the sandbox says.
async fn agrees(
    world: &World,
    tenant: &Tenant,
    campaign: &str,
    account: &Number,
    words: &str,
) -> Vec<Recipient> {
    patiently(SOON, async || {
        // First the truth: what it says is in the ledger by then, or will be.
        let truth = truth::fates(&world.sandbox, account, words).await;
        let ledger = tenant.ledger(campaign).await;
        let quiet = truth == truth::fates(&world.sandbox, account, words).await;
        let found = truth::differences(&ledger, &truth);
        if found.is_empty() && quiet {
            let again: Vec<_> = truth.values().filter(|fate| fate.arrivals != 1).collect();
            assert!(again.is_empty(), "nothing was in doubt: {again:?}");
            let underway = ledger.iter().any(|row| row.state == "sent");
            (!underway)
                .then_some(ledger)
                .ok_or_else(|| "some wait for their phone".to_owned())
        } else {
            Err(format!("{found:#?}"))
        }
    })
    .await
}
