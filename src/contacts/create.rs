//! Store a contact.

use actix_web::{post, web};
use serde::Deserialize;
use siar_db::{contacts, shares, tenants};
use siar_domain::{
    permission::Permission,
    phone::{Country, Phone},
};
use utoipa::ToSchema;

use super::{Contact, fields::Fields, refusal, tenant_country};
use crate::{Answer, ApiError, ApiResult, Body, Caller, Envelope, State, openapi::Refusals};

/// A person to store.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({"phone": "0812 3456 7890", "name": "Budi", "tags": ["pelanggan lama"], "attributes": {"kota": "Solo"}, "consent": {"source": "order form"}}))]
pub struct NewContact {
    /// The number as people write it; kept in E.164.
    #[schema(example = "0812 3456 7890")]
    pub phone: String,
    /// Country of a number without an international prefix; the tenant's where absent.
    pub country: Option<Country>,
    /// What else is known.
    #[serde(flatten)]
    pub fields: Fields,
}

/// Store a contact
#[utoipa::path(
    tag = "contacts",
    request_body = NewContact,
    responses(
        (status = 201, body = Envelope<Contact>),
        (status = 409, description = "`phone_taken`, `contact_limit`"),
        Refusals
    ),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[post("/contacts")]
pub(crate) async fn create(
    state: web::Data<State>,
    caller: Caller,
    body: Body<NewContact>,
) -> ApiResult<Contact> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    let NewContact {
        phone,
        country,
        fields,
    } = body.0;
    let change = fields.checked(state.clock.now())?;
    let made = state
        .db
        .tenant(scope, async |tx| {
            let country = match country {
                Some(country) => country,
                // Whatever the country, an international number reads the same.
                None if phone.trim_start().starts_with('+') => Country::default(),
                None => tenant_country(&tenants::get(tx, scope.tenant()).await?.country)?,
            };
            let phone = Phone::parse(&phone, country)
                .map_err(|error| ApiError::invalid("phone", error.code(), error.to_string()))?;
            shares::more_contacts(tx, scope, &[phone.as_str().to_owned()]).await?;
            contacts::create(tx, scope, phone.as_str(), change)
                .await
                .map_err(refusal)
        })
        .await?;
    let at = format!("/api/v1/contacts/{}", made.id);
    Ok(Answer::created(made.into(), at))
}
