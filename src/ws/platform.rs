//! The platform's stream (ADM-2): the actor tree at first, then its changes, and what happens to alerts and sessions. Nothing of it is
//! numbered, so there is nothing to resume: whoever connects again gets the whole tree again and loads the rest anew. It tells what this
//! node does; each node has a tree of its own.

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use actix::{Actor, ActorContext, ActorFutureExt, AsyncContext, StreamHandler, WrapFuture};
use actix_web_actors::ws::{self, CloseCode, CloseReason, WebsocketContext};
use siar_actors::kernel::{HealthEvent, Snapshot};
use siar_db::{Committed, DbError, alerts, logins};
use siar_domain::{event::Event, id::AlertId};
use tokio_stream::wrappers::{BroadcastStream, errors::BroadcastStreamRecvError};

use super::{
    flow::{Flow, PATIENCE},
    frames::PlatformFrame,
};
use crate::{Caller, State};

const HEARTBEAT: Duration = Duration::from_secs(20);
/// How often the mailboxes are looked at: they have no events of their own.
const LOAD: Duration = Duration::from_secs(2);

type Ctx = WebsocketContext<PlatformConnection>;

/// One open stream of the platform.
pub(crate) struct PlatformConnection {
    state: State,
    caller: Caller,
    flow: Flow,
    /// Something was left out because the client was slow: a whole tree makes it good, and `missed` tells it to load the rest.
    behind: bool,
    /// Mailboxes as they were last told; empty ones are absent.
    load: BTreeMap<String, u64>,
    heard: Instant,
}

impl PlatformConnection {
    pub(crate) fn new(state: State, caller: Caller) -> Self {
        Self {
            state,
            caller,
            flow: Flow::default(),
            behind: false,
            load: BTreeMap::new(),
            heard: Instant::now(),
        }
    }

    fn tell(&mut self, frame: &PlatformFrame, ctx: &mut Ctx) {
        if self.flow.free() == 0 {
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

    /// Something was not told: the tree is told anew, the rest the client has to load.
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
        let db = self.state.db.clone();
        let (login, user) = (self.caller.login(), self.caller.user());
        let check = async move {
            db.system(async |tx| logins::principal(tx, login, user).await)
                .await
        };
        ctx.spawn(check.into_actor(self).map(
            |found: Result<Option<logins::Principal>, DbError>, _, ctx| {
                if let Ok(None) = found {
                    close(ctx, "the login has ended");
                }
            },
        ));
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
        ctx.add_stream(BroadcastStream::new(self.state.actors.kernel().events()));
        ctx.add_stream(BroadcastStream::new(self.state.db.changed_alerts()));
        ctx.add_stream(BroadcastStream::new(self.state.db.committed()));
        self.tree(ctx);
        ctx.run_interval(LOAD, Self::look_at_load);
        ctx.run_interval(HEARTBEAT, Self::heartbeat);
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
                if self.behind && self.flow.free() > 0 {
                    self.missed(ctx);
                }
            }
            Ok(ws::Message::Close(reason)) => {
                ctx.close(reason);
                ctx.stop();
            }
            // Whoever may look has nothing to say: acting on the tree is the API's.
            Ok(ws::Message::Text(_) | ws::Message::Binary(_) | ws::Message::Continuation(_)) => {
                close(ctx, "this stream takes no messages");
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
