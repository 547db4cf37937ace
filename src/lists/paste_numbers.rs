//! Paste numbers into a list (CON-2).

use std::collections::BTreeSet;

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use siar_db::{
    contacts::{Batch, store_batch},
    lists, shares,
};
use siar_domain::{
    id::ListId,
    import::{RejectedRow, pasted_numbers},
    permission::Permission,
    phone::{Country, Phone},
};
use utoipa::ToSchema;

use super::refusal;
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Invalid, LargeBody, State, contacts,
    openapi::Refusals,
};

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
    // Read before the transaction: meanwhile the connection is others'.
    let country = contacts::country_of(&state, scope, country).await?;
    let read = web::block(move || Read::new(&text, country));
    let read = read.await.map_err(ApiError::internal)?;
    Invalid::new()
        .check(
            read.numbers() + read.rejected.len() > 0,
            "text",
            "required",
            "Paste at least one number.",
        )
        .check(
            !read.has_too_many(),
            "text",
            "too_many",
            "At most 20,000 numbers at once; import a file for more.",
        )
        .done()?;
    let Read {
        phones,
        duplicates,
        rejected,
    } = read;
    let taken = state
        .db
        .tenant(scope, async |tx| {
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
            let stored = store_batch(tx, scope, Some(*id), now, consent, &batch).await?;
            Ok::<_, ApiError>(NumbersTaken {
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
            if read.has_too_many() {
                break;
            }
        }
        read
    }

    /// Numbers, also those pasted again: each costs as much to read.
    fn numbers(&self) -> usize {
        self.phones.len() + self.duplicates
    }

    fn has_too_many(&self) -> bool {
        self.numbers() > MOST || self.rejected.len() > MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_again_counts_like_what_is_new() {
        let again = |times: usize| Read::new(&"081234567890\n".repeat(times), Country::INDONESIA);
        let read = again(MOST);
        assert_eq!((read.phones.len(), read.duplicates), (1, MOST - 1));
        assert!(!read.has_too_many());
        let read = again(100 * MOST);
        assert!(read.has_too_many());
        assert_eq!(read.numbers(), MOST + 1, "the rest is not even read");
    }
}
