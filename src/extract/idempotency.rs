//! `Idempotency-Key` (API-1): a POST that sends or charges may be repeated without doing it twice.
//!
//! ```text
//! async fn start(state: web::Data<State>, caller: Caller, once: Once, Body(asked): Body<Start>) -> Result<Repeatable, ApiError> {
//!     let scope = caller.allowed(Permission::CampaignsSend)?;
//!     let answer = once.run(&state, scope, StatusCode::OK, async |tx| campaigns::start(tx, …).await).await?;
//!     state.actors.wake_campaign(…); // harmless when it was a repetition
//!     Ok(answer)
//! }
//! ```
//!
//! The work and its answer are one transaction: there is an answer exactly when the work was done. A request that fails keeps nothing, so
//! that it can be mended and repeated with the same key.

use actix_web::{
    FromRequest, HttpMessage, HttpRequest, HttpResponse, Responder, body::BoxBody, dev::Payload,
    http::StatusCode,
};
use futures::future::{Ready, ready};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use siar_db::{
    Scope, Tx,
    idempotency::{self, Begun},
};
use siar_domain::idempotency::{BadIdempotencyKey, IdempotencyKey};

use crate::{ApiError, State};

/// Name of the header.
pub const HEADER: &str = "idempotency-key";
/// Told with an answer that was kept from before.
pub const REPLAYED: &str = "idempotent-replayed";

/// The header, for the OpenAPI document: `params(IdempotencyHeader)` beside an argument of type [`Once`].
#[derive(Debug, utoipa::IntoParams)]
#[into_params(parameter_in = Header)]
pub struct IdempotencyHeader {
    /// A key of your choice for this request, best a random UUID. A repetition with the same key and body within 24 hours does nothing
    /// again and gets the first answer.
    #[param(
        rename = "Idempotency-Key",
        required = false,
        min_length = 1,
        max_length = 255,
        pattern = "^[!-~]([ -~]*[!-~])?$",
        example = "7d3c9a52-6a55-4c0e-9b7e-0f2f4f6c1a11"
    )]
    #[allow(dead_code, reason = "only described; `Once` reads it")]
    key: Option<String>,
}

/// Hash of the body, left by [`crate::Body`] for a request that carries a key.
#[derive(Debug, Clone)]
pub(super) struct BodyHash(pub(super) Vec<u8>);

/// The request's key, if it carries one.
#[derive(Debug)]
pub struct Once {
    key: Option<IdempotencyKey>,
    request: HttpRequest,
}

impl FromRequest for Once {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = request
            .headers()
            .get(HEADER)
            .map(|value| {
                value
                    .to_str()
                    .map_err(|_| BadIdempotencyKey)
                    .and_then(IdempotencyKey::parse)
                    .map_err(|bad| ApiError::bad_request(BadIdempotencyKey::CODE, bad.to_string()))
            })
            .transpose();
        ready(key.map(|key| Self {
            key,
            request: request.clone(),
        }))
    }
}

/// An answer that may be one from before.
#[derive(Debug)]
pub struct Repeatable {
    status: u16,
    body: Value,
    replayed: bool,
}

impl Repeatable {
    /// Whether the work was done by an earlier request.
    #[must_use]
    pub const fn is_replayed(&self) -> bool {
        self.replayed
    }
}

impl Responder for Repeatable {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = HttpResponse::build(status);
        if self.replayed {
            response.insert_header((REPLAYED, "true"));
        }
        response.json(self.body)
    }
}

impl Once {
    /// Does `work` in one transaction of the tenant, or gives the answer that the same request got before.
    ///
    /// # Errors
    /// What `work` answers; 409 `idempotency_in_progress`; 422 `idempotency_key_reused` for another request under the same key.
    pub async fn run<T: Serialize>(
        &self,
        state: &State,
        scope: &Scope,
        status: StatusCode,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, ApiError>,
    ) -> Result<Repeatable, ApiError> {
        let hash = self.hash();
        state
            .db
            .tenant(scope, async |tx| {
                if let Some(key) = &self.key {
                    match idempotency::begin(tx, scope, key, &hash).await? {
                        Begun::First => {}
                        Begun::Answer { status, response } => {
                            return Ok(Repeatable {
                                status,
                                body: response,
                                replayed: true,
                            });
                        }
                        Begun::InProgress => return Err(in_progress()),
                        Begun::OtherRequest => return Err(other_request()),
                    }
                }
                let data = work(tx).await?;
                let body = json!({ "success": true, "data": data });
                if let Some(key) = &self.key {
                    idempotency::keep(tx, scope, key, &hash, status.as_u16(), &body).await?;
                }
                Ok(Repeatable {
                    status: status.as_u16(),
                    body,
                    replayed: false,
                })
            })
            .await
    }

    fn hash(&self) -> Vec<u8> {
        let mut hasher = Sha256::new();
        hasher.update(self.request.method().as_str());
        hasher.update([0]);
        hasher.update(self.request.uri().to_string());
        hasher.update([0]);
        if let Some(BodyHash(body)) = self.request.extensions().get() {
            hasher.update(body);
        }
        hasher.finalize().to_vec()
    }
}

fn in_progress() -> ApiError {
    ApiError::conflict(
        "idempotency_in_progress",
        "A request with this Idempotency-Key is being worked on. Repeat it in a moment.",
    )
}

fn other_request() -> ApiError {
    ApiError::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "idempotency_key_reused",
        "This Idempotency-Key was used for another request.",
    )
}
