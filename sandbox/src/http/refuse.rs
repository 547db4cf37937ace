//! How the control desk says no: `{"error":{"code","message"}}`.

use crate::world::Refusal;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use serde_json::json;
use std::fmt;

/// An answer that is not what was asked for.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Problem {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl fmt::Display) -> Self {
        Self {
            status,
            code,
            message: message.to_string(),
        }
    }

    pub(super) fn invalid(message: impl fmt::Display) -> Self {
        let (status, code) = (StatusCode::UNPROCESSABLE_ENTITY, "invalid");
        Self {
            status,
            code,
            message: message.to_string(),
        }
    }

    pub(super) fn bad_json(error: &impl fmt::Display) -> Self {
        let (status, code) = (StatusCode::BAD_REQUEST, "bad_json");
        Self {
            status,
            code,
            message: error.to_string(),
        }
    }

    pub(super) fn bad_query(error: &impl fmt::Display) -> Self {
        let (status, code) = (StatusCode::BAD_REQUEST, "bad_query");
        Self {
            status,
            code,
            message: error.to_string(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let (status, code) = match refusal {
            Refusal::NoSuchPhone(_) => (StatusCode::NOT_FOUND, "no_such_phone"),
            Refusal::NoSuchPage => (StatusCode::NOT_FOUND, "no_such_page"),
            Refusal::NoSuchCode => (StatusCode::CONFLICT, "no_such_code"),
            Refusal::Banned(_) => (StatusCode::CONFLICT, "banned"),
            Refusal::NotOnWhatsapp(_) => (StatusCode::CONFLICT, "not_on_whatsapp"),
            Refusal::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        };
        Self {
            status,
            code,
            message: refusal.to_string(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.status)
            .json(json!({ "error": { "code": self.code, "message": self.message } }))
    }
}
