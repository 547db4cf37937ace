//! Settings that are secrets: from the environment, or from a file that `NAME_FILE` names (as orchestrators mount them). Never from
//! the command line, which every user of the machine can read.

use std::{ffi::OsString, fs, io, path::PathBuf};

use clap::{Arg, ArgMatches, Command, parser::ValueSource};

/// Why a secret setting cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum SecretSettingError {
    /// It stands on the command line.
    #[error(
        "a secret must not stand on the command line, where every user of this machine can read it: set {name} or {name}_FILE"
    )]
    OnCommandLine {
        /// The variable.
        name: String,
    },
    /// Two places say what it is.
    #[error("{name} and {name}_FILE are both set: keep one")]
    Both {
        /// The variable.
        name: String,
    },
    /// The file cannot be read.
    #[error("{name}_FILE: {path:?}: {source}")]
    File {
        /// The variable.
        name: String,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Whether the setting is a secret.
pub(super) fn is_secret(argument: &Arg) -> bool {
    argument.is_hide_env_values_set() && argument.get_env().is_some()
}

fn name_of(argument: &Arg) -> String {
    argument
        .get_env()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The command with the secrets that files hold. `environment` answers what a variable is set to.
///
/// # Errors
/// [`SecretSettingError`].
pub fn from_files(
    command: Command,
    environment: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Command, SecretSettingError> {
    let mut failed = None;
    let command = command.mut_subcommands(|inner| match from_files(inner, environment) {
        Ok(inner) => inner,
        Err(error) => {
            failed.get_or_insert(error);
            Command::new("failed")
        }
    });
    let command = command.mut_args(|argument| {
        if !is_secret(&argument) {
            return argument;
        }
        match held(&argument, environment) {
            Ok(None) => argument,
            // Settings live as long as the process.
            Ok(Some(text)) => argument.default_value(&*Box::leak(text.into_boxed_str())),
            Err(error) => {
                failed.get_or_insert(error);
                argument
            }
        }
    });
    failed.map_or(Ok(command), Err)
}

fn held(
    argument: &Arg,
    environment: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Option<String>, SecretSettingError> {
    let name = name_of(argument);
    let Some(path) = environment(&format!("{name}_FILE")) else {
        return Ok(None);
    };
    if environment(&name).is_some() {
        return Err(SecretSettingError::Both { name });
    }
    let path = PathBuf::from(path);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned())),
        Err(source) => Err(SecretSettingError::File { name, path, source }),
    }
}

/// Refuses secrets that stand on the command line.
///
/// # Errors
/// [`SecretSettingError::OnCommandLine`].
pub fn refuse_on_command_line(
    command: &Command,
    matches: &ArgMatches,
) -> Result<(), SecretSettingError> {
    for argument in command
        .get_arguments()
        .filter(|argument| is_secret(argument))
    {
        let id = argument.get_id().as_str();
        if matches.value_source(id) == Some(ValueSource::CommandLine) {
            let name = name_of(argument);
            return Err(SecretSettingError::OnCommandLine { name });
        }
    }
    match matches.subcommand() {
        Some((name, inner)) => match command.find_subcommand(name) {
            Some(command) => refuse_on_command_line(command, inner),
            None => Ok(()),
        },
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Args, FromArgMatches};
    use secrecy::ExposeSecret;

    use crate::config::Config;

    fn parsed(
        set: &'static [(&'static str, String)],
        arguments: &[&str],
    ) -> Result<Config, SecretSettingError> {
        let environment = |name: &str| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        };
        let serve = Config::augment_args(Command::new("serve")).mut_args(|argument| {
            if is_secret(&argument) {
                argument
            } else {
                argument.env(clap::builder::Resettable::Reset)
            }
        });
        let command = Command::new("siar").subcommand(serve);
        let mut command = from_files(command, &environment)?;
        command.build();
        let matches = command
            .clone()
            .get_matches_from([&["siar", "serve"], arguments].concat());
        refuse_on_command_line(&command, &matches)?;
        let (_, inner) = matches.subcommand().unwrap();
        Ok(Config::from_arg_matches(inner).unwrap())
    }

    fn file(text: &str) -> (tempfile::NamedTempFile, String) {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        let path = file.path().to_str().unwrap().to_owned();
        (file, path)
    }

    #[test]
    fn a_secret_is_read_from_the_file_that_its_variable_names() {
        let (_kept, path) = file("hunter2 is no password\n");
        let set = Box::leak(Box::new([("SIAR_SMTP_PASSWORD_FILE", path)]));
        let config = parsed(set, &[]).unwrap();
        assert_eq!(
            config.mail.smtp_password.unwrap().expose_secret(),
            "hunter2 is no password"
        );
        assert!(config.auth.jwt_key.is_none());
    }

    #[test]
    fn a_missing_file_and_two_sources_are_refused_by_name() {
        let missing = Box::leak(Box::new([("SIAR_JWT_KEY_FILE", "/nowhere/key".to_owned())]));
        assert_eq!(
            parsed(missing, &[]).unwrap_err().to_string(),
            "SIAR_JWT_KEY_FILE: \"/nowhere/key\": No such file or directory (os error 2)"
        );
        let (_kept, path) = file("x");
        let both = Box::leak(Box::new([
            ("REDIS_URL_FILE", path),
            ("REDIS_URL", "redis://localhost".to_owned()),
        ]));
        assert_eq!(
            parsed(both, &[]).unwrap_err().to_string(),
            "REDIS_URL and REDIS_URL_FILE are both set: keep one"
        );
    }

    #[test]
    fn no_secret_on_the_command_line() {
        let refused = parsed(
            &[],
            &["--jwt-key", "0123456789012345678901234567890123456789"],
        );
        assert!(
            matches!(refused, Err(SecretSettingError::OnCommandLine { name }) if name == "SIAR_JWT_KEY")
        );
        assert!(parsed(&[], &["--workers", "2"]).is_ok());
    }
}
