//! Sends the answers to those who asked to be left alone or to come back (CON-5), one after the other, beside the session's loop.
//!
//! The rows say what is to be sent; this looks at them when the loop has written one, when its life begins, and every few seconds while
//! one is open. It lives and ends with the session's actor, so that whoever holds the session sends, and nobody else.

use std::{sync::Arc, time::Duration};

use siar_db::{
    DbError,
    opt_out_answers::{self, Open, Outcome},
};
use siar_domain::{
    delivery::Delivery,
    id::TenantId,
    reconcile::{Decision, Evidence, InDoubt, Patience, decide},
};
use siar_engines::{MessageId, NewMessageId, SendReceipt};
use tokio::sync::Notify;

use super::{Shared, Submit, line::Line};
use crate::blast::evidence_of;

/// How often open answers are looked at.
const LOOK: Duration = Duration::from_secs(2);

/// See the module.
pub(super) struct Answers {
    pub(super) shared: Shared,
    pub(super) tenant: TenantId,
    pub(super) line: Line,
    /// The loop has written one.
    pub(super) written: Arc<Notify>,
}

impl Answers {
    pub(super) async fn run(self) {
        // An earlier life may have left some.
        let mut open = true;
        loop {
            let ready = self.line.readiness();
            if open && ready.working && ready.caught_up {
                match self.settle().await {
                    Ok(left) => open = left,
                    Err(error) => {
                        tracing::warn!(tenant = %self.tenant, %error, "answers to opt-outs wait for the database");
                    }
                }
            }
            tokio::select! {
                () = self.written.notified() => open = true,
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// Does what can be done about each open answer. Whether any is left open.
    async fn settle(&self) -> Result<bool, DbError> {
        let tenant = self.tenant;
        let rows = self
            .shared
            .db
            .system(async |tx| opt_out_answers::open(tx, tenant).await)
            .await?;
        let mut left = false;
        for row in &rows {
            let outcome = match row.submitted_at {
                None => self.send(row).await?,
                Some(_) => self.find_out(row).await,
            };
            let Some(outcome) = outcome else {
                left = true;
                continue;
            };
            left |= outcome == Outcome::Queued;
            metrics::counter!("siar_opt_out_answers_total", "outcome" => outcome.as_str())
                .increment(1);
            self.shared
                .db
                .system(async |tx| opt_out_answers::settle(tx, tenant, &row.answers, outcome).await)
                .await?;
        }
        Ok(left)
    }

    /// Commits an id, then tells the engine. `None`: it stays open.
    async fn send(&self, row: &Open) -> Result<Option<Outcome>, DbError> {
        let id = match &row.message_id {
            Some(id) => id.clone(),
            None => match self.line.prepare_id(row.phone.clone()).await {
                Ok(NewMessageId::Id(id)) => id.0,
                Ok(NewMessageId::NotOnWhatsapp) => return Ok(Some(Outcome::Refused)),
                Err(_) => return Ok(None),
            },
        };
        let (tenant, node) = (self.tenant, self.shared.node);
        let life = self.line.readiness().profile_life;
        let ours = self
            .shared
            .db
            .system(async |tx| {
                opt_out_answers::submitting(tx, tenant, node, &row.answers, &id, life).await
            })
            .await?;
        if !ours {
            // Of a session that is another node's by now the row is not ours to end.
            return Ok(self.line.readiness().working.then_some(Outcome::Expired));
        }
        let submit = Submit {
            message_id: MessageId(id),
            phone: row.phone.clone(),
            body: row.body.clone(),
        };
        Ok(match self.line.submit(submit).await {
            Ok(SendReceipt::Refused(_)) => Some(Outcome::Refused),
            Ok(SendReceipt::Accepted | SendReceipt::AlreadyUsed) => None,
            Err(trouble) if trouble.nothing_was_done() => Some(Outcome::Queued),
            // It may still be carried out.
            Err(_) => None,
        })
    }

    /// Asks the engine what became of an answer that was handed over. `None`: nobody knows yet.
    async fn find_out(&self, row: &Open) -> Option<Outcome> {
        let (id, since) = (row.message_id.clone()?, row.submitted_at?);
        let now = self.shared.clock.now();
        let settled_after = self.shared.config.answer_settles;
        // The page may still be at it: only then does "not found" say anything.
        if now - since < chrono::TimeDelta::from_std(settled_after).unwrap_or_default() {
            return None;
        }
        let ready = self.line.readiness();
        let evidence = match self.line.look_up(MessageId(id)).await {
            Ok(lookup) if ready.caught_up => evidence_of(lookup),
            _ => Evidence::None,
        };
        let doubt = InDoubt {
            state: Delivery::Submitting,
            evidence,
            memory_lost: row.profile_life != Some(ready.profile_life),
            receipt: None,
            waiting_since: since,
        };
        match decide(&doubt, &Patience::default(), now) {
            Decision::MarkSent(_) => Some(Outcome::Sent),
            Decision::SendAgainSameId => Some(Outcome::Queued),
            Decision::MarkUnknown => Some(Outcome::Unknown),
            Decision::WaitForReceipts(_) | Decision::AskAgain | Decision::Nothing => None,
        }
    }
}
