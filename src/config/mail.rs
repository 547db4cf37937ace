//! How e-mails are sent.

use std::{path::PathBuf, sync::Arc, time::Duration};

use secrecy::SecretString;
use siar_actors::mail::MailOut;
use siar_clients::mail::{
    Letterhead, LinksToLog, Smtp, SmtpError, SmtpSettings, SmtpTls, Transport, Unconfigured,
};

/// How e-mails are sent.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "E-mail")]
pub struct MailConfig {
    /// Name of the mail server. Unset: no e-mails are sent, and nothing asks for a confirmed address.
    #[arg(long, env = "SIAR_SMTP_HOST")]
    pub smtp_host: Option<String>,
    /// Its port. Unset: 587 with starttls, 465 with tls, 25 with none.
    #[arg(long, env = "SIAR_SMTP_PORT")]
    pub smtp_port: Option<u16>,
    /// Encryption: `starttls`, `tls` (from the first byte) or `none` (plaintext; a password is then sent to this machine only).
    #[arg(long, env = "SIAR_SMTP_TLS", default_value = "starttls")]
    pub smtp_tls: SmtpTlsMode,
    /// User at the mail server. Unset: it is not logged in to.
    #[arg(long, env = "SIAR_SMTP_USER")]
    pub smtp_user: Option<String>,
    /// Password at the mail server.
    #[arg(long, env = "SIAR_SMTP_PASSWORD", hide_env_values = true)]
    pub smtp_password: Option<SecretString>,
    /// File with a certificate authority (PEM) to trust for the mail server beside the system's.
    #[arg(long, env = "SIAR_SMTP_CA_FILE")]
    pub smtp_ca_file: Option<PathBuf>,
    /// Seconds that handing over one e-mail may take.
    #[arg(long, env = "SIAR_SMTP_DEADLINE_SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=120))]
    pub smtp_deadline_seconds: u16,
    /// Sender of e-mails, `Name <address>` or an address. Needed with SIAR_SMTP_HOST.
    #[arg(long, env = "SIAR_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Where answers to e-mails go. Unset: to the sender.
    #[arg(long, env = "SIAR_MAIL_REPLY_TO")]
    pub mail_reply_to: Option<String>,
}

/// How the connection to the mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "lowercase")]
pub enum SmtpTlsMode {
    /// Upgraded before anything is said.
    StartTls,
    /// From the first byte.
    Tls,
    /// Not at all.
    None,
}

impl SmtpTlsMode {
    const fn usual_port(self) -> u16 {
        match self {
            Self::StartTls => 587,
            Self::Tls => 465,
            Self::None => 25,
        }
    }
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MailConfigError {
    /// There is no sender.
    #[error("SIAR_SMTP_HOST needs SIAR_MAIL_FROM: the sender of e-mails")]
    NoSender,
    /// Half a login.
    #[error("SIAR_SMTP_USER and SIAR_SMTP_PASSWORD belong together")]
    HalfLogin,
    /// A file cannot be read.
    #[error("{path:?}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// They do not fit together.
    #[error(transparent)]
    Smtp(#[from] SmtpError),
}

impl MailConfig {
    /// How e-mails leave: by the mail server; without one, for development in the sandbox, their links go to the log; else nowhere.
    ///
    /// # Errors
    /// [`MailConfigError`].
    pub fn out(&self, base_url: &str, sandbox: bool) -> Result<MailOut, MailConfigError> {
        let transport: Arc<dyn Transport> = match &self.smtp_host {
            Some(host) => Arc::new(Smtp::new(self.settings(host)?)?),
            None if sandbox => Arc::new(LinksToLog),
            None => Arc::new(Unconfigured),
        };
        Ok(MailOut {
            transport,
            head: Letterhead {
                base_url: base_url.to_owned(),
                sender: "Siar".to_owned(),
            },
        })
    }

    fn settings(&self, host: &str) -> Result<SmtpSettings, MailConfigError> {
        let read = |path: &PathBuf| {
            std::fs::read(path).map_err(|source| MailConfigError::File {
                path: path.clone(),
                source,
            })
        };
        let login = match (&self.smtp_user, &self.smtp_password) {
            (Some(user), Some(password)) => Some((user.clone(), password.clone())),
            (None, None) => None,
            _ => return Err(MailConfigError::HalfLogin),
        };
        Ok(SmtpSettings {
            host: host.to_owned(),
            port: self.smtp_port.unwrap_or(self.smtp_tls.usual_port()),
            tls: match self.smtp_tls {
                SmtpTlsMode::StartTls => SmtpTls::StartTls,
                SmtpTlsMode::Tls => SmtpTls::Implicit,
                SmtpTlsMode::None => SmtpTls::Off,
            },
            login,
            authority: self.smtp_ca_file.as_ref().map(read).transpose()?,
            from: self.mail_from.clone().ok_or(MailConfigError::NoSender)?,
            reply_to: self.mail_reply_to.clone(),
            deadline: Duration::from_secs(self.smtp_deadline_seconds.into()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn config(change: impl FnOnce(&mut MailConfig)) -> MailConfig {
        let mut mail = Config::defaults().unwrap().mail;
        mail.smtp_host = Some("smtp.example".to_owned());
        mail.mail_from = Some("Siar <siar@example.org>".to_owned());
        change(&mut mail);
        mail
    }

    fn why(mail: &MailConfig) -> String {
        let out = mail.out("http://localhost", false);
        out.err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn settings_that_do_not_fit_together_are_refused_by_name() {
        assert_eq!(why(&config(|_| ())), "");
        assert!(why(&config(|mail| mail.mail_from = None)).contains("SIAR_MAIL_FROM"));
        assert!(
            why(&config(|mail| mail.mail_from = Some("Siar".into()))).contains("SIAR_MAIL_FROM")
        );
        assert!(
            why(&config(|mail| mail.smtp_user = Some("u".into()))).contains("SIAR_SMTP_PASSWORD")
        );
        let plaintext = |host: &str| {
            config(|mail| {
                mail.smtp_host = Some(host.to_owned());
                mail.smtp_user = Some("u".to_owned());
                mail.smtp_password = Some("p".into());
                mail.smtp_tls = SmtpTlsMode::None;
            })
        };
        assert!(why(&plaintext("smtp.example")).contains("without TLS"));
        assert_eq!(why(&plaintext("127.0.0.1")), "");
        assert!(
            why(&config(|mail| mail.smtp_ca_file = Some("/nowhere".into()))).contains("nowhere")
        );
    }

    #[test]
    fn ports_follow_the_encryption() {
        let mail = config(|mail| {
            mail.smtp_user = Some("u".to_owned());
            mail.smtp_password = Some("secret".into());
        });
        let settings = mail.settings("smtp.example").unwrap();
        let (user, password) = settings.login.unwrap();
        let password = secrecy::ExposeSecret::expose_secret(&password);
        assert_eq!(
            (user.as_str(), password, settings.port),
            ("u", "secret", 587)
        );
        for (tls, port) in [(SmtpTlsMode::Tls, 465), (SmtpTlsMode::None, 25)] {
            assert_eq!(
                config(|mail| mail.smtp_tls = tls)
                    .settings("h")
                    .unwrap()
                    .port,
                port
            );
        }
    }

    #[test]
    fn without_a_mail_server_nothing_reaches_people() {
        let none = Config::defaults().unwrap().mail;
        for sandbox in [true, false] {
            let out = none.out("http://localhost", sandbox).unwrap();
            assert!(!out.transport.reaches_people());
        }
        assert!(
            config(|_| ())
                .out("http://localhost", false)
                .unwrap()
                .transport
                .reaches_people()
        );
    }
}
