//! `siar doctor`: is everything there that the server needs? Says in words what is missing and what to do.

use std::{
    io::Write,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
    time::Duration,
};

use redis::ConnectionInfo;
use siar_db::{Db, DbError, DbUrls, migrate};
use siar_domain::clock::SystemClock;
use tokio::process::Command;

use crate::{
    boot::{
        Urls,
        redis::{in_the_clear, target},
        tls::Certificates,
    },
    config::Config,
    embedded::programs::{self, PostgresPrograms, RunAs, bare},
};

/// How long a program may take to say its version.
const DEADLINE: Duration = Duration::from_secs(10);

/// What was found about one thing: words, good or bad.
type Finding = Result<String, String>;

/// Checks everything and writes one line each.
///
/// # Errors
/// How many things are missing.
pub async fn run(config: &Config, out: &mut impl Write) -> Result<(), String> {
    let mut missing = 0;
    for (name, finding) in [
        ("PostgreSQL", postgres(config).await),
        ("Redis", redis(config).await),
        ("Chromium", chromium(config).await),
        ("data directory", data_directory(config)),
        ("TLS", tls(config)),
        ("port", port(config)),
    ] {
        let (mark, words) = match finding {
            Ok(words) => ("ok     ", words),
            Err(words) => {
                missing += 1;
                ("MISSING", words)
            }
        };
        writeln!(out, "{mark} {name}: {words}").map_err(|error| error.to_string())?;
    }
    match missing {
        0 => Ok(()),
        1 => Err("one thing is missing".to_owned()),
        many => Err(format!("{many} things are missing")),
    }
}

async fn postgres(config: &Config) -> Finding {
    if config.store.database_url.is_none() {
        let programs = PostgresPrograms::find().map_err(|error| error.to_string())?;
        let version = version_of(&programs.postgres).await?;
        let user = RunAs::choose().map_err(|error| error.to_string())?;
        let user = user.map_or_else(String::new, |user| format!(", run as {}", user.name));
        return Ok(format!("a private one will be started: {version}{user}"));
    }
    let urls = Urls::choose(&config.store, None).map_err(|error| error.to_string())?;
    let clear = urls.in_the_clear().map_err(|error| error.to_string())?;
    if let Some((setting, host)) = clear.filter(|_| !config.store.allow_plaintext) {
        return Err(format!(
            "{setting} leads to {host} without TLS: add sslmode=verify-full to it, or set SIAR_ALLOW_PLAINTEXT=true"
        ));
    }
    let pending = migrate::pending(&urls.owner)
        .await
        .map_err(|error| format!("DATABASE_URL: {error}"))?;
    if !pending.is_empty() {
        return Ok(format!(
            "DATABASE_URL answers; {} migrations will be applied",
            pending.len()
        ));
    }
    let wrong = strong(config, urls).await?;
    if !wrong.is_empty() {
        return Err(format!("{} (docs/OPERATIONS.md)", wrong.join("; ")));
    }
    Ok("DATABASE_URL answers and its tables are up to date".to_owned())
}

/// Why the server would refuse to run as these roles, or by these log-ins.
async fn strong(config: &Config, urls: Urls) -> Result<Vec<String>, String> {
    let urls = DbUrls {
        app: urls.app,
        system: urls.system,
        connections: 1,
    };
    let looked = async {
        let db = Db::connect(&urls, Arc::new(SystemClock)).await?;
        let mut wrong = migrate::strength_of_roles(&db).await?;
        if config.is_production() {
            wrong.extend(migrate::strength_of_logins(&db).await?);
        }
        Ok::<_, DbError>(wrong)
    };
    looked.await.map_err(|error| error.to_string())
}

async fn redis(config: &Config) -> Finding {
    let Some(url) = &config.store.redis_url else {
        let program = programs::find_redis().map_err(|error| error.to_string())?;
        return Ok(format!(
            "a private one will be started: {}",
            version_of(&program).await?
        ));
    };
    let target =
        target(url, config.store.redis_ca_file.as_deref()).map_err(|error| error.to_string())?;
    let clear = in_the_clear(&target).filter(|_| !config.store.allow_plaintext);
    if let Some(host) = clear {
        return Err(format!(
            "REDIS_URL leads to {host} without TLS: begin it with rediss://, or set SIAR_ALLOW_PLAINTEXT=true"
        ));
    }
    ping(target)
        .await
        .map_err(|error| format!("REDIS_URL: {error}"))?;
    Ok("REDIS_URL answers".to_owned())
}

async fn ping(target: ConnectionInfo) -> Result<(), String> {
    let asked = async {
        let client = redis::Client::open(target).map_err(|error| error.to_string())?;
        let mut connection = client
            .get_multiplexed_async_connection()
            .await
            .map_err(|error| error.to_string())?;
        redis::cmd("PING")
            .query_async::<()>(&mut connection)
            .await
            .map_err(|error| error.to_string())
    };
    tokio::time::timeout(DEADLINE, asked)
        .await
        .map_err(|_| "no answer in time".to_owned())?
}

async fn chromium(config: &Config) -> Finding {
    let path = config.engine.find_chromium().ok_or(
        "not found. On Debian: apt-get install chromium. Or set SIAR_CHROMIUM. Sessions cannot start without it",
    )?;
    version_of(&path).await
}

/// What the program says to `--version`.
pub(crate) async fn version_of(program: &Path) -> Finding {
    let mut command = Command::new(program);
    bare(command.as_std_mut());
    let asked = command
        .arg("--version")
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let output = tokio::time::timeout(DEADLINE, asked)
        .await
        .map_err(|_| format!("{} --version does not answer", program.display()))?
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let line = said.lines().next().unwrap_or_default().trim();
    if !output.status.success() || line.is_empty() {
        return Err(format!("{} --version fails", program.display()));
    }
    Ok(format!("{line} ({})", program.display()))
}

fn data_directory(config: &Config) -> Finding {
    let path = config.store.data_dir();
    // The nearest directory that exists is the one to be written to.
    let there = path
        .ancestors()
        .find(|path| path.is_dir())
        .map_or_else(|| PathBuf::from("."), Path::to_owned);
    nix::unistd::access(&there, nix::unistd::AccessFlags::W_OK).map_err(|error| {
        format!(
            "{} cannot be written to: {error}. Set SIAR_DATA_DIR",
            there.display()
        )
    })?;
    Ok(path.display().to_string())
}

fn tls(config: &Config) -> Finding {
    match Certificates::read(&config.http) {
        Ok(Some(_)) => Ok("the certificate and its key fit".to_owned()),
        Ok(None) => Ok("a reverse proxy in front has to speak it".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn port(config: &Config) -> Finding {
    let listen = config.http.listen;
    TcpListener::bind(listen)
        .map(|_| format!("{listen} is free"))
        .map_err(|error| format!("{listen}: {error}. Set SIAR_LISTEN, or stop what uses it"))
}
