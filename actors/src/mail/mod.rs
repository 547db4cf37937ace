//! Delivers e-mails (ACC-1): claims the one that waits longest, hands it to the mail server, records what became of it.
//!
//! *Owns* nothing: the rows say what is to be sent. *Supervised by* `chores`. *On crash loses* nothing; the one e-mail that was being
//! handed over is in doubt and comes again, under the same message id. *Messages*: none; woken by the transaction that wrote one.
//!
//! One at a time: so at most one is ever in doubt. While the server cannot be used at all, everything waits, with an alert.

use std::{sync::Arc, time::Duration};

use actix::Actor;
use chrono::{DateTime, TimeDelta, Utc};
use siar_clients::mail::{DeliveryError, Letterhead, To, Transport, render};
use siar_db::{
    Db, DbError,
    alerts::{self, Alert, Severity},
    mail::{self, Claimed, Outcome},
    vault::VaultKeys,
};
use siar_domain::{
    id::NodeId,
    mail::{masked, next_attempt},
};

use crate::{
    kernel::{ChildSpec, Context},
    supervised,
};

/// How often the rows are looked at without being woken.
const LOOK: Duration = Duration::from_secs(2);
/// How long an e-mail stays this node's: longer than a delivery's deadline can be.
const LEASE: TimeDelta = TimeDelta::minutes(6);
/// While the server cannot be used, it is tried this often.
const PAUSE: TimeDelta = TimeDelta::seconds(5);
/// The alert while the server cannot be used.
const ALERT: &str = "mail_unavailable";

/// How e-mails leave.
#[derive(Debug, Clone)]
pub struct MailOut {
    /// The mail server, or what stands in for it.
    pub transport: Arc<dyn Transport>,
    /// What all e-mails have in common.
    pub head: Letterhead,
}

/// See the module.
pub struct Mailer {
    work: Work,
    delivering: bool,
    deliver_again: bool,
    /// Nothing is tried before: the server could not be used.
    paused_until: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailer")
            .field("delivering", &self.delivering)
            .finish_non_exhaustive()
    }
}

supervised!(Mailer);

/// The place in the tree; its id is `mail`.
pub fn child(db: Db, keys: Arc<VaultKeys>, node: NodeId, out: MailOut) -> ChildSpec<Mailer> {
    let work = Work {
        db,
        keys,
        node,
        out,
    };
    ChildSpec::new("mail", move || Mailer {
        work: work.clone(),
        delivering: false,
        deliver_again: false,
        paused_until: None,
    })
}

impl Actor for Mailer {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.deliver(ctx);
        ctx.every(LOOK, Self::deliver);
        self.listen(ctx);
    }
}

impl Mailer {
    fn listen(&mut self, ctx: &mut Context<Self>) {
        let db = self.work.db.clone();
        ctx.contain(async move { db.mail_written().await }, |this, _, ctx| {
            this.deliver(ctx);
            this.listen(ctx);
        });
    }

    fn deliver(&mut self, ctx: &mut Context<Self>) {
        if self.delivering {
            self.deliver_again = true;
            return;
        }
        let now = self.work.db.clock().now();
        if self.paused_until.is_some_and(|until| now < until) {
            return;
        }
        self.delivering = true;
        let work = self.work.clone();
        ctx.contain(
            async move { work.deliver_due().await },
            |this, done, ctx| {
                this.delivering = false;
                let now = this.work.db.clock().now();
                this.paused_until = None;
                match done {
                    Ok(Ok(Server::Usable)) => {}
                    Ok(Ok(Server::Unusable)) => this.paused_until = Some(now + PAUSE),
                    Ok(Err(error)) => tracing::warn!(%error, "e-mails could not be looked for"),
                    Err(panicked) => ctx.fail(panicked),
                }
                if std::mem::take(&mut this.deliver_again) {
                    this.deliver(ctx);
                }
            },
        );
    }
}

/// Whether the mail server can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Server {
    Usable,
    Unusable,
}

#[derive(Clone)]
struct Work {
    db: Db,
    keys: Arc<VaultKeys>,
    node: NodeId,
    out: MailOut,
}

impl Work {
    /// Delivers until nothing is due, or the server cannot be used.
    async fn deliver_due(&self) -> Result<Server, DbError> {
        loop {
            let claimed = self
                .db
                .system(async |tx| mail::claim(tx, self.node, LEASE).await)
                .await;
            let email = match claimed {
                Ok(Some(email)) => email,
                Ok(None) => return Ok(Server::Usable),
                Err(error) => return Err(error),
            };
            let (outcome, server) = self.attempt(&email).await;
            self.record(&email, &outcome, server).await?;
            if server == Server::Unusable {
                return Ok(server);
            }
        }
    }

    async fn attempt(&self, email: &Claimed) -> (Outcome, Server) {
        let now = self.db.clock().now();
        if now >= email.until {
            return (Outcome::Expired { error: None }, Server::Usable);
        }
        let to = To {
            address: &email.to,
            name: &email.name,
            language: &email.language,
        };
        let rendered = email
            .token(&self.keys)
            .map_err(|error| error.to_string())
            .and_then(|token| {
                let token = token.as_ref().map(|token| token.as_str());
                render(&self.out.head, email.id, to, &email.mail, token)
                    .map_err(|error| error.to_string())
            });
        let outgoing = match rendered {
            Ok(outgoing) => outgoing,
            Err(error) => return (Outcome::Refused { error }, Server::Usable),
        };
        let again = |error: String| {
            let now = self.db.clock().now();
            match next_attempt(email.attempts, now, email.until) {
                Some(at) => Outcome::Again { at, error },
                None => Outcome::Expired { error: Some(error) },
            }
        };
        match self.out.transport.deliver(&outgoing).await {
            Ok(()) => (Outcome::Sent, Server::Usable),
            Err(DeliveryError::Refused(error)) => (Outcome::Refused { error }, Server::Usable),
            Err(DeliveryError::Deferred(error)) => (again(error), Server::Usable),
            Err(DeliveryError::Unavailable(error)) => (again(error), Server::Unusable),
            Err(DeliveryError::NotConfigured) => (Outcome::NotConfigured, Server::Usable),
        }
    }

    async fn record(
        &self,
        email: &Claimed,
        outcome: &Outcome,
        server: Server,
    ) -> Result<(), DbError> {
        let (purpose, to, attempts) = (email.mail.purpose(), masked(&email.to), email.attempts);
        match outcome {
            Outcome::Sent => {
                tracing::info!(email = %email.id, purpose, to, attempts, "e-mail delivered")
            }
            Outcome::Again { at, error } => {
                tracing::warn!(email = %email.id, purpose, to, attempts, %at, error = %without(error, &email.to), "e-mail not delivered yet");
            }
            Outcome::Refused { error } => {
                tracing::error!(email = %email.id, purpose, to, attempts, error = %without(error, &email.to), "e-mail refused");
            }
            Outcome::Expired { .. } => {
                tracing::error!(email = %email.id, purpose, to, attempts, "e-mail given up: not delivered in time");
            }
            Outcome::NotConfigured => {
                tracing::warn!(email = %email.id, purpose, to, "e-mail not sent: no mail server is set up (SIAR_SMTP_HOST)");
            }
        }
        metrics::counter!("siar_emails_total", "outcome" => word(outcome)).increment(1);
        self.db
            .system(async |tx| {
                if !mail::settle(tx, self.node, email, outcome).await? {
                    tracing::warn!(email = %email.id, "somebody else has taken this e-mail over meanwhile");
                }
                match (server, outcome) {
                    (Server::Unusable, Outcome::Again { error, .. } | Outcome::Expired { error: Some(error) }) => {
                        let alert = Alert {
                            kind: ALERT,
                            severity: Severity::Warning,
                            subject: ALERT,
                            text: &format!("E-mails cannot be sent: {}", without(error, &email.to)),
                        };
                        alerts::raise(tx, None, &alert).await.map(drop)
                    }
                    (_, Outcome::Sent) => alerts::resolve(tx, ALERT, ALERT).await.map(drop),
                    _ => Ok(()),
                }
            })
            .await
    }
}

/// What the server said, without the address it may repeat.
fn without(error: &str, address: &str) -> String {
    error.replace(address, &masked(address))
}

const fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Sent => "sent",
        Outcome::Again { .. } => "again",
        Outcome::Refused { .. } => "refused",
        Outcome::Expired { .. } => "expired",
        Outcome::NotConfigured => "not_configured",
    }
}
