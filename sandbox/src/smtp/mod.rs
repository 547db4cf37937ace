//! The sandbox's mail server: takes every e-mail, keeps the newest in memory, and refuses or hangs when it is told to.

mod session;

use crate::clock::{Millis, WorldClock};
use mail_parser::MessageParser;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

/// E-mails kept; older ones are forgotten.
const KEPT: usize = 500;
/// Connections at a time.
const CONNECTIONS: usize = 100;

/// An e-mail that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    /// Its place: 1 is the first.
    pub id: u64,
    /// When it came, milliseconds since 1970.
    pub at_ms: Millis,
    /// The sender of the envelope.
    pub from: String,
    /// The recipients of the envelope.
    pub to: Vec<String>,
    /// The subject.
    pub subject: String,
    /// The `Message-ID` without its brackets.
    pub message_id: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
}

impl Email {
    /// The first link in the plain text.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        self.text
            .split_whitespace()
            .find(|word| word.starts_with("http://") || word.starts_with("https://"))
    }
}

/// What the server does with e-mails instead of taking them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SmtpFault {
    /// Refuses recipients for now: 451.
    Defer,
    /// Refuses recipients for good: 550.
    Refuse,
    /// Says nothing any more once it has the recipient.
    Hang,
    /// Takes the e-mail and breaks the connection before it says so.
    TakeAndBreak,
    /// Takes the e-mail and never says so.
    TakeAndHang,
}

/// `PUT /control/smtp`: trouble, or none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpTrouble {
    /// Which; none: e-mails are taken.
    #[serde(default)]
    pub fault: Option<SmtpFault>,
    /// For so many e-mails; none: until it is told otherwise.
    #[serde(default)]
    pub times: Option<u32>,
}

#[derive(Debug, Default)]
struct Held {
    emails: VecDeque<Email>,
    last_id: u64,
    trouble: SmtpTrouble,
    attempts: u64,
    port: u16,
}

/// What the mail server has taken, and how it behaves.
#[derive(Debug)]
pub struct Mailbox {
    held: Mutex<Held>,
    clock: Arc<dyn WorldClock>,
}

impl Mailbox {
    /// Empty, and taking everything.
    #[must_use]
    pub fn new(clock: Arc<dyn WorldClock>) -> Arc<Self> {
        Arc::new(Self {
            held: Mutex::default(),
            clock,
        })
    }

    /// The e-mails to an address, or all of them, newest first.
    #[must_use]
    pub fn emails(&self, to: Option<&str>) -> Vec<Email> {
        let held = self.lock();
        let wanted = |email: &&Email| {
            to.is_none_or(|to| email.to.iter().any(|one| one.eq_ignore_ascii_case(to)))
        };
        held.emails.iter().rev().filter(wanted).cloned().collect()
    }

    /// One e-mail.
    #[must_use]
    pub fn email(&self, id: u64) -> Option<Email> {
        self.lock().emails.iter().find(|one| one.id == id).cloned()
    }

    /// Forgets all e-mails.
    pub fn clear(&self) {
        self.lock().emails.clear();
    }

    /// Trouble from now on, or none.
    pub fn set_trouble(&self, trouble: SmtpTrouble) {
        self.lock().trouble = trouble;
    }

    /// The mail server's port; 0: it does not listen.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.lock().port
    }

    /// The trouble of the moment.
    #[must_use]
    pub fn trouble(&self) -> SmtpTrouble {
        self.lock().trouble
    }

    /// How often an e-mail was offered, whatever became of it.
    #[must_use]
    pub fn attempts(&self) -> u64 {
        self.lock().attempts
    }

    /// What happens to the e-mail that is offered now.
    fn meet(&self) -> Option<SmtpFault> {
        let mut held = self.lock();
        held.attempts += 1;
        let fault = held.trouble.fault?;
        match held.trouble.times.as_mut() {
            None => {}
            Some(times) if *times > 1 => *times -= 1,
            Some(_) => held.trouble = SmtpTrouble::default(),
        }
        Some(fault)
    }

    fn take(&self, from: String, to: Vec<String>, raw: &[u8]) {
        let parsed = MessageParser::default().parse(raw);
        let text = |text: Option<std::borrow::Cow<'_, str>>| {
            text.map(|text| text.replace("\r\n", "\n"))
                .unwrap_or_default()
        };
        let at_ms = self.clock.now();
        let mut held = self.lock();
        held.last_id += 1;
        let email = Email {
            id: held.last_id,
            at_ms,
            from,
            to,
            subject: parsed
                .as_ref()
                .and_then(|one| one.subject())
                .unwrap_or_default()
                .to_owned(),
            message_id: parsed
                .as_ref()
                .and_then(|one| one.message_id())
                .unwrap_or_default()
                .to_owned(),
            text: text(parsed.as_ref().and_then(|one| one.body_text(0))),
            html: text(parsed.as_ref().and_then(|one| one.body_html(0))),
        };
        held.emails.push_back(email);
        if held.emails.len() > KEPT {
            held.emails.pop_front();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A mail server that listens. It stops when this value is dropped.
#[derive(Debug)]
pub struct Listening {
    /// Where.
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Listens on `address`; port 0 takes a free one.
///
/// # Errors
/// When the address cannot be listened on.
pub async fn listen(address: SocketAddr, mailbox: &Arc<Mailbox>) -> io::Result<Listening> {
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    let mailbox = Arc::clone(mailbox);
    mailbox.lock().port = address.port();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let task = tokio::spawn(async move {
        let mut sessions = tokio::task::JoinSet::new();
        loop {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else {
                return;
            };
            match listener.accept().await {
                Ok((stream, _)) => {
                    let mailbox = Arc::clone(&mailbox);
                    sessions.spawn(async move {
                        if let Err(error) = session::run(stream, &mailbox).await {
                            tracing::debug!(%error, "an SMTP session broke");
                        }
                        drop(place);
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "SMTP");
                    tokio::task::yield_now().await;
                }
            }
            while sessions.try_join_next().is_some() {}
        }
    });
    Ok(Listening { address, task })
}
