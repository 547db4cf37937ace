//! What a request is told when it fails: always the envelope of API-1, with a code for programs and a sentence for people.
//!
//! A handler answers [`ApiError`]; actix's own failures (unknown address, broken body, too large) are turned into one in
//! [`crate::front`] and by the extractors, so that no answer is ever bare text.

use std::{fmt, time::Duration};

use actix_web::{
    HttpResponse, ResponseError,
    http::{StatusCode, header},
};
use serde::Serialize;
use serde_json::{Value, json};
use siar_db::{DbError, shares::Share};
use utoipa::ToSchema;

const DATABASE_UNAVAILABLE: &str = "database_unavailable";

/// What a handler answers.
pub type ApiResult<T> = Result<crate::envelope::Answer<T>, ApiError>;

/// A failed request.
#[derive(Debug)]
pub struct ApiError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    status: StatusCode,
    code: &'static str,
    message: String,
    details: Value,
    retry_after: Option<Duration>,
    /// For the log only: what the caller must not see.
    cause: Option<String>,
}

/// The body of every failed request.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorBody {
    /// Always false.
    #[schema(example = false)]
    pub success: bool,
    /// What went wrong.
    pub error: ErrorDetail,
}

/// What went wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorDetail {
    /// The error code; stays the same between releases.
    #[schema(example = "not_found")]
    pub code: String,
    /// A sentence for people.
    #[schema(example = "There is no such contact.")]
    pub message: String,
    /// Facts that belong to the code: for `invalid`, the list `fields` of `{field, code, message}`.
    #[schema(value_type = Object)]
    pub details: Value,
}

impl ApiError {
    /// An error with a status, a code and a sentence of its own.
    #[must_use]
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            status,
            code,
            message: message.into(),
            details: json!({}),
            retry_after: None,
            cause: None,
        }))
    }

    /// 404: it does not exist, or the caller may not know that it does. `what` is the noun: "contact".
    #[must_use]
    pub fn not_found(what: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            format!("There is no such {what}."),
        )
    }

    /// 401: nobody known asks.
    #[must_use]
    pub fn unauthenticated(code: &'static str, message: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code, message)
    }

    /// 403: the caller may see it, but not do this.
    #[must_use]
    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", message)
    }

    /// 409: the thing is not in a state that allows this.
    #[must_use]
    pub fn conflict(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, message)
    }

    /// 400: the request itself cannot be read.
    #[must_use]
    pub fn bad_request(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// 422 with one field at fault.
    #[must_use]
    pub fn invalid(field: &str, code: &str, message: impl Into<String>) -> Self {
        let mut invalid = Invalid::new();
        invalid.add(field, code, message);
        invalid.into_error()
    }

    /// 429: too often.
    #[must_use]
    pub fn too_many(code: &'static str, message: impl Into<String>, wait: Duration) -> Self {
        let mut error = Self::new(StatusCode::TOO_MANY_REQUESTS, code, message);
        error.0.retry_after = Some(wait);
        error
    }

    /// 503: try again in a moment.
    #[must_use]
    pub fn unavailable(code: &'static str, message: impl Into<String>) -> Self {
        let mut error = Self::new(StatusCode::SERVICE_UNAVAILABLE, code, message);
        error.0.retry_after = Some(Duration::from_secs(2));
        error
    }

    /// 500: a bug, or a cause that the caller cannot mend. The cause goes to the log, not to the caller.
    #[must_use]
    pub fn internal(cause: impl fmt::Display) -> Self {
        let mut error = Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong on our side. It has been logged.",
        );
        error.0.cause = Some(cause.to_string());
        error
    }

    /// Adds facts that belong to the code.
    #[must_use]
    pub fn with_details(mut self, details: Value) -> Self {
        self.0.details = details;
        self
    }

    /// The error code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// The body as sent.
    #[must_use]
    pub fn body(&self) -> ErrorBody {
        ErrorBody {
            success: false,
            error: ErrorDetail {
                code: self.0.code.to_owned(),
                message: self.0.message.clone(),
                details: self.0.details.clone(),
            },
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.0.status, self.0.code, self.0.message)
    }
}

impl std::error::Error for ApiError {}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.0.status
    }

    fn error_response(&self) -> HttpResponse {
        if let Some(cause) = &self.0.cause {
            tracing::error!(code = self.0.code, cause, "request failed");
        }
        let mut response = HttpResponse::build(self.0.status);
        if let Some(wait) = self.0.retry_after {
            let seconds = wait.as_secs().max(1).to_string();
            response.insert_header((header::RETRY_AFTER, seconds));
        }
        if self.0.status == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        response.json(self.body())
    }
}

/// The tenant has as much as it may have. What passes by itself is worth another try.
fn used_up(share: Share, limit: i64) -> ApiError {
    const IMPORTS_END: Duration = Duration::from_secs(30);
    let error = match share {
        Share::Lists => ApiError::conflict(
            "too_many_lists",
            format!("There are {limit} lists already: delete one first."),
        ),
        Share::Templates => ApiError::conflict(
            "too_many_templates",
            format!("There are {limit} templates already: delete one first."),
        ),
        Share::Drafts => ApiError::conflict(
            "too_many_drafts",
            format!("{limit} campaigns wait to be started already: start or delete one first."),
        ),
        Share::Contacts => ApiError::conflict(
            "contact_limit",
            format!("The package holds {limit} contacts at the most."),
        ),
        Share::Imports => ApiError::too_many(
            "too_many_imports",
            format!(
                "{limit} imports are waiting or running already: try again when one has ended."
            ),
            IMPORTS_END,
        ),
        Share::Spool => ApiError::too_many(
            "spool_full",
            "The files that wait to be imported are too large together: try again when one has been imported.",
            IMPORTS_END,
        ),
    };
    error.with_details(json!({ "limit": limit }))
}

impl siar_db::away::Away for ApiError {
    fn is_away(&self) -> bool {
        self.code() == DATABASE_UNAVAILABLE
    }
}

impl From<DbError> for ApiError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::NotFound => Self::not_found("thing"),
            DbError::Unavailable(_) | DbError::TimedOut => {
                let mut answer = Self::unavailable(
                    DATABASE_UNAVAILABLE,
                    "The database does not answer at the moment. Nothing was changed; try again.",
                );
                answer.0.cause = Some(error.to_string());
                answer
            }
            DbError::CommitUnknown => {
                let mut answer = Self::unavailable(
                    "outcome_unknown",
                    "The connection broke at the last moment: look whether the change was made before you try again.",
                );
                answer.0.cause = Some(error.to_string());
                answer
            }
            DbError::Duplicate { constraint } => Self::conflict(
                "already_exists",
                "Something with this name or key already exists.",
            )
            .with_details(json!({ "constraint": constraint })),
            DbError::MissingReference { constraint } => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "missing_reference",
                "This refers to something that does not exist.",
            )
            .with_details(json!({ "constraint": constraint })),
            DbError::Refused { constraint } => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid",
                "A value is not allowed.",
            )
            .with_details(json!({ "constraint": constraint })),
            DbError::ShareUsedUp { share, limit } => used_up(share, limit),
            DbError::Link(_) | DbError::Corrupt(_) | DbError::Query(_) => Self::internal(error),
        }
    }
}

/// One field at fault.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldError {
    /// Path of the field in the body, as `contacts[3].phone`.
    pub field: String,
    /// The error code: `required`, `too_long`, …
    pub code: String,
    /// A sentence for people.
    pub message: String,
}

/// Collects the fields at fault, so that a person sees all of them at once.
#[derive(Debug, Default)]
pub struct Invalid {
    fields: Vec<FieldError>,
}

impl Invalid {
    /// The code of the refusal.
    pub const CODE: &'static str = "invalid";

    /// Nothing at fault yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a field at fault.
    pub fn add(&mut self, field: &str, code: &str, message: impl Into<String>) {
        self.fields.push(FieldError {
            field: field.to_owned(),
            code: code.to_owned(),
            message: message.into(),
        });
    }

    /// Notes the field unless `fine`.
    pub fn check(&mut self, fine: bool, field: &str, code: &str, message: &str) -> &mut Self {
        if !fine {
            self.add(field, code, message);
        }
        self
    }

    /// Notes the field unless its text has `min` to `max` characters.
    pub fn length(&mut self, field: &str, text: &str, min: usize, max: usize) -> &mut Self {
        let length = text.chars().count();
        if length < min && length == 0 {
            self.add(field, "required", "This is required.");
        } else if length < min {
            self.add(field, "too_short", format!("At least {min} characters."));
        } else if length > max {
            self.add(field, "too_long", format!("At most {max} characters."));
        }
        self
    }

    /// 422 with all fields at fault, if any.
    ///
    /// # Errors
    /// When a field was noted.
    pub fn done(&mut self) -> Result<(), ApiError> {
        if self.fields.is_empty() {
            return Ok(());
        }
        Err(std::mem::take(self).into_error())
    }

    fn into_error(self) -> ApiError {
        let message = match self.fields.as_slice() {
            [one] => format!("{}: {}", one.field, one.message),
            many => format!("{} fields are not valid.", many.len()),
        };
        ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, Self::CODE, message)
            .with_details(json!({ "fields": self.fields }))
    }
}

/// The envelope for a failure that actix itself answered.
#[must_use]
pub fn of_status(status: StatusCode) -> ApiError {
    let (code, message) = match status {
        StatusCode::NOT_FOUND => ("not_found", "There is nothing at this address."),
        StatusCode::METHOD_NOT_ALLOWED => (
            "method_not_allowed",
            "This address does not know this method.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => ("too_large", "The request is too large."),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            ("unsupported_media_type", "Send JSON: application/json.")
        }
        StatusCode::REQUEST_TIMEOUT => ("timeout", "The request did not arrive in time."),
        StatusCode::URI_TOO_LONG => ("address_too_long", "The address is too long."),
        status if status.is_client_error() => ("bad_request", "The request cannot be understood."),
        _ => (
            "internal",
            "Something went wrong on our side. It has been logged.",
        ),
    };
    ApiError::new(status, code, message)
}
