//! The snapshot.

use siar_domain::template::{Template, Variables};

use super::*;
use crate::contacts::ContactFilter;

#[tokio::test]
async fn everybody_once_and_those_who_may_not_be_written_to_are_listed_with_the_reason() {
    let world = World::new().await;
    let (tenant, list) = world.tenant(5, None).await;
    let now = world.now();
    world
        .sql(&format!(
            "INSERT INTO suppressions (tenant_id, phone, source, created_at) VALUES ('{tenant}', '+62811000002', 'by_hand', '{now}');
             UPDATE contacts SET blocked_at = '{now}', blocked_reason = 'rude' WHERE tenant_id = '{tenant}' AND phone = '+62811000004';
             UPDATE contacts SET name = NULL WHERE tenant_id = '{tenant}' AND phone = '+62811000005'"
        ))
        .await;
    // One who is in the list as well, and two strangers.
    let numbers = [
        "+62811000001",
        "+62812000009",
        "+62812000008",
        "+62812000009",
    ];
    let text = "Halo {{ name }} di {{ city }} ({Phone})";
    let campaign = world.draft_of(tenant, &[list, list], &numbers, text).await;
    let start = world.start(tenant, campaign).await;
    assert_eq!(
        start,
        Start::Started {
            queued: 5,
            skipped: 2
        }
    );
    let rows: Vec<(i32, String, String, Option<String>, String)> = world
        .test
        .superuser()
        .await
        .query(
            &format!("SELECT ordinal, phone, state, reason, variables::text FROM recipients WHERE campaign_id = '{campaign}' ORDER BY ordinal"),
            &[],
        )
        .await
        .unwrap()
        .iter()
        .map(|row| (row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)))
        .collect();
    let row = |ordinal, phone: &str, state: &str, reason: Option<&str>, variables: &str| {
        (
            ordinal,
            phone.to_owned(),
            state.to_owned(),
            reason.map(str::to_owned),
            variables.to_owned(),
        )
    };
    let person =
        |n: u8| format!(r#"{{"city": "Solo", "name": "Person {n}", "phone": "+6281100000{n}"}}"#);
    assert_eq!(
        rows,
        [
            row(1, "+62811000001", "queued", None, &person(1)),
            row(2, "+62811000002", "skipped", Some("suppressed"), &person(2)),
            row(3, "+62811000003", "queued", None, &person(3)),
            row(4, "+62811000004", "skipped", Some("blocked"), &person(4)),
            row(
                5,
                "+62811000005",
                "queued",
                None,
                r#"{"city": "Solo", "phone": "+62811000005"}"#
            ),
            row(
                6,
                "+62812000008",
                "queued",
                None,
                r#"{"phone": "+62812000008"}"#
            ),
            row(
                7,
                "+62812000009",
                "queued",
                None,
                r#"{"phone": "+62812000009"}"#
            ),
        ]
    );
    world.books_agree(tenant).await;
}

#[tokio::test]
async fn starts_once_and_only_with_recipients_and_a_subscription() {
    let world = World::new().await;
    let (tenant, list) = world.tenant(1, None).await;
    let campaign = world.draft(tenant, list).await;
    let empty = world.draft(tenant, list).await;
    assert_eq!(
        world.start(tenant, campaign).await,
        Start::Started {
            queued: 1,
            skipped: 0
        }
    );
    assert_eq!(
        world.start(tenant, campaign).await,
        Start::WrongState(siar_domain::campaign::CampaignState::Running)
    );
    assert_eq!(
        world.start(tenant, CampaignId(Uuid::now_v7())).await,
        Start::NotFound
    );
    world
        .sql(&format!(
            "DELETE FROM list_members WHERE tenant_id = '{tenant}'"
        ))
        .await;
    assert_eq!(world.start(tenant, empty).await, Start::NoRecipients);
    // Nothing of the vain start is left, so that it can start later.
    world
        .sql(&format!(
            "INSERT INTO list_members SELECT tenant_id, '{list}', id FROM contacts WHERE tenant_id = '{tenant}';
             UPDATE subscriptions SET state = 'expired' WHERE tenant_id = '{tenant}'"
        ))
        .await;
    assert_eq!(world.start(tenant, empty).await, Start::NoSubscription);
    world
        .sql(&format!(
            "UPDATE subscriptions SET state = 'active' WHERE tenant_id = '{tenant}'"
        ))
        .await;
    assert_eq!(
        world.start(tenant, empty).await,
        Start::Started {
            queued: 1,
            skipped: 0
        }
    );
}

#[tokio::test]
async fn one_account_in_several_spellings_is_written_to_once() {
    let world = World::new().await;
    let (tenant, _) = world.tenant(0, None).await;
    let now = world.now();
    world
        .sql(&format!("INSERT INTO suppressions (tenant_id, phone, source, created_at) VALUES ('{tenant}', '+5215512340012', 'keyword', '{now}')"))
        .await;
    let numbers = [
        "+541123456789",
        "+5491123456789",
        "+5511987654321",
        "+551187654321",
        "+525512340012",
        "+551133334444",
        "+62811000001",
    ];
    let campaign = world.draft_of(tenant, &[], &numbers, "Halo").await;
    let start = world.start(tenant, campaign).await;
    assert_eq!(
        start,
        Start::Started {
            queued: 4,
            skipped: 3
        }
    );
    let rows = world
        .test
        .superuser()
        .await
        .query(
            &format!("SELECT phone, coalesce(reason, '') FROM recipients WHERE campaign_id = '{campaign}' ORDER BY phone"),
            &[],
        )
        .await
        .unwrap();
    let rows: Vec<(String, String)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let expected = [
        ("+525512340012", "suppressed"),
        ("+541123456789", ""),
        ("+5491123456789", "same_account"),
        ("+551133334444", ""),
        ("+551187654321", ""),
        ("+5511987654321", "same_account"),
        ("+62811000001", ""),
    ];
    assert_eq!(
        rows,
        expected.map(|(phone, why)| (phone.to_owned(), why.to_owned()))
    );
}

#[tokio::test]
async fn the_database_and_the_domain_name_the_same_account() {
    let world = World::new().await;
    let superuser = world.test.superuser().await;
    let mut numbers = Vec::new();
    for head in [
        "+52", "+521", "+54", "+549", "+55", "+5511", "+55119", "+62", "+1",
    ] {
        for first in ["", "0", "1", "5", "6", "9"] {
            for length in 5..=12 {
                let number = format!("{head}{first}{}", "1234567890123".get(..length).unwrap());
                numbers.extend(siar_domain::phone::Phone::from_e164(&number));
            }
        }
    }
    assert!(numbers.len() > 300);
    for number in numbers {
        let row = superuser
            .query_one("SELECT account_of($1)", &[&number.as_str()])
            .await
            .unwrap();
        assert_eq!(
            row.get::<_, String>(0),
            number.account().as_str(),
            "{number}"
        );
    }
}

#[tokio::test]
async fn the_message_says_what_the_preview_said_however_a_name_is_spelled() {
    let world = World::new().await;
    let (tenant, list) = world.tenant(1, None).await;
    let attributes = r#"{"Kota ": "Solo", "kota": "Depok", "ÉCOLE": "Lycée", "İl": "34", "Námé": "X", "ukuran": "XL"}"#;
    world
        .sql(&format!(
            "UPDATE contacts SET name = 'Budi', attributes = '{attributes}' WHERE tenant_id = '{tenant}'"
        ))
        .await;
    let text = "{Nama} dari {Kota}, {École} {İl}";
    let campaign = world.draft_of(tenant, &[list], &[], text).await;
    world.start(tenant, campaign).await;
    let row = world
        .test
        .superuser()
        .await
        .query_one("SELECT variables FROM recipients", &[])
        .await
        .unwrap();
    let kept: serde_json::Value = row.get(0);
    assert_eq!(
        kept,
        serde_json::json!({"name": "Budi", "Námé": "X", "Kota ": "Solo", "kota": "Depok", "ÉCOLE": "Lycée", "İl": "34"}),
        "and nothing that the text does not need"
    );
    let contact = world
        .db
        .system(async |tx| crate::contacts::page(tx, &ContactFilter::default(), None, 1).await)
        .await
        .unwrap()
        .remove(0);
    let of_ledger: Variables = kept
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name, value.as_str().unwrap()))
        .collect();
    let template = Template::compile(text).unwrap();
    assert_eq!(
        (
            template.render(&contact.variables()),
            template.render(&of_ledger)
        ),
        (
            Ok("Budi dari Depok, Lycée 34".to_owned()),
            Ok("Budi dari Depok, Lycée 34".to_owned())
        )
    );
}
