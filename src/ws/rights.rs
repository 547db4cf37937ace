//! What the listener of an open stream may read: checked when it opens, at once when this node changes it (log-out, role, suspension),
//! and with every heartbeat, which finds what another node changed. Until a check has answered nothing is sent.

use std::{sync::Arc, time::Duration};

use actix::{Actor, ActorFutureExt, ActorStreamExt, AsyncContext, WrapFuture, fut::wrap_stream};
use actix_web_actors::ws::WebsocketContext;
use siar_db::{
    DbError,
    logins::{self, Principal},
};
use siar_domain::permission::Permission;
use tokio_stream::wrappers::BroadcastStream;

use super::places::Place;
use crate::{Caller, State};

/// Why a stream closes whose login may listen no longer.
pub(super) const ENDED: &str = "the login has ended";
/// How long to wait before asking the database again.
const AGAIN: Duration = Duration::from_millis(250);

/// What the listener may read, as last looked up.
#[derive(Debug)]
pub(crate) struct Rights {
    principal: Arc<Principal>,
    /// They changed, or were never looked up: send nothing.
    is_unsure: bool,
    /// Number of the newest look-up: an older one's answer may be out of date.
    newest: u64,
    _place: Place,
}

impl Rights {
    pub(super) fn new(caller: &Caller, place: Place) -> Self {
        Self {
            principal: Arc::new(caller.principal().clone()),
            is_unsure: true,
            newest: 0,
            _place: place,
        }
    }

    pub(super) const fn is_unsure(&self) -> bool {
        self.is_unsure
    }

    pub(super) fn may(&self, permission: Permission) -> bool {
        self.principal.may(permission)
    }

    pub(super) fn principal(&self) -> &Principal {
        &self.principal
    }
}

/// An open stream whose rights are watched.
pub(super) trait Listener: Actor<Context = WebsocketContext<Self>> {
    /// Without it nothing may be heard at all.
    const NEEDS: Permission;

    fn state(&self) -> &State;

    fn rights(&mut self) -> &mut Rights;

    /// The rights were looked up and may be relied on.
    fn confirmed(&mut self, ctx: &mut WebsocketContext<Self>);

    /// The login may listen no longer: closes the stream.
    fn refused(&mut self, ctx: &mut WebsocketContext<Self>);
}

/// Looks the rights up, now and whenever they change here.
pub(super) fn follow<L: Listener>(listener: &mut L, ctx: &mut WebsocketContext<L>) {
    let changes = BroadcastStream::new(listener.state().auth.principals.changes());
    let changes =
        wrap_stream(changes).map(|change, this: &mut L, ctx: &mut WebsocketContext<L>| {
            let rights = this.rights();
            // Some changes were missed: ours may be among them.
            if change.is_ok_and(|change| !change.concerns(&rights.principal)) {
                return;
            }
            rights.is_unsure = true;
            check(this, ctx);
        });
    ctx.spawn(changes.finish());
    check(listener, ctx);
}

/// Looks the rights up.
pub(super) fn check<L: Listener>(listener: &mut L, ctx: &mut WebsocketContext<L>) {
    let db = listener.state().db.clone();
    let rights = listener.rights();
    rights.newest += 1;
    let number = rights.newest;
    let (login, user) = (rights.principal.login, rights.principal.user);
    let look_up = async move {
        db.system(async |tx| logins::principal(tx, login, user).await)
            .await
    };
    let look_up = look_up.into_actor(listener).map(
        move |found: Result<Option<Principal>, DbError>, this, ctx| {
            if this.rights().newest != number {
                return;
            }
            match found {
                Ok(Some(principal)) if !principal.suspended && principal.may(L::NEEDS) => {
                    let rights = this.rights();
                    rights.principal = Arc::new(principal);
                    rights.is_unsure = false;
                    this.confirmed(ctx);
                }
                Ok(_) => this.refused(ctx),
                Err(error) => {
                    tracing::debug!(%error, "looking up the rights of a stream");
                    // Else the next heartbeat looks again.
                    if this.rights().is_unsure {
                        ctx.run_later(AGAIN, check::<L>);
                    }
                }
            }
        },
    );
    ctx.spawn(look_up);
}
