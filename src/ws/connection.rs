//! One open stream of a tenant.
//!
//! Live events come from the hub; where a sequence is missing (a swap of two commits, another node, a pause) the table is read until
//! the thread is whole again. While it is read, live events are passed over: the reading ends only when it finds nothing more.

use std::{
    collections::HashSet,
    time::{Duration, Instant},
};

use actix::{Actor, ActorContext, ActorFutureExt, AsyncContext, StreamHandler, WrapFuture};
use actix_web_actors::ws::{self, CloseCode, CloseReason, WebsocketContext};
use siar_actors::hub::{Listen, News};
use siar_db::{DbError, Scope, events};
use siar_domain::{event::StoredEvent, permission::Permission, topic::Topic};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::{
    flow::{CREDIT, Flow, PATIENCE},
    frames::{self, ClientFrame, Control},
    order::{Next, Order},
    rights::{self, Listener, Rights},
};
use crate::State;

/// How often the stream shows that it is alive, and checks that the login still is.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// How long to wait before asking the hub or the database again.
const AGAIN: Duration = Duration::from_millis(250);
/// Commits that may wait in the channel from the hub.
const NEWS: usize = 256;
/// Events read from the table at once.
const PAGE: i64 = 256;
/// Frames that may fail to be understood before the stream closes.
const MISTAKES: u32 = 5;

type Ctx = WebsocketContext<Connection>;

/// One open stream.
pub(crate) struct Connection {
    state: State,
    rights: Rights,
    scope: Scope,
    after: Option<i64>,
    topics: Option<HashSet<Topic>>,
    order: Option<Order>,
    flow: Flow,
    reading: bool,
    /// Something was passed over that must still be read.
    behind: bool,
    heard: Instant,
    mistakes: u32,
}

impl Connection {
    pub(crate) fn new(
        state: State,
        rights: Rights,
        scope: Scope,
        after: Option<i64>,
        topics: Option<HashSet<Topic>>,
    ) -> Self {
        Self {
            state,
            rights,
            scope,
            after,
            topics,
            order: None,
            flow: Flow::default(),
            reading: false,
            behind: false,
            heard: Instant::now(),
            mistakes: 0,
        }
    }

    /// Asks the hub for news; again in a moment while it restarts.
    fn listen(&mut self, ctx: &mut Ctx) {
        let (to, from) = mpsc::channel(NEWS);
        let listen = Listen {
            tenant: self.scope.tenant(),
            to,
        };
        match self.state.actors.listen(listen) {
            Ok(()) => {
                ctx.add_stream(ReceiverStream::new(from));
            }
            Err(_) => {
                ctx.run_later(AGAIN, Self::listen);
            }
        }
    }

    /// Finds where to begin: after the sequence asked for, or now.
    fn begin(&mut self, ctx: &mut Ctx) {
        let (db, scope) = (self.state.db.clone(), self.scope.clone());
        let range = async move { db.tenant(&scope, async |tx| events::range(tx).await).await };
        ctx.spawn(
            range
                .into_actor(self)
                .map(|range: Result<_, DbError>, this, ctx| match range {
                    Ok(range) => this.found(range, ctx),
                    Err(error) if error.is_passing() => {
                        ctx.run_later(AGAIN, Self::begin);
                    }
                    Err(error) => {
                        tracing::error!(%error, "opening a stream");
                        close(ctx, CloseCode::Error, "internal");
                    }
                }),
        );
    }

    fn found(&mut self, range: events::Range, ctx: &mut Ctx) {
        let sent = match self.after {
            None => range.last,
            Some(after) if after > range.last => {
                tell(
                    ctx,
                    &Control::Resync {
                        reason: "unknown_sequence",
                        sequence: range.last,
                    },
                );
                range.last
            }
            Some(after) if after + 1 < range.first => {
                tell(
                    ctx,
                    &Control::Resync {
                        reason: "expired",
                        sequence: range.last,
                    },
                );
                range.last
            }
            Some(after) => after,
        };
        tell(ctx, &Control::Hello { sequence: sent });
        self.order = Some(Order { sent });
        self.read(ctx);
    }

    /// Reads the table from where the stream stands, until nothing is missing or the credit is used up.
    fn read(&mut self, ctx: &mut Ctx) {
        let Some(order) = self.order else { return };
        if self.reading || self.rights.is_unsure() || self.flow.free() == 0 {
            self.behind = true;
            return;
        }
        self.reading = true;
        self.behind = false;
        let limit = PAGE.min(i64::try_from(self.flow.free()).unwrap_or(PAGE));
        let (db, scope) = (self.state.db.clone(), self.scope.clone());
        let page = async move {
            db.tenant(&scope, async |tx| {
                events::after(tx, order.sent, limit).await
            })
            .await
        };
        ctx.spawn(page.into_actor(self).map(
            move |page: Result<Vec<StoredEvent>, DbError>, this, ctx| {
                this.reading = false;
                match page {
                    // Rights changed meanwhile: read again once they are known.
                    Ok(_) if this.rights.is_unsure() => this.behind = true,
                    Ok(page) => {
                        for event in &page {
                            this.send(event, ctx);
                        }
                        let full = i64::try_from(page.len()).is_ok_and(|n| n == limit);
                        if full || this.behind {
                            this.read(ctx);
                        }
                    }
                    Err(error) if error.is_passing() => {
                        ctx.run_later(AGAIN, Self::read);
                    }
                    Err(error) => {
                        tracing::error!(%error, "reading events for a stream");
                        close(ctx, CloseCode::Error, "internal");
                    }
                }
            },
        ));
    }

    fn send(&mut self, event: &StoredEvent, ctx: &mut Ctx) {
        self.order = Some(Order {
            sent: event.sequence,
        });
        let topic = event.event.topic();
        let wanted = self.rights.may(topic.permission())
            && self
                .topics
                .as_ref()
                .is_none_or(|topics| topics.contains(&topic));
        if !wanted {
            return;
        }
        match serde_json::to_string(event) {
            Ok(text) => ctx.text(text),
            Err(error) => tracing::error!(%error, "writing an event"),
        }
        if let Some(number) = self.flow.sent() {
            ctx.ping(&number.to_be_bytes());
        }
    }

    fn heard(&mut self) {
        self.heard = Instant::now();
    }

    fn heartbeat(&mut self, ctx: &mut Ctx) {
        if self.heard.elapsed() > PATIENCE {
            if self.flow.free() < CREDIT {
                let sequence = self.order.map_or(0, |order| order.sent);
                tell(
                    ctx,
                    &Control::Resync {
                        reason: "too_slow",
                        sequence,
                    },
                );
            }
            close(ctx, CloseCode::Policy, "no pong for 30 seconds");
            return;
        }
        if let Some(order) = self.order {
            tell(
                ctx,
                &Control::Heartbeat {
                    sequence: order.sent,
                },
            );
        }
        let number = self.flow.ask();
        ctx.ping(&number.to_be_bytes());
        rights::check(self, ctx);
    }

    fn understand(&mut self, text: &str, ctx: &mut Ctx) {
        match serde_json::from_str(text) {
            Ok(ClientFrame::Ping) => {
                let sequence = self.order.map_or(0, |order| order.sent);
                tell(ctx, &Control::Heartbeat { sequence });
            }
            Ok(ClientFrame::Subscribe { topics }) => {
                match frames::topics(&topics, self.rights.principal()) {
                    Ok(topics) => self.topics = topics,
                    Err(error) => self.mistake(error.code(), error.to_string(), ctx),
                }
            }
            Err(error) => self.mistake(
                "malformed",
                format!("Send {{\"action\":\"subscribe\",\"topics\":[…]}} or {{\"action\":\"ping\"}}: {error}."),
                ctx,
            ),
        }
    }

    fn mistake(&mut self, code: &'static str, message: String, ctx: &mut Ctx) {
        self.mistakes += 1;
        tell(ctx, &Control::Error { code, message });
        if self.mistakes >= MISTAKES {
            close(
                ctx,
                CloseCode::Policy,
                "too many frames that are not understood",
            );
        }
    }
}

impl Actor for Connection {
    type Context = Ctx;

    fn started(&mut self, ctx: &mut Ctx) {
        // Before everything else, so that a change of rights is noticed before an event that comes after it.
        rights::follow(self, ctx);
        // Listening first: what is committed while the beginning is looked up is then known to be missing.
        self.listen(ctx);
        self.begin(ctx);
        ctx.run_interval(HEARTBEAT, Self::heartbeat);
    }
}

impl Listener for Connection {
    const NEEDS: Permission = Permission::EventsRead;

    fn state(&self) -> &State {
        &self.state
    }

    fn rights(&mut self) -> &mut Rights {
        &mut self.rights
    }

    fn confirmed(&mut self, ctx: &mut Ctx) {
        if self.behind {
            self.read(ctx);
        }
    }

    fn refused(&mut self, ctx: &mut Ctx) {
        close(ctx, CloseCode::Policy, rights::ENDED);
    }
}

impl StreamHandler<News> for Connection {
    fn handle(&mut self, news: News, ctx: &mut Ctx) {
        let Some(order) = self.order else {
            self.behind = true;
            return;
        };
        if self.reading || self.rights.is_unsure() {
            self.behind = true;
            return;
        }
        match news {
            News::Look { newest } if newest <= order.sent => {}
            News::Look { .. } => self.read(ctx),
            News::Committed(committed) => {
                let (Some(first), Some(last)) = (committed.events.first(), committed.events.last())
                else {
                    return;
                };
                match order.live(first.sequence, last.sequence) {
                    Next::Nothing => {}
                    Next::Read => self.read(ctx),
                    Next::Send { from } => {
                        for event in committed.events.iter().skip(from) {
                            if self.flow.free() == 0 {
                                self.behind = true;
                                break;
                            }
                            self.send(event, ctx);
                        }
                    }
                }
            }
        }
    }

    /// The hub restarted: listen again, and read what was missed.
    fn finished(&mut self, ctx: &mut Ctx) {
        self.listen(ctx);
        self.read(ctx);
    }
}

impl StreamHandler<Result<ws::Message, ws::ProtocolError>> for Connection {
    fn handle(&mut self, frame: Result<ws::Message, ws::ProtocolError>, ctx: &mut Ctx) {
        self.heard();
        match frame {
            Ok(ws::Message::Ping(bytes)) => ctx.pong(&bytes),
            Ok(ws::Message::Pong(bytes)) => {
                if let Ok(number) = <[u8; 8]>::try_from(bytes.as_ref()) {
                    self.flow.confirm(u64::from_be_bytes(number));
                }
                if self.behind {
                    self.read(ctx);
                }
            }
            Ok(ws::Message::Text(text)) => self.understand(&text, ctx),
            Ok(ws::Message::Binary(_) | ws::Message::Continuation(_)) => {
                self.mistake(
                    "not_text",
                    "Frames are JSON text, in one piece.".to_owned(),
                    ctx,
                );
            }
            Ok(ws::Message::Close(reason)) => {
                ctx.close(reason);
                ctx.stop();
            }
            Ok(ws::Message::Nop) => {}
            Err(ws::ProtocolError::Overflow) => {
                close(ctx, CloseCode::Size, "a frame of more than 16 KiB");
            }
            Err(error) => {
                tracing::debug!(%error, "a stream's client broke the protocol");
                close(ctx, CloseCode::Protocol, "not a WebSocket frame");
            }
        }
    }

    fn finished(&mut self, ctx: &mut Ctx) {
        ctx.stop();
    }
}

fn tell(ctx: &mut Ctx, control: &Control) {
    match serde_json::to_string(control) {
        Ok(text) => ctx.text(text),
        Err(error) => tracing::error!(%error, "writing a control frame"),
    }
}

fn close(ctx: &mut Ctx, code: CloseCode, why: &str) {
    ctx.close(Some(CloseReason {
        code,
        description: Some(why.to_owned()),
    }));
    ctx.stop();
}
