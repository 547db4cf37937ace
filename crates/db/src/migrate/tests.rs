use super::*;
use crate::testing;
use siar_testkit::TestDb;

#[tokio::test]
async fn the_test_template_has_everything_that_the_program_would_apply() {
    let base = TestDb::new().await;
    let owner = base.owner_url().to_owned().into();
    assert_eq!(pending(&owner).await.unwrap(), Vec::<String>::new());
    assert_eq!(run(&owner).await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn every_migration_can_be_taken_back_and_applied_again() {
    let base = TestDb::new().await;
    let owner: SecretString = base.owner_url().to_owned().into();
    let mut taken_back = Vec::new();
    while let Some(name) = revert_last(&owner).await.unwrap() {
        taken_back.push(name);
    }
    taken_back.reverse();
    let left: i64 = base
        .superuser()
        .await
        .query_one(
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = 'public' AND c.relname NOT LIKE '\\_\\_diesel%'",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    assert_eq!(left, 0, "the down migrations leave something");
    assert_eq!(pending(&owner).await.unwrap(), taken_back);
    assert_eq!(run(&owner).await.unwrap(), taken_back);
    let areas = taken_back.iter().filter_map(|name| name.split_once('_'));
    assert_eq!(
        areas.map(|(_, area)| area).collect::<Vec<_>>(),
        [
            "accounts",
            "sessions",
            "contacts",
            "campaigns",
            "events",
            "emails",
            "account_of",
            "unclear_wishes",
            "account_and_marks",
            "withdrawn_consent",
            "invitations",
            "second_factors",
            "audit_chain",
            "confirmed_logins",
            "opt_out_answers",
            "retention",
            "shares",
            "whole_rejects",
            "template_changed",
            "one_account",
            "withdrawn_in_imports",
        ]
    );
}

#[tokio::test]
async fn strong_roles_are_told() {
    let base = testing::base().await;
    assert_eq!(
        strength_of_roles(&base.db).await.unwrap(),
        Vec::<String>::new()
    );
    let other = TestDb::new().await;
    let db = Db::connect(
        &crate::DbUrls {
            app: other.superuser_url().to_owned().into(),
            system: other.owner_url().to_owned().into(),
            connections: 1,
        },
        base.clock.clone(),
    )
    .await
    .unwrap();
    let wrong = strength_of_roles(&db).await.unwrap().join("\n");
    for words in [
        "should run as siar_app",
        "is a superuser",
        "may bypass row-level security",
        "should run as siar_system, but run as siar_owner",
        "siar_owner owns",
    ] {
        assert!(wrong.contains(words), "{words} is not in\n{wrong}");
    }
}

#[tokio::test]
async fn strong_log_ins_are_told() {
    let base = testing::base().await;
    let superuser = base.base.superuser().await;
    let unique = uuid::Uuid::new_v4().simple();
    let (climber, ladder) = (format!("climber_{unique}"), format!("ladder_{unique}"));
    superuser
        .batch_execute(&format!(
            "CREATE ROLE {climber} LOGIN; GRANT siar_app TO {climber}; CREATE ROLE {ladder}; GRANT {ladder} TO {climber}"
        ))
        .await
        .unwrap();
    let url = base.base.app_url().replace("siar_app", &climber);
    let urls = crate::DbUrls {
        app: crate::link::with(&url, "options", "-c role=siar_app").into(),
        system: base.base.system_url().to_owned().into(),
        connections: 1,
    };
    let db = Db::connect(&urls, base.clock.clone()).await.unwrap();
    // What is given, taken back, and can be become by it.
    for (give, take, stronger) in [
        ("SELECT 1".to_owned(), "SELECT 1".to_owned(), None),
        (
            format!("GRANT siar_owner TO {ladder}; ALTER ROLE {climber} NOINHERIT"),
            format!("REVOKE siar_owner FROM {ladder}"),
            Some("siar_owner"),
        ),
        (
            format!("GRANT pg_execute_server_program TO {ladder}"),
            format!("REVOKE pg_execute_server_program FROM {ladder}"),
            Some("pg_execute_server_program"),
        ),
        (
            format!("ALTER ROLE {ladder} BYPASSRLS"),
            format!("ALTER ROLE {ladder} NOBYPASSRLS"),
            Some(ladder.as_str()),
        ),
        (
            format!("ALTER ROLE {ladder} SUPERUSER"),
            format!("ALTER ROLE {ladder} NOSUPERUSER"),
            Some(ladder.as_str()),
        ),
    ] {
        superuser.batch_execute(&give).await.unwrap();
        let wanted: Vec<String> = stronger
            .map(|role| format!("siar_app logs in as {climber}, who could become {role}"))
            .into_iter()
            .collect();
        assert_eq!(strength_of_logins(&db).await.unwrap(), wanted, "{give}");
        // The role itself looks as weak as ever.
        assert_eq!(strength_of_roles(&db).await.unwrap(), Vec::<String>::new());
        superuser.batch_execute(&take).await.unwrap();
    }
    drop(db);
    superuser
        .batch_execute(&format!("DROP ROLE {climber}, {ladder}"))
        .await
        .unwrap();
}
