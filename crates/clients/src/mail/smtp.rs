//! SMTP through lettre: STARTTLS or implicit TLS by rustls, plaintext only where the setting says so.

use std::{fmt, time::Duration};

use async_trait::async_trait;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
    },
};
use secrecy::{ExposeSecret, SecretString};

use super::{DeliveryError, Outgoing, Transport};

/// What the mail server says of our login and not of an e-mail (RFC 4954).
const LOGIN_REFUSED: [u16; 5] = [530, 534, 535, 538, 454];
/// Longest text of the server's that is kept, characters.
const REASON_LENGTH: usize = 300;

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// Begins in plaintext and must be upgraded before anything is said.
    StartTls,
    /// TLS from the first byte.
    Implicit,
    /// None.
    Off,
}

/// Where the mail server is.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Its name: also the name its certificate must carry.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: SmtpTls,
    /// User and password, where it asks for them.
    pub login: Option<(String, SecretString)>,
    /// A certificate authority to trust beside the system's, PEM.
    pub authority: Option<Vec<u8>>,
    /// `Name <address>` or an address.
    pub from: String,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// Deadline of one delivery.
    pub deadline: Duration,
}

impl fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .finish_non_exhaustive()
    }
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SmtpError {
    /// An address of ours is none.
    #[error("{0} is not an e-mail address: {1}")]
    Address(&'static str, String),
    /// TLS cannot be set up.
    #[error("TLS: {0}")]
    Tls(String),
    /// A password would go over the network in plaintext.
    #[error("a password without TLS is sent to this machine only, not to {0}")]
    PlaintextLogin(String),
}

/// A mail server.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    reply_to: Option<Mailbox>,
    deadline: Duration,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Smtp")
    }
}

impl Smtp {
    /// Prepares it; connects at the first delivery.
    ///
    /// # Errors
    /// [`SmtpError`].
    pub fn new(settings: SmtpSettings) -> Result<Self, SmtpError> {
        let mailbox = |what, text: &str| {
            text.parse::<Mailbox>()
                .map_err(|error| SmtpError::Address(what, error.to_string()))
        };
        let from = mailbox("SIAR_MAIL_FROM", &settings.from)?;
        let reply_to = settings
            .reply_to
            .as_deref()
            .map(|text| mailbox("SIAR_MAIL_REPLY_TO", text))
            .transpose()?;
        if settings.tls == SmtpTls::Off && settings.login.is_some() && !is_local(&settings.host) {
            return Err(SmtpError::PlaintextLogin(settings.host));
        }
        let mut builder =
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host.as_str())
                .port(settings.port)
                .timeout(Some(settings.deadline))
                .tls(tls(&settings)?);
        if let Some((user, password)) = settings.login {
            builder =
                builder.credentials(Credentials::new(user, password.expose_secret().to_owned()));
        }
        Ok(Self {
            transport: builder.build(),
            from,
            reply_to,
            deadline: settings.deadline,
        })
    }

    fn message(&self, mail: &Outgoing) -> Result<Message, String> {
        let to: Mailbox = mail
            .to
            .parse::<lettre::Address>()
            .map(|address| Mailbox::new(None, address))
            .map_err(|error| error.to_string())?;
        let domain = self.from.email.domain();
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(mail.subject.as_str())
            .message_id(Some(format!("<{}@{domain}>", mail.id)));
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.clone());
        }
        builder
            .multipart(MultiPart::alternative_plain_html(
                mail.text.clone(),
                mail.html.clone(),
            ))
            .map_err(|error| error.to_string())
    }
}

#[async_trait]
impl Transport for Smtp {
    async fn deliver(&self, mail: &Outgoing) -> Result<(), DeliveryError> {
        let message = self.message(mail).map_err(DeliveryError::Refused)?;
        // lettre's own deadline is for each step; this one is for all of them.
        match tokio::time::timeout(self.deadline, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(meaning(&error)),
            Err(_) => Err(DeliveryError::Unavailable(format!(
                "no answer within {} s",
                self.deadline.as_secs()
            ))),
        }
    }
}

fn tls(settings: &SmtpSettings) -> Result<Tls, SmtpError> {
    if settings.tls == SmtpTls::Off {
        return Ok(Tls::None);
    }
    let failed = |error: lettre::transport::smtp::Error| SmtpError::Tls(error.to_string());
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if let Some(pem) = &settings.authority {
        parameters = parameters.add_root_certificate(Certificate::from_pem(pem).map_err(failed)?);
    }
    let parameters = parameters.build_rustls().map_err(failed)?;
    Ok(match settings.tls {
        SmtpTls::Implicit => Tls::Wrapper(parameters),
        SmtpTls::StartTls | SmtpTls::Off => Tls::Required(parameters),
    })
}

fn is_local(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

fn meaning(error: &lettre::transport::smtp::Error) -> DeliveryError {
    let mut reason = error.to_string();
    if let Some(source) = std::error::Error::source(error) {
        reason = format!("{reason}: {source}");
    }
    let reason = reason.chars().take(REASON_LENGTH).collect();
    let code = error.status().map(u16::from);
    match code {
        Some(code) if LOGIN_REFUSED.contains(&code) => DeliveryError::Unavailable(reason),
        Some(_) if error.is_permanent() => DeliveryError::Refused(reason),
        Some(_) => DeliveryError::Deferred(reason),
        None => DeliveryError::Unavailable(reason),
    }
}
