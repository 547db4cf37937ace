//! Paste numbers into a list (CON-2).

use std::collections::BTreeSet;

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use siar_db::{
    contacts::{self, Batch},
    lists, shares, tenants,
};
use siar_domain::{
    id::ListId,
    import::{RejectedRow, pasted_numbers},
    permission::Permission,
    phone::{Country, Phone},
};
use utoipa::ToSchema;

use super::refusal;
use crate::{Answer, ApiResult, Caller, Envelope, Invalid, LargeBody, State, openapi::Refusals};

/// Most numbers of one request; more come as a file.
const MOST: usize = 20_000;

/// Numbers as a person pasted them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "0812 3456 7890\n0813 0000 0013", "country": "ID", "consent_source": "order form"}))]
pub struct Pasted {
    /// Numbers, one a line or separated by commas, semicolons or tabs; at most 20,000.
    #[schema(
        min_length = 1,
        pattern = "\\S",
        example = "0812 3456 7890\n0813 0000 0013"
    )]
    pub text: String,
    /// Country of numbers without an international prefix; the tenant's where absent.
    pub country: Option<Country>,
    /// Where the people's agreement to hear from the tenant came from, 1 to 200 characters; nothing is noted where absent.
    #[schema(min_length = 1, max_length = 200)]
    pub consent_source: Option<String>,
}

/// What became of the numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct NumbersTaken {
    /// People who were not known before.
    pub added: i64,
    /// People who were.
    pub updated: i64,
    /// Numbers that were pasted more than once.
    pub duplicates: usize,
    /// What is no number, by line.
    pub rejected: Vec<RejectedRow>,
}

/// Paste numbers into a list
#[utoipa::path(
    tag = "lists",
    params(("id" = ListId, Path)),
    request_body = Pasted,
    responses(
        (status = 200, body = Envelope<NumbersTaken>),
        (status = 409, description = "`contact_limit`"),
        Refusals
    ),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[post("/lists/{id}/numbers")]
pub(crate) async fn paste_numbers(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ListId>,
    body: LargeBody<Pasted>,
) -> ApiResult<NumbersTaken> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    let Pasted {
        text,
        country,
        consent_source,
    } = body.0;
    let consent = consent_source.as_deref().map(str::trim);
    if let Some(source) = consent {
        Invalid::new()
            .length("consent_source", source, 1, 200)
            .done()?;
    }
    let taken = state
        .db
        .tenant(scope, async |tx| {
            let country = match country {
                Some(country) => country,
                None => super::super::contacts::tenant_country(
                    &tenants::get(tx, scope.tenant()).await?.country,
                )?,
            };
            let read = web::block(move || Read::new(&text, country));
            let Read {
                phones,
                duplicates,
                rejected,
            } = read.await.map_err(crate::ApiError::internal)?;
            Invalid::new()
                .check(
                    phones.len() + rejected.len() > 0,
                    "text",
                    "required",
                    "Paste at least one number.",
                )
                .check(
                    phones.len() <= MOST && rejected.len() <= MOST,
                    "text",
                    "too_many",
                    "At most 20,000 numbers at once; import a file for more.",
                )
                .done()?;
            lists::get(tx, *id).await.map_err(refusal)?;
            let rows = phones.len();
            let batch = Batch {
                phones: phones.iter().map(ToString::to_string).collect(),
                names: vec![None; rows],
                emails: vec![None; rows],
                attributes: vec!["{}".to_owned(); rows],
            };
            shares::more_contacts(tx, scope, &batch.phones).await?;
            let now = tx.now();
            let stored = contacts::store_batch(tx, scope, Some(*id), now, consent, &batch).await?;
            Ok::<_, crate::ApiError>(NumbersTaken {
                added: stored.added,
                updated: stored.updated,
                duplicates,
                rejected,
            })
        })
        .await?;
    Ok(Answer::ok(taken))
}

/// What a pasted text holds.
struct Read {
    phones: BTreeSet<Phone>,
    duplicates: usize,
    rejected: Vec<RejectedRow>,
}

impl Read {
    /// Stops counting where there are more numbers than are taken at once.
    fn new(text: &str, country: Country) -> Self {
        let mut read = Self {
            phones: BTreeSet::new(),
            duplicates: 0,
            rejected: Vec::new(),
        };
        for number in pasted_numbers(text, country) {
            match number {
                Ok(row) if read.phones.insert(row.phone) => {}
                Ok(_) => read.duplicates += 1,
                Err(row) => read.rejected.push(row),
            }
            if read.phones.len() > MOST || read.rejected.len() > MOST {
                break;
            }
        }
        read
    }
}
