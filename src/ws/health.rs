//! The platform's stream (ADM-2): the actor tree at first, then its changes. Nothing of it is stored, so there is nothing to resume:
//! whoever connects again gets the whole tree again.

use std::time::{Duration, Instant};

use actix::{Actor, ActorContext, ActorFutureExt, AsyncContext, StreamHandler, WrapFuture};
use actix_web_actors::ws::{self, CloseCode, CloseReason, WebsocketContext};
use serde_json::{Value, json};
use siar_actors::kernel::HealthEvent;
use siar_db::{DbError, logins};
use tokio_stream::wrappers::{BroadcastStream, errors::BroadcastStreamRecvError};

use super::flow::{Flow, PATIENCE};
use crate::{Caller, State};

const HEARTBEAT: Duration = Duration::from_secs(20);

type Ctx = WebsocketContext<HealthConnection>;

/// One open stream of the platform.
pub(crate) struct HealthConnection {
    state: State,
    caller: Caller,
    flow: Flow,
    /// Changes were left out because the client was slow: a whole tree makes it good.
    behind: bool,
    heard: Instant,
}

impl HealthConnection {
    pub(crate) fn new(state: State, caller: Caller) -> Self {
        Self {
            state,
            caller,
            flow: Flow::default(),
            behind: false,
            heard: Instant::now(),
        }
    }

    fn tell(&mut self, kind: &str, data: &Value, ctx: &mut Ctx) {
        if self.flow.free() == 0 {
            self.behind = true;
            return;
        }
        ctx.text(json!({ "type": kind, "data": data }).to_string());
        if let Some(number) = self.flow.sent() {
            ctx.ping(&number.to_be_bytes());
        }
    }

    fn tree(&mut self, ctx: &mut Ctx) {
        self.behind = false;
        let tree = self.state.actors.kernel().snapshot();
        match serde_json::to_value(tree) {
            Ok(tree) => self.tell("actor-tree", &tree, ctx),
            Err(error) => tracing::error!(%error, "writing the tree"),
        }
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

impl Actor for HealthConnection {
    type Context = Ctx;

    fn started(&mut self, ctx: &mut Ctx) {
        ctx.add_stream(BroadcastStream::new(self.state.actors.kernel().events()));
        self.tree(ctx);
        ctx.run_interval(HEARTBEAT, Self::heartbeat);
    }
}

impl StreamHandler<Result<HealthEvent, BroadcastStreamRecvError>> for HealthConnection {
    fn handle(&mut self, event: Result<HealthEvent, BroadcastStreamRecvError>, ctx: &mut Ctx) {
        match event.map(serde_json::to_value) {
            Ok(Ok(change)) => self.tell("actor-health", &change, ctx),
            Ok(Err(error)) => tracing::error!(%error, "writing a change of the tree"),
            // Some were missed: the whole tree makes it good.
            Err(BroadcastStreamRecvError::Lagged(_)) => self.tree(ctx),
        }
    }
}

impl StreamHandler<Result<ws::Message, ws::ProtocolError>> for HealthConnection {
    fn handle(&mut self, frame: Result<ws::Message, ws::ProtocolError>, ctx: &mut Ctx) {
        self.heard();
        match frame {
            Ok(ws::Message::Ping(bytes)) => ctx.pong(&bytes),
            Ok(ws::Message::Pong(bytes)) => {
                if let Ok(number) = <[u8; 8]>::try_from(bytes.as_ref()) {
                    self.flow.confirm(u64::from_be_bytes(number));
                }
                if self.behind && self.flow.free() > 0 {
                    self.tree(ctx);
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
