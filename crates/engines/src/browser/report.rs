//! What the page says, on its way to the session's actor.

use super::{
    events::{BridgeEvent, Translator},
    group::ProcessGroup,
    page::Signal,
    send::Calls,
};
use crate::EngineEvent;
use siar_domain::clock::Clock;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio::sync::{mpsc, oneshot};

/// Turns what the page says into events and answers.
pub(super) struct Reporter {
    pub(super) translator: Translator,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) calls: Arc<Calls>,
    pub(super) group: Arc<ProcessGroup>,
    pub(super) ending: Arc<AtomicBool>,
    pub(super) greet: Option<oneshot::Sender<()>>,
}

impl Reporter {
    /// Runs until the page is gone or nobody asks any more.
    pub(super) async fn run(
        mut self,
        mut inbox: mpsc::UnboundedReceiver<Signal>,
        events: mpsc::Sender<EngineEvent>,
    ) {
        // Answers must not wait for an actor that is slow to take events.
        let (forward, mut queue) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Some(event) = queue.recv().await {
                if events.send(event).await.is_err() {
                    return;
                }
            }
        });
        while let Some(signal) = inbox.recv().await {
            match signal {
                Signal::Event(BridgeEvent::Answer { call, answer }) => {
                    self.calls.answered(call, answer)
                }
                Signal::Event(event) => {
                    if matches!(event, BridgeEvent::Hello { .. })
                        && let Some(greet) = self.greet.take()
                    {
                        let _ = greet.send(());
                    }
                    for event in self.translator.translate(event, self.clock.now()) {
                        let _ = forward.send(event);
                    }
                }
                Signal::Gone(detail) => {
                    if !self.ending.load(Ordering::SeqCst) {
                        let _ = forward.send(EngineEvent::Died { detail });
                        // A crashed page leaves a browser behind that can do nothing any more.
                        self.group.kill();
                    }
                    break;
                }
            }
        }
        self.calls.give_up();
    }
}
