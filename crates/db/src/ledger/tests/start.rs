//! The snapshot.

use super::*;

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
    let draft = Draft {
        name: "Promo".to_owned(),
        lists: vec![list.into(), list.into()],
        // One who is in the list as well, and two strangers.
        numbers: vec![
            "+62811000001".to_owned(),
            "+62812000009".to_owned(),
            "+62812000008".to_owned(),
            "+62812000009".to_owned(),
        ],
        text: Text::Own("Halo {{ name }} di {{ city }} ({Phone})".to_owned()),
        defaults: serde_json::Map::new(),
        auto_resume: false,
        require_consent: false,
        late_bound_seconds: 60,
    };
    let Drafted::Done(campaign) = world
        .db
        .system(async |tx| campaigns::create(tx, tenant, None, &draft).await)
        .await
        .unwrap()
    else {
        panic!("no draft")
    };
    let start = world
        .db
        .system(async |tx| campaigns::start(tx, tenant, campaign).await)
        .await
        .unwrap();
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
