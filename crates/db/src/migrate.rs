//! Migrations, and the check that the server's roles are as weak as they must be.
//!
//! Migrations are part of the program, so that a program and its tables always fit. They run on a thread of their own: diesel's harness
//! blocks, and panics inside actix's System.

use std::{error::Error, time::Duration};

use diesel::{
    Connection, QueryableByName,
    connection::SimpleConnection,
    migration::{Migration, MigrationSource},
    pg::Pg,
    sql_query,
    sql_types::{BigInt, Bool, Text},
};
use diesel_async::{
    AsyncPgConnection, RunQueryDsl, async_connection_wrapper::AsyncConnectionWrapper,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use secrecy::{ExposeSecret, SecretString};

use crate::{Db, DbError};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");
/// Holds off other nodes that start at the same moment. Any number does that nothing else uses.
const LOCK: i64 = 0x5349_4152_4d49_4752;
/// How long migrations may take, waiting for another node's included.
const DEADLINE: Duration = Duration::from_secs(600);

/// Why the tables could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// No connection.
    #[error("the database is not reachable: {0}")]
    Unreachable(String),
    /// A migration failed; those before it stay.
    #[error("a migration failed: {0}")]
    Failed(String),
    /// It took too long.
    #[error("the migrations did not end in time")]
    TimedOut,
}

type Blocking = AsyncConnectionWrapper<AsyncPgConnection>;

/// Applies what is missing, as the owner of the tables, and answers its names in order.
///
/// # Errors
/// [`MigrateError`].
pub async fn run(owner: &SecretString) -> Result<Vec<String>, MigrateError> {
    beside(owner, |connection| {
        lock(connection)?;
        let missing = missing(connection)?;
        connection
            .run_migrations(&missing)
            .map_err(|error| MigrateError::Failed(error.to_string()))?;
        Ok(names(&missing))
    })
    .await
}

/// Names of the migrations that are missing.
///
/// # Errors
/// [`MigrateError`].
pub async fn pending(owner: &SecretString) -> Result<Vec<String>, MigrateError> {
    beside(owner, |connection| Ok(names(&missing(connection)?))).await
}

type Ours = Box<dyn Migration<Pg>>;

fn missing(connection: &mut Blocking) -> Result<Vec<Ours>, MigrateError> {
    connection
        .pending_migrations(MIGRATIONS)
        .map_err(|error| MigrateError::Failed(error.to_string()))
}

fn names(migrations: &[Ours]) -> Vec<String> {
    let name = |migration: &Ours| migration.name().to_string();
    migrations.iter().map(name).collect()
}

/// Takes back the newest migration; answers its name, or nothing when there is none.
///
/// # Errors
/// [`MigrateError`].
pub async fn revert_last(owner: &SecretString) -> Result<Option<String>, MigrateError> {
    beside(owner, |connection| {
        lock(connection)?;
        let applied = connection
            .applied_migrations()
            .map_err(|error| MigrateError::Failed(error.to_string()))?;
        if applied.is_empty() {
            return Ok(None);
        }
        let failed = |error: Box<dyn Error + Send + Sync>| MigrateError::Failed(error.to_string());
        let version = connection
            .revert_last_migration(MIGRATIONS)
            .map_err(failed)?;
        let ours: Vec<Ours> = MIGRATIONS.migrations().map_err(failed)?;
        let name = ours
            .iter()
            .map(|migration| migration.name())
            .find(|name| name.version() == version)
            .map_or_else(|| version.to_string(), ToString::to_string);
        Ok(Some(name))
    })
    .await
}

/// Lets the owner's login become the two weak roles, where it is not allowed to yet. Done when the URLs of both are made from the owner's.
///
/// # Errors
/// [`MigrateError::Failed`] when the login may not grant them: the operator has to, once.
pub async fn grant_roles(owner: &SecretString) -> Result<(), MigrateError> {
    beside(owner, |connection| {
        connection
            .batch_execute(
                "DO $$ DECLARE role text; BEGIN
                 FOREACH role IN ARRAY ARRAY['siar_app', 'siar_system'] LOOP
                     IF NOT pg_has_role(current_user, role, 'MEMBER') THEN
                         EXECUTE format('GRANT %I TO %I', role, current_user);
                     END IF;
                 END LOOP;
             END $$",
            )
            .map_err(|error| {
                MigrateError::Failed(format!(
                    "cannot use the roles siar_app and siar_system: {error}"
                ))
            })?;
        Ok(())
    })
    .await
}

fn lock(connection: &mut Blocking) -> Result<(), MigrateError> {
    // Held by the session, which ends with this thread's work.
    connection
        .batch_execute(&format!("SELECT pg_advisory_lock({LOCK})"))
        .map_err(|error| MigrateError::Failed(error.to_string()))
}

async fn beside<T: Send + 'static>(
    owner: &SecretString,
    work: impl FnOnce(&mut Blocking) -> Result<T, MigrateError> + Send + 'static,
) -> Result<T, MigrateError> {
    let url = owner.clone();
    let done = tokio::task::spawn_blocking(move || {
        let mut connection = Blocking::establish(url.expose_secret())
            .map_err(|error| MigrateError::Unreachable(error.to_string()))?;
        work(&mut connection)
    });
    tokio::time::timeout(DEADLINE, done)
        .await
        .map_err(|_| MigrateError::TimedOut)?
        .map_err(|error| MigrateError::Failed(error.to_string()))?
}

/// What is wrong with a role that requests run as, in words; empty when it is as weak as it must be.
///
/// # Errors
/// [`DbError`].
pub async fn strength_of_roles(db: &Db) -> Result<Vec<String>, DbError> {
    let mut wrong = Vec::new();
    for (found, wanted) in [
        (
            db.outside_any_tenant(async |tx| strength(tx).await).await?,
            "siar_app",
        ),
        (
            db.system(async |tx| strength(tx).await).await?,
            "siar_system",
        ),
    ] {
        let name = &found.name;
        if name != wanted {
            wrong.push(format!(
                "requests should run as {wanted}, but run as {name}"
            ));
        }
        if found.superuser {
            wrong.push(format!(
                "{name} is a superuser: row-level security does not hold it"
            ));
        }
        if found.bypasses {
            wrong.push(format!("{name} may bypass row-level security"));
        }
        if found.owns > 0 {
            wrong.push(format!(
                "{name} owns {} tables: it could switch their protection off",
                found.owns
            ));
        }
    }
    Ok(wrong)
}

#[derive(QueryableByName)]
struct Strength {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    superuser: bool,
    #[diesel(sql_type = Bool)]
    bypasses: bool,
    #[diesel(sql_type = BigInt)]
    owns: i64,
}

async fn strength(tx: &mut crate::Tx) -> Result<Strength, DbError> {
    let strength = sql_query(
        "SELECT rolname::text AS name, rolsuper AS superuser, rolbypassrls AS bypasses,
                    (SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                     WHERE c.relowner = r.oid AND n.nspname = 'public') AS owns
             FROM pg_roles r WHERE rolname = current_user",
    )
    .get_result(&mut *tx.conn)
    .await?;
    Ok(strength)
}

#[cfg(test)]
mod tests {
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
}
