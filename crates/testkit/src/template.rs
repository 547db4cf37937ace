//! The database that every test's own is cloned from: all migrations applied, once for each content of `migrations/`.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;

use crate::server::{Server, connect};

/// Holds off other processes that would build the same template. Any number does that nothing else uses.
const TEMPLATE_LOCK: i64 = 0x5349_4152;

/// One `migrations/<version>_<name>/up.sql`.
struct Migration {
    /// As diesel writes it into its table: the folder's name up to the first `_`, without dashes.
    version: String,
    folder: String,
    sql: String,
    in_transaction: bool,
}

/// The name of the template database, built if it is not there yet.
pub(crate) async fn ready(server: &'static Server) -> &'static str {
    static NAME: OnceCell<String> = OnceCell::const_new();
    NAME.get_or_init(|| build(server)).await
}

async fn build(server: &'static Server) -> String {
    let migrations = migrations();
    let name = format!("siar_template_{}", fingerprint(&migrations));
    let superuser = connect(&server.superuser_url("postgres")).await;
    let sql = async |text: String| run(&superuser, &text).await;

    sql(format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})")).await;
    let there = superuser
        .query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])
        .await
        .unwrap_or_else(|error| panic!("cannot ask for the template: {error:?}"))
        .is_some();
    if !there {
        server.make_roles(&superuser).await;
        let unfinished = format!("{name}_unfinished");
        sql(format!("DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)")).await;
        sql(format!("CREATE DATABASE {unfinished} OWNER siar_owner")).await;
        apply(server, &unfinished, &migrations).await;
        sql(format!("ALTER DATABASE {unfinished} RENAME TO {name}")).await;
    }
    sql(format!("SELECT pg_advisory_unlock({TEMPLATE_LOCK})")).await;
    name
}

/// Runs the migrations as the owner and leaves the mark that diesel's own harness would, so that `siar migrate` finds nothing to do.
async fn apply(server: &Server, database: &str, migrations: &[Migration]) {
    let owner = connect(&server.url("siar_owner", database)).await;
    run(
        &owner,
        "CREATE TABLE __diesel_schema_migrations (
             version VARCHAR(50) PRIMARY KEY NOT NULL,
             run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)",
    )
    .await;
    for migration in migrations {
        let mark = format!(
            "INSERT INTO __diesel_schema_migrations (version) VALUES ('{}')",
            migration.version
        );
        let script = if migration.in_transaction {
            format!("BEGIN;\n{}\n;{mark};COMMIT", migration.sql)
        } else {
            migration.sql.clone()
        };
        owner
            .batch_execute(&script)
            .await
            .unwrap_or_else(|error| panic!("migration {} fails: {error:?}", migration.folder));
        if !migration.in_transaction {
            run(&owner, &mark).await;
        }
    }
}

async fn run(client: &tokio_postgres::Client, sql: &str) {
    client
        .batch_execute(sql)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error:?}"));
}

fn migrations() -> Vec<Migration> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let Ok(entries) = fs::read_dir(&root) else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("up.sql").is_file())
        .collect();
    folders.sort();
    folders.iter().map(|folder| read(folder)).collect()
}

fn read(folder: &Path) -> Migration {
    let name = folder
        .file_name()
        .expect("a directory entry has a name")
        .to_string_lossy()
        .into_owned();
    let sql = fs::read_to_string(folder.join("up.sql"))
        .unwrap_or_else(|error| panic!("{folder:?}/up.sql: {error}"));
    let metadata = fs::read_to_string(folder.join("metadata.toml")).unwrap_or_default();
    let in_transaction = !metadata.lines().any(|line| {
        let line: String = line.split_whitespace().collect();
        line == "run_in_transaction=false"
    });
    Migration {
        version: name.split('_').next().unwrap_or_default().replace('-', ""),
        folder: name,
        sql,
        in_transaction,
    }
}

fn fingerprint(migrations: &[Migration]) -> String {
    let mut hasher = Sha256::new();
    for migration in migrations {
        for part in [&migration.folder, &migration.sql] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        hasher.update([u8::from(migration.in_transaction)]);
    }
    hasher.finalize()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
