//! Lists: named sets of contacts (CON-1).

pub mod add_members;
pub mod create;
pub mod delete;
pub mod list;
pub mod paste_numbers;
pub mod read;
pub mod remove_members;
pub mod rename;

use crate::routes::Routes;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use siar_domain::id::{ContactId, ListId};
use utoipa::ToSchema;

use crate::{ApiError, Invalid};

/// The endpoints of this area.
pub fn configure(routes: &mut Routes<'_>) {
    routes
        .service(list::list)
        .service(create::create)
        .service(read::read)
        .service(rename::rename)
        .service(delete::delete)
        .service(add_members::add_members)
        .service(remove_members::remove_members)
        .service(paste_numbers::paste_numbers);
}

/// A list with its size.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactList {
    /// Its id.
    pub id: ListId,
    /// Its name, unique in the tenant.
    pub name: String,
    /// How many contacts are in it.
    pub members: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

impl From<siar_db::lists::List> for ContactList {
    fn from(list: siar_db::lists::List) -> Self {
        Self {
            id: list.id,
            name: list.name,
            members: list.members,
            created_at: list.created_at,
        }
    }
}

/// A list's name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Pelanggan Solo"}))]
pub struct ListName {
    /// 1 to 200 characters, unique in the tenant.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
}

impl ListName {
    /// The name without the space around it.
    ///
    /// # Errors
    /// 422 when it is empty or too long.
    fn checked(&self) -> Result<&str, ApiError> {
        let name = self.name.trim();
        Invalid::new().length("name", name, 1, 200).done()?;
        Ok(name)
    }
}

/// Contacts by id.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"contact_ids": ["0190f5a0-0000-7000-8000-000000000002"]}))]
pub struct Members {
    /// 1 to 10,000 contacts.
    #[schema(min_items = 1, max_items = 10000)]
    pub contact_ids: Vec<ContactId>,
}

impl Members {
    fn checked(&self) -> Result<&[ContactId], ApiError> {
        Invalid::new()
            .check(
                (1..=10_000).contains(&self.contact_ids.len()),
                "contact_ids",
                "out_of_range",
                "Name 1 to 10,000 contacts.",
            )
            .done()?;
        Ok(&self.contact_ids)
    }
}

/// How many memberships changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct MembersChanged {
    /// How many memberships changed.
    pub changed: usize,
}

/// `NotFound` as a list, a taken name as a conflict that says so.
fn refusal(error: siar_db::DbError) -> ApiError {
    match error {
        siar_db::DbError::NotFound => ApiError::not_found("list"),
        siar_db::DbError::Duplicate { .. } => {
            ApiError::conflict("name_taken", "There is already a list with this name.")
        }
        other => other.into(),
    }
}
