//! The program's commands.

use std::{
    io::{self, BufRead, Write},
    process::ExitCode,
};

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use secrecy::SecretString;
use siar_actors::audit;
use siar_db::{audit::chain::Verified, migrate};
use siar_domain::permission::Role;

use crate::{
    auth::{Passwords, first_administrator, second_factor},
    boot::{self, Ground},
    config::{self, Config, secret_settings},
    doctor, logging, openapi, privileges,
};

/// Self-hosted, multi-tenant WhatsApp campaigns: paced, exact, and honest about what it knows.
#[derive(Debug, Parser)]
#[command(name = "siar", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server. Without DATABASE_URL and REDIS_URL it runs a private PostgreSQL and Redis.
    Serve(Box<Config>),
    /// Bring the database's tables up to date.
    Migrate(Box<Migrate>),
    /// Administrators.
    Admin {
        #[command(subcommand)]
        command: Admin,
    },
    /// The audit log.
    Audit {
        #[command(subcommand)]
        command: AuditLog,
    },
    /// Check everything that the server needs, and say what is missing.
    Doctor(Box<Config>),
    /// Print the OpenAPI document.
    Openapi,
    /// Print the page about the settings.
    #[command(hide = true)]
    ConfigDocs,
}

#[derive(Debug, Args)]
struct Migrate {
    /// Take the newest migration back instead.
    #[arg(long)]
    revert: bool,
    #[command(flatten)]
    config: Config,
}

#[derive(Debug, Subcommand)]
enum Admin {
    /// Make a user of the platform. The password is read from standard input, one line.
    Create(Box<Create>),
    /// Turn the second factor of a user off who has lost the app and the recovery codes. All log-ins of that user end.
    ResetSecondFactor(Box<ResetSecondFactor>),
}

#[derive(Debug, Subcommand)]
enum AuditLog {
    /// Look along the whole chain: whether an entry was changed, put in or taken out.
    Verify(Box<Config>),
}

#[derive(Debug, Args)]
struct ResetSecondFactor {
    /// The address that the user logs in with.
    #[arg(long)]
    email: String,
    #[command(flatten)]
    config: Config,
}

#[derive(Debug, Args)]
struct Create {
    /// The address to log in with.
    #[arg(long)]
    email: String,
    /// The name.
    #[arg(long, default_value = "Administrator")]
    name: String,
    /// super_admin, admin or auditor.
    #[arg(long, default_value = "super_admin")]
    role: String,
    #[command(flatten)]
    config: Config,
}

/// Runs the command that the arguments name.
#[must_use]
pub fn main() -> ExitCode {
    let command = match parsed() {
        Ok(command) => command,
        Err(error) => {
            // Nowhere is left to say that nothing can be said.
            let _ = writeln!(io::stderr(), "siar: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = match command {
        Command::Serve(config) => prepared(&config.clone(), async {
            boot::serve(*config)
                .await
                .map_err(|error| error.to_string())
        }),
        Command::Migrate(migrate) => prepared(&migrate.config.clone(), run_migrate(&migrate)),
        Command::Admin {
            command: Admin::Create(create),
        } => prepared(&create.config.clone(), create_admin(*create)),
        Command::Admin {
            command: Admin::ResetSecondFactor(reset),
        } => prepared(&reset.config.clone(), reset_second_factor(*reset)),
        Command::Audit {
            command: AuditLog::Verify(config),
        } => prepared(&config.clone(), verify_audit_log(*config)),
        Command::Doctor(config) => {
            in_system(async { doctor::run(&config, &mut io::stdout()).await })
        }
        Command::Openapi => openapi::document_json()
            .map_err(|error| error.to_string())
            .and_then(|text| print(&text)),
        Command::ConfigDocs => config::markdown()
            .map_err(|error| error.to_string())
            .and_then(|text| print(&text)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Nowhere is left to say that nothing can be said.
            let _ = writeln!(io::stderr(), "siar: {}", logging::mask(&message));
            ExitCode::FAILURE
        }
    }
}

/// The arguments and the environment, with the secrets that files hold.
fn parsed() -> Result<Command, secret_settings::SecretSettingError> {
    let mut command = secret_settings::from_files(Cli::command(), &|name| std::env::var_os(name))?;
    command.build();
    let matches = command.clone().get_matches();
    secret_settings::refuse_on_command_line(&command, &matches)?;
    Ok(Cli::from_arg_matches(&matches)
        .unwrap_or_else(|error| error.exit())
        .command)
}

fn print(text: &str) -> Result<(), String> {
    io::stdout()
        .write_all(text.as_bytes())
        .map_err(|error| error.to_string())
}

/// Runs what works with the data, as the user and with the log that the settings name.
fn prepared(config: &Config, work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    let warning = privileges::settle(config).map_err(|error| error.to_string())?;
    logging::start(&config.log)?;
    if let Some(warning) = warning {
        tracing::warn!("{warning}");
    }
    in_system(work)
}

fn in_system(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    actix::System::new().block_on(work)
}

async fn run_migrate(migrate: &Migrate) -> Result<(), String> {
    // Preparing the ground applies what is missing.
    let ground = Ground::prepare(&migrate.config)
        .await
        .map_err(|error| error.to_string())?;
    let outcome = if migrate.revert {
        match migrate::revert_last(&ground.urls.owner).await {
            Ok(Some(name)) => print(&format!("taken back: {name}\n")),
            Ok(None) => print("there is nothing to take back\n"),
            Err(error) => Err(error.to_string()),
        }
    } else {
        print("the tables are up to date\n")
    };
    ground.stop().await;
    outcome
}

async fn create_admin(create: Create) -> Result<(), String> {
    let role: Role = create.role.parse().map_err(|_| {
        format!(
            "{:?} is no role: super_admin, admin or auditor",
            create.role
        )
    })?;
    let mut line = zeroize::Zeroizing::new(String::new());
    io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|error| format!("the password could not be read: {error}"))?;
    let password = SecretString::from(line.trim_end_matches(['\r', '\n']).to_owned());
    let ground = Ground::prepare(&create.config)
        .await
        .map_err(|error| error.to_string())?;
    let made = async {
        let db = ground
            .database(&create.config)
            .await
            .map_err(|error| error.to_string())?;
        let passwords = Passwords::default();
        first_administrator::create(&db, &passwords, &create.email, &create.name, role, password)
            .await
            .map_err(|error| error.to_string())
    }
    .await;
    ground.stop().await;
    made?;
    print(&format!("{} {} was made\n", create.role, create.email))
}

async fn reset_second_factor(reset: ResetSecondFactor) -> Result<(), String> {
    let ground = Ground::prepare(&reset.config)
        .await
        .map_err(|error| error.to_string())?;
    let done = async {
        let db = ground
            .database(&reset.config)
            .await
            .map_err(|error| error.to_string())?;
        second_factor::reset(&db, &reset.email)
            .await
            .map_err(|error| error.to_string())
    }
    .await;
    ground.stop().await;
    done?;
    print("two-factor authentication is off, and all log-ins of the user have ended\n")
}

async fn verify_audit_log(config: Config) -> Result<(), String> {
    let ground = Ground::prepare(&config)
        .await
        .map_err(|error| error.to_string())?;
    let found = async {
        let db = ground
            .database(&config)
            .await
            .map_err(|error| error.to_string())?;
        audit::verify_all(&db)
            .await
            .map_err(|error| error.to_string())
    }
    .await;
    ground.stop().await;
    match found? {
        Verified::UpTo(head) => print(&format!(
            "{} entries of the audit log are as they were written; the newest seal is {}\n",
            head.place,
            hex::encode(head.seal)
        )),
        Verified::Broken { place } => Err(format!(
            "the audit log was changed at entry {place}: an entry was changed, put in or taken out"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_commands_contradict_themselves_nowhere() {
        Cli::command().debug_assert();
    }
}
