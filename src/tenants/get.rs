//! The tenant's own settings.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use siar_db::tenants;
use siar_domain::{
    id::TenantId,
    opt_out::answer::{Heard, usual_text},
    permission::Permission,
};
use utoipa::ToSchema;

use crate::{Answer, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// A tenant's settings.
#[derive(Debug, Serialize, ToSchema)]
pub struct TenantSettings {
    /// The tenant.
    pub id: TenantId,
    /// The business's name.
    pub name: String,
    /// Default country of phone numbers, two letters.
    pub country: String,
    /// IANA name.
    pub time_zone: String,
    /// `en` or `id`.
    pub language: String,
    /// Words that put the sender of a message on the do-not-message register.
    pub opt_out_words: Vec<String>,
    /// Whoever asks to be left alone, or to come back, is answered, once.
    pub opt_out_answer: bool,
    /// What whoever asks to be left alone is answered.
    pub opt_out_text: String,
    /// What whoever comes back is answered.
    pub return_text: String,
    /// When it registered.
    pub created_at: DateTime<Utc>,
}

impl From<tenants::Tenant> for TenantSettings {
    fn from(tenant: tenants::Tenant) -> Self {
        let word = tenant.opt_out_words.first().map_or("STOP", String::as_str);
        let usual = |heard| usual_text(heard, &tenant.language, word);
        Self {
            opt_out_text: tenant.opt_out_text.unwrap_or_else(|| usual(Heard::Leaves)),
            return_text: tenant.return_text.unwrap_or_else(|| usual(Heard::Returns)),
            opt_out_answer: tenant.opt_out_answer,
            id: tenant.id,
            name: tenant.name,
            country: tenant.country,
            time_zone: tenant.time_zone,
            language: tenant.language,
            opt_out_words: tenant.opt_out_words,
            created_at: tenant.created_at,
        }
    }
}

/// Read the settings
#[utoipa::path(
    tag = "tenant",
    responses((status = 200, body = Envelope<TenantSettings>), Refusals),
    extensions(("x-permission" = json!("tenant.read")))
)]
#[get("/tenant")]
pub(crate) async fn get_tenant(
    state: web::Data<State>,
    caller: Caller,
) -> ApiResult<TenantSettings> {
    let scope = caller.allowed(Permission::TenantRead)?;
    let tenant = state
        .db
        .tenant(scope, async |tx| tenants::get(tx, scope.tenant()).await)
        .await?;
    Ok(Answer::ok(tenant.into()))
}
