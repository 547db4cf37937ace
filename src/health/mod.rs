//! ADM-6: is the process alive, and can it serve?

mod checks;
mod dependencies;

use actix_web::{HttpResponse, ResponseError, get, http::StatusCode, web};
use serde::Serialize;

pub use checks::{Dependency, Readiness, check};
pub use dependencies::{DependencyHealth, Facts, HealthState, dependencies};

use crate::{ApiError, Envelope, State};

/// The process answers: nothing else is asked.
#[derive(Debug, Serialize)]
struct Live {
    status: &'static str,
}

/// The process answers. Whoever restarts processes asks here.
#[get("/health/live")]
async fn live() -> HttpResponse {
    HttpResponse::Ok().json(Envelope {
        success: true,
        data: Live { status: "live" },
        meta: None,
    })
}

/// What it needs answers too. Whoever spreads requests over nodes asks here.
#[get("/health/ready")]
async fn ready(state: web::Data<State>) -> HttpResponse {
    answer(state).await
}

async fn answer(state: web::Data<State>) -> HttpResponse {
    let readiness = check(&state).await;
    if readiness.ready {
        return HttpResponse::Ok().json(Envelope {
            success: true,
            data: readiness,
            meta: None,
        });
    }
    ApiError::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "not_ready",
        "Something that the server needs does not answer.",
    )
    .with_details(serde_json::to_value(readiness).unwrap_or_default())
    .error_response()
}

/// The two addresses, outside of the API: no login is asked for and nothing of a tenant is told.
pub fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(live)
        .service(ready)
        .route("/health", web::get().to(answer));
}
