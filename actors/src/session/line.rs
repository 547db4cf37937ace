//! The way to a session's engine, for everybody but its loop: calls beside the mailbox, refused while nothing may be sent.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use siar_domain::session::{PROBE_FRESH_SECONDS, SessionState};
use siar_engines::{EngineError, Lookup, MessageId, NewMessageId, SendReceipt, Trouble};
use tokio::{
    sync::{mpsc, watch},
    time::Instant,
};

use super::{
    link::{self, Held},
    messages::{LinkTrouble, Readiness, Submit},
    parts::{Counters, Face, Order},
};

/// See the module. Cheap to clone.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) face: watch::Receiver<Face>,
    pub(super) orders: Option<mpsc::UnboundedSender<Order>>,
    pub(super) counters: Arc<Counters>,
    pub(super) deadline: Duration,
}

impl Line {
    pub(super) fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // A loop that is gone took the actor with it.
            let _ = orders.send(order);
        }
    }

    /// Whether the session can send, and what its answers are worth.
    pub(super) fn readiness(&self) -> Readiness {
        let face = self.face.borrow();
        Readiness {
            working: face.works(),
            caught_up: face.caught_up,
            profile_life: face.life,
        }
    }

    /// The link, if it may be used to send now: nothing is sent on an old belief.
    fn working(&self) -> Option<Arc<Held>> {
        let face = self.face.borrow();
        (face.works()).then(|| face.held.clone()).flatten()
    }

    /// The link, in whatever state.
    pub(super) fn held(&self) -> Option<Arc<Held>> {
        self.face.borrow().held.clone()
    }

    /// Makes a call; an engine that turns out dead or hanging is reported to the loop.
    pub(super) async fn call<T>(
        &self,
        held: Option<Arc<Held>>,
        what: &'static str,
        call: impl for<'a> FnOnce(&'a dyn siar_engines::Link) -> link::Call<'a, T> + Send,
    ) -> Result<T, LinkTrouble> {
        let held = held.ok_or(LinkTrouble::NotReady)?;
        let answer = held.call(what, self.deadline, call).await;
        if let Err(error @ (EngineError::TimedOut { .. } | EngineError::Gone(_))) = &answer {
            self.order(Order::Broken(error.to_string()));
        }
        answer.map_err(LinkTrouble::Engine)
    }

    pub(super) async fn prepare_id(&self, phone: String) -> Result<NewMessageId, LinkTrouble> {
        self.call(self.working(), "prepare", move |link| {
            Box::pin(async move { link.new_message_id(&phone).await })
        })
        .await
    }

    pub(super) async fn submit(&self, submit: Submit) -> Result<SendReceipt, LinkTrouble> {
        let id = submit.message_id.clone();
        let begun = Instant::now();
        let receipt = self
            .call(self.working(), "send", move |link| {
                Box::pin(async move {
                    link.send_text(&submit.message_id, &submit.phone, &submit.body)
                        .await
                })
            })
            .await?;
        match &receipt {
            SendReceipt::Accepted => {
                let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
                self.counters.sends.fetch_add(1, Ordering::Relaxed);
                self.counters.submit_us.fetch_add(micros, Ordering::Relaxed);
                self.order(Order::Submitted(id));
            }
            SendReceipt::Refused(Trouble::AccountLimited { code }) => {
                self.order(Order::Limited(code.clone()));
            }
            _ => {}
        }
        Ok(receipt)
    }

    pub(super) async fn look_up(&self, message_id: MessageId) -> Result<Lookup, LinkTrouble> {
        self.call(self.working(), "look-up", move |link| {
            Box::pin(async move { link.look_up(&message_id).await })
        })
        .await
    }
}

impl Face {
    pub(super) fn works(&self) -> bool {
        let fresh = Duration::from_secs(PROBE_FRESH_SECONDS.unsigned_abs());
        let now = Instant::now();
        self.state == Some(SessionState::Working)
            && self.probed.is_some_and(|at| now - at <= fresh)
            && self.lease_until.is_some_and(|until| now < until)
    }
}
