//! The tenant's session (SES-1..8): its link to its one WhatsApp account.
//!
//! A handler records a wish in the row and wakes the session's actor, which does it. Only what lives in the actor alone is asked of it: codes,
//! screenshots, figures.

pub mod get;
pub mod get_pace;
pub mod history;
pub mod list;
pub mod logout;
pub mod metrics;
pub mod pairing_code;
pub mod qr;
pub mod qr_picture;
pub mod restart;
pub(crate) mod room;
pub mod screenshot;
pub mod set_pace;
pub mod start;
pub mod stop;
pub mod support;
mod wish;

use crate::routes::Routes;
use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use siar_actors::{kernel::CallError, session::LinkTrouble};
use siar_db::sessions::{Hold, Session};
use siar_domain::{liveness::Shown, session::SessionState};
use utoipa::ToSchema;

use crate::ApiError;

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(get::get)
        .service(start::start)
        .service(stop::stop)
        .service(restart::restart)
        .service(logout::logout)
        .service(qr::qr)
        .service(qr_picture::qr_picture)
        .service(pairing_code::pairing_code)
        .service(history::history)
        .service(get_pace::get_pace)
        .service(set_pace::set_pace)
        .service(support::support)
        .service(metrics::metrics)
        .service(list::list)
        .service(screenshot::screenshot);
}

/// A session as people see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// The state. `working` was verified within the last 30 seconds.
    pub state: SessionState,
    /// Set when the session was `working` and nothing has been verified since this moment: the state then says `reconnecting`.
    pub unknown_since: Option<DateTime<Utc>>,
    /// Why it is in this state.
    pub reason: Option<String>,
    /// Since when it is in this state.
    pub since: DateTime<Utc>,
    /// The last thing that went wrong, as the engine said it. Only in the list of the platform's people; null for customers.
    pub last_error: Option<String>,
    /// Whether the tenant wants it running.
    pub wanted: bool,
    /// Set while an administrator keeps it down.
    pub hold: Option<HoldView>,
    /// The account's own number in E.164.
    pub phone: Option<String>,
    /// When it was linked; null: there is no login.
    pub linked_at: Option<DateTime<Utc>>,
    /// The last successful liveness probe.
    pub verified_at: Option<DateTime<Utc>>,
    /// The engine: `browser` or `waha`.
    pub engine: String,
    /// The tenant allows the platform's support to look at the page.
    pub support_screenshots: bool,
}

impl SessionView {
    /// As its tenant sees it: what an engine says is for those who run the server.
    fn for_tenant(session: Session, now: DateTime<Utc>) -> Self {
        Self {
            last_error: None,
            ..Self::new(session, now)
        }
    }

    fn new(session: Session, now: DateTime<Utc>) -> Self {
        let (state, unknown_since) = match session.shown(now) {
            Shown::Known { state } => (state, None),
            Shown::Unverified { since } => (SessionState::Reconnecting, Some(since)),
        };
        Self {
            state,
            unknown_since,
            reason: session.reason,
            since: session.since,
            last_error: session.last_error,
            wanted: session.wanted,
            hold: session.hold.map(HoldView::from),
            phone: session.phone,
            linked_at: session.linked_at,
            verified_at: session.probed_at,
            engine: session.engine,
            support_screenshots: session.support_screenshots,
        }
    }
}

/// An administrator keeps the session down.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoldView {
    /// `stopped`: until somebody starts it. `quarantined`: until an administrator releases it.
    #[schema(example = "quarantined")]
    pub kind: &'static str,
    /// What the administrator gave as the reason.
    pub reason: Option<String>,
}

impl From<Hold> for HoldView {
    fn from(hold: Hold) -> Self {
        Self {
            kind: hold.kind.as_str(),
            reason: hold.reason,
        }
    }
}

/// A code that waits for the person with the phone.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct CodeView {
    /// What the QR code draws, or the eight characters to type on the phone.
    pub code: String,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
}

impl From<siar_actors::session::Code> for CodeView {
    fn from(code: siar_actors::session::Code) -> Self {
        Self {
            code: code.code,
            expires_at: code.expires_at,
        }
    }
}

/// The session's actor could not be asked.
fn not_asked(error: CallError) -> ApiError {
    match error {
        CallError::Unknown => not_running(),
        // Nothing that passes by itself: no `503`.
        CallError::Parked => ApiError::conflict(
            "session_parked",
            "The session was taken out of service: look at its state for the reason.",
        ),
        _ => ApiError::unavailable("session_busy", "The session does not answer at the moment."),
    }
}

/// The engine behind the session did not do it.
fn no_answer(trouble: LinkTrouble) -> ApiError {
    match trouble {
        LinkTrouble::NotReady => not_running(),
        LinkTrouble::Engine(error) => {
            tracing::warn!(%error, "WhatsApp's page did not do what was asked");
            ApiError::new(
                StatusCode::BAD_GATEWAY,
                "engine_failed",
                "WhatsApp's page did not do it.",
            )
        }
    }
}

fn not_running() -> ApiError {
    ApiError::conflict(
        "session_not_running",
        "The session is not in a state for this: start it, or wait until it waits for a code.",
    )
}
