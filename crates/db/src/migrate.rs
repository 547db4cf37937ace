//! Migrations, and the check that the server's roles are as weak as they must be.
//!
//! Migrations are part of the program, so that a program and its tables always fit. They run on a thread of their own: diesel's harness
//! blocks, and panics inside actix's System.

use std::{error::Error, time::Duration};

use diesel::{
    QueryableByName,
    connection::SimpleConnection,
    migration::{Migration, MigrationSource},
    pg::Pg,
    sql_query,
    sql_types::{Array, BigInt, Bool, Text},
};
use diesel_async::{
    AsyncPgConnection, RunQueryDsl, async_connection_wrapper::AsyncConnectionWrapper,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use secrecy::SecretString;
use tokio::runtime::Handle;

use crate::{
    Db, DbError,
    link::{Link, LinkError},
};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");
/// Holds off other nodes that start at the same moment. Any number does that nothing else uses.
const LOCK: i64 = 0x5349_4152_4d49_4752;
/// How long migrations may take, waiting for another node's included.
const DEADLINE: Duration = Duration::from_secs(600);

/// Why the tables could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// Where the database is cannot be understood.
    #[error(transparent)]
    Link(#[from] LinkError),
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
    let link = Link::read(owner)?;
    let done = tokio::task::spawn_blocking(move || {
        let connection = Handle::current()
            .block_on(link.diesel())
            .map_err(|error| MigrateError::Unreachable(error.to_string()))?;
        work(&mut Blocking::from(connection))
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

/// What the log-ins behind the roles could become, in words: whoever can run SQL through them may take the role off
/// (`RESET SESSION AUTHORIZATION`, `SET ROLE`) and put a stronger one on. Empty when they are as weak as the roles.
///
/// # Errors
/// [`DbError`].
pub async fn strength_of_logins(db: &Db) -> Result<Vec<String>, DbError> {
    let found = [
        (
            "siar_app",
            db.outside_any_tenant(async |tx| reach(tx).await).await?,
        ),
        ("siar_system", db.system(async |tx| reach(tx).await).await?),
    ];
    let strong = found
        .into_iter()
        .filter(|(_, reach)| !reach.stronger.is_empty());
    let words = strong.map(|(role, Reach { login, stronger })| {
        format!(
            "{role} logs in as {login}, who could become {}",
            stronger.join(", ")
        )
    });
    Ok(words.collect())
}

#[derive(QueryableByName)]
struct Reach {
    #[diesel(sql_type = Text)]
    login: String,
    #[diesel(sql_type = Array<Text>)]
    stronger: Vec<String>,
}

async fn reach(tx: &mut crate::Tx) -> Result<Reach, DbError> {
    let reach = sql_query(
        "SELECT session_user::text AS login, ARRAY(
             SELECT r.rolname::text FROM pg_roles r
             WHERE pg_has_role(session_user, r.oid, 'MEMBER')
             -- It stands for the database's owner, who is looked at below.
             AND r.rolname <> 'pg_database_owner' AND (
                 r.rolsuper OR r.rolbypassrls
                 -- Programs and files of the server lead to its superuser.
                 OR r.rolname IN ('pg_execute_server_program', 'pg_write_server_files')
                 -- Before version 16 who makes roles may also give itself any but a superuser's.
                 OR (r.rolcreaterole AND current_setting('server_version_num')::int < 160000)
                 OR r.oid IN (
                     SELECT c.relowner FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
                     UNION SELECT n.nspowner FROM pg_namespace n WHERE n.nspname = 'public'
                     UNION SELECT d.datdba FROM pg_database d WHERE d.datname = current_database()
                 )
             ) ORDER BY r.rolname
         ) AS stronger",
    )
    .get_result(&mut *tx.conn)
    .await?;
    Ok(reach)
}

#[cfg(test)]
mod tests;
