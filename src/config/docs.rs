//! `docs/CONFIGURATION.md`, made from the settings themselves.

use std::fmt::Write as _;

use clap::{Args, Command};

use super::{Config, secret_settings};

/// The page.
///
/// # Errors
/// Never in practice: writing to a text does not fail.
pub fn markdown() -> Result<String, std::fmt::Error> {
    let command = Config::augment_args(Command::new("siar"));
    let mut page = String::from(
        "# Configuration\n\nEvery setting is an environment variable or a flag of `siar serve`; a flag wins. Nothing needs to be set.\n\
         Secrets have no flag, because every user of a machine can read command lines; they may be in a file instead, which\n\
         the same variable with `_FILE` at its end names.\n\
         This page is made from the code by `scripts/gen`.\n",
    );
    let mut heading = String::new();
    for argument in command.get_arguments() {
        let here = argument.get_help_heading().unwrap_or("General");
        if here != heading {
            heading = here.to_owned();
            write!(
                page,
                "\n## {heading}\n\n| variable | flag | default | what it is |\n|---|---|---|---|\n"
            )?;
        }
        let variable = argument
            .get_env()
            .map(|name| name.to_string_lossy().into_owned());
        let defaults: Vec<_> = argument
            .get_default_values()
            .iter()
            .map(|value| value.to_string_lossy())
            .collect();
        let help = argument.get_help().map(ToString::to_string);
        let variable = variable.unwrap_or_default();
        let (variable, flag) = if secret_settings::is_secret(argument) {
            (
                format!("`{variable}`, `{variable}_FILE`"),
                "none".to_owned(),
            )
        } else {
            let flag = argument.get_long().unwrap_or_default();
            (format!("`{variable}`"), format!("`--{flag}`"))
        };
        writeln!(
            page,
            "| {variable} | {flag} | {} | {} |",
            if defaults.is_empty() {
                "unset".to_owned()
            } else {
                format!("`{}`", defaults.join(","))
            },
            help.unwrap_or_default().replace('|', "\\|"),
        )?;
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_setting_is_in_the_page_with_words() {
        let page = super::markdown().unwrap();
        assert!(
            page.contains(
                "| `SIAR_LISTEN` | `--listen` | `127.0.0.1:8080` | Address and port to listen on |"
            ),
            "{page}"
        );
        for line in page.lines().filter(|line| line.starts_with("| `")) {
            let cells: Vec<&str> = line.split(" | ").collect();
            assert_eq!(cells.len(), 4, "{line}");
            assert!(cells[0].len() > 4 && cells[3].len() > 5, "{line}");
        }
    }
}
