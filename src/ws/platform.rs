//! The platform's stream (ADM-2): the actor tree at first, then its changes, and what happens to alerts and sessions. Nothing of it is
//! numbered, so there is nothing to resume: whoever connects again gets the whole tree again and loads the rest again. It tells what this
//! node does; each node has a tree of its own.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use actix::{
    Actor, ActorContext, ActorFutureExt, AsyncContext, SpawnHandle, StreamHandler, WrapFuture,
};
use actix_web_actors::ws::{self, CloseCode, CloseReason, WebsocketContext};
use siar_actors::kernel::{HealthEvent, Snapshot};
use siar_db::{Committed, DbError, alerts};
use siar_domain::{event::Event, id::AlertId, permission::Permission};
use tokio_stream::wrappers::{BroadcastStream, errors::BroadcastStreamRecvError};

use super::{
    flow::{Flow, PATIENCE},
    frames::{Control, PlatformClientFrame, PlatformFrame, PlatformTopic},
    rights::{self, Listener, Rights},
};
use crate::{
    State,
    admin::health::PlatformHealth,
    health,
    logging::{self, Wanted},
};

const HEARTBEAT: Duration = Duration::from_secs(20);
/// How often the mailboxes are looked at: they have no events of their own.
const LOAD: Duration = Duration::from_secs(2);

/// How often new lines of the log are looked for, by those who follow it, and how many leave at once.
const LOGS: Duration = Duration::from_millis(300);
const LINES: usize = 200;
/// Lines that whoever begins to follow is told again: those between what it has loaded and the beginning are then among them.
const LAST: u64 = 50;
/// How often those who follow the health of what the server needs are told it.
const HEALTH: Duration = Duration::from_secs(10);
/// Frames that may fail to be understood before the stream closes.
const MISTAKES: u32 = 5;

type Ctx = WebsocketContext<PlatformConnection>;

/// One open stream of the platform.
pub(crate) struct PlatformConnection {
    state: State,
    rights: Rights,
    /// The first tree was sent.
    has_begun: bool,
    flow: Flow,
    /// Something was left out because the client was slow: a whole tree makes it good, and `missed` tells it to load the rest.
    behind: bool,
    /// Mailboxes as they were last told; empty ones are absent.
    load: BTreeMap<String, u64>,
    heard: Instant,
    /// The last line of the log that was sent, and what looks for the next ones.
    logs: Option<(u64, SpawnHandle)>,
    health: Option<SpawnHandle>,
    mistakes: u32,
}

impl PlatformConnection {
    pub(crate) fn new(state: State, rights: Rights) -> Self {
        Self {
            state,
            rights,
            has_begun: false,
            flow: Flow::default(),
            behind: false,
            load: BTreeMap::new(),
            heard: Instant::now(),
            logs: None,
            health: None,
            mistakes: 0,
        }
    }

    /// Whether a frame may leave now.
    fn can_send(&self) -> bool {
        self.flow.free() > 0 && !self.rights.is_unsure()
    }

    fn tell(&mut self, frame: &PlatformFrame, ctx: &mut Ctx) {
        if !self.can_send() {
            self.behind = true;
            return;
        }
        match serde_json::to_string(frame) {
            Ok(text) => ctx.text(text),
            Err(error) => tracing::error!(%error, "writing a frame of the platform's stream"),
        }
        if let Some(number) = self.flow.sent() {
            ctx.ping(&number.to_be_bytes());
        }
    }

    fn tree(&mut self, ctx: &mut Ctx) {
        self.behind = false;
        let tree = self.state.actors.kernel().snapshot();
        self.load = load_of(&tree);
        self.tell(&PlatformFrame::ActorTree(Box::new(tree)), ctx);
    }

    /// Something was not told: the tree is told again, the rest the client has to load.
    fn missed(&mut self, ctx: &mut Ctx) {
        self.tree(ctx);
        self.tell(&PlatformFrame::Missed {}, ctx);
    }

    /// Tells the mailboxes that are not as they were last told.
    fn look_at_load(&mut self, ctx: &mut Ctx) {
        let now = load_of(&self.state.actors.kernel().snapshot());
        let changed = changed(&self.load, &now);
        if !changed.is_empty() {
            self.load = now;
            self.tell(&PlatformFrame::ActorLoad { mailboxes: changed }, ctx);
        }
    }

    fn alert(&self, id: AlertId, ctx: &mut Ctx) {
        let db = self.state.db.clone();
        let read = async move { db.system(async |tx| alerts::read(tx, id).await).await };
        ctx.spawn(
            read.into_actor(self).map(
                |found: Result<_, DbError>, this: &mut Self, ctx| match found {
                    Ok(Some(alert)) => this.tell(&PlatformFrame::Alert(alert.into()), ctx),
                    Ok(None) => {}
                    Err(error) => {
                        tracing::warn!(%error, "reading an alert for the platform's stream");
                        this.tell(&PlatformFrame::Missed {}, ctx);
                    }
                },
            ),
        );
    }

    fn understand(&mut self, text: &str, ctx: &mut Ctx) {
        match serde_json::from_str(text) {
            Ok(PlatformClientFrame::Follow { topics }) => {
                self.follow_logs(topics.contains(&PlatformTopic::Logs), ctx);
                self.follow_health(topics.contains(&PlatformTopic::Health), ctx);
            }
            Err(error) => self.mistake(
                "malformed",
                format!(
                    "Send {{\"action\":\"follow\",\"topics\":[\"logs\",\"health\"]}}: {error}."
                ),
                ctx,
            ),
        }
    }

    fn mistake(&mut self, code: &'static str, message: String, ctx: &mut Ctx) {
        self.mistakes += 1;
        if let Ok(text) = serde_json::to_string(&Control::Error { code, message }) {
            ctx.text(text);
        }
        if self.mistakes >= MISTAKES {
            close(ctx, "too many frames that are not understood");
        }
    }

    fn follow_logs(&mut self, wanted: bool, ctx: &mut Ctx) {
        match (self.logs.take(), wanted) {
            (Some((_, looking)), false) => {
                ctx.cancel_future(looking);
            }
            (None, true) => {
                let newest = logging::recent().read(&Wanted::default(), 0).newest;
                let looking = ctx.run_interval(LOGS, Self::look_at_logs);
                self.logs = Some((newest.saturating_sub(LAST), looking));
            }
            (as_it_was, _) => self.logs = as_it_was,
        }
    }

    /// Sends the lines that came since. A slow client is left alone: the lines wait in the ring.
    fn look_at_logs(&mut self, ctx: &mut Ctx) {
        let Some((sent, _)) = self.logs else { return };
        if !self.can_send() {
            return;
        }
        let wanted = Wanted {
            after: Some(sent),
            ..Wanted::default()
        };
        let lines = logging::recent().read(&wanted, LINES).lines;
        let Some(last) = lines.last().map(|line| line.sequence) else {
            return;
        };
        if let Some((sent, _)) = &mut self.logs {
            *sent = last;
        }
        self.tell(&PlatformFrame::Logs { lines }, ctx);
    }

    fn follow_health(&mut self, wanted: bool, ctx: &mut Ctx) {
        match (self.health.take(), wanted) {
            (Some(looking), false) => {
                ctx.cancel_future(looking);
            }
            (None, true) => {
                self.look_at_health(ctx);
                self.health = Some(ctx.run_interval(HEALTH, Self::look_at_health));
            }
            (as_it_was, _) => self.health = as_it_was,
        }
    }

    fn look_at_health(&mut self, ctx: &mut Ctx) {
        let state = self.state.clone();
        let look = async move { health::dependencies(&state).await };
        ctx.spawn(
            look.into_actor(self)
                .map(|dependencies, this: &mut Self, ctx| {
                    if this.health.is_some() {
                        let health = PlatformHealth { dependencies };
                        this.tell(&PlatformFrame::Health(health), ctx);
                    }
                }),
        );
    }

    fn heard(&mut self) {
        self.heard = Instant::now();
    }

    fn heartbeat(&mut self, ctx: &mut Ctx) {
        if self.heard.elapsed() > PATIENCE {
            close(ctx, "no pong for 30 seconds");
            return;
        }
        let number = self.flow.ask();
        ctx.ping(&number.to_be_bytes());
        rights::check(self, ctx);
    }
}

/// The mailboxes that hold something.
fn load_of(tree: &Snapshot) -> BTreeMap<String, u64> {
    tree.flatten()
        .into_iter()
        .filter_map(|node| Some((node.path.clone(), node.mailbox_depth.filter(|n| *n > 0)?)))
        .collect()
}

/// What is not as it was told; an emptied mailbox is told once, as 0.
fn changed(told: &BTreeMap<String, u64>, now: &BTreeMap<String, u64>) -> BTreeMap<String, u64> {
    let emptied = told.keys().filter(|path| !now.contains_key(*path));
    now.iter()
        .filter(|(path, depth)| told.get(*path) != Some(depth))
        .map(|(path, depth)| (path.clone(), *depth))
        .chain(emptied.map(|path| (path.clone(), 0)))
        .collect()
}

impl Actor for PlatformConnection {
    type Context = Ctx;

    fn started(&mut self, ctx: &mut Ctx) {
        rights::follow(self, ctx);
        ctx.add_stream(BroadcastStream::new(self.state.actors.kernel().events()));
        ctx.add_stream(BroadcastStream::new(self.state.db.changed_alerts()));
        ctx.add_stream(BroadcastStream::new(self.state.db.committed()));
        ctx.run_interval(LOAD, Self::look_at_load);
        ctx.run_interval(HEARTBEAT, Self::heartbeat);
    }
}

impl Listener for PlatformConnection {
    const NEEDS: Permission = Permission::PlatformRead;

    fn state(&self) -> &State {
        &self.state
    }

    fn rights(&mut self) -> &mut Rights {
        &mut self.rights
    }

    fn confirmed(&mut self, ctx: &mut Ctx) {
        if !std::mem::replace(&mut self.has_begun, true) {
            self.tree(ctx);
        } else if self.behind && self.flow.free() > 0 {
            self.missed(ctx);
        }
    }

    fn refused(&mut self, ctx: &mut Ctx) {
        close(ctx, rights::ENDED);
    }
}

impl StreamHandler<Result<HealthEvent, BroadcastStreamRecvError>> for PlatformConnection {
    fn handle(&mut self, event: Result<HealthEvent, BroadcastStreamRecvError>, ctx: &mut Ctx) {
        match event {
            Ok(change) => self.tell(&PlatformFrame::ActorHealth(change), ctx),
            // Some were missed: the whole tree makes it good.
            Err(BroadcastStreamRecvError::Lagged(_)) => self.tree(ctx),
        }
    }
}

impl StreamHandler<Result<AlertId, BroadcastStreamRecvError>> for PlatformConnection {
    fn handle(&mut self, alert: Result<AlertId, BroadcastStreamRecvError>, ctx: &mut Ctx) {
        match alert {
            Ok(id) => self.alert(id, ctx),
            Err(BroadcastStreamRecvError::Lagged(_)) => self.tell(&PlatformFrame::Missed {}, ctx),
        }
    }
}

impl StreamHandler<Result<Arc<Committed>, BroadcastStreamRecvError>> for PlatformConnection {
    fn handle(
        &mut self,
        committed: Result<Arc<Committed>, BroadcastStreamRecvError>,
        ctx: &mut Ctx,
    ) {
        let Ok(committed) = committed else {
            self.tell(&PlatformFrame::Missed {}, ctx);
            return;
        };
        for stored in &committed.events {
            if let Event::ConnectionStatus {
                from,
                to,
                reason,
                since,
            } = &stored.event
            {
                let frame = PlatformFrame::Session {
                    tenant_id: committed.tenant,
                    from: *from,
                    to: *to,
                    reason: reason.clone(),
                    since: *since,
                };
                self.tell(&frame, ctx);
            }
        }
    }
}

impl StreamHandler<Result<ws::Message, ws::ProtocolError>> for PlatformConnection {
    fn handle(&mut self, frame: Result<ws::Message, ws::ProtocolError>, ctx: &mut Ctx) {
        self.heard();
        match frame {
            Ok(ws::Message::Ping(bytes)) => ctx.pong(&bytes),
            Ok(ws::Message::Pong(bytes)) => {
                if let Ok(number) = <[u8; 8]>::try_from(bytes.as_ref()) {
                    self.flow.confirm(u64::from_be_bytes(number));
                }
                if self.behind && self.can_send() {
                    self.missed(ctx);
                }
            }
            Ok(ws::Message::Close(reason)) => {
                ctx.close(reason);
                ctx.stop();
            }
            Ok(ws::Message::Text(text)) => self.understand(&text, ctx),
            Ok(ws::Message::Binary(_) | ws::Message::Continuation(_)) => {
                let message = "Frames are JSON text, in one piece.".to_owned();
                self.mistake("not_text", message, ctx);
            }
            Ok(ws::Message::Nop) => {}
            Err(error) => {
                tracing::debug!(%error, "a stream's client broke the protocol");
                close(ctx, "not a WebSocket frame");
            }
        }
    }

    fn finished(&mut self, ctx: &mut Ctx) {
        ctx.stop();
    }
}

fn close(ctx: &mut Ctx, why: &str) {
    ctx.close(Some(CloseReason {
        code: CloseCode::Policy,
        description: Some(why.to_owned()),
    }));
    ctx.stop();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_mailboxes_that_changed_are_told_and_an_emptied_one_once() {
        let boxes = |pairs: &[(&str, u64)]| -> BTreeMap<String, u64> {
            pairs
                .iter()
                .map(|(path, depth)| ((*path).to_owned(), *depth))
                .collect()
        };
        let told = boxes(&[("same", 3), ("grows", 1), ("emptied", 9)]);
        let now = boxes(&[("same", 3), ("grows", 2), ("new", 1)]);
        assert_eq!(
            changed(&told, &now),
            boxes(&[("grows", 2), ("new", 1), ("emptied", 0)])
        );
        assert_eq!(changed(&now, &now), boxes(&[]));
    }
}
