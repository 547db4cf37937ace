//! What an import would do.

use actix_web::{post, web};
use serde::Deserialize;
use siar_domain::{
    import::{HEAD_BYTES, ImportError, ImportSettings, Preview, preview as look},
    permission::Permission,
};
use utoipa::IntoParams;

use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Invalid, State, extract::CsvBody,
    openapi::Refusals,
};

/// How to read the file.
#[derive(Debug, Deserialize, IntoParams)]
pub struct How {
    /// `ImportSettings` as JSON; what is left out is guessed.
    pub(super) settings: Option<String>,
    /// The body is the whole file rather than its beginning.
    #[serde(default)]
    whole: bool,
}

/// Look at the first 64 KiB of a file: guesses and first rows
#[utoipa::path(
    tag = "imports",
    params(How),
    request_body(content = String, description = "The beginning of the file, as it is", content_type = "text/csv"),
    responses((status = 200, body = Envelope<Preview>), Refusals),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[post("/imports/preview")]
pub(crate) async fn preview(
    state: web::Data<State>,
    caller: Caller,
    how: web::Query<How>,
    CsvBody(file): CsvBody,
) -> ApiResult<Preview> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    let settings = settings(&state, scope, how.settings.as_deref()).await?;
    let whole = how.whole && file.bytes.len() <= HEAD_BYTES;
    web::block(move || {
        let seen = file.bytes.get(..HEAD_BYTES).unwrap_or(&file.bytes);
        look(seen, whole, &settings)
    })
    .await
    .map_err(ApiError::internal)?
    .map(Answer::ok)
    .map_err(|error| unusable(&error))
}

/// The settings as sent, completed by the tenant's country.
///
/// # Errors
/// 422 `invalid` when they cannot be read.
pub(super) async fn settings(
    state: &State,
    scope: &siar_db::Scope,
    json: Option<&str>,
) -> Result<ImportSettings, ApiError> {
    let mut value: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(json.unwrap_or("{}"))
            .map_err(|error| ApiError::invalid("settings", "malformed_json", error.to_string()))?;
    if !value.contains_key("default_country") {
        let tenant = state
            .db
            .tenant(scope, async |tx| {
                siar_db::tenants::get(tx, scope.tenant())
                    .await
                    .map_err(ApiError::from)
            })
            .await?;
        value.insert("default_country".to_owned(), tenant.country.into());
    }
    let settings: ImportSettings = serde_json::from_value(value.into())
        .map_err(|error| ApiError::invalid("settings", "wrong_type", error.to_string()))?;
    if let Some(source) = &settings.consent_source {
        Invalid::new()
            .length("consent_source", source.trim(), 1, 200)
            .done()?;
    }
    Ok(settings)
}

fn unusable(error: &ImportError) -> ApiError {
    ApiError::new(
        actix_web::http::StatusCode::UNPROCESSABLE_ENTITY,
        error.code(),
        format!("The file cannot be imported: {error}."),
    )
}
