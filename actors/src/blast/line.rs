//! The session's actor as campaigns use it.

use std::time::Duration;

use async_trait::async_trait;
use siar_domain::id::TenantId;
use siar_engines::{Lookup, MessageId, NewMessageId, SendReceipt};

use super::{NoAnswer, Readiness, Sender};
use crate::{
    kernel::CallError,
    session::{AskReadiness, LinkTrouble, LookUp, PrepareId, SessionActor, Submit},
    wakes::Wakes,
};

/// How long the question whether the session works may take.
const READINESS: Duration = Duration::from_secs(5);

/// The way to one tenant's session, over its restarts.
#[derive(Debug)]
pub(crate) struct SessionLine {
    pub(crate) wakes: Wakes,
    pub(crate) tenant: TenantId,
    /// How long a call that waits for the page may take.
    pub(crate) deadline: Duration,
}

impl SessionLine {
    async fn ask<M, T>(&self, question: M) -> Result<T, NoAnswer>
    where
        SessionActor: actix::Handler<M>,
        M: actix::Message<Result = Result<T, LinkTrouble>> + Send + 'static,
        T: Send + 'static,
    {
        let Some(kernel) = self.wakes.kernel() else {
            return Err(NoAnswer::NotReady);
        };
        let asked = kernel
            .registry()
            .ask::<SessionActor, _>(&self.tenant.to_string(), question, self.deadline)
            .await;
        match asked {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(trouble)) if trouble.nothing_was_done() => Err(NoAnswer::NotReady),
            Ok(Err(trouble)) => Err(NoAnswer::Lost(trouble.to_string())),
            Err(error @ (CallError::Lost | CallError::Deadline(_))) => {
                Err(NoAnswer::Lost(error.to_string()))
            }
            // Not delivered.
            Err(_) => Err(NoAnswer::NotReady),
        }
    }
}

#[async_trait]
impl Sender for SessionLine {
    async fn readiness(&self) -> Readiness {
        let Some(kernel) = self.wakes.kernel() else {
            return Readiness::default();
        };
        let asked = kernel
            .registry()
            .ask::<SessionActor, _>(&self.tenant.to_string(), AskReadiness, READINESS)
            .await;
        asked.map_or_else(
            |_| Readiness::default(),
            |ready| Readiness {
                working: ready.working,
                caught_up: ready.caught_up,
                profile_life: ready.profile_life,
            },
        )
    }

    async fn prepare_id(&self, phone: &str) -> Result<NewMessageId, NoAnswer> {
        self.ask(PrepareId {
            phone: phone.to_owned(),
        })
        .await
    }

    async fn submit(
        &self,
        id: &MessageId,
        phone: &str,
        body: &str,
    ) -> Result<SendReceipt, NoAnswer> {
        self.ask(Submit {
            message_id: id.clone(),
            phone: phone.to_owned(),
            body: body.to_owned(),
        })
        .await
    }

    async fn look_up(&self, id: &MessageId) -> Result<Lookup, NoAnswer> {
        self.ask(LookUp {
            message_id: id.clone(),
        })
        .await
    }
}
